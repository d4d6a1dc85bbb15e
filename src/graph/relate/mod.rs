//! How two claims, or two votes, stand to each other: the same figure again, compatible bounds, a
//! later count, a contradiction, or nothing to do with each other.
//!
//! The costly error is to tie what is different, so every test here must be passed: same kind of
//! happening, same part of the total, places and times that can be the same. What is not stated
//! neither ties nor separates by itself; at least one thing that is stated must tie the two.

mod claims;
mod votes;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::json;

use crate::record::{DocumentInfo, Extraction, NumericClaim};

pub use claims::claims;
pub use votes::votes;

/// The relation of two claims or votes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// Same thing, same figure.
    Agree,
    /// Same thing, figures that can both be right (bounds, rounding).
    Compatible,
    /// Same thing, the first is a later count than the second.
    Update,
    /// Same thing, figures that cannot both be right.
    Contradict,
    /// Not the same thing, or nothing ties them.
    Different,
}

/// One side of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct End<'a> {
    /// Index of the extraction.
    pub document: usize,
    /// Id of the claim or vote.
    pub id: &'a str,
    /// First code point of its main evidence.
    pub start: u32,
    /// One past its last.
    pub end: u32,
}

/// Two related claims or votes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair<'a> {
    /// One; the newer for [`Relation::Update`].
    pub a: End<'a>,
    /// The other.
    pub b: End<'a>,
    /// How they stand to each other; never [`Relation::Different`].
    pub relation: Relation,
}

/// All related pairs in and between documents, in text order of their first member.
#[must_use]
pub fn all(extractions: &[Extraction]) -> Vec<Pair<'_>> {
    let mut pairs = Vec::new();
    for (i, j) in candidates(extractions, claim_keys) {
        let (x, y) = (&extractions[i.0], &extractions[j.0]);
        let (a, b) = (&x.claims[i.1], &y.claims[j.1]);
        let ends = (end(i.0, &a.id, &a.span), end(j.0, &b.id, &b.span));
        let older_first = |a: &NumericClaim, b: &NumericClaim| {
            a.superseded && !b.superseded || b.previous.is_some() && b.previous == a.quantity.value
        };
        let relation = claims((a, &x.document), (b, &y.document));
        let swap = relation == Relation::Update
            && (older_first(a, b) || !older_first(b, a) && day(&x.document) < day(&y.document));
        push(&mut pairs, relation, ends, swap);
    }
    for (i, j) in candidates(extractions, vote_keys) {
        let (x, y) = (&extractions[i.0], &extractions[j.0]);
        let (a, b) = (&x.votes[i.1], &y.votes[j.1]);
        let ends = (end(i.0, &a.id, &a.span), end(j.0, &b.id, &b.span));
        push(&mut pairs, votes((a, &x.document), (b, &y.document)), ends, false);
    }
    pairs
}

/// Writes all related pairs, one JSON object a line:
/// `{"a":{"id":DOCUMENT,"claim":ID,"start":0,"end":9},"b":{…},"label":"update"}`.
///
/// # Errors
/// What `out` reports.
pub fn write(extractions: &[Extraction], out: &mut impl std::io::Write) -> std::io::Result<()> {
    let side = |end: &End| {
        json!({
            "id": extractions[end.document].document.id,
            "claim": end.id,
            "start": end.start,
            "end": end.end,
        })
    };
    for pair in all(extractions) {
        let line = json!({"a": side(&pair.a), "b": side(&pair.b), "label": pair.relation});
        writeln!(out, "{line}")?;
    }
    Ok(())
}

fn push<'a>(pairs: &mut Vec<Pair<'a>>, relation: Relation, ends: (End<'a>, End<'a>), swap: bool) {
    if relation != Relation::Different {
        let (a, b) = if swap { (ends.1, ends.0) } else { ends };
        pairs.push(Pair { a, b, relation });
    }
}

fn end<'a>(document: usize, id: &'a str, span: &crate::record::Evidence) -> End<'a> {
    End { document, id, start: span.start, end: span.end }
}

/// The document's date, if it is a whole one.
fn day(document: &DocumentInfo) -> Option<chrono::NaiveDate> {
    document.date.as_deref().and_then(|d| d.parse().ok())
}

/// A record: index of its extraction, index in the list.
type Index = (usize, usize);

/// Pairs that share a key: only they can be related, so not all pairs need to be looked at.
fn candidates(
    extractions: &[Extraction],
    keys: fn(&Extraction) -> Vec<BTreeSet<String>>,
) -> BTreeSet<(Index, Index)> {
    let mut by_key: BTreeMap<String, Vec<Index>> = BTreeMap::new();
    for (i, x) in extractions.iter().enumerate() {
        for (k, keys) in keys(x).into_iter().enumerate() {
            for key in keys {
                by_key.entry(key).or_default().push((i, k));
            }
        }
    }
    let mut pairs = BTreeSet::new();
    for members in by_key.values() {
        for (n, a) in members.iter().enumerate() {
            pairs.extend(members[n + 1..].iter().map(|b| (*a, *b)));
        }
    }
    pairs
}

fn claim_keys(x: &Extraction) -> Vec<BTreeSet<String>> {
    x.claims
        .iter()
        .map(|c| {
            let mut keys = BTreeSet::from([
                format!("{} in {}", c.event, x.document.sha256),
                format!("{} = {}", c.event, claims::figure(c)),
            ]);
            keys.extend(claims::since(c).map(|year| format!("{} since {year}", c.event)));
            keys.extend(words::of_field(c.place.as_ref()).map(|w| format!("{} at {w}", c.event)));
            keys
        })
        .collect()
}

fn vote_keys(x: &Extraction) -> Vec<BTreeSet<String>> {
    x.votes
        .iter()
        .map(|v| {
            let mut keys = BTreeSet::from([format!("in {}", x.document.sha256)]);
            keys.extend(crate::output::phrase::tally(v));
            keys.extend(words::of_field(v.motion.as_ref()).map(|w| format!("on {w}")));
            keys
        })
        .collect()
}
