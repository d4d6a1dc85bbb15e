//! Totals, parts and earlier figures.

use smol_str::SmolStr;

use super::OTHER;
use super::context::Context;
use super::figure::{Figure, people, personal};
use crate::claims::names::Lex;
use crate::lexis::token::Shape;
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
            .take_while(|f| context.sentence(f.start) == sentence)
            .filter(|f| f.start < figures[i].start)
            .find(|f| f.event != OTHER && !f.event.starts_with("inherit"))
            .map(|f| (f.event, f.trigger, f.counted));
        match before {
            Some((event, trigger, counted)) => {
                let figure = &mut figures[i];
                figure.event = event;
                figure.trigger = figure.trigger.or(trigger);
                // "Killed 11 in 2011 and 23 in 2018": its own time is the one beside it.
                if let Some((a, b)) = trigger.filter(|t| t.0 > figure.start) {
                    figure.reach = (figure.reach.0.min(a), figure.reach.1.max(b));
                }
                if figure.counted.is_none() {
                    figure.counted = counted.map(|(a, b, _)| (a, b, Via::Sentence));
                }
            }
            None => figures[i].event = OTHER,
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
fn next_event<'a>(
    context: &Context<'_, '_, '_>,
    figures: &[Figure<'a>],
) -> (&'a str, Option<(u32, u32)>) {
    let this = &figures[0];
    let from = context.clause(this.start).max(context.sentence(this.start).0);
    let lo = context.verbs.partition_point(|v| v.0 < from);
    let verb_before = context.verbs[lo..].first().is_some_and(|v| v.0 < this.start);
    let next = figures.iter().skip(1).find(|f| f.start >= this.end);
    match next {
        Some(f) if !verb_before && f.start < this.end + 8 && f.event != "inherit_next" => {
            (f.event, f.trigger)
        }
        _ => (OTHER, None),
    }
}

/// "12 people were killed and 30 injured": the second counts what the first does.
fn elided(context: &Context<'_, '_, '_>, figures: &mut [Figure<'_>], i: usize) {
    if figures[i].counted.is_some() || figures[i].event == OTHER {
        return;
    }
    let sentence = context.sentence(figures[i].start);
    let here = figures[..i].iter().rev().take_while(|f| context.sentence(f.start) == sentence);
    let person = personal(context, figures[i].event);
    let before = here.into_iter().find(|f| {
        // The words of a toll are not what is counted.
        let toll = f.trigger.zip(f.counted).is_some_and(|(t, c)| t.0 <= c.0 && c.1 <= t.1);
        let counts = f.event != OTHER || f.quantity.kind == "count";
        // "Three trains collided, injuring 12": not what befalls people only.
        let fits = !person
            || personal(context, f.event)
            || f.counted.is_some_and(|(a, b, _)| people(context, (a, b)));
        !f.implicit && !f.part && counts && !toll && fits
    });
    let counted = before.and_then(|f| f.counted);
    // The unit of the figure that it goes on from, not of a part named since.
    let model = before.filter(|f| person && f.quantity.kind == "count").map(|f| f.quantity.clone());
    if person && counted.is_none() && figures[i].quantity.unit.is_some() {
        let q = figures[i].quantity.to_mut();
        (q.unit, q.unit_code, q.kind) = (None, None, "number".into());
    }
    if let Some(model) = model.filter(|m| m.unit != figures[i].quantity.unit) {
        let q = figures[i].quantity.to_mut();
        (q.unit, q.unit_code, q.kind) =
            (model.unit.clone(), model.unit_code.clone(), model.kind.clone());
    }
    if let Some((a, b, _)) = counted {
        figures[i].counted = Some((a, b, Via::Sentence));
    }
}

/// Find the addends of totals: "four people, three soldiers and a civilian,", "twelve were injured:
/// seven in Karsk and five in Alda".
///
/// What follows a colon or a dash lists a total whatever it comes to, since totals are often
/// rounded; behind a comma only what adds up to it.
pub(crate) fn lists(context: &Context<'_, '_, '_>, figures: &mut [Figure<'_>]) {
    let mut i = 0;
    while i + 2 < figures.len() + 1 {
        let next = i + 1;
        let Some(opened) = opens_list(context, figures, i) else {
            i = next;
            continue;
        };
        let sentence = context.sentence(figures[i].start);
        let listed = figures[next..]
            .iter()
            .take_while(|f| {
                context.sentence(f.start) == sentence
                    && f.role == ClaimRole::Total
                    && !f.superseded
                    && counts(f)
                    && (f.event == figures[i].event || f.event == OTHER)
            })
            .take(LONGEST)
            .count();
        let value = |f: &Figure<'_>| f.quantity.value.map(|v| v.0).unwrap_or_default();
        let total = value(&figures[i]);
        // As many as add up to the total; else, in a list that is opened as one, all that fit in.
        let mut sum = rust_decimal::Decimal::ZERO;
        let mut exact = None;
        for n in 1..=listed {
            sum += value(&figures[i + n]);
            if sum == total && n >= 2 {
                exact = Some(n);
            }
        }
        let about = (opened == Opened::List && listed >= 2 && near(sum, total)).then_some(listed);
        if let Some(n) = exact.or(about) {
            let (event, start) = (figures[i].event, figures[i].start);
            for f in &mut figures[next..next + n] {
                f.event = event;
                f.role = ClaimRole::Addend;
                f.adds_to = Some(start);
            }
            i = next + n;
        } else {
            i = next;
        }
    }
}

