//! Number words and number values: what the lexicon says of a word, and what a run of them is worth.
//!
//! A word's meaning comes from the pack's `number-word` lexicon as a short spec (`unit 7`,
//! `mag 1000000`, `vague 24 99`); [`NumberSpec::parse`] reads it. No word of any language is here.

use std::borrow::Cow;

use rust_decimal::Decimal;

use super::decimal::DigitShape;
use crate::record::{Bound, Decimal as Exact, QuantityValue};

/// What a number word contributes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberSpec {
    /// `unit 7`: 0 to 19.
    Unit(u32),
    /// `ten 20`: 20, 30 … 90.
    Ten(u32),
    /// `mag 1000000`: multiplies what stands before it; alone it is one of them.
    Magnitude(Decimal),
    /// `mags 1000`: a plural magnitude; behind a number it multiplies, alone it is vague.
    Plural(Decimal),
    /// `group 12 24 100`: a plural magnitude behind a number, alone vague with that range.
    Group(Decimal, Decimal, Decimal),
    /// `suffix 1000000`: a letter suffix of digits (`1.9m`); one letter only when glued.
    Suffix(Decimal),
    /// `caps 1000000`: a suffix in capitals only (`1MM`, not `1mm`).
    Caps(Decimal),
    /// `frac 1/2`, `fracs 1/3`: a fraction word, singular or plural.
    Fraction {
        /// Above the line.
        num: Decimal,
        /// Below the line.
        den: Decimal,
        /// Plural: always behind a numerator.
        plural: bool,
    },
    /// `ord 3`: ordinal; behind a numerator also a fraction.
    Ordinal(u32),
    /// `ordsuffix`: the letters behind an ordinal in digits.
    OrdinalSuffix,
    /// `vague 24 99`: a vague number and the range it stands for by convention.
    Vague(Decimal, Decimal),
    /// `mult 2`: so many times.
    Multiple(Decimal),
    /// `and`: joins parts of a number.
    And,
    /// `one`: an article that counts before a magnitude or a fraction.
    One,
    /// `of`: between a vague number or fraction and a magnitude.
    Of,
    /// `point`: decimal point in words.
    Point,
    /// `minus`: sign in words.
    Minus,
    /// `ratio`: between the two numbers of a ratio (one *in* five).
    Ratio,
    /// `over`: between numerator and denominator (one *over* three).
    Over,
    /// `ratio-of`: the same, with an `of` word behind it.
    RatioOf,
    /// `every`: before the second number of a ratio (one in *every* five).
    Every,
}

impl NumberSpec {
    /// Reads a lexicon value.
    ///
    /// # Errors
    /// A sentence saying what was expected, for the diagnostics of the rule file.
    pub fn parse(spec: &str) -> Result<Self, String> {
        let (word, rest) = spec.split_once(' ').unwrap_or((spec, ""));
        let dec = |s: &str| {
            Decimal::from_str_exact(s.trim())
                .or_else(|_| Decimal::from_scientific(s.trim()))
                .map_err(|_| format!("`{spec}`: expected a decimal number, found `{s}`"))
        };
        let int = |s: &str| {
            s.trim().parse::<u32>().map_err(|_| format!("`{spec}`: expected a whole number"))
        };
        let pair = |by: char| {
            let (a, b) = rest
                .split_once(by)
                .ok_or_else(|| format!("`{spec}`: expected two numbers with `{by}` between"))?;
            Ok::<_, String>((dec(a)?, dec(b)?))
        };
        Ok(match word {
            "unit" => Self::Unit(int(rest)?),
            "ten" => Self::Ten(int(rest)?),
            "mag" => Self::Magnitude(dec(rest)?),
            "mags" => Self::Plural(dec(rest)?),
            "group" => {
                let mut parts = rest.split(' ');
                let mut next = || dec(parts.next().unwrap_or(""));
                let (by, low, high) = (next()?, next()?, next()?);
                if low > high {
                    return Err(format!("`{spec}`: the range is upside down"));
                }
                Self::Group(by, low, high)
            }
            "suffix" => Self::Suffix(dec(rest)?),
            "caps" => Self::Caps(dec(rest)?),
            "frac" | "fracs" => {
                let (num, den) = pair('/')?;
                if den.is_zero() {
                    return Err(format!("`{spec}`: the denominator is zero"));
                }
                Self::Fraction { num, den, plural: word == "fracs" }
            }
            "ord" => Self::Ordinal(int(rest)?),
            "ordsuffix" => Self::OrdinalSuffix,
            "vague" => {
                let (low, high) = pair(' ')?;
                if low > high {
                    return Err(format!("`{spec}`: the range is upside down"));
                }
                Self::Vague(low, high)
            }
            "mult" => Self::Multiple(dec(rest)?),
            "and" => Self::And,
            "one" => Self::One,
            "of" => Self::Of,
            "point" => Self::Point,
            "minus" => Self::Minus,
            "ratio" => Self::Ratio,
            "over" => Self::Over,
            "every" => Self::Every,
            "ratio-of" => Self::RatioOf,
            _ => {
                return Err(format!(
                    "`{spec}`: expected unit, ten, mag, mags, group, suffix, caps, frac, fracs, ord, ordsuffix, \
                     vague, mult, and, one, of, point, minus, ratio, every, over or ratio-of"
                ));
            }
        })
    }
}

