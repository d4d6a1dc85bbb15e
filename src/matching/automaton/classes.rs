//! The alphabet: symbols that pass the same tests of a group are one class.

use crate::lexis::lexicon::LexId;
use crate::lexis::token::Token;
use crate::matching::automaton::{Automaton, NO_CLASS, UNKNOWN};
use crate::matching::chart::Analysis;
use crate::patterns::engine::Engine;

/// A one-token test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Test {
    Word(u32),
    Set(u32),
    Lexicon(LexId),
}

impl Automaton {
    pub(super) fn classify(
        &mut self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        symbol: usize,
        token: &Token,
    ) -> u32 {
        let text = &analysis.document.text;
        let mut passes = vec![0u64; self.tests.len().div_ceil(64).max(1)].into_boxed_slice();
        for (i, test) in self.tests.iter().enumerate() {
            let pass = match test {
                Test::Word(w) => token.word.0 == *w,
                Test::Set(set) => {
                    let sets = &engine.word_sets;
                    engine.token_sets.has(*set, token, text, &engine.lexicons, sets)
                }
                Test::Lexicon(lex) => engine.lexicons.has(*lex, token, text),
            };
            passes[i / 64] |= u64::from(pass) << (i % 64);
        }
        let class = match self.classes.get(&passes) {
            Some(class) => *class,
            None => self.add_class(passes),
        };
        if self.class_of.len() <= symbol {
            self.class_of.resize(symbol + 1, NO_CLASS);
        }
        self.class_of[symbol] = class;
        class
    }

    fn add_class(&mut self, passes: Box<[u64]>) -> u32 {
        let class = self.passes.len();
        if class >> self.shift != 0 {
            let wider = self.shift + 1;
            let mut next = vec![UNKNOWN; self.states.len() << wider];
            for (old, new) in self.next.chunks(1 << self.shift).zip(next.chunks_mut(1 << wider)) {
                new[..old.len()].copy_from_slice(old);
            }
            (self.next, self.shift) = (next, wider);
        }
        self.passes.push(passes.clone());
        self.classes.insert(passes, class as u32);
        class as u32
    }
}
