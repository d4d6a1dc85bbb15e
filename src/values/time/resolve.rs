//! A frame becomes a [`TimeValue`].

use chrono::NaiveDate;
use rust_decimal::prelude::ToPrimitive;

use super::cal::{Cal, Unit};
use super::clock::{self, TimeOfDay};
use super::context::{Anchor, Context, Direction};
use super::dates::{self, Point};
use super::frame::TimeFrame;
use super::lengths;
use super::written::{self, iso_day, iso_moment};
use crate::record::TimeValue;

/// A resolved expression: the record, and the calendar value that later ones may refer to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The value as it goes into records.
    pub time: TimeValue,
    /// Its calendar value: what "that day" and "a year earlier" count from.
    pub cal: Option<Cal>,
}

/// Resolves a frame in its context. `None`: no such date (31 February), or slots that make no
/// time; the mention is then none.
#[must_use]
pub fn resolve(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Resolved> {
    // A length with its beginning is a duration, and has the slots of a point of time beside.
    if frame.get("len").is_some() && frame.is("op", "duration") {
        return resolve(&frame.without("op", "duration"), ctx);
    }
    match frame.get("op")? {
        "ref" => Some(plain(reference(frame, ctx)?)),
        "duration" => {
            let value = lengths::duration(frame)?;
            let mut t = bare("DURATION", value, frame);
            reach(&mut t, frame, ctx);
            Some(plain(t))
        }
        "set" => {
            let mut value = lengths::set(frame)?;
            if frame.get("hour").or(frame.get("hm")).is_some() {
                value.push_str(&clock::time_of_day(frame)??.value);
            }
            Some(plain(bare("SET", value, frame)))
        }
        "clock" if frame.get("len").is_some() => {
            let (cal, anchor) = ctx.anchor(true, Unit::Day)?;
            let p = Point { cal, other: None, anchor, reason: "on the day named before" };
            stretch(&p, clock::time_of_day(frame)?, frame)
        }
        "clock" => time_alone(frame, ctx),
        "shift" if subday(frame) => offset_in_day(frame, ctx),
        _ => {
            let tod = clock::time_of_day(frame)?;
            match dates::point(frame, ctx) {
                Some(p) if frame.get("len").is_some() => stretch(&p, tod, frame),
                Some(p) => finish(&p, tod, frame),
                None => unplaced(frame, ctx, tod),
            }
        }
    }
}

fn plain(time: TimeValue) -> Resolved {
    Resolved { time, cal: None }
}

fn modifier(frame: &TimeFrame<'_>) -> Option<String> {
    frame.get("mod").or(frame.get("part")).filter(|m| !m.is_empty()).map(str::to_string)
}

fn bare(kind: &str, value: String, frame: &TimeFrame<'_>) -> TimeValue {
    TimeValue {
        kind: kind.into(),
        value,
        modifier: modifier(frame),
        anchor: Anchor::None.name().into(),
        reason: "stated".into(),
        ..TimeValue::default()
    }
}

/// `PRESENT_REF`, `PAST_REF`, `FUTURE_REF`; the present is the document's day where it has one.
fn reference(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<TimeValue> {
    let value = frame.get("value")?;
    let mut t = bare("DATE", value.to_string(), frame);
    t.reason = "a vague reference".into();
    if let Some(d) = ctx.doc_date {
        match value {
            "PAST_REF" => t.to = Some(iso_day(d.succ_opt()?)),
            "FUTURE_REF" => t.from = Some(iso_day(d)),
            _ => {
                t.from = Some(iso_day(d));
                t.to = Some(iso_day(d.succ_opt()?));
            }
        }
    }
    Some(t)
}

/// The stretch that "the past two weeks" or "the next three days" covers, and the day that "in two
/// weeks" names, counted from the document's date.
fn reach(t: &mut TimeValue, frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<()> {
    let reach = frame.get("reach")?;
    let amount: rust_decimal::Decimal = frame.get("n")?.parse().ok()?;
    let unit = Unit::from_name(frame.get("unit")?)?;
    let today = ctx.document()?;
    if unit < Unit::Day {
        let now = ctx.doc_date?.and_time(ctx.doc_time?);
        let seconds = amount.checked_mul(seconds_of(unit).into())?.to_i64()?;
        let length = chrono::TimeDelta::try_seconds(seconds)?;
        let (from, to) = match reach {
            "past" => (now.checked_sub_signed(length)?, Some(now)),
            "next" => (now, Some(now.checked_add_signed(length)?)),
            _ => (now.checked_add_signed(length)?, None),
        };
        let write = iso_moment;
        (t.from, t.to) = (Some(write(from)), to.map(write));
    } else {
        let n = frame.int("n")?;
        // Quarters are those of the calendar: "the last two quarters" are two whole ones.
        let quarter = Cal::around(today.start()?, unit).filter(|_| unit == Unit::Quarter);
        let today = quarter.map_or(Some(today), |q| q.start().map(Cal::Day))?;
        let tomorrow = today.moved(1, Unit::Day)?;
        let (from, to) = match reach {
            "past" => (today.moved(-n, unit)?, today.start()?),
            "next" if unit == Unit::Quarter => {
                let first = today.moved(1, unit)?;
                (first, Cal::Day(first).moved(n, unit)?)
            }
            "next" => (tomorrow, Cal::Day(tomorrow).moved(n, unit)?),
            // "the third attack in two weeks" looks back.
            _ if ctx.direction() == Direction::Past => return None,
            _ => (today.moved(n, unit)?, Cal::Day(today.moved(n, unit)?).moved(1, Unit::Day)?),
        };
        (t.from, t.to) = (Some(iso_day(from)), Some(iso_day(to)));
    }
    t.anchor = Anchor::Document.name().into();
    t.reason = "counted from it".into();
    Some(())
}

/// A length with its beginning ("for three days from Monday", "for 2 hours from 10 am") or inside
/// something longer ("the last four months of 2021"): a duration with both ends.
fn stretch(p: &Point, tod: Option<TimeOfDay>, frame: &TimeFrame<'_>) -> Option<Resolved> {
    let unit = Unit::from_name(frame.get("lenunit")?)?;
    let n = frame.int("len")?;
    let length = TimeFrame::from_iter([("n", frame.get("len")?), ("unit", frame.get("lenunit")?)]);
    let mut t = bare("DURATION", lengths::duration(&length)?, frame);
    let (first, end) = p.cal.interval()?;
    let at = |day: NaiveDate| day.and_time(tod.as_ref().map_or(chrono::NaiveTime::MIN, |t| t.from));
    let (from, to) = match frame.get("edge") {
        Some("last") => (at(Cal::Day(end).moved(-n, unit)?), at(end)),
        Some("first") => (at(first), at(Cal::Day(first).moved(n, unit)?)),
        _ if unit < Unit::Day => {
            let seconds = seconds_of(unit).checked_mul(n)?;
            let start = at(first);
            (start, start.checked_add_signed(chrono::TimeDelta::try_seconds(seconds)?)?)
        }
        _ => (at(first), at(Cal::Day(first).moved(n, unit)?)),
    };
    let write = |d: chrono::NaiveDateTime| match tod {
        Some(_) => iso_moment(d),
        None => iso_day(d.date()),
    };
    (t.from, t.to) = (Some(write(from)), Some(write(to)));
    t.edtf = t.from.as_deref().zip(t.to.as_deref()).map(|(from, to)| written::span(from, to));
    t.anchor = p.anchor.name().into();
    t.reason = "a length with its beginning".into();
    Some(Resolved { time: t, cal: None })
}

fn seconds_of(unit: Unit) -> i64 {
    match unit {
        Unit::Hour => 3600,
        Unit::Minute => 60,
        _ => 1,
    }
}

fn subday(frame: &TimeFrame<'_>) -> bool {
    frame.get("unit").and_then(Unit::from_name).is_some_and(|u| u < Unit::Day)
}

/// "three hours ago": needs the document's time of day, else only its direction is known.
fn offset_in_day(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Resolved> {
    let past = frame.is("dir", "past");
    let n = frame.int("n")?;
    let seconds = seconds_of(Unit::from_name(frame.get("unit")?)?) * if past { -n } else { n };
    let (Some(date), Some(time)) = (ctx.doc_date, ctx.doc_time) else {
        let mut t = bare("DATE", if past { "PAST_REF" } else { "FUTURE_REF" }.into(), frame);
        t.reason = "the document has no time of day".into();
        return Some(plain(t));
    };
    let at = date.and_time(time).checked_add_signed(chrono::TimeDelta::try_seconds(seconds)?)?;
    let mut t = bare("TIME", iso_moment(at), frame);
    t.anchor = Anchor::Document.name().into();
    t.reason = "counted from it".into();
    t.from = Some(iso_moment(at));
    t.edtf = t.from.clone();
    Some(Resolved { time: t, cal: Some(Cal::Day(at.date())) })
}

/// A clock time or part of day without its day: of the day named before, else the document's.
fn time_alone(frame: &TimeFrame<'_>, ctx: &Context<'_>) -> Option<Resolved> {
    let tod = clock::time_of_day(frame)??;
    match ctx.anchor(true, Unit::Day) {
        Some((cal, anchor)) => {
            let p = Point { cal, other: None, anchor, reason: "on the day named before" };
            finish(&p, Some(tod), frame)
        }
        None => {
            let mut t = bare("TIME", format!("XXXX-XX-XX{}", tod.value), frame);
            t.reason = "no date to resolve it against".into();
            Some(plain(t))
        }
    }
}

/// An offset without anything to count from keeps its granularity.
fn unplaced(frame: &TimeFrame<'_>, ctx: &Context<'_>, tod: Option<TimeOfDay>) -> Option<Resolved> {
    // Before the calendar begins ("4,000 years ago") only the direction is told.
    if ctx.doc_date.is_some() && frame.is("op", "shift") && frame.int("n").is_some_and(|n| n > 999)
    {
        let value = if frame.is("dir", "past") { "PAST_REF" } else { "FUTURE_REF" };
        let mut t = bare("DATE", value.into(), frame);
        t.reason = "beyond the calendar".into();
        return Some(plain(t));
    }
    if ctx.doc_date.is_some() || !matches!(frame.get("op")?, "shift" | "same" | "weekend") {
        return None;
    }
    let unit = match frame.get("op")? {
        "weekend" => Unit::Weekend,
        _ => Unit::from_name(frame.get("unit")?)?,
    };
    let value = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => "XXXX-XX-XX",
        Unit::Week => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Half => "XXXX-HX",
        Unit::Season | Unit::Year => "XXXX",
        Unit::Decade | Unit::Century | Unit::Millennium => "XXX",
    };
    let mut t = match tod {
        Some(tod) => bare("TIME", format!("{value}{}", tod.value), frame),
        None => bare("DATE", value.into(), frame),
    };
    t.reason = "no date to resolve it against".into();
    Some(plain(t))
}

/// Puts the time of day on, opens the interval for "since" and "until", and writes the record.
fn finish(p: &Point, tod: Option<TimeOfDay>, frame: &TimeFrame<'_>) -> Option<Resolved> {
    // A part of day belongs to a day, or to an open one.
    let tod = tod.filter(|_| p.cal.unit() == Unit::Day);
    let clock = frame.get("hour").or(frame.get("hm")).is_some();
    let time = tod.as_ref().map_or("", |t| t.value.as_str());
    let (from, to, edtf) = match (&tod, p.cal.interval()) {
        (Some(tod), Some((day, _))) => {
            let (from, to) = instants(day, tod)?;
            let range = frame.get("hour2").or(frame.get("hm2")).is_some();
            let edtf = match (range, clock) {
                (true, _) => written::span(&from, &to),
                (_, true) => from.clone(),
                _ => p.cal.value(),
            };
            (Some(from), Some(to), Some(edtf))
        }
        (_, Some((from, to))) => (Some(iso_day(from)), Some(iso_day(to)), p.cal.edtf()),
        (_, None) => (None, None, p.cal.edtf()),
    };
    let mut t = TimeValue {
        kind: if tod.is_some() { "TIME" } else { "DATE" }.into(),
        value: p.cal.value_at(time),
        from,
        to,
        edtf,
        modifier: modifier(frame),
        alternative: p.other.map(|c| c.value_at(time)),
        anchor: p.anchor.name().into(),
        reason: p.reason.into(),
    };
    // "by the end of Sunday" may be the moment when it is over.
    if frame.is("part", "END") && tod.is_none() && matches!(p.cal, Cal::Day(_)) {
        t.alternative.get_or_insert_with(|| format!("{}T23:59:59", t.value));
    }
    open_ended(&mut t, frame, clock);
    let approximate = frame.is("mod", "APPROX");
    if let Some(e) = t.edtf.as_mut().filter(|e| approximate && !e.contains(['/', 'T'])) {
        e.push('~');
    }
    Some(Resolved { time: t, cal: Some(p.cal) })
}

fn instants(day: NaiveDate, tod: &TimeOfDay) -> Option<(String, String)> {
    let write = iso_moment;
    let to = match tod.to {
        Some(t) => day.and_time(t),
        None => day.succ_opt()?.and_time(chrono::NaiveTime::MIN),
    };
    Some((write(day.and_time(tod.from)), write(to)))
}

/// `rel`: since and after leave the end open, until, by and before the beginning. After an
/// `instant` begins with it, after a day when that is over.
fn open_ended(t: &mut TimeValue, frame: &TimeFrame<'_>, instant: bool) {
    let Some(rel) = frame.get("rel") else { return };
    let bare = |e: &String| !e.contains('/');
    match rel {
        "since" | "from" | "after" => {
            let over = t.to.take();
            if rel == "after" && !instant {
                t.from = over;
            }
            t.edtf = t.edtf.take().filter(bare).map(|e| written::span(&e, ".."));
        }
        "until" | "by" | "before" => {
            let start = t.from.take();
            if rel == "before" {
                t.to = start;
            }
            t.edtf = t.edtf.take().filter(bare).map(|e| written::span("..", &e));
        }
        _ => {}
    }
}
