//! The documentation does what it says: every command of the tutorial is run and its output
//! compared (`UPDATE=1` writes it anew), every example of the rule language is a test.

#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use claimgraph::Extractor;
use claimgraph::embedded;
use claimgraph::rules::ast::{RuleSet, Text};
use claimgraph::workbench::rule_tests;

fn docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)
}

/// Runs a command line in a folder, the program on its path.
fn shell(line: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_claimgraph")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", &format!("{{ {line}\n}} 2>&1")])
        .env("PATH", format!("{}:{path}", program.display()))
        .env("NO_COLOR", "1")
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

#[test]
#[cfg(unix)]
fn every_command_of_the_tutorial_gives_the_output_shown() {
    let text = fs::read_to_string(docs("tutorial.md")).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut out = String::new();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(out, "{line}").unwrap();
        let Some(kind) = line.strip_prefix("```").filter(|k| !k.is_empty()) else { continue };
        let mut block: Vec<&str> = Vec::new();
        for inner in lines.by_ref() {
            if inner == "```" {
                break;
            }
            block.push(inner);
        }
        if let Some((_, title)) = kind.split_once("title=") {
            let path = folder.path().join(title);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, block.join("\n") + "\n").unwrap();
            block.iter().for_each(|l| writeln!(out, "{l}").unwrap());
        } else if kind == "console" {
            for command in block.iter().filter_map(|l| l.strip_prefix("$ ")) {
                let printed = shell(command, folder.path());
                writeln!(out, "$ {command}\n{}", printed.trim_end()).unwrap();
                if printed.trim().is_empty() {
                    out.pop();
                }
            }
        } else {
            block.iter().for_each(|l| writeln!(out, "{l}").unwrap());
        }
        out.push_str("```\n");
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(docs("tutorial.md"), &out).unwrap();
    }
    for (i, (is, should)) in out.lines().zip(text.lines()).enumerate() {
        assert_eq!(is, should, "docs/tutorial.md:{}: run the tests with UPDATE=1", i + 1);
    }
    assert_eq!(out.lines().count(), text.lines().count());
}

/// The pack with the examples of rules.md added: files in TOML blocks, and the rows
/// `| pattern | matches | does not match |` as rules with two tests.
#[test]
fn every_example_of_the_rule_language_is_right() {
    let text = fs::read_to_string(docs("rules.md")).unwrap();
    let mut files: Vec<(String, Text)> = embedded::patterns().collect();
    let mut rows = String::from("phase = \"attribution\"\n");
    let mut lines = text.lines().enumerate();
    while let Some((n, line)) = lines.next() {
        if line == "```toml" {
            let block: Vec<&str> =
                lines.by_ref().map(|(_, l)| l).take_while(|l| *l != "```").collect();
            let name = format!("rules/example/{:04}.toml", n + 1);
            files.push((name, Text::from(block.join("\n") + "\n")));
        }
        let cells: Vec<String> = line
            .replace("\\|", "\u{1}")
            .split('|')
            .map(|c| c.trim().replace('\u{1}', "|"))
            .collect();
        let pattern = cells.get(1).and_then(|c| c.strip_prefix('`')?.strip_suffix('`'));
        if let (Some(pattern), 5) = (pattern, cells.len()) {
            let id = format!("row.line-{}", n + 1);
            write!(rows, "[[rule]]\nid = \"{id}\"\nemit = \"row-{}\"\n", n + 1).unwrap();
            writeln!(rows, "pattern = '''{pattern}'''").unwrap();
            for (cell, want) in [(&cells[2], "[{}]"), (&cells[3], "[]")] {
                if !cell.is_empty() {
                    writeln!(rows, "[[rule.test]]\ntext = '''{cell}'''\nwant = {want}").unwrap();
                }
            }
        }
    }
    files.push(("rules/example/rows.toml".to_owned(), Text::from(rows.as_str())));
    let (set, found) = RuleSet::load(files, &embedded::list);
    let errors: Vec<String> =
        found.iter().filter(|d| d.is_error()).map(|d| d.render(&set.files, false)).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let extractor = Extractor::from_rules(&set);
    let mine = |id: &str| id.starts_with("row.") || id.starts_with("example.");
    let report = rule_tests::run_where(&extractor, &set, &mine);
    let failed: Vec<String> = report
        .failures
        .iter()
        .map(|f| format!("{} {}: wanted {}, found {:?}", f.rule, f.text, f.wanted, f.found))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert!(report.passed > 60, "only {} examples", report.passed);
}

/// What stands between two lines of a text.
fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    text.split_once(from).unwrap().1.split_once(to).unwrap().0
}

#[test]
#[cfg(unix)]
fn the_readme_shows_what_the_program_prints() {
    let path = docs("../README.md");
    let text = fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- output:begin -->\n", "<!-- output:end -->");
    let line = text.lines().find_map(|l| l.strip_prefix("cargo run --release -- ")).unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let printed = shell(&format!("COLUMNS=80 claimgraph {line}"), root);
    let (head, _) = printed.split_once("\nEVENTS").unwrap();
    let block = format!("```\n{head}…\n```\n");
    let shown = between(&text, begin, end);
    if std::env::var_os("UPDATE").is_some() {
        let whole = text.replace(&format!("{begin}{shown}"), &format!("{begin}{block}"));
        fs::write(&path, whole).unwrap();
    } else {
        assert_eq!(shown, block, "README.md: run the tests with UPDATE=1");
    }
}

#[test]
fn the_rule_in_the_readme_works_as_it_stands() {
    let text = fs::read_to_string(docs("../README.md")).unwrap();
    let rule = between(&text, "```toml\n", "```");
    let mut files: Vec<(String, Text)> = embedded::patterns().collect();
    files.push(("rules/en/stranded.toml".to_owned(), Text::from(rule)));
    let (set, found) = RuleSet::load(files, &embedded::list);
    let errors: Vec<String> =
        found.iter().filter(|d| d.is_error()).map(|d| d.render(&set.files, false)).collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    let extractor = Extractor::from_rules(&set);
    let report = rule_tests::run_where(&extractor, &set, &|id: &str| id == "casualty.stranded");
    let failed: Vec<String> = report
        .failures
        .iter()
        .map(|f| format!("{}: wanted {}, found {:?}", f.text, f.wanted, f.found))
        .collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(report.passed, 3);
}

#[test]
fn the_code_in_the_readme_is_the_one_that_the_library_tests() {
    let text = fs::read_to_string(docs("../README.md")).unwrap();
    let library = fs::read_to_string(docs("../src/lib.rs")).unwrap();
    for line in between(&text, "```rust\n", "```").lines() {
        assert!(library.contains(&format!("//! {line}\n")), "src/lib.rs lacks `{line}`");
    }
}

#[test]
fn every_link_between_documents_leads_to_a_file() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<PathBuf> =
        ["README.md", "samples/README.md", "evals/README.md"].map(|p| root.join(p)).to_vec();
    pages.extend(fs::read_dir(root.join("docs")).unwrap().map(|e| e.unwrap().path()));
    let mut dead = Vec::new();
    for page in pages.iter().filter(|p| p.extension().is_some_and(|e| e == "md")) {
        let text = fs::read_to_string(page).unwrap();
        for part in text.split("](").skip(1) {
            let target = part.split([')', '#']).next().unwrap();
            let file = page.parent().unwrap().join(target);
            if !target.is_empty() && !target.contains("://") && !file.exists() {
                dead.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}
