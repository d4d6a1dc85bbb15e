//! Quotations of one paragraph.
//!
//! A mark is read by its shape and by its neighbours: a straight mark with a space before and a
//! letter behind can only open. State never leaves the paragraph, so a lost or surplus mark costs
//! at most the quotations of its own paragraph: a closing mark that nothing opened is passed over,
//! and an opening mark inside an open quotation starts afresh.

use super::scan::Scan;
use super::{Quote, Span};

/// How far a single mark may stand from its partner, in bytes: it is easily an apostrophe.
const SINGLE_REACH: usize = 400;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

/// A quotation mark in the text.
struct Mark {
    start: usize,
    end: usize,
    side: Side,
    single: bool,
}

/// Pushes the quotations of `block` onto `out`. `open_before`: the paragraph before ended inside
/// a quotation. Returns whether this one does.
pub(super) fn find(
    text: &str,
    block: Span,
    index: u32,
    open_before: bool,
    out: &mut Vec<Quote>,
) -> bool {
    let (start, end) = (block.start as usize, block.end as usize);
    let mut open: Option<usize> = None;
    let mut single: Option<usize> = None;
    let mut at = start;
    let mut add = |from: usize, to: usize, open_ended: bool, single: bool| {
        let continues = open_before && from == start && !single;
        out.push(Quote { span: Span::new(from, to), block: index, open_ended, continues, single });
    };
    // Lead bytes of curly marks and of « ».
    let mut scan = Scan::new(&text.as_bytes()[..end], start, *b"\"'`", [0xE2, 0xC2]);
    while let Some(mark) = next_mark(text, start, at, end, &mut scan) {
        at = mark.end;
        if mark.single {
            if open.is_some() {
                continue;
            }
            single = match (mark.side, single) {
                (Side::Open, _) => Some(mark.start),
                (Side::Close, Some(from)) if mark.start - from <= SINGLE_REACH => {
                    if mark.start > from + 1 {
                        add(from, mark.end, false, true);
                    }
                    None
                }
                (_, kept) => kept,
            };
            continue;
        }
        open = match (mark.side, open) {
            (Side::Open, _) | (Side::Either, None) => {
                single = None;
                Some(mark.start)
            }
            (Side::Close | Side::Either, Some(from)) => {
                add(from, mark.end, false, false);
                None
            }
            (Side::Close, None) => None,
        };
    }
    if let Some(from) = open {
        add(from, end, true, false);
    }
    open.is_some()
}

/// The next mark at or after `at`.
fn next_mark(text: &str, start: usize, mut at: usize, end: usize, scan: &mut Scan) -> Option<Mark> {
    let bytes = &text.as_bytes()[..end];
    loop {
        at = scan.next(at)?;
        let before = text[start..at].chars().next_back();
        let (width, shape) = match &bytes[at..] {
            [b'"', ..] => (1, Some((Side::Either, false))),
            [b'`', b'`', ..] => (2, Some((Side::Open, false))),
            [b'\'', b'\'', ..] => (2, Some((Side::Either, false))),
            [b'\'', ..] => (1, Some((Side::Either, true))),
            // “ „
            [0xE2, 0x80, 0x9C | 0x9E, ..] => (3, Some((Side::Open, false))),
            // ”
            [0xE2, 0x80, 0x9D, ..] => (3, Some((Side::Close, false))),
            // ‘
            [0xE2, 0x80, 0x98, ..] => (3, Some((Side::Open, true))),
            // ’
            [0xE2, 0x80, 0x99, ..] => (3, Some((Side::Close, true))),
            // « »
            [0xC2, 0xAB, ..] => (2, Some((Side::Open, false))),
            [0xC2, 0xBB, ..] => (2, Some((Side::Close, false))),
            _ => (1, None),
        };
        let after = text.get(at + width..end).and_then(|t| t.chars().next());
        if let Some((side, single)) = shape {
            let side = match side {
                Side::Either => straight_side(before, after, single),
                Side::Close if single => closing_single(before, after),
                known => Some(known),
            };
            if let Some(side) = side {
                return Some(Mark { start: at, end: at + width, side, single });
            }
        }
        at += width;
    }
}

/// Which side a straight mark is on, by its neighbours; nothing if it is no quotation mark.
fn straight_side(before: Option<char>, after: Option<char>, single: bool) -> Option<Side> {
    let open_left = before.is_none_or(|c| c.is_whitespace() || "([{-–—/'\"‘“:".contains(c));
    let closed_right = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}-–—/'\"’”".contains(c));
    if single {
        return match (open_left, closed_right) {
            // 'em, '90s: a short form, unless letters follow that begin a name or a phrase.
            (true, false) if after.is_some_and(|c| c.is_ascii_digit()) => None,
            (true, false) => Some(Side::Open),
            (false, true) => closing_single(before, after),
            _ => None,
        };
    }
    match (open_left, closed_right) {
        (true, false) => Some(Side::Open),
        (false, true) => {
            // 6'2" and 5" are lengths when nothing is open; toggling then ignores a closing mark.
            Some(Side::Close)
        }
        _ => Some(Side::Either),
    }
}

/// A closing single mark is an apostrophe inside a word, or after a plural's s.
fn closing_single(before: Option<char>, after: Option<char>) -> Option<Side> {
    if after.is_some_and(char::is_alphanumeric) {
        return None;
    }
    let possessive = before == Some('s') && after == Some(' ');
    (!possessive).then_some(Side::Close)
}
