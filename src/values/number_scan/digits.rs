//! Numbers in digits: groups in several tokens, vulgar fractions behind them, exponents and powers of ten.

use rust_decimal::Decimal;

use super::{Scan, tidy};
use crate::values::decimal::{DigitShape, parse_digits, power_of_ten, superscript, vulgar};

impl Scan<'_, '_> {
    pub(super) fn vulgar(&self, i: usize) -> Option<Decimal> {
        let text = self.str(i);
        let c = text.chars().next()?;
        if c.is_ascii() || c.len_utf8() != text.len() {
            return None;
        }
        let (num, den) = vulgar(c)?;
        Decimal::from(num).checked_div(Decimal::from(den))
    }

    pub(super) fn digits(&self, i: usize) -> Option<(Decimal, DigitShape)> {
        if self.is_digits(i) { parse_digits(self.str(i)) } else { None }
    }

    /// Digits in several tokens: `33 970`, `10 1/2`, `2 ½`, `5.5 × 10^-3`.
    pub(super) fn join_digits(
        &self,
        i: usize,
        value: Decimal,
        shape: DigitShape,
    ) -> (Decimal, usize) {
        let mut value = value;
        let mut j = i + 1;
        let head = self.str(i);
        if shape == DigitShape::Plain && head.len() <= 3 || spaced_groups(head) {
            while let Some(k) = self.next_group(j) {
                let last = self.str(k).len() > 3;
                let Some(next) = self
                    .digits(k)
                    .and_then(|(d, _)| value.checked_mul(Decimal::ONE_THOUSAND)?.checked_add(d))
                else {
                    break;
                };
                value = next;
                j = k + 1;
                if last {
                    break;
                }
            }
        }
        if matches!(shape, DigitShape::Plain | DigitShape::Grouped) {
            let k = self.past_hyphen(j);
            if let Some(part) = self.vulgar(k) {
                return (value + part, k + 1);
            }
            if (!self.glued(j) || k != j)
                && let Some((part, end, Some(_), _)) = self.simple_fraction(k)
                && part < Decimal::ONE
            {
                return (value + part, end);
            }
        }
        if let Some((value, end)) = self.exponent(j, value) {
            return (value, end);
        }
        if let Some((power, end)) = self.times_power(j)
            && let Some(product) = value.checked_mul(power)
        {
            return (product, end);
        }
        (value, j)
    }

    /// Raised digits glued to a number, each a token of its own: `10⁶`, `10⁻⁴`.
    fn raised(&self, j: usize) -> Option<(i32, usize)> {
        let digit = |k: usize| {
            let mut letters = self.str(k).chars();
            letters
                .next()
                .and_then(superscript)
                .filter(|_| self.glued(k) && letters.next().is_none())
        };
        let negative = self.glued(j) && self.str(j) == "⁻";
        let first = j + usize::from(negative);
        let mut k = first;
        let mut exponent = 0i32;
        while let Some(d) = digit(k) {
            exponent = exponent.checked_mul(10)?.checked_add(d as i32)?;
            k += 1;
        }
        (k > first).then_some((if negative { -exponent } else { exponent }, k))
    }

    /// `1e10`, `12.3e+14`, `9.8e-3`, `2^10`, `10⁶` behind the number's digits.
    fn exponent(&self, j: usize, value: Decimal) -> Option<(Decimal, usize)> {
        if !self.glued(j) {
            return None;
        }
        let text = self.str(j);
        if let Some(digits) = text.strip_prefix(['e', 'E'])
            && !digits.is_empty()
        {
            let power = power_of_ten(digits.parse().ok()?)?;
            return Some((value.checked_mul(power)?, j + 1));
        }
        if value == Decimal::TEN
            && let Some((exponent, end)) = self.raised(j)
        {
            return Some((power_of_ten(exponent)?, end));
        }
        let caret = text == "^";
        if !caret && !matches!(text, "e" | "E") {
            return None;
        }
        let mut k = j + 1;
        let mut negative = false;
        while self.glued(k) && matches!(self.str(k), "+" | "-" | "−" | "--") {
            negative ^= matches!(self.str(k), "-" | "−");
            k += 1;
        }
        if !self.glued(k) {
            return None;
        }
        let n = self.str(k).parse::<u32>().ok().filter(|n| *n <= 100)?;
        if !caret {
            let power = power_of_ten(if negative { -(n as i32) } else { n as i32 })?;
            return Some((value.checked_mul(power)?, k + 1));
        }
        let power = (0..n).try_fold(Decimal::ONE, |acc, _| acc.checked_mul(value))?;
        let result = if negative { Decimal::ONE.checked_div(power)? } else { power };
        Some((tidy(result), k + 1))
    }

    /// The next three digits of a number; noughts also behind a comma and a space ("10, 000", as
    /// texts have it whose words were set apart).
    fn next_group(&self, j: usize) -> Option<usize> {
        if self.group_of_three(j) {
            return Some(j);
        }
        let noughts = self.str(j) == "," && self.str(j + 1) == "000";
        (noughts && self.group_of_three(j + 1)).then_some(j + 1)
    }

    /// Exactly three digits behind one space, no more digits or letters glued behind them.
    fn group_of_three(&self, j: usize) -> bool {
        let (Some(before), Some(token)) = (self.token(j - 1), self.token(j)) else { return false };
        let text = token.span.of(self.text);
        let gap = self.text.get(before.span.end as usize..token.span.start as usize);
        let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
        whole.len() == 3
            && whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit())
            && matches!(gap, Some(" " | "\u{a0}" | "\u{2009}" | "\u{202f}"))
            && !self.attached(j + 1)
            && !(matches!(self.str(j + 1), "." | "/" | ":") && self.attached(j + 2))
    }

    /// `× 10^6`, `x 10-3`, `x10⁶` at `j`.
    fn times_power(&self, j: usize) -> Option<(Decimal, usize)> {
        if !matches!(self.str(j), "×" | "x" | "·" | "*" | "x10") {
            return None;
        }
        // "x10^6" may come as one word.
        let word = self.str(j) == "x10";
        let j = if word { j - 1 } else { j };
        let base = if word { "10" } else { self.str(j + 1) };
        if base != "10" {
            let power = base.strip_prefix("10").filter(|s| !s.is_empty())?;
            let high = !power.is_ascii() && self.is_digits(j + 1);
            return high.then(|| Some((parse_digits(base)?.0, j + 2)))?;
        }
        if let Some((exponent, end)) = self.raised(j + 2) {
            return Some((power_of_ten(exponent)?, end));
        }
        let mut k = j + 2;
        if self.str(k) == "^" {
            k += 1;
        }
        let minus = matches!(self.str(k), "-" | "−" | "–");
        if minus {
            k += 1;
        }
        // Raised digits that have come down may stand apart: "× 10 -4", "× 10 7".
        let digits = self.str(k);
        let apart = k > j + 1 && digits.len() <= 2 && !self.attached(k + 1);
        if !(self.glued(k) && k > j + 2 || apart) {
            return None;
        }
        let exponent = digits.parse::<i32>().ok()?;
        Some((power_of_ten(if minus { -exponent } else { exponent })?, k + 1))
    }
}

/// Are these digits in groups of three behind spaces (`1 234`)? Then more groups may follow.
fn spaced_groups(text: &str) -> bool {
    text.contains(['\u{a0}', '\u{2009}', '\u{202f}'])
}
