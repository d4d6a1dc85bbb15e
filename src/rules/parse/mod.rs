//! The parser of the pattern language: text to [`Pattern`].
//!
//! ```text
//! pattern  = sequence ( "|" sequence )*
//! sequence = item+
//! item     = [ name ":" ] atom [ "?" | "*" | "+" | "{m,n}" ]  |  "->" name "=" value
//! atom     = word | "quoted words" | 'Exact Case' | word~ | %lexicon | <class> | [set] | ![set]
//!          | :type{slot=a|b, slot!=c} | ( pattern ) | @fragment | ..5 | ..* | ^ | $
//! ```

mod atoms;
mod mention;

pub use crate::lexis::tokenizer::split_literal;

use std::sync::Arc;

use super::ast::{Atom, Item, Pattern, Sequence};
use super::codes::Code;
use super::cursor::{Cursor, PatternText};
use super::diagnostic::Diagnostic;

/// Longest gap that may be written; a scope is rarely longer.
pub const LONGEST_GAP: u16 = 100;

/// Groups and fragments may nest so deep.
const DEEPEST: usize = 40;

/// A pattern may have so many items once its fragments are written out.
const LARGEST: usize = 5000;

/// Where the parser finds fragments.
pub trait Fragments {
    /// The pattern of a fragment, expanded.
    ///
    /// # Errors
    /// The fragment does not exist, contains itself, or cannot be read.
    fn fragment(&mut self, name: &str, at: super::ast::At) -> Result<Arc<Pattern>, Diagnostic>;
}

/// Reads one pattern.
///
/// # Errors
/// The first mistake in it.
pub fn parse(text: &PatternText, fragments: &mut dyn Fragments) -> Result<Pattern, Diagnostic> {
    let mut parser = Parser { cursor: Cursor::new(text), fragments, depth: 0, parts: 0 };
    parser.cursor.skip_space();
    if parser.cursor.peek().is_none() {
        let at = text.at(0..text.text().len());
        return Err(Diagnostic::new(Code::EmptyPattern, "the pattern is empty", at));
    }
    let pattern = parser.pattern(None)?;
    match parser.cursor.peek() {
        None => Ok(pattern),
        Some(c) => Err(Diagnostic::new(
            Code::UnbalancedGroup,
            format!("`{c}` closes nothing"),
            parser.cursor.here(),
        )
        .label("no bracket is open here")
        .help(format!("delete it, or write \"{c}\" for the sign itself"))),
    }
}

struct Parser<'a, 'f> {
    cursor: Cursor<'a>,
    fragments: &'f mut dyn Fragments,
    depth: usize,
    /// Items so far, those of fragments too.
    parts: usize,
}

type Parsed<T> = Result<T, Diagnostic>;

fn name_start(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_uppercase() || c == '_'
}

fn name_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-')
}

