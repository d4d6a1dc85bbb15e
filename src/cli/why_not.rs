//! `claimgraph why-not`: the nearest miss of a rule on a text, and what would repair it.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::workbench::bench::Bench;
use crate::workbench::nearest::nearest;
use crate::workbench::{repair, why_not};

use super::{Exit, complain, corpus, engine, say};

/// Arguments of `claimgraph why-not`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Id of the rule
    rule: String,
    /// The text that it should match
    text: String,
    /// Date of the text
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<NaiveDate>,
    /// Pattern files to use instead of the built-in English pack
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Documents: say in how many of them a repair would change something
    #[arg(long, value_name = "DIR")]
    corpus: Vec<PathBuf>,
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Exit> {
    let set = engine::pack(args.rules.as_deref())?;
    let mut bench = Bench::new(set);
    let Some(rule) = bench.rule(&args.rule) else {
        let ids: Vec<&str> = bench.set().rules.iter().map(|r| r.id.as_str()).collect();
        let near = crate::rules::suggest::nearest(&args.rule, ids.iter().copied());
        let hint = near.map_or(String::new(), |n| format!("; did you mean `{n}`?"));
        complain(&format!("there is no rule `{}`{hint}", args.rule));
        return Ok(Exit::Usage);
    };
    let near = nearest(&mut bench, rule, &args.text, args.date);
    let mut out = why_not::miss(&near, bench.set(), rule, &args.text);
    if near.stands.is_empty() {
        let test = why_not::any_match(&args.text, args.date);
        let mut list = repair::repairs(&mut bench, rule, &test);
        let mut count = None;
        if !args.corpus.is_empty() {
            let (documents, messages) = corpus::read(&args.corpus);
            messages.iter().for_each(|m| complain(m));
            why_not::count_documents(&mut bench, rule, &mut list, &documents);
            count = Some(documents.len());
        }
        out.push_str("with one of these edits it would:\n");
        out.push_str(&why_not::repairs(&list, bench.set(), rule, count));
    }
    say(&out)?;
    Ok(if near.stands.is_empty() { Exit::Found } else { Exit::Ok })
}
