//! Rules that are tried at each token in turn, and which of them a token can begin.

use crate::lexis::token::Token;
use crate::matching::chart::Analysis;
use crate::matching::gate::Gate;
use crate::matching::program::Program;
use crate::matching::wordset::WordSets;

/// A rule that is tried at each token in turn.
#[derive(Clone, Debug)]
pub(crate) struct Scan {
    pub rule: u32,
    pub program: Program,
    /// What it can begin with.
    pub first: Gate,
}

/// The scans that emit one type. For each property of a token a mask says which of them it can
/// begin: one look instead of one a rule. Scans beyond the 64th share bits with others.
#[derive(Clone, Debug, Default)]
pub(crate) struct ScanGroup {
    pub scans: Vec<Scan>,
    always: u64,
    by_class: Vec<u64>,
    by_tag: [u64; 32],
    by_shape: [u64; 16],
    by_kind: Vec<u64>,
    kinds: u64,
    phrases: u64,
}

impl ScanGroup {
    /// A group of one; more are pushed to its scans.
    pub(crate) fn new(scan: Scan) -> Self {
        Self { scans: vec![scan], ..Self::default() }
    }

    /// Lay out the masks once the word sets are built.
    pub(crate) fn file(&mut self, word_sets: &WordSets) {
        let scans = std::mem::take(&mut self.scans);
        *self = Self { by_kind: vec![0; 64], ..Self::default() };
        self.by_class = vec![0; word_sets.classes()];
        for (i, scan) in scans.iter().enumerate() {
            let (gate, bit) = (&scan.first, 1u64 << (i % 64));
            if gate.is_open() {
                self.always |= bit;
                continue;
            }
            for (class, mask) in self.by_class.iter_mut().enumerate() {
                if word_sets.has(class as u32, gate.set) {
                    *mask |= bit;
                }
            }
            set_bits(u64::from(gate.tags), &mut self.by_tag, bit);
            set_bits(u64::from(gate.shape), &mut self.by_shape, bit);
            set_bits(gate.kinds, &mut self.by_kind, bit);
            self.kinds |= gate.kinds;
            if gate.phrases {
                self.phrases |= bit;
            }
        }
        self.scans = scans;
    }

    /// The scans that may begin at a token, as bits.
    #[inline]
    pub(crate) fn candidates(&self, analysis: &Analysis<'_>, at: u32, token: &Token) -> u64 {
        let mut out = self.always | self.by_class[token.class as usize];
        out |= union(u64::from(token.tags), &self.by_tag);
        out |= union(u64::from(token.shape.0), &self.by_shape);
        let kinds = analysis.starting.kinds(at) & self.kinds;
        if kinds != 0 {
            out |= union(kinds, &self.by_kind);
        }
        if self.phrases & !out != 0 && !analysis.phrases_by_start.at(at).is_empty() {
            out |= self.phrases;
        }
        out
    }
}

fn set_bits(mut bits: u64, masks: &mut [u64], bit: u64) {
    while bits != 0 {
        masks[bits.trailing_zeros() as usize] |= bit;
        bits &= bits - 1;
    }
}

#[inline]
fn union(mut bits: u64, masks: &[u64]) -> u64 {
    let mut out = 0;
    while bits != 0 {
        out |= masks[bits.trailing_zeros() as usize];
        bits &= bits - 1;
    }
    out
}
