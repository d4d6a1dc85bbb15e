//! From a match to a candidate: guards, slots, typed value.

use crate::matching::engine::{CompiledGuards, Engine, RuleInfo};
use crate::matching::machine::{CaptureEvent, Ground};
use crate::matching::mention::{ConstId, Mention, Slot, SlotValue};
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
        self.draft(engine, rule, span.0, ground);
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

    /// Turn the capture events in `self.events` into slots in `self.draft`, those of constants that
    /// the rule sets at token `at`.
    fn draft(&mut self, engine: &Engine, rule: &RuleInfo, at: u32, ground: &Ground<'_, '_>) {
        let analysis = ground.analysis;
        let Self { events, draft, .. } = self;
        draft.clear();
        let constant = |number: Option<u32>| {
            number.map_or(SlotValue::Words, |id| SlotValue::Const(ConstId(id)))
        };
        for e in events.iter() {
            let (name, start, end, value) = match *e {
                CaptureEvent::Open(name, at) => {
                    // The nearest close of the same slot at or behind it.
                    let close = events
                        .iter()
                        .filter_map(|c| match c {
                            CaptureEvent::Close(n, end) if *n == name && *end >= at => Some(*end),
                            _ => None,
                        })
                        .min();
                    let Some(end) = close else { continue };
                    (name, at, end, SlotValue::Words)
                }
                CaptureEvent::Close(..) => continue,
                CaptureEvent::Token(name, t, lex) => {
                    let word = analysis.tokens[t as usize].word;
                    let lexicon = u16::try_from(lex).ok();
                    let value = lexicon.and_then(|l| engine.lexicons.value_number(l, word));
                    (name, t, t + 1, constant(value))
                }
                CaptureEvent::Phrase(name, p) => {
                    let phrase = &analysis.phrases[p as usize];
                    let value = (phrase.value != 0).then_some(phrase.value);
                    (name, phrase.start, phrase.end, constant(value))
                }
                CaptureEvent::Mention(name, m) => {
                    let mention = &analysis.mentions[m as usize];
                    (name, mention.start, mention.end, SlotValue::Mention(m))
                }
                CaptureEvent::Bind(name, value, at) => (name, at, at, SlotValue::Const(value)),
            };
            draft.push(Slot { name, start, end, value });
        }
        if draft.len() > 1 {
            draft.sort_by_key(|s| (s.start, s.end, s.name));
        }
        for (name, value) in &rule.set {
            let value = SlotValue::Const(*value);
            draft.push(Slot { name: *name, start: at, end: at, value });
        }
    }
}
