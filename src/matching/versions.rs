//! Two versions of some rules side by side in one engine: can a document tell them apart?
//!
//! Everything that the versions share runs once. Where changed rules match, the phase is settled
//! twice, with the old ones and with the new ones; as long as the same mentions stand, nothing
//! later can differ.

use crate::matching::anchor::Anchor;
use crate::matching::chart::Analysis;
use crate::matching::engine::Engine;
use crate::matching::mention::Mention;
use crate::matching::phase::{Hooks, Runner};
use crate::matching::resolve::{Candidate, resolve};

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
    /// Words and lexicons at which changed rules start; `None` if some start elsewhere.
    starts: Option<(Vec<bool>, Vec<u16>)>,
}

impl Sides {
    /// The side of each rule of the engine, a number that its two versions share, and its phase.
    pub(crate) fn new(engine: &Engine, rules: Vec<(Side, u32, usize)>) -> Self {
        let changed = |r: &u32| rules[*r as usize].0 != Side::Both;
        let mut starts = Some((vec![false; engine.vocabulary.len()], Vec::new()));
        for variant in engine.variants.iter().filter(|v| changed(&v.rule)) {
            let words = match &variant.anchor {
                Anchor::Words(words) => words,
                Anchor::Lexicon(lexicon, words) => {
                    starts.iter_mut().for_each(|s| s.1.push(*lexicon));
                    words
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
        let last = rules.iter().filter(|r| r.0 != Side::Both).map(|r| r.2 + 1).max();
        Self {
            side: rules.iter().map(|r| r.0).collect(),
            twin: rules.iter().map(|r| r.1).collect(),
            phases: last.unwrap_or(0),
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

    /// The mentions that stand without the rules of one side.
    fn standing(&self, all: &[Candidate], without: Side) -> Vec<Mention> {
        let mut some: Vec<Candidate> =
            all.iter().filter(|c| self.of(c) != without).cloned().collect();
        for c in &mut some {
            c.mention.rule = self.twin[c.mention.rule as usize];
        }
        let standing = resolve(&some, &mut Vec::new(), |_, _| {});
        let mut out: Vec<Mention> =
            standing.iter().map(|i| std::mem::take(&mut some[*i as usize].mention)).collect();
        out.sort_by_key(|m| (m.start, m.end, m.kind, m.rule));
        out
    }
}

impl Runner {
    /// Do the old and the new rules leave different mentions in a prepared document?
    pub(crate) fn tells_apart(
        &mut self,
        engine: &Engine,
        analysis: &mut Analysis<'_>,
        hooks: &mut dyn Hooks,
        sides: &Sides,
    ) -> bool {
        if !sides.may_match(analysis) {
            return false;
        }
        self.start(engine, analysis);
        for (number, phase) in engine.phases.iter().enumerate().take(sides.phases) {
            hooks.before_phase(engine, analysis, &phase.name);
            self.candidates.clear();
            self.collect(engine, phase, number, analysis, hooks);
            if self.candidates.iter().any(|c| sides.of(c) != Side::Both) {
                let old = sides.standing(&self.candidates, Side::New);
                if old != sides.standing(&self.candidates, Side::Old) {
                    return true;
                }
                self.candidates.retain(|c| sides.of(c) != Side::New);
            }
            self.settle(engine, analysis, hooks);
            hooks.after_phase(engine, analysis, &phase.name);
        }
        false
    }
}
