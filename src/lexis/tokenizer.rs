//! Characters to token boundaries.
//!
//! One pass over the bytes with a class table for ASCII; no token owns text. The same splitter
//! cuts documents, lexicon entries and rule literals, so that they can never disagree.

use crate::document::Span;
use crate::lexis::block::{self, run};
use crate::lexis::token::Shape;

/// A raw token: where it stands and what it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawToken {
    /// Byte range.
    pub span: Span,
    /// Shape bits that the token's own characters decide.
    pub shape: Shape,
    /// It is a run of ASCII letters, fewer than 16.
    pub plain: bool,
}

/// Split `text[start..end]` and hand every token to `emit`. `end` is taken as the end of a
/// sentence: a full stop there is a token of its own unless it closes a dotted abbreviation.
pub fn tokenize(text: &str, start: usize, end: usize, mut emit: impl FnMut(RawToken)) {
    let s = Splitter { text, bytes: text.as_bytes(), end };
    let mut pos = start;
    let mut previous_end = usize::MAX;
    while let Some(((from, to, mut shape), plain)) = s.next(pos) {
        if from == previous_end {
            shape |= Shape::GLUED;
        }
        emit(RawToken { span: Span::new(from, to), shape: Shape(shape), plain });
        previous_end = to;
        pos = to;
    }
}

/// The tokens of a rule literal or a lexicon entry, as text.
#[must_use]
pub fn split_literal(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    // A clitic is one only behind a word: put one before it.
    if text.bytes().take(2).any(|b| b == b'\'') && text.len() <= 3 {
        let behind = format!("x{text}");
        tokenize(&behind, 0, behind.len(), |t| out.push(t.span.of(&behind).to_owned()));
        if out.first().is_some_and(|t| t == "x") {
            out.remove(0);
            return out;
        }
        out.clear();
    }
    tokenize(text, 0, text.len(), |t| out.push(t.span.of(text).to_owned()));
    // An entry such as `Mr.` is one token in running text; alone, its stop would be split off.
    if out.len() == 2 && out[1] == "." && text.ends_with('.') {
        let stop = out.pop().unwrap_or_default();
        if let Some(word) = out.last_mut() {
            word.push_str(&stop);
        }
    }
    out
}

/// What begins with a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Space,
    Letter,
    Digit,
    Mark,
    /// A letter or mark outside ASCII, or a full stop, which may begin a number.
    Other,
}

const KINDS: [Kind; 256] = {
    let mut all = [Kind::Other; 256];
    let mut byte = 0u8;
    while byte < 0x80 {
        all[byte as usize] = match byte {
            ..=b' ' | 0x7f => Kind::Space,
            b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
            b'0'..=b'9' => Kind::Digit,
            b'.' => Kind::Other,
            _ => Kind::Mark,
        };
        byte += 1;
    }
    all
};

struct Splitter<'t> {
    text: &'t str,
    bytes: &'t [u8],
    end: usize,
}

