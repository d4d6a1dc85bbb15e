//! The built-in pack passes the tests that stand in it.

#![allow(clippy::unwrap_used)]

use claimgraph::Extractor;
use claimgraph::rules::check::check;
use claimgraph::rules::embedded;
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
fn the_built_in_pack_has_no_error() {
    let (set, mut found) = embedded::load();
    found.extend(check(&set));
    let errors: Vec<String> =
        found.iter().filter(|d| d.is_error()).map(|d| d.render(&set.files, false)).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert!(Extractor::builtin().is_ok());
}
