//! Names inside the words of a source: a person's, an apposed one, a body's long one.

use super::known::{COUNTRY, ORGANISATION, PEOPLE, Speakers};
use super::nominal::Nominal;
use crate::claims::names::{Lex, Part, Word};
use crate::lexis::token::{Shape, tag};
use crate::matching::mention::Mention;

impl<'a> Speakers<'_, '_, 'a, '_> {
    /// A person's name inside a source phrase: in its head, in an apposition.
    pub(super) fn person_in(&self, n: &Nominal) -> Option<(u32, u32, &'a Mention)> {
        let from = self.names.partition_point(|m| m.start < n.start);
        let mut best = None;
        for m in self.names[from..].iter().take_while(|m| m.start < n.end) {
            if !self.lay.r.says(m, Part::Type, Word::Person) {
                continue;
            }
            let (a, b) = self.body(m);
            let in_head = a >= n.head.0 && b <= n.head.1;
            let after_comma = m.start > n.start && self.lay.comma(m.start - 1);
            // Not the owner: "Smith's lawyer".
            if self.lay.has(b, tag::POSS) && b < n.end {
                continue;
            }
            if in_head && b == n.head.1 || after_comma {
                return Some((a, b, m));
            }
            if in_head && best.is_none() && b + 1 >= n.head.1 {
                best = Some((a, b, *m));
            }
        }
        best
    }

    pub(super) fn apposed_name(&self, n: &Nominal) -> Option<(u32, u32)> {
        let lay = self.lay;
        // The head must be a common noun for a person or body.
        if !lay.has(n.head.1 - 1, tag::NOUN) || lay.has(n.head.1 - 1, tag::NAME) {
            return None;
        }
        let comma = (n.head.1..n.end).find(|t| lay.comma(*t))?;
        let m = lay.np(comma + 1).filter(|m| m.start == comma + 1 && m.end <= n.end)?;
        let fits = (m.start..m.end).all(|t| {
            lay.has(t, tag::NAME)
                && lay.shape(t).has(Shape::CAP)
                && !self.in_any(t, &COUNTRY)
                && !self.in_any(t, &ORGANISATION)
        });
        let length = m.end - m.start;
        (fits && (2..=4).contains(&length)).then_some((m.start, m.end))
    }

    pub(super) fn plural(&self, t: u32) -> bool {
        let text = self.lay.text(t);
        let value = PEOPLE.iter().find_map(|l| self.value(t, *l));
        match value {
            Some(v) => !v.eq_ignore_ascii_case(text),
            None => text.len() > 3 && text.ends_with('s') && !text.ends_with("ss"),
        }
    }

    /// End of a body's name: "the Department of Homeland Security".
    pub(super) fn long_name(&self, n: &Nominal) -> u32 {
        let lay = self.lay;
        let mut end = n.head.1;
        while end < n.end && (lay.has(end, tag::PREP) || lay.has(end, tag::CONJ)) {
            match lay.np(end + 1).filter(|m| m.end <= n.end && lay.has(m.end - 1, tag::NAME)) {
                Some(m) if lay.has(n.head.1 - 1, tag::NAME) => end = m.end,
                _ => break,
            }
        }
        end
    }

    pub(super) fn quantity(&self, n: &Nominal) -> bool {
        self.lay.has(n.start, tag::NUM) && !self.lay.has(n.head.1 - 1, tag::NAME)
    }

    /// The body named in the words of a document: "a statement from the Lakeside Trust".
    pub(super) fn body_in(&self, n: &Nominal) -> Option<(u32, u32)> {
        let from = self.names.partition_point(|m| m.start < n.start);
        let within = self.names[from..].iter().take_while(|m| m.end <= n.end);
        let kind = |m: &'a Mention| self.lay.r.constant(m, Part::Type);
        within
            .filter(|m| matches!(kind(m), Some("org" | "unknown")))
            .map(|m| (m.start, m.end))
            .next()
    }

    /// One name of two joined parts, which no person has: "Customs and Border Protection".
    pub(super) fn joined_name(&self, n: &Nominal) -> bool {
        let lay = self.lay;
        let Some(and) = (n.start..n.end).find(|t| lay.has(*t, tag::CONJ)) else { return false };
        let capital =
            |t: u32| lay.shape(t).has(Shape::CAP) && !self.in_any(t, &[Lex::FirstName, Lex::Title]);
        let person = self.names[self.names.partition_point(|m| m.start < n.start)..]
            .iter()
            .take_while(|m| m.start < n.end)
            .any(|m| lay.r.says(m, Part::Type, Word::Person));
        and == n.start + 1
            && n.end - and == 3
            && !person
            && !self.by_last_word.contains_key(lay.text(n.start))
            && (n.start..n.end).all(|t| t == and || capital(t))
    }
}
