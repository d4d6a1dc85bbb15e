//! Which lexicons a token's word, or a phrase that begins or ends at it, is in.

use super::Reader;
use crate::claims::names::{Lex, Set};
use crate::lexis::lexicon::LexId;

impl<'a> Reader<'a, '_> {
    /// The lexicon in this engine.
    #[inline]
    pub(in crate::claims) fn lexicon(&self, lexicon: Lex) -> Option<LexId> {
        self.names.lexicon(lexicon)
    }

    /// Is the token's word in one of the lexicons, whatever its case?
    #[inline]
    fn is_in(&self, token: u32, lexicons: Set) -> bool {
        self.sets.get(token as usize).is_some_and(|s| s & lexicons != 0)
    }

    /// Is the token's word in the lexicon, whatever its case?
    #[inline]
    pub(in crate::claims) fn word_in(&self, token: u32, lexicon: Lex) -> bool {
        self.is_in(token, lexicon.bit())
    }

    /// Is the token, alone and as it is written, an entry of the lexicon?
    #[inline]
    pub(in crate::claims) fn entry(&self, token: u32, lexicon: Lex) -> bool {
        self.is_in(token, lexicon.bit())
            && (self.names.folds_case(lexicon) || self.is_written_so(token, lexicon))
    }

    #[cold]
    fn is_written_so(&self, token: u32, lexicon: Lex) -> bool {
        let text = &self.analysis.document.text;
        let token = &self.analysis.tokens[token as usize];
        self.lexicon(lexicon).is_some_and(|l| self.engine.lexicons.has(l, token, text))
    }

    /// May the token's word stand for somebody named before?
    #[inline]
    pub(in crate::claims) fn is_anaphor(&self, token: u32) -> bool {
        self.is_in(token, Lex::PersonalAnaphor.bit() | Lex::PossessiveAnaphor.bit())
    }

    /// The value that the lexicon gives the token's word.
    pub(in crate::claims) fn value_in(&self, token: u32, lexicon: Lex) -> Option<&'a str> {
        if !self.is_in(token, lexicon.bit()) {
            return None;
        }
        let word = self.analysis.tokens.get(token as usize)?.word;
        self.engine.lexicons.value(self.lexicon(lexicon)?, word).map(|v| &**v)
    }

    /// One past the longest entry of the lexicon that begins at a token.
    pub(in crate::claims) fn entry_from(&self, lexicon: Lex, at: u32) -> Option<u32> {
        let lex = self.lexicon(lexicon)?;
        let phrases = self.analysis.phrases_by_start.at(at).iter();
        let phrase = phrases
            .map(|i| &self.analysis.phrases[*i as usize])
            .filter(|p| p.lex == lex)
            .map(|p| p.end)
            .max();
        phrase.or_else(|| {
            let token = self.analysis.tokens.get(at as usize)?;
            self.engine.lexicons.has(lex, token, &self.analysis.document.text).then_some(at + 1)
        })
    }

    /// Does an entry of the lexicon end right before a token?
    pub(in crate::claims) fn entry_upto(&self, lexicon: Lex, end: u32) -> bool {
        let Some(lex) = self.lexicon(lexicon) else { return false };
        let Some(last) = self.analysis.tokens.get(end.wrapping_sub(1) as usize) else {
            return false;
        };
        self.engine.lexicons.has(lex, last, &self.analysis.document.text)
            || self
                .analysis
                .phrases_by_end
                .at(end)
                .iter()
                .any(|i| self.analysis.phrases[*i as usize].lex == lex)
    }

    /// The value of the longest entry of the lexicon that begins at a token.
    pub(in crate::claims) fn entry_value(&self, lexicon: Lex, at: u32) -> Option<&'a str> {
        let lexicons = &self.engine.lexicons;
        let lex = self.lexicon(lexicon)?;
        let analysis = self.analysis;
        let phrases = analysis.phrases_by_start.at(at).iter();
        let phrase = phrases
            .map(|i| &analysis.phrases[*i as usize])
            .filter(|p| p.lex == lex)
            .max_by_key(|p| p.end);
        if let Some(value) = phrase.and_then(|p| lexicons.phrase_value(p)) {
            return Some(value);
        }
        let token = analysis.tokens.get(at as usize)?;
        lexicons.has(lex, token, &analysis.document.text).then_some(())?;
        lexicons.value(lex, token.word).map(|v| &**v)
    }
}
