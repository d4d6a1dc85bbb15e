//! `claimgraph schema`: prints a JSON Schema.

use std::io::Write;

use clap::ValueEnum;

use super::Exit;

/// Arguments of `claimgraph schema`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Of what
    #[arg(value_enum)]
    of: Of,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Of {
    /// Pattern files (TOML)
    Rules,
    /// What `extract --format json` and `ndjson` write
    Extraction,
}

/// Prints the schema.
pub(super) fn run(args: &Args) -> Exit {
    let text = match args.of {
        Of::Extraction => crate::output::json::schema(),
        Of::Rules => super::engine::rules_schema(),
    };
    match std::io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            super::complain(&format!("standard output: {error}"));
            Exit::Output
        }
        _ => Exit::Ok,
    }
}
