//! From a match to a candidate: guards, slots, typed value.

use crate::matching::engine::{CompiledGuards, Engine, RuleInfo};
use crate::matching::machine::{CaptureEvent, Ground};
use crate::matching::mention::{Mention, Slot, SlotValue, Value};
use crate::matching::phase::{GuardId, GuardSide, Hooks, Runner};
use crate::matching::program::Program;
use crate::matching::resolve::Candidate;

impl Runner {
    /// Make a candidate of a match unless a guard vetoes it.
    pub(super) fn propose(
        &mut self,
        engine: &Engine,
        index: u32,
        span: (u32, u32),
        ground: &Ground<'_, '_>,
        specificity: u32,
        hooks: &mut dyn Hooks,
    ) -> bool {
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
        let mut mention = self.mention(engine, rule, index, span, ground);
        if let Some(slot) = rule.span {
            let filled = || mention.slots.iter().filter(|s| s.name == slot && s.start < s.end);
            let start = filled().map(|s| s.start).min();
            let end = filled().map(|s| s.end).max();
            if let (Some(start), Some(end)) = (start, end) {
                (mention.start, mention.end) = (start, end);
            }
        }
        if !hooks.value(engine, ground.analysis, &mut mention) {
            return false;
        }
        let key = engine
            .keys
            .get(usize::from(mention.kind))
            .and_then(|k| *k)
            .and_then(|k| mention.slots.iter().find(|s| s.name == k && s.start < s.end))
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
        program: &Program,
        ground: &Ground<'_, '_>,
        at: u32,
    ) -> bool {
        self.guard.reset();
        self.guard.run::<FORWARD>(program, ground, at).is_some()
    }

    fn inside(&mut self, program: &Program, ground: &Ground<'_, '_>, span: (u32, u32)) -> bool {
        let within = Ground { low: span.0, high: span.1, ..*ground };
        (span.0..span.1).any(|t| self.holds::<true>(program, &within, t))
    }

    /// Turn the capture events in `self.events` into slots.
    fn mention(
        &mut self,
        engine: &Engine,
        rule: &RuleInfo,
        index: u32,
        span: (u32, u32),
        ground: &Ground<'_, '_>,
    ) -> Mention {
        let analysis = ground.analysis;
        let mut slots: Vec<Slot> = Vec::with_capacity(self.events.len() + rule.set.len());
        for e in &self.events {
            match e {
                CaptureEvent::Open(name, at) => {
                    // The nearest close of the same slot at or behind it.
                    let close = self
                        .events
                        .iter()
                        .filter_map(|c| match c {
                            CaptureEvent::Close(n, end) if n == name && end >= at => Some(*end),
                            _ => None,
                        })
                        .min();
                    if let Some(end) = close {
                        slots.push(Slot { name: *name, start: *at, end, value: SlotValue::Words });
                    }
                }
                CaptureEvent::Close(..) => {}
                CaptureEvent::Token(name, t, lex) => {
                    let value = u16::try_from(*lex)
                        .ok()
                        .and_then(|l| engine.lexicons.value(l, analysis.tokens[*t as usize].word))
                        .map_or(SlotValue::Words, |v| SlotValue::Const(v.clone()));
                    slots.push(Slot { name: *name, start: *t, end: *t + 1, value });
                }
                CaptureEvent::Phrase(name, p) => {
                    let phrase = &analysis.phrases[*p as usize];
                    let value = engine
                        .lexicons
                        .phrase_value(phrase)
                        .map_or(SlotValue::Words, |v| SlotValue::Const(v.clone()));
                    slots.push(Slot { name: *name, start: phrase.start, end: phrase.end, value });
                }
                CaptureEvent::Mention(name, m) => {
                    let mention = &analysis.mentions[*m as usize];
                    slots.push(Slot {
                        name: *name,
                        start: mention.start,
                        end: mention.end,
                        value: SlotValue::Mention(*m),
                    });
                }
                CaptureEvent::Bind(name, value, at) => {
                    slots.push(Slot {
                        name: *name,
                        start: *at,
                        end: *at,
                        value: SlotValue::Const(engine.constants.get(*value).clone()),
                    });
                }
            }
        }
        if slots.len() > 1 {
            slots.sort_by_key(|s| (s.start, s.end, s.name));
        }
        for (name, value) in &rule.set {
            slots.push(Slot {
                name: *name,
                start: span.0,
                end: span.0,
                value: SlotValue::Const(value.clone()),
            });
        }
        Mention {
            kind: rule.kind,
            start: span.0,
            end: span.1,
            rule: index,
            slots,
            value: Value::None,
        }
    }
}
