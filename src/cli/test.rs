//! `claimgraph test`: rule tests, document tests, snapshots.

use std::collections::BTreeMap;
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::rules::diagnostic::place;
use crate::workbench::bench::Bench;
use crate::workbench::nearest::nearest;
use crate::workbench::rule_tests::{self, Failure};
use crate::workbench::snapshot::{Snapshot, of_document, of_rules};
use crate::workbench::snapshot_files::{self as files, State};
use crate::workbench::{document_tests, line_diff, repair, why_not};

use super::{Exit, complain, corpus, engine, inputs, say};

/// Arguments of `claimgraph test`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only rules whose id contains one of these
    only: Vec<String>,
    /// Pattern files to use instead of the built-in English pack
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Document tests: Markdown files
    #[arg(long, value_name = "DIR", default_value = "tests/documents")]
    documents: PathBuf,
    /// Documents that snapshots are taken of
    #[arg(long, value_name = "DIR", default_value = "samples")]
    samples: PathBuf,
    /// Accepted snapshots; without the folder none are compared
    #[arg(long, value_name = "DIR", default_value = "snapshots")]
    snapshots: PathBuf,
    /// Accept everything: snapshots, and the lists of failing document tests
    #[arg(long, conflicts_with = "review")]
    update: bool,
    /// Go through changed snapshots, identical changes together
    #[arg(long)]
    review: bool,
    /// Do not look for repairs of failing rule tests
    #[arg(long)]
    no_repairs: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Exit> {
    let set = engine::pack(args.rules.as_deref())?;
    let wanted = engine::chosen(&set, &args.only)?;
    let mut bench = Bench::new(set);
    let ran = rules(args, &wanted, &mut bench)
        .and_then(|rules| Ok(rules + documents(args, &bench)?))
        .and_then(|failed| Ok(failed + snapshots(args, &wanted, &bench)?));
    match ran {
        Ok(0) => Ok(Exit::Ok),
        Ok(_) => Ok(Exit::Found),
        Err(Trouble::Said(exit)) => Err(exit),
        Err(Trouble::File(path, error)) => {
            complain(&format!("{}: {}", path.display(), inputs::plain(&error)));
            Err(Exit::Output)
        }
    }
}

/// Is a rule of that id wanted?
type Wanted<'w> = dyn Fn(&str) -> bool + Sync + 'w;

enum Trouble {
    Said(Exit),
    File(PathBuf, io::Error),
}

impl From<Exit> for Trouble {
    fn from(exit: Exit) -> Self {
        Self::Said(exit)
    }
}

/// Runs the rule tests; how many fail.
fn rules(args: &Args, wanted: &Wanted<'_>, bench: &mut Bench) -> Result<usize, Trouble> {
    let report = rule_tests::run_where(bench.extractor(), bench.set(), wanted);
    for failure in &report.failures {
        say(&explained(failure, bench, !args.no_repairs))?;
    }
    let failed = report.failures.len();
    say(&format!("rule tests: {} passed, {failed} failed", report.passed))?;
    Ok(failed)
}

fn explained(failure: &Failure, bench: &mut Bench, repairs: bool) -> String {
    let found = match failure.found.as_slice() {
        [] => "nothing".to_owned(),
        found => found.join("\n          "),
    };
    let mut out = format!(
        "{}: test {} of `{}` failed\n  wanted: {}\n  found:  {found}\n",
        place(&failure.at, &bench.set().files),
        failure.number,
        failure.rule,
        failure.wanted
    );
    let Some(rule) = bench.rule(&failure.rule) else { return out };
    let tests = &bench.set().rules[rule as usize].tests;
    let Some(test) = tests.get(failure.number - 1).cloned() else { return out };
    let near = nearest(bench, rule, &test.text, test.date);
    let miss = why_not::miss(&near, bench.set(), rule, &test.text);
    out.push_str(&indented(&miss));
    if repairs {
        let list = repair::repairs(bench, rule, &test);
        out.push_str("  with one of these edits it passes:\n");
        out.push_str(&indented(&why_not::repairs(&list, bench.set(), rule, None)));
    }
    out
}

fn indented(text: &str) -> String {
    text.lines().map(|l| format!("  {l}\n")).collect()
}

