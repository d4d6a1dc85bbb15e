//! What the tagger weighs: for each token of documents its place in bytes, and the parts of speech
//! that it may have with their weights; `#` begins a document, `--` a sentence.
//!
//! `cargo run --release --example readings -- DOCUMENTS.jsonl [RULES]`; `tools/lexicon/tagger.py`
//! fits the weights from it.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::{BufWriter, Write};
use std::path::Path;

use claimgraph::Extractor;
use claimgraph::document::read_bytes;
use claimgraph::embedded;
use claimgraph::lexis::tagger::Capitals;
use claimgraph::matching::prepare::Preparer;
use claimgraph::rules::files::Folder;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: readings DOCUMENTS.jsonl [RULES]")?;
    let (set, diagnostics) = match args.next() {
        Some(rules) => Folder::read(Path::new(&rules))?.load(),
        None => embedded::load(),
    };
    for diagnostic in diagnostics.iter().filter(|d| d.is_error()) {
        eprintln!("{}", diagnostic.render(&set.files, false));
    }
    let extractor = Extractor::from_rules(&set);
    let tagger = &extractor.engine().tagger;
    let mut out = BufWriter::new(std::io::stdout().lock());
    for raw in read_bytes(&path, &std::fs::read(&path)?) {
        let document = extractor.segment(raw?);
        let analysis = Preparer::default().prepare(extractor.engine(), &document);
        let capitals = if analysis.all_caps { Capitals::All } else { Capitals::Names };
        writeln!(out, "# {}", document.origin.id)?;
        for (first, end) in &analysis.sentences {
            writeln!(out, "--")?;
            for token in &analysis.tokens[*first as usize..*end as usize] {
                write!(out, "{}\t{}\t", token.span.start, token.span.end)?;
                for (tag, weight) in tagger.readings(token, &document.text, capitals) {
                    write!(out, "{tag}:{weight} ")?;
                }
                writeln!(out)?;
            }
        }
    }
    Ok(())
}
