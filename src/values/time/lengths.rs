//! Durations and sets: `P2D`, `PT3H`, `PXY`, `P1W` every week.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::cal::Unit;
use super::frame::TimeFrame;

/// A duration's TIMEX3 value from `n`, `unit` (and `n2`, `unit2`: "an hour and ten minutes").
/// `n = X` is a vague number; `n` and `high` that differ make the number open ("12 to 18 months").
#[must_use]
pub(super) fn duration(frame: &TimeFrame<'_>) -> Option<String> {
    let unit = frame.get("unit")?;
    if unit == "open" {
        return Some("PXX".into());
    }
    let mut parts = Parts::default();
    let n = frame.get("n").unwrap_or("X");
    let open = frame.get("high").is_some_and(|h| h != n);
    parts.add(if open { "X" } else { n }, frame.get("frac"), unit)?;
    if let (Some(n), Some(u)) = (frame.get("n2"), frame.get("unit2")) {
        parts.add(n, None, u)?;
    }
    parts.value()
}

/// Amounts by TIMEX3 letter; `None` is a vague amount.
#[derive(Default)]
struct Parts {
    date: Vec<(String, &'static str)>,
    time: Vec<(String, &'static str)>,
}

impl Parts {
    fn add(&mut self, n: &str, frac: Option<&str>, unit: &str) -> Option<()> {
        if unit == "night" {
            self.date.push((n.to_string(), "D"));
            return Some(());
        }
        let unit = Unit::from_name(unit)?;
        let Ok(mut number) = n.replace(',', "").parse::<Decimal>() else {
            let (time, letter) = match unit {
                Unit::Quarter => (false, "Q"),
                Unit::Decade => (false, "E"),
                Unit::Century => (false, "C"),
                Unit::Millennium => (false, "L"),
                _ => {
                    let (time, letter, _) = letter(unit);
                    (time, letter)
                }
            };
            self.push("X".into(), letter, time);
            return Some(());
        };
        if let Some(f) = frac.and_then(|f| f.parse::<Decimal>().ok()) {
            number += f;
        }
        if number.is_sign_negative() || number > Decimal::from(100_000_000) {
            return None;
        }
        let (time, l, times) = letter(unit);
        let number = (number * Decimal::from(times)).normalize();
        let (whole, rest) = (number.trunc(), number.fract());
        // A half is written in the next smaller unit where that is exact.
        let finer = match unit {
            Unit::Hour => Some((60, "M", true)),
            Unit::Minute => Some((60, "S", true)),
            Unit::Year => Some((12, "M", false)),
            Unit::Day => Some((24, "H", true)),
            _ => None,
        };
        match finer {
            Some((k, small, small_time)) if !rest.is_zero() => {
                let fine = (rest * Decimal::from(k)).normalize();
                if fine.fract().is_zero() {
                    if !whole.is_zero() {
                        self.push(whole.to_string(), l, time);
                    }
                    self.push(fine.to_string(), small, small_time);
                } else {
                    self.push(number.to_string(), l, time);
                }
            }
            _ => self.push(number.to_string(), l, time),
        }
        Some(())
    }

    fn push(&mut self, n: String, letter: &'static str, time: bool) {
        if time { self.time.push((n, letter)) } else { self.date.push((n, letter)) }
    }

    fn value(self) -> Option<String> {
        if self.date.is_empty() && self.time.is_empty() {
            return None;
        }
        let mut out = String::from("P");
        for (n, l) in &self.date {
            out.push_str(n);
            out.push_str(l);
        }
        if !self.time.is_empty() {
            out.push('T');
        }
        for (n, l) in &self.time {
            out.push_str(n);
            out.push_str(l);
        }
        Some(out)
    }
}

/// Time part or not, letter, and how many of it make one unit.
fn letter(unit: Unit) -> (bool, &'static str, u32) {
    match unit {
        Unit::Second => (true, "S", 1),
        Unit::Minute => (true, "M", 1),
        Unit::Hour => (true, "H", 1),
        Unit::Day => (false, "D", 1),
        Unit::Weekend => (false, "WE", 1),
        Unit::Week => (false, "W", 1),
        Unit::Month => (false, "M", 1),
        Unit::Season => (false, "M", 3),
        Unit::Quarter => (false, "M", 3),
        Unit::Half => (false, "M", 6),
        Unit::Year => (false, "Y", 1),
        Unit::Decade => (false, "Y", 10),
        Unit::Century => (false, "Y", 100),
        Unit::Millennium => (false, "Y", 1000),
    }
}

/// A set's TIMEX3 value: the period (`P1W`), or what recurs (`XXXX-WXX-1`, `XXXX-07`, `XXXX-SU`),
/// with a part of day or clock time behind it.
#[must_use]
pub(super) fn set(frame: &TimeFrame<'_>) -> Option<String> {
    let mut value = if let Some(wd) = frame.int("wd") {
        format!("XXXX-WXX-{wd}")
    } else if let Some(m) = frame.int("month") {
        match frame.int("day") {
            Some(d) => format!("XXXX-{m:02}-{d:02}"),
            None => format!("XXXX-{m:02}"),
        }
    } else if let Some(s) = frame.get("season") {
        format!("XXXX-{s}")
    } else if let Some(q) = frame.get("q") {
        format!("XXXX-Q{q}")
    } else if let Some(d) = frame.int("day") {
        format!("XXXX-XX-{d:02}")
    } else if frame.is("unit", "weekend") && frame.get("n").is_none() {
        "XXXX-WXX-WE".to_string()
    } else if frame.is("unit", "day") && frame.get("n").is_none() && has_clock(frame) {
        // "every day at 7:13 p.m."
        String::new()
    } else if frame.get("unit").is_some() {
        let n = frame.get("n").unwrap_or("1");
        let mut parts = Parts::default();
        let times = frame.get("times").and_then(|t| t.parse::<Decimal>().ok());
        match times {
            // "twice a week" recurs weekly, with a frequency; the period is the unit.
            Some(t) if t.to_u32().is_none() => return None,
            _ => parts.add(n, None, frame.get("unit")?)?,
        }
        parts.value()?
    } else if frame.get("pod").is_some() {
        // The hour says more than the part of day.
        if has_clock(frame) { String::new() } else { "XXXX-XX-XX".to_string() }
    } else {
        return None;
    };
    if let Some(pod) = frame.get("pod").filter(|_| !has_clock(frame)) {
        value.push('T');
        value.push_str(pod);
    }
    Some(value)
}

fn has_clock(frame: &TimeFrame<'_>) -> bool {
    frame.get("hour").or(frame.get("hm")).is_some()
}
