//! Which of several overlapping matches stands.
//!
//! Matches of one emitted type compete where their key spans overlap (the slot named by
//! `[emit.TYPE] key` in `pack.toml`, else the whole mention). The order is: declared priority,
//! then the longer match, then the more specific pattern, then the rule that stands first, then
//! the match that begins first. Every match is found before any is dropped.

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

/// Sort `candidates` by preference and say for each whether it stands: `None` if it does, else the
/// index (after sorting) of the one that beat it.
pub(crate) fn resolve(
    candidates: &mut [Candidate],
    tokens: usize,
    owner: &mut Vec<u32>,
) -> Vec<Option<u32>> {
    candidates.sort_by(|a, b| {
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
    });
    let mut beaten = vec![None; candidates.len()];
    owner.clear();
    owner.resize(tokens, u32::MAX);
    for i in 0..candidates.len() {
        let c = &candidates[i];
        let kind = c.mention.kind;
        let (from, to) = (c.key.0 as usize, (c.key.1 as usize).min(tokens));
        // Types are settled one after the other; what another type owns is free.
        let rival = |o: &&u32| **o != u32::MAX && candidates[**o as usize].mention.kind == kind;
        match owner[from..to].iter().find(rival) {
            Some(by) => beaten[i] = Some(*by),
            None => owner[from..to].fill(i as u32),
        }
    }
    beaten
}
