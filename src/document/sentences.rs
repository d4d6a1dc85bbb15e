//! Sentences of one paragraph, by its stops.
//!
//! The scan goes from mark to mark; what a mark means is decided in `stops`. Nothing is allocated
//! per sentence, and a decision looks at a bounded stretch on either side, so that a paragraph of
//! fifty megabytes costs what its length says. A sentence is bounded, too: what runs on beyond it,
//! as tables and resolutions do, is parted at the best mark there is.

use memchr::{memchr3_iter, memrchr_iter};

use super::Span;
use super::scan::Scan;
use super::stops::Stop;
use super::words::SegmentWords;

/// How far a decision looks to either side of a stop, in bytes.
const REACH: usize = 160;

/// Bytes that a sentence may be long; no sentence of prose is.
const LONGEST: usize = 3_000;

/// Pushes the sentences of `block` (bytes of `text`) onto `out`.
pub(super) fn split(text: &str, block: Span, words: &SegmentWords, out: &mut Vec<Span>) {
    let (start, end) = (block.start as usize, block.end as usize);
    let bytes = &text.as_bytes()[..end];
    let mut from = start;
    if let Some(length) = place_line(&text[start..end]) {
        push(text, start, start + length, out);
        from += length;
    }
    let mut at = from;
    // The lead bytes of `…` and `。` beside the ASCII marks.
    let mut scan = Scan::new(bytes, start, *b".!?", [0xE2, 0xE3]);
    while let Some(mark) = scan.next(at) {
        let mut stop = mark;
        while let Some(width) = mark_width(&bytes[stop..]) {
            stop += width;
        }
        if stop == mark {
            at = mark + 1;
            continue;
        }
        at = stop;
        // Decimals, addresses and acronyms are most stops; they need no look around.
        let next = bytes.get(stop).copied().unwrap_or(b' ');
        if next.is_ascii_lowercase() || next.is_ascii_digit() {
            continue;
        }
        let mut closed = stop;
        while let Some(width) = closer_width(&bytes[closed..]) {
            closed += width;
        }
        let decision = Stop {
            before: &text[boundary_up(text, mark.saturating_sub(REACH).max(from))..mark],
            marks: &text[mark..stop],
            closers: &text[stop..closed],
            after: &text[closed..boundary_up(text, (closed + REACH).min(end))],
        };
        if decision.ends_sentence(words) {
            push(text, from, closed, out);
            from = closed;
        }
        at = closed;
    }
    push(text, from, end, out);
}

/// Length of the place (and day and agency) before the dash or colon that opens a report:
/// "KYIV, May 6 - ", "KARSK, Norland: ".
///
/// The place is in capitals, or another name or an agency follows it; all words of it are names.
/// Before a colon both: capitals alone are a speaker's as well.
fn place_line(block: &str) -> Option<usize> {
    if !block.starts_with(char::is_uppercase) {
        return None;
    }
    let (at, dash) = first_dash(block)?;
    let place = &block[..at];
    let first = place.split([' ', ',']).next().unwrap_or_default();
    let letters = || first.chars().filter(|c| c.is_alphabetic());
    let capitals = letters().count() >= 3 && letters().all(char::is_uppercase);
    let listed = place.contains(", ") || place.ends_with(')');
    let name = |w: &str| {
        let c = w.trim_start_matches(['(', '[']).chars().next();
        c.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit())
    };
    let names = place.split([' ', '/']).all(|w| name(w) || w == "of" || w.is_empty());
    let follows = block[at + dash..].trim_start().chars().next();
    let opens =
        follows.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || !c.is_alphanumeric());
    let colon = block[at..].starts_with(':');
    let marked = if colon { capitals && listed } else { capitals || listed };
    (marked && names && opens && !place.contains(['"', '“', ';', ':'])).then_some(at + dash)
}

/// Where the first dash (or colon) of a block's beginning stands, with the spaces that belong to
/// it, and how long it is with them.
fn first_dash(block: &str) -> Option<(usize, usize)> {
    const LONGEST: usize = 80;
    let head = &block.as_bytes()[..LONGEST.min(block.len())];
    memchr3_iter(b'-', b':', 0xE2, head).find_map(|at| {
        let before = at.checked_sub(1).filter(|before| head[*before] == b' ');
        let (width, tight) = match &head[at..] {
            [b':', b' ', ..] => return Some((at, 2)),
            [b'-', b'-', ..] => (2, true),
            [b'-', ..] => (1, false),
            // — and –
            [0xE2, 0x80, 0x94, ..] => (3, true),
            [0xE2, 0x80, 0x93, ..] => (3, false),
            _ => return None,
        };
        match before.filter(|_| head.get(at + width) == Some(&b' ')) {
            Some(before) => Some((before, width + 2)),
            None => tight.then_some((at, width)),
        }
    })
}

fn push(text: &str, mut from: usize, end: usize, out: &mut Vec<Span>) {
    while end - from > LONGEST {
        let cut = parting(text, from);
        push_trimmed(text, from, cut, out);
        from = cut;
    }
    push_trimmed(text, from, end, out);
}

/// Where to part what runs on from `from`: behind the last semicolon, else comma, else blank of
/// the second half of what a sentence may be long.
fn parting(text: &str, from: usize) -> usize {
    let (low, high) = (from + LONGEST / 2, from + LONGEST);
    let window = &text.as_bytes()[low..high];
    let blank = |at: &usize| text.as_bytes()[low + at].is_ascii_whitespace();
    let behind = |mark: u8| memrchr_iter(mark, window).map(|at| at + 1).find(blank);
    let cut = behind(b';')
        .or_else(|| behind(b','))
        .or_else(|| window.iter().rposition(u8::is_ascii_whitespace));
    match cut {
        Some(at) => low + at,
        None => boundary_up(text, high - 3),
    }
}

fn push_trimmed(text: &str, from: usize, end: usize, out: &mut Vec<Span>) {
    let slice = &text[from..end];
    let trimmed = slice.trim_start();
    let start = end - trimmed.len();
    let body = trimmed.trim_end();
    if !body.is_empty() {
        out.push(Span::new(start, start + body.len()));
    }
}

fn boundary_up(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn mark_width(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b'.' | b'!' | b'?', ..] => Some(1),
        [0xE2, 0x80, 0xA6, ..] | [0xE3, 0x80, 0x82, ..] => Some(3),
        // ". . ." is one ellipsis.
        [b' ', b'.', b' ' | b'.', ..] => Some(2),
        _ => None,
    }
}

fn closer_width(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [b')' | b']' | b'}', ..] => Some(1),
        [b'"' | b'\'', rest @ ..] => match rest.first() {
            // A mark with a letter behind it opens the next sentence.
            Some(b) if b.is_ascii_alphanumeric() || *b >= 0xC3 => match bytes {
                [b'\'', b's', ..] => Some(1),
                _ => None,
            },
            _ => Some(1),
        },
        // ” and ’
        [0xE2, 0x80, 0x9D | 0x99, ..] => Some(3),
        // »
        [0xC2, 0xBB, ..] => Some(2),
        _ => None,
    }
}
