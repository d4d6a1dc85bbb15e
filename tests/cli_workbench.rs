//! The subcommands for writing rules: their arguments, exit codes and forms of output.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::process::Command;

#[path = "support/command.rs"]
mod command;

use command::{ENGLISH, PACK, claimgraph, code, folder, said};

#[test]
fn a_word_that_names_no_rule_is_refused() {
    let folder = folder();
    for command in ["test", "coverage"] {
        let output = claimgraph(folder.path(), &[command, "no-such-rule"]);
        assert_eq!(code(&output), 2, "{command}: {}", said(&output));
        assert!(said(&output).contains("no-such-rule"), "{}", said(&output));
    }
}

#[test]
fn coverage_below_the_threshold_is_an_exit_code() {
    let folder = folder();
    let run = |threshold: &str| {
        claimgraph(folder.path(), &["coverage", "--rules", PACK, "--threshold", threshold])
    };
    assert_eq!(code(&run("0")), 0);
    let output = run("101");
    assert_eq!(code(&output), 5);
    assert!(said(&output).contains("below the threshold of 101 %"), "{}", said(&output));
}

#[test]
fn one_record_is_explained_by_its_id() {
    let folder = folder();
    let output =
        claimgraph(folder.path(), &["extract", "a.txt", "-f", "ndjson", "--rules", ENGLISH]);
    let text = String::from_utf8(output.stdout).unwrap();
    let row: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
    let id = row["claims"][0]["id"].as_str().unwrap();
    // Without a file the current folder is searched.
    let output = claimgraph(folder.path(), &["explain", "--claim", id]);
    assert_eq!(code(&output), 0, "{}", said(&output));
    assert!(String::from_utf8(output.stdout).unwrap().contains(id));
    let output = claimgraph(folder.path(), &["explain", "--claim", "none"]);
    assert_eq!(code(&output), 5);
}

/// A pack with one rule for claims.
const CLAIMS: [(&str, &str); 2] = [
    ("pack.toml", "phases = [\"number\", \"quantity\", \"claim\"]\n"),
    (
        "toll.toml",
        r#"phase = "claim"
[[rule]]
id = "quantity.count"
phase = "quantity"
emit = "quantity"
pattern = "value:number counted:<lower>"
[[rule]]
id = "toll.passive"
emit = "claim"
set = { event = "killed" }
pattern = "value:quantity were killed"
"#,
    ),
];

/// A folder with a pack under version control, and an edit of it.
fn edited() -> tempfile::TempDir {
    let folder = folder();
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).unwrap();
    for (name, text) in CLAIMS {
        fs::write(rules.join(name), text).unwrap();
    }
    for arguments in [&["init", "-q"][..], &["add", "."], &["commit", "-q", "-m", "first"]] {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@b"];
        let mut git = Command::new("git");
        git.args(identity).args(arguments).current_dir(folder.path());
        assert!(git.output().unwrap().status.success());
    }
    let edited = CLAIMS[1].1.replace("were killed", "were hurt");
    fs::write(rules.join("toll.toml"), edited).unwrap();
    folder
}

#[test]
fn rules_are_compared_with_those_of_a_revision_in_every_form() {
    let folder = edited();
    let run = |more: &[&str]| {
        let mut arguments = vec!["diff", "--old-rev", "HEAD", "--new", "rules", "a.txt"];
        arguments.extend(more);
        claimgraph(folder.path(), &arguments)
    };
    let text = run(&[]);
    assert_eq!(code(&text), 5, "{}", said(&text));
    assert!(String::from_utf8(text.stdout).unwrap().contains("1 of 1 documents change"));
    let markdown = String::from_utf8(run(&["-f", "markdown"]).stdout).unwrap();
    assert!(markdown.starts_with("### Rules: 1 of 1 documents change"), "{markdown}");
    assert!(markdown.contains("| record | rule | gained | lost | changed |"), "{markdown}");
    let json: serde_json::Value = serde_json::from_slice(&run(&["-f", "json"]).stdout).unwrap();
    assert_eq!(json["changed"], 1);
    let output = claimgraph(folder.path(), &["diff", "--old-rev", "none", "a.txt"]);
    assert_eq!(code(&output), 3, "{}", said(&output));
}

#[test]
fn with_annotations_a_comparison_gives_scores() {
    let folder = edited();
    let row = serde_json::json!({
        "id": "g", "text": "At least 1,340 people were killed.",
        "gold": [{"kind": "quantity_claim", "start": 9, "end": 14, "value": 1340.0}],
    });
    fs::write(folder.path().join("gold.jsonl"), format!("{row}\n")).unwrap();
    let diff = ["diff", "--old-rev", "HEAD", "--new", "rules", "--gold"];
    let output = claimgraph(folder.path(), &[&diff[..], &["gold.jsonl"]].concat());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.contains("claim all: P "), "{text}");
    fs::write(folder.path().join("bare.jsonl"), "{\"id\":\"a\",\"text\":\"One.\"}\n").unwrap();
    let output = claimgraph(folder.path(), &[&diff[..], &["bare.jsonl"]].concat());
    assert_eq!(code(&output), 2);
    assert!(said(&output).contains("no row has annotations"), "{}", said(&output));
}
