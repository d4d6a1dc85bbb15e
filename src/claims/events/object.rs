//! What stands behind a verb group: its object, its agent, what a copula says.

use crate::claims::events::layout::{Layout, REACH, Range};
use crate::claims::names::{Lex, Part};
use crate::lexis::token::{Shape, tag};

impl Layout<'_, '_, '_> {
    /// The noun group behind a verb group or particle; over adverbs, up to a preposition of target.
    pub(crate) fn object(&self, after: u32) -> Option<Range> {
        let to = self.sentence(after.saturating_sub(1)).1.min(after + REACH);
        let mut i = after;
        while i < to && (self.has(i, tag::ADV) && self.noun_group(i).is_none()) {
            i += 1;
        }
        if i < to && self.has(i, tag::PREP | tag::TO) && (self.is(i, Lex::TargetPrep)) {
            i += 1;
        }
        let first = i;
        let lead = |t: u32| {
            self.has(t, tag::DET | tag::ADJ | tag::NUM | tag::ADV)
                || self.quantity(t).is_some()
                || (self.is_punct(t) && self.quantity(t + 1).is_some())
        };
        while i < to && self.noun_group(i).is_none() && lead(i) {
            i += 1;
        }
        let (start, end) = (i < to).then(|| self.noun_group(i)).flatten()?;
        Some(self.coordinated((start.min(first), end), to))
    }

    /// End of what a copula says of its subject: "has been unchanged", "had observer status".
    pub(crate) fn complement(&self, after: u32) -> u32 {
        let to = self.sentence(after.saturating_sub(1)).1;
        let mut i = after;
        while i < to && self.has(i, tag::ADV | tag::DET) && self.noun_group(i).is_none() {
            i += 1;
        }
        match (i < to).then(|| self.noun_group(i)).flatten() {
            Some(group) => group.1,
            None if i < to && self.has(i, tag::ADJ | tag::PASTPART) => i + 1,
            None => after,
        }
    }

    /// Without what only counts or describes at its head: "some 200 supporters of", "angry Greek
    /// farmers" are the supporters, the Greek farmers.
    pub(crate) fn without_lead(&self, (start, end): Range) -> Range {
        let mut s = start;
        while s + 1 < end && self.only_counts(s, end) {
            s += 1;
        }
        let mut adjective = s;
        while adjective + 1 < end
            && self.has(adjective, tag::ADJ | tag::ADV)
            && !self.is(adjective, Lex::Demonym)
        {
            adjective += 1;
        }
        if adjective > s && self.is(adjective, Lex::Demonym) { (adjective, end) } else { (s, end) }
    }

    /// A determiner, a number ("some 200", "tens of thousands of") or a mark.
    fn only_counts(&self, token: u32, end: u32) -> bool {
        let shape = self.reader.analysis.tokens[token as usize].shape;
        let named = shape.has(Shape::CAP) && !shape.has(Shape::FIRST);
        let number = self
            .quantity(token)
            .and_then(|q| self.reader.slot(q, Part::Value))
            .is_some_and(|v| token < v.end && v.end < end);
        number
            || self.is_punct(token)
            || (!named && self.has(token, tag::DET | tag::NUM | tag::ADV))
            || (self.is(token, Lex::PartPrep) && token > 0 && self.quantity(token - 1).is_some())
    }

    /// The group with those coordinated behind it.
    pub(super) fn coordinated(&self, group: Range, to: u32) -> Range {
        let (start, mut end) = group;
        // "the Bank of England's committee"
        let part = end + 1 < to && self.is(end, Lex::PartPrep) && self.has(end + 1, tag::NAME);
        if let Some(next) = part.then(|| self.noun_group(end + 1)).flatten() {
            end = next.1;
        }
        while end + 1 < to && (self.is(end, Lex::ConjCoord) || self.is_mark(end, ',')) {
            let Some(next) = self.noun_group(end + 1) else { break };
            let listed = self.actor(end + 1).is_some();
            if !listed
                || self.verb_group(next.1).is_some()
                || self.has(next.1, tag::AUX | tag::MODAL)
            {
                break;
            }
            end = next.1;
        }
        (start, end)
    }

    /// The agent of a passive or of a noun of action: the group behind "by", within the sentence.
    pub(crate) fn agent(&self, after: u32) -> Option<Range> {
        let to = self.sentence(after.saturating_sub(1)).1.min(after + REACH / 2);
        let mut means = None;
        for t in after..to {
            if self.is_mark(t, ',') || self.verb_group(t).is_some() {
                return means;
            }
            if self.is(t, Lex::AgentPrep) && t + 1 < to {
                let mut n = t + 1;
                while n < to && self.noun_group(n).is_none() && self.has(n, tag::DET | tag::ADJ) {
                    n += 1;
                }
                if let Some(group) = self.noun_group(n) {
                    let group = self.coordinated(group, to);
                    // "by a decree by the governor": the decree did not do it.
                    if self.actor(group.1 - 1).is_some() {
                        return Some(group);
                    }
                    means = means.or(Some(group));
                }
            }
        }
        means
    }
}
