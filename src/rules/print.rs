//! A pattern back to text, in one normal form: equal patterns print alike.

use std::fmt::{self, Display, Formatter, Write as _};

use crate::lexis::tokenizer::split_literal;

use super::ast::{Atom, CLASS_NAMES, Item, Pattern, Sequence, SlotTest, TokenClass};

impl Display for Pattern {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (i, sequence) in self.alternatives.iter().enumerate() {
            if i > 0 {
                f.write_str(" | ")?;
            }
            write!(f, "{sequence}")?;
        }
        Ok(())
    }
}

impl Display for Sequence {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (i, item) in self.items.iter().enumerate() {
            if i > 0 {
                f.write_char(' ')?;
            }
            write!(f, "{item}")?;
        }
        Ok(())
    }
}

impl Display for Item {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match (&self.capture, &self.atom) {
            (Some(name), Atom::Mention { .. }) => write!(f, "{name}")?,
            (Some(name), Atom::Literal { tokens, exact: false }) => {
                write!(f, "{name}:")?;
                quoted(f, tokens)?;
                return repetition(f, self.min, self.max);
            }
            (Some(name), _) => write!(f, "{name}:")?,
            (None, _) => {}
        }
        write!(f, "{}", self.atom)?;
        repetition(f, self.min, self.max)
    }
}

impl Display for Atom {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Atom::Literal { tokens, exact: true } => {
                write!(f, "'{}'", joined(tokens).replace('\\', "\\\\").replace('\'', "\\'"))
            }
            Atom::Literal { tokens, exact: false } => match tokens.as_slice() {
                [word] if word.chars().all(char::is_alphanumeric) => f.write_str(word),
                _ => quoted(f, tokens),
            },
            Atom::Lemma(word) => write!(f, "{word}~"),
            Atom::Lexicon(name) => write!(f, "%{name}"),
            Atom::Class(class) => write!(f, "<{}>", class_name(*class)),
            Atom::Set { members, negated } => {
                f.write_str(if *negated { "![" } else { "[" })?;
                for (i, member) in members.iter().enumerate() {
                    let space = if i > 0 { " " } else { "" };
                    write!(f, "{space}{member}")?;
                }
                f.write_char(']')
            }
            Atom::Mention { kind, tests } => {
                write!(f, ":{kind}")?;
                for (i, test) in tests.iter().enumerate() {
                    f.write_str(if i > 0 { ", " } else { "{" })?;
                    slot_test(f, test)?;
                }
                f.write_str(if tests.is_empty() { "" } else { "}" })
            }
            Atom::Group(pattern) => write!(f, "( {pattern} )"),
            Atom::Gap { max } => write!(f, "..{max}"),
            Atom::Rest => f.write_str("..*"),
            Atom::Start => f.write_char('^'),
            Atom::End => f.write_char('$'),
            Atom::Bind { name, value } => write!(f, "-> {name}=\"{value}\""),
        }
    }
}

/// The tokens as text that is split into them again: a clitic stands behind its word.
fn joined(tokens: &[String]) -> String {
    let mut out = String::new();
    for (i, token) in tokens.iter().enumerate() {
        let apart = format!("{out} {token}");
        let glued = format!("{out}{token}");
        let tells = |text: &str| split_literal(text) == tokens[..=i];
        out = if i > 0 && (tells(&apart) || !tells(&glued)) { apart } else { glued };
    }
    out
}

fn quoted(f: &mut Formatter<'_>, tokens: &[String]) -> fmt::Result {
    f.write_char('"')?;
    for c in joined(tokens).chars() {
        if matches!(c, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}

fn slot_test(f: &mut Formatter<'_>, test: &SlotTest) -> fmt::Result {
    let sign = if test.negated { "!=" } else { "=" };
    write!(f, "{}{sign}{}", test.slot, test.values.join("|"))
}

fn repetition(f: &mut Formatter<'_>, min: u16, max: u16) -> fmt::Result {
    match (min, max) {
        (1, 1) => Ok(()),
        (0, 1) => f.write_char('?'),
        (0, Item::MANY) => f.write_char('*'),
        (1, Item::MANY) => f.write_char('+'),
        (m, n) if m == n => write!(f, "{{{m}}}"),
        (m, Item::MANY) => write!(f, "{{{m},}}"),
        (m, n) => write!(f, "{{{m},{n}}}"),
    }
}

/// The name of a class as written between `<` and `>`.
#[must_use]
pub fn class_name(class: TokenClass) -> &'static str {
    CLASS_NAMES.iter().find(|(_, c)| *c == class).map_or("any", |(name, _)| name)
}
