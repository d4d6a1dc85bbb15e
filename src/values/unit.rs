//! Units: what a unit lexicon's value string says, and exact conversion to SI.
//!
//! A unit entry's value is `canonical|cldr-id|si-unit|factor[|offset]`, a currency's
//! `canonical|ISO`. Both come from CLDR data in the pack; nothing is listed here.

use rust_decimal::Decimal;

/// A unit or currency of the lexicon, borrowed from its value string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnitSpec<'v> {
    /// Normal name in the singular: `kilometre`, `pound sterling`.
    pub canonical: &'v str,
    /// CLDR unit id (`length-kilometer`) or ISO 4217 code.
    pub code: &'v str,
    /// SI unit, if the conversion is exact.
    pub si_unit: Option<&'v str>,
    /// `si = (value + offset) * factor`.
    pub factor: Decimal,
    /// Added before multiplying (temperatures).
    pub offset: Decimal,
}

impl<'v> UnitSpec<'v> {
    /// Reads a lexicon value; missing parts are empty. Never fails: a bad factor means that no
    /// exact conversion is known.
    #[must_use]
    pub fn parse(value: &'v str) -> Self {
        let mut parts = value.split('|').map(str::trim);
        let canonical = parts.next().unwrap_or("");
        let code = parts.next().unwrap_or("");
        let si_unit = parts.next().filter(|s| !s.is_empty());
        let factor = parts.next().and_then(decimal);
        let offset = parts.next().and_then(decimal).unwrap_or(Decimal::ZERO);
        let si_unit = factor.and(si_unit);
        Self { canonical, code, si_unit, factor: factor.unwrap_or(Decimal::ONE), offset }
    }

    /// Is it a currency? (An ISO 4217 code, three capitals.)
    #[must_use]
    pub fn is_currency(&self) -> bool {
        self.code.len() == 3 && self.code.bytes().all(|b| b.is_ascii_uppercase())
    }

    /// `value` of this unit in its SI unit, when that is exact.
    #[must_use]
    pub fn to_si(&self, value: Decimal) -> Option<Decimal> {
        self.si_unit?;
        Some(value.checked_add(self.offset)?.checked_mul(self.factor)?.normalize())
    }
}

/// A decimal, or a fraction of two that comes out even; `5/9` does not, so it gives no exact factor.
fn decimal(text: &str) -> Option<Decimal> {
    match text.split_once('/') {
        Some((a, b)) => {
            let (a, b) = (decimal(a)?, decimal(b)?);
            a.checked_div(b).filter(|q| q.checked_mul(b) == Some(a))
        }
        None => Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text)).ok(),
    }
}
