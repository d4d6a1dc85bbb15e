//! Running the phases of an engine over one document.

use crate::lexis::token::Token;
use crate::matching::anchor::{Anchor, Variant};
use crate::matching::chart::Analysis;
use crate::matching::engine::{Engine, First, Phase, Scan};
use crate::matching::machine::{CaptureEvent, Ground, Scratch};
use crate::matching::mention::{Mention, SlotValue};
use crate::matching::resolve::{Candidate, resolve};
use crate::rules::ast::Scope;

/// What happens to mentions outside the engine: their typed values, and work between phases.
pub trait Hooks {
    /// Give a fresh mention its typed value; `false` drops it (31 February).
    fn value(&mut self, engine: &Engine, analysis: &Analysis<'_>, mention: &mut Mention) -> bool;
    /// Called before a phase runs; may add mentions.
    fn before_phase(&mut self, engine: &Engine, analysis: &mut Analysis<'_>, phase: &str);
    /// Called when a phase's mentions stand.
    fn after_phase(&mut self, engine: &Engine, analysis: &mut Analysis<'_>, phase: &str);
    /// Told of each match that lost and of the one that beat it (for explanations).
    fn lost(&mut self, _loser: &Mention, _winner: Option<&Mention>) {}
    /// Told of each match that a guard vetoed (for explanations and coverage).
    fn vetoed(&mut self, _rule: u32, _start: u32, _end: u32, _guard: GuardId) {}
}

/// Which guard of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GuardId {
    /// `when` rather than `unless`.
    pub demand: bool,
    /// Where it looks.
    pub side: GuardSide,
    /// Number in its array, from 0.
    pub number: u32,
}

/// Where a guard looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum GuardSide {
    Before,
    After,
    Inside,
}

/// Buffers for running, reused between documents.
#[derive(Debug, Default)]
pub struct Runner {
    pub(super) forward: Scratch,
    pub(super) backward: Scratch,
    pub(super) guard: Scratch,
    pub(super) events: Vec<CaptureEvent>,
    pub(super) candidates: Vec<Candidate>,
    pub(super) owner: Vec<u32>,
    /// For each token the phases that its word may anchor a rule in.
    pub(super) masks: Vec<u64>,
}

impl Runner {
    /// Run every phase in order.
    pub fn run(&mut self, engine: &Engine, analysis: &mut Analysis<'_>, hooks: &mut dyn Hooks) {
        self.run_some(engine, analysis, hooks, engine.phases.len());
    }

    /// Run the first `phases` phases.
    pub(crate) fn run_some(
        &mut self,
        engine: &Engine,
        analysis: &mut Analysis<'_>,
        hooks: &mut dyn Hooks,
        phases: usize,
    ) {
        self.start(engine, analysis);
        for (number, phase) in engine.phases.iter().enumerate().take(phases) {
            hooks.before_phase(engine, analysis, &phase.name);
            self.candidates.clear();
            self.collect(engine, phase, number, analysis, hooks);
            self.settle(engine, analysis, hooks);
            hooks.after_phase(engine, analysis, &phase.name);
        }
    }

    /// Look up which phases have something to do at each token.
    pub(super) fn start(&mut self, engine: &Engine, analysis: &Analysis<'_>) {
        self.masks.clear();
        self.masks.extend(analysis.tokens.iter().map(|t| engine.phase_mask[t.word.0 as usize]));
    }

    pub(super) fn collect(
        &mut self,
        engine: &Engine,
        phase: &Phase,
        number: usize,
        analysis: &Analysis<'_>,
        hooks: &mut dyn Hooks,
    ) {
        let bit = 1u64 << number;
        if !phase.word_variants.is_empty() {
            for t in 0..analysis.tokens.len() {
                if self.masks[t] & bit == 0 {
                    continue;
                }
                let word = analysis.tokens[t].word.0;
                for v in phase.variants_of(word) {
                    let variant = &engine.variants[*v as usize];
                    // A word of a lexicon anchor must be one in this case, too.
                    if let Anchor::Lexicon(lex, _) = &variant.anchor {
                        if !engine.lexicons.has(*lex, &analysis.tokens[t], &analysis.document.text)
                        {
                            continue;
                        }
                    }
                    self.attempt(engine, variant, t as u32, analysis, hooks);
                }
            }
        }
        if !phase.by_lexicon.is_empty() {
            for phrase in &analysis.phrases {
                if let Some(vs) = phase.by_lexicon.get(&phrase.lex) {
                    for v in vs {
                        self.attempt(
                            engine,
                            &engine.variants[*v as usize],
                            phrase.start,
                            analysis,
                            hooks,
                        );
                    }
                }
            }
        }
        if !phase.by_mention.is_empty() {
            let shown =
                analysis.mentions.iter().zip(&analysis.visible).filter(|(_, shown)| **shown);
            for (m, _) in shown {
                if let Some((_, vs)) = phase.by_mention.iter().find(|(kind, _)| *kind == m.kind) {
                    for v in vs {
                        self.attempt(
                            engine,
                            &engine.variants[*v as usize],
                            m.start,
                            analysis,
                            hooks,
                        );
                    }
                }
            }
        }
        for v in &phase.everywhere {
            for t in 0..analysis.tokens.len() {
                self.attempt(engine, &engine.variants[*v as usize], t as u32, analysis, hooks);
            }
        }
        for group in &phase.scans {
            self.scan(engine, group, analysis, hooks);
        }
    }

