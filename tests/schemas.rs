//! The files in `schemas/` that are made from the types. To renew them:
//! `UPDATE_SCHEMAS=1 cargo test --test schemas`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::fs;
use std::path::Path;

fn fresh(path: &str, wanted: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        fs::write(&path, wanted).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "{} is stale: UPDATE_SCHEMAS=1 cargo test --test schemas",
        path.display()
    );
}

#[test]
fn the_schema_of_extractions_is_that_of_the_types() {
    fresh("schemas/extraction.json", &claimgraph::output::json::schema());
}

#[test]
fn the_context_file_is_the_embedded_context() {
    fresh("schemas/context.jsonld", &claimgraph::graph::vocabulary::context_file());
}

#[test]
fn the_shapes_are_those_of_the_vocabulary() {
    fresh("schemas/shapes.ttl", &claimgraph::graph::shapes::turtle());
}

#[test]
fn the_documentation_lists_every_term() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/output.md");
    let text = fs::read_to_string(&path).unwrap();
    let begin = "<!-- terms: made from src/graph/vocabulary.rs -->\n";
    let (head, rest) = text.split_once(begin).unwrap();
    let (_, tail) = rest.split_once("<!-- end of terms -->").unwrap();
    let table = claimgraph::graph::vocabulary::markdown();
    fresh("docs/output.md", &format!("{head}{begin}{table}<!-- end of terms -->{tail}"));
}

#[test]
fn an_extraction_is_valid_under_its_schema() {
    let schema = serde_json::from_str(&claimgraph::output::json::schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let value = serde_json::to_value(support::sample()).unwrap();
    let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}
