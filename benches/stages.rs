//! MB/s of each stage and of the whole extraction with the built-in pack, on one thread, on 64
//! generated articles of 6 kB. Each stage is timed with the stages before it done already, but for
//! `analyse` and `extract`, which begin at the segmented document and at the text.

mod common;

use claimgraph::Extractor;
use claimgraph::document::{Document, RawDocument};
use claimgraph::matching::prepare::Preparer;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

const ARTICLES: usize = 64;
const BYTES: usize = 6_000;

fn main() {
    divan::main();
}

struct Corpus {
    extractor: Extractor,
    texts: Vec<String>,
    documents: Vec<Document>,
    bytes: BytesCount,
}

fn corpus() -> Corpus {
    let Ok(extractor) = Extractor::builtin() else { unreachable!("the built-in pack loads") };
    let texts = common::articles(1, ARTICLES, BYTES);
    let documents =
        texts.iter().map(|t| extractor.segment(RawDocument::plain("made", t.as_str()))).collect();
    let bytes = BytesCount::new(texts.iter().map(String::len).sum::<usize>());
    Corpus { extractor, texts, documents, bytes }
}

/// Sections, paragraphs, sentences, quotations.
#[divan::bench]
fn segment(bencher: Bencher<'_, '_>) {
    let c = corpus();
    bencher.counter(c.bytes).bench_local(|| {
        for text in &c.texts {
            black_box(c.extractor.segment(RawDocument::plain("made", text.as_str())));
        }
    });
}

/// Tokens, words, tags, phrases of lexicons, clauses.
#[divan::bench]
fn tokenise(bencher: Bencher<'_, '_>) {
    let c = corpus();
    bencher.counter(c.bytes).bench_local(|| {
        for document in &c.documents {
            black_box(Preparer::default().prepare(c.extractor.engine(), document));
        }
    });
}

/// Tokens and all phases of rules.
#[divan::bench]
fn analyse(bencher: Bencher<'_, '_>) {
    let c = corpus();
    bencher.counter(c.bytes).bench_local(|| {
        for document in &c.documents {
            black_box(c.extractor.analyse(document));
        }
    });
}

/// From text to records.
#[divan::bench]
fn extract(bencher: Bencher<'_, '_>) {
    let c = corpus();
    let date = chrono::NaiveDate::from_ymd_opt(2025, 3, 12);
    bencher.counter(c.bytes).bench_local(|| {
        for text in &c.texts {
            black_box(c.extractor.extract_text(text, date));
        }
    });
}
