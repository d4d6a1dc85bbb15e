//! Which of several overlapping matches stands.
//!
//! Matches of one emitted type compete where their key spans overlap (the slot named by
//! `[emit.TYPE] key` in `pack.toml`, else the whole mention). The order is: declared priority,
//! then the longer match, then the more specific pattern, then the rule that stands first, then
//! the match that begins first. Every match is found before any is dropped.

use std::cmp::Ordering;

use crate::matching::mention::Mention;

/// A match before resolution.
#[derive(Clone, Debug)]
pub(crate) struct Candidate {
    pub mention: Mention,
    /// Tokens that compete.
    pub key: (u32, u32),
    pub priority: i32,
    pub specificity: u32,
}

/// The candidates that stand, by index, in order of preference; `lost` is told of each that does
/// not and of the one that beat it. `owner` is a buffer.
pub(crate) fn resolve(
    candidates: &[Candidate],
    owner: &mut Vec<u32>,
    mut lost: impl FnMut(&Candidate, &Candidate),
) -> Vec<u32> {
    let mut order: Vec<u32> = (0..candidates.len() as u32).collect();
    order.sort_by(|a, b| preference(&candidates[*a as usize], &candidates[*b as usize]));
    let tokens = candidates.iter().map(|c| c.key.1 as usize).max().unwrap_or(0);
    owner.clear();
    owner.resize(tokens, u32::MAX);
    order.retain(|i| {
        let c = &candidates[*i as usize];
        let own = &mut owner[c.key.0 as usize..c.key.1 as usize];
        // Types are settled one after the other; what another type owns is free.
        let kind = c.mention.kind;
        let rival = |o: &&u32| **o != u32::MAX && candidates[**o as usize].mention.kind == kind;
        match own.iter().find(rival) {
            Some(by) => lost(c, &candidates[*by as usize]),
            None => {
                own.fill(*i);
                return true;
            }
        }
        false
    });
    order
}

fn preference(a: &Candidate, b: &Candidate) -> Ordering {
    let (m, n) = (&a.mention, &b.mention);
    m.kind
        .cmp(&n.kind)
        .then(b.priority.cmp(&a.priority))
        .then((n.end - n.start).cmp(&(m.end - m.start)))
        .then(n.slots.len().cmp(&m.slots.len()))
        .then(b.specificity.cmp(&a.specificity))
        .then(m.rule.cmp(&n.rule))
        .then(m.start.cmp(&n.start))
        .then(a.key.cmp(&b.key))
}
