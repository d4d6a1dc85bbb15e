//! Dating: each verb and each noun of a happening gets the time its clause gives it, an inherited
//! one, or none.
//!
//! A time belongs to the nearest trigger of its sentence, counted in tokens, other verbs between
//! the two making it farther. What has no time of its own near enough inherits one: from the same
//! happening under another name, or from what is told just before it. What is left happened, in a
//! news report, on the day of the report.

mod inherit;
mod triggers;

use smol_str::SmolStr;

use crate::claims::names::{Kind, Lex};
use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, tag};
use crate::matching::mention::Mention;
use crate::record::{DatedTrigger, Via};

use inherit::Inheritance;
use triggers::{Trigger, triggers};

/// A time farther off than this dates nothing.
const REACH: u32 = 20;
/// How far the time of a verb in the present may be; the report's day is nearer at hand.
const PRESENT: u32 = 4;
/// A time that begins within so many tokens opens its sentence.
const OPENING: u32 = 2;
/// Times that begin farther off are not looked at; above every reach and the length of a time.
const WINDOW: u32 = 100;
/// What another verb in between adds to the distance.
const CROSSING: u32 = 3;
/// What a bound ("since 1992", "from March") adds to the distance.
const BOUND: u32 = 8;

/// A calendar time of the text: tokens, TIMEX3 value to the day, and is it a bound?
struct When<'a> {
    start: u32,
    end: u32,
    value: &'a str,
    bound: bool,
}

/// Every trigger of the document with its time, in text order. `report_date` is the day of the
/// report (ISO).
pub(crate) fn build<'a>(
    reader: &Reader<'a, '_>,
    report_date: Option<&'a str>,
) -> Vec<DatedTrigger> {
    let times = times(reader);
    let mut triggers = triggers(reader);
    date_by_clause(reader, &times, &mut triggers);
    let mut inheritance = Inheritance::new(reader, &triggers);
    triggers
        .iter()
        .map(|t| {
            let (anchor, via) = match t.own {
                Some(value) => (Some(value), Via::Clause),
                None => match inheritance.of(t) {
                    Some(value) => (Some(value), Via::Anaphora),
                    None => (report_date, Via::Dateline),
                },
            };
            inheritance.pass(t, anchor, via);
            let span = reader.evidence(t.token, t.token + 1);
            DatedTrigger { span, anchor: anchor.map(SmolStr::new), via }
        })
        .collect()
}

fn times<'a>(reader: &Reader<'a, '_>) -> Vec<When<'a>> {
    // "Rose to 12 from 3 a year earlier": that time is the second figure's.
    let own: Vec<(u32, u32)> =
        reader.mentions(Kind::OwnTime).map(|(_, m)| (m.start, m.end)).collect();
    let compared = |m: &Mention| {
        let upto = own.partition_point(|p| p.0 <= m.start);
        own[..upto].last().is_some_and(|p| m.end <= p.1)
    };
    reader
        .mentions(Kind::Time)
        .filter(|(_, m)| !compared(m))
        .filter_map(|(_, m)| {
            let time = reader.time(m)?;
            let dated = matches!(time.kind.as_str(), "DATE" | "TIME")
                && time.value.starts_with(|c: char| c.is_ascii_digit());
            let value = time.value.split_once('T').map_or(time.value.as_str(), |(day, _)| day);
            let bound = m.start.checked_sub(1).is_some_and(|t| reader.word_in(t, Lex::TimeBound));
            dated.then_some(When { start: m.start, end: m.end, value, bound })
        })
        .collect()
}

fn date_by_clause<'a>(reader: &Reader<'a, '_>, times: &[When<'a>], triggers: &mut [Trigger<'a>]) {
    let (mut t0, mut w0) = (0, 0);
    let mut here: Vec<u32> = Vec::new();
    for &(from, to) in &reader.analysis.sentences {
        let t1 = t0 + triggers[t0..].partition_point(|t| t.token < to);
        let w1 = w0 + times[w0..].partition_point(|w| w.start < to);
        if w0 == w1 {
            t0 = t1;
            continue;
        }
        here.clear();
        here.extend(triggers[t0..t1].iter().map(|t| t.token).filter(|t| is_verb(reader, *t)));
        let mark = |t: u32| reader.analysis.tokens[t as usize].shape.has(Shape::PUNCT);
        debug_assert!(here.first().is_none_or(|t| *t >= from));
        for trigger in &mut triggers[t0..t1] {
            // A time that opens the sentence holds for the whole of it.
            let present = trigger.present && from > 0;
            let reach = |w: &When<'_>| match (present, w.start <= from + OPENING) {
                (true, _) => PRESENT,
                (_, true) => 2 * REACH,
                _ => REACH,
            };
            let cost = |w: &When<'_>| {
                let (low, high) = if w.end <= trigger.token {
                    (w.end, trigger.token)
                } else {
                    (trigger.token + 1, w.start.max(trigger.token + 1))
                };
                let rank = |token: u32| here.partition_point(|t| *t < token);
                let crossed = rank(high).saturating_sub(rank(low)) as u32;
                // What is said has times of its own: "he lived there last year, they said".
                let crossing = if trigger.reports { 3 * CROSSING } else { CROSSING };
                let marks = (low..high).filter(|t| trigger.reports && mark(*t)).count() as u32;
                high - low + crossing * (crossed + marks) + if w.bound { BOUND } else { 0 }
            };
            // What is farther off costs more than any reach.
            let low = trigger.token.saturating_sub(WINDOW);
            let near = w0 + times[w0..w1].partition_point(|w| w.start < low);
            let far = near + times[near..w1].partition_point(|w| w.start <= trigger.token + WINDOW);
            trigger.own = times[near..far]
                .iter()
                .map(|w| (cost(w), w))
                .min_by_key(|(c, w)| (*c, w.start))
                .filter(|(c, w)| *c <= reach(w))
                .map(|(_, w)| w.value);
        }
        (t0, w0) = (t1, w1);
    }
}

fn is_verb(reader: &Reader<'_, '_>, token: u32) -> bool {
    let tags = reader.analysis.tokens[token as usize].tags;
    tags & (tag::VERB | tag::PASTPART | tag::GERUND) != 0
}
