//! Clock times and parts of the day.

use chrono::NaiveTime;

use super::frame::TimeFrame;

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

fn clock(frame: &TimeFrame<'_>) -> Option<TimeOfDay> {
    // "10.30" is one token.
    let dotted = frame.get("hm").and_then(|hm| hm.split_once('.'));
    let mut hour: u32 = frame.get("hour").or(dotted.map(|d| d.0))?.parse().ok()?;
    let minute = match frame.get("minute").or(dotted.map(|d| d.1)) {
        Some(m) => m.parse::<u32>().ok().filter(|m| *m < 60)?,
        None => 0,
    };
    let second = match frame.get("second") {
        Some(s) => Some(s.parse::<u32>().ok().filter(|s| *s < 60)?),
        None => None,
    };
    let half = frame.get("ampm").or(match frame.get("pod") {
        Some("MO") => Some("am"),
        Some("AF" | "EV") => Some("pm"),
        Some("NI") if hour >= 5 => Some("pm"),
        _ => None,
    });
    match half {
        Some("am") if hour == 12 => hour = 0,
        Some("pm") if hour < 12 => hour += 12,
        // 13 p.m. is no time, 15:00 in the afternoon is.
        Some("am") if hour > 12 && frame.get("ampm").is_some() => return None,
        _ => {}
    }
    // "ten to five", "half past six"
    let mut minutes = i64::from(hour) * 60 + i64::from(minute);
    if let Some(past) = frame.int("past") {
        minutes += past;
    }
    if let Some(to) = frame.int("to") {
        minutes -= to;
    }
    if hour > 24 || (hour == 24 && minute > 0) {
        return None;
    }
    let minutes = u32::try_from(minutes.rem_euclid(24 * 60)).ok()?;
    let (hour, minute) = (minutes / 60, minutes % 60);
    let from = NaiveTime::from_hms_opt(hour, minute, second.unwrap_or(0))?;
    let step = if second.is_some() { 1 } else { 60 };
    let (to, wrapped) = from.overflowing_add_signed(chrono::TimeDelta::seconds(step));
    let mut value = format!("T{hour:02}:{minute:02}");
    if let Some(s) = second {
        value.push_str(&format!(":{s:02}"));
    }
    if frame.is("zone", "utc") {
        value.push('Z');
    }
    Some(TimeOfDay { value, from, to: (wrapped == 0).then_some(to) })
}