fn word_char(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

impl Parser<'_, '_> {
    /// Alternatives up to the end or to the bracket that was opened at `open`.
    fn pattern(&mut self, open: Option<usize>) -> Parsed<Pattern> {
        let start = open.unwrap_or(self.cursor.pos());
        self.depth += 1;
        if self.depth > DEEPEST {
            let message = format!("groups nest deeper than {DEEPEST}");
            return Err(Diagnostic::new(Code::TooLarge, message, self.cursor.here()));
        }
        let mut alternatives = Vec::new();
        loop {
            alternatives.push(self.sequence()?);
            if !self.cursor.eat("|") {
                break;
            }
        }
        self.depth -= 1;
        if let Some(open) = open
            && !self.cursor.eat(")")
        {
            let here = self.cursor.here();
            let at = self.cursor.place(open..open + 1);
            return Err(Diagnostic::new(Code::UnbalancedGroup, "`(` is not closed", at)
                .label("opened here")
                .also(here, "`)` is missing here at the latest")
                .help("close it, or write \"(\" for the sign itself"));
        }
        Ok(Pattern { alternatives, at: self.cursor.at(start) })
    }

    fn sequence(&mut self) -> Parsed<Sequence> {
        self.cursor.skip_space();
        let start = self.cursor.pos();
        let mut end = start;
        let mut items = Vec::new();
        while !matches!(self.cursor.peek(), None | Some('|' | ')' | ']' | '}')) {
            items.push(self.item()?);
            end = self.cursor.pos();
            self.cursor.skip_space();
        }
        if items.is_empty() {
            let at = self.cursor.place(start.saturating_sub(1)..start + 1);
            return Err(Diagnostic::new(Code::EmptyAlternative, "an alternative is empty", at)
                .label("nothing stands here")
                .help("for an optional part write `( … )?`"));
        }
        Ok(Sequence { items, at: self.cursor.place(start..end) })
    }

    fn item(&mut self) -> Parsed<Item> {
        let start = self.cursor.pos();
        let capture = self.capture_name()?;
        let atom = self.atom(start)?;
        let (min, max) = self.repetition()?;
        let at = self.cursor.at(start);
        let single = (min, max) == (1, 1);
        let no_repeat = matches!(
            atom,
            Atom::Start | Atom::End | Atom::Bind { .. } | Atom::Gap { .. } | Atom::Rest
        );
        if no_repeat && !single {
            return Err(Diagnostic::new(Code::BadRepetition, "this cannot be repeated", at)
                .help("a gap has its length in itself: `..5`"));
        }
        if capture.is_some() && matches!(atom, Atom::Start | Atom::End | Atom::Bind { .. }) {
            return Err(Diagnostic::new(Code::BadCapture, "this has no words to capture", at));
        }
        Ok(Item { atom, capture, min, max, at })
    }

    /// `name:` directly before an atom.
    fn capture_name(&mut self) -> Parsed<Option<String>> {
        let rest = self.cursor.rest();
        if !rest.starts_with(name_start) {
            return Ok(None);
        }
        let len = rest.find(|c| !name_char(c)).unwrap_or(rest.len());
        if !rest[len..].starts_with(':') {
            return Ok(None);
        }
        let start = self.cursor.pos();
        let name = self.cursor.advance(len).to_string();
        self.cursor.bump();
        match self.cursor.peek() {
            Some(c) if !c.is_whitespace() && !matches!(c, ')' | '|' | ']' | ':') => Ok(Some(name)),
            _ => {
                let message = format!("`{name}:` captures nothing");
                Err(Diagnostic::new(Code::BadCapture, message, self.cursor.at(start))
                    .label("an atom must follow without a space")
                    .help(format!("`{name}:type`, `{name}:( … )`, or `{name} \":\"` for a colon")))
            }
        }
    }

    fn repetition(&mut self) -> Parsed<(u16, u16)> {
        let start = self.cursor.pos();
        let range = match self.cursor.peek() {
            Some('?') => (0, 1),
            Some('*') => (0, Item::MANY),
            Some('+') => (1, Item::MANY),
            Some('{') => return self.counted(),
            _ => return Ok((1, 1)),
        };
        self.cursor.bump();
        if matches!(self.cursor.peek(), Some('?' | '*' | '+' | '{')) {
            self.cursor.bump();
            let at = self.cursor.at(start);
            return Err(Diagnostic::new(Code::BadRepetition, "repeated twice", at)
                .help("one of `?`, `*`, `+`, `{m,n}`; gaps `..5` take as few tokens as they can"));
        }
        Ok(range)
    }

    /// `{3}`, `{1,4}`, `{2,}`.
    fn counted(&mut self) -> Parsed<(u16, u16)> {
        let start = self.cursor.pos();
        self.cursor.bump();
        let min = self.cursor.take_while(|c| c.is_ascii_digit()).parse::<u16>();
        let comma = self.cursor.eat(",");
        self.cursor.skip_space();
        let max = self.cursor.take_while(|c| c.is_ascii_digit());
        let max = match (comma, max) {
            (false, _) => min.clone(),
            (true, "") => Ok(Item::MANY),
            (true, digits) => digits.parse::<u16>(),
        };
        let closed = self.cursor.eat("}");
        match (min, max) {
            (Ok(min), Ok(max)) if closed && min <= max && max > 0 && max <= Item::MANY => {
                Ok((min, max))
            }
            _ => Err(Diagnostic::new(
                Code::BadRepetition,
                "the repetition cannot be",
                self.cursor.at(start),
            )
            .help(format!("`{{m,n}}` with m ≤ n ≤ {}", Item::MANY))),
        }
    }
}

/// Items of a pattern, those of its groups too.
fn count(pattern: &Pattern) -> usize {
    let items = pattern.alternatives.iter().flat_map(|s| &s.items);
    items
        .map(|item| match &item.atom {
            Atom::Group(inner) => 1 + count(inner),
            _ => 1,
        })
        .sum()
}
