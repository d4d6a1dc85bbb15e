//! Who did it, to whom, where: noun groups around a verb group or a noun of action.

use crate::claims::events::candidate::Candidate;
use crate::claims::events::layout::{Layout, Range};
use crate::lexis::token::{Shape, tag};
use crate::matching::mention::Mention;

/// How far a subject may stand from its verb, an object from its.
const REACH: u32 = 30;

impl Layout<'_, '_, '_> {
    /// The noun groups of the subject of a verb group, the fullest wording first: with its
    /// prepositional attributes. `None` when the clause shows none.
    pub(crate) fn subject(&self, vg: &Mention) -> Option<Range> {
        self.subject_before(vg.start, 0)
    }

    fn subject_before(&self, start: u32, depth: u32) -> Option<Range> {
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
            if self.has(t, tag::ADV) || self.is(t, self.words.negation) {
                i = t;
                continue;
            }
            if self.is_mark(t, ",") || self.is_mark(t, ")") {
                i = self.insert_start(t, from)?;
                crossed = true;
                continue;
            }
            if self.is(t, self.words.relative) {
                i = t;
                if i > from && self.is_mark(i - 1, ",") {
                    i -= 1;
                }
                return (i > from).then(|| self.chain(i - 1, from)).flatten();
            }
            if let Some(vg) = self.verb_group(t) {
                // "began to shoot", "came and took".
                return self.subject_before(vg.start, depth + 1);
            }
            if self.has(t, tag::CONJ) || self.is(t, self.words.coordinator) {
                let vg = (from..t).rev().find_map(|k| self.verb_group(k))?;
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
        let open = if self.is_mark(end, ")") { "(" } else { "," };
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
            } else if self.is_mark(before, ")") {
                // "the Peace (Harmony) party"
                let Some(open) = (from..before).rev().find(|t| self.is_mark(*t, "(")) else {
                    break;
                };
                before = open;
            } else if self.has(before, tag::PREP) {
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
        while start > from + 1 && self.is(start - 1, self.words.coordinator) {
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
        if self.is(t, self.words.possessor) && t > 0 {
            t -= 1;
        }
        if let Some((_, time)) = self.time(t) {
            t = time.start.saturating_sub(1);
        }
        (t, self.has(t, tag::GERUND))
    }

    /// The noun group behind a verb group or particle; over adverbs, up to a preposition of target.
    pub(crate) fn object(&self, after: u32) -> Option<Range> {
        let to = self.sentence(after.saturating_sub(1)).1.min(after + REACH);
        let mut i = after;
        while i < to && (self.has(i, tag::ADV) && self.noun_group(i).is_none()) {
            i += 1;
        }
        if i < to && self.has(i, tag::PREP | tag::TO) && (self.is(i, self.words.target)) {
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
            && !self.is(adjective, self.words.demonym)
        {
            adjective += 1;
        }
        if adjective > s && self.is(adjective, self.words.demonym) {
            (adjective, end)
        } else {
            (s, end)
        }
    }

    /// A determiner, a number ("some 200", "tens of thousands of") or a mark.
    fn only_counts(&self, token: u32, end: u32) -> bool {
        let shape = self.reader.analysis.tokens[token as usize].shape;
        let named = shape.has(Shape::CAP) && !shape.has(Shape::FIRST);
        let number = self
            .quantity(token)
            .and_then(|q| self.reader.slot(q, "value"))
            .is_some_and(|v| token < v.end && v.end < end);
        number
            || self.is_punct(token)
            || (!named && self.has(token, tag::DET | tag::NUM | tag::ADV))
            || (self.is(token, self.words.part) && token > 0 && self.quantity(token - 1).is_some())
    }

    /// The group with those coordinated behind it.
    fn coordinated(&self, group: Range, to: u32) -> Range {
        let (start, mut end) = group;
        // "the Bank of England's committee"
        if end + 1 < to && self.is(end, self.words.part) && self.has(end + 1, tag::NAME) {
            if let Some(next) = self.noun_group(end + 1) {
                end = next.1;
            }
        }
        while end + 1 < to && (self.is(end, self.words.coordinator) || self.is_mark(end, ",")) {
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
            if self.is_mark(t, ",") || self.verb_group(t).is_some() {
                return means;
            }
            if self.is(t, self.words.agent) && t + 1 < to {
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

    /// Who is named inside the group of a noun of action, before it: "Iran's attack", "a Hamas
    /// attack", "the Israeli raid".
    pub(crate) fn possessor(&self, noun: u32) -> Option<Range> {
        let (start, _) = self.noun_group(noun)?;
        if let Some(clitic) = (start..noun).rev().find(|t| self.is(*t, self.words.possessor)) {
            if clitic > start && self.time(clitic - 1).is_none() {
                return Some((start, clitic));
            }
        }
        let named = |t: u32| {
            (self.has(t, tag::NAME) || self.is(t, self.words.demonym)) && self.time(t).is_none()
        };
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
            if self.is(t, self.words.owner) {
                return Some((t, t + 1));
            }
            let inside = self.time(t).is_some()
                || self.has(t, tag::ADJ | tag::NOUN | tag::NUM | tag::NAME | tag::PASTPART);
            if !inside && !self.is_mark(t, "-") {
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
        self.words.held_by.is_some_and(|l| self.reader.engine.lexicons.has_word(l, word))
    }

    /// Is the subject what the verb befalls ("a dozen people died")?
    pub(crate) fn undergoes(&self, c: &Candidate<'_>) -> bool {
        let analysis = self.reader.analysis;
        let phrase = analysis
            .phrases_by_start
            .at(c.head)
            .iter()
            .any(|i| Some(analysis.phrases[*i as usize].lex) == self.words.undergo);
        c.group.is_some() && (phrase || self.is(c.head, self.words.undergo))
    }

    /// Is the head of the group a noun of action?
    pub(crate) fn names_a_happening(&self, (_, end): Range) -> bool {
        end > 0 && self.is(end - 1, self.words.happening)
    }

    /// The holder behind a noun like meeting: "the meeting of the council".
    pub(crate) fn holder(&self, noun: u32) -> Option<Range> {
        self.is(noun + 1, self.words.part).then(|| self.object(noun + 1)).flatten()
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
        let Some(before) = start.checked_sub(1).filter(|t| *t >= from) else { return false };
        let governed =
            self.verb_group(before).is_some_and(|v| !self.is(self.head(v), self.words.reporting));
        governed || self.is_prep(before)
    }

    /// What a noun of action is directed at: the group behind a preposition of target.
    pub(crate) fn noun_target(&self, noun: u32) -> Option<Range> {
        let to = self.sentence(noun).1;
        let mut t = noun + 1;
        if let Some((_, time)) = self.time(t) {
            t = time.end;
        } else if t + 1 < to && self.is_prep(t) {
            if let Some((_, time)) = self.time(t + 1) {
                t = time.end;
            }
        }
        let directed = t + 1 < to && self.is(t, self.words.target) && self.time(t + 1).is_none();
        directed.then(|| self.object(t)).flatten()
    }

    /// Where: a place behind a preposition of place, from the trigger to the next verb, else at the
    /// head of the sentence.
    pub(crate) fn place_of(&self, action: Range) -> Option<Range> {
        let (from, to) = self.sentence(action.0);
        let next = (action.1..to).find(|t| self.verb_group(*t).is_some()).unwrap_or(to);
        let fronted = || (from < action.0).then(|| self.place(from, from + 1)).flatten();
        self.place(action.1, next).or_else(fronted)
    }

    fn place(&self, from: u32, to: u32) -> Option<Range> {
        (from..to).find_map(|t| {
            if !self.is(t, self.words.locative) {
                return None;
            }
            let (start, end) = self.noun_group(t + 1)?;
            let fits =
                (start..end).any(|w| self.has(w, tag::NAME) || self.is(w, self.words.structure));
            (fits && start == t + 1).then_some((start, end))
        })
    }

    /// Does the group name a place or country?
    pub(crate) fn is_place(&self, (start, end): Range) -> bool {
        let reader = self.reader;
        reader.analysis.ending_at(end).any(|(_, m)| {
            m.start >= start
                && reader.is(m, "name")
                && matches!(reader.constant(m, "type"), Some("place" | "country"))
        })
    }
}
