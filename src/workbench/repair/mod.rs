//! One-edit repairs of a rule for a test that fails, each verified by running it.
//!
//! Candidates come from three sources: where the pattern comes apart ([`nearest`]), what became of
//! the matches it did have (a guard, a stronger rule), and the general edits of every part. A
//! candidate is kept only if, with it, the test passes; those that keep the rule's other tests
//! passing stand first, then the smaller changes.

mod guards;
mod joining;
mod naming;
mod usual;

use crate::rules::ast::{At, Item, Rule, RuleTest};
use crate::workbench::bench::Bench;
use crate::workbench::edits::{self, Edit, EditKind};
use crate::workbench::nearest;

use usual::Usual;

/// A change of a rule with which the test passes.
#[derive(Clone, Debug)]
pub struct Repair {
    /// Where to make it.
    pub at: At,
    /// What to do, in the terms of the pattern language.
    pub message: String,
    /// The rule afterwards.
    pub rule: Rule,
    /// How many of the rule's tests pass with it.
    pub passing: usize,
    /// Documents of a corpus that change, once counted.
    pub documents: Option<usize>,
}

struct Candidate {
    cost: u32,
    at: At,
    message: String,
    rule: Rule,
}

/// So many candidates are tried, and so many repairs are enough.
const MOST_TRIED: usize = 500;
const ENOUGH: usize = 6;

/// Repairs of a rule for one of its tests, best first. The bench is left as it was.
pub fn repairs(bench: &mut Bench, index: u32, test: &RuleTest) -> Vec<Repair> {
    let rule = bench.set().rules[index as usize].clone();
    let mut candidates = Vec::new();
    guards::outcome(bench, index, &rule, test, &mut candidates);
    if test.want.is_empty() {
        guards::excluding(bench, index, &rule, test, &mut candidates);
    } else {
        let usual = Usual::of(bench.set(), &rule);
        naming::slots(bench, index, &rule, test, &usual, &mut candidates);
        let gaps = nearest::gaps(bench, index, &test.text, test.date);
        let document = bench.document(&test.text, test.date);
        let analysis = bench.extractor().analyse_before(&document, &rule.phase);
        let text = joining::Text { engine: bench.engine(), analysis: &analysis, usual: &usual };
        joining::gaps(&rule, test, &gaps, &text, &mut candidates);
        joining::edges(bench, index, &rule, test, &text, &mut candidates);
        joining::alternatives(&rule, test, &text, &mut candidates);
    }
    general(bench, &rule, &mut candidates);
    candidates.sort_by_key(|c| c.cost);
    verified(bench, index, test, candidates)
}

fn verified(
    bench: &mut Bench,
    index: u32,
    test: &RuleTest,
    candidates: Vec<Candidate>,
) -> Vec<Repair> {
    let total = bench.set().rules[index as usize].tests.len();
    let mut kept: Vec<(u32, Repair)> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for c in candidates.into_iter().take(MOST_TRIED) {
        let whole = kept.iter().filter(|(_, r)| r.passing == total).count();
        if whole >= 3 || kept.len() >= ENOUGH && whole > 0 {
            break;
        }
        if seen.contains(&c.message) {
            continue;
        }
        seen.push(c.message.clone());
        bench.put(&[(index, &c.rule)]);
        if bench.passes(index, test) {
            let passing = bench.passed(index);
            let Candidate { cost, at, message, rule } = c;
            kept.push((cost, Repair { at, message, rule, passing, documents: None }));
        }
    }
    bench.restore(&[index]);
    kept.sort_by_key(|(cost, r)| (total - r.passing.min(total), *cost));
    kept.truncate(ENOUGH);
    kept.into_iter().map(|(_, r)| r).collect()
}

/// Every single edit of the rule, whatever it may be good for.
fn general(bench: &Bench, rule: &Rule, out: &mut Vec<Candidate>) {
    for edit in edits::edits(rule, bench.set()) {
        let cost = match edit.kind {
            EditKind::ChangeLexicon | EditKind::ChangeWord | EditKind::RenameCapture => continue,
            EditKind::MakeMandatory | EditKind::MakeOptional => 7,
            EditKind::NarrowGap | EditKind::WidenGap => 7,
            EditKind::NarrowRepetition | EditKind::WidenRepetition => 8,
            EditKind::RemovePart | EditKind::DropGuard => 12,
            _ => 10,
        };
        let Edit { at, message, rule, .. } = edit;
        out.push(Candidate { cost, at, message, rule });
    }
}

/// `now` → `after`.
fn shown(now: &Item, after: Option<&Item>) -> String {
    let after = after.map_or_else(String::new, ToString::to_string);
    format!("`{now}` → `{after}`")
}
