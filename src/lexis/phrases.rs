//! Entries of several words: a trie over word numbers, laid out level by level.

use rustc_hash::FxHashMap;

use crate::lexis::lexicon::{LexId, same_but_stop};
use crate::lexis::token::{Shape, Token, WordId};
use crate::rules::ast::LexiconCase;

/// A phrase of a lexicon found in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LexSpan {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Lexicon.
    pub lex: LexId,
    /// Number of its value.
    pub value: u32,
}

/// One end of a phrase in the trie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Terminal {
    pub lex: LexId,
    pub value: u32,
    /// As written, where case counts.
    pub exact: Option<Box<str>>,
}

/// The phrases of all lexicons. The children of a node stand side by side, sorted by word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Phrases {
    /// For each word the node of phrases that begin with it, or 0.
    pub first: Vec<u32>,
    /// The word of each node; node 0 is the root.
    pub word: Vec<WordId>,
    /// Children of node `n` are `children[n]..children[n + 1]`.
    pub children: Vec<u32>,
    /// Ends at node `n` are `terminals[ends[n]..ends[n + 1]]`.
    pub ends: Vec<u32>,
    pub terminals: Vec<Terminal>,
}

impl Phrases {
    /// Words that were interned later begin no phrase.
    pub(super) fn resize(&mut self, words: usize) {
        self.first.resize(words, 0);
    }

    /// The node of the phrases that begin with a word.
    #[inline]
    pub(super) fn begin(&self, word: WordId) -> Option<u32> {
        let node = self.first[word.0 as usize];
        (node != 0).then_some(node)
    }

    /// The words that may follow at a node.
    pub(super) fn behind(&self, node: u32) -> &[WordId] {
        // The root has no word before it, and phrases have two words at least.
        let n = node as usize;
        match (self.children.get(n), self.children.get(n + 1)) {
            (Some(from), Some(to)) if n > 0 => &self.word[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// Find all phrases from the node of their first word, which is token `at`.
    #[allow(clippy::too_many_arguments)]
    pub(super) fn follow(
        &self,
        mut node: u32,
        tokens: &[Token],
        at: usize,
        limit: usize,
        cases: &[LexiconCase],
        text: &str,
        out: &mut Vec<LexSpan>,
    ) {
        let mut end = at + 1;
        loop {
            let n = node as usize;
            for t in &self.terminals[self.ends[n] as usize..self.ends[n + 1] as usize] {
                let fits = match cases[t.lex as usize] {
                    LexiconCase::Fold => true,
                    LexiconCase::Capital => tokens[at].shape.has(Shape::CAP),
                    LexiconCase::Exact => {
                        let (from, to) = (tokens[at].span.start, tokens[end - 1].span.end);
                        let own = text.get(from as usize..to as usize).unwrap_or("");
                        t.exact.as_deref().is_none_or(|e| same_but_stop(e, own))
                    }
                };
                if fits {
                    let (start, end) = (at as u32, end as u32);
                    out.push(LexSpan { start, end, lex: t.lex, value: t.value });
                }
            }
            let (from, to) = (self.children[n] as usize, self.children[n + 1] as usize);
            if end == limit || from == to {
                return;
            }
            let Ok(child) = self.word[from..to].binary_search(&tokens[end].word) else { return };
            node = (from + child) as u32;
            end += 1;
        }
    }
}

/// The trie while it grows.
#[derive(Debug)]
pub(super) struct Growing {
    nodes: FxHashMap<(u32, WordId), u32>,
    terminals: Vec<Vec<Terminal>>,
}

impl Growing {
    pub(super) fn new() -> Self {
        Self { nodes: FxHashMap::default(), terminals: vec![Vec::new()] }
    }

    /// Add a phrase; of several with the same words in one lexicon the first counts.
    pub(super) fn add(&mut self, words: impl Iterator<Item = WordId>, terminal: Terminal) {
        let mut node = 0;
        for word in words {
            let next = self.terminals.len() as u32;
            node = *self.nodes.entry((node, word)).or_insert(next);
            if node == next {
                self.terminals.push(Vec::new());
            }
        }
        let here = &mut self.terminals[node as usize];
        if !here.iter().any(|t| t.lex == terminal.lex) {
            here.push(terminal);
        }
    }

    /// Lay it out level by level.
    pub(super) fn finish(mut self, words: usize) -> Phrases {
        // A child was always numbered after its parent; new numbers keep to that.
        let mut below: Vec<(u32, WordId, u32)> =
            self.nodes.into_iter().map(|((parent, word), child)| (parent, word, child)).collect();
        below.sort_unstable();
        let mut from = vec![0u32; self.terminals.len() + 1];
        for (parent, ..) in &below {
            from[*parent as usize + 1] += 1;
        }
        for i in 1..from.len() {
            from[i] += from[i - 1];
        }
        let mut out = Phrases { first: vec![0; words], ..Phrases::default() };
        out.word.push(WordId::UNKNOWN);
        let mut old = vec![0u32];
        let mut at = 0;
        while at < old.len() {
            let was = old[at] as usize;
            out.ends.push(out.terminals.len() as u32);
            out.terminals.append(&mut self.terminals[was]);
            out.children.push(out.word.len() as u32);
            for (_, word, child) in &below[from[was] as usize..from[was + 1] as usize] {
                if at == 0 {
                    out.first[word.0 as usize] = out.word.len() as u32;
                }
                out.word.push(*word);
                old.push(*child);
            }
            at += 1;
        }
        out.ends.push(out.terminals.len() as u32);
        out.children.push(out.word.len() as u32);
        out
    }
}
