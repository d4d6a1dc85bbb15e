//! Two versions of some rules side by side in one engine: can a document tell them apart?
//!
//! Everything that the versions share runs once. Where changed rules match, the phase is resolved
//! twice, with the old ones and with the new ones. As long as the same mentions stand, nothing later
//! can differ; from where others stand, either version goes its own way.

use crate::matching::chart::Analysis;
use crate::matching::mention::{Slot, Value};
use crate::matching::phase::{Hooks, Runner};
use crate::matching::resolve::{Candidate, Resolution, resolve};
use crate::patterns::anchor::Anchor;
use crate::patterns::engine::Engine;

/// Which version of a pack has a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Both,
    Old,
    New,
}

/// The versions of an engine's rules, and where they can differ.
#[derive(Debug)]
pub(crate) struct Sides {
    side: Vec<Side>,
    /// A number that both versions of a rule have.
    twin: Vec<u32>,
    /// Phases up to the last one with a changed rule.
    phases: usize,
    /// Phases with a changed rule in scan mode.
    scans: Vec<usize>,
    /// Words and lexicons at which changed rules start; `None` if some start elsewhere.
    starts: Option<(Vec<bool>, Vec<u16>)>,
}

impl Sides {
    /// The side of each rule of the engine, a number that its two versions share, its phase, and
    /// whether it is in scan mode.
    pub(crate) fn new(engine: &Engine, rules: Vec<(Side, u32, usize, bool)>) -> Self {
        let changed = |r: &u32| rules[*r as usize].0 != Side::Both;
        let scans: Vec<usize> =
            rules.iter().filter(|r| r.0 != Side::Both && r.3).map(|r| r.2).collect();
        let mut starts = Some((vec![false; engine.vocabulary.len()], Vec::new()));
        for variant in engine.variants.iter().filter(|v| changed(&v.rule)) {
            let words = match &variant.anchor {
                Anchor::Words(words) => words.as_slice(),
                Anchor::Lexicon(lexicon) => {
                    starts.iter_mut().for_each(|s| s.1.push(*lexicon));
                    engine.lexicons.words(*lexicon)
                }
                Anchor::Mention(_) | Anchor::Everywhere => {
                    starts = None;
                    break;
                }
            };
            if let Some((found, _)) = &mut starts {
                words.iter().for_each(|w| found[w.0 as usize] = true);
            }
        }
        if !scans.is_empty() {
            starts = None;
        }
        let last = rules.iter().filter(|r| r.0 != Side::Both).map(|r| r.2 + 1).max();
        Self {
            side: rules.iter().map(|r| r.0).collect(),
            twin: rules.iter().map(|r| r.1).collect(),
            phases: last.unwrap_or(0),
            scans,
            starts,
        }
    }

    /// Does the document have a word at which a changed rule starts?
    fn may_match(&self, analysis: &Analysis<'_>) -> bool {
        self.starts.as_ref().is_none_or(|(words, lexicons)| {
            analysis.tokens.iter().any(|t| words[t.word.0 as usize])
                || analysis.phrases.iter().any(|p| lexicons.contains(&p.lex))
        })
    }

    fn of(&self, c: &Candidate) -> Side {
        self.side[c.mention.rule as usize]
    }

    /// The mentions that stand of the candidates of one side, whose slots lie among `slots`.
    fn standing<'s>(&self, candidates: &[Candidate], slots: &'s [Slot]) -> Vec<Standing<'s>> {
        let mut some = candidates.to_vec();
        for c in &mut some {
            c.mention.rule = self.twin[c.mention.rule as usize];
        }
        let mut resolution = Resolution::default();
        resolve(&some, &mut resolution, |_, _| {});
        let mut out: Vec<Standing<'s>> = resolution
            .standing
            .iter()
            .map(|i| {
                let m = std::mem::take(&mut some[*i as usize].mention);
                ((m.start, m.end, m.kind, m.rule), m.slots_in(slots), m.value)
            })
            .collect();
        out.sort_by_key(|(place, ..)| *place);
        out
    }
}

