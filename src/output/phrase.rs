//! Short phrases for people, made from record values: `≥ 33,970`, `12–1–2`, `since 2023-10-07`.

use serde::Serialize;

use crate::record::{
    Bound, Decimal, Direction, Field, NumericClaim, QuantityValue, TimeValue, Vote,
};

/// Normal form of a field, or its words.
#[must_use]
pub fn name(field: &Field) -> &str {
    field.norm.as_deref().unwrap_or(&field.evidence.text)
}

/// The name that an enumeration has in JSON (`at_least`).
#[must_use]
pub fn code<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(s)) => s,
        _ => String::new(),
    }
}

/// An exact decimal with thousands grouped: `33,970`, `-1,200.5`. Years are not told apart.
#[must_use]
pub fn decimal(value: &Decimal) -> String {
    let plain = value.to_string();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

/// A number with its bound and, unless it counts something, its unit: `≥ 33,970`, `24.2–35`,
/// `≈ 3.2 bn`, `↑ ≈ 15 %`.
#[must_use]
pub fn quantity(q: &QuantityValue) -> String {
    let mut out = String::new();
    match q.direction {
        Some(Direction::Up) => out.push_str("↑ "),
        Some(Direction::Down) => out.push_str("↓ "),
        None => {}
    }
    let stated = q.value.as_ref().or(q.low.as_ref()).or(q.high.as_ref());
    match (q.bound, q.value.as_ref(), q.low.as_ref(), q.high.as_ref()) {
        (_, None, Some(low), Some(high)) => {
            if q.vague {
                out.push_str("≈ ");
            }
            out.push_str(&decimal(low));
            out.push('–');
            out.push_str(&decimal(high));
        }
        (Bound::Exactly, ..) => out.push_str(&stated.map(decimal).unwrap_or_default()),
        (bound, ..) => {
            out.push_str(bound.symbol());
            out.push(' ');
            out.push_str(&stated.map(decimal).unwrap_or_default());
        }
    }
    if let Some(unit) = unit(q) {
        out.push(' ');
        out.push_str(unit);
    }
    out
}

/// The unit, unless the number counts something.
fn unit(q: &QuantityValue) -> Option<&str> {
    match q.kind.as_str() {
        "count" | "number" => None,
        "percent" => q.unit_text.as_deref().filter(|t| t.chars().count() > 1).or(Some("%")),
        _ => q.unit_text.as_deref().or(q.unit.as_deref()).or(q.unit_code.as_deref()),
    }
}

/// A time as one would note it: `2024-04-18`, `since 2023-10-07`, `2024-04-12 to 2024-04-18`.
#[must_use]
pub fn time(t: &TimeValue) -> String {
    let Some(edtf) = t.edtf.as_deref() else {
        return t.value.clone();
    };
    match edtf.split_once('/') {
        Some((from, ".." | "")) => format!("since {from}"),
        Some((".." | "", to)) => format!("until {to}"),
        Some((from, to)) => format!("{from} to {to}"),
        None => edtf.to_owned(),
    }
}

/// What a claim counts, unless that is its unit, which its quantity has already named.
#[must_use]
pub fn counted(claim: &NumericClaim) -> Option<&str> {
    let text = claim.counted.as_ref()?.evidence.text.as_str();
    (unit(&claim.quantity) != Some(text)).then_some(text)
}

/// One line for a claim: `≥ 33,970 people killed · Gaza · since 2023-10-07`.
#[must_use]
pub fn claim(c: &NumericClaim) -> String {
    let mut out = quantity(&c.quantity);
    if let Some(counted) = counted(c) {
        out.push(' ');
        out.push_str(counted);
    }
    if c.event != "other" {
        out.push(' ');
        out.push_str(&c.event.replace('_', " "));
    }
    if let Some(place) = &c.place {
        out.push_str(" · ");
        out.push_str(name(place));
    }
    if let Some(date) = &c.date {
        out.push_str(" · ");
        out.push_str(&time(&date.time));
    }
    out
}

/// A tally: for, against and abstentions as `12–1–2`, `?` where the text does not say; `None` if
/// it says none of them. Trailing abstentions are left out when unknown.
#[must_use]
pub fn tally(v: &Vote) -> Option<String> {
    let counts = [&v.r#for, &v.against, &v.abstain];
    if counts.iter().all(|c| c.is_none()) {
        return None;
    }
    let shown = if v.abstain.is_none() { 2 } else { 3 };
    let parts: Vec<String> = counts[..shown]
        .iter()
        .map(|c| c.as_ref().map_or_else(|| "?".to_owned(), |c| c.value.to_string()))
        .collect();
    Some(parts.join("–"))
}
