//! `claimgraph coverage`: what the tests of a pack reach, and which mutants they notice.

use std::path::PathBuf;

use crate::workbench::coverage::{Coverage, PARTS, Part, measure};
use crate::workbench::mutants::{self, Mutation};
use crate::workbench::propose;

use super::{Exit, complain, corpus, engine, say};

/// Arguments of `claimgraph coverage`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Only rules whose id contains one of these
    only: Vec<String>,
    /// Pattern files to use instead of the built-in English pack
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Documents: say how many of them reach each part
    #[arg(long, value_name = "DIR")]
    corpus: Vec<PathBuf>,
    /// Fail if less than this share of rules, alternatives or guards is reached, or of mutants
    /// noticed, in percent
    #[arg(long, value_name = "PERCENT")]
    threshold: Option<f64>,
    /// Make mutants, too: drop a guard, widen a gap, remove an alternative
    #[arg(long)]
    mutants: bool,
    /// Propose a test for each mutant that no test notices, made from an existing test by taking
    /// the other alternative, or by adding what a guard forbids
    #[arg(long)]
    propose: bool,
    /// List everything, not only what is not reached
    #[arg(long)]
    all: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Exit> {
    let set = engine::pack(args.rules.as_deref())?;
    let wanted = engine::chosen(&set, &args.only)?;
    if args.propose {
        let mut out = String::new();
        for p in propose::run(&set, &wanted) {
            out.push_str(&format!("# {}\n{}\n", p.rule, p.toml()));
        }
        say(&out)?;
        return Ok(Exit::Ok);
    }
    let (documents, messages) = corpus::read(&args.corpus);
    messages.iter().for_each(|m| complain(m));
    let mut coverage = measure(&set, &documents);
    if !args.only.is_empty() {
        coverage.lines.retain(|l| l.rules.iter().any(|r| wanted(r)));
        coverage.beaten.retain(|b| wanted(&b.rule));
    }
    let mut out = report(&coverage, args.all);
    let mut worst = [Part::Rule, Part::Alternative, Part::Guard]
        .iter()
        .map(|p| coverage.of(*p))
        .map(|(hit, all)| percent(hit, all))
        .fold(100.0, f64::min);
    if args.mutants {
        let list = mutants::run(&set, &wanted);
        let noticed = list.iter().filter(|m| m.noticed.is_some()).count();
        for m in list.iter().filter(|m| m.noticed.is_none()) {
            let what = match m.mutation {
                Mutation::DropGuard => "drop the guard",
                Mutation::WidenGap => "widen the gap",
                Mutation::RemoveAlternative => "remove the alternative",
            };
            let rules = some(m.rules.iter());
            out.push_str(&format!("{}: {what} `{}`: no test notices ({rules})\n", m.place, m.text));
        }
        let share = percent(noticed, list.len());
        out.push_str(&format!("mutants: {noticed} of {} noticed ({share:.1} %)\n", list.len()));
        worst = worst.min(share);
    }
    say(&out)?;
    match args.threshold {
        Some(threshold) if worst < threshold => {
            complain(&format!("{worst:.1} % is below the threshold of {threshold} %"));
            Ok(Exit::Found)
        }
        _ => Ok(Exit::Ok),
    }
}

fn report(coverage: &Coverage, all: bool) -> String {
    let mut out = String::new();
    for (part, name) in PARTS {
        let one = name.trim_end_matches('s');
        for line in coverage.lines.iter().filter(|l| l.part == part) {
            let documents = if coverage.documents > 0 {
                format!(", {} of {} documents", line.documents, coverage.documents)
            } else {
                String::new()
            };
            let text = &line.text;
            if line.tests.is_empty() {
                let dead = coverage.documents > 0 && line.documents == 0;
                let word = if dead { "dead" } else { "no test reaches it" };
                out.push_str(&format!("{}: {one} `{text}`: {word}{documents}", line.place));
                if !line.rules.is_empty() && part != Part::Rule {
                    out.push_str(&format!(" ({})", some(line.rules.iter())));
                }
                out.push('\n');
            } else if all {
                let tests = some(line.tests.iter());
                out.push_str(&format!("{}: {one} `{text}`: {tests}{documents}\n", line.place));
            }
        }
    }
    for b in &coverage.beaten {
        let (n, by) = (b.matches, some(b.by.iter()));
        out.push_str(&format!("`{}`: all of its {n} matches are beaten by {by}\n", b.rule));
    }
    for (part, name) in PARTS {
        let (hit, total) = coverage.of(part);
        let share = percent(hit, total);
        out.push_str(&format!("{name}: {hit} of {total} reached by tests ({share:.1} %)\n"));
    }
    out
}

fn percent(hit: usize, all: usize) -> f64 {
    if all == 0 { 100.0 } else { hit as f64 * 100.0 / all as f64 }
}

/// The first few names, and how many more.
fn some<'s>(names: impl Iterator<Item = &'s String> + Clone) -> String {
    const SHOWN: usize = 3;
    let total = names.clone().count();
    let first: Vec<&str> = names.take(SHOWN).map(String::as_str).collect();
    let mut out = first.join(", ");
    if total > SHOWN {
        out.push_str(&format!(" and {} more", total - SHOWN));
    }
    out
}
