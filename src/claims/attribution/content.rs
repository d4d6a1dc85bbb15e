//! How far the content of a cue reaches.

use super::cue::{Cue, Frame, Order};
use super::layout::Layout;
use crate::claims::names::{Lex, Part};
use crate::lexis::token::tag;

/// Where other attributions begin, so that a content ends there.
pub(super) struct Stops {
    /// For each token: 0 nothing, 1 source or cue of words that stand behind their content, 2 a
    /// cue that goes on with the subject before, 3 a preposition cue.
    pub at: Vec<u8>,
    /// The tokens where something stands, in text order.
    tokens: Vec<u32>,
}

impl Stops {
    pub(super) fn new<'c, 'm: 'c>(
        lay: &Layout<'_, '_, '_>,
        cues: impl Iterator<Item = &'c Cue<'m>>,
    ) -> Self {
        let mut at = vec![0; lay.len() as usize + 1];
        let mut tokens = Vec::new();
        for c in cues {
            let kind = match (c.frame, c.order) {
                (Frame::Preposition, _) => 3,
                (Frame::Noun | Frame::Hearsay, _) => continue,
                (_, Order::After | Order::Inverted) => 1,
                (_, Order::Shared) => 2,
                _ => continue,
            };
            at[c.unit as usize] = kind;
            tokens.push(c.unit);
        }
        tokens.sort_unstable();
        Self { at, tokens }
    }

    /// Does anything stand in the paragraph of the cue, where its content lies?
    pub(super) fn around(&self, lay: &Layout<'_, '_, '_>, cue: &Cue<'_>) -> bool {
        let (from, to) = lay.block(cue.unit);
        let first = self.tokens.partition_point(|t| *t < from);
        self.tokens.get(first).is_some_and(|t| *t <= to)
    }
}

/// First token of what follows a cue, behind hearers, times and "in a statement"; `None` when
/// nothing follows that could be content.
pub(super) fn right_start(lay: &Layout<'_, '_, '_>, cue: &Cue<'_>) -> Option<u32> {
    let mut t = cue.end;
    let high = cue.high;
    if cue.frame == Frame::Colon {
        return (t < high).then_some(t);
    }
    if let Some(s) = lay.r.slot(cue.mention, Part::Content).filter(|s| s.start < high) {
        return Some(s.start);
    }
    if cue.frame == Frame::Tell {
        t = hearer_end(lay, cue);
    }
    if cue.frame.verbal() && cue.frame != Frame::Object {
        // "said in Rome on Monday after talks that": an opener before any verb is the content's.
        let opener = (t..high.min(t + 24))
            .take_while(|u| {
                (lay.finite(*u).is_none() || lay.dash(t))
                    && !ends(lay, *u)
                    && lay.quote(*u).is_none()
            })
            .find(|u| lay.is(*u, Lex::ContentOpener) && lay.np(*u).is_none());
        if let Some(u) = opener.filter(|u| adverbial(lay, t, *u)) {
            return Some(u);
        }
    }
    loop {
        if t >= high {
            return None;
        }
        if lay.is(t, Lex::ContentOpener) || lay.colon(t) || lay.mark(t) {
            return Some(t);
        }
        if let Some(m) = lay.time(t) {
            t = m.end.max(t + 1);
            continue;
        }
        if lay.adverb(t) && lay.np(t).is_none() && lay.vg(t).is_none() {
            t += 1;
            continue;
        }
        if lay.has(t, tag::PREP) {
            // A phrase with a preposition, if content follows it.
            if let Some(m) = lay.time(t + 1) {
                t = m.end;
                continue;
            }
            if let Some(end) = phrase_end(lay, t, high) {
                let opens = |u: u32| {
                    u < high
                        && (lay.is(u, Lex::ContentOpener)
                            || lay.colon(u)
                            || lay.time(u).is_some()
                            || (lay.comma(u) && (lay.mark(u + 1) || lay.has(u + 1, tag::GERUND))))
                };
                if end >= high || ends(lay, end) || (lay.is(t, Lex::ConjSub) && !opens(end)) {
                    return if cue.frame == Frame::Object { Some(t) } else { None };
                }
                if opens(end) {
                    t = end;
                    continue;
                }
            }
            if cue.frame == Frame::Clause
                && !(t..high).any(|u| lay.finite(u).is_some() || lay.mark(u))
            {
                return None;
            }
            return Some(t);
        }
        if lay.is(t, Lex::ConjSub) {
            return None;
        }
        if lay.comma(t) && lay.mark(t + 1) {
            return Some(t + 1);
        }
        if lay.punct(t) && !lay.mark(t) {
            return None;
        }
        return Some(t);
    }
}

