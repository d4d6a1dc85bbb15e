//! Holidays by rule: the pattern files say which, here they become dates.
//!
//! A rule is `fixed:12-25` (month-day), `nth:11:4:4` (month, weekday 1–7, which one; `-1` is the
//! last; a fourth number is days after it: `nth:11:1:1:1`), or `easter:-2` (days from Western Easter Sunday).

use chrono::{Datelike, NaiveDate, Weekday};

use super::cal::add_days;

/// The holiday's date in `year`; `None` for a malformed rule or an impossible date.
#[must_use]
pub(super) fn date_in_year(rule: &str, year: i32) -> Option<NaiveDate> {
    let (kind, rest) = rule.split_once(':')?;
    match kind {
        "fixed" => {
            let (m, d) = rest.split_once('-')?;
            NaiveDate::from_ymd_opt(year, m.parse().ok()?, d.parse().ok()?)
        }
        "nth" => {
            let mut parts = rest.split(':');
            let month = parts.next()?.parse().ok()?;
            let weekday: u32 = parts.next()?.parse().ok()?;
            let date = nth_weekday(year, month, weekday, parts.next()?.parse().ok()?)?;
            add_days(date, parts.next().map_or(Some(0), |n| n.parse().ok())?)
        }
        "easter" => add_days(easter(year)?, rest.parse().ok()?),
        _ => None,
    }
}

/// Month and day of a `fixed:` rule, the same every year.
#[must_use]
pub(super) fn fixed(rule: &str) -> Option<(u32, u32)> {
    let (m, d) = rule.strip_prefix("fixed:")?.split_once('-')?;
    Some((m.parse().ok()?, d.parse().ok()?))
}

/// The `n`-th (from 1; `-1` the last) weekday (1 = Monday) of a month.
#[must_use]
pub(super) fn nth_weekday(year: i32, month: u32, weekday: u32, n: i64) -> Option<NaiveDate> {
    let day = weekday_of(weekday)?;
    if n > 0 {
        return NaiveDate::from_weekday_of_month_opt(year, month, day, u8::try_from(n).ok()?);
    }
    (1..=5).rev().find_map(|k| NaiveDate::from_weekday_of_month_opt(year, month, day, k))
}

/// Weekday 1 (Monday) – 7.
#[must_use]
pub(super) fn weekday_of(n: u32) -> Option<Weekday> {
    Weekday::try_from(u8::try_from(n.checked_sub(1)?).ok()?).ok()
}

/// Western Easter Sunday (the anonymous Gregorian algorithm, Meeus 1991).
#[must_use]
pub(super) fn easter(year: i32) -> Option<NaiveDate> {
    if year < 1583 {
        return None;
    }
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    let date = NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)?;
    debug_assert_eq!(date.weekday(), Weekday::Sun);
    Some(date)
}
