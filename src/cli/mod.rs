//! The command line: one file a subcommand. Nothing else in the library knows the terminal.
//!
//! Messages go to standard error, one line each, with the place and what to do about it; results
//! go to standard output or to `-o FILE`. Exit codes: [`Exit`].

#![allow(clippy::print_stderr)]

mod corpus;
mod coverage;
mod diff;
mod engine;
mod exit;
mod explain;
mod extract;
mod inputs;
mod reading;
mod render;
mod rules;
mod schema;
mod sink;
mod test;
mod why_not;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

pub use exit::Exit;

/// Numeric claims, votes, dated events and who says so, from text, by rules.
#[derive(Debug, Parser)]
#[command(name = "claimgraph", version, about, after_help = exit::HELP)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read documents and write what they claim
    Extract(extract::Args),
    /// Run rule tests, document tests and snapshots
    Test(test::Args),
    /// Measure what the tests of a pack reach, and which mutants they notice
    Coverage(coverage::Args),
    /// Say what an edit of the rules changes over a corpus
    Diff(diff::Args),
    /// Say where each field of each record comes from
    Explain(explain::Args),
    /// Say why a rule does not match a text, and what would repair it
    WhyNot(why_not::Args),
    /// Work with pattern files
    #[command(subcommand)]
    Rules(rules::Command),
    /// Print a JSON Schema
    Schema(schema::Args),
}

/// Runs the command that the program's arguments ask for.
#[must_use]
pub fn main() -> ExitCode {
    let ran = match Cli::parse().command {
        Command::Extract(args) => extract::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::WhyNot(args) => why_not::run(&args),
        Command::Rules(command) => rules::run(&command),
        Command::Schema(args) => schema::run(&args),
    };
    ran.unwrap_or_else(|exit| exit).into()
}

/// One line on standard error; line breaks inside the message are kept but indented.
fn complain(message: &str) {
    use std::io::Write;
    let text = message.trim_end().replace('\n', "\n  ");
    // Nobody may be listening: that must not end the run.
    let _ = writeln!(std::io::stderr().lock(), "claimgraph: {text}");
}

/// One line on standard output. A reader that has gone is no error.
fn say(text: &str) -> Result<(), Exit> {
    use std::io::{ErrorKind, Write};
    match writeln!(std::io::stdout().lock(), "{}", text.trim_end()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            complain(&format!("standard output: cannot be written: {}", inputs::plain(&error)));
            Err(Exit::Output)
        }
        _ => Ok(()),
    }
}
