//! From a match to a candidate: guards, slots, typed value.

use crate::matching::machine::Ground;
use crate::matching::mention::Mention;
use crate::matching::outline::{Outline, outline};
use crate::matching::phase::{GuardId, GuardSide, Hooks, Runner};
use crate::matching::resolve::Candidate;
use crate::patterns::engine::{CompiledGuards, Engine, Guard};
use crate::patterns::gate::OPEN;

/// A match: its rule, its tokens, and what it captured.
pub(super) struct Match<'o> {
    pub rule: u32,
    pub span: (u32, u32),
    pub specificity: u32,
    /// What it captured, from its first token on, if that is known; else it is in the events.
    pub outline: Option<&'o [Outline]>,
}

impl Runner {
    /// Make a candidate of a match unless a guard vetoes it.
    pub(super) fn propose(
        &mut self,
        engine: &Engine,
        found: &Match<'_>,
        ground: &Ground<'_, '_>,
        hooks: &mut dyn Hooks,
    ) -> bool {
        let Match { rule: index, span, specificity, outline: known } = *found;
        let rule = &engine.rules[index as usize];
        if rule.guarded {
            let veto = self
                .guard(&rule.unless, true, ground, span)
                .or_else(|| self.guard(&rule.when, false, ground, span));
            if let Some(guard) = veto {
                hooks.vetoed(index, span.0, span.1, guard);
                return false;
            }
        }
        self.draft.clear();
        let slot = |o: &Outline, by: u32| o.slot(engine, ground.analysis, by);
        if let Some(known) = known {
            self.draft.extend(known.iter().map(|o| slot(o, span.0)));
        } else {
            outline(&self.events, rule, span.0, ground.analysis, &mut self.outline);
            self.draft.extend(self.outline.iter().map(|o| slot(o, 0)));
        }
        let mut mention = Mention {
            kind: rule.kind,
            start: span.0,
            end: span.1,
            rule: index,
            ..Mention::default()
        };
        if let Some(slot) = rule.span {
            let filled = || self.draft.iter().filter(|s| s.name == slot && s.start < s.end);
            let start = filled().map(|s| s.start).min();
            let end = filled().map(|s| s.end).max();
            if let (Some(start), Some(end)) = (start, end) {
                (mention.start, mention.end) = (start, end);
            }
        }
        if !hooks.value(engine, ground.analysis, &mut mention, &mut self.draft) {
            return false;
        }
        mention.file_slots(&self.draft, &mut self.slots);
        let key = engine
            .keys
            .get(usize::from(mention.kind))
            .and_then(|k| *k)
            .and_then(|k| self.draft.iter().find(|s| s.name == k && s.start < s.end))
            .map_or((mention.start, mention.end), |s| (s.start, s.end));
        self.candidates.push(Candidate { mention, key, priority: rule.priority, specificity });
        true
    }

    /// The first guard that holds (of those that veto) or that does not (of those demanded).
    fn guard(
        &mut self,
        guards: &CompiledGuards,
        vetoes: bool,
        ground: &Ground<'_, '_>,
        span: (u32, u32),
    ) -> Option<GuardId> {
        let id = |side, number| GuardId { demand: !vetoes, side, number: number as u32 };
        for (i, p) in guards.before.iter().enumerate() {
            if self.holds::<false>(p, ground, span.0) == vetoes {
                return Some(id(GuardSide::Before, i));
            }
        }
        for (i, p) in guards.after.iter().enumerate() {
            if self.holds::<true>(p, ground, span.1) == vetoes {
                return Some(id(GuardSide::After, i));
            }
        }
        for (i, p) in guards.inside.iter().enumerate() {
            if self.inside(p, ground, span) == vetoes {
                return Some(id(GuardSide::Inside, i));
            }
        }
        None
    }

    fn holds<const FORWARD: bool>(
        &mut self,
        guard: &Guard,
        ground: &Ground<'_, '_>,
        at: u32,
    ) -> bool {
        let may = guard.gate == OPEN || {
            let gate = &ground.gates[guard.gate as usize];
            gate.lets_in::<FORWARD>(ground, at, ground.next::<FORWARD>(at))
        };
        self.guard.reset();
        may && self.guard.run::<FORWARD>(&guard.program, ground, at).is_some()
    }

    fn inside(&mut self, guard: &Guard, ground: &Ground<'_, '_>, span: (u32, u32)) -> bool {
        let within = Ground { low: span.0, high: span.1, ..*ground };
        (span.0..span.1).any(|t| self.holds::<true>(guard, &within, t))
    }
}
