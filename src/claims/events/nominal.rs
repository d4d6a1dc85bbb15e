//! Roles around a noun of action: its owner, its holder, what it is directed at.

use crate::claims::events::candidate::Candidate;
use crate::claims::events::layout::{Layout, REACH, Range};
use crate::claims::names::Lex;
use crate::lexis::token::tag;

impl Layout<'_, '_, '_> {
    /// Who is named inside the group of a noun of action, before it: "Iran's attack", "a Hamas
    /// attack", "the Israeli raid".
    pub(crate) fn possessor(&self, noun: u32) -> Option<Range> {
        let (mut start, _) = self.noun_group(noun)?;
        // "Iran's drone and missile attack"
        if start > 1 && self.is(start - 1, Lex::ConjCoord) {
            let owned = |g: &Range| (g.0..g.1).any(|t| self.is(t, Lex::CliticPossessive));
            start = self.noun_group(start - 2).filter(owned).map_or(start, |g| g.0);
        }
        let clitic = (start..noun).rev().find(|t| self.is(*t, Lex::CliticPossessive));
        if let Some(clitic) = clitic.filter(|c| *c > start && self.time(*c - 1).is_none()) {
            return Some((start, clitic));
        }
        let named =
            |t: u32| (self.has(t, tag::NAME) || self.is(t, Lex::Demonym)) && self.time(t).is_none();
        let Some(last) = (start..noun).rev().find(|t| named(*t)) else {
            return self.owner(noun);
        };
        let mut first = last;
        while first > start && named(first - 1) {
            first -= 1;
        }
        Some((first, last + 1))
    }

    /// "its" before the noun or its date: "in its 7 May attack".
    fn owner(&self, noun: u32) -> Option<Range> {
        let from = self.sentence(noun).0.max(noun.saturating_sub(REACH / 4));
        for t in (from..noun).rev() {
            if self.is(t, Lex::PossessiveAnaphor) {
                return Some((t, t + 1));
            }
            let inside = self.time(t).is_some()
                || self.has(t, tag::ADJ | tag::NOUN | tag::NUM | tag::NAME | tag::PASTPART);
            if !inside && !self.is_mark(t, '-') {
                return None;
            }
        }
        None
    }

    /// Is the happening of a type that has a holder ("the session of the council")? The first word
    /// of the type says it.
    pub(crate) fn is_held(&self, kind: &str) -> bool {
        let word = kind.split('_').next().unwrap_or(kind);
        let word = self.reader.engine.vocabulary.get(word);
        self.reader
            .lexicon(Lex::OfActor)
            .is_some_and(|l| self.reader.engine.lexicons.has_word(l, word))
    }

    /// Is the subject what the verb befalls ("a dozen people died")?
    pub(crate) fn undergoes(&self, c: &Candidate<'_>) -> bool {
        let analysis = self.reader.analysis;
        let undergo = self.reader.lexicon(Lex::UndergoVerb);
        let phrase = analysis
            .phrases_by_start
            .at(c.head)
            .iter()
            .any(|i| Some(analysis.phrases[*i as usize].lex) == undergo);
        let bare = c.group.is_some_and(|vg| vg.end == c.action.1);
        bare && (phrase || self.is(c.head, Lex::UndergoVerb))
    }

    /// Is the head of the group a noun of action?
    pub(crate) fn names_a_happening(&self, (_, end): Range) -> bool {
        end > 0 && self.is(end - 1, Lex::Happening)
    }

    /// The holder behind a noun like meeting: "the meeting of the council".
    pub(crate) fn holder(&self, noun: u32) -> Option<Range> {
        self.is(noun + 1, Lex::PartPrep).then(|| self.object(noun + 1)).flatten()
    }

    /// What a noun of action is directed at: the group behind a preposition of target.
    pub(crate) fn noun_target(&self, noun: u32) -> Option<Range> {
        let to = self.sentence(noun).1;
        let mut t = noun + 1;
        if let Some((_, time)) = self.time(t) {
            t = time.end;
        } else if let Some((_, time)) = self.time(t + 1).filter(|_| t + 1 < to && self.is_prep(t)) {
            t = time.end;
        }
        let directed = t + 1 < to && self.is(t, Lex::TargetPrep) && self.time(t + 1).is_none();
        directed.then(|| self.object(t)).flatten()
    }
}
