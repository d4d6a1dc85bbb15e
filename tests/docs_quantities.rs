//! The page about quantities: its table of numbers is true, its table of rules is made from them.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fmt::Write;

use claimgraph::Extractor;
use claimgraph::embedded;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/quantities.md");
const BEGIN: &str = "<!-- rules:begin -->\n";
const END: &str = "<!-- rules:end -->\n";

/// One row for every rule that finds a quantity, a change, or a number that is none.
fn table() -> String {
    let (set, _) = embedded::load();
    let mut out = String::from("| class | example | value | rule |\n|---|---|---|---|\n");
    let kinds = ["quantity", "change", "nonquantity"];
    for rule in set.rules.iter().filter(|r| kinds.contains(&r.emit.as_str())) {
        let Some((test, found)) = rule.tests.iter().find_map(|t| t.want.first().map(|w| (t, w)))
        else {
            continue;
        };
        let slot = |name: &str| found.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
        let value = match (slot("value_of").or(slot("value")), rule.emit.as_str()) {
            (Some(value), _) => format!("`{value}`"),
            (None, "nonquantity") => "none".to_owned(),
            (None, _) => slot("change").or(slot("direction")).unwrap_or("").to_owned(),
        };
        let cell = |text: &str| text.replace('|', "\\|");
        let file = &set.files[rule.at.file as usize].path;
        let (doc, example) = (cell(&rule.doc), cell(&test.text));
        writeln!(out, "| {doc} | {example} | {value} | `{}` ({file}) |", rule.id).unwrap();
    }
    out
}

#[test]
fn the_table_of_quantity_rules_is_made_from_the_rules() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (head, rest) = page.split_once(BEGIN).unwrap();
    let (_, tail) = rest.split_once(END).unwrap();
    let made = format!("{head}{BEGIN}{}{END}{tail}", table());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(PAGE, &made).unwrap();
    } else {
        assert!(made == page, "run the tests with UPDATE=1");
    }
}

/// Rows of the table below a heading, as cells.
fn rows<'p>(page: &'p str, heading: &str) -> Vec<Vec<&'p str>> {
    let section = page.split_once(heading).unwrap().1;
    let lines = section.lines().skip_while(|l| !l.starts_with("|---"));
    let rows = lines.skip(1).take_while(|l| l.starts_with('|'));
    rows.map(|l| l.trim_matches('|').split(" | ").map(str::trim).collect()).collect()
}

#[test]
fn the_examples_of_the_table_of_numbers_have_the_values_it_gives() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let extractor = Extractor::builtin().unwrap();
    let mut checked = 0;
    for row in rows(&page, "## Numbers\n") {
        let (class, examples, values) = (row[0], row[1], row[2]);
        // What stands behind the values is a remark; ordinals count nothing.
        let values = values.split_once(", marked").map_or(values, |v| v.0);
        let pairs: Vec<_> = examples.split(" · ").zip(values.split(" · ")).collect();
        if class == "ordinals" {
            continue;
        }
        for (example, value) in pairs {
            // Before a noun, or alone.
            let texts = [format!("They counted {example} sheep."), format!("It is {example}.")];
            let records = texts.map(|text| extractor.extract_text(&text, None));
            let found: Vec<String> = records
                .iter()
                .flat_map(|r| &r.quantities)
                .map(|q| match (&q.quantity.value, &q.quantity.low, &q.quantity.high) {
                    (Some(v), ..) => v.to_string(),
                    (None, Some(low), Some(high)) => format!("{low}..{high}"),
                    _ => String::new(),
                })
                .collect();
            assert!(found.iter().any(|v| v == value), "{class}: {example}: {found:?}, not {value}");
            checked += 1;
        }
    }
    assert!(checked > 30, "{checked} examples");
}
