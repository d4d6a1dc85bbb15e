//! One-token tests: each once for the whole engine, with the little that most tests need at hand.

use rustc_hash::FxHashMap;

use crate::lexis::lexicon::{LexId, Lexicons};
use crate::lexis::token::{Token, WordId};
use crate::patterns::wordset::{Members, SetId, WordSets};

/// One-token test: any of several kinds of member.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct TokenSet {
    pub words: Vec<u32>,
    /// Words that count as they are written only.
    pub exact: Vec<(u32, Box<str>)>,
    pub lexicons: Vec<LexId>,
    pub shape: u16,
    pub tags: u32,
    pub any: bool,
}

impl TokenSet {
    /// Its words and lexicons.
    fn members(&self) -> Members {
        let mut words = self.words.clone();
        words.extend(self.exact.iter().map(|e| e.0));
        Members { words, lexicons: self.lexicons.clone() }
    }

    /// Is the token's word one of those listed, as they are written?
    fn lists(&self, token: &Token, text: &str, lexicons: &Lexicons) -> bool {
        let w = token.word.0;
        if w == WordId::UNKNOWN.0 {
            return false;
        }
        self.words.binary_search(&w).is_ok()
            || self.lexicons.iter().any(|l| lexicons.has(*l, token, text))
            || self.exact.iter().any(|(x, form)| {
                *x == w && token.span.of(text).trim_end_matches('.') == form.trim_end_matches('.')
            })
    }
}

/// How the words of a set are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// There are none, or any token will do.
    None,
    /// One or two.
    Few([u32; 2]),
    /// The word set says all.
    Row(SetId),
    /// The word set says who is looked at closely: case matters.
    Maybe(SetId),
    /// Not sealed, or too many sets: the long way.
    Long,
}

/// What most tests need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quick {
    pub(super) tags: u32,
    pub(super) shape: u16,
    pub(super) any: bool,
    pub(super) words: Words,
}

/// All one-token tests of an engine.
#[derive(Clone, Debug, Default)]
pub(crate) struct TokenSets {
    pub(super) quick: Vec<Quick>,
    pub(super) sets: Vec<TokenSet>,
    pub(super) index: FxHashMap<TokenSet, u32>,
}

impl TokenSets {
    /// The number of a test, a new one if it is new. Until it is sealed it takes the long way.
    pub(crate) fn intern(&mut self, set: TokenSet) -> u32 {
        if let Some(id) = self.index.get(&set) {
            return *id;
        }
        let id = self.sets.len() as u32;
        let (tags, shape, any) = (set.tags, set.shape, set.any);
        self.quick.push(Quick { tags, shape, any, words: Words::Long });
        self.sets.push(set.clone());
        self.index.insert(set, id);
        id
    }

    /// What a test is made of.
    pub(crate) fn get(&self, id: u32) -> &TokenSet {
        &self.sets[id as usize]
    }

    /// Words that count in some test only as they are written.
    pub(crate) fn exact_words(&self) -> impl Iterator<Item = u32> {
        self.sets.iter().flat_map(|s| s.exact.iter().map(|(word, _)| *word))
    }

    /// Choose how each compares its words.
    pub(crate) fn seal(&mut self, lexicons: &Lexicons, word_sets: &mut WordSets) {
        for (set, quick) in self.sets.iter().zip(&mut self.quick) {
            quick.words = match (&*set.words, &*set.exact, &*set.lexicons) {
                ([], [], []) => Words::None,
                (words, [], []) if words.len() <= 2 => {
                    words.iter().for_each(|w| word_sets.compare(*w));
                    Words::Few([words[0], words[words.len() - 1]])
                }
                (_, exact, lists) => {
                    let plain = exact.is_empty() && lists.iter().all(|l| lexicons.folds_case(*l));
                    match word_sets.register(set.members()) {
                        Some(id) if plain => Words::Row(id),
                        Some(id) => Words::Maybe(id),
                        None => {
                            set.members().words.iter().for_each(|w| word_sets.compare(*w));
                            Words::Long
                        }
                    }
                }
            };
        }
    }

    /// Does the token satisfy the test, lexicons' single words included?
    #[inline]
    pub(crate) fn has(
        &self,
        id: u32,
        token: &Token,
        text: &str,
        lexicons: &Lexicons,
        word_sets: &WordSets,
    ) -> bool {
        let quick = &self.quick[id as usize];
        if token.tags & quick.tags != 0 || token.shape.has(quick.shape) || quick.any {
            return true;
        }
        match quick.words {
            Words::None => false,
            Words::Few(words) => words.contains(&token.word.0),
            Words::Row(set) => word_sets.has(token.class, set),
            Words::Maybe(set) => {
                word_sets.has(token.class, set)
                    && self.sets[id as usize].lists(token, text, lexicons)
            }
            Words::Long => self.sets[id as usize].lists(token, text, lexicons),
        }
    }
}
