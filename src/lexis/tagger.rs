//! Part-of-speech tagging from data: a word's own weights and the weights of neighbouring tags.
//!
//! A first-order Viterbi search over at most six candidates a word. All words and weights come
//! from the pack (`pos`, `tag-class`, `pos-suffix`, `tag-transition`); the code knows only that
//! there are nouns and verbs. A coarse tagger of this kind is right on about 95 % of news tokens,
//! which is enough for noun and verb groups.

use crate::lexis::readings::Candidates;
use crate::lexis::token::{Shape, Token, WordId, tag};
use crate::lexis::words::Words;

pub(super) const TAGS: [(&str, u32); 23] = [
    ("N", tag::NOUN),
    // A noun in the plural: what follows it agrees with it.
    ("S", tag::NOUN),
    ("M", tag::NAME | tag::NOUN),
    ("V", tag::VERB | tag::BASE),
    ("Z", tag::VERB),
    ("D", tag::VERB | tag::PAST),
    ("P", tag::PASTPART),
    ("G", tag::GERUND),
    ("A", tag::ADJ),
    ("R", tag::ADV),
    ("DET", tag::DET),
    ("PREP", tag::PREP),
    ("PRON", tag::PRON),
    ("BE", tag::AUX),
    ("HAVE", tag::AUX),
    ("DO", tag::AUX),
    ("MODAL", tag::MODAL),
    ("CONJ", tag::CONJ),
    ("TO", tag::TO),
    ("NUM", tag::NUM),
    ("POSS", tag::POSS),
    ("WH", tag::PRON | tag::CONJ),
    ("NEG", tag::ADV),
];
/// The bits of each state.
const BITS: [u32; STATES] = {
    let mut bits = [tag::PUNCT; STATES];
    let mut i = 0;
    while i < TAGS.len() {
        bits[i] = TAGS[i].1;
        i += 1;
    }
    bits
};
/// How many tags have names of one letter.
pub(super) const LETTERS: usize = 10;
pub(super) const NOUN: u8 = 0;
pub(super) const PLURAL: u8 = 1;
pub(super) const NAME: u8 = 2;
pub(super) const NUM: u8 = 19;
pub(super) const DET: u8 = 10;
pub(super) const PREP: u8 = 11;
pub(super) const CONJ: u8 = 17;
pub(super) const PUNCT: u8 = 23;
const START: u8 = 24;
pub(super) const STATES: usize = 25;

/// Most candidates of a word.
pub(super) const WIDE: usize = 6;

/// The tagger of a pack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagger {
    /// The class of each word; words with the same candidates share one.
    pub(super) class_of: Vec<u32>,
    /// The candidates of each class; class 0 has none.
    pub(super) classes: Vec<Candidates>,
    /// Endings of unknown words, longest first.
    pub(super) suffixes: Vec<(String, Candidates)>,
    /// Weight of each state behind each, row by row.
    pub(super) transition: Vec<i16>,
    /// What makes a verb a compound verb, not a modifier: co-founded.
    pub(super) prefixes: Vec<WordId>,
}

/// What capitals say in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// A capital inside a sentence begins a name.
    Names,
    /// Every word has one, as in headlines.
    Headline,
    /// Every letter is one.
    All,
}

/// Buffers reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct TagBuffer {
    steps: Vec<Step>,
    /// Tokens with something glued to either side, which may be hyphens.
    hyphens: Vec<u32>,
}

/// The candidates of a token, and for each the best candidate of the token before.
#[derive(Clone, Copy, Debug)]
struct Step {
    states: [u8; WIDE],
    back: [u8; WIDE],
}

impl Tagger {
    /// Words interned later have no weights of their own.
    pub fn resize(&mut self, words: usize) {
        self.class_of.resize(words, 0);
    }

    /// The class of a word, for [`Words`]; the last number stands for all that have no room.
    pub(super) fn class(&self, word: WordId) -> u16 {
        let class = self.class_of.get(word.0 as usize).copied().unwrap_or(0);
        u16::try_from(class).unwrap_or(u16::MAX)
    }

    #[inline]
    fn of_class(&self, class: u16, word: WordId) -> &Candidates {
        match class {
            u16::MAX => self.known(word),
            class => &self.classes[usize::from(class)],
        }
    }

    pub(super) fn known(&self, word: WordId) -> &Candidates {
        let class = self.class_of.get(word.0 as usize).copied().unwrap_or(0);
        &self.classes[class as usize]
    }

    /// How strongly (about 36 for its likeliest) a word can have one of these tags: `VERB` for
    /// "launch", "posts", `PAST` for "fell", "put"; 0 for a word that cannot, is of a closed class or
    /// is not listed.
    #[must_use]
    pub fn weight(&self, word: WordId, tags: u32) -> i8 {
        let weight = |c: &Candidates| {
            let listed = c.tags[..c.n as usize].iter();
            let fits = |t: &u8| TAGS.get(*t as usize).is_some_and(|(_, bits)| bits & tags != 0);
            listed.filter(|(t, _)| fits(t)).map(|(_, w)| *w).max()
        };
        Some(self.known(word)).filter(|c| !c.closed).and_then(weight).unwrap_or(0)
    }

