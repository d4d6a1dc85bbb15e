//! The JSON Schemas of rule files: up to date, right about the pack, and not blind to mistakes.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use claimgraph::embedded;
use claimgraph::rules::schema;
use serde_json::Value;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// TOML as JSON, dates as strings: what a TOML language server hands to its validator.
fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(s) => s.clone().into(),
        toml::Value::Integer(i) => (*i).into(),
        toml::Value::Float(f) => (*f).into(),
        toml::Value::Boolean(b) => (*b).into(),
        toml::Value::Datetime(d) => d.to_string().into(),
        toml::Value::Array(a) => a.iter().map(json).collect(),
        toml::Value::Table(t) => {
            Value::Object(t.iter().map(|(k, v)| (k.clone(), json(v))).collect())
        }
    }
}

fn read(text: &str) -> Value {
    json(&toml::Value::Table(text.parse().unwrap()))
}

fn mistakes(schema: &Value, text: &str) -> Vec<String> {
    let validator = jsonschema::validator_for(schema).unwrap();
    let instance = read(text);
    validator.iter_errors(&instance).map(|e| format!("{}: {e}", e.instance_path())).collect()
}

#[test]
fn the_schema_files_are_up_to_date() {
    for (name, schema) in [("rules", schema::rules()), ("pack", schema::pack())] {
        let path: &Path = &root().join(format!("schemas/{name}.json"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(path, schema::text(&schema)).unwrap();
        }
        let written = fs::read_to_string(path).unwrap_or_default();
        assert!(written == schema::text(&schema), "{name}: run the tests with UPDATE=1");
    }
}

#[test]
fn every_file_of_the_built_in_pack_fits_its_schema() {
    let (rules, pack) = (schema::rules(), schema::pack());
    for (path, text) in embedded::patterns() {
        let schema = if path.ends_with("pack.toml") { &pack } else { &rules };
        let found = mistakes(schema, &text);
        assert!(found.is_empty(), "{path}: {}", found.join("\n"));
    }
}

#[test]
fn the_schema_sees_unknown_fields_wrong_types_and_missing_fields() {
    let schema = schema::rules();
    for code in ["E002", "E003", "E004", "E026", "E027", "E028", "E029"] {
        let path = root().join(format!("tests/errors/{code}.toml"));
        let text = fs::read_to_string(path).unwrap();
        assert!(!mistakes(&schema, &text).is_empty(), "{code}");
    }
    for code in ["W003", "W005", "W013", "E031"] {
        let path = root().join(format!("tests/errors/{code}.toml"));
        let text = fs::read_to_string(path).unwrap();
        assert_eq!(mistakes(&schema, &text), Vec::<String>::new(), "{code}");
    }
}
