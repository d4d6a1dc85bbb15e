//! What a share or a sum of money is of: the noun group around, behind or before it.

use super::context::Context;
use crate::lexis::token::{Shape, tag};
use crate::matching::mention::Mention;
use crate::record::Via;

/// Tokens of what `quantity` (of kind percent or money, written at `start..end`) is said of.
pub(crate) fn of_share(
    context: &Context<'_, '_, '_>,
    quantity: &Mention,
    start: u32,
    end: u32,
) -> Option<(u32, u32, Via)> {
    let analysis = context.reader.analysis;
    let (from, upto) = context.sentence(start);
    let timed = |a: u32, b: u32| {
        let lo = context.times.partition_point(|m| m.start < a.saturating_sub(4));
        context.times[lo..].iter().take_while(|m| m.start < b).any(|m| m.end > a)
    };
    // "$871 billion health care bill", "a 25 basis-point increase": the group holds the figure.
    let lo = context.groups.partition_point(|g| g.1 <= start);
    let around = context.groups[lo..].iter().take(3).find(|g| g.0 < end && g.1 > end);
    if let Some(&(_, b)) = around {
        return Some((end, b, Via::Rule));
    }
    // "62 % of the votes", "a 0.25 % cut in rates": the group behind, but for a word between.
    let behind = context.groups[lo..].iter().find(|g| g.0 >= end);
    if let Some(&(a, b)) = behind {
        let between = analysis.tokens.get(end as usize..a as usize).unwrap_or_default();
        let words = between.iter().all(|t| t.shape.has(Shape::WORD));
        let near = a <= end + 1 && b <= upto && words && quantity.end <= a + 1;
        if near && !timed(a, b) {
            // "of the votes" counts the votes; "cut in rates" begins with its noun.
            let joined = between.first().is_none_or(|t| t.tags & tag::PREP != 0);
            return Some((if joined { a } else { end }, b, Via::Rule));
        }
    }
    // "raised rates to 0.75 %": the last group before, unless an article says that one follows.
    let article = start > from
        && analysis.tokens.get(start as usize - 1).is_some_and(|t| t.tags & tag::DET != 0);
    if article {
        return None;
    }
    let before = context.groups[..lo].iter().rev().find(|g| g.1 <= start && g.0 >= from)?;
    (start - before.1 <= 3 && !timed(before.0, before.1)).then_some((
        before.0,
        before.1,
        Via::Clause,
    ))
}
