//! The subject of a verb group: over adverbs, inserts and relative pronouns to the noun group that
//! the clause is about.

use crate::claims::events::layout::{Layout, REACH, Range};
use crate::claims::names::Lex;
use crate::lexis::token::tag;
use crate::matching::mention::Mention;

impl Layout<'_, '_, '_> {
    /// The noun groups of the subject of a verb group, the fullest wording first: with its
    /// prepositional attributes. `None` when the clause shows none.
    pub(crate) fn subject(&self, vg: &Mention) -> Option<Range> {
        self.subject_before(vg.start, 0)
    }

    /// The same for a verb that begins at `start`; `depth` counts the verbs it was reached over.
    pub(crate) fn subject_before(&self, start: u32, depth: u32) -> Option<Range> {
        if depth > 4 {
            return None;
        }
        let from = self.sentence(start).0.max(start.saturating_sub(REACH));
        let mut i = start;
        let mut crossed = false;
        while i > from {
            let t = i - 1;
            if let Some((_, time)) = self.time(t) {
                i = time.start;
                if i > from && (self.is_prep(i - 1)) {
                    i -= 1;
                }
                continue;
            }
            if self.has(t, tag::ADV) || self.is(t, Lex::Negation) {
                i = t;
                continue;
            }
            if self.is_mark(t, ',') || self.is_mark(t, ')') {
                i = self.insert_start(t, from)?;
                crossed = true;
                continue;
            }
            if self.is(t, Lex::RelativeWord) {
                i = t;
                if i > from && self.is_mark(i - 1, ',') {
                    i -= 1;
                }
                return (i > from).then(|| self.chain(i - 1, from)).flatten();
            }
            if let Some(vg) = self.verb_group(t) {
                // "began to shoot", "came and took".
                return self.subject_before(vg.start, depth + 1);
            }
            if self.has(t, tag::CONJ) || self.is(t, Lex::ConjCoord) {
                let whole = |vg: &&Mention| !self.is_reduced(vg);
                let vg = (from..t).rev().find_map(|k| self.verb_group(k).filter(whole))?;
                return self.subject_before(vg.start, depth + 1);
            }
            if self.noun_group(t).is_some() {
                return self.chain(t, from);
            }
            if self.is_prep(t) && !crossed {
                i = t;
                continue;
            }
            return None;
        }
        None
    }

    /// Start of an insert ("…, a former judge, …", "(…)") that ends with the mark `end`; `None`
    /// when the mark ends no insert.
    fn insert_start(&self, end: u32, from: u32) -> Option<u32> {
        let open = if self.is_mark(end, ')') { '(' } else { ',' };
        (from..end).rev().find(|t| self.is_mark(*t, open))
    }

    /// The noun group that ends with `token`, and the groups it hangs on: "rebels in the north".
    pub(crate) fn chain(&self, token: u32, from: u32) -> Option<Range> {
        let (mut start, end) = self.noun_group(token)?;
        while start > from + 1 {
            let mut before = start - 1;
            let (over, gerund) = self.over_time(before);
            if gerund && over > from {
                // "people protesting last month's decree"
                before = over;
            } else if self.is_mark(before, ')') {
                // "the Peace (Harmony) party"
                let Some(open) = (from..before).rev().find(|t| self.is_mark(*t, '(')) else {
                    break;
                };
                before = open;
            } else if self.is(before, Lex::AttributivePrep) {
                // "aid workers operating in the north"
                if before > from + 1 && self.has(before - 1, tag::GERUND | tag::PASTPART) {
                    before -= 1;
                }
            } else {
                break;
            }
            let Some(group) = before.checked_sub(1).and_then(|t| self.noun_group(t)) else { break };
            start = group.0;
        }
        // "Peru and Chile", "the mayor, two clerks and a guard".
        while start > from + 1 && self.is(start - 1, Lex::ConjCoord) {
            let Some(group) = self.noun_group(start - 2) else { break };
            if group.0 > from
                && (self.verb_group(group.0 - 1).is_some() || self.is_prep(group.0 - 1))
            {
                break;
            }
            start = group.0;
        }
        Some((start, end))
    }

    /// The token before a date that ends with `token`, and whether a gerund stands there.
    fn over_time(&self, token: u32) -> (u32, bool) {
        let mut t = token;
        if self.is(t, Lex::CliticPossessive) && t > 0 {
            t -= 1;
        }
        if let Some((_, time)) = self.time(t) {
            t = time.start.saturating_sub(1);
        }
        (t, self.has(t, tag::GERUND))
    }

    /// Is the verb group a relative clause without its pronoun: "a letter handed over on Monday",
    /// "the weapons seized by troops"? Its noun is the object of a verb or preposition before it.
    pub(crate) fn is_reduced(&self, vg: &Mention) -> bool {
        if vg.end != vg.start + 1 || !self.has(vg.start, tag::PAST | tag::PASTPART) {
            return false;
        }
        let (from, to) = self.sentence(vg.start);
        let next = vg.end;
        let bare =
            next >= to || self.is_prep(next) || self.is_punct(next) || self.time(next).is_some();
        let Some(noun) = vg.start.checked_sub(1).filter(|t| *t >= from) else { return false };
        if !bare || self.noun_group(noun).is_none() {
            return false;
        }
        let Some((start, _)) = self.chain(noun, from) else { return false };
        let lead = |t: u32| self.time(t).is_some() || self.has(t, tag::DET | tag::ADJ);
        let before = (from..start).rev().find(|t| !lead(*t));
        let Some(before) = before else { return false };
        let governed =
            self.verb_group(before).is_some_and(|v| !self.is(self.head(v), Lex::ReportingVerb));
        governed || self.is_prep(before)
    }
}
