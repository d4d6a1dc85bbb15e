//! From a segmented document to tokens, phrases, tags and clauses.

use crate::document::{Document, Quote, Section, Span};
use crate::lexis::tagger::{Capitals, TagBuffer};
use crate::lexis::token::{Shape, Token, WordId};
use crate::lexis::tokenizer::{RawToken, tokenize};
use crate::lexis::vocabulary::{FoldBuffer, fold};
use crate::matching::chart::Analysis;
use crate::patterns::engine::Engine;

/// Buffers reused between documents.
#[derive(Debug, Default)]
pub struct Preparer {
    fold: FoldBuffer,
    tags: TagBuffer,
}

impl Preparer {
    /// Tokenise every sentence outside boilerplate, look its words up, tag it, find phrases.
    pub fn prepare<'d>(&mut self, engine: &Engine, document: &'d Document) -> Analysis<'d> {
        let mut a = Analysis::new(document);
        a.tokens.reserve(document.text.len() / 5);
        a.sentences.reserve(document.sentences.len());
        let mut reading = Reading {
            engine,
            text: &document.text,
            fold: &mut self.fold,
            quotes: Quoted { quotes: &document.quotes },
            tokens: &mut a.tokens,
            sentence: 0,
            words: 0,
            upper: 0,
        };
        for (i, sentence) in document.sentences.iter().enumerate() {
            let first = reading.tokens.len();
            let block = document.blocks.get(sentence.block as usize);
            if block.is_none_or(|b| b.section != Section::Boilerplate) {
                reading.sentence = i as u32;
                reading.read(sentence.span);
                mark_first(&mut reading.tokens[first..]);
            }
            a.sentences.push((first as u32, reading.tokens.len() as u32));
        }
        let (words, upper) = (reading.words, reading.upper);
        a.all_caps = words > 20 && upper * 10 > words * 7;
        for block in &document.blocks {
            let (from, to) = (block.first_sentence as usize, block.end_sentence as usize);
            a.blocks.push(match a.sentences.get(from..to) {
                Some([first, .., last]) => (first.0, last.1),
                Some([only]) => *only,
                _ => (0, 0),
            });
        }
        self.analyse(engine, &mut a);
        a
    }

    fn analyse(&mut self, engine: &Engine, a: &mut Analysis<'_>) {
        let text = &a.document.text;
        a.clause.clear();
        a.clause.reserve(a.tokens.len());
        for sentence in 0..a.sentences.len() {
            let (from, to) = a.sentences[sentence];
            let (from, to) = (from as usize, to as usize);
            let capitals = if a.all_caps {
                Capitals::All
            } else if headline(&a.tokens[from..to]) {
                Capitals::Headline
            } else {
                Capitals::Names
            };
            let tokens = &mut a.tokens[from..to];
            engine.tagger.tag(&engine.words, tokens, text, capitals, &mut self.tags);
            if a.all_caps {
                // Where everything is in capitals they mark neither names nor acronyms.
                for t in tokens {
                    t.shape.0 &= !Shape::UPPER;
                }
            }
            phrases_and_clauses(engine, a, from, to);
        }
        a.file_phrases();
        a.reset_mentions();
    }
}

/// Bytes of an amount behind a currency's code that are looked at.
const LONGEST_AMOUNT: usize = 64;

/// A document's tokens while they are read.
struct Reading<'r> {
    engine: &'r Engine,
    text: &'r str,
    fold: &'r mut FoldBuffer,
    quotes: Quoted<'r>,
    tokens: &'r mut Vec<Token>,
    /// The sentence that is read.
    sentence: u32,
    /// Words of several letters so far, and those of them in capitals.
    words: usize,
    upper: usize,
}

impl Reading<'_> {
    fn read(&mut self, sentence: Span) {
        let text = self.text;
        // What lies before this has been read.
        let mut done = 0;
        tokenize(text, sentence.start as usize, sentence.end as usize, |raw| {
            if raw.span.start < done {
                return;
            }
            if raw.plain {
                let range = (raw.span.start as usize, raw.span.end as usize);
                let lower = raw.shape.has(Shape::LOWER);
                let engine = self.engine;
                let word = engine.vocabulary.find_plain(&engine.words, text, range, lower);
                self.push(raw, word);
                return;
            }
            let Some(cut) = code_before_number(self.engine, text, &raw, self.tokens) else {
                self.look_up(raw);
                return;
            };
            let span = Span::new(raw.span.start as usize, cut);
            self.look_up(RawToken { span, ..raw });
            // The number may go on behind a comma: `RM5,000`.
            let mut to = raw.span.end as usize;
            let mut near = (cut + LONGEST_AMOUNT).min(sentence.end as usize);
            while !text.is_char_boundary(near) {
                near -= 1;
            }
            let mut first = true;
            tokenize(text, cut, near.max(to), |number| {
                if std::mem::take(&mut first) {
                    to = to.max(number.span.end as usize);
                }
            });
            done = to as u32;
            tokenize(text, cut, to, |mut rest| {
                rest.shape.0 |= Shape::GLUED;
                self.look_up(rest);
            });
        });
    }

    fn look_up(&mut self, raw: RawToken) {
        let range = (raw.span.start as usize, raw.span.end as usize);
        let engine = self.engine;
        let word = engine.vocabulary.find_among(&engine.words, self.text, range, self.fold);
        self.push(raw, word);
    }

    #[inline]
    fn push(&mut self, raw: RawToken, word: WordId) {
        let mut shape = raw.shape;
        if shape.has(Shape::WORD) && raw.span.end - raw.span.start > 1 {
            self.words += 1;
            self.upper += usize::from(shape.has(Shape::UPPER));
        }
        if self.quotes.hold(raw.span.start) {
            shape.0 |= Shape::QUOTED;
        }
        let class = self.engine.words.word(word).class;
        let sentence = self.sentence;
        self.tokens.push(Token { span: raw.span, word, shape, tags: 0, sentence, class });
    }
}

