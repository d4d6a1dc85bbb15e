//! Runs the rule tests: `cargo run --example rule_tests -- [RULES_DIR] [FILTER]`.
#![allow(clippy::print_stdout, clippy::expect_used)]

use claimgraph::{Extractor, workbench::rule_tests};

fn main() {
    let mut args = std::env::args().skip(1);
    let dir = args.next().unwrap_or_else(|| "rules/en".to_owned());
    let filter = args.next().unwrap_or_default();
    let (set, diagnostics) = claimgraph::rules::files::Folder::read(std::path::Path::new(&dir))
        .expect("rules folder")
        .load();
    for d in diagnostics.iter().filter(|d| d.is_error()) {
        println!("{}", d.render(&set.files, false));
    }
    let extractor = Extractor::from_rules(&set);
    let report = rule_tests::run(&extractor, &set, &filter);
    for f in &report.failures {
        println!("{} #{}: {:?}\n   wanted {}", f.rule, f.number, f.text, f.wanted);
        for line in &f.found {
            println!("   found  {line}");
        }
    }
    println!("{} passed, {} failed", report.passed, report.failures.len());
}
