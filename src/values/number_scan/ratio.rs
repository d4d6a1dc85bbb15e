//! Ratios: `one in five`, `3 out of every 4`.

use rust_decimal::Decimal;

use super::{Scan, tidy};
use crate::values::decimal::DigitShape;
use crate::values::number::{NumberKind, NumberMention, NumberSpec, NumberValue};

impl Scan<'_, '_> {
    /// A ratio that ends with the last number found: `one in five`, `3 out of 4`.
    pub(super) fn ratio(&self, found: &[NumberMention]) -> Option<NumberMention> {
        let [.., a, b] = found else { return None };
        if matches!(self.spec(a.end as usize), Some(NumberSpec::Over))
            && a.end + 1 == b.start
            && [a, b].iter().all(|m| m.value.kind == NumberKind::Cardinal)
            && !b.value.low.is_zero()
        {
            let mut value =
                NumberValue::exact(tidy(a.value.low.checked_div(b.value.low)?), NumberKind::Over);
            value.digits = a.value.digits;
            return Some(NumberMention { start: a.start, end: b.end, value });
        }
        let whole = |m: &NumberMention| {
            m.value.kind == NumberKind::Cardinal
                && !m.value.low.is_zero()
                && m.value.digits != Some(DigitShape::Year)
                && value_is_whole(m.value.low)
        };
        if !whole(a) || !whole(b) {
            return None;
        }
        if a.value.low >= b.value.low {
            return None;
        }
        let mut at = self.past_hyphen(a.end as usize);
        at += match (self.spec(at), self.spec(at + 1)) {
            (Some(NumberSpec::Ratio), _) => 1,
            (Some(NumberSpec::RatioOf), Some(NumberSpec::Of)) => 2,
            _ => return None,
        };
        at += usize::from(matches!(self.spec(at), Some(NumberSpec::Every)));
        if self.past_hyphen(at) != b.start as usize {
            return None;
        }
        let quotient = tidy(a.value.low.checked_div(b.value.low)?);
        let mut value = NumberValue::exact(quotient, NumberKind::Ratio);
        value.digits = a.value.digits;
        Some(NumberMention { start: a.start, end: b.end, value })
    }
}

fn value_is_whole(value: Decimal) -> bool {
    value.fract().is_zero()
}
