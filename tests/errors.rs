//! Every code has a golden: `tests/errors/CODE.toml` is wrong in that way, `CODE.txt` is what is
//! said. Further files of the case stand beside it as `CODE.NAME.toml`.
//!
//! With `UPDATE=1` in the environment the goldens and `docs/errors.md` are written anew.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimgraph::rules::ast::RuleSet;
use claimgraph::rules::check::check;
use claimgraph::rules::codes::{self, Code};
use claimgraph::rules::diagnostic::Diagnostic;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The case's files, `E016.pack.toml` named `pack.toml`.
fn files(code: Code) -> Vec<(String, Arc<str>)> {
    let folder = root().join("tests/errors");
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_string();
        if let Some(rest) = name.strip_prefix(code.code()).filter(|n| n.ends_with(".toml")) {
            let shown = if rest == ".toml" { name.clone() } else { rest[1..].to_string() };
            out.push((shown, fs::read_to_string(&path).unwrap().into()));
        }
    }
    out
}

fn find(code: Code) -> (RuleSet, Vec<Diagnostic>) {
    let (set, mut found) = RuleSet::load(files(code), &|_| None);
    found.extend(check(&set));
    (set, found)
}

fn same(path: &Path, text: &str) -> bool {
    if update() {
        fs::write(path, text).unwrap();
    }
    fs::read_to_string(path).unwrap_or_default() == text
}

#[test]
fn every_code_has_a_golden_that_shows_it() {
    let mut wrong = Vec::new();
    for code in Code::ALL {
        let (set, found) = find(*code);
        if !found.iter().any(|d| d.code == *code) {
            let others: Vec<String> = found.iter().map(|d| d.render(&set.files, false)).collect();
            wrong.push(format!("{} is not found, but {}", code.code(), others.join("\n")));
        }
        let shown = found.iter().filter(|d| d.code == *code || d.is_error());
        let text: Vec<String> = shown.map(|d| d.render(&set.files, false)).collect();
        let path = root().join(format!("tests/errors/{}.txt", code.code()));
        if !same(&path, &format!("{}\n", text.join("\n\n"))) {
            wrong.push(format!("{} is stale:\n{}", path.display(), text.join("\n\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_error_stands_in_a_golden_that_is_not_about_it() {
    for code in Code::ALL {
        let (set, found) = find(*code);
        let other = found.iter().filter(|d| d.is_error() && d.code != *code);
        let other: Vec<String> = other.map(|d| d.render(&set.files, false)).collect();
        assert!(other.is_empty(), "{}: {}", code.code(), other.join("\n"));
    }
}

#[test]
fn every_message_points_into_a_file() {
    for code in Code::ALL {
        let (set, found) = find(*code);
        for message in found {
            let file = &set.files[message.at.file as usize];
            assert!(message.at.range.end <= file.text.len(), "{message:?}");
            assert!(!message.at.range.is_empty(), "{message:?}");
        }
    }
}

#[test]
fn the_page_of_errors_is_up_to_date() {
    let path = root().join("docs/errors.md");
    assert!(same(&path, &codes::all_pages()), "run the tests with UPDATE=1");
}
