//! What a share or a sum of money is of: the noun group around, behind or before it.

use super::context::Context;
use crate::matching::mention::Mention;
use crate::record::Via;

/// Tokens of what `quantity` (of kind percent or money, written at `start..end`) is said of.
pub(crate) fn of_share(
    context: &Context<'_, '_, '_>,
    quantity: &Mention,
    start: u32,
    end: u32,
) -> Option<(u32, u32, Via)> {
    let reader = context.reader;
    let analysis = reader.analysis;
    let (from, upto) = context.sentence(start);
    // "$871 billion health care bill", "a 25 basis-point increase": the group holds the figure.
    let lo = context.groups.partition_point(|g| g.1 <= start);
    let around = context.groups[lo..].iter().take(3).find(|g| g.0 <= start && g.1 > end);
    if let Some(&(_, b)) = around {
        return Some((end, b, Via::Rule));
    }
    // "62 % of the votes": a group within two words behind, across one preposition.
    let behind = context.groups.iter().skip(lo).find(|g| g.0 >= end);
    if let Some(&(a, b)) = behind {
        let first = analysis.tokens.get(end as usize).is_some_and(|t| {
            t.tags & (crate::lexis::token::tag::PREP | crate::lexis::token::tag::DET) != 0
        });
        if a <= end + 1 && b <= upto && (a == end || first) && quantity.end <= a + 1 {
            return Some((a, b, Via::Rule));
        }
    }
    // "raised rates to 0.75 %": the last group before.
    let before = context.groups[..lo].iter().rev().find(|g| g.1 <= start && g.0 >= from);
    before.map(|&(a, b)| (a, b, Via::Clause))
}
