//! The parts of speech that a token may have, with their weights: those of its word, and what its
//! capitals, its ending and its signs say.

use crate::lexis::tagger::{Capitals, LETTERS, NAME, NOUN, NUM, PLURAL, PUNCT, TAGS, Tagger, WIDE};
use crate::lexis::token::{Shape, Token};

/// Weight of the only reading of a word.
pub(super) const SURE: i8 = 36;
/// Of a name among the readings of a word with a capital: at the start of a sentence, in a headline,
/// and in either place if the word is never a noun.
const NAME_FIRST: i8 = 20;
const NAME_HEADLINE: i8 = 16;
const NAME_UNLIKELY: i8 = 4;
/// What a word's other readings lose by a capital inside a sentence.
const CAPITAL: i8 = 24;
/// Of the noun that a word without a list or an ending is taken for.
const GUESS: i8 = 20;

/// Candidate tags of a word with their weights; `n` of them are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Candidates {
    pub n: u8,
    /// Comes from a closed class.
    pub closed: bool,
    pub tags: [(u8, i8); WIDE],
}

impl Candidates {
    pub(super) fn add(&mut self, t: u8, weight: i8) {
        let n = self.n as usize;
        if n < WIDE && !self.tags[..n].iter().any(|(x, _)| *x == t) {
            self.tags[n] = (t, weight);
            self.n += 1;
        }
    }

    fn may_be_noun(&self) -> bool {
        self.tags[..self.n as usize].iter().any(|(t, _)| matches!(*t, NOUN | PLURAL))
    }

    /// `N36V12`: letters of tags, each with its weight.
    pub(super) fn of(spec: &str) -> Self {
        let mut out = Self::default();
        let mut rest = spec.as_bytes();
        while let [letter, digits @ ..] = rest {
            let n = digits.iter().take_while(|b| b.is_ascii_digit()).count();
            let add = |w: i8, b: &u8| w.saturating_mul(10).saturating_add((b - b'0') as i8);
            let weight = digits[..n].iter().fold(0, add);
            // The tags with names of one letter come first.
            if let Some(t) = TAGS[..LETTERS].iter().position(|t| t.0.as_bytes() == [*letter]) {
                out.add(t as u8, weight);
            }
            rest = &digits[n..];
        }
        out
    }
}

impl Tagger {
    /// The parts of speech that a token may have, with their weights: what fitting them needs.
    #[must_use]
    pub fn readings(
        &self,
        token: &Token,
        text: &str,
        capitals: Capitals,
    ) -> Vec<(&'static str, i8)> {
        let mut made = Candidates::default();
        let c = self.candidates_of(token, self.known(token.word), text, capitals, &mut made);
        let name = |t: u8| TAGS.get(usize::from(t)).map_or("PUNCT", |(name, _)| name);
        c.tags[..usize::from(c.n).min(WIDE)].iter().map(|(t, w)| (name(*t), *w)).collect()
    }

    /// The candidates of a token: those of its word, or others, which are put in `made`.
    #[inline]
    pub(super) fn candidates_of<'c>(
        &self,
        token: &Token,
        known: &'c Candidates,
        text: &str,
        capitals: Capitals,
        made: &'c mut Candidates,
    ) -> &'c Candidates {
        let plain = token.shape.has(Shape::LOWER) && !token.shape.has(Shape::DIGITS);
        if plain && known.n > 0 {
            return known;
        }
        *made = self.make(token, known, text, capitals);
        made
    }

    fn make(
        &self,
        token: &Token,
        known: &Candidates,
        text: &str,
        capitals: Capitals,
    ) -> Candidates {
        let all_caps = capitals == Capitals::All;
        let shape = token.shape;
        let mut c = Candidates::default();
        if shape.has(Shape::DIGITS) {
            c.add(NUM, SURE);
            return c;
        }
        if !shape.has(Shape::WORD) {
            if known.n > 0 {
                c = *known;
            }
            c.add(PUNCT, SURE);
            return c;
        }
        c = *known;
        let capital = shape.has(Shape::CAP) && !all_caps;
        if c.n == 0 {
            if capital || (all_caps && shape.has(Shape::CAP)) {
                c.add(NAME, SURE);
                if !capital {
                    self.by_suffix(token.span.of(text), &mut c);
                }
            } else {
                self.by_suffix(token.span.of(text), &mut c);
            }
            return c;
        }
        if capital && !c.closed && capitals == Capitals::Headline {
            let noun = c.may_be_noun();
            c.add(NAME, if noun { NAME_HEADLINE } else { NAME_UNLIKELY });
        } else if capital && !c.closed {
            if shape.has(Shape::FIRST) {
                // "Later", "However": a word that is never a noun begins no name.
                let noun = c.may_be_noun();
                c.add(NAME, if noun { NAME_FIRST } else { NAME_UNLIKELY });
            } else {
                // A capital inside a sentence: a name, whatever the word means in small letters.
                for (_, weight) in &mut c.tags[..c.n as usize] {
                    *weight -= CAPITAL;
                }
                c.add(NAME, SURE);
            }
        } else if capital && shape.has(Shape::UPPER) {
            c.add(NAME, SURE);
        }
        c
    }

    fn by_suffix(&self, word: &str, c: &mut Candidates) {
        let bytes = word.as_bytes();
        let found = self.suffixes.iter().find(|(s, _)| {
            bytes.len() > s.len() + 1
                && bytes[bytes.len() - s.len()..].eq_ignore_ascii_case(s.as_bytes())
        });
        if let Some((_, guess)) = found {
            for (t, w) in &guess.tags[..guess.n as usize] {
                c.add(*t, *w);
            }
        }
        if c.n == 0 {
            c.add(NOUN, GUESS);
        }
    }
}
