//! Mentions: what a rule makes of a match, and what later phases match on.

pub use crate::patterns::program::ConstId;
use crate::record::{QuantityValue, TimeValue};

/// Index into a document's mentions.
pub type MentionId = u32;

/// A named part of a match.
#[derive(Clone, Copy, Debug, PartialEq)]
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
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SlotValue {
    /// Only its words.
    Words,
    /// A mention of an earlier phase.
    Mention(MentionId),
    /// The value of a lexicon entry, or a constant bound by the rule.
    Const(ConstId),
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

/// Something found by a rule. Its slots lie with those of others: `Analysis::slots` gives them.
#[derive(Clone, Debug, Default)]
pub struct Mention {
    /// Interned type name (`quantity`, `time`, `person`, `claim`, …).
    pub kind: u16,
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Index of the rule in the compiled set.
    pub rule: u32,
    /// Where its slots begin, and how many they are.
    pub(crate) first_slot: u32,
    pub(crate) slot_count: u16,
    /// Typed value.
    pub value: Value,
}

impl Mention {
    /// Its slots, in order of capture, among those that it was filed with.
    #[inline]
    pub(crate) fn slots_in<'s>(&self, all: &'s [Slot]) -> &'s [Slot] {
        let from = self.first_slot as usize;
        all.get(from..from + usize::from(self.slot_count)).unwrap_or(&[])
    }

    /// How many slots it has.
    #[must_use]
    pub fn slot_count(&self) -> usize {
        usize::from(self.slot_count)
    }

    /// File its slots behind those of others.
    pub(crate) fn file_slots(&mut self, slots: &[Slot], all: &mut Vec<Slot>) {
        self.first_slot = all.len() as u32;
        // More slots than a pattern can have names for.
        let slots = &slots[..slots.len().min(usize::from(u16::MAX))];
        self.slot_count = slots.len() as u16;
        all.extend_from_slice(slots);
    }
}
