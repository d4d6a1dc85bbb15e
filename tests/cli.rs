//! The command: bad input, exit codes, output files, the same bytes for any number of threads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

#[path = "support/command.rs"]
mod command;

use command::{ARTICLE, PACK, claimgraph, code, folder, said};

#[test]
fn a_missing_file_is_named_and_the_others_are_written() {
    let folder = folder();
    let output = claimgraph(folder.path(), &["extract", "gone.txt", "a.txt", "-f", "ndjson"]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("gone.txt: no such file or folder"), "{}", said(&output));
    assert_eq!(output.stdout.iter().filter(|b| **b == b'\n').count(), 1);
}

#[test]
fn no_document_at_all_is_a_usage_error() {
    let folder = folder();
    fs::create_dir(folder.path().join("empty")).unwrap();
    for arguments in [&["extract", "gone.txt"][..], &["extract", "empty"], &["extract"]] {
        let output = claimgraph(folder.path(), arguments);
        assert_eq!(code(&output), 2, "{arguments:?}: {}", said(&output));
        assert!(!output.stderr.is_empty() && output.stdout.is_empty());
    }
}

#[test]
fn an_empty_file_says_so() {
    let folder = folder();
    fs::write(folder.path().join("b.txt"), "  \n").unwrap();
    let output = claimgraph(folder.path(), &["extract", "b.txt", "a.txt"]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("b.txt"), "{}", said(&output));
}

#[test]
fn a_malformed_row_is_named_by_number_and_the_others_go_on() {
    let folder = folder();
    let rows =
        "{\"id\":\"one\",\"text\":\"One.\"}\n{\"id\":\n{\"id\":\"three\",\"text\":\"Three.\"}\n";
    fs::write(folder.path().join("rows.jsonl"), rows).unwrap();
    let output = claimgraph(folder.path(), &["extract", "rows.jsonl", "-f", "ndjson"]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("rows.jsonl:2"), "{}", said(&output));
    let text = String::from_utf8(output.stdout).unwrap();
    let ids: Vec<String> = text
        .lines()
        .map(|l| {
            serde_json::from_str::<serde_json::Value>(l).unwrap()["document"]["id"].to_string()
        })
        .collect();
    assert_eq!(ids, ["\"one\"", "\"three\""]);
}

#[test]
fn invalid_utf8_is_read_with_a_warning_that_says_where() {
    let folder = folder();
    fs::write(folder.path().join("latin.txt"), b"The caf\xe9 closed. It was full.\n").unwrap();
    let output = claimgraph(folder.path(), &["extract", "latin.txt"]);
    assert_eq!(code(&output), 0);
    assert!(said(&output).contains("7"), "{}", said(&output));
}

#[test]
fn an_impossible_date_is_refused_with_the_form_wanted() {
    let folder = folder();
    let output = claimgraph(folder.path(), &["extract", "a.txt", "--date", "2024-02-30"]);
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("2024-04-19"), "{}", said(&output));
}

#[test]
fn broken_rules_end_the_run_before_any_output() {
    let folder = folder();
    fs::create_dir(folder.path().join("rules")).unwrap();
    let rule = "phase = \"claim\"\n[[rule]]\nid = \"x\"\nemit = \"claim\"\npattern = '''( a '''\n";
    fs::write(folder.path().join("rules/x.toml"), rule).unwrap();
    let output =
        claimgraph(folder.path(), &["extract", "a.txt", "--rules", "rules", "-o", "out.json"]);
    assert_eq!(code(&output), 3);
    assert!(said(&output).contains("x.toml:5"), "{}", said(&output));
    assert!(output.stdout.is_empty() && !folder.path().join("out.json").exists());
    assert_eq!(code(&claimgraph(folder.path(), &["rules", "check", "rules"])), 3);
    assert_eq!(code(&claimgraph(folder.path(), &["rules", "check", "nowhere"])), 3);
}

