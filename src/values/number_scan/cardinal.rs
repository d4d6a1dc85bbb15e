//! Cardinals and ordinals of digits, words and mixtures of both: `two hundred and six`, `1.9 million`.

use rust_decimal::Decimal;

use super::Scan;
use crate::values::number::{NumberKind, NumberSpec, NumberValue};

/// Last part of a cardinal in the making.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Last {
    None,
    Article,
    Digits,
    Unit,
    Ten,
    Hundred,
    Magnitude,
    And,
    /// Nothing more but a magnitude may follow (`two and a half` million).
    Fraction,
    /// Nothing more may follow.
    Closed,
}

/// A cardinal or ordinal and the token behind it.
pub(super) struct Cardinal {
    pub(super) value: NumberValue,
    pub(super) end: usize,
}

impl Scan<'_, '_> {
    pub(super) fn cardinal(&self, i: usize) -> Option<Cardinal> {
        let mut total = Decimal::ZERO;
        let mut current = Decimal::ZERO;
        let mut limit = Decimal::MAX;
        let mut scale = Decimal::ONE;
        let mut last = Last::None;
        let mut digits = None;
        let mut suffix = false;
        let mut kind = NumberKind::Cardinal;
        // Where the number ends if nothing more fits; `and` and articles do not move it.
        let mut end = i;
        let mut j = i;
        loop {
            if let Some((value, shape)) = self.digits(j).filter(|_| last == Last::None) {
                let (value, next) = self.join_digits(j, value, shape);
                current = value;
                digits = Some(shape);
                last = Last::Digits;
                (j, end) = (next, next);
                continue;
            }
            let mut k = if j > i { self.past_hyphen(j) } else { j };
            // "fifty - two": a hyphen with spaces still ties a ten to its unit.
            if last == Last::Ten
                && k == j
                && self.str(j) == "-"
                && matches!(self.spec(j + 1), Some(NumberSpec::Unit(1..10)))
            {
                k = j + 1;
            }
            let Some(spec) = self.spec(k) else { break };
            match spec {
                NumberSpec::Unit(n) => {
                    let n = *n;
                    let fits = match last {
                        Last::None | Last::Hundred | Last::Magnitude | Last::And => true,
                        Last::Ten => (1..10).contains(&n),
                        _ => false,
                    };
                    if !fits || (digits.is_some() && last != Last::And) {
                        break;
                    }
                    current += Decimal::from(n);
                    last = Last::Unit;
                }
                NumberSpec::Ten(n) => {
                    let fits =
                        matches!(last, Last::None | Last::Hundred | Last::Magnitude | Last::And);
                    if !fits || (digits.is_some() && last != Last::And) {
                        break;
                    }
                    current += Decimal::from(*n);
                    last = Last::Ten;
                }
                NumberSpec::Magnitude(n) | NumberSpec::Plural(n) | NumberSpec::Group(n, ..) => {
                    let n = *n;
                    if matches!(last, Last::Closed | Last::And) {
                        break;
                    }
                    if matches!(last, Last::None | Last::Article) {
                        current = Decimal::ONE;
                    }
                    if n < Decimal::ONE_THOUSAND {
                        if matches!(last, Last::Hundred | Last::Magnitude)
                            || (digits.is_none()
                                && last != Last::Fraction
                                && current >= Decimal::ONE_HUNDRED)
                        {
                            break;
                        }
                        current = current.checked_mul(n)?;
                        last = if n == Decimal::ONE_HUNDRED { Last::Hundred } else { Last::Closed };
                        scale = n;
                    } else if last == Last::Magnitude {
                        if n <= limit {
                            break;
                        }
                        total = total.checked_mul(n)?;
                        (limit, scale) = (n, scale.checked_mul(n)?);
                    } else {
                        if n >= limit {
                            break;
                        }
                        total = total.checked_add(current.checked_mul(n)?)?;
                        current = Decimal::ZERO;
                        (limit, scale, last) = (n, n, Last::Magnitude);
                    }
                }
                NumberSpec::Suffix(n) => {
                    let letter = self.str(k).len() == 1;
                    // A letter apart from its number may be a unit: "8 B" and "2.33 k" are none.
                    let loose = matches!(self.str(k), "B" | "k")
                        || (self.str(k) == "M" && self.str(k - 1).contains(','));
                    if last != Last::Digits || k != j || (letter && !self.glued(k) && !loose) {
                        break;
                    }
                    current = current.checked_mul(*n)?;
                    (scale, suffix, last) = (*n, letter, Last::Closed);
                }
                NumberSpec::Caps(n) => {
                    let caps = self.str(k).bytes().all(|b| b.is_ascii_uppercase());
                    if last != Last::Digits || k != j || !caps {
                        break;
                    }
                    current = current.checked_mul(*n)?;
                    (scale, last) = (*n, Last::Closed);
                }
                NumberSpec::OrdinalSuffix => {
                    if last != Last::Digits || !self.glued(k) {
                        break;
                    }
                    (kind, last) = (NumberKind::Ordinal, Last::Closed);
                }
                NumberSpec::Ordinal(n) => {
                    let n = *n;
                    let fits = match last {
                        Last::None | Last::And => true,
                        Last::Hundred | Last::Magnitude => n < 1000,
                        Last::Ten => n < 10,
                        Last::Unit => n >= 100,
                        _ => false,
                    };
                    if !fits || digits.is_some() {
                        break;
                    }
                    current = if last == Last::Unit {
                        current.checked_mul(Decimal::from(n))?
                    } else {
                        current + Decimal::from(n)
                    };
                    (kind, last) = (NumberKind::Ordinal, Last::Closed);
                }
                NumberSpec::One if last == Last::None => {
                    if !matches!(self.spec(k + 1), Some(NumberSpec::Magnitude(_))) {
                        return None;
                    }
                    last = Last::Article;
                    j = k + 1;
                    continue;
                }
                NumberSpec::Point => {
                    let words = matches!(last, Last::Unit | Last::Ten | Last::Hundred);
                    let Some((part, next)) = words.then(|| self.after_point(k + 1)).flatten()
                    else {
                        break;
                    };
                    current += part;
                    last = Last::Fraction;
                    (j, end) = (next, next);
                    continue;
                }
                NumberSpec::And => {
                    if let Some((part, next)) = self.and_fraction(k, last) {
                        if let (Last::Magnitude, Some(NumberSpec::Magnitude(n))) =
                            (last, self.spec(next))
                            && *n < limit
                        {
                            // "two billion and a half million"
                            total = total.checked_add(part.checked_mul(*n)?)?;
                            end = next + 1;
                            break;
                        }
                        if last == Last::Magnitude {
                            total = total.checked_add(part.checked_mul(limit)?)?;
                            last = Last::Closed;
                        } else {
                            current += part;
                            last = Last::Fraction;
                        }
                        (j, end) = (next, next);
                        continue;
                    }
                    // "3 hundred and 21"
                    if last == Last::Hundred
                        && let (Some(_), Some((n, _))) = (digits, self.digits(k + 1))
                        && n < Decimal::ONE_HUNDRED
                        && !matches!(self.spec(k + 2), Some(NumberSpec::Magnitude(_)))
                    {
                        current = current.checked_add(n)?;
                        end = k + 2;
                        break;
                    }
                    if !matches!(last, Last::Hundred | Last::Magnitude)
                        || digits.is_some()
                        || !self.and_remainder(k + 1, last, limit)
                    {
                        break;
                    }
                    last = Last::And;
                    j = self.past_hyphen(k + 1);
                    continue;
                }
                _ => break,
            }
            j = k + 1;
            end = j;
            if last == Last::Closed {
                break;
            }
        }
        if end == i {
            return None;
        }
        let mut value = NumberValue::exact(total.checked_add(current)?, kind);
        (value.digits, value.scale, value.suffix) = (digits, scale, suffix);
        Some(Cardinal { value, end })
    }

