//! Numeric claims: a figure, what it counts, what happened, where, when and who says so.
//!
//! A `claim` mention gives the figure and its event; a quantity that no rule claims is a claim of
//! event `other` if it says something by itself (`plain`). The fields around it are joined by
//! `place`, `date` and `source`; `derive` links totals, parts and earlier figures.

mod context;
mod counted;
mod date;
mod derive;
mod figure;
mod place;
mod source;

use crate::claims::reader::Reader;
use crate::record::{Attribution, NumericClaim, Vote};
use context::Context;
use figure::Figure;

/// The event of a figure of which the text does not say what befell what it counts.
pub(crate) const OTHER: &str = "other";

/// All numeric claims in text order. `attributions` and `votes` are those of the same document: an
/// attribution whose content holds the figure names its source; a tally belongs to its vote.
pub(crate) fn build(
    reader: &Reader<'_, '_>,
    attributions: &[Attribution],
    votes: &[Vote],
) -> Vec<NumericClaim> {
    let context = Context::new(reader);
    let mut figures = figure::collect(&context);
    derive::inherit(&context, &mut figures);
    figures.retain(|f| {
        !in_tally(reader, f, votes) && (!f.implicit || figure::PERSONAL.contains(&f.event.as_str()))
    });
    let places = place::all(&context, &figures);
    let dates = date::all(&context, &figures);
    let mut claims: Vec<NumericClaim> = figures
        .iter()
        .zip(places)
        .zip(dates)
        .map(|((figure, place), date)| {
            let mut claim = figure.record(&context);
            claim.place = place;
            claim.date = date;
            source::attribute(&context, figure, attributions, &mut claim);
            claim
        })
        .collect();
    derive::link(&context, &figures, &mut claims);
    for claim in &mut claims {
        claim.comparison_key = derive::comparison_key(claim);
        claim.missing = missing(claim);
    }
    claims
}

/// Is the figure part of a vote's tally?
fn in_tally(reader: &Reader<'_, '_>, figure: &Figure<'_>, votes: &[Vote]) -> bool {
    if figure.event != OTHER || figure.quantity.kind == "percent" || figure.quantity.kind == "money"
    {
        return false;
    }
    let span = reader.evidence(figure.start, figure.end);
    votes.iter().any(|v| {
        std::iter::once(&v.span)
            .chain(&v.also)
            .chain(
                [&v.r#for, &v.against, &v.abstain, &v.absent]
                    .into_iter()
                    .flatten()
                    .filter_map(|c| c.evidence.as_ref()),
            )
            .any(|e| e.start < span.end && span.start < e.end)
    })
}

/// The fields a reader would ask for and the text does not give.
fn missing(claim: &NumericClaim) -> Vec<String> {
    [
        ("counted", claim.counted.is_none()),
        ("place", claim.place.is_none()),
        ("date", claim.date.is_none()),
        ("source", claim.source.is_none()),
    ]
    .into_iter()
    .filter(|(_, absent)| *absent)
    .map(|(name, _)| name.to_owned())
    .collect()
}
