//! Finds number expressions in a token stream: digits, words, mixtures, fractions, ratios, ordinals.
//!
//! One left-to-right pass with bounded look-ahead, so time is linear in the tokens. Meanings of
//! words come from the caller's lexicon; characters (digits, `½`, hyphens, signs) are read here.

mod cardinal;
mod digits;
mod fraction;
mod ratio;

use rust_decimal::Decimal;

use super::number::{NumberKind, NumberMention, NumberSpec, NumberValue};
use crate::lexis::token::{Shape, Token, WordId};

/// All number expressions in `tokens`, in text order. A ratio (`one in five`) and a number whose
/// one-letter suffix could be a unit (`10m`) come beside the plain numbers they contain.
#[must_use]
pub fn scan_numbers<'s>(
    tokens: &[Token],
    text: &str,
    word_spec: &'s impl Fn(WordId) -> Option<&'s NumberSpec>,
) -> Vec<NumberMention> {
    let scan = Scan { tokens, text, word_spec };
    let mut found: Vec<NumberMention> = Vec::new();
    let mut i = 0;
    while i < tokens.len() {
        // Most tokens are words that mean nothing in numbers.
        let token = &tokens[i];
        let idle = token.shape.has(Shape::WORD) && !token.shape.has(Shape::DIGITS);
        if idle && (token.word == WordId::UNKNOWN || word_spec(token.word).is_none())
            || !scan.may_start(i)
        {
            i += 1;
            continue;
        }
        let Some((value, end)) = scan.expression(i) else {
            i += scan.skip(i);
            continue;
        };
        if value.suffix {
            let bare = Decimal::checked_div(value.low, value.scale).unwrap_or(value.low);
            let mut plain = NumberValue::exact(bare, NumberKind::Cardinal);
            plain.digits = value.digits;
            plain.part = true;
            found.push(NumberMention { start: i as u32, end: end as u32 - 1, value: plain });
        }
        found.push(NumberMention { start: i as u32, end: end as u32, value });
        if let Some(ratio) = scan.ratio(&found) {
            found.push(ratio);
        }
        i = end;
    }
    found.sort_by_key(|m| (m.start, std::cmp::Reverse(m.end)));
    found
}

struct Scan<'a, 's> {
    tokens: &'a [Token],
    text: &'a str,
    word_spec: &'s dyn Fn(WordId) -> Option<&'s NumberSpec>,
}

