//! The atoms of the pattern language.

use super::split_literal;
use super::{LARGEST, LONGEST_GAP, Parsed, Parser, count, name_char, name_start, word_char};
use crate::rules::ast::{At, Atom, CLASS_NAMES, Item, Pattern, Sequence, TokenClass};
use crate::rules::codes::Code;
use crate::rules::diagnostic::Diagnostic;
use crate::rules::suggest;

impl Parser<'_, '_> {
    pub(super) fn atom(&mut self, item: usize) -> Parsed<Atom> {
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
                Ok(Atom::Group(self.pattern(Some(start))?.into()))
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
    pub(super) fn word(&mut self) -> Atom {
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

    pub(super) fn quoted(&mut self, quote: char) -> Parsed<Atom> {
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

    pub(super) fn lexicon(&mut self) -> Parsed<Atom> {
        self.cursor.bump();
        Ok(Atom::Lexicon(self.cursor.take_while(name_char).to_string()))
    }

    pub(super) fn class(&mut self) -> Parsed<Atom> {
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
    pub(super) fn negated(&mut self, start: usize) -> Parsed<Atom> {
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

    pub(super) fn set(&mut self, negated: bool) -> Parsed<Atom> {
        let start = self.cursor.pos();
        self.cursor.bump();
        let (mut members, mut places) = (Vec::new(), Vec::new());
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
                Some(_) => {
                    let from = self.cursor.pos();
                    members.push(self.member(negated)?);
                    places.push(self.cursor.at(from));
                }
            }
        }
        self.cursor.bump();
        if members.is_empty() {
            return Err(Diagnostic::new(Code::BadSet, "the set is empty", self.cursor.at(start)));
        }
        let long = |a: &Atom| matches!(a, Atom::Literal { tokens, .. } if tokens.len() > 1);
        if members.iter().any(long) {
            let at = self.cursor.at(start);
            let group = alternatives(members.into_iter().zip(places).collect(), at);
            return Ok(Atom::Group(group.into()));
        }
        Ok(Atom::Set { members, negated })
    }

    /// A literal, lemma, lexicon or class in a set.
    pub(super) fn member(&mut self, negated: bool) -> Parsed<Atom> {
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

    pub(super) fn gap(&mut self) -> Parsed<Atom> {
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

    pub(super) fn bind(&mut self) -> Parsed<Atom> {
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
}

/// A set with members of several tokens (`"+/-"`, `"p.m."`) as a group of alternatives.
fn alternatives(members: Vec<(Atom, At)>, at: At) -> Pattern {
    let alternatives = members
        .into_iter()
        .map(|(atom, at)| {
            let item = Item { atom, capture: None, min: 1, max: 1, at: at.clone() };
            Sequence { items: vec![item], at }
        })
        .collect();
    Pattern { alternatives, at }
}

/// The class named so.
fn class_named(name: &str) -> Option<TokenClass> {
    CLASS_NAMES.iter().find(|(n, _)| *n == name).map(|(_, class)| *class)
}
