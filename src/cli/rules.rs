//! `claimgraph rules`: checks pattern files and runs the tests in them.

use std::path::PathBuf;

use crate::Extractor;
use crate::rules::ast::RuleSet;
use crate::rules::codes::Code;
use crate::rules::{check, diagnostic};
use crate::workbench::rule_tests::{self, Failure};

use super::{Exit, complain, engine};

/// Subcommands of `claimgraph rules`.
#[derive(Debug, clap::Subcommand)]
pub(super) enum Command {
    /// Check pattern files and run their tests
    Check {
        /// Folder with pattern files, or one file (default: the built-in English pack)
        dir: Option<PathBuf>,
        /// Show warnings too, not only their number
        #[arg(long, short)]
        warnings: bool,
        /// Print the page about a message, by its code (`E021`)
        #[arg(long, value_name = "CODE", conflicts_with_all = ["dir", "warnings"])]
        explain: Option<String>,
    },
}

/// Runs a subcommand.
pub(super) fn run(command: &Command) -> Result<Exit, Exit> {
    let Command::Check { dir, warnings: show, explain } = command;
    if let Some(code) = explain {
        return page(code);
    }
    let (set, mut diagnostics) = engine::load(dir.as_deref())?;
    diagnostics.extend(check::check(&set));
    let errors = diagnostics.iter().filter(|d| d.is_error()).count();
    let warnings = diagnostics.len() - errors;
    if errors > 0 || *show && warnings > 0 {
        eprintln!("{}", engine::rendered(&set, &diagnostics, *show));
    }
    let mut summary = format!(
        "{} rules in {} files: {errors} errors, {warnings} warnings",
        set.rules.len(),
        set.files.len()
    );
    let mut failed = 0;
    if errors == 0 {
        let report = rule_tests::run(&Extractor::from_rules(&set), &set, "");
        failed = report.failures.len();
        report.failures.iter().for_each(|f| complain(&failure(f, &set)));
        summary.push_str(&format!(", {} tests passed, {failed} failed", report.passed));
    }
    super::say(&summary)?;
    Ok(if errors + failed == 0 { Exit::Ok } else { Exit::Rules })
}

/// The page of `docs/errors.md` about one code.
fn page(code: &str) -> Result<Exit, Exit> {
    match Code::from_name(code) {
        Some(code) => super::say(&code.page()).map(|()| Exit::Ok),
        None => {
            let all: Vec<&str> = Code::ALL.iter().map(|c| c.code()).collect();
            complain(&format!("there is no message `{code}`; there are {}", all.join(", ")));
            Ok(Exit::Usage)
        }
    }
}

fn failure(failure: &Failure, set: &RuleSet) -> String {
    let place = diagnostic::place(&failure.at, &set.files);
    let found = match failure.found.as_slice() {
        [] => "nothing".to_owned(),
        found => found.join("\n"),
    };
    format!(
        "{place}: test {} of `{}` fails: {}\nwanted: {}\nfound: {found}",
        failure.number, failure.rule, failure.text, failure.wanted
    )
}
