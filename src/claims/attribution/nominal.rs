//! Full noun phrases: a noun group with its of-phrases, appositions and relative clauses.

use super::layout::{Class, Layout};
use crate::lexis::token::tag;

/// Longest phrase taken for a source, in tokens.
const REACH: u32 = 60;

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
    if lay.text(t) == ")" {
        // "Rep. Smith (D-Ohio)"
        let open = (low..t).rev().take(12).find(|u| lay.text(*u) == "(")?;
        let n = ending(lay, open, low)?;
        return Some(Nominal { end, ..n });
    }
    // A number or "both" alone may stand for people.
    let first = lay.np(t).map(|m| (m.start, m.end)).or_else(|| {
        (lay.has(t, tag::NUM | tag::PRON | tag::DET) || lay.is(t, Class::Pronoun))
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
        if (lay.has(t, tag::PREP) && !lay.is(t, Class::Subordinator)) || lay.is(t, Class::Binder) {
            let mut u = t;
            while u > floor
                && lay.has(u - 1, tag::ADJ | tag::PASTPART | tag::GERUND | tag::ADV | tag::PREP)
                && lay.np(u - 1).is_none()
            {
                u -= 1;
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
            if lay.is(rel, Class::Relative) && rel > floor {
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
        if lay.is(t, Class::Coordinator) && t > floor {
            let u = if lay.comma(t - 1) { t - 2 } else { t - 1 };
            if let Some(whole) = (u >= floor).then(|| ending_list(lay, u + 1, floor)).flatten() {
                start = whole.start;
                head = whole.head;
            }
            break;
        }
        break;
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
        let binder = lay.has(t, tag::PREP) || lay.is(t, Class::Binder);
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
        || lay.is(start - 1, Class::Coordinator)
        || lay.is(start - 1, Class::Subordinator)
        || lay.is(start - 1, Class::ContentOpener);
    clause_start.then_some(Nominal { start, end, head: (m.start, m.end) })
}

/// The noun phrase that begins at `start`, with all that belongs to it, up to `high`.
pub(super) fn starting(lay: &Layout<'_, '_, '_>, start: u32, high: u32) -> Option<Nominal> {
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
            lay.has(start, tag::NUM | tag::PRON | tag::DET | tag::ADJ).then_some((start, start + 1))
        })?;
    let person = (first.0..first.1).all(|t| lay.has(t, tag::NAME) || lay.punct(t));
    let head = first;
    let mut end = first.1;
    let high = high.min(start + REACH);
    while end < high {
        if lay.text(end) == "/" {
            match lay.np(end + 1).filter(|m| m.start == end + 1 && m.end <= high) {
                Some(m) => end = m.end,
                None => break,
            }
            continue;
        }
        if lay.mark(end) && lay.is(end - 1, Class::Binder) {
            break;
        }
        if lay.text(end) == "(" {
            match (end..high).take(12).find(|t| lay.text(*t) == ")") {
                Some(close) => end = close + 1,
                None => break,
            }
            continue;
        }
        if lay.has(end, tag::PREP) || lay.is(end, Class::Binder) {
            if (person && !lay.is(end, Class::Binder))
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
        if lay.is(end, Class::Coordinator) {
            match lay.np(end + 1).filter(|m| m.end <= high && lay.vg(m.end).is_none()) {
                Some(m) => end = m.end,
                None => break,
            }
            continue;
        }
        if lay.is(end, Class::Relative)
            || lay.has(end, tag::PASTPART)
            || (lay.has(end, tag::GERUND) && !person)
        {
            end = clause_end(lay, end, high);
            continue;
        }
        if lay.comma(end) && end + 1 < high {
            let next = end + 1;
            let who = lay.is(next, Class::Relative);
            let apposed = lay.np(next).is_some_and(|m| {
                m.start == next && lay.finite(m.end).is_none() && !lay.is(next, Class::Pronoun)
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
                && !(m.end..stop).any(|t| lay.is(t, Class::Relative));
            if clause {
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

/// The subject whose predicate begins at `verb`: the phrase itself and where its clause begins.
pub(super) fn subject(
    lay: &Layout<'_, '_, '_>,
    verb: u32,
    low: u32,
    depth: u32,
) -> Option<Nominal> {
    let mut at = verb;
    while at > low && (lay.adverb(at - 1)) && lay.np(at - 1).is_none() {
        at -= 1;
    }
    let t = at.checked_sub(1).filter(|t| *t >= low)?;
    if let Some(m) = lay.time(t).filter(|m| m.start > low)
        && lay.np(m.start - 1).is_some()
        && !lay.has(m.start, tag::PREP)
    {
        // "The ministry on Monday said": the time is no part of the name.
        if let Some(n) = ending(lay, m.start, low) {
            return Some(n);
        }
    }
    if lay.is(t, Class::Relative) && lay.np(t).is_none() {
        return Some(Nominal {
            start: t,
            end: t + 1,
            head: antecedent(lay, t, low).unwrap_or((t, t + 1)),
        });
    }
    if lay.text(t) == ")" {
        return ending(lay, at, low);
    }
    if lay.comma(t) || lay.dash(t) {
        return parenthesis(lay, t, low);
    }
    if lay.is(t, Class::Coordinator) {
        return shared(lay, t, low, depth);
    }
    let n = ending(lay, at, low)?;
    // "“…,” Bob Hale, the head of the chamber said": an apposition that no comma closes.
    if n.start > low + 1 && lay.comma(n.start - 1) {
        if let Some(m) = lay.np(n.start - 2).filter(|m| m.start >= low) {
            let names = (m.start..m.end).all(|t| lay.has(t, tag::NAME)) && m.end == n.start - 1;
            let opens = m.start == low || lay.mark(m.start - 1);
            if names && opens && lay.time(m.start).is_none() {
                return Some(Nominal { start: m.start, end: n.end, head: (m.start, m.end) });
            }
        }
    }
    Some(n)
}

/// The noun group before a relative word.
fn antecedent(lay: &Layout<'_, '_, '_>, t: u32, low: u32) -> Option<(u32, u32)> {
    let mut u = t.checked_sub(1)?;
    if u > low && lay.comma(u) {
        u -= 1;
    }
    let n = ending(lay, u + 1, low)?;
    Some(n.head)
}

/// "X, the minister, said": the phrase before the parentheses that close at `close`. Of several
/// noun groups with commas between them the first is the source, unless it belongs to a
/// preposition or verb before it ("In Rome, the minister, X, said").
fn parenthesis(lay: &Layout<'_, '_, '_>, close: u32, low: u32) -> Option<Nominal> {
    let comma = lay.comma(close);
    let mut t = close;
    let (mut verbs, mut relative) = (false, false);
    let mut best: Option<Nominal> = None;
    let mut fallback: Option<Nominal> = None;
    while t > low && close - t < REACH {
        t -= 1;
        if lay.mark(t) {
            // A quotation inside: pass over it.
            let inside = lay.quote(t).map(|q| lay.quotes[q]);
            match inside.filter(|q| q.start > low && q.end <= close && q.end == t + 1) {
                Some(q) if !lay.comma(q.end.saturating_sub(2)) => {
                    t = q.start;
                    continue;
                }
                _ => break,
            }
        }
        verbs |= lay.finite(t).is_some();
        relative |= lay.is(t, Class::Relative) && lay.np(t).is_none();
        let opens = if comma { lay.comma(t) } else { lay.dash(t) };
        if !opens {
            continue;
        }
        let inside = t + 1;
        if verbs && !relative && !lay.is(inside, Class::Subordinator) {
            break;
        }
        let Some(n) = ending(lay, t, low).filter(|n| lay.time(n.start).is_none()) else {
            continue;
        };
        let apposed =
            lay.np(inside).is_some_and(|m| m.start == inside) && lay.time(inside).is_none();
        let who = lay.is(inside, Class::Relative);
        let before = n.start.checked_sub(1).filter(|b| *b >= low);
        let framed = before.is_some_and(|b| {
            lay.has(b, tag::PREP | tag::GERUND) && !lay.is(b, Class::Subordinator)
                || lay.vg(b).is_some()
        });
        if framed {
            if apposed && comma && fallback.is_none() && best.is_none() {
                fallback = ending(lay, close, inside);
            }
            continue;
        }
        let number = lay.has(inside, tag::NUM) && close - inside <= 2;
        let end = match best {
            Some(b) => b.end,
            None if (apposed || who) && !number && comma => close,
            None => t,
        };
        best = Some(Nominal { start: n.start, end, head: n.head });
        if !comma {
            break;
        }
        // Only a chain of parentheses goes on to the left.
        if before.is_none_or(|b| !lay.comma(b)) {
            break;
        }
    }
    best.or(fallback)
}

/// "X did this and said that": the subject of the first predicate.
fn shared(lay: &Layout<'_, '_, '_>, conj: u32, low: u32, depth: u32) -> Option<Nominal> {
    if depth > 3 {
        return None;
    }
    let mut t = conj;
    let mut other = None;
    while t > low {
        t -= 1;
        if let Some(q) = lay.quote(t) {
            t = lay.quotes[q].start.max(low);
            continue;
        }
        if let Some(v) = lay.finite(t) {
            t = v.start;
            if let Some(n) = subject(lay, v.start, low, depth + 1) {
                // A relative clause in between is not the main clause.
                if n.end == n.start + 1 && lay.is(n.start, Class::Relative) {
                    other = other.or(Some(n));
                    continue;
                }
                return Some(n);
            }
        }
    }
    other
}

/// The subject of the main clause before a gerund or infinitive at `verb`.
pub(super) fn governing(lay: &Layout<'_, '_, '_>, verb: u32, low: u32) -> Option<Nominal> {
    shared(lay, verb, low, 0)
}
