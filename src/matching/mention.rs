//! Mentions: what a rule makes of a match, and what later phases match on.

use std::sync::Arc;

use crate::record::{QuantityValue, TimeValue};

/// Index into a document's mentions.
pub type MentionId = u32;

/// A named part of a match.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    /// Interned slot name (see `Names`).
    pub name: u16,
    /// Tokens `start..end`; equal for a constant.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What is known of it.
    pub value: SlotValue,
}

/// The value of a slot.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotValue {
    /// Only its words.
    Words,
    /// A mention of an earlier phase.
    Mention(MentionId),
    /// The value of a lexicon entry, or a constant bound by the rule.
    Const(Arc<str>),
}

/// The typed value of a mention, made by `values/` from its slots.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Value {
    /// None: the mention is its slots.
    #[default]
    None,
    /// A number or quantity.
    Quantity(Box<QuantityValue>),
    /// A time.
    Time(Box<TimeValue>),
}

/// Something found by a rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mention {
    /// Interned type name (`quantity`, `time`, `person`, `claim`, …).
    pub kind: u16,
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Index of the rule in the compiled set.
    pub rule: u32,
    /// Slots in order of capture.
    pub slots: Vec<Slot>,
    /// Typed value.
    pub value: Value,
}
