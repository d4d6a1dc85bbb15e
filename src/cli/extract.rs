//! `claimgraph extract`: documents in, claims out, in input order, for any number of threads.

use std::io::{self, ErrorKind, IsTerminal};
use std::panic::AssertUnwindSafe;
use std::path::PathBuf;
use std::sync::mpsc;
use std::thread;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::document::RawDocument;
use crate::output::{Lines, Style};
use crate::record::Extraction;

use super::engine::Engine;
use super::render::{Assembly, Format, part};
use super::sink::Sink;
use super::{Exit, complain, inputs, reading, sink};

/// Arguments of `claimgraph extract`.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Text, HTML or JSON Lines files, folders of them, or - for standard input
    #[arg(required = true, value_name = "ARTICLE")]
    articles: Vec<PathBuf>,
    /// Date of the documents, which relative dates count from; it goes before their own
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = date)]
    date: Option<NaiveDate>,
    /// What to write
    #[arg(long, short, value_enum, default_value = "table")]
    format: Format,
    /// Give each verb and noun of a happening its date, too (json and ndjson: `triggers`)
    #[arg(long)]
    triggers: bool,
    /// Pattern files to use instead of the built-in English pack
    #[arg(long, value_name = "DIR")]
    rules: Option<PathBuf>,
    /// Write to a file, which appears only when it is complete
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Threads; the output is the same for any number [default: all processors]
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    jobs: Option<u16>,
}

fn date(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .map_err(|_| "not a date of the calendar; write it as 2024-04-19".to_owned())
}

/// Runs the command.
pub(super) fn run(args: &Args) -> Result<Exit, Exit> {
    let engine = Engine::load(args.rules.as_deref())?.with_triggers(args.triggers);
    sink::guard_interrupt();
    let target = args.output.as_ref().map_or("standard output".into(), |p| p.display().to_string());
    let outcome = Sink::open(args.output.as_deref()).and_then(|sink| extract(args, &engine, sink));
    // The process ends here: taking the engine apart would only cost time.
    std::mem::forget(engine);
    match outcome {
        Ok(exit) => Ok(exit),
        // The reader has seen enough.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(Exit::Ok),
        Err(error) => {
            complain(&format!("{target}: cannot be written: {}", inputs::plain(&error)));
            Err(Exit::Output)
        }
    }
}

/// A fault of the program in one document is that document's message, not the end of the run.
fn guarded(engine: &Engine, source: RawDocument) -> Result<(Extraction, Lines), String> {
    let id = source.origin.id.clone();
    std::panic::catch_unwind(AssertUnwindSafe(|| engine.extract(source))).map_err(|_| {
        format!("{id}: left out: a fault of claimgraph (see above); please report it with the text")
    })
}

fn extract(args: &Args, engine: &Engine, sink: Sink) -> io::Result<Exit> {
    let style = style(args.output.is_some());
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs.map_or(0, usize::from))
        .build()
        .map_err(io::Error::other)?;
    let inputs = inputs::collect(&args.articles);
    let mut assembly = Assembly::begin(args.format, sink)?;
    let (mut read, mut failed) = (0usize, 0usize);
    // One chunk is read while the one before is worked on.
    let (send, receive) = mpsc::sync_channel(1);
    thread::scope(|scope| {
        scope.spawn(|| {
            let send = send;
            reading::read_all(inputs, args.date, &send);
        });
        for chunk in receive {
            let parts: Vec<_> = pool.install(|| {
                chunk
                    .into_par_iter()
                    .map(|item| {
                        item.and_then(|source| {
                            let (extraction, lines) = guarded(engine, source)?;
                            let warnings = warnings(&extraction);
                            Ok((part(args.format, style, extraction, &lines), warnings))
                        })
                    })
                    .collect()
            });
            for part in parts {
                match part {
                    Ok((part, warnings)) => {
                        warnings.iter().for_each(|w| complain(w));
                        assembly.push(part?)?;
                        read += 1;
                    }
                    Err(message) => {
                        complain(&message);
                        failed += 1;
                    }
                }
            }
        }
        Ok::<(), io::Error>(())
    })?;
    if read == 0 {
        complain("no document to read; nothing was written");
        return Ok(Exit::Usage);
    }
    assembly.finish()?.finish()?;
    Ok(if failed == 0 { Exit::Ok } else { Exit::SomeFailed })
}

fn warnings(extraction: &crate::record::Extraction) -> Vec<String> {
    let document = &extraction.document;
    document.warnings.iter().map(|w| format!("{}: warning: {w}", document.id)).collect()
}

/// Colour only where a person looks on, and never when `NO_COLOR` is set (no-color.org).
fn style(to_file: bool) -> Style {
    let terminal = !to_file && io::stdout().is_terminal();
    let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let width = std::env::var("COLUMNS").ok().and_then(|w| w.parse::<usize>().ok());
    Style {
        width: if terminal { width.unwrap_or(80).clamp(40, 120) } else { 80 },
        color: terminal && !refused,
    }
}
