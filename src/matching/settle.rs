//! When all matches of a phase are found: which stand, and what they hide.

use crate::matching::chart::Analysis;
use crate::matching::mention::SlotValue;
use crate::matching::phase::{Hooks, Runner};
use crate::matching::resolve::resolve;
use crate::patterns::engine::Engine;

impl Runner {
    /// Resolve the phase's candidates and add those that stand to the chart.
    pub(super) fn settle(
        &mut self,
        engine: &Engine,
        analysis: &mut Analysis<'_>,
        hooks: &mut dyn Hooks,
    ) {
        if self.candidates.is_empty() {
            return;
        }
        let Self { candidates, resolution, in_text, slots, .. } = self;
        resolve(candidates, resolution, |loser, winner| {
            hooks.lost(&loser.mention, Some(&winner.mention));
        });
        in_text.clear();
        in_text.extend(resolution.standing.iter().map(|i| {
            let m = &candidates[*i as usize].mention;
            (pair(m.start, m.end), pair(m.kind.into(), m.rule), *i)
        }));
        // In order but for the types, which a stable sort makes use of.
        in_text.sort_by_key(|(span, rule, _)| (*span, *rule));
        let first = analysis.mentions.len();
        for (.., i) in in_text {
            let mention = std::mem::take(&mut candidates[*i as usize].mention);
            analysis.add(mention, slots);
        }
        candidates.clear();
        hide(engine, analysis, first);
        analysis.file_mentions();
    }
}

fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// Hide what the new mentions (from index `first`) hide.
///
/// Mentions that the type's `open` test lets through leave what they cover in sight: the number in
/// "three years" is part of a duration and counts years, too.
fn hide(engine: &Engine, analysis: &mut Analysis<'_>, first: usize) {
    for i in first..analysis.mentions.len() {
        let m = &analysis.mentions[i];
        let (kind, start, end) = (m.kind, m.start, m.end);
        let Some((_, hidden)) = engine.hides.iter().find(|(k, _)| *k == kind) else { continue };
        let open = engine.open.iter().any(|(kind, slot, values)| {
            *kind == m.kind
                && analysis.slots(m).iter().any(|s| match &s.value {
                    SlotValue::Const(c) => s.name == *slot && values.contains(c),
                    _ => false,
                })
        });
        if open {
            continue;
        }
        // Filed are those of the phases before: new mentions do not hide each other.
        let covered = |id: &u32| {
            let m = &analysis.mentions[*id as usize];
            m.end <= end && hidden.contains(&m.kind)
        };
        let ids: Vec<u32> =
            (start..end).flat_map(|t| analysis.starting.at(t)).filter(covered).collect();
        ids.into_iter().for_each(|id| analysis.hide(id));
    }
}
