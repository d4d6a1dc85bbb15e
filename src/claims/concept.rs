//! What a quantity is said about: the content words of its phrase and of its clause's subject.
//!
//! Three places are read, nearest first: the noun phrase behind the quantity ("60 % *of its
//! revenue*", "a 25 % *duty*"), the noun before it ("an *interest rate* of 1.4 %"), and the subject
//! of the nearest verb before it ("*Revenue* rose to $7 bn"). A count takes no noun behind it, since
//! that noun is its unit. Function words come from the lexicons `concept-left`, `concept-right`
//! (prepositions that tie a noun to the quantity), `concept-relative` (relative pronouns) and
//! `concept-skip` (words that say nothing).

use smol_str::SmolStr;

use crate::claims::names::{Kind, Lex, Part};
use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, Token, tag};
use crate::matching::mention::Mention;

const NOMINAL: u32 = tag::NOUN | tag::NAME | tag::ADJ;
const HEAD: u32 = tag::NOUN | tag::NAME;
const VERBAL: u32 = tag::VERB | tag::AUX | tag::MODAL;

/// Words of a quantity's concept, in the order they are found.
pub(crate) struct Concepts<'r, 'a, 'd> {
    reader: &'r Reader<'a, 'd>,
    covered: Vec<bool>,
}

impl<'r, 'a, 'd> Concepts<'r, 'a, 'd> {
    /// Looks the lexicons up and marks the tokens that belong to times and quantities.
    pub(crate) fn new(reader: &'r Reader<'a, 'd>) -> Self {
        let mut covered = vec![false; reader.analysis.tokens.len()];
        for kind in [Kind::Time, Kind::Quantity] {
            for (_, m) in reader.mentions(kind) {
                covered[m.start as usize..m.end as usize].fill(true);
                // What is counted may be what another quantity is about.
                for slot in reader.slots(m, Part::Counted) {
                    covered[slot.start as usize..slot.end as usize].fill(false);
                }
            }
        }
        Self { reader, covered }
    }

    /// Is the quantity `next` another form of the one before it: `8 miles (13 km)`, `190 points,
    /// or 0.6 %`? Then it is about the same.
    pub(crate) fn restates(&self, before: &Mention, next: &Mention) -> bool {
        let gap = next.start.saturating_sub(before.end);
        if next.start < before.end || gap > 2 || gap == 0 {
            return false;
        }
        let first = self.sign(before.end);
        first == '(' || (gap == 2 && first == ',' && self.has(before.end + 1, tag::CONJ))
    }

    /// The concept of a `quantity` mention.
    pub(crate) fn of(&self, mention: &Mention) -> Vec<SmolStr> {
        let (from, to) = self.reader.sentence_range(mention.start);
        let counted = self.reader.slot(mention, Part::Counted).is_some();
        let mut words = Words::default();
        let tied_behind = mention.end < to
            && self.lex(mention.end, Lex::ConceptLeft)
            && self.lex(mention.end, Lex::ConceptRight);
        if !counted || tied_behind {
            self.behind(mention.end, to, &mut words);
        }
        let before = self.noun_before(mention.start, from);
        if let Some(i) = before {
            self.nominal_left(i, from, &mut words);
        }
        self.subject(mention.start, from, before.is_some(), &mut words);
        words.list
    }

    fn token(&self, i: u32) -> &Token {
        &self.reader.analysis.tokens[i as usize]
    }

    fn has(&self, i: u32, tags: u32) -> bool {
        self.token(i).tags & tags != 0
    }

    fn lex(&self, i: u32, lexicon: Lex) -> bool {
        self.reader.word_in(i, lexicon)
    }

    fn sign(&self, i: u32) -> char {
        self.reader.sign(i)
    }

