//! The pieces of votes that rules find: counts, sides, names, decisions, vetoes.

use crate::claims::reader::Reader;
use crate::matching::mention::{Mention, Slot, SlotValue, Value};

/// For, against, abstaining, absent: index into arrays of four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    For,
    Against,
    Abstain,
    Absent,
}

impl Side {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "for" => Self::For,
            "against" => Self::Against,
            "abstain" => Self::Abstain,
            "absent" => Self::Absent,
            _ => return None,
        })
    }
}

/// A count with the tokens that give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u32,
    pub start: u32,
    pub end: u32,
}

/// What a piece says.
#[derive(Clone, Debug)]
pub(super) enum Says {
    /// Two sides in one expression, in text order, and abstentions.
    Tally { first: Number, second: Number, abstain: Option<Number>, sides_named: bool },
    /// One side's count.
    Count { side: Side, number: Number },
    /// Named voters of one side; `complete` when the list claims to be all of them.
    Names {
        side: Side,
        who: Vec<(u32, u32)>,
        complete: bool,
        count: Option<(u32, u32)>,
        motion: Option<(u32, u32)>,
    },
    /// What voters wanted: up, down, same, for, against; `backing` when they wanted what was put.
    Wish { who: Vec<(u32, u32)>, course: Option<String>, backing: bool },
    /// A decision: `vote`, `passed`, `failed` or `vetoed`.
    Action {
        body: Option<(u32, u32)>,
        verb: (u32, u32),
        outcome: String,
        motion: Option<(u32, u32)>,
        /// A country or its voters decide, as in a referendum.
        people: bool,
    },
    /// A veto.
    Veto {
        who: Vec<(u32, u32)>,
        /// It takes up what was voted on before: "vetoed the measure".
        same: bool,
    },
    /// Unanimity, or a method that counts nobody.
    Manner { how: String },
}

/// A piece of a vote.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub says: Says,
    pub start: u32,
    pub end: u32,
    pub sentence: u32,
    pub mention: u32,
}

/// All pieces of the document, in text order.
pub(super) fn collect(reader: &Reader<'_, '_>) -> Vec<Piece> {
    let mut out = Vec::new();
    for kind in [
        "vote_tally",
        "vote_side",
        "vote_voters",
        "vote_wish",
        "vote_action",
        "vote_veto",
        "vote_unanimous",
    ] {
        for (id, m) in reader.mentions(kind) {
            if let Some(says) = read(reader, kind, m) {
                let sentence = reader.analysis.tokens[m.start as usize].sentence;
                out.push(Piece { says, start: m.start, end: m.end, sentence, mention: id });
            }
        }
    }
    out.extend(in_parentheses(reader, &out));
    out.sort_by_key(|p| (p.start, p.end, p.mention));
    own_names(&mut out);
    out
}

/// Names in parentheses inside a count: "two (Peru and Chad) abstained".
fn in_parentheses(reader: &Reader<'_, '_>, pieces: &[Piece]) -> Vec<Piece> {
    let mut out = Vec::new();
    for p in pieces {
        let Says::Count { side, .. } = p.says else { continue };
        let dash = reader.engine.lexicons.id("dash");
        let opens = |t: u32| {
            let token = &reader.analysis.tokens[t as usize];
            reader.analysis.word(t) == "("
                || dash.is_some_and(|d| reader.engine.lexicons.has_word(d, token.word))
        };
        let open = (p.start..p.end).find(|t| opens(*t));
        let Some(open) = open else { continue };
        let who: Vec<(u32, u32)> = reader
            .mentions_between("name", open + 1, p.end)
            .filter(|(_, m)| m.end < p.end)
            .map(|(_, m)| (m.start, m.end))
            .collect();
        if !who.is_empty() {
            out.push(Piece {
                says: Says::Names { side, who, complete: true, count: None, motion: None },
                ..p.clone()
            });
        }
    }
    out
}

/// A name inside another count's words belongs to that count.
fn own_names(pieces: &mut [Piece]) {
    let counts: Vec<(u32, u32, Side)> = pieces
        .iter()
        .filter_map(|p| match p.says {
            Says::Count { side, .. } => Some((p.start, p.end, side)),
            _ => None,
        })
        .collect();
    for p in pieces {
        // Counts stand in text order: only those from a little before this piece to its end matter.
        let from = counts.partition_point(|c| c.0 + 400 < p.start);
        let to = counts.partition_point(|c| c.0 <= p.end);
        let counts = &counts[from..to.max(from)];
        if let Says::Names { side, who, count, .. } = &mut p.says {
            let nearer = |w: &(u32, u32)| {
                count.is_some_and(|own| {
                    counts.iter().any(|c| own.1 <= c.0 && c.1 <= w.0 && c.2 != *side)
                })
            };
            who.retain(|w| {
                !nearer(w) && !counts.iter().any(|c| c.0 <= w.0 && w.1 <= c.1 && c.2 != *side)
            });
        }
    }
}

