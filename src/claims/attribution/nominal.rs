//! Full noun phrases: a noun group with its of-phrases, appositions and relative clauses.

use super::layout::Layout;
use crate::claims::names::Lex;
use crate::lexis::token::tag;

/// Longest phrase taken for a source, in tokens.
pub(super) const REACH: u32 = 60;

/// A source phrase.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nominal {
    pub start: u32,
    pub end: u32,
    /// The noun group that names the source.
    pub head: (u32, u32),
}

/// The noun phrase that ends before `end` and begins at or after `low`.
pub(super) fn ending(lay: &Layout<'_, '_, '_>, end: u32, low: u32) -> Option<Nominal> {
    let mut t = end.checked_sub(1).filter(|t| *t >= low)?;
    if lay.sign(t) == ')' {
        // "Rep. Smith (D-Ohio)"
        let open = (low..t).rev().take(12).find(|u| lay.sign(*u) == '(')?;
        let n = ending(lay, open, low)?;
        return Some(Nominal { end, ..n });
    }
    // A number or "both" alone may stand for people.
    let first = lay.np(t).map(|m| (m.start, m.end)).or_else(|| {
        (lay.has(t, tag::NUM | tag::PRON | tag::DET) || lay.is(t, Lex::SubjectPron))
            .then_some((t, t + 1))
    })?;
    if first.0 < low {
        return None;
    }
    let mut head = first;
    let mut start = first.0;
    let floor = low.max(end.saturating_sub(REACH));
    while start > floor {
        t = start - 1;
        // X of Y, X in Y, X familiar with Y
        if (lay.has(t, tag::PREP) && !lay.is(t, Lex::ConjSub)) || lay.is(t, Lex::SourceBinder) {
            // X published on Tuesday in Y
            let tied = tag::ADJ | tag::PASTPART | tag::PAST | tag::GERUND | tag::ADV | tag::PREP;
            let mut u = t;
            while u > floor {
                if let Some(time) = lay.time(u - 1).filter(|m| m.start > floor) {
                    u = time.start;
                } else if lay.has(u - 1, tied) && lay.np(u - 1).is_none() {
                    u -= 1;
                } else {
                    break;
                }
            }
            if u == floor {
                break;
            }
            if let Some(m) = lay.np(u - 1).filter(|m| m.start >= floor) {
                start = m.start;
                head = (m.start, m.end);
                continue;
            }
            break;
        }
        // X who did Y
        if let Some(v) = lay.vg(t).filter(|v| v.start > floor) {
            let rel = v.start - 1;
            if lay.is(rel, Lex::RelativeWord) && rel > floor {
                let mut u = rel - 1;
                if lay.comma(u) && u > floor {
                    u -= 1;
                }
                if let Some(m) = lay.np(u).filter(|m| m.start >= floor) {
                    start = m.start;
                    head = (m.start, m.end);
                    continue;
                }
            }
            break;
        }
        // X and Y
        if lay.is(t, Lex::ConjCoord) && t > floor {
            let u = if lay.comma(t - 1) { t - 2 } else { t - 1 };
            if let Some(whole) = (u >= floor).then(|| ending_list(lay, u + 1, floor)).flatten() {
                start = whole.start;
                head = whole.head;
            }
            break;
        }
        break;
    }
    // "told them that union leaders denied": the conjunction, taken for a determiner.
    if start > low
        && lay.is(start, Lex::ContentOpener)
        && start + 1 < end
        && lay.np(start).is_some()
    {
        start += 1;
        head.0 = head.0.max(start);
    }
    Some(Nominal { start, end, head })
}

/// The part of a coordination before its conjunction: only where a clause begins with it, so that
/// the object of a verb before is not taken in.
fn ending_list(lay: &Layout<'_, '_, '_>, end: u32, floor: u32) -> Option<Nominal> {
    let mut m = lay.np(end - 1).filter(|m| m.start >= floor)?;
    let mut start = m.start;
    loop {
        if start <= floor {
            break;
        }
        let t = start - 1;
        let binder = lay.has(t, tag::PREP) || lay.is(t, Lex::SourceBinder);
        let comma = lay.comma(t);
        if !(binder || comma) || t == floor {
            break;
        }
        match lay.np(t - 1).filter(|m| m.start >= floor) {
            Some(before) => {
                m = before;
                start = m.start;
            }
            None if comma => break,
            None => return None,
        }
    }
    let clause_start = start == floor
        || lay.punct(start - 1)
        || lay.is(start - 1, Lex::ConjCoord)
        || lay.is(start - 1, Lex::ConjSub)
        || lay.is(start - 1, Lex::ContentOpener);
    clause_start.then_some(Nominal { start, end, head: (m.start, m.end) })
}

