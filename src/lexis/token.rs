//! Tokens: zero-copy spans with a vocabulary id, a shape and a part of speech.

use crate::document::Span;

/// Index of a case-folded word in the pack's vocabulary; [`WordId::UNKNOWN`] for words that no
/// lexicon and no rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct WordId(pub u32);

impl WordId {
    /// A word outside the vocabulary.
    pub const UNKNOWN: WordId = WordId(0);
}

/// Shape bits of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Shape(pub u16);

#[allow(missing_docs)]
impl Shape {
    pub const WORD: u16 = 1;
    pub const CAP: u16 = 2;
    pub const UPPER: u16 = 4;
    pub const LOWER: u16 = 8;
    pub const DIGITS: u16 = 16;
    pub const PUNCT: u16 = 32;
    pub const QUOTE: u16 = 64;
    /// No white space between this token and the one before.
    pub const GLUED: u16 = 128;
    /// First token of its sentence.
    pub const FIRST: u16 = 256;
    /// Inside a double-quoted passage.
    pub const QUOTED: u16 = 512;
    /// In a boilerplate section.
    pub const BOILER: u16 = 1024;
    #[inline]
    #[must_use]
    pub fn has(self, bits: u16) -> bool {
        self.0 & bits != 0
    }
}

/// Coarse part of speech, one bit each so that sets are masks.
#[allow(missing_docs)]
pub mod tag {
    pub const NOUN: u32 = 1;
    pub const NAME: u32 = 1 << 1;
    pub const VERB: u32 = 1 << 2;
    pub const ADJ: u32 = 1 << 3;
    pub const ADV: u32 = 1 << 4;
    pub const DET: u32 = 1 << 5;
    pub const PREP: u32 = 1 << 6;
    pub const PRON: u32 = 1 << 7;
    pub const AUX: u32 = 1 << 8;
    pub const MODAL: u32 = 1 << 9;
    pub const CONJ: u32 = 1 << 10;
    pub const TO: u32 = 1 << 11;
    pub const NUM: u32 = 1 << 12;
    pub const GERUND: u32 = 1 << 13;
    pub const PASTPART: u32 = 1 << 14;
    pub const BASE: u32 = 1 << 15;
    pub const POSS: u32 = 1 << 16;
    pub const PUNCT: u32 = 1 << 17;
    /// Past tense (with [`VERB`]).
    pub const PAST: u32 = 1 << 18;
}

/// A token. Possessive `'s`, clitics (`n't`, `'re`), currency signs, `%`, hyphens between words and
/// all punctuation are tokens of their own; digits with their grouping and decimal marks
/// (`33,970`, `1.5`) are one token; a letter suffix (`35k`, `7am`, `20th`, `30Mbps`) is a token of
/// its own, glued; dotted abbreviations (`U.S.`, `a.m.`) and abbreviations of the lexicon (`Mr.`)
/// are one token with their dots.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Token {
    /// Bytes in the document's text.
    pub span: Span,
    /// Its word.
    pub word: WordId,
    /// Its shape.
    pub shape: Shape,
    /// Its part of speech (one bit of [`tag`] after tagging; several for an undecided word).
    pub tags: u32,
    /// Its sentence.
    pub sentence: u32,
    /// Its word's class among the patterns' word tests.
    pub class: u32,
}