    /// Try a variant whose anchor begins at `at`.
    fn attempt(
        &mut self,
        engine: &Engine,
        variant: &Variant,
        at: u32,
        analysis: &Analysis<'_>,
        hooks: &mut dyn Hooks,
    ) {
        let rule = &engine.rules[variant.rule as usize];
        let (low, high) = scope(analysis, rule.scope, at);
        let ground = Ground { analysis, lexicons: &engine.lexicons, low, high };
        self.forward.reset();
        let Some((end, tail)) = self.forward.run::<true>(&variant.after, &ground, at) else {
            return;
        };
        self.backward.reset();
        let Some((start, head)) = self.backward.run::<false>(&variant.before, &ground, at) else {
            return;
        };
        if start == end {
            return;
        }
        self.events.clear();
        self.backward.events(head, &mut self.events);
        self.forward.events(tail, &mut self.events);
        let specificity = variant.before.weight() + variant.after.weight();
        self.propose(engine, variant.rule, (start, end), &ground, specificity, hooks);
    }

    fn scan(
        &mut self,
        engine: &Engine,
        group: &[Scan],
        analysis: &Analysis<'_>,
        hooks: &mut dyn Hooks,
    ) {
        let mut t = 0u32;
        while (t as usize) < analysis.tokens.len() {
            let mut best: Option<(i32, u32, usize, u32)> = None;
            for (i, scan) in group.iter().enumerate() {
                if !may_start(&scan.first, &analysis.tokens[t as usize], t, analysis) {
                    continue;
                }
                let rule = &engine.rules[scan.rule as usize];
                let (low, high) = scope(analysis, rule.scope, t);
                let ground = Ground { analysis, lexicons: &engine.lexicons, low, high };
                self.forward.reset();
                if let Some((end, head)) = self.forward.run::<true>(&scan.program, &ground, t) {
                    if end > t && best.is_none_or(|b| (rule.priority, end) > (b.0, b.1)) {
                        best = Some((rule.priority, end, i, head));
                        self.events.clear();
                        self.forward.events(head, &mut self.events);
                    }
                }
            }
            let Some((_, end, i, _)) = best else {
                t += 1;
                continue;
            };
            let scan = &group[i];
            let (low, high) = scope(analysis, engine.rules[scan.rule as usize].scope, t);
            let ground = Ground { analysis, lexicons: &engine.lexicons, low, high };
            let stands =
                self.propose(engine, scan.rule, (t, end), &ground, scan.program.weight(), hooks);
            t = if stands { end } else { t + 1 };
        }
    }

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
        let beaten = resolve(&mut self.candidates, analysis.tokens.len(), &mut self.owner);
        for (i, by) in beaten.iter().enumerate() {
            if let Some(by) = by {
                hooks.lost(
                    &self.candidates[i].mention,
                    self.candidates.get(*by as usize).map(|c| &c.mention),
                );
            }
        }
        let first = analysis.mentions.len();
        for (c, by) in self.candidates.drain(..).zip(beaten) {
            if by.is_none() {
                analysis.mentions.push(c.mention);
            }
        }
        analysis.mentions[first..].sort_by_key(|m| (m.start, m.end, m.kind, m.rule));
        analysis.visible.resize(analysis.mentions.len(), true);
        hide(engine, analysis, first);
        analysis.file_mentions();
    }
}

/// Hide what the new mentions (from index `first`) hide.
///
/// Mentions that the type's `open` test lets through leave what they cover in sight: the number in
/// "three years" is part of a duration and counts years, too.
fn hide(engine: &Engine, analysis: &mut Analysis<'_>, first: usize) {
    for i in first..analysis.mentions.len() {
        let (kind, start, end) = {
            let m = &analysis.mentions[i];
            let open = engine.open.iter().any(|(kind, slot, values)| {
                *kind == m.kind
                    && m.slots.iter().any(|s| match &s.value {
                        SlotValue::Const(c) => s.name == *slot && values.iter().any(|v| **v == **c),
                        _ => false,
                    })
            });
            if open {
                continue;
            }
            (m.kind, m.start, m.end)
        };
        let Some((_, hidden)) = engine.hides.iter().find(|(k, _)| *k == kind) else { continue };
        for t in start..end {
            // Filed lists are those of the phase before: new mentions are not in them.
            for j in 0..analysis.by_start.at(t).len() {
                let id = analysis.by_start.at(t)[j] as usize;
                let m = &analysis.mentions[id];
                if m.end <= end && hidden.contains(&m.kind) {
                    analysis.visible[id] = false;
                }
            }
        }
    }
}

fn may_start(first: &First, token: &Token, at: u32, analysis: &Analysis<'_>) -> bool {
    if first.any || token.tags & first.tags != 0 || token.shape.has(first.shape) {
        return true;
    }
    let w = token.word.0;
    if w != 0 && first.bits.get(w as usize / 64).is_some_and(|b| b >> (w % 64) & 1 == 1) {
        return true;
    }
    if !first.lexicons.is_empty() {
        let phrases = analysis.phrases_by_start.at(at);
        if phrases.iter().any(|p| first.lexicons.contains(&analysis.phrases[*p as usize].lex)) {
            return true;
        }
    }
    !first.kinds.is_empty()
        && analysis
            .by_start
            .at(at)
            .iter()
            .any(|m| first.kinds.contains(&analysis.mentions[*m as usize].kind))
}

/// Token range that a match around `at` may use.
pub(crate) fn scope(analysis: &Analysis<'_>, scope: Scope, at: u32) -> (u32, u32) {
    let sentence = analysis.tokens[at as usize].sentence as usize;
    let (low, high) = analysis.sentences[sentence];
    match scope {
        Scope::Sentence => (low, high),
        Scope::Paragraph => analysis
            .blocks
            .get(analysis.document.sentences[sentence].block as usize)
            .copied()
            .unwrap_or((low, high)),
        Scope::Clause => {
            let clause = analysis.clause[at as usize];
            let mut end = at;
            while end < high && analysis.clause[end as usize] == clause {
                end += 1;
            }
            (clause, end)
        }
    }
}
