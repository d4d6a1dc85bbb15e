//! `claimgraph rules`: checks pattern files and runs the tests in them.

use std::path::PathBuf;

use super::{Exit, engine};

/// Subcommands of `claimgraph rules`.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Check pattern files and run their tests
    Check {
        /// Folder with a pack.toml (default: the built-in English pack)
        dir: Option<PathBuf>,
    },
}

/// Runs a subcommand.
pub(super) fn run(command: &Command) -> Exit {
    let Command::Check { dir } = command;
    match engine::check_rules(dir.as_deref()) {
        Ok(report) => {
            println!("{report}");
            Exit::Ok
        }
        Err(message) => {
            super::complain(&message);
            Exit::Rules
        }
    }
}
