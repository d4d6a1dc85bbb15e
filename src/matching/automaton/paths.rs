//! What rules captured on walks that were gone before.

use crate::matching::automaton::Automaton;
use crate::matching::machine::CaptureEvent;

/// Longest walk whose captures are remembered, in tokens, and how many are.
const LONGEST_PATH: usize = 16;
const MOST_PATHS: usize = 1 << 15;

impl Automaton {
    /// What the rule that the last walk found captures, if that is known: to be added to `at`.
    pub(crate) fn captures(&mut self, rule: usize, at: u32, out: &mut Vec<CaptureEvent>) -> bool {
        self.path.clear();
        self.path.extend_from_slice(&self.tokens[at as usize..self.read_to as usize]);
        self.path.push(rule as u32);
        let Some(events) = self.captured.get(self.path.as_slice()) else { return false };
        out.clear();
        out.extend(events.iter().map(|e| e.moved(at)));
        true
    }

    /// Remember what the rule that [`captures`](Self::captures) asked for captured.
    pub(crate) fn remember(&mut self, at: u32, events: &[CaptureEvent]) {
        if self.path.len() > LONGEST_PATH {
            return;
        }
        if self.captured.len() >= MOST_PATHS {
            self.captured.clear();
        }
        let events = events.iter().map(|e| e.moved(0u32.wrapping_sub(at))).collect();
        self.captured.insert(self.path.as_slice().into(), events);
    }
}
