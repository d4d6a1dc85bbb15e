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

/// Which candidates stand, and buffers for finding out.
#[derive(Debug, Default)]
pub(crate) struct Resolution {
    /// Those that stand, by index.
    pub standing: Vec<u32>,
    order: Vec<(u64, u32)>,
    owner: Vec<u32>,
}

/// Find the candidates that stand; `lost` is told of each that does not and of the one that beat
/// it.
///
/// Types are settled one after the other, and so is each run of candidates whose spans overlap:
/// most stand alone and need not be compared with any.
pub(crate) fn resolve(
    candidates: &[Candidate],
    resolution: &mut Resolution,
    mut lost: impl FnMut(&Candidate, &Candidate),
) {
    let Resolution { standing, order, owner } = resolution;
    let place = |c: &Candidate| u64::from(c.mention.kind) << 32 | u64::from(c.key.0);
    order.clear();
    order.extend(candidates.iter().zip(0..).map(|(c, i)| (place(c), i)));
    // They come in runs that are in order already, which a stable sort makes use of.
    order.sort_by_key(|(place, _)| *place);
    standing.clear();
    let mut from = 0;
    while let Some((_, first)) = order.get(from) {
        let first = &candidates[*first as usize];
        let (kind, mut end) = (first.mention.kind, first.key.1);
        let mut to = from + 1;
        while let Some(next) = order.get(to).map(|(_, i)| &candidates[*i as usize]) {
            if next.mention.kind != kind || next.key.0 >= end {
                break;
            }
            end = end.max(next.key.1);
            to += 1;
        }
        let run = &mut order[from..to];
        if run.len() > 1 {
            rivals(candidates, run, owner, standing, &mut lost);
        } else {
            standing.push(run[0].1);
        }
        from = to;
    }
}

/// Settle candidates of one type that overlap.
fn rivals(
    candidates: &[Candidate],
    run: &mut [(u64, u32)],
    owner: &mut Vec<u32>,
    standing: &mut Vec<u32>,
    lost: &mut impl FnMut(&Candidate, &Candidate),
) {
    let of = |i: u32| &candidates[i as usize];
    run.sort_by_cached_key(|(_, i)| (preference(of(*i)), of(*i).key));
    let keys = || run.iter().map(|(_, i)| of(*i).key);
    let low = keys().map(|k| k.0).min().unwrap_or(0);
    let high = keys().map(|k| k.1).max().unwrap_or(0);
    owner.clear();
    owner.resize((high - low) as usize, u32::MAX);
    for (_, i) in run {
        let c = of(*i);
        let own = &mut owner[(c.key.0 - low) as usize..(c.key.1 - low) as usize];
        match own.iter().find(|o| **o != u32::MAX) {
            Some(by) => lost(c, of(*by)),
            None => {
                own.fill(*i);
                standing.push(*i);
            }
        }
    }
}

/// The order of preference as numbers, the preferred first: priority, length, slots filled,
/// specificity, place of the rule, start.
fn preference(c: &Candidate) -> [u64; 3] {
    let m = &c.mention;
    let falling = |n: usize| u64::from(u16::MAX - u16::try_from(n).unwrap_or(u16::MAX));
    let priority = !(c.priority as u32 ^ 1 << 31);
    let length = u32::MAX - (m.end - m.start);
    [
        u64::from(priority),
        u64::from(length) << 32 | falling(m.slot_count()) << 16 | falling(c.specificity as usize),
        u64::from(m.rule) << 32 | u64::from(m.start),
    ]
}
