//! From a frame to a calendar value: dates, weekdays, offsets, seasons, holidays.

use chrono::{Datelike, NaiveDate};

use super::cal::{Cal, Season, Unit, add_days};
use super::context::{Anchor, Context, Direction};
use super::frame::TimeFrame;
use super::holiday;
use super::nearest::{self, Choice, Which};

/// A calendar value, how it was reached, and the other reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Point {
    /// The value.
    pub(super) cal: Cal,
    /// The other reading, where two are possible.
    pub(super) other: Option<Cal>,
    /// What it was resolved against.
    pub(super) anchor: Anchor,
    /// One line for people.
    pub(super) reason: &'static str,
}

impl Point {
    fn stated(cal: Cal) -> Self {
        Self { cal, other: None, anchor: Anchor::None, reason: "stated" }
    }

    fn open(cal: Cal) -> Self {
        Self { cal, other: None, anchor: Anchor::None, reason: "no date to resolve it against" }
    }

    fn chosen(choice: Choice) -> Self {
        Self {
            cal: choice.cal,
            other: choice.other,
            anchor: Anchor::Document,
            reason: choice.reason,
        }
    }
}

/// The calendar value of a frame, by its `op`; `None` if it names an impossible date or cannot be
/// placed at all.
#[must_use]
pub(super) fn point(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let mut point = named(frame, ctx)?;
    // "two weeks before Christmas"
    if let Some(unit) = frame.get("offunit").and_then(Unit::from_name) {
        let n = frame.int("off")?;
        let n = if frame.is("offdir", "past") { n.checked_neg()? } else { n };
        point.cal = Cal::Day(point.cal.moved(n, unit)?);
    }
    // "the week of July 23"
    if let Some(unit) = frame.get("as").and_then(Unit::from_name) {
        point.cal = Cal::around(point.cal.start()?, unit)?;
    }
    Some(point)
}

fn named(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    match frame.get("op")? {
        "date" => date(frame, ctx),
        "numdate" => numeric(frame, ctx),
        "weekday" => weekday(frame, ctx),
        "shift" => shift(frame, ctx),
        "same" => same(frame, ctx),
        "season" => season(frame, ctx),
        "quarter" | "half" => part_of_year(frame, ctx),
        "decade" => decade(frame, ctx),
        "century" => {
            let n = i32::try_from(frame.int("n")?).ok()?;
            (1..=30).contains(&n).then(|| Point::stated(Cal::Century(n - 1)))
        }
        "holiday" => holiday_date(frame, ctx),
        "weekend" => weekend(frame, ctx),
        "weekof" => week_of_month(frame, ctx),
        "nthday" => nth_day(frame, ctx),
        "dom" => day_of_month(frame, ctx),
        _ => None,
    }
}