fn read(reader: &Reader<'_, '_>, kind: &str, m: &Mention) -> Option<Says> {
    let who =
        || -> Vec<(u32, u32)> { reader.slots(m, "who").map(|s| name_span(reader, s)).collect() };
    Some(match kind {
        "vote_tally" => Says::Tally {
            first: number(reader, reader.slot(m, "first")?)?,
            second: number(reader, reader.slot(m, "second")?)?,
            abstain: reader.slot(m, "abstain").and_then(|s| number(reader, s)),
            sides_named: reader.rule(m).id.ends_with(".sides"),
        },
        "vote_side" => {
            let side = Side::named(reader.constant(m, "side")?)?;
            let numbers: Vec<Number> =
                reader.slots(m, "n").filter_map(|s| number(reader, s)).collect();
            let value = numbers.iter().map(|n| n.value).sum();
            let start = numbers.first()?.start;
            let end = numbers.last()?.end;
            Says::Count { side, number: Number { value, start, end } }
        }
        "vote_voters" => {
            let side = match reader.target(m, "piece") {
                Some((_, piece)) => {
                    reader.constant(piece, "side").or_else(|| reader.constant(m, "side"))
                }
                None => reader.constant(m, "side"),
            };
            let part = reader.constant(m, "part").is_some();
            let count = reader.target(m, "piece").map(|(_, p)| (p.start, p.end));
            let motion = reader.slot(m, "motion").map(|s| (s.start, s.end));
            Says::Names { side: Side::named(side?)?, who: who(), complete: !part, count, motion }
        }
        "vote_wish" => Says::Wish {
            who: reader
                .slots(m, "who")
                .filter(|s| can_differ(reader, s))
                .map(|s| name_span(reader, s))
                .collect(),
            course: reader.constant(m, "course").map(str::to_owned),
            backing: reader.constant(m, "how") == Some("backing"),
        },
        "vote_action" => {
            let verb = reader.slot(m, "verb")?;
            let span = |s: &Slot| (s.start, s.end);
            Says::Action {
                body: reader.slot(m, "body").map(span),
                verb: span(verb),
                outcome: reader
                    .constant(m, "outcome")
                    .map_or_else(|| reader.value_of(verb), str::to_owned),
                motion: reader.slot(m, "motion").map(span),
                people: reader.slot(m, "body").is_some_and(|b| is_people(reader, b)),
            }
        }
        "vote_veto" => Says::Veto { who: who(), same: reader.slot(m, "same").is_some() },
        _ => Says::Manner { how: reader.constant(m, "how")?.to_owned() },
    })
}

/// A titled person is named without the title: also behind one in the plural ("Justices Bell").
fn name_span(reader: &Reader<'_, '_>, slot: &Slot) -> (u32, u32) {
    if let SlotValue::Mention(id) = slot.value {
        if let Some(body) = reader.slot(reader.mention(id), "body") {
            return (body.start, body.end);
        }
    }
    let mut start = slot.start;
    if let Some(next) = reader.entry_from("voter-noun", start).filter(|n| *n < slot.end) {
        start = next;
    }
    (start, slot.end)
}

/// A country, a place, or those of it who may vote.
fn is_people(reader: &Reader<'_, '_>, body: &Slot) -> bool {
    let place = |m: &Mention| matches!(reader.constant(m, "type"), Some("country" | "place"));
    reader.entry_upto("electorate", body.end)
        || reader
            .mentions_between("name", body.start, body.end)
            .any(|(_, m)| m.end == body.end && place(m))
}

/// Persons and states differ from a decision; an institution or its members as such take it.
fn can_differ(reader: &Reader<'_, '_>, slot: &Slot) -> bool {
    if reader.entry_from("voter-noun", slot.start) == Some(slot.end) {
        return false;
    }
    match slot.value {
        SlotValue::Mention(id) => reader.constant(reader.mention(id), "type") != Some("org"),
        _ => true,
    }
}

/// The whole number of a slot: a number mention, or a constant of the rule.
pub(super) fn number(reader: &Reader<'_, '_>, slot: &Slot) -> Option<Number> {
    let value = match &slot.value {
        SlotValue::Mention(id) => match &reader.mention(*id).value {
            Value::Quantity(q) => u32::try_from(q.value?.0)
                .ok()
                .filter(|v| q.value.is_some_and(|d| d.0 == (*v).into()))?,
            _ => return None,
        },
        SlotValue::Const(text) => text.parse().ok()?,
        SlotValue::Words => return None,
    };
    Some(Number { value, start: slot.start, end: slot.end })
}
