//! The command `claimgraph`: see [`claimgraph::cli`].

use std::process::ExitCode;

/// Many small and short-lived records: the system's allocator took a fifth of all instructions.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    claimgraph::cli::main()
}
