//! All that is asked of a word while a text is read, side by side.
//!
//! The tables of the vocabulary, of the lexicons and of the tagger are each as long as the
//! vocabulary, so that a word of the text would touch a line of memory in each of them. Here it
//! touches one: the letters it is compared with and what is asked of it next lie in half a line.

use crate::lexis::block::{FIRST, WIDE, block};
use crate::lexis::lexicon::{LexId, Lexicons};
use crate::lexis::tagger::Tagger;
use crate::lexis::token::WordId;
use crate::lexis::vocabulary::Vocabulary;

/// One word.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(32))]
pub(crate) struct Word {
    /// Its letters, if they are few enough.
    pub(super) key: u128,
    /// Its class among the word tests of the patterns.
    pub(crate) class: u32,
    /// The node of the phrases that begin with it, or 0.
    pub(super) phrases: u32,
    /// Of the words behind it in phrases, one bit each of their numbers' low bits.
    next: u32,
    /// Its class in the tagger.
    pub(super) tags: u16,
    /// Its length; 0 if the letters are too many.
    pub(super) len: u8,
    marks: u8,
}

impl Word {
    /// Stands second in a phrase.
    const SECOND: u8 = 1;
    /// Begins a clause wherever it stands.
    const BREAK: u8 = 2;
    /// Begins a clause behind a mark.
    const START: u8 = 4;

    /// Begins it a clause, behind a mark or not?
    #[inline]
    pub(crate) fn begins_clause(&self, behind_mark: bool) -> bool {
        let begins = if behind_mark { Self::BREAK | Self::START } else { Self::BREAK };
        self.marks & begins != 0
    }

    /// May a phrase begin with it and go on with `next`, the word `id`?
    #[inline]
    pub(crate) fn may_begin_phrase(&self, next: &Word, id: WordId) -> bool {
        self.next & next.marks_as_second() & bit(id) != 0
    }

    #[inline]
    fn marks_as_second(&self) -> u32 {
        if self.marks & Self::SECOND == 0 { 0 } else { u32::MAX }
    }
}

#[inline]
fn bit(id: WordId) -> u32 {
    1 << (id.0 % 32)
}

/// All words of a vocabulary, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Words {
    all: Vec<Word>,
}

/// Lexicons whose words begin clauses.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct ClauseLexicons {
    /// Anywhere.
    pub(crate) breaks: Option<LexId>,
    /// Behind a mark.
    pub(crate) starts: Option<LexId>,
}

impl Words {
    /// From the tables that say it; `class` gives the class of a word among the word tests.
    pub(crate) fn of(
        vocabulary: &Vocabulary,
        lexicons: &Lexicons,
        tagger: &Tagger,
        clauses: ClauseLexicons,
        class: impl Fn(WordId) -> u32,
    ) -> Self {
        let arena = vocabulary.arena.as_bytes();
        let word = |id: u32| {
            let (from, to) = (vocabulary.starts[id as usize], vocabulary.starts[id as usize + 1]);
            let (from, len) = (from as usize, (to - from) as usize);
            let short = len <= WIDE;
            Word {
                key: if short { block(arena, from).unwrap_or(0) & FIRST[len] } else { 0 },
                len: if short { len as u8 } else { 0 },
                class: class(WordId(id)),
                phrases: lexicons.phrases.first[id as usize],
                tags: tagger.class(WordId(id)),
                ..Word::default()
            }
        };
        let mut this = Self { all: (0..vocabulary.len() as u32).map(word).collect() };
        for id in 0..this.all.len() {
            let node = this.all[id].phrases;
            for next in lexicons.phrases.behind(node) {
                this.all[id].next |= bit(*next);
                this.all[next.0 as usize].marks |= Word::SECOND;
            }
        }
        let lists = [(clauses.breaks, Word::BREAK), (clauses.starts, Word::START)];
        for (lexicon, mark) in lists {
            for word in lexicon.map_or(&[][..], |l| lexicons.words(l)) {
                this.all[word.0 as usize].marks |= mark;
            }
        }
        this
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    /// What is known of a word.
    #[inline]
    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.all[id.0 as usize]
    }
}
