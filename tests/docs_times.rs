//! The table of time expressions in the documentation is made from the rules and their tests.

#![allow(clippy::unwrap_used)]

use std::fmt::Write;

use claimgraph::embedded;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/time-expressions.md");

fn page() -> String {
    let (set, _) = embedded::load();
    let mut out = String::from(
        "# Time expressions\n\nMade from the time rules and their tests (`UPDATE=1 cargo test --test \
         docs_times`). The document's date in the examples is Friday, 2024-04-19; values are TIMEX3. \
         `values/time` says what the slots of a rule mean.\n\n\
         | class | example | value | rule |\n|---|---|---|---|\n",
    );
    for rule in set.rules.iter().filter(|r| r.emit == "time") {
        let Some((test, found)) = rule.tests.iter().find_map(|t| t.want.last().map(|w| (t, w)))
        else {
            continue;
        };
        let slot = |name: &str| found.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
        let example = match slot("text") {
            Some(text) => test.text.replacen(text, &format!("**{text}**"), 1),
            None => test.text.clone(),
        };
        let value = slot("value_of").or(slot("value")).unwrap_or_default();
        let file = &set.files[rule.at.file as usize].path;
        writeln!(out, "| {} | {example} | `{value}` | `{}` ({file}) |", rule.doc, rule.id).unwrap();
    }
    out
}

#[test]
fn the_page_of_time_expressions_is_made_from_the_rules() {
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(PAGE, &page).unwrap();
    }
    assert!(
        std::fs::read_to_string(PAGE).unwrap_or_default() == page,
        "run the tests with UPDATE=1"
    );
}
