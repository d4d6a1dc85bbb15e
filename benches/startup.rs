//! What a user waits for before the first document: loading the built-in pack, and the whole
//! command on an article of three lines.

use std::process::{Command, Stdio};

use claimgraph::Extractor;
use divan::{Bencher, black_box};

const ARTICLE: &str =
    "Flood kills 12 in Karsk\n\nAt least 12 people were killed on Monday, police said.\n";

fn main() {
    divan::main();
}

/// The built-in pack read, checked and compiled.
#[divan::bench]
fn builtin_pack() {
    let _ = black_box(Extractor::builtin());
}

/// The process from start to end.
#[divan::bench]
fn command(bencher: Bencher<'_, '_>) {
    let Ok(folder) = tempfile::tempdir() else { return };
    let article = folder.path().join("article.txt");
    if std::fs::write(&article, ARTICLE).is_err() {
        return;
    }
    bencher.bench_local(|| {
        let done = Command::new(env!("CARGO_BIN_EXE_claimgraph"))
            .args(["extract", "--date", "2025-03-12", "--jobs", "1"])
            .arg(&article)
            .stdout(Stdio::null())
            .status();
        assert!(done.is_ok_and(|status| status.success()));
    });
}