/// Figures in a list of addends.
const LONGEST: usize = 12;

/// How a list of addends begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Opened {
    /// A colon or a dash.
    List,
    /// Another mark.
    Aside,
}

/// Does the next figure begin a list of what the figure counts?
fn opens_list(context: &Context<'_, '_, '_>, figures: &[Figure<'_>], i: usize) -> Option<Opened> {
    let (total, first) = (&figures[i], figures.get(i + 1)?);
    let fits = total.event != OTHER && total.role == ClaimRole::Total && counts(total);
    if !fits || total.implicit || context.sentence(total.start) != context.sentence(first.start) {
        return None;
    }
    let analysis = context.reader.analysis;
    let mark = first.start.checked_sub(1).filter(|m| *m >= total.end)?;
    let is_break =
        |t: u32| context.reader.word_in(t, Lex::ClauseBreak) && context.reader.sign(t) != ';';
    if is_break(mark) {
        return Some(Opened::List);
    }
    let after = total.counted.map_or(total.end, |c| c.1.max(total.end));
    let punct = analysis.tokens[mark as usize].shape.has(Shape::PUNCT);
    (punct && mark <= after).then_some(Opened::Aside)
}

/// Does the figure count whole things?
fn counts(figure: &Figure<'_>) -> bool {
    matches!(figure.quantity.kind.as_str(), "count" | "number")
        && figure.quantity.value.is_some_and(|v| v.0.is_integer())
}

/// Is a sum that of a total which may have been rounded (within a tenth)?
fn near(sum: rust_decimal::Decimal, total: rust_decimal::Decimal) -> bool {
    (sum - total).abs() * rust_decimal::Decimal::TEN <= total
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
            (0..i)
                .rev()
                .take_while(|&j| context.sentence(figures[j].start) == sentence)
                .find(|&j| claims[j].event == claims[i].event && claims[j].role == ClaimRole::Total)
        };
        if let Some(start) = figures[i].adds_to {
            let at = (0..i).rev().take(LONGEST).find(|&j| figures[j].start == start);
            if let Some(j) = at {
                claims[i].part_of = Some(claims[j].id.clone());
                let own = claims[i].id.clone();
                claims[j].addends.push(own);
            }
        }
        if figures[i].part {
            if let Some(j) = total(claims) {
                claims[i].part_of = Some(claims[j].id.clone());
                if claims[i].role == ClaimRole::Total {
                    claims[i].role = ClaimRole::Subset;
                }
            }
        }
        if figures[i].sums {
            let parts: Vec<usize> = (0..i)
                .rev()
                .take_while(|&j| context.sentence(figures[j].start) == sentence)
                .filter(|&j| claims[j].event == claims[i].event && !claims[j].superseded)
                .filter(|&j| claims[j].role == ClaimRole::Total)
                .filter(|&j| claims[j].quantity.value <= claims[i].quantity.value)
                .collect();
            for j in parts {
                claims[j].role = ClaimRole::Subset;
                claims[j].part_of = Some(claims[i].id.clone());
            }
        }
        if claims[i].superseded {
            let from = figures.partition_point(|f| f.start < sentence.0);
            let newer =
                (from..claims.len()).take_while(|&j| figures[j].start < sentence.1).find(|&j| {
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
pub(crate) fn comparison_key(claim: &NumericClaim) -> SmolStr {
    let place = claim.place.as_ref().map_or("", |p| &p.evidence.text).to_lowercase();
    let mut key = String::with_capacity(64);
    key.push_str(&claim.event);
    key.push('|');
    key.push_str(claim.quantity.unit.as_deref().unwrap_or_default());
    key.push('|');
    for (i, word) in place.split_whitespace().enumerate() {
        if i > 0 {
            key.push('-');
        }
        key.push_str(word);
    }
    key.push('|');
    if let Some(date) = &claim.date {
        key.push_str(date.time.edtf.as_ref().unwrap_or(&date.time.value));
    }
    key.into()
}
