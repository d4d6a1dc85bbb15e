//! The command `claimgraph`: see [`claimgraph::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    claimgraph::cli::main()
}