/// What tells mentions apart: place, type and rule, slots, value.
type Standing<'s> = ((u32, u32, u16, u32), &'s [Slot], Value);

impl Runner {
    /// The analyses of a prepared document with the old and with the new rules, unless the same
    /// mentions stand in both.
    pub(crate) fn versions<'d>(
        &mut self,
        engine: &Engine,
        mut analysis: Analysis<'d>,
        hooks: &mut dyn Hooks,
        sides: &Sides,
    ) -> Option<[Analysis<'d>; 2]> {
        if !sides.may_match(&analysis) {
            return None;
        }
        self.start(engine, &analysis);
        for number in 0..sides.phases {
            let name = &engine.phases[number].name;
            hooks.before_phase(engine, &mut analysis, name);
            self.slots.clear();
            let found = self.found(engine, number, &analysis, hooks, sides);
            if let Some((old, new)) = found {
                let differ = sides.standing(&old, &self.slots) != sides.standing(&new, &self.slots);
                self.candidates = old;
                if differ {
                    let mut other = analysis.clone();
                    let slots = self.slots.clone();
                    self.finish(engine, number, &mut analysis, hooks, (sides, Side::New));
                    (self.candidates, self.slots) = (new, slots);
                    self.finish(engine, number, &mut other, hooks, (sides, Side::Old));
                    return Some([analysis, other]);
                }
            }
            self.settle(engine, &mut analysis, hooks);
            hooks.after_phase(engine, &mut analysis, name);
        }
        None
    }

    /// Collect the candidates of a phase; where changed rules have some, those of either side.
    fn found(
        &mut self,
        engine: &Engine,
        number: usize,
        analysis: &Analysis<'_>,
        hooks: &mut dyn Hooks,
        sides: &Sides,
    ) -> Option<(Vec<Candidate>, Vec<Candidate>)> {
        if sides.scans.contains(&number) {
            // What a scan rule finds depends on the others.
            self.one_side(engine, number, analysis, hooks, (sides, Side::New));
            let old = std::mem::take(&mut self.candidates);
            self.one_side(engine, number, analysis, hooks, (sides, Side::Old));
            return Some((old, std::mem::take(&mut self.candidates)));
        }
        self.candidates.clear();
        self.collect(engine, &engine.phases[number], number, analysis, hooks);
        if self.candidates.iter().all(|c| sides.of(c) == Side::Both) {
            return None;
        }
        let all = std::mem::take(&mut self.candidates);
        let old = all.iter().filter(|c| sides.of(c) != Side::New).cloned().collect();
        Some((old, all.into_iter().filter(|c| sides.of(c) != Side::Old).collect()))
    }

    /// Collect the candidates of a phase without the rules of one side.
    fn one_side(
        &mut self,
        engine: &Engine,
        number: usize,
        analysis: &Analysis<'_>,
        hooks: &mut dyn Hooks,
        (sides, without): (&Sides, Side),
    ) {
        self.skip = sides.side.iter().map(|s| *s == without).collect();
        self.candidates.clear();
        self.collect(engine, &engine.phases[number], number, analysis, hooks);
        self.skip.clear();
        self.candidates.retain(|c| sides.of(c) != without);
    }

    /// Settle a phase whose candidates are collected, and run those behind it without the rules of
    /// one side.
    fn finish(
        &mut self,
        engine: &Engine,
        number: usize,
        analysis: &mut Analysis<'_>,
        hooks: &mut dyn Hooks,
        side: (&Sides, Side),
    ) {
        self.settle(engine, analysis, hooks);
        hooks.after_phase(engine, analysis, &engine.phases[number].name);
        for (later, phase) in engine.phases.iter().enumerate().skip(number + 1) {
            hooks.before_phase(engine, analysis, &phase.name);
            self.slots.clear();
            self.one_side(engine, later, analysis, hooks, side);
            self.settle(engine, analysis, hooks);
            hooks.after_phase(engine, analysis, &phase.name);
        }
    }
}