impl Splitter<'_> {
    fn byte(&self, at: usize) -> u8 {
        if at < self.end { self.bytes[at] } else { 0 }
    }

    fn char_at(&self, at: usize) -> Option<char> {
        if at >= self.end {
            return None;
        }
        let b = self.bytes[at];
        if b < 0x80 { Some(b as char) } else { self.text.get(at..)?.chars().next() }
    }

    /// The next token, and whether it is a plain word.
    #[inline(always)]
    fn next(&self, mut at: usize) -> Option<((usize, usize, u16), bool)> {
        while at < self.end {
            let byte = self.bytes[at];
            let other = match KINDS[usize::from(byte)] {
                Kind::Space => {
                    at += 1;
                    continue;
                }
                Kind::Letter => {
                    if let Some(word) = self.plain_word(at) {
                        return Some((word, true));
                    }
                    let (to, shape) = self.word(at);
                    Some((at, to, shape))
                }
                Kind::Digit => Some((at, self.number(at), Shape::DIGITS)),
                Kind::Mark => Some(self.mark(at, byte as char)),
                Kind::Other => self.any(at),
            };
            return other.map(|token| (token, false));
        }
        None
    }

    /// Most tokens are a run of ASCII letters with nothing special behind it.
    #[inline(always)]
    fn plain_word(&self, from: usize) -> Option<(usize, usize, u16)> {
        let mut run = run(*self.bytes.get(from..)?.first_chunk()?);
        if run.len == 8 {
            let more = block::run(*self.bytes.get(from + 8..)?.first_chunk()?);
            run.len += more.len;
            run.any_upper |= more.any_upper;
            run.all_upper &= more.all_upper;
        }
        let to = from + run.len;
        // What stands behind two whole blocks is not known, and a run may reach beyond the sentence.
        let plain = run.len < 16
            && to <= self.end
            && !matches!(self.byte(to), b'.' | b'\'' | b'0'..=b'9' | 0x80..);
        plain.then(|| {
            let mut shape = Shape::WORD;
            if run.first_upper {
                shape |= Shape::CAP;
            }
            if run.all_upper && run.len >= 2 {
                shape |= Shape::UPPER;
            }
            if !run.any_upper {
                shape |= Shape::LOWER;
            }
            (from, to, shape)
        })
    }

    /// The token at `at` or behind, whatever begins it.
    fn any(&self, mut at: usize) -> Option<(usize, usize, u16)> {
        loop {
            let c = self.char_at(at)?;
            if c == ' '
                || (c != '\u{85}' && (c.is_whitespace() || c.is_control()))
                || c == '\u{feff}'
            {
                at += c.len_utf8();
                continue;
            }
            break;
        }
        let c = self.char_at(at)?;
        // Dashes, quotation marks and dots: tables need not be asked.
        if matches!(c, '\u{2010}'..='\u{2027}') {
            return Some(self.mark(at, c));
        }
        if c.is_alphabetic() {
            let (to, shape) = self.word(at);
            return Some((at, to, shape));
        }
        if c.is_ascii_digit()
            || (c == '.' && self.byte(at + 1).is_ascii_digit() && !self.after_word(at))
        {
            return Some((at, self.number(at), Shape::DIGITS));
        }
        Some(self.mark(at, c))
    }

    fn after_word(&self, at: usize) -> bool {
        at > 0
            && (self.bytes[at - 1].is_ascii_alphanumeric()
                || self.bytes[at - 1] >= 0x80
                || self.bytes[at - 1] == b')')
    }

    /// Apostrophe at `at` (ASCII or ’), with its length.
    fn apostrophe(&self, at: usize) -> Option<usize> {
        match self.byte(at) {
            b'\'' => Some(1),
            0xE2 if self.byte(at + 1) == 0x80 && self.byte(at + 2) == 0x99 => Some(3),
            _ => None,
        }
    }

    /// A clitic that begins with the apostrophe at `at`: its end. Two letters at most follow, and
    /// then no letter: `'s`, `'re`, `'ve`, `'ll`, `'d`, `'m`.
    fn clitic(&self, at: usize) -> Option<usize> {
        let len = self.apostrophe(at)?;
        let mut to = at + len;
        while to < self.end && self.bytes[to].is_ascii_alphabetic() {
            to += 1;
        }
        let letters = to - at - len;
        let next_is_letter = self.char_at(to).is_some_and(char::is_alphanumeric);
        ((1..=2).contains(&letters) && !next_is_letter).then_some(to)
    }

    fn word(&self, from: usize) -> (usize, u16) {
        let (mut upper, mut lower, mut dots) = (0usize, 0usize, 0usize);
        let mut at = from;
        let mut first_upper = self.bytes[from].is_ascii_uppercase();
        // Mostly a run of ASCII letters.
        while at < self.end && self.bytes[at].is_ascii_alphabetic() {
            upper += usize::from(self.bytes[at].is_ascii_uppercase());
            at += 1;
        }
        lower += at - from - upper;
        let plain_end = !matches!(self.byte(at), b'.' | b'\'' | b'0'..=b'9' | 0x80..);
        if plain_end && at > from {
            return (at, word_shape(first_upper, upper, lower));
        }
        while let Some(c) = self.char_at(at) {
            if c.is_ascii_lowercase() {
                lower += 1;
            } else if c.is_alphabetic() {
                if c.is_uppercase() {
                    if at == from {
                        first_upper = true;
                    }
                    upper += 1;
                } else {
                    lower += 1;
                }
            } else if c.is_ascii_digit() || is_mark(c) {
                // `G20`, combining marks
            } else if c == '.' {
                // Inside `U.S.` and `example.com`; behind a word inside a sentence (`Mr. Smith`).
                let next = self.char_at(at + 1);
                let inside = next.is_some_and(char::is_alphanumeric);
                let dotted = dots > 0 && upper + lower <= 2 * dots + 1;
                let single = at == from + 1 && first_upper && self.more_follows(at + 1);
                if inside {
                    dots += 1;
                } else if dotted || single || self.abbreviates(at) {
                    return (at + 1, word_shape(first_upper, upper, lower));
                } else {
                    break;
                }
            } else if (c == '\'' || c == '\u{2019}') && at > from {
                if self.clitic(at).is_some() {
                    // n't: the n belongs to the clitic
                    break;
                }
                let len = c.len_utf8();
                if !self.char_at(at + len).is_some_and(char::is_alphabetic) {
                    break;
                }
            } else {
                break;
            }
            at += c.len_utf8();
        }
        // `don't` → `do` + `n't`
        if at > from + 1 && self.bytes[at - 1].eq_ignore_ascii_case(&b'n') {
            if let Some(to) = self.clitic(at) {
                if to - at <= 4 && self.bytes[to - 1].eq_ignore_ascii_case(&b't') {
                    return (at - 1, word_shape(first_upper, upper.min(1), lower));
                }
            }
        }
        // `n't` itself
        if at == from + 1 && self.bytes[from].eq_ignore_ascii_case(&b'n') && self.after_word(from) {
            if let Some(to) = self.clitic(at) {
                if self.bytes[to - 1].eq_ignore_ascii_case(&b't') {
                    return (to, Shape::WORD | Shape::LOWER);
                }
            }
        }
        (at, word_shape(first_upper, upper, lower))
    }

    /// Is there more of the sentence behind the stop at `at - 1`?
    fn more_follows(&self, at: usize) -> bool {
        self.bytes[at.min(self.end)..self.end]
            .iter()
            .any(|b| b.is_ascii_alphanumeric() || *b >= 0x80)
    }

    /// A stop inside a sentence abbreviates the word before it when a word, a digit, a comma or a
    /// closing parenthesis follows; at the end of the sentence it is the sentence's.
    fn abbreviates(&self, at: usize) -> bool {
        self.byte(at + 1) != b'.' && self.more_follows(at + 1)
    }

    fn number(&self, from: usize) -> usize {
        let mut at = from;
        if self.byte(at) == b'.' {
            at += 1;
        }
        loop {
            while self.byte(at).is_ascii_digit() {
                at += 1;
            }
            let mark = self.byte(at);
            if (mark == b',' || mark == b'.') && self.byte(at + 1).is_ascii_digit() {
                at += 1;
            } else {
                return at;
            }
        }
    }

    fn mark(&self, from: usize, c: char) -> (usize, usize, u16) {
        let to = from + c.len_utf8();
        match c {
            '\'' | '\u{2019}' => {
                if let Some(end) = self.clitic(from) {
                    if self.after_word(from) {
                        return (from, end, Shape::WORD | Shape::LOWER);
                    }
                }
                if self.byte(from) == b'\'' && self.byte(to) == b'\'' {
                    return (from, to + 1, Shape::PUNCT | Shape::QUOTE);
                }
                (from, to, Shape::PUNCT | Shape::QUOTE)
            }
            '`' => {
                let to = if self.byte(to) == b'`' { to + 1 } else { to };
                (from, to, Shape::PUNCT | Shape::QUOTE)
            }
            '"' | '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' | '\u{201e}' | '\u{2018}' => {
                (from, to, Shape::PUNCT | Shape::QUOTE)
            }
            '-' | '.' => {
                let mut to = to;
                while self.byte(to) == self.byte(from) {
                    to += 1;
                }
                (from, to, Shape::PUNCT)
            }
            _ => (from, to, Shape::PUNCT),
        }
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{b4}')
}

fn word_shape(first_upper: bool, upper: usize, lower: usize) -> u16 {
    let mut s = Shape::WORD;
    if first_upper {
        s |= Shape::CAP;
    }
    if upper >= 2 && lower == 0 {
        s |= Shape::UPPER;
    }
    if upper == 0 {
        s |= Shape::LOWER;
    }
    s
}
