//! Who says so: the nearest attribution whose content holds the figure.

use super::context::Context;
use super::figure::Figure;
use crate::record::{Attribution, Field, NumericClaim, Via};

/// The attributions with a source in order of their spans, and how long the longest is: what holds
/// a figure begins at most so far before it.
pub(crate) struct Said<'a> {
    list: Vec<&'a Attribution>,
    longest: u32,
}

impl<'a> Said<'a> {
    pub(crate) fn of(attributions: &'a [Attribution]) -> Self {
        let mut list: Vec<&Attribution> =
            attributions.iter().filter(|a| a.source.is_some()).collect();
        list.sort_by_key(|a| a.span.start);
        let longest = list.iter().map(|a| a.span.end - a.span.start).max().unwrap_or(0);
        Self { list, longest }
    }

    /// The innermost attribution whose content holds `start..end`: the one that begins last.
    fn over(&self, start: u32, end: u32) -> Option<&'a Attribution> {
        let from = self.list.partition_point(|a| a.span.start + self.longest < start);
        let to = self.list.partition_point(|a| a.span.start <= start);
        self.list[from..to.max(from)]
            .iter()
            .filter(|a| a.content.iter().any(|c| c.start <= start && end <= c.end))
            .max_by_key(|a| (a.content.first().map(|c| c.start), a.span.start))
            .copied()
    }
}

/// Fill `source` and `attribution` of a claim.
pub(crate) fn attribute(
    context: &Context<'_, '_, '_>,
    figure: &Figure<'_>,
    said: &Said<'_>,
    claim: &mut NumericClaim,
) {
    let best = said.over(claim.span.start, claim.span.end);
    if let Some(a) = best {
        claim.source.clone_from(&a.source);
        claim.attribution = Some(a.id.clone());
        return;
    }
    let reader = context.reader;
    // Else the nearest words that give the figure to somebody.
    let (from, end) = context.sentence(figure.start);
    let low = context.sourced.partition_point(|s| s.0.0 < from);
    let high = context.sourced.partition_point(|s| s.0.0 < end);
    let said = context.sourced[low..high.max(low)]
        .iter()
        .rev()
        .find(|(_, (a, b))| *a >= from && *a <= figure.reach.0 && figure.start < *b + 10);
    if let Some(&((a, b), _)) = said {
        claim.source = Some(super::figure::field(context, a, b, Via::Clause));
        return;
    }
    if let Some(mention) = figure.mention {
        if let Some(s) = reader.slot(mention, "source").filter(|s| s.start < s.end) {
            claim.source = Some(Field {
                evidence: reader.evidence(s.start, s.end),
                norm: None,
                entity: None,
                via: Via::Rule,
            });
        }
    }
}
