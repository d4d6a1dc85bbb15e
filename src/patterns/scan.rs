//! Rules that are tried at each token in turn, and which of them a token can begin.

use crate::patterns::gate::Gate;
use crate::patterns::program::Program;
use crate::patterns::wordset::WordSets;

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
    pub(crate) always: u64,
    pub(crate) by_class: Vec<u64>,
    pub(crate) by_tag: [u64; 32],
    pub(crate) by_shape: [u64; 16],
    pub(crate) by_kind: Vec<u64>,
    pub(crate) kinds: u64,
    pub(crate) phrases: u64,
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
}

fn set_bits(mut bits: u64, masks: &mut [u64], bit: u64) {
    while bits != 0 {
        masks[bits.trailing_zeros() as usize] |= bit;
        bits &= bits - 1;
    }
}
