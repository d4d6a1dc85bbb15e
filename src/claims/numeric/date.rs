//! When: the time expression of the figure's clause, sentence or paragraph.

use super::OTHER;
use super::context::Context;
use super::figure::Figure;
use crate::matching::mention::Mention;
use crate::record::{DateField, TimeValue, Via};

/// One date a figure, in the order of the figures.
pub(crate) fn all(context: &Context<'_, '_, '_>, figures: &[Figure<'_>]) -> Vec<Option<DateField>> {
    figures.iter().map(|f| find(context, f)).collect()
}

/// Does the time say when something was, rather than how long it took?
fn dates(time: &TimeValue) -> bool {
    matches!(time.kind.as_str(), "DATE" | "TIME")
        && time.value.as_bytes().first().is_some_and(u8::is_ascii_digit)
}

fn find(context: &Context<'_, '_, '_>, figure: &Figure<'_>) -> Option<DateField> {
    let reader = context.reader;
    let (from, upto) = context.sentence(figure.start);
    let lo = context.times.partition_point(|m| m.start < from);
    let hi = context.times.partition_point(|m| m.start < upto);
    let clause = context.clause(figure.start);
    let (a, b) = figure.reach;
    let given = |m: &&&Mention| reader.time(m).is_some_and(dates);
    let near = &context.times[lo..hi];
    let same = |m: &&&Mention| {
        given(m)
            && context.clause(m.start) == clause
            && !context.marked("speech_time", m.start, m.end)
    };
    let record = |m: &Mention, via: Via| {
        Some(DateField {
            evidence: reader.evidence(m.start, m.end),
            time: reader.time(m)?.clone(),
            via,
        })
    };
    if let Some(m) = near.iter().filter(same).find(|m| m.start >= a && m.start < b + 16) {
        return record(m, Via::Clause);
    }
    if let Some(m) = near.iter().rev().filter(same).find(|m| m.end <= a) {
        return record(m, Via::Clause);
    }
    if figure.event == OTHER {
        return None;
    }
    let free = |m: &&&Mention| given(m) && !context.marked("speech_time", m.start, m.end);
    let m =
        near.iter().rev().filter(free).find(|m| m.end <= a).or_else(|| near.iter().find(free))?;
    record(m, Via::Sentence)
}
