//! The parser of the pattern language: text to [`Pattern`].
//!
//! ```text
//! pattern  = sequence ( "|" sequence )*
//! sequence = item+
//! item     = [ name ":" ] atom [ "?" | "*" | "+" | "{m,n}" ]  |  "->" name "=" value
//! atom     = word | "quoted words" | 'Exact Case' | word~ | %lexicon | <class> | [set] | ![set]
//!          | :type{slot=a|b, slot!=c} | ( pattern ) | @fragment | ..5 | ..* | ^ | $
//! ```

use super::ast::{Atom, CLASS_NAMES, Item, Pattern, Sequence, SlotTest, TokenClass};
use super::codes::Code;
use super::cursor::{Cursor, PatternText};
use super::diagnostic::Diagnostic;
use super::suggest;

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
    fn fragment(&mut self, name: &str, at: super::ast::At) -> Result<Pattern, Diagnostic>;
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

/// Splits a literal into the tokens that the tokenizer would make of it.
///
/// Letters and digits stay together, with dots inside (`U.S.`); hyphens, punctuation and the
/// clitics `n't`, `'s`, `'re`, … are tokens of their own.
#[must_use]
pub fn split_literal(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    for word in text.split_whitespace() {
        split_word(word, &mut out);
    }
    out
}

fn split_word(word: &str, out: &mut Vec<String>) {
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let len = if first.is_ascii_digit() {
            digits_len(rest)
        } else if first.is_alphabetic() {
            letters_len(rest)
        } else if matches!(first, '\'' | '’') {
            // A clitic: the apostrophe with the letters behind it.
            let tail = rest.chars().skip(1).take_while(|c| c.is_alphabetic());
            first.len_utf8() + tail.map(char::len_utf8).sum::<usize>()
        } else {
            first.len_utf8()
        };
        let (token, tail) = rest.split_at(len.min(rest.len()));
        let negated = token.ends_with('n') && token.len() > 1;
        if negated && (tail.starts_with("'t") || tail.starts_with("’t")) {
            let (stem, n) = token.split_at(token.len() - 1);
            let end = tail.find('t').map_or(tail.len(), |i| i + 1);
            out.push(stem.to_string());
            out.push(format!("{n}{}", &tail[..end]));
            rest = &tail[end..];
            continue;
        }
        out.push(token.to_string());
        rest = tail;
    }
}

/// Digits with their grouping and decimal marks.
fn digits_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let mark = matches!(bytes[i], b',' | b'.');
        let goes_on = bytes.get(i + 1).is_some_and(u8::is_ascii_digit);
        if !(bytes[i].is_ascii_digit() || (mark && goes_on)) {
            break;
        }
        i += 1;
    }
    i
}

