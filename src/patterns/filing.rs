//! The rules of each phase, filed under what they are anchored on.

use rustc_hash::FxHashMap;

use crate::lexis::lexicon::{LexId, Lexicons};
use crate::patterns::anchor::{Anchor, Variant};
use crate::patterns::scan::ScanGroup;
use crate::rules::ast::Scope;

/// One phase's rules, filed. Those anchored on words are in [`WordAnchors`].
#[derive(Clone, Debug, Default)]
pub(crate) struct Phase {
    pub name: String,
    /// lexicon → variants, for phrases.
    pub by_lexicon: FxHashMap<u16, Vec<Entry>>,
    /// kind → variants, for mentions.
    pub by_mention: Vec<(u16, Vec<Entry>)>,
    pub everywhere: Vec<Entry>,
    /// Scan rules grouped by emitted type.
    pub scans: Vec<ScanGroup>,
}

impl Phase {
    /// Is any rule of it anchored on a lexicon, whose phrases count, too?
    pub(crate) fn has_phrases(&self) -> bool {
        !self.by_lexicon.is_empty()
    }
}

/// What is looked at before a variant is: most attempts end here.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub variant: u32,
    /// Gate of what must stand before the anchor.
    pub before: u16,
    /// Gate of what must follow the anchor.
    pub after: u16,
    /// The anchor's lexicon, which the word must be in as it is written.
    pub lexicon: Option<LexId>,
    pub scope: Scope,
    /// Kinds of mention that must stand in the sentence, as bits.
    pub needs: u64,
}

impl Entry {
    pub(super) fn new(variant: u32, of: &Variant) -> Self {
        let lexicon = match of.anchor {
            Anchor::Lexicon(lexicon) => Some(lexicon),
            _ => None,
        };
        // A rule that reaches beyond its sentence finds what it needs there, too.
        let needs = if of.scope == Scope::Paragraph { 0 } else { of.needs };
        let (before, after) = (of.before_gate, of.after_gate);
        Self { variant, before, after, lexicon, scope: of.scope, needs }
    }
}

/// Variants of one phase that are anchored on one word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub phase: u32,
    pub(super) from: u32,
    pub(super) to: u32,
}

/// For each word the variants anchored on it, phase by phase: one look-up a token for all phases.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordAnchors {
    /// Runs of word `w` are `runs[of_word[w]..of_word[w + 1]]`.
    pub(super) of_word: Vec<u32>,
    pub(super) runs: Vec<Run>,
    pub(super) entries: Vec<Entry>,
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
    pub(crate) fn entries(&self, run: Run) -> &[Entry] {
        &self.entries[run.from as usize..run.to as usize]
    }
}

/// File all variants anew; `phase_of` gives each variant's phase.
pub(crate) fn file(
    phases: &mut [Phase],
    all: &[Variant],
    phase_of: &[usize],
    (lexicons, words): (&Lexicons, usize),
) -> WordAnchors {
    let mut pairs: Vec<(u32, u32, u32)> = Vec::new();
    for (number, phase) in phases.iter_mut().enumerate() {
        phase.by_lexicon.clear();
        phase.by_mention.clear();
        phase.everywhere.clear();
        let mut mentions: FxHashMap<u16, Vec<Entry>> = FxHashMap::default();
        for (v, variant) in all.iter().enumerate().filter(|(v, _)| phase_of[*v] == number) {
            let v = v as u32;
            let entry = Entry::new(v, variant);
            match &variant.anchor {
                Anchor::Words(ws) => pairs.extend(ws.iter().map(|w| (w.0, number as u32, v))),
                Anchor::Lexicon(lex) => {
                    let ws = lexicons.words(*lex);
                    pairs.extend(ws.iter().map(|w| (w.0, number as u32, v)));
                    phase.by_lexicon.entry(*lex).or_default().push(entry);
                }
                Anchor::Mention(kind) => mentions.entry(*kind).or_default().push(entry),
                Anchor::Everywhere => phase.everywhere.push(entry),
            }
        }
        phase.by_mention = mentions.into_iter().collect();
        phase.by_mention.sort_unstable_by_key(|(kind, _)| *kind);
    }
    by_word(&pairs, all, words)
}

/// The triples come by phase and variant; one pass of counting sorts them by word.
fn by_word(pairs: &[(u32, u32, u32)], all: &[Variant], words: usize) -> WordAnchors {
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
        let from = out.entries.len() as u32;
        out.entries.extend(run.iter().map(|(.., v)| Entry::new(*v, &all[*v as usize])));
        out.runs.push(Run { phase: run[0].1, from, to: out.entries.len() as u32 });
        out.of_word[run[0].0 as usize + 1] += 1;
    }
    for i in 1..out.of_word.len() {
        out.of_word[i] += out.of_word[i - 1];
    }
    out
}
