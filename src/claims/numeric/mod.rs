//! Numeric claims: a figure, what it counts, what happened, where, when and who says so.
//!
//! A `claim` mention gives the figure and its event; a quantity that no rule claims is a claim of
//! event `other` if it says something by itself (`plain`). The fields around it are joined by
//! `place`, `date` and `source`; `derive` links totals, parts and earlier figures.

mod collect;
mod context;
mod counted;
mod date;
mod derive;
mod figure;
mod neighbour;
mod place;
mod source;

use crate::claims::missing;
use crate::claims::names::Kind;
use crate::claims::reader::Reader;
use crate::claims::said::Said;
use crate::record::{NumericClaim, Vote};
use context::Context;
use figure::Figure;

/// The event of a figure of which the text does not say what befell what it counts.
pub(crate) const OTHER: &str = "other";

/// All numeric claims in text order. `said` and `votes` are those of the same document: the
/// attribution whose content holds the figure names its source; a tally belongs to its vote.
pub(crate) fn build(reader: &Reader<'_, '_>, said: &Said<'_>, votes: &[Vote]) -> Vec<NumericClaim> {
    let kinds = [Kind::Quantity, Kind::Claim, Kind::ClaimMore];
    if kinds.into_iter().all(|kind| reader.mentions(kind).next().is_none()) {
        return Vec::new();
    }
    let context = Context::new(reader);
    let mut figures = collect::collect(&context);
    derive::inherit(&context, &mut figures);
    let tallies = Tallies::of(votes);
    figures.retain(|f| {
        !in_tally(reader, f, &tallies)
            && !figure::idle(&context, f)
            && (!f.implicit || figure::personal(&context, f.event))
    });
    derive::lists(&context, &mut figures);
    let mut places = place::all(&context, &figures);
    let mut dates = date::all(&context, &figures);
    neighbour::join(&context, &figures, &mut places, &mut dates);
    let mut claims: Vec<NumericClaim> = figures
        .iter()
        .zip(places)
        .zip(dates)
        .map(|((figure, place), date)| {
            let mut claim = figure.record(&context);
            claim.place = place;
            claim.date = date;
            source::attribute(&context, figure, said, &mut claim);
            claim
        })
        .collect();
    derive::link(&context, &figures, &mut claims);
    for claim in &mut claims {
        claim.comparison_key = derive::comparison_key(claim);
        claim.missing = missing(&[
            ("counted", claim.counted.is_none()),
            ("place", claim.place.is_none()),
            ("date", claim.date.is_none()),
            ("source", claim.source.is_none()),
        ]);
    }
    claims
}

/// Where votes are told, in order of start, and the length of the longest passage.
struct Tallies {
    passages: Vec<(u32, u32)>,
    longest: u32,
}

impl Tallies {
    fn of(votes: &[Vote]) -> Self {
        let mut passages: Vec<(u32, u32)> = votes
            .iter()
            .flat_map(|v| {
                let counts = [&v.r#for, &v.against, &v.abstain, &v.absent];
                let written = counts.into_iter().flatten().filter_map(|c| c.evidence.as_ref());
                std::iter::once(&v.span).chain(&v.also).chain(written)
            })
            .map(|e| (e.start, e.end))
            .collect();
        passages.sort_unstable();
        let longest = passages.iter().map(|p| p.1 - p.0).max().unwrap_or(0);
        Self { passages, longest }
    }

    fn overlap(&self, start: u32, end: u32) -> bool {
        let from = self.passages.partition_point(|p| p.0 + self.longest < start);
        let to = self.passages.partition_point(|p| p.0 < end);
        self.passages[from..to.max(from)].iter().any(|p| start < p.1)
    }
}

/// Is the figure part of a vote's tally?
fn in_tally(reader: &Reader<'_, '_>, figure: &Figure<'_>, tallies: &Tallies) -> bool {
    if figure.event != OTHER || figure.quantity.kind == "percent" || figure.quantity.kind == "money"
    {
        return false;
    }
    let span = reader.evidence(figure.start, figure.end);
    tallies.overlap(span.start, span.end)
}
