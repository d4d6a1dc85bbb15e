//! Clock times and parts of the day.

use chrono::{NaiveTime, Timelike};

use super::frame::TimeFrame;
use super::written::Written;

/// A time of day: its TIMEX3 suffix (`T10:35`, `TMO`) and the hours it covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TimeOfDay {
    /// With the leading `T`, and `Z` for UTC.
    pub(super) value: String,
    /// First instant and, after it, the instant it ends (`None`: end of day).
    pub(super) from: NaiveTime,
    /// See `from`.
    pub(super) to: Option<NaiveTime>,
}

/// The time of day of a frame; `Some(None)` when it names none, `None` when it is impossible.
#[must_use]
#[allow(clippy::option_option)]
pub(super) fn time_of_day(frame: &TimeFrame<'_>) -> Option<Option<TimeOfDay>> {
    if frame.get("hour").or(frame.get("hm")).is_some() {
        return clock(frame).map(Some);
    }
    let Some(pod) = frame.get("pod") else { return Some(None) };
    let (from, to) = hours(pod)?;
    Some(Some(TimeOfDay {
        value: format!("T{pod}"),
        from: NaiveTime::from_hms_opt(from, 0, 0)?,
        to: NaiveTime::from_hms_opt(to, 0, 0),
    }))
}

/// Hours that a part of day covers, by convention; 24 is the end of the day.
fn hours(pod: &str) -> Option<(u32, u32)> {
    Some(match pod {
        "MO" => (6, 12),
        "MI" => (12, 13),
        "AF" => (12, 18),
        "EV" => (18, 24),
        "NI" => (18, 24),
        "DT" => (6, 18),
        _ => return None,
    })
}

/// Hour, minute and second as written, with the half of the day if it is told.
struct Stated {
    hour: u32,
    minute: u32,
    second: Option<u32>,
    half: Option<Half>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Half {
    Am,
    Pm,
}

fn half(name: Option<&str>) -> Option<Half> {
    match name? {
        "am" => Some(Half::Am),
        "pm" => Some(Half::Pm),
        _ => None,
    }
}

/// Reads `hour`, `minute`, … or, for the end of a range, `hour2`, `minute2`, ….
fn stated(frame: &TimeFrame<'_>, names: [&str; 4]) -> Option<Stated> {
    let [hour, minute, dotted, ampm] = names;
    // "10.30" and "1830" are one token.
    let dotted = frame.get(dotted).and_then(|hm| hm.split_once('.').or(hm.split_at_checked(2)));
    let number = |s: &str| s.parse::<u32>().ok();
    let hour = number(frame.get(hour).or(dotted.map(|d| d.0))?)?;
    let minute = match frame.get(minute).or(dotted.map(|d| d.1)) {
        Some(m) => number(m).filter(|m| *m < 60)?,
        None => 0,
    };
    // 13 p.m. is no time.
    let half = half(frame.get(ampm));
    let fits = hour <= 24 && (hour < 24 || minute == 0) && !(half == Some(Half::Am) && hour > 12);
    fits.then_some(Stated { hour, minute, second: None, half })
}

impl Stated {
    /// Minutes from midnight.
    fn minutes(&self) -> u32 {
        let hour = match self.half {
            Some(Half::Am) if self.hour == 12 => 0,
            Some(Half::Pm) if self.hour < 12 => self.hour + 12,
            _ => self.hour,
        };
        hour * 60 + self.minute
    }
}

fn clock(frame: &TimeFrame<'_>) -> Option<TimeOfDay> {
    let mut first = stated(frame, ["hour", "minute", "hm", "ampm"])?;
    if let Some(s) = frame.get("second") {
        first.second = Some(s.parse::<u32>().ok().filter(|s| *s < 60)?);
    }
    let end = stated(frame, ["hour2", "minute2", "hm2", "ampm2"]);
    first.half = first.half.or(match frame.get("pod") {
        Some("MO") if first.hour <= 12 => Some(Half::Am),
        Some("AF" | "EV") => Some(Half::Pm),
        Some("NI") if first.hour >= 5 => Some(Half::Pm),
        _ => None,
    });
    // "5 to 6 p.m.": the first takes the half of the second, unless that is behind it.
    if let Some(end) = end.as_ref().filter(|_| first.half.is_none()) {
        let same = Stated { half: end.half, second: None, ..first };
        first.half = if same.minutes() < end.minutes() { end.half } else { None };
    }
    // "ten to five", "half past six"
    let shift = frame.int("past").unwrap_or(0) - frame.int("to").unwrap_or(0);
    let day = 24 * 60;
    let start = (i64::from(first.minutes()) + shift).rem_euclid(day);
    let from = at_minute(start)?.with_second(first.second.unwrap_or(0))?;
    let mut value = Written::new();
    value.text("T").two((start / 60) as u32).text(":").two((start % 60) as u32);
    if let Some(s) = first.second {
        value.text(":").two(s);
    }
    let value = value.text(if frame.is("zone", "utc") { "Z" } else { "" }).finish();
    let to = match end {
        Some(end) => {
            let mut stop = i64::from(end.minutes());
            // "from 10 to 4" ends in the afternoon.
            if stop <= start && end.half.is_none() && stop + day / 2 > start {
                stop += day / 2;
            }
            if stop < day { at_minute(stop).filter(|t| *t > from) } else { None }
        }
        None => {
            let step = if first.second.is_some() { 1 } else { 60 };
            let (to, wrapped) = from.overflowing_add_signed(chrono::TimeDelta::seconds(step));
            (wrapped == 0).then_some(to)
        }
    };
    Some(TimeOfDay { value, from, to })
}

fn at_minute(minutes: i64) -> Option<NaiveTime> {
    let minutes = u32::try_from(minutes).ok()?;
    NaiveTime::from_hms_opt(minutes / 60, minutes % 60, 0)
}
