//! When: the time expression of the figure's clause, sentence or, for "since then", the text before.

use super::OTHER;
use super::context::Context;
use super::figure::Figure;
use crate::claims::names::Lex;
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
        // "until Friday" and "by 2018" tell when it was not yet.
        && !time.edtf.as_deref().is_some_and(|e| e.starts_with(".."))
}

/// "38 bodies had been recovered by Sunday evening": a day that is over is the day of the count.
fn so_far(context: &Context<'_, '_, '_>, time: &TimeValue, happened: bool) -> bool {
    let today = context.reader.analysis.document.origin.date.map(|d| d.to_string());
    let bound = time.edtf.as_deref().is_some_and(|e| e.starts_with(".."));
    // A month or a year is over when the report's is a later one; but "a target of 2 % by 2025".
    let over = |today: &str| match time.value.get(..10) {
        Some(day) => day <= today,
        None => happened && today.get(..time.value.len()).is_some_and(|now| *time.value < *now),
    };
    bound && today.as_deref().is_some_and(over)
}

/// Does the time date what its sentence tells, and not a report or a noun?
pub(crate) fn usable(context: &Context<'_, '_, '_>, m: &Mention) -> bool {
    context.reader.time(m).is_some_and(dates)
        && !context.marked("speech_time", m.start, m.end)
        && !context.marked("noun_time", m.start, m.end)
}

/// Tokens between a time and the figure's words; 0 when they touch or overlap.
fn distance(figure: &Figure<'_>, start: u32, end: u32) -> u32 {
    let (a, b) = figure.reach;
    if end <= a { a - end } else { start.saturating_sub(b) }
}

fn find(context: &Context<'_, '_, '_>, figure: &Figure<'_>) -> Option<DateField> {
    let reader = context.reader;
    let (from, upto) = context.sentence(figure.start);
    let lo = context.times.partition_point(|m| m.start < from);
    let hi = context.times.partition_point(|m| m.start < upto);
    let clause = context.clause(figure.reach.0);
    let ends = context.clause(figure.reach.1.saturating_sub(1).max(figure.reach.0));
    let usable = |m: &&&Mention| {
        reader.time(m).is_some_and(|t| dates(t) || so_far(context, t, figure.event != OTHER))
            && !context.marked("speech_time", m.start, m.end)
            && context.shares(figure.start, m.start, m.end)
            && (!context.marked("noun_time", m.start, m.end)
                || (m.end <= figure.start && figure.start <= m.end + 2))
    };
    if let Some(passage) = context.own_time(figure.start, figure.end) {
        let own = |m: &&&Mention| passage.0 <= m.start && m.end <= passage.1;
        if let Some(m) = context.times[lo..hi].iter().filter(usable).find(own) {
            let since = context.marked("since", m.start, m.end);
            return record(context, m, since, Via::Clause);
        }
    }
    let near: Vec<&&Mention> = context.times[lo..hi].iter().filter(usable).collect();
    let since = |m: &Mention| {
        context.marked("since", m.start, m.end)
            || reader.time(m).and_then(|t| t.edtf.as_deref()).is_some_and(|e| e.ends_with("/.."))
    };
    let same = |m: &Mention| {
        let c = context.clause(m.start);
        (c == clause || c == ends) && (since(m) || !parted(context, figure, m))
    };
    let other = figure.event == OTHER;
    let best = near
        .iter()
        .filter(|m| same(m) && (!other || since(m) || distance(figure, m.start, m.end) <= 5))
        .min_by_key(|m| {
            // "Killed 11 in 2011 and 23 in 2018": a time between the verb and the figure is that
            // of another figure, if this one has its own behind it.
            let other = figure.reach.0 <= m.start && m.end <= figure.start;
            let far =
                if other { figure.start - m.end + 1 } else { distance(figure, m.start, m.end) };
            let before = figure.inherits && m.start < figure.start;
            (far, before, m.start)
        });
    if let Some(m) = best {
        return record(context, m, since(m), Via::Clause);
    }
    if let Some(date) = anaphoric(context, figure, from, upto) {
        return Some(date);
    }
    if other {
        return near
            .iter()
            .find(|m| since(m) && m.start <= from + 2)
            .and_then(|m| record(context, m, true, Via::Sentence));
    }
    let m = near
        .iter()
        .rfind(|m| m.end <= figure.reach.0)
        .or_else(|| near.iter().find(|m| since(m)))
        .or_else(|| near.iter().find(|m| !parted(context, figure, m)))
        // "Seven people died after a bus left the road on Monday": the only day that is told.
        .or_else(|| near.first().filter(|m| near.len() == 1 && !aside(context, figure, m)))?;
    record(context, m, since(m), Via::Sentence)
}

