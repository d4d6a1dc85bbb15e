//! Which happening a date of the text dates.
//!
//! A date before a noun of action dates that noun ("Thursday's meeting", "the 2012 coup"); one behind
//! it does too ("talks on 1 April"), unless the noun is the object of a verb, which is then dated.
//! Otherwise it is the nearest verb group to the left in the clause, else the first to the right.

use crate::claims::events::candidate::{Candidate, Form};
use crate::claims::events::layout::Layout;
use crate::claims::names::{Kind, Lex};
use crate::lexis::token::tag;
use crate::matching::mention::{Mention, MentionId};
use crate::record::{TimeValue, Via};

/// Words between a date and the noun of action it stands before.
const BEFORE_NOUN: u32 = 7;

/// How far from its date, in tokens, a happening may stand.
const FAR: u32 = 100;

/// A date and how it came to the event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Dated {
    pub time: MentionId,
    pub via: Via,
}

/// For each candidate its date.
pub(crate) fn assign(layout: &Layout<'_, '_, '_>, all: &[Candidate<'_>]) -> Vec<Option<Dated>> {
    let mut dates: Vec<Option<Dated>> = vec![None; all.len()];
    let reader = layout.reader;
    let mut from = 0;
    for (id, m) in reader.mentions(Kind::Time) {
        let (start, end) = layout.sentence(m.start);
        // Bounded, so that a sentence of any length costs what its length says.
        let (start, end) = (start.max(m.start.saturating_sub(FAR)), end.min(m.end + FAR));
        from += all[from..].partition_point(|c| c.head < start);
        let here = from..from + all[from..].partition_point(|c| c.head < end);
        let Some(time) = reader.time(m) else { continue };
        let inexact = time.modifier.as_deref().is_some_and(|m| m.ends_with("_THAN"));
        if !is_calendar(time) || inexact || is_first_of_two(layout, m) {
            continue;
        }
        if let Some(i) = governor(layout, &all[here.clone()], m) {
            let slot = &mut dates[from + i];
            if slot.is_none() {
                *slot = Some(Dated { time: id, via: Via::Clause });
            }
        }
    }
    dates
}

/// A day, month, year or week, not an hour, a length or "now".
fn is_calendar(time: &TimeValue) -> bool {
    let hour = time
        .value
        .split_once('T')
        .is_some_and(|(_, t)| t.starts_with(|c: char| c.is_ascii_digit()));
    let part_of_day = time.kind == "TIME" && time.anchor == "previous_date";
    matches!(time.kind.as_str(), "DATE" | "TIME")
        && !hour
        && !part_of_day
        && (time.value.starts_with(|c: char| c.is_ascii_digit() || c == 'X') || time.edtf.is_some())
}

/// "8 and 9 June", "3-4 September": the first day is told with the second.
fn is_first_of_two(layout: &Layout<'_, '_, '_>, m: &Mention) -> bool {
    let short = m.end - m.start == 1 && layout.has(m.start, tag::NUM);
    let joined = layout.is(m.end, Lex::ConjCoord) || layout.is_punct(m.end);
    short && joined && layout.time(m.end + 1).is_some()
}

/// Where a date begins, a first day before it included.
fn begin(layout: &Layout<'_, '_, '_>, time: &Mention) -> u32 {
    match time.start.checked_sub(2).and_then(|t| layout.time(t)) {
        Some((_, first)) if is_first_of_two(layout, first) => first.start,
        _ => time.start,
    }
}

/// Index into `here`, the candidates of the sentence.
fn governor(layout: &Layout<'_, '_, '_>, here: &[Candidate<'_>], time: &Mention) -> Option<usize> {
    if let Some(before) = noun_behind(layout, here, time) {
        return before;
    }
    if layout.ends_before(time.start, Lex::UndatedPrep) {
        return None;
    }
    let lead = lead(layout, begin(layout, time));
    noun_ahead(layout, here, lead).or_else(|| verb(layout, here, time, lead))
}

/// Start of the preposition before a date, or of the date.
fn lead(layout: &Layout<'_, '_, '_>, start: u32) -> u32 {
    let from = layout.sentence(start).0;
    let mut lead = start;
    while lead > from
        && start - lead < 3
        && (layout.is_prep(lead - 1) || layout.has(lead - 1, tag::DET))
    {
        lead -= 1;
    }
    lead
}

/// The date stands before a noun: `Some(None)` if that noun names no happening and takes the date
/// all the same ("Saturday's edition").
fn noun_behind(
    layout: &Layout<'_, '_, '_>,
    here: &[Candidate<'_>],
    time: &Mention,
) -> Option<Option<usize>> {
    let to = layout.sentence(time.start).1;
    let owned = layout.is(time.end, Lex::CliticPossessive);
    let first = time.end + u32::from(owned);
    let begin = begin(layout, time);
    let determined = begin > 0 && layout.has(begin - 1, tag::DET | tag::ADJ | tag::POSS);
    if !owned && !determined {
        return None;
    }
    let modifier = |t: u32| {
        layout.has(t, tag::NOUN | tag::NAME | tag::ADJ | tag::NUM | tag::GERUND | tag::PASTPART)
            || layout.is_mark(t, '-')
    };
    let mut noun = None;
    for t in first..to.min(first + BEFORE_NOUN) {
        if !modifier(t) || layout.time(t).is_some() {
            break;
        }
        if let Some(i) = here.iter().position(|c| c.form == Form::Noun && c.head == t) {
            noun = Some(i);
        }
    }
    let group = layout.noun_group(first).map_or(first, |g| g.0);
    let lead = (group.min(time.start)..=time.start)
        .rev()
        .find(|t| *t == group || *t == 0 || !layout.has(t - 1, tag::DET | tag::ADJ | tag::POSS));
    if noun.is_some() && inside_verb(layout, here, lead.unwrap_or(time.start)) {
        return None;
    }
    match noun {
        Some(i) => Some(Some(i)),
        None if owned
            || (first < to && layout.has(first, tag::NOUN) && layout.time(first).is_none()) =>
        {
            Some(None)
        }
        None => None,
    }
}

/// A noun of action whose phrase ends where the date begins: "talks on 1 April", "the strike on the
/// port last week". Where it stands behind a preposition of place ("shot in an attack on Monday"),
/// the verb is what is dated.
fn noun_ahead(layout: &Layout<'_, '_, '_>, here: &[Candidate<'_>], lead: u32) -> Option<usize> {
    let from = layout.sentence(lead.saturating_sub(1)).0;
    if lead == from {
        return None;
    }
    let (mut start, _) = layout.noun_group(lead - 1)?;
    let mut end = lead;
    for _ in 0..3 {
        let noun = here.iter().rposition(|c| c.form == Form::Noun && c.head + 1 == end);
        if let Some(i) = noun {
            return (!inside_verb(layout, here, start)).then_some(i);
        }
        let directed = start >= from + 2
            && (layout.is(start - 1, Lex::TargetPrep) || layout.is(start - 1, Lex::AgentPrep));
        if !directed {
            return None;
        }
        end = start - 1;
        start = layout.noun_group(start - 2)?.0;
    }
    None
}

