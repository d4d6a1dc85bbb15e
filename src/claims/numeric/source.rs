//! Who says so: the nearest attribution whose content holds the figure.

use super::context::Context;
use super::figure::Figure;
use crate::claims::names::Part;
use crate::claims::said::Said;
use crate::record::{Field, NumericClaim, Via};

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
        if let Some(s) = reader.slot(mention, Part::Source).filter(|s| s.start < s.end) {
            claim.source = Some(Field {
                evidence: reader.evidence(s.start, s.end),
                norm: None,
                entity: None,
                via: Via::Rule,
            });
        }
    }
}
