//! When a vote was held.

use crate::claims::names::{Kind, Part};
use chrono::{Days, NaiveDate};

use super::group::Group;
use super::motion::Range;
use super::pieces::Piece;
use crate::claims::reader::Reader;
use crate::lexis::token::tag;
use crate::record::{DateField, TimeValue, Via};

/// A week.
const WEEK: Days = Days::new(7);

/// Length of the value of a month ("2024-05").
const MONTH: usize = 7;

/// Sentences around the count in which the day of the vote may be named.
const AROUND: u32 = 4;

/// The date of the sentence of the decision or the count, else of the sentences between.
pub(super) fn date(
    reader: &Reader<'_, '_>,
    action: Option<&Piece>,
    main: &Piece,
    group: &Group,
    pieces: &[Piece],
    motion: Option<Range>,
) -> Option<DateField> {
    let near = |sentence: u32, at: u32| {
        let (from, to) = reader.sentence_tokens(sentence, sentence);
        // "The minutes published on Friday" dates the minutes.
        let told: Vec<(u32, u32)> = reader
            .mentions_between(Kind::Mark, from, to)
            .filter(|(_, m)| reader.constant(m, Part::Mark) == Some("speech_time"))
            .map(|(_, m)| (m.start, m.end))
            .collect();
        reader
            .mentions_between(Kind::Time, from, to)
            .filter_map(|(_, m)| Some((m, reader.time(m)?)))
            .filter(|(m, t)| usable(t) && !told.iter().any(|s| s.0 < m.end && m.start < s.1))
            // "the first since 1881" dates something else.
            .filter(|(m, _)| reader.slot(m, Part::Rel).is_none() && m.start.abs_diff(at) < 40)
            // A date inside the motion, behind a verb or a pronoun, is the motion's.
            .filter(|(m, _)| motion.is_none_or(|r| !inside_motion(reader, r, m.start)))
            .min_by_key(|(m, _)| m.start.abs_diff(at))
    };
    let opening = group
        .pieces
        .iter()
        .map(|i| &pieces[*i])
        .find(|p| p.sentence == group.first)
        .map_or(main.start, |p| p.start);
    let found = action
        .filter(|a| a.sentence.abs_diff(main.sentence) <= 1)
        .and_then(|a| near(a.sentence, a.start))
        .or_else(|| near(main.sentence, main.start))
        .or_else(|| near(group.first, opening))
        .or_else(|| group.pieces.iter().find_map(|i| near(pieces[*i].sentence, pieces[*i].start)))
        .or_else(|| named_day(reader, main));
    found.map(|(m, t)| DateField {
        evidence: reader.evidence(m.start, m.end),
        time: held(reader, t),
        via: Via::Sentence,
    })
}

/// "Friday's vote", "the vote on Friday" in a sentence around the count.
fn named_day<'a>(
    reader: &Reader<'a, '_>,
    main: &Piece,
) -> Option<(&'a crate::matching::mention::Mention, &'a TimeValue)> {
    let (from, to) =
        reader.sentence_tokens(main.sentence.saturating_sub(AROUND), main.sentence + AROUND);
    reader
        .mentions_between(Kind::VoteDay, from, to)
        .filter_map(|(_, m)| reader.target(m, Part::Day))
        .filter_map(|(_, m)| Some((m, reader.time(m)?)))
        .filter(|(_, t)| usable(t))
        .min_by_key(|(m, _)| m.start.abs_diff(main.start))
}

/// A day, or at least a month; a year is what the count is compared with.
fn usable(time: &TimeValue) -> bool {
    (time.kind == "DATE" || time.kind == "TIME")
        && time.from.is_some()
        && time
            .value
            .get(5..6)
            .is_some_and(|c| c.starts_with(|c: char| c.is_ascii_digit() || c == 'W'))
}

/// The time of something that has happened: a weekday read as the coming one is the last one.
fn held(reader: &Reader<'_, '_>, time: &TimeValue) -> TimeValue {
    let mut time = time.clone();
    let day = |s: &str| s.get(..10).and_then(|d| NaiveDate::parse_from_str(d, "%Y-%m-%d").ok());
    let earlier = |s: &str| -> Option<String> {
        let moved = day(s)?.checked_sub_days(WEEK)?;
        Some(format!("{moved}{}", s.get(10..).unwrap_or_default()))
    };
    let today = reader.analysis.document.origin.date;
    let month = time.value.len() == MONTH && time.anchor == "document_date";
    if month && today.is_some_and(|d| *time.value > *d.format("%Y-%m").to_string()) {
        // A month read as the coming one is that of the year before.
        let past = |s: &str| -> Option<String> {
            let year = s.get(..4)?.parse::<u32>().ok()?.checked_sub(1)?;
            Some(format!("{year:04}{}", s.get(4..).unwrap_or_default()))
        };
        if let Some(value) = past(&time.value) {
            time.value = value;
            time.from = time.from.as_deref().and_then(past);
            time.to = time.to.as_deref().and_then(past);
            time.edtf = time.edtf.as_deref().and_then(past);
            "the vote has been held".clone_into(&mut time.reason);
        }
        return time;
    }
    let Some((today, own)) = today.zip(day(&time.value)) else {
        return time;
    };
    let ahead = (own - today).num_days();
    if time.anchor == "document_date" && (1..=7).contains(&ahead) {
        if let Some(value) = earlier(&time.value) {
            time.value = value;
            time.from = time.from.as_deref().and_then(earlier);
            time.to = time.to.as_deref().and_then(earlier);
            time.edtf = time.edtf.as_deref().and_then(earlier);
            "the vote has been held".clone_into(&mut time.reason);
        }
    }
    time
}

/// Does the token stand in the motion, behind a word that opens a clause of it?
fn inside_motion(reader: &Reader<'_, '_>, motion: Range, at: u32) -> bool {
    let opens = tag::GERUND | tag::PRON | tag::TO;
    motion.0 <= at
        && at < motion.1
        && (reader.mentions_between(Kind::Vg, motion.0, at).next().is_some()
            || reader.analysis.tokens[motion.0 as usize..at as usize]
                .iter()
                .any(|t| t.tags & opens != 0))
}
