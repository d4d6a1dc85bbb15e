//! From the lexicons as written to the tables that are looked up.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexis::inflect::Inflector;
use crate::lexis::lexicon::{LexId, Lexicons};
use crate::lexis::phrases::{Growing, Terminal};
use crate::lexis::tagger_build::LEXICONS;
use crate::lexis::token::WordId;
use crate::lexis::tokenizer::split_literal;
use crate::lexis::vocabulary::{FoldBuffer, Vocabulary};
use crate::rules::ast::{LexiconCase, LexiconSource};

/// What is gathered from entry to entry.
struct Builder<'v> {
    vocabulary: &'v mut Vocabulary,
    buffer: FoldBuffer,
    out: Lexicons,
    phrases: Growing,
    /// Numbers of the values.
    texts: FxHashMap<Arc<str>, u32>,
    /// Words and values of the lexicon that is being read.
    valued: Vec<(WordId, u32)>,
}

impl Lexicons {
    /// Compile the sources; every word is added to `vocabulary`.
    #[must_use]
    pub fn build(
        sources: &[LexiconSource],
        vocabulary: &mut Vocabulary,
        inflector: &Inflector,
    ) -> Self {
        let mut out = Self {
            names: sources.iter().map(|s| s.name.clone()).collect(),
            width: sources.len().div_ceil(64).max(1),
            has_phrases: vec![false; sources.len()],
            texts: vec![Arc::from("")],
            single_ends: vec![0],
            valued_ends: vec![0],
            ..Self::default()
        };
        for (i, name) in out.names.iter().enumerate() {
            out.index.insert(name.clone(), i as LexId);
        }
        let index = out.index.clone();
        out.cases = (0..sources.len()).map(|i| case(i, sources, &index)).collect();
        let mut builder = Builder {
            vocabulary,
            buffer: FoldBuffer::new(),
            out,
            phrases: Growing::new(),
            texts: FxHashMap::default(),
            valued: Vec::new(),
        };
        // In which list a word was seen last.
        let mut stamp: Vec<u32> = Vec::new();
        let mut member: Vec<(u32, LexId)> = Vec::new();
        for (i, source) in sources.iter().enumerate() {
            let id = i as LexId;
            let first = builder.out.singles.len();
            if !LEXICONS.contains(&source.name.as_str()) {
                each_entry(i, sources, &index, inflector, &mut |entry, value, case| {
                    builder.add(id, entry, value, case == LexiconCase::Exact);
                });
            }
            builder.close(first, i as u32 + 1, &mut stamp);
            member.extend(builder.out.singles[first..].iter().map(|w| (w.0, id)));
        }
        let words = builder.vocabulary.len();
        let mut out = builder.out;
        out.exact.sort_unstable();
        out.phrases = builder.phrases.finish(words);
        make_rows(&mut out, &by_word(&member, words), words);
        out
    }
}

impl Builder<'_> {
    /// Add an entry; `exact` if it counts as written only.
    fn add(&mut self, id: LexId, entry: &str, value: &str, exact: bool) {
        let simple = !entry.is_empty() && entry.bytes().all(|b| b.is_ascii_alphabetic());
        if simple {
            self.add_word(id, entry, value, exact);
            return;
        }
        match split_literal(entry).as_slice() {
            [] => {}
            [word] => self.add_word(id, word, value, exact),
            words => {
                self.out.has_phrases[id as usize] = true;
                let value = self.text(value);
                let exact = exact.then(|| entry.into());
                let (vocabulary, buffer) = (&mut *self.vocabulary, &mut self.buffer);
                let words = words.iter().map(|word| vocabulary.intern(word, buffer));
                self.phrases.add(words, Terminal { lex: id, value, exact });
            }
        }
    }

    fn add_word(&mut self, id: LexId, word: &str, value: &str, exact: bool) {
        let w = self.vocabulary.intern(word, &mut self.buffer);
        self.out.singles.push(w);
        if self.out.cases[id as usize] == LexiconCase::Exact {
            let form = if exact { word } else { Lexicons::ANY_FORM };
            self.out.exact.push((id, w, form.into()));
        }
        if !value.is_empty() {
            let value = self.text(value);
            self.valued.push((w, value));
        }
    }

    fn text(&mut self, value: &str) -> u32 {
        if value.is_empty() {
            return 0;
        }
        if let Some(known) = self.texts.get(value) {
            return *known;
        }
        let (number, text): (u32, Arc<str>) = (self.out.texts.len() as u32, Arc::from(value));
        self.out.texts.push(text.clone());
        self.texts.insert(text, number);
        number
    }

    /// The lexicon whose words begin at `first` is complete: each word counts once, and of several
    /// values of a word the first.
    fn close(&mut self, first: usize, number: u32, stamp: &mut Vec<u32>) {
        stamp.resize(self.vocabulary.len(), 0);
        let out = &mut self.out;
        let mut to = first;
        for from in first..out.singles.len() {
            let w = out.singles[from];
            if std::mem::replace(&mut stamp[w.0 as usize], number) != number {
                out.singles[to] = w;
                to += 1;
            }
        }
        out.singles.truncate(to);
        out.single_ends.push(to as u32);
        // Stable, so that the first value stays first.
        self.valued.sort_by_key(|(w, _)| *w);
        self.valued.dedup_by_key(|(w, _)| *w);
        out.valued.extend(self.valued.iter().map(|(w, _)| *w));
        out.value_of.extend(self.valued.drain(..).map(|(_, v)| v));
        out.valued_ends.push(out.valued.len() as u32);
    }
}