/// Does the group at `start` say where or in the course of what a verb before it happened?
fn inside_verb(layout: &Layout<'_, '_, '_>, here: &[Candidate<'_>], start: u32) -> bool {
    let clause = &layout.reader.analysis.clause;
    let from = layout.sentence(start).0;
    start > from
        && layout.is(start - 1, Lex::CoursePrep)
        && here.iter().any(|c| {
            c.group.is_some() && c.head < start && clause[c.head as usize] == clause[start as usize]
        })
}

fn verb(
    layout: &Layout<'_, '_, '_>,
    here: &[Candidate<'_>],
    time: &Mention,
    lead: u32,
) -> Option<usize> {
    let clause = &layout.reader.analysis.clause;
    let same = |c: &Candidate<'_>| clause[c.head as usize] == clause[time.start as usize];
    let verbal = |c: &Candidate<'_>| c.form != Form::Noun;
    let left = here
        .iter()
        .enumerate()
        .filter(|(_, c)| verbal(c) && c.head < lead && same(c))
        .map(|(i, _)| i)
        .next_back();
    let left = left.map(|i| coordinated(layout, here, finite(here, i)));
    let right = || {
        here.iter()
            .position(|c| verbal(c) && c.head >= time.end && c.group.is_some() && !c.infinitive)
    };
    let far = || here.iter().rposition(|c| verbal(c) && c.head < lead && c.group.is_some());
    left.or_else(right).or_else(far)
}

/// An infinitive is dated through the verb that governs it, if that stands in the same sentence.
fn finite(here: &[Candidate<'_>], mut i: usize) -> usize {
    while here[i].infinitive && i > 0 && here[i - 1].form != Form::Noun {
        i -= 1;
    }
    i
}

/// An untyped verb coordinated with a typed one is dated with it: "killed 40 people and caused floods".
fn coordinated(layout: &Layout<'_, '_, '_>, here: &[Candidate<'_>], i: usize) -> usize {
    let joined = here[i].action.0.checked_sub(1).is_some_and(|t| layout.is(t, Lex::ConjCoord));
    let before = here[..i].iter().rposition(|c| c.form != Form::Noun && c.group.is_some());
    match before {
        Some(b) if joined && !here[i].typed && here[b].typed && !here[b].speech => b,
        _ => i,
    }
}

/// Does the time begin after the day of the report?
pub(crate) fn is_to_come(layout: &Layout<'_, '_, '_>, time: &TimeValue) -> bool {
    time.from
        .as_deref()
        .zip(layout.today.as_deref())
        .is_some_and(|(from, today)| from.get(..10) > today.get(..10))
}

/// Replace the value by its other reading.
pub(crate) fn take_alternative(time: &mut TimeValue, past: &str) {
    time.alternative = Some(std::mem::replace(&mut time.value, past.to_owned()));
    let open = time.edtf.as_deref().is_some_and(|e| e.ends_with("/.."));
    time.edtf = Some(if open { format!("{past}/..") } else { past.to_owned() });
    time.from = Some(past.to_owned());
    time.to = None;
}

/// The interval that "since" opens, or that a first day before the date begins ("8 and 9 June",
/// "3-4 September").
pub(crate) fn widen(layout: &Layout<'_, '_, '_>, start: u32, time: &mut TimeValue) {
    let open = time.edtf.as_deref().is_some_and(|e| e.contains('/'));
    if layout.ends_before(start, Lex::SincePrep) {
        if !open {
            let from = time.edtf.as_deref().unwrap_or(&time.value);
            time.edtf = Some(format!("{from}/.."));
            time.to = None;
            time.modifier = Some("ON_OR_AFTER".to_owned());
        }
        return;
    }
    let joined = |t: u32| layout.is(t, Lex::ConjCoord) || layout.is_punct(t);
    let Some(first) = start.checked_sub(2) else { return };
    let analysis = layout.reader.analysis;
    let (Ok(day), Some((month, last))) =
        (analysis.word(first).parse::<u32>(), time.value.rsplit_once('-'))
    else {
        return;
    };
    let last_day = last.parse::<u32>().unwrap_or(0);
    if time.value.len() == 10 && (1..last_day).contains(&day) && joined(start - 1) {
        let begin = format!("{month}-{day:02}");
        time.edtf = Some(format!("{begin}/{}", time.value));
        time.from = Some(begin);
    }
}
