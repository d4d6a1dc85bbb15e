//! Embeds `rules/en`: every pattern file and list file as text, and what every start of the program
//! would make of them again: the parsed rules and the compiled patterns, in compact form.
//!
//! The library's own code does it, so that both ways give the same. A pack with mistakes is
//! embedded as text alone; the program then says what is wrong.

// Only a part of what the modules hold is used here.
#![allow(dead_code, unused_imports, missing_docs, unreachable_pub)]
// Cargo reads what a build script prints.
#![allow(clippy::print_stdout)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "../src/document/span.rs"]
mod document;
#[path = "../src/lexis/mod.rs"]
mod lexis;
#[path = "../src/packed/mod.rs"]
mod packed;
#[path = "../src/patterns/mod.rs"]
mod patterns;
mod rules;

use patterns::engine::Engine;
use rules::ast::{RuleSet, Text};
use rules::compact;

/// Path as shown in messages, and text.
type Files = Vec<(String, String)>;

fn main() -> io::Result<()> {
    let sources = ["document/span.rs", "lexis", "packed", "patterns", "rules"];
    for place in
        sources.map(|s| format!("src/{s}")).iter().chain(&["build".into(), "rules/en".into()])
    {
        println!("cargo:rerun-if-changed={place}");
    }
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut paths = Vec::new();
    walk(&root.join("rules/en"), &mut paths)?;
    paths.sort();
    let mut out = String::new();
    let mut files = [Files::new(), Files::new()];
    for (i, (name, extension)) in [("PATTERNS", "toml"), ("LISTS", "txt")].into_iter().enumerate() {
        let _ = writeln!(out, "static {name}: &[(&str, &str)] = &[");
        for file in paths.iter().filter(|f| f.extension().is_some_and(|e| e == extension)) {
            let path =
                file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
            let _ = writeln!(
                out,
                "    ({path:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {path:?}))),"
            );
            files[i].push((path, fs::read_to_string(file)?));
        }
        out.push_str("];\n");
    }
    let [patterns, lists] = files;
    let prepared = prepare(patterns, &lists).unwrap_or_default();
    for (name, bytes) in ["LISTED", "RULES", "TESTS", "ENGINE"].into_iter().zip(prepared) {
        let file = format!("{}.bin", name.to_lowercase());
        fs::write(target.join(&file), bytes)?;
        let place = format!("concat!(env!(\"OUT_DIR\"), \"/{file}\")");
        let _ = writeln!(out, "static {name}: &[u8] = include_bytes!({place});");
    }
    fs::write(target.join("embedded.rs"), out)
}

/// Lexicons as written, rules, tests and the engine in compact form; nothing when there is something
/// to say about the pack.
fn prepare(patterns: Files, lists: &Files) -> Option<[Vec<u8>; 4]> {
    let by_path: BTreeMap<&str, Text> =
        lists.iter().map(|(path, text)| (path.as_str(), Text::from(text.as_str()))).collect();

    let (set, said) = RuleSet::load(patterns, &|path| by_path.get(path).cloned());
    if !said.is_empty() {
        return None;
    }
    let texts: Vec<&str> = lists.iter().map(|(_, text)| text.as_str()).collect();
    let [lexicons, rules, tests] = compact::pack(&set, &texts)?;
    Some([lexicons, rules, tests, Engine::compile(&set).pack()])
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo:rerun-if-changed={}", path.display());
            walk(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
