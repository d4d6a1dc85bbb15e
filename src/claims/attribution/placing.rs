//! On which side of the words that attribute the content stands, and its pieces.

use super::content::{self, Stops};
use super::cue::{Cue, Frame, Order};
use super::layout::Layout;
use crate::claims::names::Lex;
use crate::lexis::token::tag;

/// Does the content stand before or behind the source and cue?
pub(super) fn orient(lay: &Layout<'_, '_, '_>, c: &mut Cue<'_>) {
    if c.order != Order::Before || !c.frame.verbal() {
        return;
    }
    if c.source.is_some_and(|n| lay.is(n.start, Lex::RelativeWord) && n.end == n.start + 1) {
        return;
    }
    let (block, _) = lay.block(c.unit);
    let Some(before) = c.unit.checked_sub(1).filter(|t| *t >= block) else { return };
    if lay.is(before, Lex::AsCue) && before >= c.low {
        // "Y, as X said"; "As X said, Y"
        c.unit = before;
        if before > c.low && lay.comma(before - 1) {
            c.order = Order::After;
        }
        return;
    }
    let right = content::right_start(lay, c);
    let mark = if lay.mark(before) {
        Some(before)
    } else if lay.comma(before) && before > block && lay.mark(before - 1) {
        Some(before - 1)
    } else {
        None
    };
    if right.is_none() && mark.is_some_and(|m| lay.quote(m).is_none()) {
        // A closing mark that nothing opened.
        c.order = Order::After;
        return;
    }
    if let Some(q) =
        mark.and_then(|m| lay.quote(m)).map(|q| lay.quotes[q]).filter(|q| q.end <= c.unit)
    {
        let over = matches!(lay.text(q.end.saturating_sub(2)), ".");
        // A fragment may belong to an opening phrase: "Calling it “sad,” he said that".
        let opens = right.is_some_and(|t| {
            !lay.mark(t) && (content::is_clause(lay, t, c.high) || lay.colon(t) || over)
                || lay.mark(t) && over
        });
        let whole = q.start == lay.sentence(q.start).0 && !over;
        if !opens
            || (whole && !right.is_some_and(|t| lay.is(t, Lex::ContentOpener) || lay.colon(t)))
        {
            c.order = Order::After;
        }
        return;
    }
    if before < c.low || !(lay.comma(before) || lay.dash(before)) || c.frame == Frame::Object {
        return;
    }
    // "Many days, officials said, the road is closed."
    let between =
        lay.comma(before) && closing(lay, c).is_some_and(|t| lay.comma(t) && !lay.mark(t + 1));
    if between {
        c.order = Order::After;
        return;
    }
    let closed = match right {
        None => true,
        Some(t) => {
            lay.comma(t)
                || (!lay.mark(t)
                    && !lay.colon(t)
                    && !content::is_clause(lay, t, c.high)
                    && c.frame != Frame::Tell)
        }
    };
    if closed && content::is_clause(lay, c.low, before) {
        c.order = Order::After;
    }
}

/// The token behind a cue and the times behind it.
fn closing(lay: &Layout<'_, '_, '_>, c: &Cue<'_>) -> Option<u32> {
    let mut t = if c.frame == Frame::Tell { content::hearer_end(lay, c) } else { c.unit_end };
    while t < c.high {
        match lay.time(t) {
            Some(m) => t = m.end.max(t + 1),
            None if lay.adverb(t) || (lay.has(t, tag::PREP) && lay.time(t + 1).is_some()) => t += 1,
            None => break,
        }
    }
    (t < c.high).then_some(t)
}

/// The pieces of a cue's content.
pub(super) fn pieces(lay: &Layout<'_, '_, '_>, c: &Cue<'_>, stops: &Stops) -> Vec<(u32, u32)> {
    let mut out = Vec::new();
    let mut push = |a: u32, b: u32| {
        if let Some(p) = lay.trim(a, b) {
            out.push(p);
        }
    };
    match c.frame {
        Frame::Preposition => {
            if c.order == Order::Before {
                let from = c.unit_end;
                push(from, content::right_end(lay, c, stops, from));
            } else {
                if let Some((a, b)) = content::left(lay, c, stops) {
                    push(a, b);
                }
                rest(lay, c, stops, &mut push);
            }
        }
        Frame::Noun => push(c.end, content::right_end(lay, c, stops, c.end)),
        Frame::Colon => push(c.end, content::right_end(lay, c, stops, c.end)),
        Frame::Hearsay => {
            push(c.low, c.start);
            push(c.end, content::right_end(lay, c, stops, c.end));
        }
        _ => match c.order {
            Order::After | Order::Inverted => {
                let left = content::left(lay, c, stops);
                if let Some((a, b)) = left {
                    push(a, b);
                }
                rest(lay, c, stops, &mut push);
            }
            _ => {
                if let Some(from) = content::right_start(lay, c) {
                    let from = if c.unit < c.head && lay.is(c.unit, Lex::AsCue) && lay.comma(from) {
                        from + 1
                    } else {
                        from
                    };
                    let to = content::right_end(lay, c, stops, from);
                    if accepts(lay, c, from, to) {
                        push(from, to);
                    }
                }
            }
        },
    }
    out
}

/// May this cue take that content?
fn accepts(lay: &Layout<'_, '_, '_>, c: &Cue<'_>, from: u32, to: u32) -> bool {
    match c.frame {
        Frame::Weak => clausal(lay, from, to),
        Frame::Tell => {
            lay.has(from, tag::TO)
                || clausal(lay, from, to)
                || (!lay.has(from, tag::PREP) && content::is_clause(lay, from, to))
        }
        _ if c.bare && lay.has(c.start, tag::TO) => clausal(lay, from, to),
        _ => true,
    }
}

/// A clause, or with a quotation.
fn clausal(lay: &Layout<'_, '_, '_>, from: u32, to: u32) -> bool {
    if lay.has(from, tag::TO) || (lay.mark(from) && lay.has(from + 1, tag::TO)) {
        return false;
    }
    lay.is(from, Lex::ContentOpener)
        || lay.colon(from)
        || (from..to).any(|t| lay.mark(t))
        || lay.np(from).is_some_and(|m| {
            lay.finite(m.end).is_some() || lay.vg(m.end).is_some_and(|v| lay.has(v.start, tag::TO))
        })
}

/// What goes on behind words that attribute in the middle: "Y, X said, Z".
fn rest(lay: &Layout<'_, '_, '_>, c: &Cue<'_>, stops: &Stops, push: &mut dyn FnMut(u32, u32)) {
    let (_, high) = lay.sentence(c.end);
    let mut t = closing(lay, c).unwrap_or(high);
    if t < high && !lay.comma(t) {
        while t < high && !lay.mark(t) && !lay.colon(t) {
            t += 1;
        }
    }
    if t >= high {
        return;
    }
    let from = t;
    // Behind words in quotation marks, only more of them.
    let quoted = c.unit > 1 && (lay.mark(c.unit - 1) || lay.mark(c.unit - 2));
    if quoted && !lay.mark(from) && !lay.mark(from + 1) {
        return;
    }
    if stops.at[from as usize + 1] != 0 && !lay.mark(from) {
        return;
    }
    let gerund = lay.has(from + 1, tag::GERUND);
    if gerund {
        return;
    }
    let wide = Cue { high, ..c.clone() };
    push(from, content::right_end(lay, &wide, stops, from));
}
