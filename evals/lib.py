"""What evals/run and evals/report share: the binary, JSON Lines, the folders."""
import json
import os
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


def binary():
    """CLAIMGRAPH_BIN, else the release build, else the debug build."""
    named = os.environ.get("CLAIMGRAPH_BIN")
    for path in [named] if named else [ROOT / "target/release/claimgraph", ROOT / "target/debug/claimgraph"]:
        if pathlib.Path(path).is_file():
            return str(path)
    sys.exit("no claimgraph binary: build it with `cargo build --release` or set CLAIMGRAPH_BIN")


def read_jsonl(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def folder(variable, default):
    return pathlib.Path(os.environ.get(variable) or ROOT / default)


def gold_folder():
    return folder("CLAIMGRAPH_GOLD", "../shared/gold")


def scorer_folder():
    return folder("CLAIMGRAPH_EVAL", "../shared/eval")
