//! `claimgraph rules`: checks pattern files.

use std::path::PathBuf;

use crate::rules::check;

use super::{Exit, complain, engine};

/// Subcommands of `claimgraph rules`.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Check pattern files and run the tests in them
    Check {
        /// Folder with pattern files, or one file (default: the built-in English pack)
        dir: Option<PathBuf>,
    },
}

/// Runs a subcommand.
pub(super) fn run(command: &Command) -> Exit {
    let Command::Check { dir } = command;
    let (set, mut diagnostics) = match engine::load(dir.as_deref()) {
        Ok(loaded) => loaded,
        Err(message) => {
            complain(&message);
            return Exit::Rules;
        }
    };
    diagnostics.extend(check::check(&set));
    if !diagnostics.is_empty() {
        eprintln!("{}", engine::rendered(&set, &diagnostics, true));
    }
    let errors = diagnostics.iter().filter(|d| d.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let summary = format!(
        "{} rules in {} files: {errors} errors, {warnings} warnings",
        set.rules.len(),
        set.files.len()
    );
    if let Err(exit) = super::say(&summary) {
        return exit;
    }
    if errors == 0 { Exit::Ok } else { Exit::Rules }
}
