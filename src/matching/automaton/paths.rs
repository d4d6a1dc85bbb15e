//! What rules captured on walks that were gone before.

use crate::matching::automaton::Automaton;
use crate::matching::outline::Outline;

/// Longest walk whose captures are remembered, in tokens, and how many are.
const LONGEST_PATH: usize = 16;
const MOST_PATHS: usize = 1 << 15;

impl Automaton {
    /// The number of what the rule that the last walk found captures, if that is known.
    pub(crate) fn captures(&mut self, rule: usize, at: u32) -> Option<u32> {
        self.path.clear();
        self.path.extend_from_slice(&self.tokens[at as usize..self.read_to as usize]);
        self.path.push(rule as u32);
        self.captured.get(self.path.as_slice()).copied()
    }

    /// What was captured under that number, from the walk's first token on.
    pub(crate) fn outline(&self, number: u32) -> &[Outline] {
        self.outlines.get(number as usize).map_or(&[], |o| o)
    }

    /// Remember what the rule that [`captures`](Self::captures) asked for captured at token `at`.
    pub(crate) fn remember(&mut self, at: u32, outline: &[Outline]) {
        if self.path.len() > LONGEST_PATH {
            return;
        }
        if self.outlines.len() >= MOST_PATHS {
            self.captured.clear();
            self.outlines.clear();
        }
        self.captured.insert(self.path.as_slice().into(), self.outlines.len() as u32);
        let back = 0u32.wrapping_sub(at);
        self.outlines.push(outline.iter().map(|o| o.moved(back)).collect());
    }
}
