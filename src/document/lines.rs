//! Which lines make a paragraph.
//!
//! Three layouts occur: paragraphs parted by blank lines, one paragraph a line, and hard-wrapped
//! text (wire services, minutes) whose lines break at a fixed width. The third is told from the
//! second by the test every greedy wrapper leaves behind: the first word of a line would not have
//! fitted on the line before.

use memchr::memchr;

use super::Span;
use super::scan::{Ending, ending};

/// One line, without surrounding white space; empty when blank.
#[derive(Clone, Copy)]
struct Line {
    start: usize,
    end: usize,
    /// Columns of leading white space.
    indent: usize,
    /// Width in characters, indent included (bytes for very long lines).
    width: usize,
}

impl Line {
    fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// Lines wider than this are paragraphs of their own.
const WIDEST_WRAP: usize = 100;
/// A wrapped column is at least so wide; narrower runs are lists.
const NARROWEST_WRAP: usize = 40;

/// The paragraphs of `text` in order, each without surrounding white space.
pub(super) fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let wrap = wrap_width(text, &lines);
    let mut out: Vec<Span> = Vec::new();
    for chunk in lines.split(|l| l.start == l.end) {
        // A list inside a wrapped document is still a list.
        let wrap = wrap.filter(|width| {
            let widest = chunk.iter().map(|l| l.width).max().unwrap_or(0);
            Fill::of(text, chunk, widest.min(*width)).is_column()
        });
        let mut previous: Option<&Line> = None;
        for line in chunk {
            match (previous, out.last_mut()) {
                (Some(above), Some(block)) if continues(text, above, line, wrap) => {
                    block.end = line.end as u32;
                }
                _ => out.push(Span::new(line.start, line.end)),
            }
            previous = Some(line);
        }
    }
    out
}

fn lines(text: &str) -> Vec<Line> {
    let bytes = text.as_bytes();
    let mut lines = Vec::with_capacity(bytes.len() / 200 + 8);
    let mut at = 0;
    while at < bytes.len() {
        let end = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |n| at + n);
        let raw = &text[at..end];
        let from_start = raw.trim_start();
        let start = end - from_start.len();
        let body = from_start.trim_end();
        let long = body.len() > 4 * WIDEST_WRAP;
        let width = if long { body.len() } else { body.chars().count() };
        let indent = start - at;
        lines.push(Line { start, end: start + body.len(), indent, width: width + indent });
        at = end + 1;
    }
    lines
}

/// How far the lines of a chunk fill a column.
#[derive(Default)]
struct Fill {
    /// Lines after which another follows in mid-sentence.
    total: usize,
    /// Those of them that are full.
    full: usize,
    /// Those of them whose next line goes on in small letters.
    small: usize,
    /// Those of them in capitals, whose next line has none to show.
    caps: usize,
}

impl Fill {
    fn of(text: &str, chunk: &[Line], width: usize) -> Self {
        let mut fill = Self::default();
        // The widest line is full by definition, so it is no evidence.
        let mut skipped = false;
        for pair in chunk.windows(2) {
            let (above, below) = (&pair[0], &pair[1]);
            if above.width == width && !skipped {
                skipped = true;
            } else if !ends_paragraph(above.text(text), true) && !is_item(below.text(text)) {
                // Some wrappers leave room at the end, so a nearly full line counts as full.
                let full = above.width * 12 >= width * 11 || !fits(text, above, below, width);
                fill.total += 1;
                fill.full += usize::from(full);
                fill.small += usize::from(below.text(text).starts_with(char::is_lowercase));
                fill.caps += usize::from(is_capitals(above.text(text)));
            }
        }
        fill
    }

    /// Capitals are wire text, whose editors left ragged lines.
    fn is_column(&self) -> bool {
        self.full * 2 >= self.total || self.caps * 2 > self.total
    }
}

/// The column of the document's hard wrap, if it is hard-wrapped.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let mut sum = Fill::default();
    let mut width = 0;
    for chunk in lines.split(|l| l.start == l.end).filter(|c| c.len() >= 3) {
        let widest = chunk.iter().map(|l| l.width).max().unwrap_or(0);
        if !(NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest) {
            continue;
        }
        let fill = Fill::of(text, chunk, widest);
        if fill.full > 0 && fill.full * 4 >= fill.total * 3 {
            width = width.max(widest);
        }
        sum.total += fill.total;
        sum.full += fill.full;
        sum.small += fill.small;
        sum.caps += fill.caps;
    }
    let goes_on = sum.small * 3 >= sum.total || sum.caps * 3 >= sum.total * 2;
    (sum.total >= 2 && sum.full * 4 >= sum.total * 3 && goes_on).then_some(width)
}

fn is_capitals(line: &str) -> bool {
    !line.bytes().any(|b| b.is_ascii_lowercase())
}

/// Would the first word of `below` have fitted on `above`?
fn fits(text: &str, above: &Line, below: &Line, width: usize) -> bool {
    let below = below.text(text);
    let word = &below[..memchr(b' ', below.as_bytes()).unwrap_or(below.len())];
    let word = if word.is_ascii() { word.len() } else { word.chars().count() };
    above.width + 1 + word <= width
}

fn continues(text: &str, above: &Line, below: &Line, wrap: Option<usize>) -> bool {
    let (upper, lower) = (above.text(text), below.text(text));
    if is_item(lower) {
        return false;
    }
    let goes_on = !ends_paragraph(upper, false)
        && above.width >= NARROWEST_WRAP
        && above.width <= WIDEST_WRAP
        && !is_item(upper)
        && lower.starts_with(char::is_lowercase);
    match wrap {
        Some(_) if below.indent >= above.indent + 2 => false,
        Some(width) if above.width <= width + 2 => {
            // Editors shorten lines here and there, so a nearly full line counts as full.
            let full = !fits(text, above, below, width * 7 / 8);
            let capitals = above.width * 2 >= width && is_capitals(upper);
            full || goes_on || (capitals && !ends_paragraph(upper, true))
        }
        _ => goes_on,
    }
}

/// Does a line end where a paragraph may end? `strict` asks for a full stop.
fn ends_paragraph(line: &str, strict: bool) -> bool {
    match ending(line) {
        Ending::Stop | Ending::Question => true,
        Ending::Colon => !strict,
        Ending::Open => false,
    }
}

/// A line that begins with a bullet or holds nothing but marks.
fn is_item(line: &str) -> bool {
    if line.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '·' | '▪' | '◦' | '●' | '■' | '►') => true,
        Some('-' | '–' | '—' | '*') => chars.next().is_none_or(char::is_whitespace),
        _ => false,
    }
}