/// Where the words for the hearer end: "told reporters in Rome".
pub(super) fn hearer_end(lay: &Layout<'_, '_, '_>, cue: &Cue<'_>) -> u32 {
    let (mut t, high) = (cue.end, cue.high);
    if lay.np(t).is_none() && lay.has(t, tag::PRON | tag::DET) && !lay.is(t, Lex::ContentOpener) {
        t += 1;
    }
    if let Some(m) = lay.np(t).filter(|m| m.end <= high) {
        t = m.end;
        while t < high && (lay.is(t, Lex::SourceBinder) || lay.is(t, Lex::ConjCoord)) {
            match lay.np(t + 1).filter(|m| m.end <= high) {
                Some(m) => t = m.end,
                None => break,
            }
        }
        // "told Ruth Bell, a reporter, that": an apposition.
        let apposed = lay.np(t + 1).filter(|m| lay.comma(t) && m.start == t + 1);
        if let Some(m) = apposed.filter(|m| m.end + 1 < high && lay.comma(m.end))
            && (lay.is(m.end + 1, Lex::ContentOpener) || lay.mark(m.end + 1))
        {
            t = m.end + 1;
        }
    }
    t
}

/// Are these the words of time, place and manner that may stand between a cue and its content?
fn adverbial(lay: &Layout<'_, '_, '_>, from: u32, to: u32) -> bool {
    if from == to {
        return true;
    }
    let gerund = (from..to).any(|t| lay.comma(t) && lay.has(t + 1, tag::GERUND));
    if gerund || (lay.comma(from) && !lay.comma(to - 1)) {
        return false;
    }
    lay.comma(from)
        || lay.dash(from)
        || lay.time(from).is_some()
        || lay.has(from, tag::PREP | tag::ADV)
}

fn ends(lay: &Layout<'_, '_, '_>, t: u32) -> bool {
    lay.punct(t) && !lay.mark(t) && !lay.comma(t) && !lay.dash(t) && !lay.colon(t)
}

/// End of a phrase that begins with a preposition: noun groups joined by prepositions.
fn phrase_end(lay: &Layout<'_, '_, '_>, prep: u32, high: u32) -> Option<u32> {
    let mut t = prep;
    loop {
        while t < high && lay.has(t, tag::PREP) {
            t += 1;
        }
        let m = lay.np(t).filter(|m| m.end <= high)?;
        t = m.end;
        if t >= high || !(lay.has(t, tag::PREP) || lay.is(t, Lex::ConjCoord)) {
            return Some(t);
        }
        if lay.is(t, Lex::ConjCoord) {
            t += 1;
        }
    }
}

/// The end of a content that begins at `from`: the sentence's end, another attribution, or the end
/// of the quotation it opens with.
pub(super) fn right_end(lay: &Layout<'_, '_, '_>, cue: &Cue<'_>, stops: &Stops, from: u32) -> u32 {
    let mut high = cue.high;
    let mut t = from;
    let independent = cue.frame == Frame::Object || cue.bare;
    let purpose = lay.has(from, tag::TO);
    let relative =
        cue.source.is_some_and(|n| n.end == n.start + 1 && lay.is(n.start, Lex::RelativeWord));
    while t < high {
        if relative
            && t > from
            && lay.comma(t)
            && lay.finite(t + 1).is_some_and(|v| v.start == t + 1 && !lay.has(t + 1, tag::BASE))
        {
            return t; // "Hale, who said Y, left"
        }
        if t > from && (lay.sign(t) == ';' || (purpose && lay.dash(t))) {
            return t;
        }
        if cue.frame == Frame::Noun && t > from && (lay.comma(t) || lay.dash(t)) {
            return t;
        }
        if independent && t > from && (lay.comma(t) || lay.is(t, Lex::ConjCoord)) {
            // A clause of its own, or the next predicate of the same subject.
            let mut u = t + 1;
            if lay.comma(t) && lay.is(u, Lex::ConjCoord) {
                u += 1;
            }
            while u < high && lay.adverb(u) && lay.vg(u).is_none() && lay.np(u).is_none() {
                u += 1;
            }
            let clause = lay.np(u).is_some_and(|m| m.start == u && lay.finite(m.end).is_some());
            let predicate = lay.finite(u).is_some_and(|v| v.start == u)
                && lay.has(u, tag::PAST | tag::AUX | tag::VERB)
                && !lay.has(u, tag::BASE);
            if clause && (lay.comma(t) || !cue.bare) || predicate {
                return t;
            }
        }
        if let Some(q) = lay.quote(t).filter(|q| lay.quotes[*q].start == t) {
            // A quotation that began here may run over several sentences.
            let q = lay.quotes[q];
            t = q.end;
            if q.end > high {
                high = q.end;
            } else if q.end - q.start > 4 && sentence_over(lay, q.end - 1) && t < high {
                // The quotation ended a sentence.
                if !lay.punct(t) && lay.shape(t).has(crate::lexis::token::Shape::CAP) {
                    return t;
                }
            }
            continue;
        }
        let next = t + 1;
        let stop = |u: u32| stops.at.get(u as usize).copied().unwrap_or(0);
        let mut u = next;
        while u < high && lay.mark(u) && stop(u) == 0 {
            u += 1;
        }
        if t > from && (stop(t) == 3 || stop(t) != 0 && lay.mark(t - 1)) {
            return t;
        }
        if lay.comma(t) || lay.dash(t) {
            if stop(next) != 0 {
                return t;
            }
            if lay.is(next, Lex::ConjCoord) && stop(next + 1) == 2 {
                return t;
            }
        }
        if lay.is(t, Lex::ConjCoord) && stop(next) == 2 {
            return t;
        }
        t += 1;
    }
    high
}

