//! Dates of documents: ISO 8601 and the date formats of HTTP and RSS.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

/// The calendar day a document date names, in the time zone it is written in. Reads ISO 8601
/// (`2024-04-19`, `20240419`, `2024-04-19T08:30:00Z`, `2024/04/19`), RFC 2822
/// (`Fri, 19 Apr 2024 08:30:00 +0000`), and seconds since 1970.
#[must_use]
pub fn parse_date(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let head = text.get(..10).unwrap_or(text);
    let bytes = head.as_bytes();
    let digits = |from: usize, to: usize| -> Option<u32> {
        let part = head.get(from..to)?;
        part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok()).flatten()
    };
    if bytes.len() == 10 && matches!(bytes[4], b'-' | b'/' | b'.') && bytes[4] == bytes[7] {
        return NaiveDate::from_ymd_opt(digits(0, 4)? as i32, digits(5, 7)?, digits(8, 10)?);
    }
    let run = text.bytes().take_while(u8::is_ascii_digit).count();
    if run == 8 && (text.len() == 8 || text.as_bytes()[8] == b'T') {
        return NaiveDate::from_ymd_opt(digits(0, 4)? as i32, digits(4, 6)?, digits(6, 8)?);
    }
    if run == text.len() && (9..=13).contains(&run) {
        let number: i64 = text.parse().ok()?;
        let seconds = if run > 11 { number / 1000 } else { number };
        return DateTime::from_timestamp(seconds, 0).map(|t| t.date_naive());
    }
    DateTime::parse_from_rfc2822(text).ok().map(|t| t.date_naive())
}

/// The local date and time of day that an ISO 8601 text without a zone names
/// (`2024-04-19T08:30`, `2024-04-19T08:30:00`).
#[must_use]
pub fn parse_stamp(text: &str) -> Option<NaiveDateTime> {
    let text = text.trim();
    ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
}