    /// A guess of how often a word occurs in a million tokens, for the choice of anchors.
    #[must_use]
    pub fn frequency(&self, word: u32) -> u64 {
        match self.known(WordId(word)) {
            c if c.closed => 4_000,
            c if c.n > 0 => 60,
            // Marks and rare words; marks are told apart by having no letters, which the
            // vocabulary does not keep: a rare word costs little either way.
            _ => 30,
        }
    }

    /// Tag one sentence.
    pub(crate) fn tag(
        &self,
        words: &Words,
        tokens: &mut [Token],
        text: &str,
        capitals: Capitals,
        buffer: &mut TagBuffer,
    ) {
        buffer.steps.clear();
        buffer.hyphens.clear();
        // The states of the token before, and the best way's weight to each.
        let (mut states, mut scores, mut n) = ([START; WIDE], [0i32; WIDE], 1usize);
        let mut made = Candidates::default();
        let mut glued_before = false;
        for (at, token) in tokens.iter().enumerate() {
            let glued = token.shape.has(Shape::GLUED);
            if glued && glued_before && token.shape.has(Shape::WORD) {
                buffer.hyphens.push(at as u32 - 1);
            }
            glued_before = glued;
            let known = self.of_class(words.word(token.word).tags, token.word);
            let c = self.candidates_of(token, known, text, capitals, &mut made);
            let mut step = Step { states: [0; WIDE], back: [0; WIDE] };
            let wide = usize::from(c.n).min(WIDE);
            if wide == 1 && n == 1 {
                // One way only: what it weighs is the same for all that follow.
                states[0] = c.tags[0].0;
                step.states[0] = states[0];
                buffer.steps.push(step);
                continue;
            }
            let mut next = [0i32; WIDE];
            for (j, (state, weight)) in c.tags[..wide].iter().enumerate() {
                let behind = |previous: u8| {
                    i32::from(self.transition[previous as usize * STATES + *state as usize])
                };
                let (mut best, mut from) = (scores[0] + behind(states[0]), 0);
                for i in 1..n {
                    let score = scores[i] + behind(states[i]);
                    if score > best {
                        (best, from) = (score, i as u8);
                    }
                }
                step.states[j] = *state;
                step.back[j] = from;
                next[j] = best + i32::from(*weight);
            }
            (states, scores, n) = (step.states, next, wide);
            buffer.steps.push(step);
        }
        let Some(mut at) = (0..n).max_by_key(|i| (scores[*i], std::cmp::Reverse(*i))) else {
            return;
        };
        let mut all = 0;
        for (token, step) in tokens.iter_mut().zip(&buffer.steps).rev() {
            token.tags = BITS[step.states[at] as usize];
            all |= token.tags;
            at = usize::from(step.back[at]);
        }
        if all & tag::AUX != 0 && all & tag::PAST != 0 {
            participles(tokens);
        }
        buffer.hyphens.iter().for_each(|hyphen| self.compound(tokens, *hyphen as usize));
    }

    /// Behind a hyphen a participle or verb makes a modifier of its word: Iran-backed, state-run.
    /// A word is glued to token `i`, which is itself glued to what stands before it.
    fn compound(&self, tokens: &mut [Token], i: usize) {
        let hyphen = i > 0
            && tokens[i].tags == tag::PUNCT
            && tokens[i].span.end - tokens[i].span.start == 1
            && tokens[i - 1].shape.has(Shape::WORD);
        if !hyphen || self.prefixes.contains(&tokens[i - 1].word) {
            return;
        }
        let verbal = tag::VERB | tag::PASTPART | tag::GERUND;
        if tokens[i + 1].tags & (verbal | tag::PREP | tag::ADV) != 0 {
            tokens[i + 1].tags = tag::ADJ;
            if tokens[i - 1].tags & (verbal | tag::ADV) != 0 {
                tokens[i - 1].tags = tag::ADJ;
            }
        }
    }
}

/// A past form behind an auxiliary is a participle, adverbs between them or not; pairs of
/// neighbours alone cannot see that far.
fn participles(tokens: &mut [Token]) {
    let mut after_auxiliary = false;
    for t in tokens {
        if t.tags & tag::AUX != 0 {
            after_auxiliary = true;
        } else if after_auxiliary && t.tags & tag::PAST != 0 {
            t.tags = tag::PASTPART;
            after_auxiliary = false;
        } else if t.tags & tag::ADV == 0 {
            after_auxiliary = false;
        }
    }
}

pub(super) fn tag_index(name: &str) -> Option<u8> {
    match name {
        "PUNCT" => Some(PUNCT),
        "START" => Some(START),
        _ => TAGS.iter().position(|(n, _)| *n == name).map(|i| i as u8),
    }
}
