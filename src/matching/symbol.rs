//! Tokens as symbols: all that a one-token test can tell of a token, as one number.
//!
//! Two tokens with the same symbol pass the same tests, so that what a test says has to be worked
//! out once a symbol, not once a token (as a DFA works with classes of bytes).

use rustc_hash::FxHashMap;

use crate::lexis::token::{Shape, Token, WordId};
use crate::matching::engine::Engine;

/// What tells tokens apart: class of the word, or the word and the number of its written form where
/// that matters; tags and shape.
type Key = (u32, u32, u16, u32);

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
    index: FxHashMap<Key, u32>,
    forms: FxHashMap<Box<str>, u32>,
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
        let afresh = self.index.len() > MOST;
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
        let key = (word, token.tags, token.shape.0 & TESTED, form);
        let next = self.index.len() as u32;
        *self.index.entry(key).or_insert(next)
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
