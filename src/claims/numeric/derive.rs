//! Totals, parts and earlier figures.

use super::OTHER;
use super::context::Context;
use super::figure::Figure;
use crate::record::{ClaimRole, NumericClaim, Via};

/// Give figures that only continue another ("and 122 others in the west") its event, and elided
/// nouns what the figure before counts. Without one before it in the sentence: `other`.
pub(crate) fn inherit(context: &Context<'_, '_, '_>, figures: &mut [Figure<'_>]) {
    for i in 0..figures.len() {
        if !figures[i].inherits {
            elided(context, figures, i);
            continue;
        }
        let sentence = context.sentence(figures[i].start);
        let before = figures[..i]
            .iter()
            .rev()
            .find(|f| {
                context.sentence(f.start) == sentence
                    && f.event != OTHER
                    && !f.event.starts_with("inherit")
            })
            .map(|f| (f.event.clone(), f.trigger, f.counted));
        match before {
            Some((event, trigger, counted)) => {
                let figure = &mut figures[i];
                figure.event = event;
                figure.trigger = figure.trigger.or(trigger);
                if let Some((a, b)) = trigger {
                    figure.reach = (figure.reach.0.min(a), figure.reach.1.max(b));
                }
                if figure.counted.is_none() {
                    figure.counted = counted.map(|(a, b, _)| (a, b, Via::Sentence));
                }
            }
            None => OTHER.clone_into(&mut figures[i].event),
        }
    }
    for i in (0..figures.len()).rev() {
        if figures[i].inherits_next {
            let (event, trigger) = next_event(context, &figures[i..]);
            figures[i].event = event;
            if let Some((a, b)) = trigger {
                figures[i].trigger = trigger;
                figures[i].reach = (figures[i].reach.0.min(a), figures[i].reach.1.max(b));
            }
        }
    }
}

/// The event of the figure listed behind the first of `figures`, if the list is a subject.
fn next_event(
    context: &Context<'_, '_, '_>,
    figures: &[Figure<'_>],
) -> (String, Option<(u32, u32)>) {
    let this = &figures[0];
    let from = context.clause(this.start).max(context.sentence(this.start).0);
    let lo = context.verbs.partition_point(|v| v.0 < from);
    let verb_before = context.verbs[lo..].first().is_some_and(|v| v.0 < this.start);
    let next = figures.iter().skip(1).find(|f| f.start >= this.end);
    match next {
        Some(f) if !verb_before && f.start < this.end + 8 && f.event != "inherit_next" => {
            (f.event.clone(), f.trigger)
        }
        _ => (OTHER.to_owned(), None),
    }
}

/// "12 people were killed and 30 injured": the second counts what the first does.
fn elided(context: &Context<'_, '_, '_>, figures: &mut [Figure<'_>], i: usize) {
    if figures[i].counted.is_some() || figures[i].event == OTHER {
        return;
    }
    let sentence = context.sentence(figures[i].start);
    let before = figures[..i].iter().rev().find(|f| {
        // The words of a toll are not what is counted.
        let toll = f.trigger.zip(f.counted).is_some_and(|(t, c)| t.0 <= c.0 && c.1 <= t.1);
        let counts = f.event != OTHER || f.quantity.kind == "count";
        !f.implicit && !f.part && counts && !toll && context.sentence(f.start) == sentence
    });
    if let Some((a, b, _)) = before.and_then(|f| f.counted) {
        figures[i].counted = Some((a, b, Via::Sentence));
    }
}

/// Link parts to totals and newer figures to the ones they replace.
pub(crate) fn link(
    context: &Context<'_, '_, '_>,
    figures: &[Figure<'_>],
    claims: &mut [NumericClaim],
) {
    for i in 0..claims.len() {
        let sentence = context.sentence(figures[i].start);
        let total = |claims: &[NumericClaim]| {
            (0..i).rev().find(|&j| {
                context.sentence(figures[j].start) == sentence
                    && claims[j].event == claims[i].event
                    && claims[j].role == ClaimRole::Total
            })
        };
        if figures[i].part {
            if let Some(j) = total(claims) {
                claims[i].part_of = Some(claims[j].id.clone());
            }
        }
        if claims[i].superseded {
            let newer = (0..claims.len()).find(|&j| {
                j != i
                    && context.sentence(figures[j].start) == sentence
                    && claims[j].event == claims[i].event
                    && !claims[j].superseded
            });
            if let Some(j) = newer {
                claims[j].previous = claims[i].quantity.value;
            }
        }
    }
}

/// Event, counted noun, place and date: figures with equal keys speak of the same thing.
pub(crate) fn comparison_key(claim: &NumericClaim) -> String {
    let words = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join("-");
    let place = claim.place.as_ref().map(|p| words(&p.evidence.text)).unwrap_or_default();
    let date = claim
        .date
        .as_ref()
        .map(|d| d.time.edtf.clone().unwrap_or_else(|| d.time.value.clone()))
        .unwrap_or_default();
    let counted = claim.quantity.unit.clone().unwrap_or_default();
    format!("{}|{counted}|{place}|{date}", claim.event)
}