/// The year a frame names, absolutely (`year`, `yy`) or by offset (`yshift`, "of this year").
fn year(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<i32> {
    if let Some(y) = frame.get("year") {
        if y.len() <= 2 {
            return two_digits(y.parse().ok()?, ctx);
        }
        return y.parse().ok().filter(|y| (1..=9999).contains(y));
    }
    if let Some(hi) = frame.int("century") {
        return i32::try_from(hi * 100 + frame.int("yy").unwrap_or(0)).ok();
    }
    if let Some(n) = frame.int("yshift") {
        let (base, _) = ctx.anchor(frame.is("anchor", "last"), Unit::Year)?;
        return base.year()?.checked_add(i32::try_from(n).ok()?);
    }
    if frame.is("ysame", "last") {
        return ctx.previous(Unit::Year)?.year().or_else(|| Some(ctx.doc_date?.year()));
    }
    None
}

/// Expands a two-digit year to the one nearest to the document's, at most ten years ahead of it.
fn two_digits(yy: i32, ctx: &Context<'_>) -> Option<i32> {
    if !(0..100).contains(&yy) {
        return None;
    }
    let limit = ctx.doc_date.map_or(2035, |d| d.year() + 10);
    let y = limit - limit.rem_euclid(100) + yy;
    Some(if y > limit { y - 100 } else { y })
}

fn date(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let y = year(frame, ctx);
    let has_year = frame.get("year").or(frame.get("century")).is_some();
    if y.is_none() && has_year {
        return None;
    }
    let month = frame.int("month").and_then(|m| u32::try_from(m).ok());
    let day = frame.int("day").and_then(|d| u32::try_from(d).ok());
    let mut p = match (y, month, day) {
        (Some(y), Some(m), Some(d)) => Point::stated(Cal::Day(NaiveDate::from_ymd_opt(y, m, d)?)),
        (Some(y), Some(m), None) => Point::stated(valid_month(Some(y), m)?),
        (Some(y), None, None) => Point::stated(Cal::Year(y, frame.is("fiscal", "yes"))),
        (None, Some(m), Some(d)) => month_day(m, d, frame, ctx)?,
        (None, Some(m), None) => {
            valid_month(None, m)?;
            recurring(frame, ctx, Cal::Month(None, m), |y| valid_month(Some(y), m))?
        }
        _ => return None,
    };
    if y.is_some() && !has_year {
        (p.anchor, p.reason) = (Anchor::Document, "in the year named");
    }
    Some(p)
}

fn valid_month(y: Option<i32>, m: u32) -> Option<Cal> {
    (1..=12).contains(&m).then_some(Cal::Month(y, m))
}

/// A day and month without a year. With its weekday beside it, only years in which they agree.
fn month_day(m: u32, d: u32, frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    NaiveDate::from_ymd_opt(2000, m, d)?;
    let on = frame.int("wd");
    let agrees =
        |date: &NaiveDate| on.is_none_or(|w| i64::from(date.weekday().number_from_monday()) == w);
    let make = |y| NaiveDate::from_ymd_opt(y, m, d).map(Cal::Day);
    if let Some(today) = ctx.doc_date.filter(|_| on.is_some()) {
        let agreeing = |y| NaiveDate::from_ymd_opt(y, m, d).filter(agrees).map(Cal::Day);
        let near = nearest::yearly(agreeing, today, Which::Plain, ctx.direction)
            .filter(|c| c.cal.year().is_some_and(|y| (y - today.year()).abs() <= 1));
        if let Some(c) = near {
            return Some(Point::chosen(c));
        }
    }
    recurring(frame, ctx, Cal::MonthDay(m, d), make)
}

/// Resolves what comes once a year by tense; stays open without a document date.
fn recurring(
    frame: &TimeFrame<'_>,
    ctx: &Context<'_>,
    open: Cal,
    make: impl Fn(i32) -> Option<Cal>,
) -> Option<Point> {
    let Some(today) = ctx.doc_date else { return Some(Point::open(open)) };
    let which = Which::from_slot(frame.get("dir"));
    nearest::yearly(make, today, which, ctx.direction).map(Point::chosen)
}

/// `a/b/c` in digits: year first when it has four digits, month first unless that is impossible.
fn numeric(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let (a, b) = (frame.get("a")?, frame.get("b")?);
    let n = |s: &str| s.parse::<u32>().ok();
    if a.len() == 4 {
        let (y, m) = (a.parse().ok()?, n(b)?);
        return Some(Point::stated(match frame.get("c") {
            Some(d) => Cal::Day(NaiveDate::from_ymd_opt(y, m, n(d)?)?),
            None => valid_month(Some(y), m)?,
        }));
    }
    let (x, y) = (n(a)?, n(b)?);
    let month_first = !frame.is("order", "dmy");
    let (m, d, other) = match (x <= 12, y <= 12) {
        (true, true) if month_first => (x, y, Some((y, x))),
        (true, true) => (y, x, Some((x, y))),
        (true, false) => (x, y, None),
        (false, true) => (y, x, None),
        (false, false) => return None,
    };
    let Some(c) = frame.get("c") else { return month_day(m, d, frame, ctx) };
    let year = if c.len() <= 2 { two_digits(c.parse().ok()?, ctx)? } else { c.parse().ok()? };
    let mut p = Point::stated(Cal::Day(NaiveDate::from_ymd_opt(year, m, d)?));
    p.other = other
        .filter(|o| *o != (m, d))
        .and_then(|(m, d)| NaiveDate::from_ymd_opt(year, m, d))
        .map(Cal::Day);
    Some(p)
}

fn weekday(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let day = u32::try_from(frame.int("wd")?).ok().filter(|d| (1..=7).contains(d))?;
    let Some(today) = ctx.doc_date else { return Some(Point::open(Cal::Weekday(day))) };
    // "Tuesday of next week"
    if let Some(n) = frame.int("wshift") {
        let base = add_days(today, n.checked_mul(7)?)?;
        let c = nearest::weekday(day, base, Which::This, ctx.direction)?;
        return Some(Point { reason: "in the week named", ..Point::chosen(c) });
    }
    let which = Which::from_slot(frame.get("dir"));
    nearest::weekday(day, today, which, ctx.direction).map(Point::chosen)
}

/// `n` units away from the document's date or the date before: "last week", "two days later".
fn shift(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
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
    Some(Point { cal, other: None, anchor, reason: "counted from it" })
}

/// "that year", "the same day", "the quarter": the latest one named, else the document's.
fn same(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let unit = Unit::from_name(frame.get("unit")?)?;
    if unit == Unit::Quarter {
        return quarter_named(ctx);
    }
    let (base, anchor) = ctx.anchor(true, unit)?;
    let cal = Cal::around(base.start()?, unit)?;
    Some(Point { cal, other: None, anchor, reason: "the one named before" })
}

/// "the quarter": the latest one named, else the last that was over at the document's date, which
/// is the one results are reported for.
fn quarter_named(ctx: &Context<'_>) -> Option<Point> {
    if let Some(cal) = ctx.quarter() {
        let reason = "the one named before";
        return Some(Point { cal, other: None, anchor: Anchor::Previous, reason });
    }
    let cal = ctx.document()?.shift(-1, Unit::Quarter)?;
    let reason = "the last that was over";
    Some(Point { cal, other: None, anchor: Anchor::Document, reason })
}

fn season(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let s = Season::from_code(frame.get("season")?)?;
    if let Some(y) = year(frame, ctx) {
        return Some(Point::stated(Cal::Season(Some(y), s)));
    }
    recurring(frame, ctx, Cal::Season(None, s), |y| Some(Cal::Season(Some(y), s)))
}

fn part_of_year(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let half = frame.is("op", "half");
    let most = if half { 2 } else { 4 };
    let n = match frame.get("q")? {
        "last" => most,
        q => q.parse::<u32>().ok().filter(|q| (1..=most).contains(q))?,
    };
    let make = |y| if half { Cal::Half(y, n) } else { Cal::Quarter(y, n) };
    if let Some(y) = year(frame, ctx) {
        return Some(Point::stated(make(Some(y))));
    }
    recurring(frame, ctx, make(None), |y| Some(make(Some(y))))
}

/// "the 1980s" (`year`), "the '80s", "the eighties" (`yy`), "the last decade" is a shift.
fn decade(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let y = match frame.int("yy") {
        Some(yy) => match frame.int("century") {
            Some(c) => i32::try_from(c * 100 + yy).ok()?,
            None => {
                let y = two_digits(i32::try_from(yy).ok()?, ctx)?;
                // A decade still to come is not meant.
                if ctx.doc_date.is_some_and(|d| y > d.year()) { y - 100 } else { y }
            }
        },
        None => year(frame, ctx)?,
    };
    (y % 10 == 0).then(|| Point::stated(Cal::Decade(y / 10)))
}

fn holiday_date(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let rule = frame.get("holiday")?;
    let make = |y| holiday::date_in_year(rule, y).map(Cal::Day);
    if let Some(y) = year(frame, ctx) {
        return Some(Point::stated(make(y)?));
    }
    let open = holiday::fixed(rule).map(|(m, d)| Cal::MonthDay(m, d));
    match (ctx.doc_date, open) {
        (None, None) => None,
        (None, Some(open)) => Some(Point::open(open)),
        (Some(_), open) => recurring(frame, ctx, open.unwrap_or(Cal::Weekday(7)), make),
    }
}

fn weekend(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let today = ctx.doc_date?;
    let this = Cal::around(today, Unit::Weekend)?;
    let on_it = today.weekday().number_from_monday() >= 6;
    // Early in a week "the weekend" is the one just over; in a report of the past it always is.
    let early = today.weekday().number_from_monday() <= 3;
    let just_over = !on_it
        && match ctx.direction {
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
fn week_of_month(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let (from, to) = match frame.get("month").or(frame.get("mshift")) {
        Some(_) => month(frame, ctx)?.interval()?,
        None => return week_of_year(frame.int("n")?, year(frame, ctx)?),
    };
    let day = match frame.int("n")? {
        -1 => {
            // The week that holds the month's last working day.
            let last = to.pred_opt()?;
            let weekday = i64::from(last.weekday().number_from_monday());
            add_days(last, -(weekday - 5).max(0))?
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
fn nth_day(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
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
fn day_of_month(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
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
        (0..3).filter_map(move |k| {
            super::cal::add_months(today.with_day(1)?, k * step)?.with_day(day)
        })
    };
    let date = match ctx.direction {
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
        (0..MONTHS)
            .filter_map(|k| super::cal::add_months(today.with_day(1)?, k * step)?.with_day(day))
            .find(|d| {
                i64::from(d.weekday().number_from_monday()) == weekday
                    && (*d - today).num_days() * step >= 0
            })
    };
    let (past, future) = (find(-1), find(1));
    let gone = past.map_or(i64::MAX, |d| (today - d).num_days());
    let ahead = future.map_or(i64::MAX, |d| (d - today).num_days());
    let date = match ctx.direction {
        Direction::Past => past.or(future),
        Direction::Future => future.or(past),
        Direction::Unknown if gone <= ahead => past,
        Direction::Unknown => future,
    };
    let reason = "the month in which weekday and day agree";
    Some(Point { cal: Cal::Day(date?), other: None, anchor: Anchor::Document, reason })
}
