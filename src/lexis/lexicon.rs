//! Lexicons as compiled: which words and phrases belong to which list, and with what value.
//!
//! A single word's memberships are one row of bits, shared by all words with the same memberships
//! (as bytes share a class in a DFA), so a test is one load and one mask. Phrases live in a trie
//! over word ids and are found once per document; patterns then see them as spans.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexis::inflect::Inflector;
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
        for s in sources {
            let id = this.names.len() as LexId;
            this.names.push(s.name.clone());
            this.index.insert(s.name.clone(), id);
            this.cases.push(s.case);
        }
        this.width = sources.len().div_ceil(64).max(1);
        this.singles = vec![Vec::new(); sources.len()];
        this.has_phrases = vec![false; sources.len()];
        let mut buffer = FoldBuffer::new();
        let empty: Arc<str> = Arc::from("");
        let mut pool: FxHashMap<String, Arc<str>> = FxHashMap::default();
        let mut member: Vec<Vec<LexId>> = Vec::new();
        for id in 0..sources.len() {
            let entries = entries_of(id, sources, &this.index, inflector);
            for (entry, value) in entries {
                let value = if value.is_empty() {
                    empty.clone()
                } else {
                    pool.entry(value.clone()).or_insert_with(|| Arc::from(value.as_str())).clone()
                };
                this.add(id as LexId, &entry, value, vocabulary, &mut buffer, &mut member);
            }
        }
        this.make_rows(&member, vocabulary.len());
        this
    }

    fn add(
        &mut self,
        id: LexId,
        entry: &str,
        value: Arc<str>,
        vocabulary: &mut Vocabulary,
        buffer: &mut FoldBuffer,
        member: &mut Vec<Vec<LexId>>,
    ) {
        let simple = !entry.is_empty() && entry.bytes().all(|b| b.is_ascii_alphabetic());
        let tokens = if simple { vec![entry.to_owned()] } else { split_literal(entry) };
        let exact = self.cases[id as usize] == LexiconCase::Exact;
        match tokens.as_slice() {
            [] => {}
            [word] => {
                let w = vocabulary.intern(word, buffer);
                if member.len() <= w.0 as usize {
                    member.resize(w.0 as usize + 1, Vec::new());
                }
                if !member[w.0 as usize].contains(&id) {
                    member[w.0 as usize].push(id);
                    self.singles[id as usize].push(w);
                }
                if exact {
                    self.exact.entry((id, w.0)).or_default().push(word.as_str().into());
                }
                if !value.is_empty() {
                    self.values.entry((id, w.0)).or_insert(value);
                }
            }
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

    fn make_rows(&mut self, member: &[Vec<LexId>], words: usize) {
        let mut known: FxHashMap<Vec<LexId>, u32> = FxHashMap::default();
        self.rows = vec![0; self.width];
        known.insert(Vec::new(), 0);
        self.row_of = vec![0; words];
        for (w, lexes) in member.iter().enumerate() {
            let mut key = lexes.clone();
            key.sort_unstable();
            let next = (self.rows.len() / self.width) as u32;
            let row = *known.entry(key).or_insert(next);
            if row == next {
                let at = self.rows.len();
                self.rows.resize(at + self.width, 0);
                for l in lexes {
                    self.rows[at + *l as usize / 64] |= 1 << (l % 64);
                }
            }
            self.row_of[w] = row;
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

fn same_but_stop(a: &str, b: &str) -> bool {
    a.trim_end_matches('.') == b.trim_end_matches('.')
}

/// Entries of a lexicon with its includes, lemmas inflected, exceptions taken out. Own entries
/// come first, so that their values win.
fn entries_of(
    id: usize,
    sources: &[LexiconSource],
    index: &FxHashMap<String, LexId>,
    inflector: &Inflector,
) -> Vec<(String, String)> {
    let mut out = Vec::new();
    let mut seen = FxHashSet::default();
    let mut todo = vec![id];
    let mut at = 0;
    while at < todo.len() {
        let source = &sources[todo[at]];
        at += 1;
        if !seen.insert(source.name.as_str()) {
            continue;
        }
        out.extend(source.entries.iter().cloned());
        for (lemma, value) in &source.lemmas {
            let value = if value.is_empty() { lemma } else { value };
            out.extend(inflector.forms(lemma).into_iter().map(|f| (f, value.clone())));
        }
        todo.extend(source.include.iter().filter_map(|n| index.get(n)).map(|i| *i as usize));
    }
    let except: FxHashSet<String> = sources[id].except.iter().map(|e| e.to_lowercase()).collect();
    if !except.is_empty() {
        out.retain(|(e, _)| !except.contains(&e.to_lowercase()));
    }
    out
}
