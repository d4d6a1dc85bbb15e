//! Lexicons as compiled: which words and phrases belong to which list, and with what value.
//!
//! A single word's memberships are one row of bits, shared by all words with the same memberships
//! (as bytes share a class in a DFA), so a test is one load and one mask. Phrases live in a trie
//! over word ids and are found once per document; patterns then see them as spans.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexis::inflect::Inflector;
use crate::lexis::tagger::LEXICONS;
use crate::lexis::token::{Shape, Token, WordId};
use crate::lexis::tokenizer::split_literal;
use crate::lexis::vocabulary::{FoldBuffer, Vocabulary};
use crate::rules::ast::{LexiconCase, LexiconSource};

/// Index of a lexicon.
pub type LexId = u16;

/// A phrase of a lexicon found in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LexSpan {
    /// First token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// Lexicon.
    pub lex: LexId,
    /// Index into the phrase values.
    pub value: u32,
}

/// One end of a phrase in the trie.
#[derive(Clone, Debug)]
struct Terminal {
    lex: LexId,
    value: u32,
    /// As written, where the lexicon asks for exact case.
    exact: Option<Box<str>>,
}

/// All lexicons of a pack.
#[derive(Clone, Debug, Default)]
pub struct Lexicons {
    names: Vec<String>,
    index: FxHashMap<String, LexId>,
    cases: Vec<LexiconCase>,
    width: usize,
    rows: Vec<u64>,
    row_of: Vec<u32>,
    values: FxHashMap<(LexId, u32), Arc<str>>,
    exact: FxHashMap<(LexId, u32), Vec<Box<str>>>,
    trie: FxHashMap<(u32, u32), u32>,
    terminals: Vec<Vec<Terminal>>,
    phrase_values: Vec<Arc<str>>,
    starts: Vec<bool>,
    singles: Vec<Vec<WordId>>,
    has_phrases: Vec<bool>,
}

impl Lexicons {
    /// Compile the sources; every word is added to `vocabulary`.
    #[must_use]
    pub fn build(
        sources: &[LexiconSource],
        vocabulary: &mut Vocabulary,
        inflector: &Inflector,
    ) -> Self {
        let mut this = Self { terminals: vec![Vec::new()], ..Self::default() };
        let mut index = FxHashMap::default();
        for s in sources {
            let id = this.names.len() as LexId;
            this.names.push(s.name.clone());
            index.insert(s.name.clone(), id);
            this.cases.push(s.case);
        }
        this.width = sources.len().div_ceil(64).max(1);
        this.singles = vec![Vec::new(); sources.len()];
        this.has_phrases = vec![false; sources.len()];
        let mut buffer = FoldBuffer::new();
        let empty: Arc<str> = Arc::from("");
        let mut pool: FxHashMap<String, Arc<str>> = FxHashMap::default();
        let mut member: Vec<(u32, LexId)> = Vec::new();
        for id in (0..sources.len()).filter(|id| !LEXICONS.contains(&sources[*id].name.as_str())) {
            each_entry(id, sources, &index, inflector, &mut |entry, value| {
                let value = if value.is_empty() {
                    empty.clone()
                } else if let Some(known) = pool.get(value) {
                    known.clone()
                } else {
                    let new: Arc<str> = Arc::from(value);
                    pool.insert(value.to_owned(), new.clone());
                    new
                };
                this.add(id as LexId, entry, value, vocabulary, &mut buffer, &mut member);
            });
        }
        this.index = index;
        // Each word once; the stamp says in which list it was seen last.
        let mut stamp = vec![0; vocabulary.len()];
        for (i, singles) in this.singles.iter_mut().enumerate() {
            singles.retain(|w| std::mem::replace(&mut stamp[w.0 as usize], i + 1) != i + 1);
        }
        this.make_rows(&by_word(&member, vocabulary.len()), vocabulary.len());
        this
    }

