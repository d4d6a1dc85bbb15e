//! From a frame to a calendar value: dates, seasons, decades, holidays; the rest in `relative`.

use chrono::{Datelike, NaiveDate};

use super::cal::{Cal, Season, Unit, add_days};
use super::context::{Anchor, Context};
use super::frame::TimeFrame;
use super::holiday;
use super::nearest::{self, Choice, Which};
use super::relative;

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
    pub(super) fn stated(cal: Cal) -> Self {
        Self { cal, other: None, anchor: Anchor::None, reason: "stated" }
    }

    pub(super) fn open(cal: Cal) -> Self {
        Self { cal, other: None, anchor: Anchor::None, reason: "no date to resolve it against" }
    }

    pub(super) fn chosen(choice: Choice) -> Self {
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
        let day = point.cal.start()?;
        // "the Labor Day weekend" ends with its Monday.
        let early = unit == Unit::Weekend && day.weekday().number_from_monday() <= 2;
        point.cal = Cal::around(if early { add_days(day, -3)? } else { day }, unit)?;
    }
    Some(point)
}

fn named(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    match frame.get("op")? {
        "date" => date(frame, ctx),
        "numdate" => numeric(frame, ctx),
        "weekday" => relative::weekday(frame, ctx),
        "shift" => relative::shift(frame, ctx),
        "same" => relative::same(frame, ctx),
        "then" => relative::then(ctx),
        "season" => season(frame, ctx),
        "quarter" | "half" => part_of_year(frame, ctx),
        "decade" => decade(frame, ctx),
        "century" => {
            let n = i32::try_from(frame.int("n")?).ok()?;
            (1..=30).contains(&n).then(|| Point::stated(Cal::Century(n - 1)))
        }
        "holiday" => holiday_date(frame, ctx),
        "weekend" => relative::weekend(frame, ctx),
        "weekof" => relative::week_of_month(frame, ctx),
        "nthday" => relative::nth_day(frame, ctx),
        "dom" => relative::day_of_month(frame, ctx),
        _ => None,
    }
}

/// The year a frame names, absolutely (`year`, `yy`) or by offset (`yshift`, "of this year").
pub(super) fn year(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<i32> {
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
    // "November to February 2017": the first is of the year before.
    let turns = frame.int("month2").zip(frame.int("month")).is_some_and(|(to, from)| to < from);
    let y = y.map(|y| if turns { y - 1 } else { y });
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

pub(super) fn valid_month(y: Option<i32>, m: u32) -> Option<Cal> {
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
        let near = nearest::yearly(agreeing, today, Which::Plain, ctx.direction())
            .filter(|c| c.cal.year().is_some_and(|y| (y - today.year()).abs() <= 1));
        if let Some(c) = near {
            return Some(Point::chosen(c));
        }
    }
    recurring(frame, ctx, Cal::MonthDay(m, d), make)
}

/// Resolves what comes once a year by tense; stays open without a document date.
pub(super) fn recurring(
    frame: &TimeFrame<'_>,
    ctx: &Context<'_>,
    open: Cal,
    make: impl Fn(i32) -> Option<Cal>,
) -> Option<Point> {
    let bare = frame.get("op") != Some("numdate");
    if ctx.history && bare && matches!(frame.get("dir"), None | Some("this")) {
        if let Some(told) = ctx.previous(Unit::Year).and_then(|base| nearest::told(&make, base)) {
            return Some(told);
        }
    }
    let Some(today) = ctx.doc_date else { return Some(Point::open(open)) };
    let which = match Which::from_slot(frame.get("dir")) {
        // "Since January": what has gone on began in the past, whatever is nearer.
        Which::Plain if frame.get("rel") == Some("since") => Which::Begun,
        which => which,
    };
    nearest::yearly(make, today, which, ctx.direction()).map(Point::chosen)
}

/// `a/b/c` in digits: year first when it has four digits, month first unless that is impossible.
fn numeric(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Point> {
    let a = frame.get("a")?;
    if let Some((d, (m, y))) =
        a.split_once('.').and_then(|(d, rest)| Some((d, rest.split_once('.')?)))
    {
        // 23.04.2022 in one word
        let day = NaiveDate::from_ymd_opt(y.parse().ok()?, m.parse().ok()?, d.parse().ok()?)?;
        return (y.len() == 4).then(|| Point::stated(Cal::Day(day)));
    }
    let b = frame.get("b")?;
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
