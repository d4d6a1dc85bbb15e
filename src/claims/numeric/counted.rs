//! What a share or a sum of money is of: the noun group around, behind or before it.

use super::context::Context;
use crate::claims::names::Lex;
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
    let figures = |a: u32| context.quantity_from(a).is_some();
    // "$871 billion health care bill", "a 25 basis-point increase": the group holds the figure.
    let lo = context.groups.partition_point(|g| g.1 <= start);
    let around =
        context.groups[lo..].iter().take(3).find(|g| g.0 < end && g.1 > end && !timed(end, g.1));
    if let Some(&(_, b)) = around {
        return Some((end, b, Via::Rule));
    }
    // "62 % of the votes", "a 0.25 % cut in rates": the group behind, but for a word between.
    let behind = context.groups[lo..].iter().find(|g| g.0 >= end);
    if let Some(&(a, b)) = behind {
        let between = analysis.tokens.get(end as usize..a as usize).unwrap_or_default();
        let words = between.iter().all(|t| t.shape.has(Shape::WORD));
        let near = a <= end + 1 && b <= upto && words && quantity.end <= a + 1;
        // "Fell 3.2 % to 148 pence": a second figure is not what the first is of.
        if near && !timed(a, b) && !figures(a) {
            // "of the votes" counts the votes; "cut in rates" begins with its noun.
            let joined = between.first().is_none_or(|t| t.tags & tag::PREP != 0);
            // "At 4.5 % at its meeting", "put at $3m by the insurer": not what it is of.
            let aside = joined && a > end && !context.reader.word_in(end, Lex::SharePrep);
            if !aside {
                return Some((if joined { a } else { end }, b, Via::Rule));
            }
        }
    }
    // "raised rates to 0.75 %": the last group before, unless an article says that one follows.
    let article = start > from
        && analysis.tokens.get(start as usize - 1).is_some_and(|t| t.tags & tag::DET != 0);
    if article {
        return None;
    }
    // "Profit rose 12 percent to $3.4bn": both are said of the profit.
    let (mut reach, mut last) = (3, start);
    for &(mut a, b) in context.groups[..lo].iter().rev().take(2) {
        if b > start || a < from {
            return None;
        }
        // "86 cents a share, from $243 million": nor what another figure is per.
        let taken = figures(a) || context.quantity_over(a, b).is_some();
        if taken && b - a <= 3 && last - b <= 3 {
            reach += last - a;
            last = a;
            continue;
        }
        if b - a > 1 && context.reader.word_in(a, Lex::ContentOpener) {
            a += 1;
        }
        let pronoun = b == a + 1 && analysis.tokens[a as usize].tags & tag::PRON != 0;
        return (start - b <= reach && !timed(a, b) && !pronoun).then_some((a, b, Via::Clause));
    }
    None
}