impl<'s> Scan<'_, 's> {
    fn token(&self, i: usize) -> Option<&Token> {
        self.tokens.get(i)
    }

    fn spec(&self, i: usize) -> Option<&'s NumberSpec> {
        let token = self.token(i)?;
        if token.word == WordId::UNKNOWN { None } else { (self.word_spec)(token.word) }
    }

    fn str(&self, i: usize) -> &str {
        self.token(i).map_or("", |t| t.span.of(self.text))
    }

    fn glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape.has(Shape::GLUED))
    }

    /// Is token `i` glued to what stands before it and part of the same word?
    fn attached(&self, i: usize) -> bool {
        self.glued(i) && self.token(i).is_some_and(|t| t.shape.has(Shape::WORD | Shape::DIGITS))
    }

    fn is_digits(&self, i: usize) -> bool {
        self.token(i).is_some_and(|t| t.shape.has(Shape::DIGITS)) || self.vulgar(i).is_some()
    }

    /// Index behind a hyphen that ties token `i - 1` to token `i + 1`, else `i`.
    fn past_hyphen(&self, i: usize) -> usize {
        let tied = matches!(self.str(i), "-" | "‐" | "‑") && self.glued(i) && self.glued(i + 1);
        if tied { i + 1 } else { i }
    }

    /// Digits, dashes, vulgar fractions and words that mean something in numbers can.
    fn may_start(&self, i: usize) -> bool {
        let plain = self.tokens.get(i).is_some_and(|token| {
            let first = self.text.as_bytes().get(token.span.start as usize);
            !token.shape.has(Shape::DIGITS) && first.is_some_and(|c| c.is_ascii() && *c != b'-')
        });
        if plain && self.spec(i).is_none() {
            return false;
        }
        self.is_digits(i)
            || self.spec(i).is_some_and(|s| {
                !matches!(
                    s,
                    NumberSpec::And
                        | NumberSpec::Of
                        | NumberSpec::Point
                        | NumberSpec::Ratio
                        | NumberSpec::RatioOf
                        | NumberSpec::Every
                        | NumberSpec::Over
                        | NumberSpec::Suffix(_)
                        | NumberSpec::Caps(_)
                        | NumberSpec::OrdinalSuffix
                )
            })
            || self.sign(i).is_some()
    }

    /// Tokens to pass over when no number starts at `i`: digits and all that is glued to them by
    /// slashes (`1/2/2003`), so that no number starts in their middle.
    fn skip(&self, i: usize) -> usize {
        let mut n = 1;
        while self.is_digits(i)
            && self.str(i + n) == "/"
            && self.glued(i + n)
            && self.is_digits(i + n + 1)
        {
            n += 2;
        }
        n
    }

    /// A minus sign at `i`: a word, or a dash with a gap before it and a digit glued behind.
    fn sign(&self, i: usize) -> Option<usize> {
        if matches!(self.spec(i), Some(NumberSpec::Minus)) {
            return Some(self.past_hyphen(i + 1));
        }
        if !matches!(self.str(i), "-" | "−" | "–") || !self.glued(i + 1) || !self.is_digits(i + 1)
        {
            return None;
        }
        let alone = i == 0
            || !self.glued(i)
            || matches!(self.str(i - 1), "(" | "[" | "$" | "€" | "£" | "¥" | "<" | ">" | "=");
        let after_number = i > 0 && self.is_digits(i - 1);
        (alone && !after_number).then_some(i + 1)
    }

    fn expression(&self, i: usize) -> Option<(NumberValue, usize)> {
        if self.skip(i) > 3 {
            return None;
        }
        if let Some(j) = self.sign(i) {
            let (mut value, end) = self.unsigned(j)?;
            if matches!(value.kind, NumberKind::Ordinal | NumberKind::Vague) {
                return None;
            }
            (value.low, value.high) = (-value.high, -value.low);
            return Some((value, end));
        }
        self.unsigned(i)
    }

    fn unsigned(&self, i: usize) -> Option<(NumberValue, usize)> {
        match self.spec(i) {
            Some(NumberSpec::Multiple(n)) => {
                return Some((NumberValue::exact(*n, NumberKind::Multiple), i + 1));
            }
            Some(NumberSpec::Vague(..) | NumberSpec::Plural(_) | NumberSpec::Group(..)) => {
                return self.vague(i);
            }
            Some(NumberSpec::One) if matches!(self.spec(i + 1), Some(NumberSpec::Vague(..))) => {
                return self.vague(i + 1);
            }
            _ => {}
        }
        if let Some(found) = self.fraction(i) {
            return Some(found);
        }
        let cardinal = self.cardinal(i)?;
        if cardinal.value.digits.is_none()
            && let Some((value, end)) = self.long_fraction(i, &cardinal)
        {
            return Some((NumberValue::exact(tidy(value), NumberKind::Fraction), end));
        }
        Some((cardinal.value, cardinal.end))
    }

    /// `dozens`, `several hundred`, `tens of thousands`, `a couple of million`.
    fn vague(&self, i: usize) -> Option<(NumberValue, usize)> {
        let (mut low, mut high) = match self.spec(i)? {
            NumberSpec::Vague(low, high) | NumberSpec::Group(_, low, high) => (*low, *high),
            NumberSpec::Plural(n) => (*n, n.checked_mul(Decimal::TEN)?),
            _ => return None,
        };
        let mut scale = Decimal::ONE;
        let mut end = i + 1;
        loop {
            let j = if matches!(self.spec(end), Some(NumberSpec::Of)) { end + 1 } else { end };
            let by = match self.spec(j) {
                Some(NumberSpec::Magnitude(n) | NumberSpec::Plural(n)) => *n,
                _ => break,
            };
            low = low.checked_mul(by)?;
            high = high.checked_mul(by)?;
            scale = by;
            end = j + 1;
        }
        let kind = NumberKind::Vague;
        Some((
            NumberValue { low, high, kind, digits: None, scale, suffix: false, part: false },
            end,
        ))
    }
}

/// Thirds have no end: fifteen significant digits, which every reader of the output keeps.
fn tidy(value: Decimal) -> Decimal {
    value.round_sf(15).unwrap_or(value).normalize()
}
