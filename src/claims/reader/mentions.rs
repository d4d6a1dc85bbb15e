//! Mentions by type, their slots and their values.

use super::Reader;
use crate::claims::names::{Kind, Part, Word};
use crate::matching::mention::{ConstId, Mention, MentionId, Slot, SlotValue, Value};
use crate::record::{QuantityValue, TimeValue};

impl<'a> Reader<'a, '_> {
    /// Visible mentions of a type, in text order.
    pub(in crate::claims) fn mentions(
        &self,
        kind: Kind,
    ) -> impl Iterator<Item = (MentionId, &'a Mention)> {
        self.analysis.of_kind(self.names.kind(kind))
    }

    /// How many mentions of a type there are at most.
    pub(in crate::claims) fn count(&self, kind: Kind) -> usize {
        self.mentions(kind).size_hint().1.unwrap_or(0)
    }

    /// Visible mentions of a type that begin at tokens `from..to`, in text order; costs only the
    /// tokens between.
    pub(in crate::claims) fn mentions_between(
        &self,
        kind: Kind,
        from: u32,
        to: u32,
    ) -> impl Iterator<Item = (MentionId, &'a Mention)> {
        let kind = self.names.kind(kind);
        let analysis = self.analysis;
        let to = to.min(analysis.tokens.len() as u32);
        (from..to).flat_map(move |t| analysis.starting_at(t)).filter(move |(_, m)| m.kind == kind)
    }

    /// A mention by id.
    #[inline]
    pub(in crate::claims) fn mention(&self, id: MentionId) -> &'a Mention {
        &self.analysis.mentions[id as usize]
    }

    /// Is the mention of this type?
    #[inline]
    pub(in crate::claims) fn is(&self, mention: &Mention, kind: Kind) -> bool {
        mention.kind == self.names.kind(kind)
    }

    /// All slots of that name, in text order.
    #[inline]
    pub(in crate::claims) fn slots(
        &self,
        mention: &Mention,
        part: Part,
    ) -> impl Iterator<Item = &'a Slot> + use<'a> {
        let id = self.names.part(part);
        self.analysis.slots(mention).iter().filter(move |s| s.name == id)
    }

    /// The first slot of that name.
    #[inline]
    pub(in crate::claims) fn slot(&self, mention: &Mention, part: Part) -> Option<&'a Slot> {
        self.slots(mention, part).next()
    }

    /// A slot's lexicon value or constant, else its words.
    pub(in crate::claims) fn value_of(&self, slot: &Slot) -> String {
        match slot.value {
            SlotValue::Const(c) => self.engine.constant(self.analysis, c).to_owned(),
            _ => self.analysis.words(slot.start, slot.end).to_owned(),
        }
    }

    /// The constant or lexicon value of the first slot of that name.
    pub(in crate::claims) fn constant(&self, mention: &Mention, part: Part) -> Option<&'a str> {
        self.constant_id(mention, part).map(|c| self.engine.constant(self.analysis, c))
    }

    /// The same as its number.
    #[inline]
    pub(in crate::claims) fn constant_id(&self, mention: &Mention, part: Part) -> Option<ConstId> {
        self.slots(mention, part).find_map(|s| match s.value {
            SlotValue::Const(c) => Some(c),
            _ => None,
        })
    }

    /// Is the constant this word?
    #[inline]
    pub(in crate::claims) fn is_word(&self, constant: Option<ConstId>, word: Word) -> bool {
        let Some(id) = constant else { return false };
        match self.names.word(word) {
            Some(known) => id == known,
            None => self.engine.constant(self.analysis, id) == word.text(),
        }
    }

    /// Is the constant or lexicon value of the first slot of that name this word?
    #[inline]
    pub(in crate::claims) fn says(&self, mention: &Mention, part: Part, word: Word) -> bool {
        self.is_word(self.constant_id(mention, part), word)
    }

    /// The mention behind the first slot of that name.
    pub(in crate::claims) fn target(
        &self,
        mention: &Mention,
        part: Part,
    ) -> Option<(MentionId, &'a Mention)> {
        self.slots(mention, part).find_map(|s| match s.value {
            SlotValue::Mention(id) => Some((id, self.mention(id))),
            _ => None,
        })
    }

    /// The quantity value of a mention.
    #[inline]
    pub(in crate::claims) fn quantity(&self, mention: &'a Mention) -> Option<&'a QuantityValue> {
        match &mention.value {
            Value::Quantity(q) => Some(q),
            _ => None,
        }
    }

    /// The time value of a mention.
    #[inline]
    pub(in crate::claims) fn time(&self, mention: &'a Mention) -> Option<&'a TimeValue> {
        match &mention.value {
            Value::Time(t) => Some(t),
            _ => None,
        }
    }
}
