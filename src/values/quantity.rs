//! Quantities: a number (or two) with bound, direction and unit, built from the slots of a rule.

use rust_decimal::Decimal;
use smol_str::{SmolStr, format_smolstr};

use super::unit::UnitSpec;
use crate::record::{Bound, Decimal as Exact, Direction, QuantityValue};

/// What a quantity rule captured, slot by slot. Everything but the number is optional.
#[derive(Clone, Copy, Debug, Default)]
pub struct QuantityParts<'a> {
    /// Slot `value`: a number.
    pub number: Option<&'a QuantityValue>,
    /// Its `scale` slot (`1.9m`: 1,000,000).
    pub scale: Option<Decimal>,
    /// Slot `value2`: upper end of a range.
    pub number2: Option<&'a QuantityValue>,
    /// Its `scale` slot.
    pub scale2: Option<Decimal>,
    /// It is in thousands, with a mark before its noughts.
    pub round: bool,
    /// Slot `value` is a constant of the rule instead of a number (`1` for an article).
    pub constant: Option<&'a str>,
    /// Slot `mod`: a bound's name (`at_least`, `more_than`, `about`, `nearly`, `up_to`,
    /// `fewer_than`); a second one behind the number in `bound2`.
    pub bound: Option<&'a str>,
    /// Slot `mod2`.
    pub bound2: Option<&'a str>,
    /// Slot `dir`: `up` or `down`.
    pub direction: Option<&'a str>,
    /// Slot `unit`: value of the unit or currency lexicon entry.
    pub unit: Option<&'a str>,
    /// Slot `unit2`: a unit that goes before it with a space (`square` `cubic`), as an entry value.
    pub prefix: Option<&'a str>,
    /// Slot `per`: value of the unit below the line; a plain word for `per person`.
    pub per: Option<&'a str>,
    /// Unit as written.
    pub unit_text: Option<&'a str>,
    /// Slot `counted`: the noun a count counts, in the singular.
    pub counted: Option<&'a str>,
    /// Slot `kind`: overrides the kind derived from the unit.
    pub kind: Option<&'a str>,
    /// Slot `sign`: `minus` turns the sign of the value.
    pub sign: Option<&'a str>,
    /// Slot `cents`: hundredths to add (3 dollars 50 cents).
    pub cents: Option<&'a QuantityValue>,
    /// Slot `spread`: the tolerance of the value (9.8 ± 0.1).
    pub spread: Option<&'a QuantityValue>,
    /// Slot `order` is `up`: a range that does not rise is none (a result, a code).
    pub rising: bool,
    /// Slot `times`: a factor as a constant (`cents` as a hundredth of a currency).
    pub times: Option<&'a str>,
}

/// Builds the value; `None` when there is no number or it overflows.
#[must_use]
pub fn build(parts: &QuantityParts<'_>) -> Option<QuantityValue> {
    let constant;
    let number = match (parts.number, parts.constant) {
        (Some(number), _) => number,
        (None, Some(text)) => {
            let value = Some(Exact(Decimal::from_str_exact(text).ok()?));
            constant = QuantityValue { value, low: value, high: value, ..QuantityValue::default() };
            &constant
        }
        _ => return None,
    };
    let mut out = number.clone();
    if out.kind.is_empty() || out.kind == "number" {
        out.kind = SmolStr::new_static("number");
    }
    let times = parts.times.and_then(|t| Decimal::from_str_exact(t).ok());
    let negate = parts.sign.is_some_and(|s| s == "minus");
    let low = number.low.or(number.value)?.0;
    let high = number.high.or(number.value)?.0;
    let (mut low, mut high) = (low, high);
    if let Some(second) = parts.number2 {
        let top = second.high.or(second.value)?.0;
        low = match parts.scale2 {
            Some(by) => share_scale(low, parts.scale, top, by),
            // "2-3,000", but not "1-3,000" or "5-30,000", which may well mean what they say.
            None if parts.round && low > Decimal::ONE => {
                let shared = share_scale(low, parts.scale, top, Decimal::ONE_THOUSAND);
                if top <= shared.saturating_mul(Decimal::TWO) { shared } else { low }
            }
            None => low,
        };
        high = top;
        if parts.rising && low >= high {
            return None;
        }
        out.bound = Bound::Between;
        out.vague = number.vague || second.vague;
    }
    if let Some(spread) = parts.spread.and_then(|s| s.value) {
        (low, high) = (low.checked_sub(spread.0)?, high.checked_add(spread.0)?);
    }
    if let Some(cents) = parts.cents.and_then(|c| c.value) {
        let part = cents.0.checked_div(Decimal::ONE_HUNDRED)?;
        if part >= Decimal::ONE {
            return None;
        }
        (low, high) = (low.checked_add(part)?, high.checked_add(part)?);
    }
    if let Some(by) = times {
        (low, high) = (low.checked_mul(by)?, high.checked_mul(by)?);
    }
    if negate {
        (low, high) = (-high, -low);
    }
    if low > high {
        (low, high) = (high, low);
    }
    out.direction = match parts.direction {
        Some("up") => Some(Direction::Up),
        Some("down") => Some(Direction::Down),
        _ => None,
    };
    bounds(&mut out, low, high, combine(bound(parts.bound), bound(parts.bound2)));
    units(&mut out, parts, low, high);
    if let Some(kind) = parts.kind {
        out.kind = kind.into();
    }
    Some(out)
}

