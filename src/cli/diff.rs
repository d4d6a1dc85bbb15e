//! `claimgraph diff`: what an edit of the rules changes over a corpus.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{fs, str};

use rayon::prelude::*;
use serde_json::json;

use crate::Extractor;
use crate::document::RawDocument;
use crate::rules::ast::RuleSet;
use crate::rules::files::Folder;
use crate::workbench::diff::{Change, Report, What, compare};
use crate::workbench::gold::{self, Row, Score, Scores};

use super::{Exit, complain, corpus, engine, say};

/// Arguments of `claimgraph diff`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Documents to compare on
    #[arg(required_unless_present = "gold")]
    corpus: Vec<PathBuf>,
    /// Old rules [default: the built-in English pack]
    #[arg(long, value_name = "DIR")]
    old: Option<PathBuf>,
    /// Old rules as they were in this git revision, at the path of the new ones
    #[arg(long, value_name = "REV", conflicts_with = "old")]
    old_rev: Option<String>,
    /// New rules [default: the built-in English pack; with --old-rev: rules/en]
    #[arg(long, value_name = "DIR")]
    new: Option<PathBuf>,
    /// Annotated documents (JSON Lines): also the change of precision, recall and F1 by rule
    #[arg(long, value_name = "FILE")]
    gold: Option<PathBuf>,
    /// What to write
    #[arg(long, short, value_enum, default_value = "text")]
    format: Format,
    /// List every change, not only the first few of each group
    #[arg(long)]
    all: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For a person
    Text,
    /// For a pull request
    Markdown,
    /// For a program
    Json,
}

/// Examples of a group that are listed.
const SHOWN: usize = 5;

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Exit> {
    let (old, new) = packs(args)?;
    let mut paths = args.corpus.clone();
    paths.extend(args.gold.clone());
    let (documents, messages) = corpus::read(&paths);
    messages.iter().for_each(|m| complain(m));
    if documents.is_empty() {
        complain("no document to compare on");
        return Ok(Exit::Usage);
    }
    let scores = match args.gold.as_deref().map(|g| scored(g, &documents, &old, &new)) {
        Some(Err(message)) => {
            complain(&message);
            return Ok(Exit::Usage);
        }
        Some(Ok(scores)) => Some(scores),
        None => None,
    };
    let report = compare(&old, &new, &documents);
    let text = match args.format {
        Format::Text => text(&report, scores.as_ref(), args.all),
        Format::Markdown => markdown(&report, scores.as_ref(), args.all),
        Format::Json => object(&report, scores.as_ref()),
    };
    say(&text)?;
    Ok(if report.changes.is_empty() { Exit::Ok } else { Exit::Found })
}

fn packs(args: &Args) -> Result<(RuleSet, RuleSet), Exit> {
    let Some(rev) = &args.old_rev else {
        return Ok((engine::pack(args.old.as_deref())?, engine::pack(args.new.as_deref())?));
    };
    let path = args.new.clone().unwrap_or_else(|| PathBuf::from("rules/en"));
    let old = at_revision(rev, &path).map_err(|message| engine::refuse(&message))?;
    Ok((engine::sound(old.load())?, engine::pack(Some(&path))?))
}

/// The pattern files of a folder as they were in a git revision.
fn at_revision(rev: &str, path: &Path) -> Result<Folder, String> {
    let git = |arguments: &[&str]| -> Result<Vec<u8>, String> {
        let out = Command::new("git").args(arguments).output();
        let out = out.map_err(|e| format!("git cannot be run: {e}"))?;
        if out.status.success() {
            Ok(out.stdout)
        } else {
            Err(format!("git: {}", String::from_utf8_lossy(&out.stderr).trim()))
        }
    };
    let named = path.to_string_lossy();
    let list = git(&["ls-tree", "-r", "-z", "--name-only", rev, "--", &named])?;
    let mut folder = Folder::default();
    for name in list.split(|b| *b == 0).filter_map(|n| str::from_utf8(n).ok()) {
        let list = name.ends_with(".txt");
        if !list && !name.ends_with(".toml") {
            continue;
        }
        let bytes = git(&["show", &format!("{rev}:./{name}")])?;
        let text = String::from_utf8(bytes).map_err(|_| format!("{rev}:{name}: not UTF-8"))?;
        if list {
            folder.lists.insert(name.to_owned(), text.into());
        } else {
            folder.patterns.push((name.to_owned(), text.into()));
        }
    }
    if folder.patterns.is_empty() {
        return Err(format!("{rev}: no pattern file in {named}"));
    }
    Ok(folder)
}

type Pair = (Scores, Scores);

fn scored(
    path: &Path,
    documents: &[RawDocument],
    old: &RuleSet,
    new: &RuleSet,
) -> Result<Pair, String> {
    let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    for (n, line) in text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        let row: Row =
            serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), n + 1))?;
        rows.insert(row.id.clone(), row);
    }
    if rows.values().all(|r| r.gold.is_empty()) {
        return Err(format!("{}: no row has annotations in `gold`", path.display()));
    }
    let score = |set: &RuleSet| {
        let extractor = Extractor::from_rules(set);
        let read: Vec<_> = documents
            .par_iter()
            .filter_map(|raw| {
                let row = rows.get(&raw.origin.id)?;
                Some((row, extractor.extract(&extractor.segment(raw.clone()))))
            })
            .collect();
        let mut scores = Scores::new();
        read.iter().for_each(|(row, extraction)| gold::add(&mut scores, row, extraction));
        gold::finish(&mut scores);
        scores
    };
    Ok((score(old), score(new)))
}