    fn add(
        &mut self,
        id: LexId,
        entry: &str,
        value: Arc<str>,
        vocabulary: &mut Vocabulary,
        buffer: &mut FoldBuffer,
        member: &mut Vec<(u32, LexId)>,
    ) {
        let exact = self.cases[id as usize] == LexiconCase::Exact;
        let simple = !entry.is_empty() && entry.bytes().all(|b| b.is_ascii_alphabetic());
        if simple {
            self.add_word(id, entry, exact, value, vocabulary, buffer, member);
            return;
        }
        match split_literal(entry).as_slice() {
            [] => {}
            [word] => self.add_word(id, word, exact, value, vocabulary, buffer, member),
            words => {
                self.has_phrases[id as usize] = true;
                let mut node = 0u32;
                for (i, word) in words.iter().enumerate() {
                    let w = vocabulary.intern(word, buffer).0;
                    if i == 0 {
                        if self.starts.len() <= w as usize {
                            self.starts.resize(w as usize + 1, false);
                        }
                        self.starts[w as usize] = true;
                    }
                    let next = self.terminals.len() as u32;
                    node = *self.trie.entry((node, w)).or_insert(next);
                    if node == next {
                        self.terminals.push(Vec::new());
                    }
                }
                if !self.terminals[node as usize].iter().any(|t| t.lex == id) {
                    let v = self.phrase_values.len() as u32;
                    self.phrase_values.push(value);
                    self.terminals[node as usize].push(Terminal {
                        lex: id,
                        value: v,
                        exact: exact.then(|| entry.into()),
                    });
                }
            }
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn add_word(
        &mut self,
        id: LexId,
        word: &str,
        exact: bool,
        value: Arc<str>,
        vocabulary: &mut Vocabulary,
        buffer: &mut FoldBuffer,
        member: &mut Vec<(u32, LexId)>,
    ) {
        let w = vocabulary.intern(word, buffer);
        member.push((w.0, id));
        self.singles[id as usize].push(w);
        if exact {
            self.exact.entry((id, w.0)).or_default().push(word.into());
        }
        if !value.is_empty() {
            self.values.entry((id, w.0)).or_insert(value);
        }
    }

    /// Rows of bits from (word, lexicon) pairs in order.
    fn make_rows(&mut self, member: &[(u32, LexId)], words: usize) {
        let mut known: FxHashMap<Vec<LexId>, u32> = FxHashMap::default();
        self.rows = vec![0; self.width];
        known.insert(Vec::new(), 0);
        self.row_of = vec![0; words];
        let mut key: Vec<LexId> = Vec::new();
        for of_word in member.chunk_by(|a, b| a.0 == b.0) {
            key.clear();
            key.extend(of_word.iter().map(|m| m.1));
            let row = match known.get(&key) {
                Some(row) => *row,
                None => {
                    let at = self.rows.len();
                    let row = (at / self.width) as u32;
                    self.rows.resize(at + self.width, 0);
                    for l in &key {
                        self.rows[at + *l as usize / 64] |= 1 << (l % 64);
                    }
                    known.insert(key.clone(), row);
                    row
                }
            };
            self.row_of[of_word[0].0 as usize] = row;
        }
        self.starts.resize(words, false);
    }

    /// Words that were interned after the lexicons were built belong to none.
    pub fn resize(&mut self, words: usize) {
        self.row_of.resize(words, 0);
        self.starts.resize(words, false);
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
        &self.singles[id as usize]
    }

    /// How many rows of memberships there are.
    pub(crate) fn rows(&self) -> usize {
        self.rows.len() / self.width.max(1)
    }

    /// The row of a word; words in the same lexicons share one.
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
                self.exact
                    .get(&(id, token.word.0))
                    .is_some_and(|forms| forms.iter().any(|f| same_but_stop(f, own)))
            }
        }
    }

    /// The value of a single-word entry, `None` when it has none.
    #[must_use]
    pub fn value(&self, id: LexId, word: WordId) -> Option<&Arc<str>> {
        self.values.get(&(id, word.0))
    }

    /// The value of a phrase found in a document.
    #[must_use]
    pub fn phrase_value(&self, span: &LexSpan) -> Option<&Arc<str>> {
        self.phrase_values.get(span.value as usize).filter(|v| !v.is_empty())
    }

    /// Find all phrases that begin at token `at`.
    pub fn phrases_at(
        &self,
        tokens: &[Token],
        at: usize,
        limit: usize,
        text: &str,
        out: &mut Vec<LexSpan>,
    ) {
        if !self.starts[tokens[at].word.0 as usize] {
            return;
        }
        let mut node = 0u32;
        for (i, token) in tokens[at..limit].iter().enumerate() {
            let Some(next) = self.trie.get(&(node, token.word.0)) else { return };
            node = *next;
            for t in &self.terminals[node as usize] {
                let fits = match self.cases[t.lex as usize] {
                    LexiconCase::Fold => true,
                    LexiconCase::Capital => tokens[at].shape.has(Shape::CAP),
                    LexiconCase::Exact => {
                        let s = tokens[at].span.start as usize;
                        let own = text.get(s..token.span.end as usize).unwrap_or("");
                        t.exact.as_deref().is_some_and(|e| same_but_stop(e, own))
                    }
                };
                if fits {
                    out.push(LexSpan {
                        start: at as u32,
                        end: (at + i + 1) as u32,
                        lex: t.lex,
                        value: t.value,
                    });
                }
            }
        }
    }
}

/// Pairs of word and lexicon sorted by word, each once. They come by lexicon, so that one pass of
/// counting does it.
fn by_word(member: &[(u32, LexId)], words: usize) -> Vec<(u32, LexId)> {
    let mut at = vec![0u32; words + 1];
    for (w, _) in member {
        at[*w as usize + 1] += 1;
    }
    for i in 1..at.len() {
        at[i] += at[i - 1];
    }
    let mut out = vec![(0, 0); member.len()];
    for pair in member {
        let place = &mut at[pair.0 as usize];
        out[*place as usize] = *pair;
        *place += 1;
    }
    out.dedup();
    out
}

fn same_but_stop(a: &str, b: &str) -> bool {
    a.trim_end_matches('.') == b.trim_end_matches('.')
}

/// Entries of a lexicon with its includes, lemmas inflected, exceptions left out. Own entries
/// come first, so that their values win.
fn each_entry(
    id: usize,
    sources: &[LexiconSource],
    index: &FxHashMap<String, LexId>,
    inflector: &Inflector,
    give: &mut dyn FnMut(&str, &str),
) {
    let except: FxHashSet<String> = sources[id].except.iter().map(|e| e.to_lowercase()).collect();
    let mut give = |entry: &str, value: &str| {
        if except.is_empty() || !except.contains(&entry.to_lowercase()) {
            give(entry, value);
        }
    };
    let mut seen = FxHashSet::default();
    let mut todo = vec![id];
    let mut at = 0;
    while at < todo.len() {
        let source = &sources[todo[at]];
        at += 1;
        if !seen.insert(source.name.as_str()) {
            continue;
        }
        for (entry, value) in source.pairs() {
            give(entry, value);
        }
        for (lemma, value) in &source.lemmas {
            let value = if value.is_empty() { lemma } else { value };
            for form in inflector.forms(lemma) {
                give(&form, value);
            }
        }
        todo.extend(source.include.iter().filter_map(|n| index.get(n)).map(|i| *i as usize));
    }
}