    fn text(&self, i: u32) -> &'d str {
        self.reader.analysis.word(i)
    }

    fn glued(&self, i: u32) -> bool {
        self.token(i).shape.has(Shape::GLUED)
    }

    fn free(&self, i: u32) -> bool {
        !self.covered[i as usize]
    }

    fn nominal(&self, i: u32) -> bool {
        self.free(i) && self.has(i, NOMINAL) && !self.lex(i, Lex::ConceptSkip)
    }

    fn head(&self, i: u32) -> bool {
        self.free(i) && self.has(i, HEAD)
    }

    fn push(&self, i: u32, words: &mut Words) {
        if self.nominal(i) || self.free(i) && self.has(i, tag::GERUND | tag::PASTPART) {
            words.add(self.chunk(i));
        }
    }

    /// The word at `i` with what is tied to it by hyphens, slashes and ampersands: `co-op`, `S&P`.
    fn chunk(&self, i: u32) -> &'d str {
        let tokens = &self.reader.analysis.tokens;
        let tie = |t: u32| matches!(self.sign(t), '-' | '‐' | '/' | '&');
        let (mut a, mut b) = (i, i);
        while a >= 2 && self.glued(a) && tie(a - 1) && self.glued(a - 1) {
            a -= 2;
        }
        while (b as usize) + 2 < tokens.len()
            && self.glued(b + 1)
            && tie(b + 1)
            && self.glued(b + 2)
        {
            b += 2;
        }
        let (start, end) = (tokens[a as usize].span.start, tokens[b as usize].span.end);
        self.reader.analysis.document.text.get(start as usize..end as usize).unwrap_or("")
    }

    /// `of its revenue from advertising`, `improvement in its margins` behind the quantity.
    fn behind(&self, start: u32, to: u32, words: &mut Words) {
        let mut i = start;
        for phrase in 0..3 {
            if i < to && self.lex(i, Lex::ConceptRight) {
                i += 1;
            } else if phrase > 0 {
                return;
            }
            // An amount inside the phrase says nothing of its own: "for an 8.5 kW system".
            while i < to
                && (self.has(i, tag::DET | tag::POSS | tag::ADV) || (!self.free(i) && i > start))
            {
                i += 1;
            }
            let head = i;
            while i < to && (self.inside(i, head) || self.hyphen(i)) {
                i += 1;
            }
            if i == head || !(head..i).any(|t| self.has(t, HEAD)) {
                return;
            }
            for t in head..i {
                self.push(t, words);
            }
        }
    }

    /// May token `i` stand inside a noun phrase that began at `head`?
    fn inside(&self, i: u32, head: u32) -> bool {
        let participle = self.has(i, tag::GERUND | tag::PASTPART) && i == head;
        self.free(i) && (self.has(i, NOMINAL) || participle)
    }

    fn hyphen(&self, i: u32) -> bool {
        self.glued(i) && self.sign(i) == '-'
    }

    /// The noun that a link word or a mark ties to the quantity from before: `rate of`, `price:`,
    /// and the name before an age (`Maddon, 66,`).
    fn noun_before(&self, start: u32, from: u32) -> Option<u32> {
        let mut i = start.checked_sub(1).filter(|i| *i >= from)?;
        while i > from
            && (self.has(i, tag::DET | tag::ADV) || matches!(self.sign(i), '+' | '~' | '"'))
        {
            i -= 1;
        }
        let mark = matches!(self.sign(i), ':' | '(' | '—' | '-' | ',');
        if mark || self.lex(i, Lex::ConceptLeft) {
            i = i.checked_sub(1).filter(|i| *i >= from)?;
        }
        // "S&P 500 +0.3 %": the number is part of the name.
        if self.token(i).shape.has(Shape::DIGITS) && i > from && self.has(i - 1, tag::NAME) {
            i -= 1;
        }
        self.head(i).then_some(i)
    }

    /// Words of the noun phrase that ends at `last`, and of what its prepositions tie to it on the
    /// left: `shares of the retail giant`.
    fn nominal_left(&self, last: u32, from: u32, words: &mut Words) {
        let mut i = last;
        for _ in 0..4 {
            let end = i;
            let mut start = i;
            while start > from && self.free(start - 1) && self.extends_left(start - 1, from) {
                start -= 1;
            }
            for t in start..=end {
                self.push(t, words);
            }
            let mut before = start;
            while before > from && self.has(before - 1, tag::DET | tag::POSS) {
                before -= 1;
            }
            let linked = before > from + 1
                && self.lex(before - 1, Lex::ConceptRight)
                && self.head(before - 2);
            if !linked {
                return;
            }
            i = before - 2;
        }
    }

    /// Is token `t` part of the noun phrase that stands right of it?
    fn extends_left(&self, t: u32, from: u32) -> bool {
        self.has(t, NOMINAL | tag::POSS | tag::NUM)
            || self.hyphen(t)
            || self.sign(t) == '&'
            || matches!(self.text(t), "'s" | "’s")
            || (self.has(t, tag::PASTPART | tag::GERUND) && t > from && self.has(t - 1, tag::DET))
    }

    /// The subject of the nearest verb before the quantity that has one.
    fn subject(&self, start: u32, from: u32, tied: bool, words: &mut Words) {
        let mut i = start;
        let mut verb = false;
        while i > from {
            i -= 1;
            // A participle behind a noun is a verb, too: "a mirror starting at $40".
            let participle =
                self.has(i, tag::GERUND | tag::PASTPART) && i > from && self.has(i - 1, HEAD);
            if !self.has(i, VERBAL) && !participle {
                continue;
            }
            verb = true;
            // To the left end of the verb group.
            let mut g = i;
            while g > from && self.has(g - 1, VERBAL | tag::ADV | tag::TO | tag::PASTPART) {
                g -= 1;
            }
            let Some(before) = g.checked_sub(1).filter(|b| *b >= from) else { return };
            let mut before = self.past_insertion(before, from);
            if self.lex(before, Lex::ConceptRelative) {
                // A relative pronoun stands for the noun before it.
                let Some(b) = before.checked_sub(1).filter(|b| *b >= from) else { return };
                before = self.past_insertion(b, from);
            } else if self.has(before, tag::PRON) {
                return;
            }
            if self.token(before).shape.has(Shape::DIGITS)
                && before > from
                && self.has(before - 1, tag::NAME)
            {
                before -= 1;
            }
            if self.head(before) {
                self.nominal_left(before, from, words);
                return;
            }
            if self.free(before) && self.has(before, tag::GERUND) {
                self.push(before, words);
                return;
            }
            i = g;
        }
        if !verb && !tied && words.list.is_empty() {
            // No verb: a headline or a table row; its first noun phrase is what it is about.
            let first = (from..start).find(|t| self.nominal(*t));
            let last = first.map(|f| (f..start).take_while(|t| self.nominal(*t)).last());
            if let Some(Some(last)) = last {
                self.nominal_left(last, from, words);
            }
        }
    }

    /// From the token before a verb to the left over what stands between the verb and its subject:
    /// times ("revenue in the third quarter"), brackets, insertions between two commas.
    fn past_insertion(&self, start: u32, from: u32) -> u32 {
        let mut i = start;
        let mut time = false;
        while i > from {
            let sign = self.sign(i);
            if !self.free(i) {
                time = true;
            } else if sign == ')' {
                match (from..i).rev().find(|t| self.sign(*t) == '(') {
                    Some(open) => i = open,
                    None => return i,
                }
            } else if sign == ',' {
                let other = (from..i).rev().find(|t| self.sign(*t) == ',');
                if let Some(comma) = other.filter(|c| *c > from && self.head(*c - 1)) {
                    return comma - 1;
                }
            } else if !(matches!(sign, '—' | '–' | ';')
                || time && self.has(i, tag::DET | tag::PREP | tag::ADV))
            {
                return i;
            }
            if i == from {
                break;
            }
            i -= 1;
        }
        i
    }
}

#[derive(Default)]
struct Words {
    list: Vec<SmolStr>,
}

impl Words {
    fn add(&mut self, word: &str) {
        if !self.list.iter().any(|w| w == word) {
            self.list.push(word.into());
        }
    }
}
