//! The workbench: line differences, brackets, document tests, coverage, mutants, comparisons.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use claimgraph::Extractor;
use claimgraph::document::RawDocument;
use claimgraph::rules::ast::RuleSet;
use claimgraph::workbench::brackets::{Mark, rows};
use claimgraph::workbench::coverage::{Part, measure};
use claimgraph::workbench::diff::{What, compare};
use claimgraph::workbench::document_tests;
use claimgraph::workbench::line_diff::{applied, hunks};
use claimgraph::workbench::mutants;
use claimgraph::workbench::snapshot::of_rules;
use claimgraph::workbench::snapshot_files::{self as files, State};
use proptest::prelude::*;

const RULES: &str = r#"phase = "claim"
[[rule]]
id = "toll.passive"
doc = "12 people were killed."
emit = "claim"
pattern = '''value:quantity ( were | are ) ..1 killed now?'''
unless = { before = "could" }
[[rule.test]]
text = "12 people were killed."
want = [{ value = "12" }]
[[rule.test]]
text = "Could 12 people were killed?"
want = []
[[rule]]
id = "quantity.count"
phase = "quantity"
doc = "12 people"
emit = "quantity"
pattern = '''value:number counted:<lower>'''
"#;
const PACK: &str =
    "phases = [\"number\", \"quantity\", \"claim\"]\n[emit.claim]\nkey = \"value\"\n";

fn set(rules: &str) -> RuleSet {
    let files = [("r/pack.toml", PACK), ("r/toll.toml", rules)]
        .map(|(path, text)| (path.to_owned(), Arc::from(text)));
    let (set, found) = RuleSet::load(files, &|_| None);
    assert!(found.iter().all(|d| !d.is_error()), "{found:?}");
    set
}

#[test]
fn coverage_names_the_alternative_and_the_optional_part_that_no_test_reaches() {
    let coverage = measure(&set(RULES), &[]);
    let missed: Vec<&str> =
        coverage.lines.iter().filter(|l| l.tests.is_empty()).map(|l| l.text.as_str()).collect();
    assert_eq!(missed, ["are", "now?"]);
    assert_eq!(coverage.of(Part::Rule), (2, 2));
    assert_eq!(coverage.of(Part::Guard), (1, 1));
}

#[test]
fn a_mutant_is_noticed_when_a_test_fails_with_it() {
    let list = mutants::run(&set(RULES), &|_| true);
    let noticed: Vec<(&str, bool)> =
        list.iter().map(|m| (m.text.as_str(), m.noticed.is_some())).collect();
    assert_eq!(
        noticed,
        [("were", true), ("are", false), ("..1", false), ("unless.before = could", true)]
    );
}

#[test]
fn a_comparison_tells_gained_from_changed_records() {
    let old = set(RULES);
    let new = set(&RULES.replace("killed now?", "[killed hurt] now?"));
    let raw = RawDocument::plain("a.txt", "3 people were killed.\n\n5 people were hurt.\n");
    let same = compare(&old, &old, std::slice::from_ref(&raw));
    assert_eq!((same.changed, same.changes.len()), (0, 0));
    let report = compare(&old, &new, &[raw]);
    assert_eq!(report.changed, 1);
    let change = report.changes.iter().find(|c| c.kind == "claim").unwrap();
    assert_eq!((change.what, change.line), (What::Changed, 3));
    assert_eq!(change.rule, "toll.passive");
}

#[test]
fn moving_a_rule_in_its_file_changes_no_snapshot() {
    let moved = format!("# a comment\n\n{RULES}");
    let of = |rules: &str| {
        let set = set(rules);
        let raw = RawDocument::plain("a.txt", "3 people were killed.\n");
        of_rules(&Extractor::from_rules(&set), &set, &|_| true, &[raw])
    };
    assert_eq!(of(RULES), of(&moved));
    assert!(of(RULES)[0].text.contains("seen: 1 match in 1 of 1 documents, 2 tests"));
}

#[test]
fn a_changed_snapshot_waits_and_identical_changes_form_one_group() {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = |name: &str, event: &str| claimgraph::workbench::snapshot::Snapshot {
        name: name.to_owned(),
        text: format!("{name}\n  event {event}\nend\n"),
    };
    for name in ["a", "b"] {
        files::accept(folder.path(), &snapshot(name, "other")).unwrap();
        let state = files::compare(folder.path(), &snapshot(name, "other")).unwrap();
        assert_eq!(state, State::Same);
        files::suspend(folder.path(), &snapshot(name, "killed")).unwrap();
    }
    let groups = files::groups(folder.path()).unwrap();
    assert_eq!(groups.len(), 1);
    assert_eq!(groups[0].places.len(), 2);
    let decided = groups[0].places.iter().map(|p| (p.clone(), p.0 == "a")).collect();
    files::settle(folder.path(), &decided).unwrap();
    assert!(files::waiting(folder.path()).unwrap().is_empty());
    let state = |name, event| files::compare(folder.path(), &snapshot(name, event)).unwrap();
    assert_eq!(state("a", "killed"), State::Same);
    assert_eq!(state("b", "other"), State::Same);
}

#[test]
fn brackets_that_overlap_stand_in_rows_of_their_own() {
    let mark = |start, end, label: &str| Mark { start, end, label: label.to_owned() };
    let found = rows(&[mark(0, 12, "claim"), mark(0, 2, "value"), mark(3, 9, "counted")], 12);
    assert_eq!(found, ["[claim     ]", "[] [coun]"]);
}

const MARKDOWN: &str = "# Two\n\n> 3 people were killed.\n\n- claim `3` value 3\n\n\
                        # None\n\n> Nobody came.\n\n(none)\n";

#[test]
fn a_document_test_passes_and_says_what_is_missing() {
    let extractor = Extractor::from_rules(&set(RULES));
    let tests = document_tests::parse(MARKDOWN).unwrap();
    assert_eq!(tests.len(), 2);
    assert!(tests.iter().all(|t| document_tests::run(&extractor, t).is_empty()));
    let wrong = MARKDOWN.replace("value 3", "value 4");
    let tests = document_tests::parse(&wrong).unwrap();
    assert_eq!(document_tests::run(&extractor, &tests[0]), ["claim `3`: value should be 4, is 3"]);
    let updated = document_tests::updated(&extractor, &wrong, &tests);
    let tests = document_tests::parse(&updated).unwrap();
    assert!(tests.iter().all(|t| document_tests::run(&extractor, t).is_empty()), "{updated}");
}

proptest! {
    #[test]
    fn applying_all_hunks_gives_the_new_text(old in "([abc]\n){0,12}", new in "([abc]\n){1,12}") {
        let found = hunks(&old, &new);
        let all: Vec<_> = found.iter().collect();
        prop_assert_eq!(applied(&old, &all), new);
    }
}
