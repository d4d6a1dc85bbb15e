//! Who says so: the nearest attribution whose content holds the figure.

use super::context::Context;
use super::figure::Figure;
use crate::record::{Attribution, Field, NumericClaim, Via};

/// Fill `source` and `attribution` of a claim.
pub(crate) fn attribute(
    context: &Context<'_, '_, '_>,
    figure: &Figure<'_>,
    attributions: &[Attribution],
    claim: &mut NumericClaim,
) {
    let span = &claim.span;
    // The innermost content: the one that begins last.
    let best = attributions
        .iter()
        .filter(|a| a.source.is_some())
        .filter(|a| a.content.iter().any(|c| c.start <= span.start && span.end <= c.end))
        .max_by_key(|a| (a.content.first().map(|c| c.start), a.span.start));
    if let Some(a) = best {
        claim.source.clone_from(&a.source);
        claim.attribution = Some(a.id.clone());
        return;
    }
    let reader = context.reader;
    // Else the nearest words that give the figure to somebody.
    let from = context.sentence(figure.start).0;
    let said = context
        .sourced
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
