//! The nearest weekday, month or holiday in the direction that the clause points to.

use chrono::{Datelike, NaiveDate};

use super::cal::{Cal, Unit, add_days};
use super::context::{Anchor, Direction};
use super::dates::Point;

/// Which of the recurring ones the words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    /// No word: tense decides.
    Plain,
    /// "last": before the reference.
    Last,
    /// "next": after the reference.
    Next,
    /// "this": in the same week (or year).
    This,
    /// "this coming": the first one after the reference.
    Coming,
    /// "since": the latest that had begun by the reference.
    Begun,
}

impl Which {
    /// From the slot `dir`: `past`, `future`, `this`.
    #[must_use]
    pub(super) fn from_slot(slot: Option<&str>) -> Self {
        match slot {
            Some("past") => Self::Last,
            Some("future") => Self::Next,
            Some("this") => Self::This,
            Some("coming") => Self::Coming,
            _ => Self::Plain,
        }
    }
}

/// A reading, the other one if two are possible, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// The value taken.
    pub(super) cal: Cal,
    /// The other reading.
    pub(super) other: Option<Cal>,
    /// One line for people.
    pub(super) reason: &'static str,
}

fn choose(past: Option<Cal>, future: Option<Cal>, dir: Direction) -> Option<Choice> {
    let pick = |cal, other, reason| Some(Choice { cal, other, reason });
    match (past, future, dir) {
        (Some(p), Some(f), _) if p == f => pick(p, None, "in the document's own"),
        (Some(_), Some(f), Direction::Future) => pick(f, None, "first from the document's date on"),
        (Some(p), _, Direction::Past) => pick(p, None, "latest up to the document's date"),
        (Some(p), other, Direction::Unknown) => {
            pick(p, other, "latest up to the document's date, though the tense does not tell")
        }
        (Some(c), None, _) | (None, Some(c), _) => pick(c, None, "the only one possible"),
        (None, None, _) => None,
    }
}

/// The weekday (1 = Monday) named around `today`. "last" is the one before today, "this" the one
/// of today's ISO week, "next" the one of the week after.
#[must_use]
pub(super) fn weekday(day: u32, today: NaiveDate, which: Which, dir: Direction) -> Option<Choice> {
    if !(1..=7).contains(&day) {
        return None;
    }
    let here = i64::from(today.weekday().number_from_monday());
    let back = (here - i64::from(day)).rem_euclid(7);
    let ahead = (i64::from(day) - here).rem_euclid(7);
    let other = |n: i64| add_days(today, n).map(Cal::Day);
    let fixed =
        |n: i64, reason| Some(Choice { cal: Cal::Day(add_days(today, n)?), other: None, reason });
    match which {
        // "last Wednesday" said on a Thursday may be yesterday or that of the week before.
        Which::Last => Some(Choice {
            cal: Cal::Day(add_days(today, if back == 0 { -7 } else { -back })?),
            other: if i64::from(day) < here { other(-back - 7) } else { None },
            reason: "the one before the document's date",
        }),
        Which::This => fixed(i64::from(day) - here, "in the document's week"),
        Which::Next => Some(Choice {
            cal: Cal::Day(add_days(today, 7 - here + i64::from(day))?),
            other: if i64::from(day) > here { other(ahead) } else { None },
            reason: "in the week after the document's date",
        }),
        Which::Coming => {
            fixed(if ahead == 0 { 7 } else { ahead }, "the first after the document's date")
        }
        Which::Begun => fixed(-back, "the latest up to the document's date"),
        Which::Plain => {
            choose(add_days(today, -back).map(Cal::Day), add_days(today, ahead).map(Cal::Day), dir)
        }
    }
}

/// What comes once a year (a month, a day of a month, a season, a holiday), around `today`.
/// `make` gives that of one year, if the year has it (29 February).
pub(super) fn yearly(
    make: impl Fn(i32) -> Option<Cal>,
    today: NaiveDate,
    which: Which,
    dir: Direction,
) -> Option<Choice> {
    let year = today.year();
    let holds = |c: &Cal| c.interval().is_some_and(|(from, to)| from <= today && today < to);
    let starts = |c: &Cal| c.start().unwrap_or(NaiveDate::MAX);
    let past = (0..=8)
        .filter_map(|k| make(year - k))
        .find(|c| starts(c) <= today && (which != Which::Last || !holds(c)));
    let future = (-1..=8)
        .filter_map(|k| make(year + k))
        .find(|c| starts(c) > today || (!matches!(which, Which::Next | Which::Coming) && holds(c)));
    match which {
        Which::Last => {
            Some(Choice { cal: past?, other: None, reason: "the one before the document's date" })
        }
        Which::Next | Which::Coming => {
            Some(Choice { cal: future?, other: None, reason: "the one after the document's date" })
        }
        Which::This => Some(Choice {
            cal: make(year).or(future)?,
            other: None,
            reason: "in the document's year",
        }),
        Which::Begun => {
            Some(Choice { cal: past?, other: None, reason: "the latest up to the document's date" })
        }
        Which::Plain => {
            let gone = past.and_then(|c| c.interval()).map(|(_, to)| (today - to).num_days());
            let ahead = future.map(|c| (starts(&c) - today).num_days());
            let dir = outweigh(gone, ahead, dir);
            choose(past, future, dir)
        }
    }
}

/// What comes once a year, in a text that is history: in the year told about, or in the next one
/// where it would be more than half a year before what was named last.
pub(super) fn told(make: impl Fn(i32) -> Option<Cal>, base: Cal) -> Option<Point> {
    /// Days.
    const BACK: i64 = 183;
    let from = base.start()?;
    let behind = |c: &Cal| c.start().is_some_and(|start| (from - start).num_days() <= BACK);
    let year = base.year()?;
    let cal = make(year).filter(|c| base.unit() >= Unit::Year || behind(c));
    Some(Point {
        cal: cal.or_else(|| make(year + 1))?,
        other: None,
        anchor: Anchor::Previous,
        reason: "in the year told about",
    })
}

/// Tense may belong to another verb: one reading of the last or next weeks outweighs it when the
/// other is most of a year away, which a writer would have marked with its year.
fn outweigh(gone: Option<i64>, ahead: Option<i64>, dir: Direction) -> Direction {
    const NEAR: i64 = 65;
    const FAR: i64 = 240;
    match (gone, ahead) {
        (Some(gone), Some(ahead)) if gone > FAR && ahead < NEAR => Direction::Future,
        (Some(gone), Some(ahead)) if ahead > FAR && gone < NEAR => Direction::Past,
        _ => dir,
    }
}
