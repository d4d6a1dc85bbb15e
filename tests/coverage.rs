//! The rule tests of the built-in pack reach every rule, every written alternative and every guard
//! of it, and notice most of what could be changed without being meant.

#![allow(clippy::print_stdout)]

use claimgraph::embedded;
use claimgraph::workbench::coverage::{Part, measure};
use claimgraph::workbench::mutants;

#[test]
fn rule_tests_reach_every_rule_alternative_and_guard() {
    let coverage = measure(&embedded::load().0, &[]);
    let held = [Part::Rule, Part::Alternative, Part::Guard];
    let missed: Vec<String> = coverage
        .lines
        .iter()
        .filter(|l| held.contains(&l.part) && l.tests.is_empty())
        .map(|l| format!("{}: {:?} `{}`", l.place, l.part, l.text))
        .collect();
    assert!(missed.is_empty(), "no test reaches\n{}", missed.join("\n"));
}

/// All mutants, none sampled.
#[test]
fn rule_tests_notice_most_mutants() {
    let list = mutants::run(&embedded::load().0, &|_| true);
    let unnoticed: Vec<&mutants::Mutant> = list.iter().filter(|m| m.noticed.is_none()).collect();
    for m in &unnoticed {
        println!("{}: {:?} `{}`", m.place, m.mutation, m.text);
    }
    let noticed = list.len() - unnoticed.len();
    println!("{noticed} of {} mutants noticed", list.len());
    assert!(noticed * 100 >= list.len() * 85, "{noticed} of {} mutants noticed", list.len());
}
