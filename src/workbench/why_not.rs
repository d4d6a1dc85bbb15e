//! Why a rule does not match, in words: the nearest miss under the text, and what would repair it.

use std::fmt::Write as _;

use crate::document::RawDocument;
use crate::extractor::Extractor;
use crate::record::Extraction;
use crate::rules::ast::{RuleSet, RuleTest};
use crate::rules::diagnostic::place;
use crate::workbench::bench::Bench;
use crate::workbench::nearest::Nearest;
use crate::workbench::repair::Repair;

/// The nearest miss, with the text and marks under it.
#[must_use]
pub fn miss(nearest: &Nearest, set: &RuleSet, rule: u32, text: &str) -> String {
    let rule = &set.rules[rule as usize];
    let mut out = format!("{} ({})", rule.id, place(&rule.at, &set.files));
    let show = |r: &std::ops::Range<usize>| text.get(r.clone()).unwrap_or("").replace('\n', " ");
    for range in &nearest.stands {
        let _ = write!(out, " matches \"{}\"", show(range));
    }
    if nearest.stands.is_empty() {
        let _ = write!(out, " does not match: {} of {} parts", nearest.matched, nearest.parts);
    }
    out.push('\n');
    let refused = !nearest.vetoed.is_empty() || !nearest.lost.is_empty();
    let stopped = nearest.stands.is_empty() && nearest.refused.is_empty() && !refused;
    let _ = writeln!(out, "  {}", text.trim_end().replace('\n', " "));
    let column = |byte: usize| text.get(..byte).map_or(0, |t| t.chars().count());
    let mut mark = |range: &std::ops::Range<usize>, sign: &str, words: &str| {
        let (from, to) = (column(range.start), column(range.end));
        let _ = writeln!(
            out,
            "  {}{} {words}",
            " ".repeat(from),
            sign.repeat(to.saturating_sub(from).max(1))
        );
    };
    if nearest.stands.is_empty() {
        for part in &nearest.seen {
            mark(&part.bytes, "~", &part.part);
        }
    }
    if let (true, Some((at, wanted))) = (stopped, &nearest.stopped) {
        mark(at, "^", &format!("stopped here: wanted {wanted}"));
    }
    for (range, guard) in &nearest.vetoed {
        let word = if guard.starts_with("when") { "lacks" } else { "vetoed by" };
        mark(range, "^", &format!("{word} {guard}"));
    }
    for (range, by) in &nearest.lost {
        mark(range, "^", &format!("beaten by {by}"));
    }
    for range in &nearest.refused {
        mark(range, "^", "matched, but its value cannot be");
    }
    out
}

/// The repairs, one a line, with their place and how many tests and documents they touch.
#[must_use]
pub fn repairs(list: &[Repair], set: &RuleSet, rule: u32, documents: Option<usize>) -> String {
    let total = set.rules[rule as usize].tests.len();
    let mut out = String::new();
    if list.is_empty() {
        out.push_str("  no single edit of the rule would do\n");
    }
    for (i, r) in list.iter().enumerate() {
        let _ = write!(out, "  {}. {}: {}", i + 1, place(&r.at, &set.files), r.message);
        if total > 0 {
            let _ = write!(out, "; {} of {total} tests of the rule pass", r.passing);
        }
        if let (Some(n), Some(all)) = (r.documents, documents) {
            let _ = write!(out, "; {n} of {all} documents change");
        }
        out.push('\n');
    }
    out
}

/// Count, for the first few repairs, the documents in which they change something.
pub fn count_documents(
    bench: &mut Bench,
    rule: u32,
    repairs: &mut [Repair],
    documents: &[RawDocument],
) {
    let read = |extractor: &Extractor| -> Vec<Extraction> {
        use rayon::prelude::*;
        let one = |raw: &RawDocument| extractor.extract(&extractor.segment(raw.clone()));
        documents.par_iter().map(one).collect()
    };
    let before = read(bench.extractor());
    for repair in repairs.iter_mut().take(3) {
        bench.put(&[(rule, &repair.rule)]);
        let after = read(bench.extractor());
        repair.documents = Some(before.iter().zip(&after).filter(|(a, b)| a != b).count());
    }
    bench.restore(&[rule]);
    let total = bench.set().rules[rule as usize].tests.len();
    repairs.sort_by_key(|r| (total - r.passing.min(total), r.documents.unwrap_or(usize::MAX)));
}

/// A test that asks for one match, whatever its slots.
#[must_use]
pub fn any_match(text: &str, date: Option<chrono::NaiveDate>) -> RuleTest {
    let (want, at) = (vec![Vec::new()], Default::default());
    RuleTest { text: text.to_owned(), date, want, at }
}