fn summary(report: &Report) -> String {
    format!(
        "{} of {} documents change ({:.1} MB): {} gained, {} lost, {} changed",
        report.changed,
        report.documents,
        report.bytes as f64 / 1e6,
        report.count(What::Gained),
        report.count(What::Lost),
        report.count(What::Changed)
    )
}

fn word(what: What) -> &'static str {
    match what {
        What::Gained => "gained",
        What::Lost => "lost",
        What::Changed => "changed",
    }
}

fn one(change: &Change) -> String {
    let mut out = format!("{}:{}  \"{}\"", change.document, change.line, cut(&change.words));
    for f in &change.fields {
        let value = |v: &str| if v.is_empty() { "–".to_owned() } else { cut(v) };
        let _ = write!(out, "  {}: {} → {}", f.name, value(&f.old), value(&f.new));
    }
    out
}

fn cut(text: &str) -> String {
    const LONGEST: usize = 100;
    let text = text.replace('\n', " ");
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}

fn text(report: &Report, scores: Option<&Pair>, all: bool) -> String {
    let mut out = String::new();
    for ((kind, rule), groups) in report.groups() {
        let _ = writeln!(out, "{kind} {rule}");
        for ((what, names), changes) in groups {
            let of = if names.is_empty() { String::new() } else { format!(" {names}") };
            let _ = writeln!(out, "  {}{of}: {}", word(what), changes.len());
            let shown = if all { changes.len() } else { SHOWN };
            for c in changes.iter().take(shown) {
                let _ = writeln!(out, "    {}", one(c));
            }
            if changes.len() > shown {
                let _ = writeln!(out, "    … and {} more (--all)", changes.len() - shown);
            }
        }
    }
    for line in score_lines(scores) {
        let (kind, rule, old, new) = line;
        let _ = writeln!(out, "{kind} {rule}: {}", moved(&old, &new));
    }
    let _ = writeln!(out, "{}", summary(report));
    out
}

fn markdown(report: &Report, scores: Option<&Pair>, all: bool) -> String {
    let mut out = format!("### Rules: {}\n", summary(report));
    if !report.changes.is_empty() {
        out.push_str("\n| record | rule | gained | lost | changed |\n|---|---|--:|--:|--:|\n");
    }
    let groups = report.groups();
    for ((kind, rule), by) in &groups {
        let n = |w: What| -> usize {
            by.iter().filter(|((x, _), _)| *x == w).map(|(_, c)| c.len()).sum()
        };
        let (gained, lost, changed) = (n(What::Gained), n(What::Lost), n(What::Changed));
        let _ = writeln!(out, "| {kind} | `{rule}` | {gained} | {lost} | {changed} |");
    }
    let lines = score_lines(scores);
    if !lines.is_empty() {
        out.push_str("\n| record | rule | precision, recall, F1 |\n|---|---|---|\n");
        for (kind, rule, old, new) in lines {
            let _ = writeln!(out, "| {kind} | `{rule}` | {} |", moved(&old, &new));
        }
    }
    for ((kind, rule), by) in groups {
        let _ = writeln!(out, "\n<details><summary>{kind} <code>{rule}</code></summary>\n");
        for ((what, names), changes) in by {
            let shown = if all { changes.len() } else { SHOWN };
            for c in changes.iter().take(shown) {
                let _ = writeln!(out, "- {} {names} {}", word(what), one(c));
            }
            if changes.len() > shown {
                let _ = writeln!(out, "- … and {} more {}", changes.len() - shown, word(what));
            }
        }
        out.push_str("\n</details>\n");
    }
    out
}

fn object(report: &Report, scores: Option<&Pair>) -> String {
    let lines: Vec<_> = score_lines(scores)
        .into_iter()
        .map(|(kind, rule, old, new)| {
            let of = |s: &Score| {
                json!({"right": s.right, "wrong": s.wrong, "gold": s.gold,
                       "precision": s.precision(), "recall": s.recall(), "f1": s.f1()})
            };
            json!({"kind": kind, "rule": rule, "old": of(&old), "new": of(&new)})
        })
        .collect();
    let mut object = json!(report);
    if scores.is_some() {
        object["scores"] = json!(lines);
    }
    serde_json::to_string_pretty(&object).unwrap_or_default()
}

type ScoreLine = (&'static str, String, Score, Score);

/// Rules whose scores changed, and the sums.
fn score_lines(scores: Option<&Pair>) -> Vec<ScoreLine> {
    let Some((old, new)) = scores else { return Vec::new() };
    let mut keys: Vec<_> = old.keys().chain(new.keys()).cloned().collect();
    keys.sort();
    keys.dedup();
    keys.into_iter()
        .map(|key| {
            let of = |s: &Scores| s.get(&key).copied().unwrap_or_default();
            let (was, is) = (of(old), of(new));
            (key.0, key.1, was, is)
        })
        .filter(|(_, rule, was, is)| was != is || rule == "all")
        .collect()
}

fn moved(old: &Score, new: &Score) -> String {
    let one = |name: &str, a: f64, b: f64| {
        let (a, b) = (100.0 * a, 100.0 * b);
        format!("{name} {a:.1} → {b:.1} ({:+.1})", b - a)
    };
    [
        one("P", old.precision(), new.precision()),
        one("R", old.recall(), new.recall()),
        one("F1", old.f1(), new.f1()),
    ]
    .join("  ")
}
