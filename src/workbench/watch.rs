//! Hooks that write down what becomes of every match: proposed, vetoed by a guard, refused for its
//! value, beaten by another.

use crate::matching::chart::Analysis;
use crate::matching::mention::{Mention, Slot};
use crate::matching::phase::{GuardId, Hooks};
use crate::patterns::engine::Engine;
use crate::values::hooks::Values;

/// A match that a guard vetoed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Veto {
    /// Rule index.
    pub rule: u32,
    /// Tokens of the match.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// The guard.
    pub guard: GuardId,
}

/// Everything that happened to matches of one document.
#[derive(Debug)]
pub struct Watch<'n> {
    values: Values<'n>,
    /// Matches that came past the guards and have a value.
    pub proposed: Vec<Mention>,
    /// Matches whose value cannot be (31 February).
    pub refused: Vec<Mention>,
    /// Matches that lost, with the one that beat them.
    pub lost: Vec<(Mention, Option<Mention>)>,
    /// Matches that a guard vetoed.
    pub vetoed: Vec<Veto>,
}

impl<'n> Watch<'n> {
    /// Around the hooks that give values.
    #[must_use]
    pub fn new(values: Values<'n>) -> Self {
        let (proposed, refused, lost, vetoed) = Default::default();
        Self { values, proposed, refused, lost, vetoed }
    }
}

impl Hooks for Watch<'_> {
    fn value(
        &mut self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        mention: &mut Mention,
        slots: &mut Vec<Slot>,
    ) -> bool {
        let stands = self.values.value(engine, analysis, mention, slots);
        let list = if stands { &mut self.proposed } else { &mut self.refused };
        list.push(mention.clone());
        stands
    }

    fn before_phase(&mut self, engine: &Engine, analysis: &mut Analysis<'_>, phase: &str) {
        self.values.before_phase(engine, analysis, phase);
    }

    fn after_phase(&mut self, engine: &Engine, analysis: &mut Analysis<'_>, phase: &str) {
        self.values.after_phase(engine, analysis, phase);
    }

    fn lost(&mut self, loser: &Mention, winner: Option<&Mention>) {
        self.lost.push((loser.clone(), winner.cloned()));
    }

    fn vetoed(&mut self, rule: u32, start: u32, end: u32, guard: GuardId) {
        self.vetoed.push(Veto { rule, start, end, guard });
    }
}
