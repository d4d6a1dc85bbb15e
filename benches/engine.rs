//! The rule engine with 10 to 10,000 generated rules and the built-in lexicons: matching speed and
//! time to compile. Matching includes tokenising; subtract `tokens_only` for the matcher alone.

mod common;

use claimgraph::Extractor;
use claimgraph::document::{Document, RawDocument};
use claimgraph::embedded;
use claimgraph::matching::prepare::Preparer;
use claimgraph::rules::ast::RuleSet;
use claimgraph::rules::diagnostic::Diagnostic;
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];

fn main() {
    divan::main();
}

fn load(rules: usize) -> RuleSet {
    let files = embedded::patterns()
        .chain(common::rules(rules).into_iter().map(|(path, text)| (path, text.into())));
    let (mut set, diagnostics) = RuleSet::load(files, &embedded::list);
    assert!(!diagnostics.iter().any(Diagnostic::is_error));
    set.rules.retain(|rule| rule.id.starts_with("made."));
    assert_eq!(set.rules.len(), rules);
    set
}

fn setting(rules: usize) -> (Extractor, Vec<Document>, BytesCount) {
    let extractor = Extractor::from_rules(&load(rules));
    let texts = common::articles(2, 64, 16_000);
    let bytes = BytesCount::new(texts.iter().map(String::len).sum::<usize>());
    let documents =
        texts.into_iter().map(|t| extractor.segment(RawDocument::plain("made", t))).collect();
    (extractor, documents, bytes)
}

#[divan::bench(args = SIZES)]
fn matching(bencher: Bencher<'_, '_>, rules: usize) {
    let (extractor, documents, bytes) = setting(rules);
    bencher.counter(bytes).bench_local(|| {
        for document in &documents {
            black_box(extractor.analyse(document));
        }
    });
}

#[divan::bench(args = SIZES)]
fn tokens_only(bencher: Bencher<'_, '_>, rules: usize) {
    let (extractor, documents, bytes) = setting(rules);
    bencher.counter(bytes).bench_local(|| {
        for document in &documents {
            black_box(Preparer::default().prepare(extractor.engine(), document));
        }
    });
}

/// Parsed pattern files to a compiled engine.
#[divan::bench(args = SIZES)]
fn compile(bencher: Bencher<'_, '_>, rules: usize) {
    let set = load(rules);
    bencher.counter(ItemsCount::new(rules)).bench_local(|| black_box(Extractor::from_rules(&set)));
}

/// Pattern files' text to a checked rule set.
#[divan::bench(args = SIZES)]
fn parse(bencher: Bencher<'_, '_>, rules: usize) {
    let files = common::rules(rules);
    bencher
        .counter(ItemsCount::new(rules))
        .bench_local(|| black_box(RuleSet::load(files.iter().cloned(), &|_| None)));
}
