//! What an edit of the rules changes over a corpus: records gained, lost and changed, by rule.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use smol_str::SmolStr;

use crate::document::RawDocument;
use crate::extractor::Extractor;
use crate::output::Lines;
use crate::record::Extraction;
use crate::rules::ast::RuleSet;
use crate::workbench::fields::{Shown, shown};
use crate::workbench::versions::United;

/// Kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum What {
    Gained,
    Lost,
    Changed,
}

/// One record that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Kind of change.
    pub what: What,
    /// `claim`, `vote`, …
    pub kind: &'static str,
    /// The rule that makes the record now (of a lost one: that made it).
    pub rule: String,
    /// Document id.
    pub document: String,
    /// Line of the record, from 1.
    pub line: usize,
    /// Its words.
    pub words: String,
    /// Changed fields: name, old and new value.
    pub fields: Vec<FieldChange>,
}

/// One field of a changed record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldChange {
    /// Field name; `rule` and `span` are counted among them.
    pub name: String,
    /// Old value, empty if there was none.
    pub old: String,
    /// New value.
    pub new: String,
}

/// A comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// Documents read.
    pub documents: usize,
    /// Bytes of text in them.
    pub bytes: usize,
    /// Documents with a change.
    pub changed: usize,
    /// Changes in the order of documents and text.
    pub changes: Vec<Change>,
}

/// What changes from one version of a pack to the other. What both share is read once, and records
/// are made only of documents in which changed rules leave other mentions.
#[must_use]
pub fn compare(old: &RuleSet, new: &RuleSet, documents: &[RawDocument]) -> Report {
    let Some(united) = United::of(old, new) else {
        let (old, new) = (Extractor::from_rules(old), Extractor::from_rules(new));
        return compare_whole(&old, &new, documents);
    };
    report(documents, |raw| {
        united.read(raw).map_or_else(Vec::new, |[old, new]| changes(raw, old, new))
    })
}

/// The same, every document read with both extractors.
#[must_use]
pub fn compare_whole(old: &Extractor, new: &Extractor, documents: &[RawDocument]) -> Report {
    let read = |e: &Extractor, raw: &RawDocument| e.extract(&e.segment(raw.clone()));
    report(documents, |raw| changes(raw, read(old, raw), read(new, raw)))
}

fn report(
    documents: &[RawDocument],
    one: impl Fn(&RawDocument) -> Vec<Change> + Sync + Send,
) -> Report {
    let found: Vec<Vec<Change>> = documents.par_iter().map(one).collect();
    Report {
        documents: documents.len(),
        bytes: documents.iter().map(|d| d.text.len()).sum(),
        changed: found.iter().filter(|c| !c.is_empty()).count(),
        changes: found.into_iter().flatten().collect(),
    }
}

fn changes(raw: &RawDocument, mut before: Extraction, mut after: Extraction) -> Vec<Change> {
    unplaced(&mut before);
    unplaced(&mut after);
    if before == after {
        return Vec::new();
    }
    let lines = Lines::of(&raw.text);
    let mut before: Vec<Option<Shown>> = shown(&before).into_iter().map(Some).collect();
    let mut out: Vec<(u32, Change)> = Vec::new();
    let mut fresh = Vec::new();
    // The same place first, then overlapping ones.
    for record in shown(&after) {
        let same = before
            .iter_mut()
            .find(|b| b.as_ref().is_some_and(|b| b.kind == record.kind && b.span == record.span));
        match same.and_then(Option::take) {
            Some(was) => out.extend(changed(&was, &record, raw, &lines)),
            None => fresh.push(record),
        }
    }
    for record in fresh {
        let near = before.iter_mut().find(|b| {
            b.as_ref().is_some_and(|b| {
                b.kind == record.kind
                    && b.span.start < record.span.end
                    && record.span.start < b.span.end
            })
        });
        match near.and_then(Option::take) {
            Some(was) => out.extend(changed(&was, &record, raw, &lines)),
            None => out.push(change(What::Gained, &record, raw, &lines)),
        }
    }
    for record in before.into_iter().flatten() {
        out.push(change(What::Lost, &record, raw, &lines));
    }
    out.sort_by(|a, b| (a.0, a.1.kind, a.1.what).cmp(&(b.0, b.1.kind, b.1.what)));
    out.into_iter().map(|(_, c)| c).collect()
}

fn change(what: What, record: &Shown, raw: &RawDocument, lines: &Lines) -> (u32, Change) {
    let change = Change {
        what,
        kind: record.kind,
        rule: record.rule.id.to_string(),
        document: raw.origin.id.clone(),
        line: lines.line(record.span.start).unwrap_or(0),
        words: record.span.text.replace('\n', " "),
        fields: Vec::new(),
    };
    (record.span.start, change)
}

fn changed(was: &Shown, is: &Shown, raw: &RawDocument, lines: &Lines) -> Option<(u32, Change)> {
    let mut values: BTreeMap<String, (String, String)> = BTreeMap::new();
    let add = |to: &mut String, value: &str| {
        if !to.is_empty() {
            to.push_str(", ");
        }
        to.push_str(value);
    };
    for f in &was.fields {
        add(&mut values.entry(f.name.clone()).or_default().0, &f.value);
    }
    for f in &is.fields {
        add(&mut values.entry(f.name.clone()).or_default().1, &f.value);
    }
    let span = (was.span.text.to_string(), is.span.text.to_string());
    values.insert("span".to_owned(), span);
    values.insert("rule".to_owned(), (was.rule.id.to_string(), is.rule.id.to_string()));
    let fields: Vec<FieldChange> = values
        .into_iter()
        .filter(|(_, (old, new))| old != new)
        .map(|(name, (old, new))| FieldChange { name, old, new })
        .collect();
    if fields.is_empty() {
        return None;
    }
    let (at, change) = change(What::Changed, is, raw, lines);
    Some((at, Change { fields, ..change }))
}

/// Rules that have only moved in their file change nothing.
fn unplaced(extraction: &mut Extraction) {
    let rules = (extraction.claims.iter_mut().map(|r| &mut r.rule))
        .chain(extraction.votes.iter_mut().map(|r| &mut r.rule))
        .chain(extraction.events.iter_mut().map(|r| &mut r.rule))
        .chain(extraction.attributions.iter_mut().map(|r| &mut r.rule))
        .chain(extraction.quantities.iter_mut().map(|r| &mut r.rule))
        .chain(extraction.times.iter_mut().map(|r| &mut r.rule));
    rules.for_each(|r| r.at = SmolStr::default());
}

/// Changes by kind of record and rule, then by kind of change (with the fields that changed).
pub type Groups<'r> = BTreeMap<(&'static str, &'r str), BTreeMap<(What, String), Vec<&'r Change>>>;

impl Report {
    /// Changes by kind of record and rule, then by kind of change (with the fields that changed).
    #[must_use]
    pub fn groups(&self) -> Groups<'_> {
        let mut out: BTreeMap<_, BTreeMap<_, Vec<&Change>>> = BTreeMap::new();
        for c in &self.changes {
            let names: Vec<&str> = c.fields.iter().map(|f| f.name.as_str()).collect();
            out.entry((c.kind, c.rule.as_str()))
                .or_default()
                .entry((c.what, names.join(", ")))
                .or_default()
                .push(c);
        }
        out
    }

    /// How many changes of a kind.
    #[must_use]
    pub fn count(&self, what: What) -> usize {
        self.changes.iter().filter(|c| c.what == what).count()
    }
}
