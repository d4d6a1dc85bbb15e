# `just` lists these. None is needed for the README's two commands.

default:
    @just --list

# every test
test *args:
    cargo test {{args}}

# formatting and lints, as CI runs them
lint:
    cargo fmt --all --check
    cargo clippy --all-targets -- -D warnings

# everything CI runs
ci:
    .ci/run

# benchmarks; `just bench engine` for one file
bench name="":
    cargo bench {{ if name == "" { "" } else { "--bench " + name } }}

# MB of text per CPU-second on one thread, stage by stage
throughput corpus:
    cargo run --release --example throughput -- {{corpus}}

# every development figure beside floor, aim and peer; `just eval --only articles`
eval *args:
    cargo build --release
    evals/report {{args}}

# look through changed snapshots (needs cargo-insta)
snapshots:
    cargo insta test --review
