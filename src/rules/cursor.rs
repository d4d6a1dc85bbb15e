//! Walking over the text of one pattern, with every position known in its file.

use std::ops::Range;

use super::ast::At;

/// The text of one TOML string and where its bytes stand in the file.
#[derive(Clone, Debug)]
pub struct PatternText {
    /// File index.
    file: u32,
    /// The decoded text.
    text: String,
    /// Offset in the file of the first byte, when the text stands there as it is.
    base: usize,
    /// For a string with escapes: the offset of every byte, and of the end.
    map: Option<Vec<usize>>,
}

impl PatternText {
    /// `span` is the TOML string in `source`, quotes included; `decoded` is its value.
    #[must_use]
    pub fn new(file: u32, source: &str, span: Range<usize>, decoded: &str) -> Self {
        let raw = source.get(span.clone()).unwrap_or_default();
        let mut open = 0;
        for quotes in ["'''", "\"\"\"", "'", "\""] {
            if raw.starts_with(quotes) {
                open = quotes.len();
                if open == 3 {
                    open += raw[3..].len() - raw[3..].trim_start_matches('\r').len();
                    open += usize::from(raw[open..].starts_with('\n'));
                }
                break;
            }
        }
        let base = span.start + open;
        let plain = raw[open..].starts_with(decoded);
        let map = (!plain).then(|| escaped(&raw[open..], decoded, base));
        PatternText { file, text: decoded.to_string(), base, map }
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Place in the file of a byte range of the decoded text.
    #[must_use]
    pub fn at(&self, range: Range<usize>) -> At {
        let place = |i: usize| match &self.map {
            None => self.base + i,
            Some(map) => map.get(i).or(map.last()).copied().unwrap_or(self.base),
        };
        let start = place(range.start);
        At { file: self.file, range: start..place(range.end).max(start) }
    }
}

/// Offsets of the bytes of `decoded` in a basic string that has escapes.
fn escaped(raw: &str, decoded: &str, base: usize) -> Vec<usize> {
    let mut map = Vec::with_capacity(decoded.len() + 1);
    let mut from = 0;
    for c in decoded.chars() {
        // A backslash at the end of a line swallows the white space that follows.
        while let Some(rest) = raw.get(from..).and_then(|r| r.strip_prefix('\\')) {
            let kept = rest.trim_start();
            if rest.len() == kept.len() || !rest[..rest.len() - kept.len()].contains('\n') {
                break;
            }
            from = raw.len() - kept.len();
        }
        map.extend(std::iter::repeat_n(base + from, c.len_utf8()));
        let rest = raw.get(from..).unwrap_or_default();
        from += match rest.strip_prefix('\\').and_then(|r| r.chars().next()) {
            Some('x') => 4,
            Some('u') => 6,
            Some('U') => 10,
            Some(e) => 1 + e.len_utf8(),
            None => rest.chars().next().map_or(0, char::len_utf8),
        };
    }
    map.push(base + from.min(raw.len()));
    map
}

/// A position in a pattern's text.
#[derive(Debug)]
pub struct Cursor<'a> {
    source: &'a PatternText,
    pos: usize,
}

impl<'a> Cursor<'a> {
    /// At the beginning.
    #[must_use]
    pub fn new(source: &'a PatternText) -> Self {
        Cursor { source, pos: 0 }
    }

    /// Bytes consumed.
    #[must_use]
    pub fn pos(&self) -> usize {
        self.pos
    }

    /// Everything still to come.
    #[must_use]
    pub fn rest(&self) -> &'a str {
        self.source.text.get(self.pos..).unwrap_or_default()
    }

    /// The next character.
    #[must_use]
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character after the next.
    #[must_use]
    pub fn peek2(&self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    /// Takes one character.
    pub fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.pos += c.len_utf8();
        Some(c)
    }

    /// Takes `text` if it comes next.
    pub fn eat(&mut self, text: &str) -> bool {
        let yes = self.rest().starts_with(text);
        if yes {
            self.pos += text.len();
        }
        yes
    }

    /// Takes characters as long as they are wanted.
    pub fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let len = rest.find(|c| !wanted(c)).unwrap_or(rest.len());
        self.pos += len;
        &rest[..len]
    }

    /// Takes so many bytes (a length that was measured on [`Cursor::rest`]).
    pub fn advance(&mut self, bytes: usize) -> &'a str {
        let rest = self.rest();
        let taken = rest.get(..bytes).unwrap_or(rest);
        self.pos += taken.len();
        taken
    }

    /// Skips white space and `#` comments.
    pub fn skip_space(&mut self) {
        loop {
            self.take_while(char::is_whitespace);
            if self.peek() != Some('#') {
                return;
            }
            self.take_while(|c| c != '\n');
        }
    }

    /// Place in the file from a position to here.
    #[must_use]
    pub fn at(&self, start: usize) -> At {
        self.source.at(start..self.pos)
    }

    /// Place in the file of the next character.
    #[must_use]
    pub fn here(&self) -> At {
        let len = self.peek().map_or(0, char::len_utf8);
        self.source.at(self.pos..self.pos + len)
    }

    /// Place of a byte range of the text.
    #[must_use]
    pub fn place(&self, range: Range<usize>) -> At {
        self.source.at(range)
    }
}
