//! What the sentence before tells of the same happening: "Gunmen attacked the town on 7 May. About
//! 120 people were killed."

use super::context::{Context, Locus};
use super::date;
use super::figure::{self, Figure};
use crate::claims::names::{Kind, Lex, Part};
use crate::lexis::token::tag;
use crate::matching::mention::Mention;
use crate::record::{DateField, Field, Via};

/// Victims of whom the own sentence tells neither place nor day have those of the act of violence
/// that the sentence before tells of.
pub(crate) fn join(
    context: &Context<'_, '_, '_>,
    figures: &[Figure<'_>],
    places: &mut [Option<Field>],
    dates: &mut [Option<DateField>],
) {
    for ((f, place), day) in figures.iter().zip(places).zip(dates) {
        let victims = figure::is_event_of(context, Lex::ActVictim, f.event) && is_past(context, f);
        if !victims || (place.is_some() && day.is_some()) {
            continue;
        }
        let Some((sentence, act)) = act_before(context, f) else { continue };
        if place.is_none() {
            *place = place_of(context, sentence, act);
        }
        if day.is_none() {
            *day = day_of(context, sentence, act);
        }
    }
}

/// Is it told as done ("were killed"), not as going on ("are holding 65")?
fn is_past(context: &Context<'_, '_, '_>, figure: &Figure<'_>) -> bool {
    let tokens = &context.reader.analysis.tokens;
    figure.trigger.is_some_and(|(start, end)| {
        let words = tokens.get(start as usize..end as usize).unwrap_or_default();
        words.iter().any(|t| t.tags & (tag::PAST | tag::PASTPART) != 0)
    })
}

/// The last act of violence in the sentence before, if that stands in the same paragraph.
fn act_before<'a>(
    context: &Context<'_, 'a, '_>,
    figure: &Figure<'_>,
) -> Option<((u32, u32), &'a Mention)> {
    let reader = context.reader;
    let last = context.sentence(figure.start).0.checked_sub(1)?;
    if reader.block(last) != reader.block(figure.start) {
        return None;
    }
    let sentence = context.sentence(last);
    let violent = |m: &Mention| {
        let kind = reader.constant(m, Part::Trigger)?.split([' ', '_']).next()?;
        let lex = reader.lexicon(Lex::ViolentType)?;
        reader.engine.lexicons.has_word(lex, reader.engine.vocabulary.get(kind)).then_some(())
    };
    let act = reader
        .mentions_between(Kind::Event, sentence.0, sentence.1)
        .map(|(_, m)| m)
        .filter(|m| violent(m).is_some())
        .last()?;
    Some((sentence, act))
}

fn place_of(context: &Context<'_, '_, '_>, sentence: (u32, u32), act: &Mention) -> Option<Field> {
    let lo = context.places.partition_point(|p| p.start < sentence.0);
    let hi = context.places.partition_point(|p| p.start < sentence.1);
    let clause = context.clause(act.start);
    let of_act = |p: &&Locus| !p.dateline && !p.toward && context.clause(p.start) == clause;
    let near = context.places[lo..hi].iter().filter(of_act);
    let place = near.min_by_key(|p| p.start.abs_diff(act.end))?;
    Some(figure::field(context, place.start, place.end, Via::Neighbour))
}

fn day_of(context: &Context<'_, '_, '_>, sentence: (u32, u32), act: &Mention) -> Option<DateField> {
    let lo = context.times.partition_point(|m| m.start < sentence.0);
    let hi = context.times.partition_point(|m| m.start < sentence.1);
    let near = context.times[lo..hi].iter().filter(|m| date::usable(context, m));
    let time = near.min_by_key(|m| m.start.abs_diff(act.end))?;
    date::record(context, time, false, Via::Neighbour)
}