#[test]
fn an_output_file_replaces_the_old_one_and_nothing_else_is_left() {
    let folder = folder();
    fs::write(folder.path().join("out.json"), "old").unwrap();
    let output = claimgraph(folder.path(), &["extract", "a.txt", "-f", "json", "-o", "out.json"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(fs::read_to_string(folder.path().join("out.json")).unwrap().starts_with('{'));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn an_output_that_cannot_be_written_has_a_code_of_its_own() {
    let folder = folder();
    let output = claimgraph(folder.path(), &["extract", "a.txt", "-o", "no/such/folder/out"]);
    assert_eq!(code(&output), 4);
    assert!(said(&output).contains("no/such/folder/out"), "{}", said(&output));
}

#[test]
fn a_run_that_fails_leaves_the_old_output_file() {
    let folder = folder();
    fs::write(folder.path().join("out.json"), "old").unwrap();
    let output = claimgraph(folder.path(), &["extract", "gone.txt", "-o", "out.json"]);
    assert_eq!(code(&output), 2);
    assert_eq!(fs::read_to_string(folder.path().join("out.json")).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn the_bytes_are_the_same_for_any_number_of_threads() {
    let folder = folder();
    let mut rows = String::new();
    for n in 0..700 {
        rows.push_str(&format!(
            "{{\"id\":\"d{n}\",\"text\":\"Some {n} people fled Norland on Monday.\",\"date\":\"2025-03-14\"}}\n"
        ));
    }
    fs::write(folder.path().join("rows.jsonl"), rows).unwrap();
    for format in ["ndjson", "json", "csv", "table", "jsonld", "dot"] {
        let run = |jobs| {
            claimgraph(
                folder.path(),
                &["extract", "rows.jsonl", "a.txt", "-f", format, "--jobs", jobs],
            )
            .stdout
        };
        let one = run("1");
        assert!(!one.is_empty());
        assert!(one == run("4"), "{format} differs");
    }
}

#[test]
fn a_large_file_of_rows_is_read_in_parts_as_if_at_once() {
    let folder = folder();
    let row = format!("{{\"text\":\"{}\"}}\n", "It rained on Monday. ".repeat(20_000));
    let mut rows = row.repeat(50);
    rows.push_str("{broken\n");
    rows.push_str("{\"id\":\"last\",\"text\":\"It rained.\"}\n");
    fs::write(folder.path().join("rows.jsonl"), rows).unwrap();
    let output = claimgraph(folder.path(), &["extract", "rows.jsonl", "-f", "csv"]);
    assert_eq!(code(&output), 1);
    assert!(said(&output).contains("rows.jsonl:51:"), "{}", said(&output));
    let output = claimgraph(folder.path(), &["extract", "rows.jsonl", "-f", "ndjson"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let ids: Vec<&str> = text.lines().filter_map(|l| l.split('"').nth(5)).collect();
    assert_eq!(ids.len(), 51);
    assert_eq!((ids[0], ids[49], ids[50]), ("rows.jsonl#1", "rows.jsonl#50", "last"));
}

#[test]
fn the_tests_inside_a_pack_are_run() {
    let folder = folder();
    let output = claimgraph(folder.path(), &["rules", "check", PACK]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(text.contains("3 tests passed, 0 failed"), "{text}{}", said(&output));
    assert_eq!(code(&output), 0);
}

#[test]
fn a_folder_is_walked_in_the_order_of_names() {
    let folder = folder();
    fs::create_dir(folder.path().join("in")).unwrap();
    for name in ["c.txt", "b.html", "a.jsonl", "ignored.bin", ".hidden.txt"] {
        let content = match name {
            "b.html" => "<html><body><article><p>It rained.</p></article></body></html>",
            "a.jsonl" => "{\"id\":\"row\",\"text\":\"It rained.\"}\n",
            _ => "It rained.\n",
        };
        fs::write(folder.path().join("in").join(name), content).unwrap();
    }
    let output = claimgraph(folder.path(), &["extract", "in", "-f", "csv"]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    let output = claimgraph(folder.path(), &["extract", "in", "-f", "ndjson"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let ids: Vec<&str> = text.lines().filter_map(|l| l.split('"').nth(5)).collect();
    assert_eq!(ids, ["row", "in/b.html", "in/c.txt"]);
}

#[test]
fn standard_input_is_a_document() {
    let folder = folder();
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
        .args(["extract", "-", "-f", "ndjson", "--rules", PACK])
        .current_dir(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(ARTICLE.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert!(
        String::from_utf8(output.stdout).unwrap().starts_with("{\"document\":{\"id\":\"stdin\"")
    );
}

#[test]
fn dated_triggers_are_written_when_asked_for() {
    let folder = folder();
    let found = |arguments: &[&str]| {
        let output = claimgraph(folder.path(), arguments);
        assert_eq!(code(&output), 0, "{}", said(&output));
        serde_json::from_slice::<serde_json::Value>(&output.stdout).unwrap()
    };
    assert!(found(&["extract", "a.txt", "-f", "ndjson"]).get("triggers").is_none());
    assert!(found(&["extract", "a.txt", "-f", "ndjson", "--triggers"])["triggers"].is_array());
}

#[test]
fn help_names_every_exit_code() {
    let folder = folder();
    let text = String::from_utf8(claimgraph(folder.path(), &["--help"]).stdout).unwrap();
    for code in ["0 ", "1 ", "2 ", "3 ", "4 ", "130 "] {
        assert!(text.contains(&format!("\n  {code}")), "{code}");
    }
}

#[test]
fn the_schemas_are_printed() {
    let folder = folder();
    for of in ["rules", "extraction"] {
        let output = claimgraph(folder.path(), &["schema", of]);
        assert_eq!(code(&output), 0);
        assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder();
    let rows = "{\"text\":\"It rained on Monday, and again on Tuesday.\"}\n".repeat(3000);
    fs::write(folder.path().join("rows.jsonl"), rows).unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
        .args(["extract", "rows.jsonl", "-f", "json", "--rules", PACK])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 0);
    assert_eq!(said(&output), "");
}
