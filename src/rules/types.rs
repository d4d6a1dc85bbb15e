//! The record types that rules emit, with the slots that records are made of.
//!
//! Other types (`quantity`, `person`, `vg`, …) are whatever the rules of a pack emit.

/// What a slot must hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// Any words.
    Words,
    /// A number or quantity.
    Figure,
    /// A time expression.
    Time,
}

/// A type that becomes a record.
#[derive(Clone, Copy, Debug)]
pub struct RecordType {
    /// As in `emit = "claim"`.
    pub name: &'static str,
    /// Of each group, one slot at least must be bound on every path.
    pub needs: &'static [&'static [&'static str]],
    /// All slots that the record can take.
    pub slots: &'static [(&'static str, Holds)],
    /// Slots that say how to make the record, without being a part of it.
    pub hints: &'static [&'static str],
}

use Holds::{Figure, Time, Words};

/// All record types.
pub const RECORDS: &[RecordType] = &[
    RecordType {
        name: "claim",
        needs: &[&["value"]],
        slots: &[
            ("value", Figure),
            ("counted", Words),
            ("event", Words),
            ("trigger", Words),
            ("place", Words),
            ("date", Time),
            ("since", Time),
            ("source", Words),
            ("previous", Figure),
            ("subset", Figure),
            ("addend", Figure),
            ("total", Figure),
            ("role", Words),
            ("modality", Words),
            ("unit", Words),
            ("actor", Words),
            ("cause", Words),
            ("implicit", Words),
            ("bare", Words),
        ],
        hints: &["mark", "noun", "own", "superseded"],
    },
    RecordType {
        name: "vote",
        needs: &[&[
            "for",
            "against",
            "abstain",
            "absent",
            "tally",
            "outcome",
            "unanimous",
            "method",
            "veto_by",
            "for_who",
            "against_who",
            "abstain_who",
            "absent_who",
        ]],
        slots: &[
            ("body", Words),
            ("motion", Words),
            ("tally", Words),
            ("for", Figure),
            ("against", Figure),
            ("abstain", Figure),
            ("absent", Figure),
            ("for_who", Words),
            ("against_who", Words),
            ("abstain_who", Words),
            ("absent_who", Words),
            ("outcome", Words),
            ("unanimous", Words),
            ("method", Words),
            ("veto_by", Words),
            ("size", Figure),
            ("trigger", Words),
            ("place", Words),
            ("date", Time),
            ("source", Words),
            ("modality", Words),
        ],
        hints: &[],
    },
    RecordType {
        name: "event",
        needs: &[&["action"]],
        slots: &[
            ("action", Words),
            ("type", Words),
            ("plover", Words),
            ("actor", Words),
            ("target", Words),
            ("place", Words),
            ("instrument", Words),
            ("date", Time),
            ("source", Words),
            ("modality", Words),
        ],
        hints: &["form", "trigger", "verb"],
    },
    RecordType {
        name: "attribution",
        needs: &[&["source", "cue"]],
        slots: &[
            ("source", Words),
            ("title", Words),
            ("cue", Words),
            ("content", Words),
            ("frame", Words),
            ("act", Words),
            ("source_type", Words),
            ("outlet", Words),
            ("anonymity_reason", Words),
            ("recipient", Words),
            ("kind", Words),
            ("certainty", Words),
            ("date", Time),
            ("place", Words),
            ("modality", Words),
        ],
        hints: &[],
    },
];

/// Types whose values Rust computes from the slots; tests may name computed fields too.
pub const BUILT: &[&str] = &["number", "quantity", "time", "claim", "vote", "event", "attribution"];

/// Types of mentions that Rust makes without a rule.
pub const GIVEN: &[&str] = &["quotation", "number"];

/// The record type of that name.
#[must_use]
pub fn record(name: &str) -> Option<&'static RecordType> {
    RECORDS.iter().find(|r| r.name == name)
}
