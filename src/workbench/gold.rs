//! Precision, recall and F1 per rule against hand-made annotation: JSON Lines
//! `{"id", "text", "gold": [{"kind": "quantity_claim" | "vote" | "event" | …, "start", "end", …}]}`,
//! offsets in code points.
//!
//! A record is right when it overlaps an annotation of its kind that no earlier record took, and,
//! for a claim, has its value. Records over items marked `optional` count neither way. Recall of a
//! rule is its share of all annotations of its kind.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::record::Extraction;

/// A document's annotation.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// Document id.
    pub id: String,
    /// Items.
    #[serde(default)]
    pub gold: Vec<Item>,
}

/// One annotated item.
#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    /// `quantity_claim`, `vote`, `event`, `optional`, …
    pub kind: String,
    /// First code point.
    #[serde(default)]
    pub start: u32,
    /// One past the last.
    #[serde(default)]
    pub end: u32,
    /// Value of a claim.
    #[serde(default)]
    pub value: Option<f64>,
}

/// Counts of one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Score {
    /// Records that are right.
    pub right: usize,
    /// Records that are wrong.
    pub wrong: usize,
    /// Annotations of the kind.
    pub gold: usize,
}

impl Score {
    /// Share of records that are right.
    #[must_use]
    pub fn precision(&self) -> f64 {
        ratio(self.right, self.right + self.wrong)
    }

    /// Share of annotations that are found.
    #[must_use]
    pub fn recall(&self) -> f64 {
        ratio(self.right, self.gold)
    }

    /// Harmonic mean of both.
    #[must_use]
    pub fn f1(&self) -> f64 {
        ratio(2 * self.right, self.right + self.wrong + self.gold)
    }
}

fn ratio(a: usize, b: usize) -> f64 {
    if b == 0 { 0.0 } else { a as f64 / b as f64 }
}

/// Scores by (kind, rule); the rule `all` sums a kind up.
pub type Scores = BTreeMap<(&'static str, String), Score>;

/// Add one document's records to the scores.
pub fn add(scores: &mut Scores, row: &Row, extraction: &Extraction) {
    let claims = extraction.claims.iter().map(|r| {
        let value = r.quantity.value.as_ref().and_then(|v| v.0.to_string().parse::<f64>().ok());
        (r.span.start, r.span.end, r.rule.id.as_str(), value)
    });
    kind(scores, row, "claim", "quantity_claim", claims);
    let votes =
        extraction.votes.iter().map(|r| (r.span.start, r.span.end, r.rule.id.as_str(), None));
    kind(scores, row, "vote", "vote", votes);
    let events =
        extraction.events.iter().map(|r| (r.span.start, r.span.end, r.rule.id.as_str(), None));
    kind(scores, row, "event", "event", events);
}

fn kind<'r>(
    scores: &mut Scores,
    row: &Row,
    kind: &'static str,
    name: &str,
    records: impl Iterator<Item = (u32, u32, &'r str, Option<f64>)>,
) {
    let gold: Vec<&Item> = row.gold.iter().filter(|g| g.kind == name).collect();
    let mut taken = vec![false; gold.len()];
    scores.entry((kind, "all".to_owned())).or_default().gold += gold.len();
    for (start, end, rule, value) in records {
        let over = |g: &Item| g.start < end && start < g.end;
        let right = gold.iter().enumerate().position(|(i, g)| {
            let same = kind != "claim" || g.value == value || g.value.is_none();
            !taken[i] && over(g) && same
        });
        let optional = |g: &Item| g.kind == "optional" && over(g);
        if right.is_none() && row.gold.iter().any(optional) {
            continue;
        }
        if let Some(i) = right {
            taken[i] = true;
        }
        for id in [rule, "all"] {
            let score = scores.entry((kind, id.to_owned())).or_default();
            *(if right.is_some() { &mut score.right } else { &mut score.wrong }) += 1;
        }
    }
}

/// Give every rule the number of annotations of its kind.
pub fn finish(scores: &mut Scores) {
    for kind in ["claim", "vote", "event"] {
        let all = scores.get(&(kind, "all".to_owned())).map_or(0, |s| s.gold);
        scores.iter_mut().filter(|((k, _), _)| *k == kind).for_each(|(_, s)| s.gold = all);
    }
}