/// Kind of number; slot `kind` of a `number` mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)]
pub enum NumberKind {
    Cardinal,
    Ordinal,
    Fraction,
    Ratio,
    /// `1 over 3`: only a rule that sees what follows may take it.
    Over,
    Multiple,
    Vague,
}

impl NumberKind {
    /// Name in slot tests: `:number{kind=cardinal}`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Cardinal => "cardinal",
            Self::Ordinal => "ordinal",
            Self::Fraction => "fraction",
            Self::Ratio => "ratio",
            Self::Over => "over",
            Self::Multiple => "multiple",
            Self::Vague => "vague",
        }
    }
}

/// A number: exact when `low == high`, else a vague range. `low <= high` always.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberValue {
    /// Value, or lower end of a vague one.
    pub low: Decimal,
    /// Value, or upper end of a vague one.
    pub high: Decimal,
    /// What it is.
    pub kind: NumberKind,
    /// `digits`, or `words`; a number that begins with digits is `digits` (`2 million`).
    pub digits: Option<DigitShape>,
    /// The factor of its last magnitude word or suffix (`1.9m`: 1,000,000), else 1. A range shares
    /// it (`two to three million`).
    pub scale: Decimal,
    /// A one-letter suffix glued to the digits gave the scale; the letter may be a unit instead.
    pub suffix: bool,
    /// The digits of such a number without their letter, in case it is a unit.
    pub part: bool,
}

impl NumberValue {
    pub(crate) fn exact(value: Decimal, kind: NumberKind) -> Self {
        Self {
            low: value,
            high: value,
            kind,
            digits: None,
            scale: Decimal::ONE,
            suffix: false,
            part: false,
        }
    }

    /// Normal form: `33970`, `0.5`, `24..99` for a vague one.
    #[must_use]
    pub fn normal(&self) -> String {
        if self.low == self.high {
            written(self.low)
        } else {
            [written(self.low), written(self.high)].join("..")
        }
    }

    /// The slots a `number` mention carries, for slot tests in rules: the number of the name among
    /// [`NumberValue::SLOTS`], and the value.
    pub fn slots(&self) -> impl Iterator<Item = (usize, Cow<'static, str>)> {
        let form = if self.digits.is_some() { "digits" } else { "words" };
        let small = if self.high < Decimal::TEN { "small" } else { "large" };
        let values = [
            Some(self.kind.name().into()),
            Some(form.into()),
            Some(self.normal().into()),
            self.digits.map(|shape| shape.name().into()),
            (self.scale != Decimal::ONE).then(|| written(self.scale).into()),
            (self.kind == NumberKind::Vague).then_some(small.into()),
            self.part.then_some("yes".into()),
            self.suffix.then_some("letter".into()),
        ];
        values.into_iter().enumerate().filter_map(|(name, value)| Some((name, value?)))
    }

    /// The names of the slots.
    pub const SLOTS: [&'static str; 9] =
        ["kind", "form", "value", "shape", "scale", "vague", "part", "suffix", Self::GLUED];

    /// The slot of a number that is glued to a word before it (`R5 million`).
    pub const GLUED: &'static str = "glued";

    /// As the typed value of a mention.
    #[must_use]
    pub fn to_quantity(&self) -> QuantityValue {
        let exact = self.low == self.high;
        let kind = match self.kind {
            NumberKind::Ordinal => "ordinal",
            NumberKind::Ratio => "ratio",
            NumberKind::Multiple => "multiple",
            _ => "number",
        };
        QuantityValue {
            value: exact.then_some(Exact(self.low)),
            low: Some(Exact(self.low)),
            high: Some(Exact(self.high)),
            bound: if exact { Bound::Exactly } else { Bound::Between },
            vague: !exact,
            kind: kind.into(),
            ..QuantityValue::default()
        }
    }
}

/// A number without noughts at its end; most are whole.
fn written(value: Decimal) -> String {
    match u64::try_from(value.mantissa()) {
        Ok(whole) if value.scale() == 0 => whole.to_string(),
        _ => Exact(value).to_string(),
    }
}

/// A number found in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NumberMention {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What it is worth.
    pub value: NumberValue,
}