/// Rows of bits from (word, lexicon) pairs in order.
fn make_rows(out: &mut Lexicons, member: &[(u32, LexId)], words: usize) {
    let mut known: FxHashMap<Vec<LexId>, u32> = FxHashMap::default();
    out.rows = vec![0; out.width];
    known.insert(Vec::new(), 0);
    out.row_of = vec![0; words];
    let mut key: Vec<LexId> = Vec::new();
    for of_word in member.chunk_by(|a, b| a.0 == b.0) {
        key.clear();
        key.extend(of_word.iter().map(|m| m.1));
        let row = match known.get(&key) {
            Some(row) => *row,
            None => {
                let at = out.rows.len();
                let row = (at / out.width) as u32;
                out.rows.resize(at + out.width, 0);
                for l in &key {
                    out.rows[at + *l as usize / 64] |= 1 << (l % 64);
                }
                known.insert(key.clone(), row);
                row
            }
        };
        out.row_of[of_word[0].0 as usize] = row;
    }
}

/// Pairs of word and lexicon sorted by word. They come by lexicon, so that one pass of counting
/// does it.
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
    out
}

/// How a lexicon's entries compare: one that takes in a list of exact forms looks at the form of
/// every token, though of its own words any form will do.
fn case(id: usize, sources: &[LexiconSource], index: &FxHashMap<String, LexId>) -> LexiconCase {
    let own = sources[id].case;
    let exact = |i: &usize| sources[*i].case == LexiconCase::Exact;
    if own == LexiconCase::Fold && included(id, sources, index).iter().any(exact) {
        return LexiconCase::Exact;
    }
    own
}

/// A lexicon and all that it includes, itself first, each once.
fn included(id: usize, sources: &[LexiconSource], index: &FxHashMap<String, LexId>) -> Vec<usize> {
    let mut all = vec![id];
    let mut at = 0;
    while at < all.len() {
        for name in &sources[all[at]].include {
            let other = index.get(name).map(|i| usize::from(*i));
            all.extend(other.filter(|i| !all.contains(i)));
        }
        at += 1;
    }
    all
}

/// Entries of a lexicon with its includes, lemmas inflected, exceptions left out. Own entries
/// come first, so that their values win.
fn each_entry(
    id: usize,
    sources: &[LexiconSource],
    index: &FxHashMap<String, LexId>,
    inflector: &Inflector,
    give: &mut dyn FnMut(&str, &str, LexiconCase),
) {
    let except: FxHashSet<String> = sources[id].except.iter().map(|e| e.to_lowercase()).collect();
    let own = sources[id].case;
    let mut give = |entry: &str, value: &str, case: LexiconCase| {
        if except.is_empty() || !except.contains(&entry.to_lowercase()) {
            // What is taken from a list of exact forms stays exact.
            give(entry, value, if own == LexiconCase::Fold { case } else { own });
        }
    };
    for i in included(id, sources, index) {
        let source = &sources[i];
        for (entry, value) in source.pairs() {
            give(entry, value, source.case);
        }
        for (lemma, value) in &source.lemmas {
            let value = if value.is_empty() { lemma } else { value };
            for form in inflector.forms(lemma) {
                give(&form, value, source.case);
            }
        }
    }
}
