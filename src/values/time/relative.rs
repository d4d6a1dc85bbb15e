//! From a frame to a calendar value: weekdays, offsets, what was named before, days and weeks of a
//! month.

use chrono::{Datelike, NaiveDate};

use super::cal::{Cal, Unit, add_days, add_months};
use super::context::{Anchor, Context, Direction};
use super::dates::{Point, recurring, valid_month, year};
use super::frame::TimeFrame;
use super::holiday;
use super::nearest::{self, Which};

pub(super) fn weekday(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let day = u32::try_from(frame.int("wd")?).ok().filter(|d| (1..=7).contains(d))?;
    let Some(today) = ctx.doc_date else { return Some(Point::open(Cal::Weekday(day))) };
    // "Tuesday of next week"
    if let Some(n) = frame.int("wshift") {
        let base = add_days(today, n.checked_mul(7)?)?;
        let c = nearest::weekday(day, base, Which::This, ctx.direction())?;
        return Some(Point { reason: "in the week named", ..Point::chosen(c) });
    }
    let which = Which::from_slot(frame.get("dir"));
    nearest::weekday(day, today, which, ctx.direction()).map(Point::chosen)
}

/// `n` units away from the document's date or the date before: "last week", "two days later".
pub(super) fn shift(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let unit = Unit::from_name(frame.get("unit")?)?;
    let n = frame.int("n")?;
    let n = if frame.is("dir", "past") { n.checked_neg()? } else { n };
    if unit < Unit::Day {
        return None;
    }
    let last = frame.is("anchor", "last");
    let (mut base, mut anchor) = ctx.anchor(last, unit)?;
    // A year from a quarter is that quarter a year off, whatever word names the anchor.
    if let Some(c) = ctx.quarter().filter(|_| unit == Unit::Year && frame.is("keep", "yes")) {
        (base, anchor) = (c, Anchor::Previous);
    }
    let cal = match frame.get("gran").and_then(Unit::from_name) {
        Some(gran) => Cal::around(base.moved(n, unit)?, gran.max(base.unit()))?,
        None => base.shift(n, unit)?,
    };
    let cal = match cal {
        Cal::Year(y, _) => Cal::Year(y, frame.is("fiscal", "yes")),
        c => c,
    };
    // "two months ago" may be the very day.
    let day = frame.is("alt", "day") && anchor == Anchor::Document && cal.unit() > Unit::Day;
    let other = if day { base.moved(n, unit).map(Cal::Day) } else { None };
    Some(Point { cal, other, anchor, reason: "counted from it" })
}

/// "that year", "the same day", "the quarter": the latest one named, else the document's.
pub(super) fn same(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let unit = Unit::from_name(frame.get("unit")?)?;
    if unit == Unit::Quarter {
        return quarter_named(ctx, frame.is("over", "yes"));
    }
    let (base, anchor) = ctx.anchor(true, unit)?;
    let cal = Cal::around(base.start()?, unit)?;
    Some(Point { cal, other: None, anchor, reason: "the one named before" })
}

/// "since then": whatever was named last.
pub(super) fn then(ctx: &Context<'_>) -> Option<Point> {
    let cal = *ctx.before().last()?;
    Some(Point { cal, other: None, anchor: Anchor::Previous, reason: "the one named before" })
}

/// "the quarter": the latest one named, else the last that was over at the document's date, which
/// is the one results are reported for; `over` takes no other ("the latest quarter").
fn quarter_named(ctx: &Context<'_>, over: bool) -> Option<Point> {
    let past =
        |cal: &Cal| cal.interval().zip(ctx.doc_date).is_none_or(|((_, end), today)| end <= today);
    if let Some(cal) = ctx.quarter().filter(|cal| !over || past(cal)) {
        let reason = "the one named before";
        return Some(Point { cal, other: None, anchor: Anchor::Previous, reason });
    }
    let cal = ctx.document()?.shift(-1, Unit::Quarter)?;
    let reason = "the last that was over";
    Some(Point { cal, other: None, anchor: Anchor::Document, reason })
}

pub(super) fn weekend(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let today = ctx.doc_date?;
    let this = Cal::around(today, Unit::Weekend)?;
    let on_it = today.weekday().number_from_monday() >= 6;
    // Early in a week "the weekend" is the one just over; in a report of the past it always is.
    let early = today.weekday().number_from_monday() <= 3;
    let just_over = !on_it
        && match ctx.direction() {
            Direction::Past => frame.get("dir").is_none() || early,
            Direction::Unknown => frame.get("dir").is_none() && early,
            Direction::Future => false,
        };
    let n = match frame.get("dir") {
        Some("past") => -1,
        Some("future") => 1,
        _ if just_over => -1,
        _ => 0,
    };
    let cal = this.shift(n, Unit::Week)?;
    let cal = Cal::around(cal.start()?, Unit::Weekend)?;
    Some(Point { cal, other: None, anchor: Anchor::Document, reason: "weekend nearest by tense" })
}

