//! Lexicons as compiled: which words and phrases belong to which list, and with what value.
//!
//! A single word's memberships are one row of bits, shared by all words with the same memberships
//! (as bytes share a class in a DFA), so a test is one load and one mask. Phrases live in a trie
//! over word ids and are found once per document; patterns then see them as spans. All tables are
//! flat, so that they can be made while the program is built and read in at its start.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::lexis::phrases::{LexSpan, Phrases};
use crate::lexis::token::{Shape, Token, WordId};
use crate::lexis::words::Word;
use crate::rules::ast::LexiconCase;

/// Index of a lexicon.
pub type LexId = u16;

/// All lexicons of a pack.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexicons {
    pub(super) names: Vec<String>,
    pub(super) index: FxHashMap<String, LexId>,
    pub(super) cases: Vec<LexiconCase>,
    /// Words of 64 bits in a row.
    pub(super) width: usize,
    pub(super) rows: Vec<u64>,
    pub(super) row_of: Vec<u32>,
    /// Single words in order of entry; those of lexicon `l` are `singles[ends[l]..ends[l + 1]]`.
    pub(super) singles: Vec<WordId>,
    pub(super) single_ends: Vec<u32>,
    /// Words with a value, sorted within each lexicon, and their values beside them.
    pub(super) valued: Vec<WordId>,
    pub(super) valued_ends: Vec<u32>,
    pub(super) value_of: Vec<u32>,
    /// Forms of the words whose case counts, sorted.
    pub(super) exact: Vec<(LexId, WordId, Box<str>)>,
    pub(super) phrases: Phrases,
    pub(super) has_phrases: Vec<bool>,
    /// Each value once; the first is empty.
    pub(super) texts: Vec<Arc<str>>,
}

impl Lexicons {
    /// Stands for a word whose case does not count in a lexicon where that of others does.
    pub(super) const ANY_FORM: &str = "";

    /// Words that were interned after the lexicons were built belong to none.
    pub fn resize(&mut self, words: usize) {
        self.row_of.resize(words, 0);
        self.phrases.resize(words);
    }

    /// The lexicon of that name.
    #[must_use]
    pub fn id(&self, name: &str) -> Option<LexId> {
        self.index.get(name).copied()
    }

    /// Its name.
    #[must_use]
    pub fn name(&self, id: LexId) -> &str {
        &self.names[id as usize]
    }

    /// Number of lexicons.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Single words of a lexicon, in order of entry.
    #[must_use]
    pub fn words(&self, id: LexId) -> &[WordId] {
        let id = id as usize;
        &self.singles[self.single_ends[id] as usize..self.single_ends[id + 1] as usize]
    }

    /// How many rows of memberships there are.
    pub(crate) fn rows(&self) -> usize {
        self.rows.len() / self.width.max(1)
    }

    /// The row of a word; words in the same lexicons share one.
    #[inline]
    pub(crate) fn row_of(&self, word: WordId) -> u32 {
        self.row_of.get(word.0 as usize).copied().unwrap_or(0)
    }

    /// The lexicons of a row.
    pub(crate) fn members_of_row(&self, row: usize) -> impl Iterator<Item = LexId> {
        let bits = &self.rows[row * self.width..(row + 1) * self.width];
        bits.iter().enumerate().flat_map(|(i, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some((i * 64) as LexId + bit as LexId)
            })
        })
    }

    /// Are its entries the same in any case?
    pub(crate) fn folds_case(&self, id: LexId) -> bool {
        self.cases[id as usize] == LexiconCase::Fold
    }

    /// Does the lexicon have entries of several tokens?
    #[must_use]
    pub fn has_phrases(&self, id: LexId) -> bool {
        self.has_phrases[id as usize]
    }

    /// Is the word in the lexicon, whatever its case?
    #[inline]
    #[must_use]
    pub fn has_word(&self, id: LexId, word: WordId) -> bool {
        let row = self.row_of[word.0 as usize] as usize * self.width;
        self.rows[row + id as usize / 64] >> (id % 64) & 1 == 1
    }

    /// Is the token, alone, an entry of the lexicon?
    #[inline]
    #[must_use]
    pub fn has(&self, id: LexId, token: &Token, text: &str) -> bool {
        if !self.has_word(id, token.word) {
            return false;
        }
        match self.cases[id as usize] {
            LexiconCase::Fold => true,
            LexiconCase::Capital => token.shape.has(Shape::CAP),
            LexiconCase::Exact => {
                let own = token.span.of(text);
                let key = (id, token.word);
                let from = self.exact.partition_point(|(l, w, _)| (*l, *w) < key);
                let forms = self.exact[from..].iter().take_while(|(l, w, _)| (*l, *w) == key);
                forms
                    .into_iter()
                    .any(|(.., form)| **form == *Self::ANY_FORM || same_but_stop(form, own))
            }
        }
    }

    /// Words that count in some lexicon only as they are written.
    pub(crate) fn exact_words(&self) -> impl Iterator<Item = u32> {
        self.exact.iter().map(|(_, word, _)| word.0)
    }

    /// The value of a single-word entry, `None` when it has none.
    #[must_use]
    pub fn value(&self, id: LexId, word: WordId) -> Option<&Arc<str>> {
        self.texts.get(self.value_number(id, word)? as usize)
    }

    /// The number of a single-word entry's value.
    pub(crate) fn value_number(&self, id: LexId, word: WordId) -> Option<u32> {
        let (from, to) =
            (self.valued_ends[id as usize] as usize, self.valued_ends[id as usize + 1] as usize);
        let found = self.valued[from..to].binary_search(&word).ok()?;
        Some(self.value_of[from + found])
    }

    /// All values, each once, by number.
    pub(crate) fn values(&self) -> &[Arc<str>] {
        &self.texts
    }

    /// The value of a phrase found in a document.
    #[must_use]
    pub fn phrase_value(&self, span: &LexSpan) -> Option<&Arc<str>> {
        self.texts.get(span.value as usize).filter(|v| !v.is_empty())
    }

    /// Find all phrases that begin with token `at`, which is `word`.
    pub(crate) fn phrases_from(
        &self,
        word: &Word,
        tokens: &[Token],
        at: usize,
        limit: usize,
        text: &str,
        out: &mut Vec<LexSpan>,
    ) {
        if word.phrases != 0 {
            self.phrases.follow(word.phrases, tokens, at, limit, &self.cases, text, out);
        }
    }

    /// Find all phrases that begin at token `at`.
    #[inline]
    pub fn phrases_at(
        &self,
        tokens: &[Token],
        at: usize,
        limit: usize,
        text: &str,
        out: &mut Vec<LexSpan>,
    ) {
        if let Some(node) = self.phrases.begin(tokens[at].word) {
            self.phrases.follow(node, tokens, at, limit, &self.cases, text, out);
        }
    }
}

/// Two forms are the same but for a closing stop.
pub(super) fn same_but_stop(a: &str, b: &str) -> bool {
    a.trim_end_matches('.') == b.trim_end_matches('.')
}