/// Runs the document tests; how many fail.
fn documents(args: &Args, bench: &Bench) -> Result<usize, Trouble> {
    if !args.only.is_empty() || !args.documents.is_dir() {
        return Ok(0);
    }
    let trouble = |e| Trouble::File(args.documents.clone(), e);
    let entries = fs::read_dir(&args.documents).map_err(trouble)?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e == "md"));
    paths.sort();
    let (mut passed, mut failed) = (0, 0);
    for path in paths {
        let trouble = |e| Trouble::File(path.clone(), e);
        let text = fs::read_to_string(&path).map_err(trouble)?;
        let tests = match document_tests::parse(&text) {
            Ok(tests) => tests,
            Err(message) => {
                say(&format!("{}: {message}", path.display()))?;
                failed += 1;
                continue;
            }
        };
        let mut wrong = 0;
        for test in &tests {
            let misses = document_tests::run(bench.extractor(), test);
            if misses.is_empty() {
                passed += 1;
                continue;
            }
            wrong += 1;
            say(&format!("{}:{}: {}", path.display(), test.line, test.title))?;
            for miss in misses {
                say(&format!("  {miss}"))?;
            }
        }
        if wrong > 0 && args.update {
            let new = document_tests::updated(bench.extractor(), &text, &tests);
            fs::write(&path, new).map_err(trouble)?;
            say(&format!("{}: {wrong} lists updated", path.display()))?;
        } else {
            failed += wrong;
        }
    }
    say(&format!("document tests: {passed} passed, {failed} failed"))?;
    Ok(failed)
}

/// Compares snapshots; how many differ.
fn snapshots(args: &Args, wanted: &Wanted<'_>, bench: &Bench) -> Result<usize, Trouble> {
    let folder = &args.snapshots;
    if !args.update && !folder.is_dir() || !args.samples.is_dir() {
        return Ok(0);
    }
    let trouble = |e| Trouble::File(folder.clone(), e);
    let (samples, messages) = corpus::read(std::slice::from_ref(&args.samples));
    messages.iter().for_each(|m| complain(m));
    let mut all: Vec<Snapshot> = of_rules(bench.extractor(), bench.set(), wanted, &samples);
    if args.only.is_empty() {
        all.extend(samples.into_iter().map(|raw| of_document(bench.extractor(), raw)));
    }
    let (mut same, mut waiting) = (0, Vec::new());
    for snapshot in &all {
        match files::compare(folder, snapshot).map_err(trouble)? {
            State::Same => {
                files::forget(folder, &snapshot.name).map_err(trouble)?;
                same += 1;
            }
            _ if args.update => files::accept(folder, snapshot).map_err(trouble)?,
            state => {
                files::suspend(folder, snapshot).map_err(trouble)?;
                waiting.push((snapshot.name.clone(), state));
            }
        }
    }
    if args.update {
        say(&format!("snapshots: {same} as before, {} written", all.len() - same))?;
        return Ok(0);
    }
    if args.review {
        return review(folder).map_err(trouble);
    }
    for (name, state) in &waiting {
        match state {
            State::Changed(hunks) => {
                say(&format!("{name}: changed\n{}", line_diff::shown(hunks).trim_end()))?;
            }
            _ => say(&format!("{name}: new"))?,
        }
    }
    say(&format!("snapshots: {same} as accepted, {} to be reviewed", waiting.len()))?;
    if !waiting.is_empty() {
        say("  `claimgraph test --review` goes through them, `--update` accepts them all")?;
    }
    Ok(waiting.len())
}

/// Places of a group that are named.
const SHOWN: usize = 8;

/// Goes through what waits, group by group; how many snapshots still wait.
fn review(folder: &Path) -> io::Result<usize> {
    let groups = files::groups(folder)?;
    let mut decided: BTreeMap<(String, usize), bool> = BTreeMap::new();
    let (stdin, stdout) = (io::stdin(), io::stdout());
    let total = groups.len();
    for (i, group) in groups.iter().enumerate() {
        let mut names: Vec<&str> = group.places.iter().map(|(n, _)| n.as_str()).collect();
        names.dedup();
        let mut out = stdout.lock();
        let more = match names.len().saturating_sub(SHOWN) {
            0 => String::new(),
            n => format!(" and {n} more"),
        };
        names.truncate(SHOWN);
        writeln!(out, "change {} of {total}, in {}{more}", i + 1, names.join(", "))?;
        if let Some((old, new)) = &group.change {
            old.iter().try_for_each(|l| writeln!(out, "- {l}"))?;
            new.iter().try_for_each(|l| writeln!(out, "+ {l}"))?;
        } else {
            writeln!(out, "new snapshots")?;
        }
        write!(out, "[a]ccept, [r]eject, [s]kip, [q]uit? ")?;
        out.flush()?;
        let mut answer = String::new();
        if stdin.lock().read_line(&mut answer)? == 0 {
            writeln!(out)?;
            break;
        }
        if !stdin.is_terminal() {
            writeln!(out, "{}", answer.trim())?;
        }
        let verdict = match answer.trim().chars().next() {
            Some('a' | 'A') => true,
            Some('r' | 'R') => false,
            Some('q' | 'Q') => break,
            _ => continue,
        };
        decided.extend(group.places.iter().map(|p| (p.clone(), verdict)));
    }
    files::settle(folder, &decided)?;
    let accepted = decided.values().filter(|v| **v).count();
    let left = files::waiting(folder)?.len();
    let mut out = stdout.lock();
    writeln!(
        out,
        "{accepted} changes accepted, {} rejected, {left} snapshots still wait",
        decided.len() - accepted
    )?;
    Ok(left)
}