/// The noun phrase that begins at `start`, with all that belongs to it, up to `high`. With
/// `reduced`, a past form before a preposition is part of it ("a poll conducted for"): no predicate
/// can follow there.
pub(super) fn starting(
    lay: &Layout<'_, '_, '_>,
    start: u32,
    high: u32,
    reduced: bool,
) -> Option<Nominal> {
    if let Some(q) =
        lay.quote(start).map(|q| lay.quotes[q]).filter(|q| q.start == start && q.end <= high)
    {
        // "according to “The Long Road” by …": a title.
        return Some(Nominal { start, end: q.end, head: (start + 1, q.end - 1) });
    }
    let first = lay
        .np(start)
        .filter(|m| m.start == start && m.end <= high)
        .map(|m| (m.start, m.end))
        .or_else(|| {
            let alone = lay.has(start, tag::NUM | tag::PRON)
                || lay.has(start, tag::DET | tag::ADJ)
                    && (start + 1 >= high || lay.punct(start + 1) && !lay.mark(start + 1));
            alone.then_some((start, start + 1))
        })?;
    let person = (first.0..first.1).all(|t| lay.has(t, tag::NAME) || lay.punct(t));
    let head = first;
    let mut end = first.1;
    let high = high.min(start + REACH);
    while end < high {
        if lay.sign(end) == '/' {
            match lay.np(end + 1).filter(|m| m.start == end + 1 && m.end <= high) {
                Some(m) => end = m.end,
                None => break,
            }
            continue;
        }
        if lay.mark(end) && lay.is(end - 1, Lex::SourceBinder) {
            break;
        }
        if lay.sign(end) == '(' {
            match (end..high).take(12).find(|t| lay.sign(*t) == ')') {
                Some(close) => end = close + 1,
                None => break,
            }
            continue;
        }
        if lay.has(end, tag::PREP) || lay.is(end, Lex::SourceBinder) {
            if (person && end == first.1 && !lay.is(end, Lex::SourceBinder))
                || lay.time(end).is_some()
                || lay.time(end + 1).is_some()
            {
                break;
            }
            match lay.np(end + 1).filter(|m| m.end <= high) {
                Some(m) => end = m.end,
                None => break,
            }
            continue;
        }
        if lay.is(end, Lex::ConjCoord) {
            match lay.np(end + 1).filter(|m| m.end <= high && lay.vg(m.end).is_none()) {
                Some(m) => end = m.end,
                None => break,
            }
            continue;
        }
        if lay.is(end, Lex::RelativeWord)
            || lay.has(end, tag::PASTPART)
            || (lay.has(end, tag::GERUND) && !person)
            || reduced && lay.has(end, tag::PAST | tag::ADJ) && lay.has(end + 1, tag::PREP)
        {
            end = clause_end(lay, end, high);
            continue;
        }
        if lay.comma(end) && end + 1 < high {
            let next = end + 1;
            let who = lay.is(next, Lex::RelativeWord);
            let apposed = lay.np(next).is_some_and(|m| {
                m.start == next && lay.finite(m.end).is_none() && !lay.is(next, Lex::SubjectPron)
            });
            if lay.quote(next).is_some() && lay.mark(next)
                || lay.time(next).is_some()
                || !(who || apposed)
            {
                break;
            }
            if who {
                end = clause_end(lay, next, high);
                continue;
            }
            let Some(m) = lay.np(next) else { break };
            let mut stop = m.end;
            while stop < high
                && !lay.comma(stop)
                && !lay.dash(stop)
                && !ends_sentence(lay, stop)
                && !lay.mark(stop)
            {
                stop += 1;
            }
            // A verb before the next comma would make it a clause, unless a relative word opens it.
            let clause = (m.end..stop).any(|t| lay.finite(t).is_some())
                && !(m.end..stop).any(|t| lay.is(t, Lex::RelativeWord));
            if clause || (stop < high && lay.mark(stop)) {
                break;
            }
            end = stop;
            continue;
        }
        break;
    }
    Some(Nominal { start, end, head })
}

fn ends_sentence(lay: &Layout<'_, '_, '_>, t: u32) -> bool {
    matches!(lay.text(t), "." | "?" | "!" | ";" | ":" | "(" | ")")
}

fn clause_end(lay: &Layout<'_, '_, '_>, from: u32, high: u32) -> u32 {
    let mut t = from + 1;
    while t < high && !lay.comma(t) && !lay.dash(t) && !ends_sentence(lay, t) && !lay.mark(t) {
        t += 1;
    }
    t
}
