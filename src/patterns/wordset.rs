//! Which of the patterns' word tests a word may pass, as one row of bits.
//!
//! Patterns ask again and again whether a word is one of many: of a list, of several lexicons, of
//! the first words of five alternatives. Each such set gets a number; words that are in the same
//! sets share a row (as bytes share a class in a DFA), and a test is one load and one mask.

use rustc_hash::FxHashMap;

use crate::lexis::lexicon::{LexId, Lexicons};
use crate::lexis::token::WordId;

/// Number of a set.
pub(crate) type SetId = u16;

/// The empty set.
pub(crate) const NOBODY: SetId = 0;

/// More sets than this are not numbered; their tests take the long way. Rows grow with words times
/// sets, and a rule file with tens of thousands of lists must not pay for that.
const MOST_SETS: usize = 6_144;

/// The sets of a rule set, and for each class of words the sets it is in.
#[derive(Clone, Debug, Default)]
pub(crate) struct WordSets {
    pub(super) sets: Vec<Members>,
    pub(super) index: FxHashMap<Members, SetId>,
    /// Words that patterns compare one by one.
    pub(super) compared: Vec<u32>,
    pub(super) width: usize,
    pub(super) rows: Vec<u64>,
    pub(super) class_of: Vec<u32>,
}

/// What a set is made of: words, and lexicons whose single words are in it whatever their case.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Members {
    pub words: Vec<u32>,
    pub lexicons: Vec<LexId>,
}

impl WordSets {
    /// The number of a set, a new one if it is new; `None` when there are too many.
    pub(crate) fn register(&mut self, mut members: Members) -> Option<SetId> {
        if self.sets.is_empty() {
            self.sets.push(Members::default());
            self.index.insert(Members::default(), NOBODY);
        }
        members.words.sort_unstable();
        members.words.dedup();
        members.lexicons.sort_unstable();
        members.lexicons.dedup();
        if let Some(id) = self.index.get(&members) {
            return Some(*id);
        }
        if self.sets.len() >= MOST_SETS {
            return None;
        }
        let id = self.sets.len() as SetId;
        self.sets.push(members.clone());
        self.index.insert(members, id);
        Some(id)
    }

    /// A pattern compares this word itself: it gets a class of its own.
    pub(crate) fn compare(&mut self, word: u32) {
        self.compared.push(word);
    }

    /// Lay out the rows. Words that share their lexicons and are named in no pattern share the
    /// class that has the number of their lexicon row; a word that a pattern names has its own.
    pub(crate) fn build(&mut self, lexicons: &Lexicons, words: usize) {
        self.width = self.sets.len().div_ceil(64).max(1);
        let mut of_lexicon: Vec<Vec<SetId>> = vec![Vec::new(); lexicons.len()];
        let mut named: Vec<(u32, SetId)> = Vec::new();
        for (id, set) in self.sets.iter().enumerate() {
            for l in &set.lexicons {
                of_lexicon[*l as usize].push(id as SetId);
            }
            named.extend(set.words.iter().map(|w| (*w, id as SetId)));
        }
        named.extend(self.compared.drain(..).map(|w| (w, NOBODY)));
        named.sort_unstable();
        let shared = lexicons.rows();
        self.rows = vec![0; shared * self.width];
        for row in 0..shared {
            let bits = &mut self.rows[row * self.width..(row + 1) * self.width];
            for lexicon in lexicons.members_of_row(row) {
                for set in &of_lexicon[lexicon as usize] {
                    bits[*set as usize / 64] |= 1 << (set % 64);
                }
            }
        }
        self.class_of = (0..words as u32).map(|w| lexicons.row_of(WordId(w))).collect();
        for of_word in named.chunk_by(|a, b| a.0 == b.0) {
            let word = of_word[0].0 as usize;
            let row = self.class_of[word] as usize * self.width;
            let class = self.rows.len() / self.width;
            self.rows.extend_from_within(row..row + self.width);
            for (_, set) in of_word.iter().filter(|(_, set)| *set != NOBODY) {
                self.rows[class * self.width + *set as usize / 64] |= 1 << (set % 64);
            }
            self.class_of[word] = class as u32;
        }
    }

    /// Words interned later are in no set.
    pub(crate) fn resize(&mut self, words: usize) {
        self.class_of.resize(words, 0);
    }

    /// How many classes there are.
    pub(crate) fn classes(&self) -> usize {
        self.rows.len() / self.width.max(1)
    }

    /// The class of a word: a row number.
    #[inline]
    pub(crate) fn class(&self, word: WordId) -> u32 {
        self.class_of[word.0 as usize]
    }

    /// May words of this class be in the set? (Case and lexicons of exact words are not looked at.)
    #[inline]
    pub(crate) fn has(&self, class: u32, set: SetId) -> bool {
        self.rows[class as usize * self.width + set as usize / 64] >> (set % 64) & 1 == 1
    }
}
