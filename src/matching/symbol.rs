//! Tokens as symbols: all that a one-token test can tell of a token, as one number.
//!
//! Two tokens with the same symbol pass the same tests, so that what a test says has to be worked
//! out once a symbol, not once a token (as a DFA works with classes of bytes).

use rustc_hash::FxHashMap;

use crate::lexis::token::{Shape, Token, WordId};
use crate::patterns::engine::Engine;

/// Shape bits that tests ask for.
const TESTED: u16 = Shape::WORD
    | Shape::CAP
    | Shape::UPPER
    | Shape::LOWER
    | Shape::DIGITS
    | Shape::PUNCT
    | Shape::QUOTE;

/// Mark of a word that is told apart from all others, where otherwise its class is enough.
const OWN: u32 = 1 << 31;

/// Beyond this the numbers are given out anew: texts can be made so that every token is new.
const MOST: usize = 1 << 20;

/// The symbols seen so far.
#[derive(Debug, Default)]
pub(crate) struct Symbols {
    index: Keys,
    forms: FxHashMap<Box<str>, u32>,
}

/// What tells tokens apart: class of the word, or the word and the number of its written form where
/// that matters; tags and shape.
type Key = (u64, u32);

/// Numbers of keys, in order of appearance. Open addressing, at most half full: this is asked once
/// for every token of every document.
#[derive(Debug, Default)]
struct Keys {
    /// A key and its number plus one; 0 is an empty place. Its length is a power of two.
    places: Vec<(Key, u32)>,
    len: usize,
}

impl Keys {
    #[inline]
    fn hash((a, b): Key) -> u64 {
        let mixed = (a ^ u64::from(b).rotate_right(16)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        mixed ^ mixed >> 32
    }

    /// The number of a key, a new one if it is new.
    #[inline]
    fn number(&mut self, key: Key) -> u32 {
        let mask = self.places.len().wrapping_sub(1);
        let mut at = Self::hash(key) as usize;
        while let Some((known, number)) = self.places.get(at & mask) {
            if *number == 0 {
                break;
            }
            if *known == key {
                return number - 1;
            }
            at += 1;
        }
        self.add(key)
    }

    #[cold]
    fn add(&mut self, key: Key) -> u32 {
        if self.len * 2 >= self.places.len() {
            let size = (self.places.len() * 2).max(1 << 10);
            let old = std::mem::replace(&mut self.places, vec![((0, 0), 0); size]);
            old.into_iter().filter(|(_, number)| *number != 0).for_each(|p| self.place(p));
        }
        self.len += 1;
        self.place((key, self.len as u32));
        self.len as u32 - 1
    }

    fn place(&mut self, place: (Key, u32)) {
        let mask = self.places.len() - 1;
        let mut at = Self::hash(place.0) as usize & mask;
        while self.places[at].1 != 0 {
            at = (at + 1) & mask;
        }
        self.places[at] = place;
    }
}

impl Symbols {
    /// Number the tokens of a document into `out`; `true` if the numbers of earlier documents no
    /// longer hold.
    pub(crate) fn number(
        &mut self,
        engine: &Engine,
        tokens: &[Token],
        text: &str,
        out: &mut Vec<u32>,
    ) -> bool {
        let afresh = self.index.len > MOST;
        if afresh {
            *self = Self::default();
        }
        out.clear();
        out.extend(tokens.iter().map(|token| self.of(engine, token, text)));
        afresh
    }

    fn of(&mut self, engine: &Engine, token: &Token, text: &str) -> u32 {
        let by_form = token.word != WordId::UNKNOWN && engine.written_form_matters(token.word);
        let word = if by_form || engine.edited { OWN | token.word.0 } else { token.class };
        let form = if by_form { self.form(token, text) } else { 0 };
        // Tags are below the bits of shape.
        let looks = u64::from(token.tags) << 7 | u64::from(token.shape.0 & TESTED);
        self.index.number((u64::from(word) << 32 | looks, form))
    }

    /// The number of a word's written form. All in small letters, an ASCII word has one form only
    /// (but for a closing stop, which no test looks at).
    fn form(&mut self, token: &Token, text: &str) -> u32 {
        let written = token.span.of(text);
        if token.shape.has(Shape::LOWER) && written.is_ascii() {
            return 0;
        }
        if let Some(form) = self.forms.get(written) {
            return *form;
        }
        let form = self.forms.len() as u32 + 1;
        self.forms.insert(written.into(), form);
        form
    }
}
