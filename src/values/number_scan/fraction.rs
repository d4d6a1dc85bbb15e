//! Fractions: `two thirds`, `3/4`, `one and a half`, `a quarter of a million`.

use rust_decimal::Decimal;

use super::cardinal::{Cardinal, Last};
use super::{Scan, tidy};
use crate::lexis::token::Shape;
use crate::values::decimal::DigitShape;
use crate::values::number::{NumberKind, NumberSpec, NumberValue};

/// Form of a denominator.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Below {
    Fraction,
    Plural,
    Ordinal,
}

impl Scan<'_, '_> {
    /// A slash between numbers, plain or the one for fractions.
    fn slash(&self, i: usize) -> bool {
        matches!(self.str(i), "/" | "⁄")
    }

    /// `two thirds`, `a quarter`, `7/10`, `half a million`, `three quarters of a million`.
    pub(super) fn fraction(&self, i: usize) -> Option<(NumberValue, usize)> {
        let (mut value, mut end, digits, shape) = self.simple_fraction(i)?;
        let mut scale = Decimal::ONE;
        if digits.is_none() {
            let mut j = end;
            if matches!(self.spec(j), Some(NumberSpec::Of)) {
                j += 1;
            }
            if matches!(self.spec(j), Some(NumberSpec::One)) {
                j += 1;
            }
            j = self.past_hyphen(j);
            let mut any = false;
            while let Some(NumberSpec::Magnitude(n)) = self.spec(j) {
                value = value.checked_mul(*n)?;
                scale = *n;
                j += 1;
                any = true;
            }
            if any {
                end = j;
            }
        }
        let kind = if scale == Decimal::ONE { NumberKind::Fraction } else { NumberKind::Cardinal };
        let mut number = NumberValue::exact(tidy(value), kind);
        number.digits = shape;
        number.scale = scale;
        Some((number, end))
    }

    pub(super) fn simple_fraction(
        &self,
        i: usize,
    ) -> Option<(Decimal, usize, Option<DigitShape>, Option<DigitShape>)> {
        if let Some((num, shape)) = self.digits(i) {
            if shape == DigitShape::Vulgar {
                return None;
            }
            if self.slash(i + 1) && self.glued(i + 1) && self.glued(i + 2) {
                let (den, den_shape) = self.digits(i + 2)?;
                let more = self.str(i + 3) == "/" && self.glued(i + 3);
                let plain = shape == DigitShape::Plain && den_shape == DigitShape::Plain;
                if plain && !more && num < den && !self.attached(i + 3) {
                    return Some((num.checked_div(den)?, i + 3, Some(shape), Some(shape)));
                }
                return None;
            }
        }
        let (num, hyphen, j) = match self.spec(i) {
            Some(NumberSpec::Fraction { num, den, plural: false }) => {
                // A bare fraction word: `half` of anything, others only before a magnitude.
                let scaled = matches!(self.spec(i + 1), Some(NumberSpec::Magnitude(_)));
                let tied = self.past_hyphen(i + 1) != i + 1;
                let half = *den == Decimal::TWO;
                return (half || scaled || tied)
                    .then(|| Some((num.checked_div(*den)?, i + 1, None, None)))?;
            }
            Some(NumberSpec::One) => (Decimal::ONE, false, i + 1),
            Some(NumberSpec::Unit(n)) => {
                let mut j = self.past_hyphen(i + 1);
                // "one - fourth": a hyphen with spaces.
                if j == i + 1 && self.str(j) == "-" && self.denominator(j + 1).is_some() {
                    j += 1;
                }
                (Decimal::from(*n), j != i + 1, j)
            }
            None if self.is_digits(i) => {
                let (num, shape) = self.digits(i)?;
                if shape != DigitShape::Plain {
                    return None;
                }
                let j = self.past_hyphen(i + 1);
                (num, j != i + 1, j)
            }
            _ => return None,
        };
        let article = matches!(self.spec(i), Some(NumberSpec::One));
        let (top, den, kind, end) = self.denominator(j)?;
        match kind {
            Below::Fraction => {}
            Below::Plural if article || num.is_zero() => return None,
            Below::Plural => {}
            Below::Ordinal => {
                let word_one = num == Decimal::ONE && !article && !self.is_digits(i);
                let closed = !self.token(end).is_some_and(|t| t.shape.has(Shape::WORD))
                    || matches!(self.spec(end), Some(NumberSpec::Of));
                if !(word_one || hyphen || (article && closed)) {
                    return None;
                }
            }
        }
        if num.is_zero() {
            return None;
        }
        let value = num.checked_mul(top)?.checked_div(den)?;
        let digits = self.digits(i).map(|d| d.1);
        Some((value, end, None, digits))
    }

