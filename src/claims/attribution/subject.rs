//! The subject of a cue: before it, across parentheses, or shared with an earlier verb.

use super::layout::Layout;
use super::nominal::{self, Nominal, REACH};
use crate::claims::names::Lex;
use crate::lexis::token::tag;

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
    let mut t = at.checked_sub(1).filter(|t| *t >= low)?;
    if let Some(m) = lay.time(t).filter(|m| m.start > low) {
        // "The ministry on Monday said": the time is no part of the name.
        let from = if lay.has(m.start - 1, tag::PREP) { m.start - 1 } else { m.start };
        if from > low && (lay.np(from - 1).is_some() || lay.comma(from - 1)) {
            at = from;
            t = from - 1;
        }
    }
    if lay.is(t, Lex::RelativeWord) && lay.np(t).is_none() {
        return Some(Nominal {
            start: t,
            end: t + 1,
            head: antecedent(lay, t, low).unwrap_or((t, t + 1)),
        });
    }
    if lay.sign(t) == ')' {
        return nominal::ending(lay, at, low);
    }
    if lay.comma(t) || lay.dash(t) {
        return parenthesis(lay, t, low);
    }
    if lay.is(t, Lex::ConjCoord) {
        return shared(lay, t, low, depth);
    }
    let n = nominal::ending(lay, at, low)?;
    // "“…,” Bob Hale, the head of the chamber said": an apposition that no comma closes.
    if n.start > low + 1
        && lay.comma(n.start - 1)
        && let Some(m) = lay.np(n.start - 2).filter(|m| m.start >= low)
    {
        let names = (m.start..m.end).all(|t| lay.has(t, tag::NAME)) && m.end == n.start - 1;
        let opens = m.start == low || lay.mark(m.start - 1);
        if names && opens && lay.time(m.start).is_none() {
            return Some(Nominal { start: m.start, end: n.end, head: (m.start, m.end) });
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
    let n = nominal::ending(lay, u + 1, low)?;
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
        relative |= lay.is(t, Lex::RelativeWord) && lay.np(t).is_none();
        let opens = if comma { lay.comma(t) } else { lay.dash(t) };
        if !opens {
            continue;
        }
        let inside = t + 1;
        let participle = lay.has(inside, tag::PASTPART | tag::PAST | tag::GERUND)
            && lay.vg(inside).is_none_or(|v| v.start == inside);
        if verbs && !relative && !participle && !lay.is(inside, Lex::ConjSub) {
            break;
        }
        let Some(n) = nominal::ending(lay, t, low).filter(|n| lay.time(n.start).is_none()) else {
            continue;
        };
        let apposed =
            lay.np(inside).is_some_and(|m| m.start == inside) && lay.time(inside).is_none();
        let who = lay.is(inside, Lex::RelativeWord);
        let before = n.start.checked_sub(1).filter(|b| *b >= low);
        let framed = before.is_some_and(|b| {
            lay.has(b, tag::PREP | tag::GERUND) && !lay.is(b, Lex::ConjSub) || lay.vg(b).is_some()
        });
        if framed {
            if apposed && comma && fallback.is_none() && best.is_none() {
                fallback = nominal::ending(lay, close, inside);
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
                let under = n.start > low
                    && lay.is(n.start - 1, Lex::ConjSub)
                    && !lay.is(conj, Lex::ConjCoord);
                if under || n.end == n.start + 1 && lay.is(n.start, Lex::RelativeWord) {
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
