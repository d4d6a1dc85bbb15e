//! `claimgraph schema`: prints a JSON Schema.

use clap::ValueEnum;

use crate::rules::schema;

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
    /// `pack.toml`
    Pack,
    /// What `extract --format json` and `ndjson` write
    Extraction,
}

/// Prints the schema.
pub(super) fn run(args: &Args) -> Result<Exit, Exit> {
    let text = match args.of {
        Of::Extraction => crate::output::json::schema(),
        Of::Rules => schema::text(&schema::rules()),
        Of::Pack => schema::text(&schema::pack()),
    };
    super::say(&text)?;
    Ok(Exit::Ok)
}
