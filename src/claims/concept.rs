//! What a quantity is said about: the content words of its phrase and of its clause's subject.
//!
//! Three places are read, nearest first: the noun phrase behind the quantity ("60 % *of its
//! revenue*", "a 25 % *duty*"), the noun before it ("an *interest rate* of 1.4 %"), and the subject
//! of the nearest verb before it ("*Revenue* rose to $7 bn"). A count takes no noun behind it, since
//! that noun is its unit. Function words come from the lexicons `concept-left`, `concept-right`
//! (prepositions that tie a noun to the quantity) and `concept-skip` (words that say nothing).

use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, Token, tag};
use crate::matching::mention::Mention;

const NOMINAL: u32 = tag::NOUN | tag::NAME | tag::ADJ;
const VERBAL: u32 = tag::VERB | tag::AUX | tag::MODAL;

/// Words of a quantity's concept, in the order they are found.
pub(crate) struct Concepts<'r, 'a, 'd> {
    reader: &'r Reader<'a, 'd>,
    left: Option<u16>,
    right: Option<u16>,
    skip: Option<u16>,
    covered: Vec<bool>,
}

impl<'r, 'a, 'd> Concepts<'r, 'a, 'd> {
    /// Looks the lexicons up and marks the tokens that belong to times and quantities.
    pub(crate) fn new(reader: &'r Reader<'a, 'd>) -> Self {
        let lexicons = &reader.engine.lexicons;
        let mut covered = vec![false; reader.analysis.tokens.len()];
        for kind in ["time", "quantity"] {
            for (_, m) in reader.mentions(kind) {
                for t in m.start..m.end {
                    covered[t as usize] = true;
                }
            }
        }
        Self {
            reader,
            left: lexicons.id("concept-left"),
            right: lexicons.id("concept-right"),
            skip: lexicons.id("concept-skip"),
            covered,
        }
    }

    /// The concept of a `quantity` mention.
    pub(crate) fn of(&self, mention: &Mention) -> Vec<String> {
        let (from, to) = self.reader.sentence_range(mention.start);
        let counted = self.reader.slot(mention, "counted").is_some();
        let mut words = Words::default();
        let mut tied = false;
        if !counted {
            self.behind(mention.end, to, &mut words);
        }
        if let Some(i) = self.noun_before(mention.start, from) {
            self.nominal_left(i, from, &mut words);
            tied = true;
        }
        self.subject(mention.start, from, tied, &mut words);
        words.list
    }

    fn token(&self, i: u32) -> &Token {
        &self.reader.analysis.tokens[i as usize]
    }

    fn has(&self, i: u32, tags: u32) -> bool {
        self.token(i).tags & tags != 0
    }

    fn lex(&self, i: u32, lexicon: Option<u16>) -> bool {
        lexicon.is_some_and(|l| self.reader.engine.lexicons.has_word(l, self.token(i).word))
    }