fn sentence_over(lay: &Layout<'_, '_, '_>, last: u32) -> bool {
    // The mark itself is last; the point stands before or behind it.
    let before = last.checked_sub(1).map_or("", |t| lay.text(t));
    matches!(before, "." | "!" | "?") || matches!(lay.text(last), "." | "!" | "?")
}

/// The content before the words that attribute: `start..end` in tokens, or nothing.
pub(super) fn left(lay: &Layout<'_, '_, '_>, cue: &Cue<'_>, stops: &Stops) -> Option<(u32, u32)> {
    let (block, _) = lay.block(cue.unit);
    let mut end = cue.unit;
    while end > block && lay.punct(end - 1) && !lay.mark(end - 1) {
        end -= 1;
    }
    let last = end.checked_sub(1).filter(|t| *t >= block)?;
    let mut low = cue.low;
    if let Some(q) =
        lay.quote(last).filter(|q| lay.quotes[*q].end == end || lay.quotes[*q].end == end + 1)
    {
        let q = lay.quotes[q];
        let (sentence, _) = lay.sentence(q.start);
        // What stands before the quotation in its sentence belongs to it, unless it has a cue.
        let mut start = sentence.max(block);
        let mut u = q.start;
        while u > start {
            u -= 1;
            if stops.at[u as usize] != 0 || lay.colon(u) {
                start = q.start;
                break;
            }
        }
        return Some((start, end));
    }
    if lay.is(low, Lex::ConjCoord) && low + 1 < end {
        low += 1;
    }
    // An attribution earlier in the sentence ends where this content begins.
    let mut t = cue.unit;
    while t > low {
        t -= 1;
        if lay.sign(t) == ';' {
            low = t + 1;
            break;
        }
    }
    (low < end).then_some((low, end))
}

/// Does a clause stand in `start..end`: a finite verb, not under a subordinator or preposition?
pub(super) fn is_clause(lay: &Layout<'_, '_, '_>, start: u32, end: u32) -> bool {
    let mut first = start;
    while first < end && (lay.punct(first) || (lay.is(first, Lex::ConjCoord) && first == start)) {
        first += 1;
    }
    if lay.is(first, Lex::ConjSub) && !lay.is(first, Lex::ContentOpener)
        || lay.has(first, tag::GERUND | tag::PASTPART)
    {
        // "When X did Y, Z did W, he said" has a clause of its own behind the comma.
        return match (first..end).rev().find(|t| lay.comma(*t)) {
            Some(c) if c + 1 < end && (first..c).any(|t| lay.finite(t).is_some()) => {
                (c + 1..end).any(|t| lay.finite(t).is_some()) && !lay.is(c + 1, Lex::RelativeWord)
            }
            _ => false,
        };
    }
    (first..end).any(|t| {
        lay.finite(t).is_some_and(|v| v.start == t)
            && t.checked_sub(1).is_none_or(|b| !lay.is(b, Lex::RelativeWord) || b < start)
    })
}