    /// Does a remainder below one hundred follow that belongs to the number before the `and`?
    /// "one hundred and five" yes; "one hundred and two hundred", "a million and 3" no.
    fn and_remainder(&self, i: usize, last: Last, limit: Decimal) -> bool {
        let mut j = self.past_hyphen(i);
        match self.spec(j) {
            Some(NumberSpec::Unit(_)) => j += 1,
            Some(NumberSpec::Ten(_)) => {
                let k = self.past_hyphen(j + 1);
                let unit = matches!(self.spec(k), Some(NumberSpec::Unit(1..10)));
                j = if unit { k + 1 } else { j + 1 };
            }
            Some(NumberSpec::Ordinal(n)) => return *n < 100,
            _ => return false,
        }
        match self.spec(self.past_hyphen(j)) {
            // "one thousand and five hundred"
            Some(NumberSpec::Magnitude(n))
                if last == Last::Magnitude
                    && *n == Decimal::ONE_HUNDRED
                    && !matches!(self.spec(j + 1), Some(NumberSpec::Magnitude(_))) =>
            {
                true
            }
            Some(NumberSpec::Magnitude(n) | NumberSpec::Plural(n)) => {
                last == Last::Hundred && *n >= Decimal::ONE_THOUSAND && *n < limit
            }
            Some(NumberSpec::Fraction { plural, .. }) => {
                !plural || matches!(self.spec(j - 1), Some(NumberSpec::Ten(_)))
            }
            _ => true,
        }
    }

    /// Digits in words behind a decimal point.
    fn after_point(&self, i: usize) -> Option<(Decimal, usize)> {
        let mut j = i;
        let mut value = Decimal::ZERO;
        let mut step = Decimal::new(1, 1);
        // "point eleven", "point seventy-one": two places at once.
        match self.spec(j) {
            Some(NumberSpec::Unit(n @ 10..20)) => {
                return Some((Decimal::new(i64::from(*n), 2), j + 1));
            }
            Some(NumberSpec::Ten(n)) => {
                let k = self.past_hyphen(j + 1);
                return match self.spec(k) {
                    Some(NumberSpec::Unit(u @ 1..10)) => {
                        Some((Decimal::new(i64::from(*n + *u), 2), k + 1))
                    }
                    _ => Some((Decimal::new(i64::from(*n), 2), j + 1)),
                };
            }
            _ => {}
        }
        while let Some(NumberSpec::Unit(n @ 0..10)) = self.spec(j) {
            value = value.checked_add(step.checked_mul(Decimal::from(*n))?)?;
            step = step.checked_mul(Decimal::new(1, 1))?;
            j += 1;
        }
        (j > i).then_some((value, j))
    }
}
