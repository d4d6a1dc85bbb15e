//! A comparison that reads once what two packs share finds the same as reading everything twice.

use claimgraph::Extractor;
use claimgraph::document::RawDocument;
use claimgraph::embedded;
use claimgraph::rules::ast::RuleSet;
use claimgraph::workbench::diff::{Report, compare, compare_whole};
use claimgraph::workbench::edits::edits;

/// The texts of the pack's own rule tests, `step` apart.
fn texts(set: &RuleSet, step: usize) -> Vec<RawDocument> {
    let tests = set.rules.iter().flat_map(|r| &r.tests).step_by(step).enumerate();
    tests.map(|(n, t)| RawDocument::plain(format!("t{n}"), t.text.as_str())).collect()
}

/// The report, if both ways to get it agree.
fn same(old: &RuleSet, new: &RuleSet, documents: &[RawDocument], what: &str) -> Report {
    let quick = compare(old, new, documents);
    let whole = compare_whole(&Extractor::from_rules(old), &Extractor::from_rules(new), documents);
    assert_eq!(quick, whole, "{what}");
    quick
}

#[test]
fn single_edits_of_rules_are_compared_exactly() {
    let old = embedded::load().0;
    let documents = texts(&old, 5);
    let mut changed = 0;
    // Numbers without a common divisor, so that rules and kinds of edit are mixed.
    for (index, rule) in old.rules.iter().enumerate().step_by(7) {
        let mut all = edits(rule, &old);
        let edit = all.swap_remove(index * 7 % all.len());
        let mut new = old.clone();
        new.rules[index] = edit.rule;
        let report = same(&old, &new, &documents, &format!("{}: {}", rule.id, edit.message));
        changed += usize::from(report.changed > 0);
    }
    assert!(changed > 3, "only {changed} edits change anything");
}

#[test]
fn rules_that_come_go_and_move_are_compared_exactly() {
    let old = embedded::load().0;
    let documents = texts(&old, 9);
    let at = |id: &str| old.rules.iter().position(|r| r.id == id).unwrap_or(0);
    let passive = at("claim.passive");
    let mut without = old.clone();
    without.rules.remove(passive);
    assert!(same(&old, &without, &documents, "gone").changed > 0);
    assert!(same(&without, &old, &documents, "come").changed > 0);
    let mut renamed = old.clone();
    renamed.rules[passive].id = "claim.other".to_owned();
    assert!(same(&old, &renamed, &documents, "renamed").changed > 0);
    let mut moved = old.clone();
    let rule = moved.rules.remove(passive);
    moved.rules.push(rule);
    same(&old, &moved, &documents, "moved");
    let mut raised = old.clone();
    raised.rules[at("claim.subject")].priority = 40;
    same(&old, &raised, &documents, "raised");
    // A scan rule is what it is beside the others of its type.
    let mut scanned = old.clone();
    scanned.rules[at("name.person-first-name")].priority = 40;
    same(&old, &scanned, &documents, "a scan rule raised");
    let mut gone = old.clone();
    gone.rules.remove(at("group.noun"));
    assert!(same(&old, &gone, &documents, "a scan rule gone").changed > 0);
    let mut later = old.clone();
    later.phases.swap(2, 3);
    same(&old, &later, &documents, "phases");
}

#[test]
fn edited_lexicons_are_compared_exactly() {
    let old = embedded::load().0;
    let documents = texts(&old, 7);
    let mut changed = 0;
    for n in (0..old.lexicons.len()).step_by(9) {
        let mut new = old.clone();
        let lexicon = &mut new.lexicons[n];
        let name = lexicon.name.clone();
        // An entry taken out, another put in.
        lexicon.entries.truncate(lexicon.entries.len() / 2);
        lexicon.entries.push(("bridge".to_owned(), "1".to_owned()));
        let report = same(&old, &new, &documents, &name);
        changed += usize::from(report.changed > 0);
    }
    assert!(changed > 3, "only {changed} edits change anything");
}