/// The quotations not yet passed.
struct Quoted<'q> {
    quotes: &'q [Quote],
}

impl Quoted<'_> {
    /// Is a place in a quotation with double marks? Places come in text order.
    #[inline]
    fn hold(&mut self, at: u32) -> bool {
        while let [first, rest @ ..] = self.quotes {
            if first.span.end > at {
                return first.span.start <= at && !first.single;
            }
            self.quotes = rest;
        }
        false
    }
}

/// Where a number begins in a word that is a currency's code with its amount: `USD10m`, `Rs500`,
/// `R5 million`, and what follows a sign (`$US113`). Other words of letters and digits (`G20`) stay
/// whole.
fn code_before_number(
    engine: &Engine,
    text: &str,
    raw: &RawToken,
    before: &[Token],
) -> Option<usize> {
    let word = raw.span.of(text);
    if !raw.shape.has(Shape::CAP) || word.is_ascii() && !word.as_bytes()[0].is_ascii_uppercase() {
        return None;
    }
    let cut = word.bytes().position(|b| b.is_ascii_digit())?;
    let code = word.get(..cut)?;
    let letters = code.strip_suffix('.').unwrap_or(code);
    if !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    let sign = raw.shape.has(Shape::GLUED)
        && before.last().is_some_and(|t| matches!(t.span.of(text), "$" | "€" | "£" | "¥"));
    let known = |lexicon: &str| {
        let lexicon = engine.lexicons.id(lexicon)?;
        let word = engine.vocabulary.get(fold(letters, &mut FoldBuffer::default()));
        let span = Span { start: raw.span.start, end: raw.span.start + letters.len() as u32 };
        let token = Token { span, word, shape: raw.shape, ..Token::default() };
        engine.lexicons.has(lexicon, &token, text).then_some(())
    };
    let cut = raw.span.start as usize + cut;
    let amount = || is_amount(engine, &text[cut..]).then(|| known("currency-letter")).flatten();
    (sign && letters.bytes().all(|b| b.is_ascii_uppercase())
        || known("currency-sign").is_some()
        || letters.len() == 1 && amount().is_some())
    .then_some(cut)
}

/// Digits that can only be an amount, since they are grouped, have cents, or go on with a number
/// word: `5,000`, `14.50`, `5 million`, `5bn`.
fn is_amount(engine: &Engine, text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits_in = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let mut rest = match rest.as_bytes().first() {
        Some(b',') if digits_in(&rest[1..]) == 3 => return true,
        Some(b'.') if digits_in(&rest[1..]) == 2 => return true,
        Some(b'.') => &rest[1 + digits_in(&rest[1..])..],
        _ => rest,
    };
    rest = rest.strip_prefix([' ', '-']).unwrap_or(rest);
    let to = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let mut buffer = FoldBuffer::default();
    let word = engine.vocabulary.get(fold(&rest[..to], &mut buffer));
    to > 0
        && word != WordId::UNKNOWN
        && engine.lexicons.id("magnitude-word").is_some_and(|l| engine.lexicons.has_word(l, word))
}

/// A short sentence in which every longer word has a capital, as headlines are set.
fn headline(tokens: &[Token]) -> bool {
    if tokens.len() > 30 {
        return false;
    }
    let (mut words, mut capitals) = (0, 0);
    for t in tokens {
        if t.shape.has(Shape::WORD) && t.span.end - t.span.start > 3 && !t.shape.has(Shape::GLUED) {
            words += 1;
            capitals += u32::from(t.shape.has(Shape::CAP));
        }
    }
    words >= 4 && capitals + capitals / 8 >= words
}

/// The first word of a sentence; marks and quotation marks before it do not count.
fn mark_first(tokens: &mut [Token]) {
    if let Some(t) = tokens.iter_mut().find(|t| !t.shape.has(Shape::PUNCT)) {
        t.shape.0 |= Shape::FIRST;
    }
}

/// The phrases of lexicons that begin in a sentence, and its clauses: they begin with the marks of
/// lexicon `clause-break`, and behind a mark with the words of `clause-start`.
fn phrases_and_clauses(engine: &Engine, a: &mut Analysis<'_>, from: usize, to: usize) {
    let text = &a.document.text;
    let mut clause = from as u32;
    let mut behind_mark = false;
    let Some(mut token) = a.tokens[from..to].first() else { return };
    let mut word = engine.words.word(token.word);
    for t in from..to {
        if word.begins_clause(behind_mark) {
            clause = t as u32;
        }
        a.clause.push(clause);
        behind_mark = token.shape.has(Shape::PUNCT);
        let Some(next) = a.tokens[..to].get(t + 1) else { break };
        let next_word = engine.words.word(next.word);
        if word.may_begin_phrase(next_word, next.word) {
            engine.lexicons.phrases_from(word, &a.tokens, t, to, text, &mut a.phrases);
        }
        (token, word) = (next, next_word);
    }
}