/// The name a bound has in lexicons: `at_least` → [`Bound::AtLeast`].
#[must_use]
pub fn bound(name: Option<&str>) -> Bound {
    match name {
        Some("at_least") => Bound::AtLeast,
        Some("more_than") => Bound::MoreThan,
        Some("about") => Bound::About,
        Some("nearly") => Bound::Nearly,
        Some("up_to") => Bound::UpTo,
        Some("fewer_than") => Bound::FewerThan,
        _ => Bound::Exactly,
    }
}

/// Two bounds on one number ("about 40 or more"): a one-sided one says more than `about`.
fn combine(a: Bound, b: Bound) -> Bound {
    match (a, b) {
        (Bound::Exactly | Bound::About, b) if b != Bound::Exactly => b,
        (a, _) => a,
    }
}

fn bounds(out: &mut QuantityValue, low: Decimal, high: Decimal, bound: Bound) {
    if low != high {
        out.value = None;
        out.low = Some(Exact(low));
        out.high = Some(Exact(high));
        out.bound = if out.vague && bound != Bound::Exactly { bound } else { Bound::Between };
        return;
    }
    let value = Exact(low);
    out.value = Some(value);
    out.bound = bound;
    (out.low, out.high) = match bound {
        Bound::Exactly | Bound::Between => (Some(value), Some(value)),
        Bound::AtLeast | Bound::MoreThan => (Some(value), None),
        Bound::UpTo | Bound::FewerThan | Bound::Nearly => (None, Some(value)),
        Bound::About => (None, None),
    };
}

/// `two to three million`: the first number takes the scale of the second when it has none of its
/// own and would be far below it.
fn share_scale(low: Decimal, scale: Option<Decimal>, high: Decimal, by: Decimal) -> Decimal {
    if scale.is_some() {
        return low;
    }
    match (low.checked_mul(by), high.checked_div(by)) {
        (Some(scaled), Some(top)) if low <= top && low < by => scaled,
        _ => low,
    }
}

fn units(out: &mut QuantityValue, parts: &QuantityParts<'_>, low: Decimal, high: Decimal) {
    out.unit_text = parts.unit_text.map(SmolStr::new);
    let Some(unit) = parts.unit else {
        if let Some(noun) = parts.counted {
            let per = parts.per.map(|p| UnitSpec::parse(p).canonical);
            out.unit = Some(per.map_or_else(|| noun.into(), |p| format_smolstr!("{noun} per {p}")));
            if out.kind == "number" {
                out.kind = SmolStr::new_static("count");
            }
        }
        return;
    };
    let spec = UnitSpec::parse(unit);
    let mut name = match parts.prefix.map(|p| UnitSpec::parse(p).canonical) {
        Some(prefix) if !prefix.is_empty() => format_smolstr!("{prefix} {}", spec.canonical),
        _ => SmolStr::new(spec.canonical),
    };
    if let Some(per) = parts.per {
        name = format_smolstr!("{name} per {}", UnitSpec::parse(per).canonical);
    }
    let simple = parts.per.is_none() && parts.prefix.is_none();
    if !spec.code.is_empty() && simple {
        out.unit_code = Some(spec.code.into());
    }
    out.kind = SmolStr::new_static("measure");
    if spec.is_currency() {
        out.kind = SmolStr::new_static("money");
    } else if spec.code.contains("percent") || spec.canonical.starts_with("percent") {
        out.kind = SmolStr::new_static("percent");
    } else if spec.code.starts_with("duration") {
        out.kind = SmolStr::new_static("duration");
    }
    if simple && low == high {
        out.si = spec.to_si(low).map(Exact);
        out.si_unit = out.si.and(spec.si_unit).map(SmolStr::new);
    }
    out.unit = Some(name);
}

/// Normal form for rule tests and tables: `33970`, `>=33970`, `~1200`, `24..35`, `15%`, `up 15%`,
/// `3200000000 pound sterling`, `12 year of age`. Counts come without their noun.
#[must_use]
pub fn normal_form(q: &QuantityValue) -> String {
    let mut text = String::new();
    match q.direction {
        Some(Direction::Up) => text.push_str("up "),
        Some(Direction::Down) => text.push_str("down "),
        None => {}
    }
    text.push_str(match q.bound {
        Bound::AtLeast => ">=",
        Bound::MoreThan => ">",
        Bound::UpTo => "<=",
        Bound::FewerThan => "<",
        Bound::About => "~",
        Bound::Nearly => "<~",
        Bound::Exactly | Bound::Between => "",
    });
    match (q.value, q.low, q.high) {
        (Some(value), ..) => text.push_str(&value.to_string()),
        (None, Some(low), Some(high)) => {
            text.push_str(&format!("{low}..{high}"));
        }
        _ => {}
    }
    match (q.kind.as_str(), q.unit.as_deref()) {
        ("count" | "number" | "ratio", _) | (_, None) => {}
        ("percent", Some("percentage")) => text.push('%'),
        (_, Some(unit)) => {
            text.push(' ');
            text.push_str(unit);
        }
    }
    text
}