/// The month a frame names, with its year by tense.
fn month(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Cal> {
    if let Some(n) = frame.int("mshift") {
        return ctx.document()?.shift(n, Unit::Month);
    }
    let m = u32::try_from(frame.int("month")?).ok()?;
    let y = year(frame, ctx);
    match y {
        Some(_) => valid_month(y, m),
        None => {
            recurring(frame, ctx, valid_month(None, m)?, |y| valid_month(Some(y), m)).map(|p| p.cal)
        }
    }
}

/// "the last week of March": the ISO week of the month's n-th seven days.
pub(super) fn week_of_month(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let (from, to) = match frame.get("month").or(frame.get("mshift")) {
        Some(_) => month(frame, ctx)?.interval()?,
        None => {
            let y = year(frame, ctx).or_else(|| Some(ctx.doc_date?.year()))?;
            return week_of_year(frame.int("n")?, y);
        }
    };
    let day = match frame.int("n")? {
        -1 => {
            // The last week that has most of its days in the month, as ISO weeks belong to years.
            let last = to.pred_opt()?;
            let weekday = i64::from(last.weekday().number_from_monday());
            if weekday >= 4 { last } else { add_days(last, -weekday)? }
        }
        n if (1..=5).contains(&n) => add_days(from, (n - 1) * 7)?,
        _ => return None,
    };
    Some(Point::stated(Cal::around(day, Unit::Week)?))
}

/// "the first week of 2021": the ISO week of that number; `-1` is the last.
fn week_of_year(n: i64, year: i32) -> Option<Point> {
    let week = match n {
        // 28 December is always in the last week of its year.
        -1 => NaiveDate::from_ymd_opt(year, 12, 28)?.iso_week().week(),
        n => u32::try_from(n).ok()?,
    };
    let cal = Cal::Week(year, week);
    cal.interval().map(|_| Point::stated(cal))
}

/// "the first Monday of next month", "the last day of March".
pub(super) fn nth_day(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let n = frame.int("n")?;
    let cal = month(frame, ctx)?;
    let (from, to) = cal.interval()?;
    let date = match frame.int("wd") {
        Some(wd) => holiday::nth_weekday(from.year(), from.month(), u32::try_from(wd).ok()?, n)?,
        None if n == -1 => to.pred_opt()?,
        None => add_days(from, n - 1).filter(|d| *d >= from && *d < to)?,
    };
    Some(Point::stated(Cal::Day(date)))
}

/// "the 12th": of the month named before, else by tense around the document's date.
pub(super) fn day_of_month(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let day = u32::try_from(frame.int("day")?).ok().filter(|d| (1..=31).contains(d))?;
    if let Some(weekday) = frame.int("wd") {
        return weekday_of_month(weekday, day, ctx);
    }
    if let Some(n) = frame.int("mshift") {
        let from = ctx.document()?.shift(n, Unit::Month)?.start()?;
        return Some(Point {
            cal: Cal::Day(from.with_day(day)?),
            other: None,
            anchor: Anchor::Document,
            reason: "in the month named",
        });
    }
    if let Some(date) =
        ctx.previous(Unit::Month).and_then(|c| c.start()).and_then(|d| d.with_day(day))
    {
        return Some(Point {
            cal: Cal::Day(date),
            other: None,
            anchor: Anchor::Previous,
            reason: "in the month named before",
        });
    }
    let Some(today) = ctx.doc_date else { return Some(Point::open(Cal::DayOfMonth(day))) };
    let months = |step: i64| {
        (0..3).filter_map(move |k| add_months(today.with_day(1)?, k * step)?.with_day(day))
    };
    let date = match ctx.direction() {
        Direction::Future => months(1).find(|d| *d >= today)?,
        _ => months(-1).find(|d| *d <= today)?,
    };
    Some(Point { cal: Cal::Day(date), other: None, anchor: Anchor::Document, reason: "by tense" })
}

/// "Friday the 13th": the nearest month in which the two agree, by tense.
fn weekday_of_month(weekday: i64, day: u32, ctx: &Context<'_>) -> Option<Point> {
    const MONTHS: i64 = 14;
    let Some(today) = ctx.doc_date else { return Some(Point::open(Cal::DayOfMonth(day))) };
    let find = |step: i64| {
        (0..MONTHS).filter_map(|k| add_months(today.with_day(1)?, k * step)?.with_day(day)).find(
            |d| {
                i64::from(d.weekday().number_from_monday()) == weekday
                    && (*d - today).num_days() * step >= 0
            },
        )
    };
    let (past, future) = (find(-1), find(1));
    let gone = past.map_or(i64::MAX, |d| (today - d).num_days());
    let ahead = future.map_or(i64::MAX, |d| (d - today).num_days());
    let date = match ctx.direction() {
        Direction::Past => past.or(future),
        Direction::Future => future.or(past),
        Direction::Unknown if gone <= ahead => past,
        Direction::Unknown => future,
    };
    let reason = "the month in which weekday and day agree";
    Some(Point { cal: Cal::Day(date?), other: None, anchor: Anchor::Document, reason })
}