    /// What stands below the line: `thirds`, `twenty-fifth`, `one hundred fifth`.
    fn denominator(&self, i: usize) -> Option<(Decimal, Decimal, Below, usize)> {
        match self.spec(i)? {
            NumberSpec::Fraction { num, den, plural } => {
                let kind = if *plural { Below::Plural } else { Below::Fraction };
                Some((*num, *den, kind, i + 1))
            }
            NumberSpec::Ordinal(n) if *n >= 3 => {
                Some((Decimal::ONE, Decimal::from(*n), Below::Ordinal, i + 1))
            }
            NumberSpec::Ten(ten) => {
                let j = self.past_hyphen(i + 1);
                let (unit, kind) = match self.spec(j)? {
                    NumberSpec::Fraction { den, plural: true, .. } => (*den, Below::Plural),
                    NumberSpec::Ordinal(n) => (Decimal::from(*n), Below::Ordinal),
                    _ => return None,
                };
                let fits = unit < Decimal::TEN;
                fits.then(|| (Decimal::ONE, Decimal::from(*ten) + unit, kind, j + 1))
            }
            NumberSpec::Unit(n) => {
                let NumberSpec::Magnitude(by) = self.spec(i + 1)? else { return None };
                let (top, den, kind, end) = self.denominator(i + 2)?;
                let whole = Decimal::from(*n).checked_mul(*by)?;
                let fits = top == Decimal::ONE && den < *by;
                fits.then(|| Some((Decimal::ONE, whole.checked_add(den)?, kind, end)))?
            }
            _ => None,
        }
    }

    /// A numerator of several words before a plural denominator: `one hundred thirty-two fifths`,
    /// `one hundred thirty fifths` (35ths), `twenty twenty fifths`.
    pub(super) fn long_fraction(&self, i: usize, cardinal: &Cardinal) -> Option<(Decimal, usize)> {
        let last = cardinal.end.checked_sub(1)?;
        let after = self.past_hyphen(cardinal.end);
        let (top, den, kind, end) = self.denominator(after)?;
        if kind != Below::Plural || cardinal.value.kind != NumberKind::Cardinal {
            return None;
        }
        let value = cardinal.value.low;
        if let Some(NumberSpec::Ten(ten)) = self.spec(last)
            && after == cardinal.end
            && den < Decimal::TEN
            && last > i
            && !matches!(self.spec(last - 1), Some(NumberSpec::And))
        {
            let ten = Decimal::from(*ten);
            return Some((value.checked_sub(ten)?.checked_div(den + ten)?, end));
        }
        Some((value.checked_mul(top)?.checked_div(den)?, end))
    }

    /// `two and a half`, `three and three quarters`; token `i` is the `and`.
    pub(super) fn and_fraction(&self, i: usize, last: Last) -> Option<(Decimal, usize)> {
        if matches!(last, Last::None | Last::Article | Last::And | Last::Fraction | Last::Closed) {
            return None;
        }
        let j = self.past_hyphen(i + 1);
        let bare = matches!(self.spec(j), Some(NumberSpec::Fraction { .. }));
        if bare && !matches!(self.spec(j + 1), Some(NumberSpec::Magnitude(_))) {
            return None;
        }
        if matches!(self.spec(j), Some(NumberSpec::One)) {
            // "and a-half": the article may itself be tied by a hyphen.
            let k = self.past_hyphen(j + 1);
            if let Some(NumberSpec::Fraction { num, den, plural: false }) = self.spec(k) {
                return Some((num.checked_div(*den)?, k + 1));
            }
        }
        let (value, end, digits, _) = self.simple_fraction(j)?;
        (digits.is_none() && value < Decimal::ONE).then_some((value, end))
    }
}