    fn text(&self, i: u32) -> &'d str {
        self.reader.analysis.word(i)
    }

    fn nominal(&self, i: u32) -> bool {
        !self.covered[i as usize] && self.has(i, NOMINAL) && !self.lex(i, self.skip)
    }

    fn push(&self, i: u32, words: &mut Words) {
        if self.nominal(i) || self.has(i, tag::GERUND | tag::PASTPART) && !self.covered[i as usize]
        {
            words.add(self.text(i));
        }
    }

    /// `of its revenue from advertising`, `improvement in its margins` behind the quantity.
    fn behind(&self, start: u32, to: u32, words: &mut Words) {
        let mut i = start;
        let mut phrases = 0;
        while i < to && phrases < 3 {
            let first = i;
            if i > start || self.lex(i, self.right) {
                if i < to && self.lex(i, self.right) {
                    i += 1;
                } else {
                    return;
                }
            }
            while i < to && self.has(i, tag::DET | tag::POSS | tag::ADV) {
                i += 1;
            }
            let head = i;
            while i < to && (self.inside(i, head) || self.hyphen(i)) {
                i += 1;
            }
            if i == head || !(head..i).any(|t| self.has(t, tag::NOUN | tag::NAME)) {
                return;
            }
            for t in head..i {
                self.push(t, words);
            }
            phrases += 1;
            if i == first {
                return;
            }
        }
    }

    /// May token `i` stand inside a noun phrase that began at `head`?
    fn inside(&self, i: u32, head: u32) -> bool {
        let participle = self.has(i, tag::GERUND | tag::PASTPART) && i == head;
        !self.covered[i as usize] && (self.has(i, NOMINAL) || participle)
    }

    fn hyphen(&self, i: u32) -> bool {
        self.token(i).shape.has(Shape::GLUED) && self.text(i) == "-"
    }

    /// The noun that a link word ties to the quantity from before: `rate of`, `price:`.
    fn noun_before(&self, start: u32, from: u32) -> Option<u32> {
        let mut i = start.checked_sub(1).filter(|i| *i >= from)?;
        while self.has(i, tag::DET | tag::ADV) && i > from {
            i -= 1;
        }
        let mark = self.has(i, tag::PUNCT) && matches!(self.text(i), ":" | "(" | "—" | "-");
        if mark || self.lex(i, self.left) {
            i = i.checked_sub(1).filter(|i| *i >= from)?;
            return self
                .has(i, tag::NOUN | tag::NAME)
                .then_some(i)
                .filter(|i| !self.covered[*i as usize]);
        }
        let near = self.has(i, tag::NOUN | tag::NAME) && !self.covered[i as usize];
        near.then_some(i)
    }

    /// Words of the noun phrase that ends at `last`, and of what its prepositions tie to it on the
    /// left: `shares of the retail giant`.
    fn nominal_left(&self, last: u32, from: u32, words: &mut Words) -> u32 {
        let mut i = last;
        for _ in 0..4 {
            let end = i;
            let mut start = i;
            loop {
                let more = start > from && {
                    let t = start - 1;
                    self.has(t, NOMINAL | tag::POSS | tag::NUM)
                        || self.hyphen(t)
                        || matches!(self.text(t), "&" | "'s" | "’s")
                        || (self.has(t, tag::PASTPART | tag::GERUND)
                            && t > from
                            && self.has(t - 1, tag::DET))
                };
                if !more || self.covered[start as usize - 1] {
                    break;
                }
                start -= 1;
            }
            for t in start..=end {
                self.push(t, words);
            }
            let mut before = start;
            while before > from && self.has(before - 1, tag::DET | tag::POSS) {
                before -= 1;
            }
            let linked = before > from + 1 && self.lex(before - 1, self.right) && {
                let t = before - 2;
                self.has(t, tag::NOUN | tag::NAME) && !self.covered[t as usize]
            };
            if !linked {
                return before;
            }
            i = before - 2;
        }
        i
    }

    /// The subject of the nearest verb before the quantity that has one.
    fn subject(&self, start: u32, from: u32, tied: bool, words: &mut Words) {
        let mut i = start;
        let mut verb = false;
        while i > from {
            i -= 1;
            if !self.has(i, VERBAL) {
                continue;
            }
            verb = true;
            // To the left end of the verb group.
            let mut g = i;
            while g > from && self.has(g - 1, VERBAL | tag::ADV | tag::TO | tag::PASTPART) {
                g -= 1;
            }
            let Some(mut before) = g.checked_sub(1).filter(|b| *b >= from) else { return };
            // Marks and times between the subject and its verb: "revenue in the third quarter rose".
            while before > from
                && (matches!(self.text(before), "," | ")" | "—" | "–" | ";")
                    || self.covered[before as usize]
                    || (self.lex(before, self.left) && self.covered[before as usize + 1]))
            {
                before -= 1;
            }
            if self.has(before, tag::PRON) {
                // A relative pronoun stands for the noun before it; another pronoun says nothing.
                let relative = before > from && self.has(before - 1, tag::NOUN | tag::NAME);
                if !relative {
                    return;
                }
                before -= 1;
            }
            if self.has(before, tag::NOUN | tag::NAME) && !self.covered[before as usize] {
                self.nominal_left(before, from, words);
                return;
            }
            i = g;
        }
        if !verb && !tied && words.list.is_empty() {
            // No verb: a headline or a table row; its first noun phrase is what it is about.
            let mut t = from;
            while t < start && !self.nominal(t) {
                t += 1;
            }
            let mut last = None;
            while t < start && self.nominal(t) {
                last = Some(t);
                t += 1;
            }
            if let Some(last) = last {
                self.nominal_left(last, from, words);
            }
        }
    }
}

#[derive(Default)]
struct Words {
    list: Vec<String>,
}

impl Words {
    fn add(&mut self, word: &str) {
        if !self.list.iter().any(|w| w == word) {
            self.list.push(word.to_owned());
        }
    }
}