/// Letters and digits, and dots in abbreviations of single letters.
fn letters_len(text: &str) -> usize {
    let run = |t: &str| -> usize {
        t.chars().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum()
    };
    let mut len = run(text);
    let single = |t: &str, l: usize| t[..l].chars().count() == 1;
    if single(text, len) && text[len..].starts_with('.') {
        let mut dotted = len + 1;
        let mut letters = 1;
        loop {
            let next = run(&text[dotted..]);
            if next == 0 || !single(&text[dotted..], next) {
                break;
            }
            letters += 1;
            dotted += next;
            if !text[dotted..].starts_with('.') {
                break;
            }
            dotted += 1;
        }
        if letters > 1 {
            len = dotted;
        }
    }
    len
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
        if let Some(open) = open {
            if !self.cursor.eat(")") {
                let here = self.cursor.here();
                let at = self.cursor.place(open..open + 1);
                return Err(Diagnostic::new(Code::UnbalancedGroup, "`(` is not closed", at)
                    .label("opened here")
                    .also(here, "`)` is missing here at the latest")
                    .help("close it, or write \"(\" for the sign itself"));
            }
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

    fn atom(&mut self, item: usize) -> Parsed<Atom> {
        let start = self.cursor.pos();
        let captured = start != item;
        let Some(c) = self.cursor.peek() else {
            return Err(Diagnostic::new(
                Code::BadCapture,
                "nothing to capture",
                self.cursor.here(),
            ));
        };
        match c {
            '(' => {
                self.cursor.bump();
                Ok(Atom::Group(self.pattern(Some(start))?))
            }
            '[' => self.set(false),
            '!' => {
                self.cursor.bump();
                self.negated(start)
            }
            '<' => self.class(),
            '"' | '\'' => self.quoted(c),
            '%' if self.cursor.peek2().is_some_and(name_start) => self.lexicon(),
            '@' => {
                self.cursor.bump();
                let name = self.cursor.take_while(name_char).to_string();
                let at = self.cursor.at(start);
                if name.is_empty() {
                    return Err(Diagnostic::new(
                        Code::UnknownFragment,
                        "`@` names no fragment",
                        at,
                    )
                    .help("`@name`, or \"@\" for the sign itself"));
                }
                let pattern = self.fragments.fragment(&name, at.clone())?;
                self.parts += count(&pattern);
                if self.parts > LARGEST {
                    let message = format!("the pattern has more than {LARGEST} parts");
                    return Err(Diagnostic::new(Code::TooLarge, message, at)
                        .label("this fragment is written out here"));
                }
                Ok(Atom::Group(pattern))
            }
            ':' if !captured && self.cursor.peek2().is_some_and(name_start) => {
                self.cursor.bump();
                self.mention()
            }
            '.' if self.cursor.rest().starts_with("..") => self.gap(),
            '^' => {
                self.cursor.bump();
                Ok(Atom::Start)
            }
            '$' => {
                self.cursor.bump();
                Ok(Atom::End)
            }
            '-' if self.cursor.rest().starts_with("->") => self.bind(),
            '?' | '*' | '+' | '{' | '>' | '~' | '`' | '=' | '\\' => Err(Diagnostic::new(
                Code::UnexpectedChar,
                format!("`{c}` means nothing here"),
                self.cursor.here(),
            )
            .help(format!(
                "a repetition follows its item without a space; for the sign itself write \"{c}\""
            ))),
            _ if word_char(c) => {
                // `name:type` is a mention; `name:word~` a word.
                if captured && name_start(c) {
                    let rest = self.cursor.rest();
                    let len = rest.find(|c| !name_char(c)).unwrap_or(rest.len());
                    if !rest[len..].starts_with('~') {
                        return self.mention();
                    }
                }
                Ok(self.word())
            }
            _ => {
                self.cursor.bump();
                Ok(Atom::Literal { tokens: vec![c.to_string()], exact: false })
            }
        }
    }

    /// A bare word, `two-thirds`, `o'clock`, `U.S.`; or `kill~`.
    fn word(&mut self) -> Atom {
        let rest = self.cursor.rest();
        let mut len = 0;
        let mut before = ' ';
        for (i, c) in rest.char_indices() {
            let next = rest[i + c.len_utf8()..].chars().next().unwrap_or(' ');
            let joins = matches!(c, '-' | '\'' | '’' | '.') && word_char(before) && word_char(next);
            let digits = c == ',' && before.is_ascii_digit() && next.is_ascii_digit();
            let dotted = c == '.' && rest[..i].contains('.') && word_char(before) && next != '.';
            if !(word_char(c) || joins || digits || dotted) {
                break;
            }
            before = c;
            len = i + c.len_utf8();
        }
        let word = self.cursor.advance(len).to_string();
        if self.cursor.eat("~") {
            return Atom::Lemma(word);
        }
        Atom::Literal { tokens: split_literal(&word), exact: false }
    }

    fn quoted(&mut self, quote: char) -> Parsed<Atom> {
        let start = self.cursor.pos();
        self.cursor.bump();
        let mut text = String::new();
        loop {
            match self.cursor.bump() {
                Some(c) if c == quote => break,
                Some('\\') => text.extend(self.cursor.bump()),
                Some(c) if c != '\n' => text.push(c),
                _ => {
                    let at = self.cursor.place(start..start + 1);
                    let message = format!("the quotation mark {quote} is not closed");
                    return Err(Diagnostic::new(Code::UnclosedQuote, message, at)
                        .label("opened here")
                        .help("close it on the same line; for an apostrophe write \"'s\""));
                }
            }
        }
        let tokens = split_literal(&text);
        if tokens.is_empty() {
            let at = self.cursor.at(start);
            return Err(Diagnostic::new(Code::EmptyPattern, "a literal is empty", at));
        }
        Ok(Atom::Literal { tokens, exact: quote == '\'' })
    }

    fn lexicon(&mut self) -> Parsed<Atom> {
        self.cursor.bump();
        Ok(Atom::Lexicon(self.cursor.take_while(name_char).to_string()))
    }

    fn class(&mut self) -> Parsed<Atom> {
        let start = self.cursor.pos();
        self.cursor.bump();
        let name = self.cursor.take_while(name_char).to_string();
        if name.is_empty() || !self.cursor.eat(">") {
            let at = self.cursor.at(start);
            return Err(Diagnostic::new(Code::UnknownClass, "`<` begins no token class", at)
                .help("`<cap>`, `<noun>`, …; for the sign itself write \"<\""));
        }
        let at = self.cursor.at(start);
        class_named(&name).map(Atom::Class).ok_or_else(|| {
            let names: Vec<&str> = CLASS_NAMES.iter().map(|(n, _)| *n).collect();
            Diagnostic::new(Code::UnknownClass, format!("unknown token class `{name}`"), at)
                .label("no such class")
                .maybe_help(suggest::help(&name, &names))
        })
    }

    /// What follows `!`: a set or one member.
    fn negated(&mut self, start: usize) -> Parsed<Atom> {
        if self.cursor.peek() == Some('[') {
            return self.set(true);
        }
        if self.cursor.peek().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')' | '|')) {
            return Err(Diagnostic::new(
                Code::BadSet,
                "`!` must stand before one word or a set",
                self.cursor.at(start),
            )
            .help("`![a b]`, `!word`, `!%lexicon`; for a longer passage use `unless`"));
        }
        let member = self.member(true)?;
        Ok(Atom::Set { members: vec![member], negated: true })
    }

    fn set(&mut self, negated: bool) -> Parsed<Atom> {
        let start = self.cursor.pos();
        self.cursor.bump();
        let mut members = Vec::new();
        loop {
            self.cursor.skip_space();
            match self.cursor.peek() {
                Some(']') => break,
                None => {
                    let at = self.cursor.place(start..start + 1);
                    return Err(Diagnostic::new(Code::UnbalancedGroup, "`[` is not closed", at)
                        .label("opened here")
                        .help("close it with `]`, or write \"[\" for the sign itself"));
                }
                Some(_) => members.push(self.member(negated)?),
            }
        }
        self.cursor.bump();
        if members.is_empty() {
            return Err(Diagnostic::new(Code::BadSet, "the set is empty", self.cursor.at(start)));
        }
        Ok(Atom::Set { members, negated })
    }

    /// A literal, lemma, lexicon or class in a set.
    fn member(&mut self, negated: bool) -> Parsed<Atom> {
        let start = self.cursor.pos();
        let c = self.cursor.peek().unwrap_or(' ');
        let alone = self.cursor.peek2().is_none_or(|n| n.is_whitespace() || n == ']');
        let atom = match c {
            '<' if !alone => self.class()?,
            '"' | '\'' => self.quoted(c)?,
            '%' if self.cursor.peek2().is_some_and(name_start) => self.lexicon()?,
            _ if word_char(c) => self.word(),
            _ if alone && !matches!(c, '(' | ')' | '[' | '|') => {
                self.cursor.bump();
                Atom::Literal { tokens: vec![c.to_string()], exact: false }
            }
            '(' | ')' | '[' | '|' | ':' | '@' | '.' | '!' => {
                return Err(Diagnostic::new(
                    Code::BadSet,
                    format!("`{c}` may not stand in a set"),
                    self.cursor.here(),
                )
                .label("a set holds words, `word~`, `%lexicon` and `<class>` only")
                .help("use a group with `|` for anything longer"));
            }
            _ => {
                self.cursor.bump();
                Atom::Literal { tokens: vec![c.to_string()], exact: false }
            }
        };
        let long = matches!(&atom, Atom::Literal { tokens, .. } if tokens.len() > 1);
        if negated && long {
            let at = self.cursor.at(start);
            return Err(Diagnostic::new(Code::BadSet, "`!` excludes single tokens only", at)
                .label("these are several tokens")
                .help("exclude its first word, or use `unless`"));
        }
        Ok(atom)
    }

    fn mention(&mut self) -> Parsed<Atom> {
        let kind = self.cursor.take_while(name_char).to_string();
        let mut tests = Vec::new();
        let opens = self.cursor.peek() == Some('{');
        if opens && !self.cursor.peek2().is_some_and(|c| c.is_ascii_digit()) {
            let start = self.cursor.pos();
            self.cursor.bump();
            loop {
                tests.push(self.slot_test(start)?);
                self.cursor.skip_space();
                if self.cursor.eat("}") {
                    break;
                }
                if !self.cursor.eat(",") {
                    return Err(self.bad_test(start));
                }
            }
        }
        Ok(Atom::Mention { kind, tests })
    }

    fn slot_test(&mut self, start: usize) -> Parsed<SlotTest> {
        self.cursor.skip_space();
        let slot = self.cursor.take_while(name_char).to_string();
        self.cursor.skip_space();
        let negated = self.cursor.eat("!=");
        if slot.is_empty() || !(negated || self.cursor.eat("=")) {
            return Err(self.bad_test(start));
        }
        let mut values = Vec::new();
        loop {
            self.cursor.skip_space();
            let value = self.value();
            if value.is_empty() {
                return Err(self.bad_test(start));
            }
            values.push(value);
            self.cursor.skip_space();
            if !self.cursor.eat("|") {
                break;
            }
        }
        Ok(SlotTest { slot, values, negated })
    }

    fn bad_test(&self, start: usize) -> Diagnostic {
        let at = self.cursor.at(start);
        Diagnostic::new(Code::BadSlotTest, "the slot test cannot be read", at)
            .help("`:type{slot=a|b, other!=c}`")
    }

    /// A bare or quoted constant; empty when there is none.
    fn value(&mut self) -> String {
        let Some(quote @ ('"' | '\'')) = self.cursor.peek() else {
            return self.cursor.take_while(|c| word_char(c) || "-.+%/<>".contains(c)).to_string();
        };
        self.cursor.bump();
        let value = self.cursor.take_while(|c| c != quote && c != '\n').to_string();
        if self.cursor.eat("\"") || self.cursor.eat("'") { value } else { String::new() }
    }

    fn gap(&mut self) -> Parsed<Atom> {
        let start = self.cursor.pos();
        self.cursor.advance(2);
        if self.cursor.eat("*") {
            return Ok(Atom::Rest);
        }
        let digits = self.cursor.take_while(|c| c.is_ascii_digit());
        let at = self.cursor.at(start);
        match digits.parse::<u16>() {
            Ok(max) if max > 0 && max <= LONGEST_GAP => Ok(Atom::Gap { max }),
            Ok(_) => Err(Diagnostic::new(
                Code::BadGap,
                format!("a gap must be 1 to {LONGEST_GAP} tokens long"),
                at,
            )
            .help("`..*` takes the rest of the sentence")),
            Err(_) => Err(Diagnostic::new(Code::BadGap, "the gap has no length", at)
                .help("`..5` for up to five tokens, `..*` for the rest of the sentence")),
        }
    }

    fn bind(&mut self) -> Parsed<Atom> {
        let start = self.cursor.pos();
        self.cursor.advance(2);
        self.cursor.skip_space();
        let name = self.cursor.take_while(name_char).to_string();
        self.cursor.skip_space();
        let equals = self.cursor.eat("=");
        self.cursor.skip_space();
        let value = self.value();
        if name.is_empty() || !equals || value.is_empty() {
            let at = self.cursor.at(start);
            return Err(Diagnostic::new(Code::BadBind, "the constant cannot be read", at)
                .help("`-> slot=value`, `-> slot=\"two words\"`"));
        }
        Ok(Atom::Bind { name, value })
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

/// The class named so.
fn class_named(name: &str) -> Option<TokenClass> {
    CLASS_NAMES.iter().find(|(n, _)| *n == name).map(|(_, class)| *class)
}
