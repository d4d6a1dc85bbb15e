//! Where it happened, and with what.

use crate::claims::events::layout::{Layout, Range};
use crate::claims::names::{Kind, Lex, Part};
use crate::lexis::token::tag;

/// How far behind its words an event's place and weapon are looked for, in tokens.
const FAR: u32 = 40;

impl Layout<'_, '_, '_> {
    /// Where: a place behind a preposition of place, from the trigger to the next verb, else at the
    /// head of the sentence.
    pub(crate) fn place_of(&self, action: Range) -> Option<Range> {
        let (from, to) = self.sentence(action.0);
        let to = to.min(action.1 + FAR);
        let next = (action.1..to).find(|t| self.verb_group(*t).is_some()).unwrap_or(to);
        let fronted = || (from < action.0).then(|| self.place(from, from + 1)).flatten();
        self.place(action.1, next).or_else(fronted)
    }

    fn place(&self, from: u32, to: u32) -> Option<Range> {
        (from..to).find_map(|t| {
            if !self.is(t, Lex::Locative) {
                return None;
            }
            let (start, end) = self.noun_group(t + 1)?;
            let fits =
                (start..end).any(|w| self.has(w, tag::NAME) || self.is(w, Lex::StructureNoun));
            (fits && start == t + 1).then_some((start, end))
        })
    }

    /// Does the group name a place or country?
    pub(crate) fn is_place(&self, (start, end): Range) -> bool {
        let reader = self.reader;
        reader.analysis.ending_at(end).any(|(_, m)| {
            m.start >= start
                && reader.is(m, Kind::Name)
                && matches!(reader.constant(m, Part::Type), Some("place" | "country"))
        })
    }

    /// With what: the first weapon from the start of the event on, where its type is one of force.
    pub(crate) fn instrument(&self, kind: &str, (start, end): Range) -> Option<Range> {
        let word = kind.split('_').next().unwrap_or(kind);
        let word = self.reader.engine.vocabulary.get(word);
        let lexicons = &self.reader.engine.lexicons;
        if !self.reader.lexicon(Lex::ViolentType).is_some_and(|l| lexicons.has_word(l, word)) {
            return None;
        }
        let to = self.sentence(start).1.min(end + FAR);
        let first = (start..to).find(|t| self.is(*t, Lex::WeaponNoun))?;
        let a = self.reader.analysis;
        let phrases = a.phrases_by_start.at(first).iter().map(|i| &a.phrases[*i as usize]);
        let weapons = self.reader.lexicon(Lex::WeaponNoun);
        let longest = phrases.filter(|p| Some(p.lex) == weapons).map(|p| p.end).max();
        Some((first, longest.unwrap_or(first + 1)))
    }
}
