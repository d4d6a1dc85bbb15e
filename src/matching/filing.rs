//! The rules of each phase, filed under what they are anchored on.

use rustc_hash::FxHashMap;

use crate::matching::anchor::{Anchor, Variant};
use crate::matching::scan::ScanGroup;

/// One phase's rules, filed. Those anchored on words are in [`WordAnchors`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Phase {
    pub name: String,
    /// lexicon → variants, for phrases.
    pub by_lexicon: FxHashMap<u16, Vec<u32>>,
    /// kind → variants, for mentions.
    pub by_mention: Vec<(u16, Vec<u32>)>,
    pub everywhere: Vec<u32>,
    /// Scan rules grouped by emitted type.
    pub scans: Vec<ScanGroup>,
}

impl Phase {
    /// Is any rule of it anchored on a lexicon, whose phrases count, too?
    pub(crate) fn has_phrases(&self) -> bool {
        !self.by_lexicon.is_empty()
    }
}

/// Variants of one phase that are anchored on one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub phase: u32,
    from: u32,
    to: u32,
}

/// For each word the variants anchored on it, phase by phase: one look-up a token for all phases.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordAnchors {
    /// Runs of word `w` are `runs[of_word[w]..of_word[w + 1]]`.
    of_word: Vec<u32>,
    runs: Vec<Run>,
    variants: Vec<u32>,
}

impl WordAnchors {
    /// The runs of a word.
    #[inline]
    pub(crate) fn runs(&self, word: u32) -> &[Run] {
        let w = word as usize;
        &self.runs[self.of_word[w] as usize..self.of_word[w + 1] as usize]
    }

    /// The variants of a run.
    #[inline]
    pub(crate) fn variants(&self, run: Run) -> &[u32] {
        &self.variants[run.from as usize..run.to as usize]
    }
}

/// File all variants anew; `phase_of` gives each variant's phase.
pub(crate) fn file(
    phases: &mut [Phase],
    all: &[Variant],
    phase_of: &[usize],
    words: usize,
) -> WordAnchors {
    let mut pairs: Vec<(u32, u32, u32)> = Vec::new();
    for (number, phase) in phases.iter_mut().enumerate() {
        phase.by_lexicon.clear();
        phase.by_mention.clear();
        phase.everywhere.clear();
        let mut mentions: FxHashMap<u16, Vec<u32>> = FxHashMap::default();
        for (v, variant) in all.iter().enumerate().filter(|(v, _)| phase_of[*v] == number) {
            let v = v as u32;
            match &variant.anchor {
                Anchor::Words(ws) => pairs.extend(ws.iter().map(|w| (w.0, number as u32, v))),
                Anchor::Lexicon(lex, ws) => {
                    pairs.extend(ws.iter().map(|w| (w.0, number as u32, v)));
                    phase.by_lexicon.entry(*lex).or_default().push(v);
                }
                Anchor::Mention(kind) => mentions.entry(*kind).or_default().push(v),
                Anchor::Everywhere => phase.everywhere.push(v),
            }
        }
        phase.by_mention = mentions.into_iter().collect();
        phase.by_mention.sort_unstable();
    }
    by_word(&pairs, words)
}

/// The triples come by phase and variant; one pass of counting sorts them by word.
fn by_word(pairs: &[(u32, u32, u32)], words: usize) -> WordAnchors {
    let mut at = vec![0u32; words + 1];
    for (w, ..) in pairs {
        at[*w as usize + 1] += 1;
    }
    for i in 1..at.len() {
        at[i] += at[i - 1];
    }
    let mut sorted = vec![(0, 0, 0); pairs.len()];
    for pair in pairs {
        let place = &mut at[pair.0 as usize];
        sorted[*place as usize] = *pair;
        *place += 1;
    }
    let mut out = WordAnchors { of_word: vec![0; words + 1], ..WordAnchors::default() };
    for run in sorted.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let from = out.variants.len() as u32;
        out.variants.extend(run.iter().map(|(.., v)| *v));
        out.runs.push(Run { phase: run[0].1, from, to: out.variants.len() as u32 });
        out.of_word[run[0].0 as usize + 1] += 1;
    }
    for i in 1..out.of_word.len() {
        out.of_word[i] += out.of_word[i - 1];
    }
    out
}
