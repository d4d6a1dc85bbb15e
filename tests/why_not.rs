//! Repairs are proposed for damaged rules, and the nearest miss says where a rule stops.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::sync::Arc;

use claimgraph::embedded;
use claimgraph::rules::ast::RuleSet;
use claimgraph::workbench::bench::Bench;
use claimgraph::workbench::edits::{Edit, EditKind, edits};
use claimgraph::workbench::nearest::nearest;
use claimgraph::workbench::repair::repairs;
use claimgraph::workbench::why_not;

/// Numbers that look random and are the same in every run (SplitMix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }
}

/// Every test of the pack (or, for a quick run, every n-th) is broken by one random edit of its
/// rule. `WHY_NOT_SAMPLE=all` takes every test.
#[test]
fn most_random_damage_is_undone_by_a_proposed_repair() {
    let mut bench = Bench::new(embedded::load().0);
    let mut tests: Vec<(u32, usize)> = Vec::new();
    for (i, rule) in bench.set().rules.iter().enumerate() {
        tests.extend((0..rule.tests.len()).map(|n| (i as u32, n)));
    }
    let wanted = std::env::var("WHY_NOT_SAMPLE").unwrap_or_else(|_| "120".to_owned());
    let sample: usize = wanted.parse().unwrap_or(tests.len());
    let step = (tests.len() / sample.max(1)).max(1);
    let mut dice = Dice(2026);
    let (mut repaired, mut all) = (0, 0);
    let mut kinds: BTreeMap<EditKind, (usize, usize)> = BTreeMap::new();
    for (index, number) in tests.into_iter().step_by(step) {
        let rule = bench.set().rules[index as usize].clone();
        let test = rule.tests[number].clone();
        if !bench.passes(index, &test) {
            continue;
        }
        let Some(edit) = damage(&mut bench, index, number, &mut dice) else { continue };
        bench.edit(index, edit.rule.clone());
        let found = repairs(&mut bench, index, &test);
        let good = found.iter().take(2).any(|r| {
            bench.put(&[(index, &r.rule)]);
            bench.passes(index, &test)
        });
        bench.edit(index, rule);
        all += 1;
        repaired += usize::from(good);
        let entry = kinds.entry(edit.kind).or_default();
        entry.0 += usize::from(good);
        entry.1 += 1;
        if !good {
            println!(
                "not repaired: {} #{} after {}",
                bench.set().rules[index as usize].id,
                number + 1,
                edit.message
            );
        }
    }
    for (kind, (good, of)) in &kinds {
        println!("{kind:?}: {good} of {of}");
    }
    println!("{repaired} of {all} repaired");
    assert!(all > 0 && repaired * 100 >= all * 80, "{repaired} of {all} repaired");
}

/// A random edit of the rule with which its test fails.
fn damage(bench: &mut Bench, index: u32, number: usize, dice: &mut Dice) -> Option<Edit> {
    let rule = bench.set().rules[index as usize].clone();
    let mut all = edits(&rule, bench.set());
    let mut out = None;
    for _ in 0..60 {
        if all.is_empty() {
            break;
        }
        let edit = all.swap_remove(dice.below(all.len()));
        bench.put(&[(index, &edit.rule)]);
        if !bench.passes(index, &rule.tests[number]) {
            out = Some(edit);
            break;
        }
    }
    bench.restore(&[index]);
    out
}

const RULES: &str = r#"phase = "claim"
[lexicon]
people = ["people", "civilians"]
[[rule]]
id = "toll.passive"
doc = "12 people have been killed."
emit = "claim"
pattern = '''value:<digits> counted:%people [have has] been? killed'''
unless = { before = "could" }
[[rule.test]]
text = "12 people have been killed."
want = [{ value = "12" }]
"#;

fn bench() -> Bench {
    let files = [("rules/toll.toml".to_owned(), Arc::from(RULES))];
    let (set, found) = RuleSet::load(files, &|_| None);
    assert!(found.iter().all(|d| !d.is_error()), "{found:?}");
    Bench::new(set)
}

fn report(text: &str) -> String {
    let mut bench = bench();
    let near = nearest(&mut bench, 0, text, None);
    let mut out = why_not::miss(&near, bench.set(), 0, text);
    let list = repairs(&mut bench, 0, &why_not::any_match(text, None));
    out.push_str(&why_not::repairs(&list, bench.set(), 0, None));
    out
}

#[test]
fn a_word_in_the_way_is_pointed_at_and_a_gap_proposed() {
    let out = report("12 people have since been killed.");
    assert!(out.contains("does not match: 4 of 5 parts"), "{out}");
    assert!(out.contains("                 ^^^^^ stopped here: wanted `killed`"), "{out}");
    assert!(out.contains("`..1` before `been?`"), "{out}");
}

#[test]
fn a_guard_that_vetoes_is_named_and_dropping_it_proposed() {
    let out = report("Could 12 people have been killed?");
    assert!(out.contains("vetoed by unless.before = `could`"), "{out}");
    assert!(out.contains("1. rules/toll.toml:9: drop unless.before = `could`"), "{out}");
}

#[test]
fn a_word_that_a_lexicon_lacks_is_proposed_as_an_alternative() {
    let out = report("12 sailors have been killed.");
    assert!(out.contains("`counted:%people` → `counted:[%people sailors]`"), "{out}");
}
