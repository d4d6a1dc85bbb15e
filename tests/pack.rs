//! The built-in pack passes the tests that stand in it.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use claimgraph::Extractor;
use claimgraph::embedded;
use claimgraph::rules::check::check;
use claimgraph::workbench::rule_tests;

#[test]
fn every_rule_test_of_the_built_in_pack_passes() {
    let (set, _) = embedded::load();
    let report = rule_tests::run(&Extractor::from_rules(&set), &set, "");
    let failed: Vec<String> = report
        .failures
        .iter()
        .map(|f| {
            format!(
                "{} #{}: {}\n  wanted {}\n  found {}",
                f.rule,
                f.number,
                f.text,
                f.wanted,
                f.found.join("; ")
            )
        })
        .collect();
    assert!(failed.is_empty(), "{} fail\n{}", failed.len(), failed.join("\n"));
    assert!(report.passed > 100);
}

#[test]
fn the_built_in_pack_has_neither_error_nor_warning() {
    let (set, mut found) = embedded::load();
    found.extend(check(&set));
    let shown: Vec<String> = found.iter().map(|d| d.render(&set.files, false)).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n"));
    assert!(Extractor::builtin().is_ok());
}

/// Slots, units and values that have the name of a lexicon.
const OTHERS: &[&str] = &[
    "ampm", "cents", "holiday", "month", "none", "outcome", "percent", "unit", "weekday", "year",
    "zone",
];

/// A comparison of packs rests on it: an edit of such a lexicon can change anything.
#[test]
fn lexicons_that_the_program_looks_up_are_named_in_the_pack() {
    fn sources(folder: &Path, out: &mut String) {
        let mut paths: Vec<_> = fs::read_dir(folder).unwrap().flatten().map(|e| e.path()).collect();
        paths.sort();
        for path in paths {
            if path.is_dir() {
                sources(&path, out);
            } else {
                out.push_str(&fs::read_to_string(&path).unwrap());
            }
        }
    }
    let mut text = String::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for folder in ["document", "lexis", "matching", "values", "claims"] {
        sources(&root.join(folder), &mut text);
    }
    let set = embedded::load().0;
    let unnamed: Vec<&str> = set
        .lexicons
        .iter()
        .map(|l| l.name.as_str())
        .filter(|n| !set.asked.iter().any(|a| a == n) && !OTHERS.contains(n))
        .filter(|n| text.contains(&format!("\"{n}\"")))
        .collect();
    assert!(unnamed.is_empty(), "not among `lexicons` of pack.toml: {unnamed:?}");
}
