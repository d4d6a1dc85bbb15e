//! Running the phases of an engine over one document.

use crate::matching::automaton::Automaton;
use crate::matching::chart::Analysis;
use crate::matching::machine::{CaptureEvent, Scratch};
use crate::matching::mention::{Mention, Slot};
use crate::matching::outline::Outline;
use crate::matching::propose::Match;
use crate::matching::resolve::{Candidate, Resolution};
use crate::matching::symbol::Symbols;
use crate::patterns::anchor::Variant;
use crate::patterns::engine::Engine;
use crate::patterns::filing::{Entry, Phase, Run};
use crate::patterns::gate::OPEN;
use crate::patterns::scan::ScanGroup;
use crate::rules::ast::Scope;

/// What happens to mentions outside the engine: their typed values, and work between phases.
pub trait Hooks {
    /// Give a fresh mention with these slots its typed value; `false` drops it (31 February).
    fn value(
        &mut self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        mention: &mut Mention,
        slots: &mut Vec<Slot>,
    ) -> bool;
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
    /// The slots of the candidates, and of the one that is being made.
    pub(super) slots: Vec<Slot>,
    pub(super) draft: Vec<Slot>,
    pub(super) outline: Vec<Outline>,
    pub(super) resolution: Resolution,
    /// Those that stand, in order of their places: span, type and rule, number.
    pub(super) in_text: Vec<(u64, u64, u32)>,
    /// For each phase the tokens whose words anchor rules in it, with these rules.
    pub(super) anchored: Vec<Vec<(u32, Run)>>,
    /// Scan rules that are left out, by index; empty if none are.
    pub(super) skip: Vec<bool>,
    symbols: Symbols,
    /// The symbol of each token of the document.
    pub(super) of_token: Vec<u32>,
    /// For each phase and scan group its automaton, if it has one.
    automata: Vec<Vec<Option<Automaton>>>,
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
            self.slots.clear();
            self.collect(engine, phase, number, analysis, hooks);
            self.settle(engine, analysis, hooks);
            hooks.after_phase(engine, analysis, &phase.name);
        }
    }

    /// Look up which rules of which phases have something to do at each token.
    pub(super) fn start(&mut self, engine: &Engine, analysis: &Analysis<'_>) {
        self.anchored.iter_mut().for_each(Vec::clear);
        self.anchored.resize(engine.phases.len(), Vec::new());
        for (t, token) in analysis.tokens.iter().enumerate() {
            for run in engine.word_anchors.runs(token.word.0) {
                self.anchored[run.phase as usize].push((t as u32, *run));
            }
        }
        let text = &analysis.document.text;
        let afresh = self.symbols.number(engine, &analysis.tokens, text, &mut self.of_token);
        if self.automata.len() < engine.phases.len() {
            let group = |g: &ScanGroup| Automaton::new(engine, g);
            self.automata =
                engine.phases.iter().map(|p| p.scans.iter().map(group).collect()).collect();
        } else if afresh {
            self.automata.iter_mut().flatten().flatten().for_each(Automaton::forget_symbols);
        }
    }

    pub(super) fn collect(
        &mut self,
        engine: &Engine,
        phase: &Phase,
        number: usize,
        analysis: &Analysis<'_>,
        hooks: &mut dyn Hooks,
    ) {
        for i in 0..self.anchored[number].len() {
            let (t, run) = self.anchored[number][i];
            let place = Place::new(analysis, t, t + 1);
            for entry in engine.word_anchors.entries(run) {
                self.attempt(engine, entry, &place, analysis, hooks);
            }
        }
        if phase.has_phrases() {
            for phrase in &analysis.phrases {
                let Some(entries) = phase.by_lexicon.get(&phrase.lex) else { continue };
                let place = Place::new(analysis, phrase.start, phrase.end);
                for entry in entries {
                    let entry = Entry { lexicon: None, ..*entry };
                    self.attempt(engine, &entry, &place, analysis, hooks);
                }
            }
        }
        for (kind, entries) in &phase.by_mention {
            for (_, m) in analysis.of_kind(*kind) {
                let place = Place::new(analysis, m.start, m.end);
                for entry in entries {
                    self.attempt(engine, entry, &place, analysis, hooks);
                }
            }
        }
        for entry in &phase.everywhere {
            for t in 0..analysis.tokens.len() as u32 {
                let place = Place::new(analysis, t, t + 1);
                self.attempt(engine, entry, &place, analysis, hooks);
            }
        }
        for i in 0..phase.scans.len() {
            // Taken out, so that the machine can run beside it.
            let mut automaton = self.automata[number][i].take();
            self.scan(engine, &phase.scans[i], automaton.as_mut(), analysis, hooks);
            self.automata[number][i] = automaton;
        }
    }

    /// Try a variant whose anchor stands at a place.
    #[inline]
    fn attempt(
        &mut self,
        engine: &Engine,
        entry: &Entry,
        place: &Place,
        analysis: &Analysis<'_>,
        hooks: &mut dyn Hooks,
    ) {
        if entry.needs & !place.kinds != 0 {
            return;
        }
        let (at, to) = place.anchor;
        let (low, high) = match entry.scope {
            Scope::Sentence => place.sentence,
            other => scope(analysis, other, at),
        };
        let gate = |number: u16| &engine.gates.list[number as usize];
        let after = entry.after == OPEN
            || to < high && gate(entry.after).may_begin::<true>(engine, analysis, to);
        if !after {
            return;
        }
        let before = entry.before == OPEN
            || at > low && gate(entry.before).may_begin::<false>(engine, analysis, at);
        if !before {
            return;
        }
        // A word of a lexicon anchor must be one in this case, too.
        if let Some(lexicon) = entry.lexicon {
            let token = &analysis.tokens[at as usize];
            if !engine.lexicons.has(lexicon, token, &analysis.document.text) {
                return;
            }
        }
        let variant = &engine.variants[entry.variant as usize];
        self.verify(engine, variant, at, (low, high), analysis, hooks);
    }

    /// Run a variant's programs from its anchor.
    fn verify(
        &mut self,
        engine: &Engine,
        variant: &Variant,
        at: u32,
        within: (u32, u32),
        analysis: &Analysis<'_>,
        hooks: &mut dyn Hooks,
    ) {
        let ground = engine.ground(analysis, within);
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
        let specificity = variant.before.weight + variant.after.weight;
        let found = Match { rule: variant.rule, span: (start, end), specificity, outline: None };
        self.propose(engine, &found, &ground, hooks);
    }
}

/// Where an anchor stands: what all variants tried there ask for.
struct Place {
    /// Tokens of the anchor, and of its sentence.
    anchor: (u32, u32),
    sentence: (u32, u32),
    /// Kinds of mention in the sentence, as bits.
    kinds: u64,
}

impl Place {
    #[inline]
    fn new(analysis: &Analysis<'_>, start: u32, end: u32) -> Self {
        let sentence = analysis.tokens[start as usize].sentence as usize;
        Self {
            anchor: (start, end),
            sentence: analysis.sentences[sentence],
            kinds: analysis.kinds_in(sentence),
        }
    }
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
