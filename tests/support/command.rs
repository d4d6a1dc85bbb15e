//! Running the command in a folder of its own, for tests of it.
#![allow(dead_code)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

pub(crate) const ARTICLE: &str =
    "Flood in Norland\n\nAt least 1,340 people were killed, the Rescue Board said.\n";

/// A small pack of our own, so that these tests say nothing about the built-in one.
pub(crate) const PACK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/support/pack");

/// The English pack.
pub(crate) const ENGLISH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/en");

pub(crate) fn claimgraph(folder: &Path, arguments: &[&str]) -> Output {
    let own = arguments.contains(&"--rules") || arguments[0] != "extract" || arguments.len() == 1;
    Command::new(env!("CARGO_BIN_EXE_claimgraph"))
        .args(arguments)
        .args(if own { &[][..] } else { &["--rules", PACK] })
        .current_dir(folder)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn said(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), ARTICLE).unwrap();
    folder
}
