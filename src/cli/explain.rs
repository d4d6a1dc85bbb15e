//! `claimgraph explain`: where each field of each claim comes from.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::document::{Document, RawDocument};
use crate::output::Lines;
use crate::workbench::bench::Bench;
use crate::workbench::explain::explain;
use crate::workbench::fields::{KINDS, Shown};

use super::{Exit, complain, corpus, engine, say};

/// Arguments of `claimgraph explain`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Document, or FILE:LINE for one line of it; with --claim: documents to look for it in
    /// [default: the current folder]
    #[arg(value_name = "FILE[:LINE]", required_unless_present_any = ["text", "claim"])]
    files: Vec<String>,
    /// Text instead of a file
    #[arg(long, conflicts_with = "files")]
    text: Option<String>,
    /// Id of one record
    #[arg(long, value_name = "ID")]
    claim: Option<String>,
    /// Date of the documents
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Pattern files to use instead of the built-in English pack
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Kinds of record (claim, vote, event, attribution, quantity, time) [default: the first four,
    /// or all if there are none of them]
    #[arg(long, value_name = "KIND", value_parser = KINDS)]
    kind: Vec<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Exit> {
    let set = engine::pack(args.rules.as_deref())?;
    let bench = Bench::new(set);
    let mut documents: Vec<(RawDocument, Option<usize>)> = Vec::new();
    if let Some(text) = &args.text {
        documents.push((RawDocument::plain("text", text.as_str()), None));
    }
    let here = vec![".".to_owned()];
    let files = if documents.is_empty() && args.files.is_empty() { &here } else { &args.files };
    for file in files {
        let (path, line) = split(file);
        let (found, messages) = corpus::read(&[path]);
        messages.iter().for_each(|m| complain(m));
        documents.extend(found.into_iter().map(|d| (d, line)));
    }
    let mut out: Vec<String> = Vec::new();
    for (mut raw, line) in documents {
        if args.date.is_some() {
            raw.give_date(args.date);
        }
        let document = bench.extractor().segment(raw);
        out.extend(of_document(args, &bench, &document, line));
    }
    if out.is_empty() {
        complain("nothing to explain: no record is found there");
        return Ok(Exit::Found);
    }
    say(&out.join("\n"))?;
    Ok(Exit::Ok)
}

fn of_document(
    args: &Args,
    bench: &Bench,
    document: &Document,
    line: Option<usize>,
) -> Vec<String> {
    let lines = Lines::of(&document.text);
    let here = |s: &Shown| {
        let at = |point: u32| lines.line(point).unwrap_or(0);
        line.is_none_or(|l| (at(s.span.start)..=at(s.span.end)).contains(&l))
            && args.claim.as_ref().is_none_or(|id| s.id == *id)
    };
    let of = |kinds: &[&str]| explain(bench, document, &|s| here(s) && kinds.contains(&s.kind));
    if !args.kind.is_empty() {
        let kinds: Vec<&str> = args.kind.iter().map(String::as_str).collect();
        return of(&kinds);
    }
    let main = of(&KINDS[..4]);
    if main.is_empty() && args.claim.is_none() { of(&KINDS) } else { main }
}

/// `FILE:LINE`, unless the whole is a file.
fn split(argument: &str) -> (PathBuf, Option<usize>) {
    let whole = PathBuf::from(argument);
    if whole.exists() {
        return (whole, None);
    }
    match argument.rsplit_once(':').map(|(f, l)| (f, l.parse())) {
        Some((file, Ok(line))) => (PathBuf::from(file), Some(line)),
        _ => (whole, None),
    }
}