/// Does another verb stand between the figure and a time behind it (a relative clause, a report)?
fn parted(context: &Context<'_, '_, '_>, figure: &Figure<'_>, time: &Mention) -> bool {
    let (_, b) = figure.reach;
    if time.start <= b {
        return false;
    }
    let lo = context.verbs.partition_point(|v| v.0 < b);
    context.verbs[lo..].iter().take_while(|v| v.1 <= time.start).next().is_some()
}

/// Does the time behind the figure belong to an earlier happening ("freed 15 who were seized in
/// May", "have killed 60 since rebels took the port in May")?
fn aside(context: &Context<'_, '_, '_>, figure: &Figure<'_>, time: &Mention) -> bool {
    let is = |t: u32, lexicon| context.reader.word_in(t, lexicon);
    // "When" opens a relative clause, too, but mostly tells what happened at the same time.
    let relative = |t: u32| is(t, Lex::RelativeWord) && !is(t, Lex::ConjSub);
    (figure.end..time.start).any(|t| is(t, Lex::SincePrep) || relative(t))
}

/// The record of a time; "since" opens its interval to the right.
pub(crate) fn record(
    context: &Context<'_, '_, '_>,
    mention: &Mention,
    since: bool,
    via: Via,
) -> Option<DateField> {
    let reader = context.reader;
    let mut time = reader.time(mention)?.clone();
    if since {
        let start = time.value.split('T').next().unwrap_or_default().to_owned();
        time.edtf = Some(format!("{start}/.."));
        time.to = None;
    }
    Some(DateField { evidence: reader.evidence(mention.start, mention.end), time, via })
}

/// "since then" and "since the coup": the last date before, or that of the same noun before.
fn anaphoric(
    context: &Context<'_, '_, '_>,
    figure: &Figure<'_>,
    from: u32,
    upto: u32,
) -> Option<DateField> {
    let reader = context.reader;
    let lo = context.anaphors.partition_point(|a| a.0 < from);
    let &(at, end, noun) = context.anaphors[lo..].iter().take_while(|a| a.0 < upto).next()?;
    // "They killed 12; since then 40 have died": what stands before is not of the time since.
    let before = at >= figure.reach.1 && context.clause(at) != context.clause(figure.reach.0);
    if before || distance(figure, at, end) > 20 {
        return None;
    }
    let before = context.times.partition_point(|m| m.start < from);
    let given = |m: &&&Mention| {
        reader.time(m).is_some_and(dates) && !context.marked("speech_time", m.start, m.end)
    };
    let mention = match noun {
        None => context.times[..before].iter().rev().find(given)?,
        Some(noun) => {
            let word = reader.analysis.word(noun);
            context.times[..before].iter().rev().filter(given).find(|m| {
                // "the Feb. 1 coup", "last month's military coup", "the coup on 1 February"
                let low = m.start.saturating_sub(4);
                let high = (m.end + 4).min(reader.analysis.tokens.len() as u32);
                (low..high).any(|t| reader.analysis.word(t).eq_ignore_ascii_case(word))
            })?
        }
    };
    let mut field = record(context, mention, true, Via::Anaphora)?;
    if field.time.edtf.is_none() {
        field.time.edtf = Some(format!("{}/..", field.time.value));
    }
    Some(field)
}
