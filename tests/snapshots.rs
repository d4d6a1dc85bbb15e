//! The reviewed snapshots in `snapshots/`, the same files that `claimgraph test` compares: after a
//! change, `cargo insta review` or `claimgraph test --review` goes through what differs.

#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::{Path, PathBuf};

use claimgraph::Extractor;
use claimgraph::document::{RawDocument, read_bytes};
use claimgraph::embedded;
use claimgraph::workbench::snapshot::{Snapshot, of_document, of_rules};

fn samples() -> Vec<RawDocument> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "html"))
        .flat_map(|p| {
            let name = format!("samples/{}", p.file_name().unwrap().to_str().unwrap());
            read_bytes(&name, &fs::read(p).unwrap()).map(Result::unwrap).collect::<Vec<_>>()
        })
        .collect()
}

fn compare(snapshots: Vec<Snapshot>) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("../snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for snapshot in snapshots {
            insta::assert_snapshot!(snapshot.name, snapshot.text);
        }
    });
}

#[test]
fn every_sample_reads_as_reviewed() {
    let (set, _) = embedded::load();
    let extractor = Extractor::from_rules(&set);
    compare(samples().into_iter().map(|raw| of_document(&extractor, raw)).collect());
}

#[test]
fn every_rule_finds_what_was_reviewed() {
    let (set, _) = embedded::load();
    let extractor = Extractor::from_rules(&set);
    compare(of_rules(&extractor, &set, &|_| true, &samples()));
}

#[test]
fn no_snapshot_is_left_of_a_rule_that_is_gone() {
    let (set, _) = embedded::load();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(id) = name.strip_prefix("rule-").and_then(|n| n.strip_suffix(".snap")) {
            assert!(set.rules.iter().any(|r| r.id == id), "snapshots/{name}: no such rule");
        }
    }
}
