//! Mutants: a guard dropped, a gap widened, an alternative removed, where it was written. A mutant
//! that no rule test notices shows a part of a rule that nothing proves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::rules::ast::{At, Atom, Pattern, Rule, RuleSet};
use crate::rules::diagnostic::place;
use crate::workbench::bench::Bench;
use crate::workbench::edits;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mutation {
    /// A guard was dropped.
    DropGuard,
    /// A gap lets two more tokens through.
    WidenGap,
    /// An alternative was removed.
    RemoveAlternative,
}

/// One mutant and whether a test noticed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutant {
    /// What was done.
    pub mutation: Mutation,
    /// To what: `rules/en/x.toml:12`.
    pub place: String,
    /// The part as written.
    pub text: String,
    /// Rules that have the part.
    pub rules: Vec<String>,
    /// The first test that fails with it, `rule #2`.
    pub noticed: Option<String>,
}

/// A mutant to be made.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub mutation: Mutation,
    pub at: At,
    text: String,
    pub rules: BTreeSet<u32>,
}

/// How much wider a gap becomes.
const WIDER: u16 = 2;

/// Make every mutant of the rules that are wanted by id, and run the tests of the pack.
#[must_use]
pub fn run(set: &RuleSet, wanted: &(dyn Fn(&str) -> bool + Sync)) -> Vec<Mutant> {
    let planned = plan(set, wanted);
    let size = planned.len().div_ceil(rayon::current_num_threads().max(1)).max(1);
    planned
        .par_chunks(size)
        .flat_map_iter(|chunk| {
            let mut bench = Bench::new(set.clone());
            let sound = sound(&bench);
            chunk.iter().map(|p| one(&mut bench, &sound, p)).collect::<Vec<_>>()
        })
        .collect()
}

/// Which tests pass before anything is changed.
pub(crate) fn sound(bench: &Bench) -> Vec<Vec<bool>> {
    let rules = bench.set().rules.iter().enumerate();
    rules.map(|(i, r)| r.tests.iter().map(|t| bench.passes(i as u32, t)).collect()).collect()
}

pub(crate) fn plan(set: &RuleSet, wanted: &dyn Fn(&str) -> bool) -> Vec<Planned> {
    let mut out: BTreeMap<(u32, usize, usize, Mutation), Planned> = BTreeMap::new();
    for (index, rule) in set.rules.iter().enumerate().filter(|(_, r)| wanted(&r.id)) {
        let mut add = |mutation, at: &At, text: String| {
            let key = (at.file, at.range.start, at.range.end, mutation);
            let planned = out.entry(key).or_insert_with(|| Planned {
                mutation,
                at: at.clone(),
                text,
                rules: BTreeSet::new(),
            });
            planned.rules.insert(index as u32);
        };
        for (name, _, guard) in edits::guards(rule) {
            add(Mutation::DropGuard, &guard.at, format!("{name} = {guard}"));
        }
        let mut alternatives = |pattern: &Pattern| {
            if pattern.alternatives.len() > 1 {
                for a in &pattern.alternatives {
                    add(Mutation::RemoveAlternative, &a.at, a.to_string());
                }
            }
        };
        alternatives(&rule.pattern);
        edits::walk(&rule.pattern, &mut |_, item| {
            if let Atom::Group(group) = &item.atom {
                alternatives(group);
            }
        });
        edits::walk(&rule.pattern, &mut |_, item| {
            if let Atom::Gap { .. } = &item.atom {
                add(Mutation::WidenGap, &item.at, item.to_string());
            }
        });
    }
    out.into_values().collect()
}

pub(crate) fn one(bench: &mut Bench, sound: &[Vec<bool>], planned: &Planned) -> Mutant {
    let changed: Vec<(u32, Rule)> = planned
        .rules
        .iter()
        .map(|i| (*i, mutated(&bench.set().rules[*i as usize], planned)))
        .collect();
    let edits: Vec<(u32, &Rule)> = changed.iter().map(|(i, r)| (*i, r)).collect();
    bench.put(&edits);
    let own = planned.rules.iter().copied();
    let others = (0..sound.len() as u32).filter(|i| !planned.rules.contains(i));
    let noticed = own.chain(others).find_map(|i| {
        let rule = &bench.set().rules[i as usize];
        let fails = |(n, _): &(usize, &crate::rules::ast::RuleTest)| {
            sound[i as usize][*n] && !bench.passes(i, &rule.tests[*n])
        };
        let found = rule.tests.iter().enumerate().find(fails);
        found.map(|(n, _)| format!("{} #{}", rule.id, n + 1))
    });
    let rules: Vec<u32> = planned.rules.iter().copied().collect();
    bench.restore(&rules);
    let set = bench.set();
    Mutant {
        mutation: planned.mutation,
        place: place(&planned.at, &set.files),
        text: planned.text.clone(),
        rules: rules.iter().map(|i| set.rules[*i as usize].id.clone()).collect(),
        noticed,
    }
}

/// The rule with the mutation at every place that comes from the same source.
pub(crate) fn mutated(rule: &Rule, planned: &Planned) -> Rule {
    let mut rule = rule.clone();
    if planned.mutation == Mutation::DropGuard {
        for guards in [&mut rule.unless, &mut rule.when] {
            for list in [&mut guards.before, &mut guards.after, &mut guards.inside] {
                list.retain(|p| p.at != planned.at);
            }
        }
    } else {
        change(&mut rule.pattern, planned);
    }
    rule
}

fn change(pattern: &mut Pattern, planned: &Planned) {
    if planned.mutation == Mutation::RemoveAlternative && pattern.alternatives.len() > 1 {
        pattern.alternatives.retain(|a| a.at != planned.at);
    }
    for item in pattern.alternatives.iter_mut().flat_map(|a| &mut a.items) {
        match &mut item.atom {
            Atom::Group(group) => change(Arc::make_mut(group), planned),
            Atom::Gap { max }
                if planned.mutation == Mutation::WidenGap && item.at == planned.at =>
            {
                *max += WIDER;
            }
            _ => {}
        }
    }
}
