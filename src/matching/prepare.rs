//! From a segmented document to tokens, phrases, tags and clauses.

use crate::document::{Document, Section, Span};
use crate::lexis::tagger::{Capitals, TagBuffer};
use crate::lexis::token::{Shape, Token};
use crate::lexis::tokenizer::{RawToken, tokenize};
use crate::lexis::vocabulary::{FoldBuffer, fold};
use crate::matching::chart::Analysis;
use crate::matching::engine::Engine;

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
        let mut quotes = document.quotes.iter().peekable();
        let (mut upper, mut words) = (0usize, 0usize);
        for (i, sentence) in document.sentences.iter().enumerate() {
            let first = a.tokens.len() as u32;
            let boiler = document
                .blocks
                .get(sentence.block as usize)
                .is_some_and(|b| b.section == Section::Boilerplate);
            if !boiler {
                let (from, to) = (sentence.span.start as usize, sentence.span.end as usize);
                let fold_buffer = &mut self.fold;
                let tokens = &mut a.tokens;
                let mut push = |raw: RawToken, tokens: &mut Vec<Token>| {
                    let (start, end) = (raw.span.start as usize, raw.span.end as usize);
                    let word = engine.vocabulary.find(&document.text, start, end, fold_buffer);
                    let mut shape = raw.shape;
                    if shape.has(Shape::WORD) && raw.span.end - raw.span.start > 1 {
                        words += 1;
                        upper += usize::from(shape.has(Shape::UPPER));
                    }
                    while quotes.peek().is_some_and(|q| q.span.end <= raw.span.start) {
                        quotes.next();
                    }
                    if quotes.peek().is_some_and(|q| q.span.start <= raw.span.start && !q.single) {
                        shape.0 |= Shape::QUOTED;
                    }
                    let class = engine.word_sets.class(word);
                    let sentence = i as u32;
                    tokens.push(Token { span: raw.span, word, shape, tags: 0, sentence, class });
                };
                tokenize(&document.text, from, to, |raw| {
                    let Some(cut) = code_before_number(engine, &document.text, &raw, tokens) else {
                        push(raw, tokens);
                        return;
                    };
                    let (start, end) = (raw.span.start as usize, raw.span.end as usize);
                    let span = Span::new(start, cut);
                    push(RawToken { span, ..raw }, tokens);
                    tokenize(&document.text, cut, end, |mut rest| {
                        rest.shape.0 |= Shape::GLUED;
                        push(rest, tokens);
                    });
                });
                mark_first(&mut a.tokens[first as usize..]);
            }
            a.sentences.push((first, a.tokens.len() as u32));
        }
        for block in &document.blocks {
            let range =
                document.sentences.get(block.first_sentence as usize..block.end_sentence as usize);
            let (from, to) = (block.first_sentence as usize, block.end_sentence as usize);
            let empty = range.is_none_or(<[_]>::is_empty);
            a.blocks.push(if empty {
                (0, 0)
            } else {
                (a.sentences[from].0, a.sentences[to - 1].1)
            });
        }
        a.all_caps = words > 20 && upper * 10 > words * 7;
        self.analyse(engine, &mut a);
        a
    }

    fn analyse(&mut self, engine: &Engine, a: &mut Analysis<'_>) {
        let text = &a.document.text;
        for &(from, to) in &a.sentences {
            let (from, to) = (from as usize, to as usize);
            let capitals = if a.all_caps {
                Capitals::All
            } else if headline(&a.tokens[from..to]) {
                Capitals::Headline
            } else {
                Capitals::Names
            };
            engine.tagger.tag(&mut a.tokens[from..to], text, capitals, &mut self.tags);
            if a.all_caps {
                // Where everything is in capitals they mark neither names nor acronyms.
                for t in &mut a.tokens[from..to] {
                    t.shape.0 &= !Shape::UPPER;
                }
            }
            for t in from..to {
                engine.lexicons.phrases_at(&a.tokens, t, to, text, &mut a.phrases);
            }
        }
        a.file_phrases();
        clauses(engine, a);
        a.reset_mentions();
    }
}

/// Where a number begins in a word that is a currency's code with its amount: `USD10m`, `RM79`,
/// and what follows a sign (`$US113`). Other words of letters and digits (`G20`) stay whole.
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
    let code = word.get(..cut).filter(|c| c.bytes().all(|b| b.is_ascii_uppercase()))?;
    let sign = raw.shape.has(Shape::GLUED)
        && before.last().is_some_and(|t| matches!(t.span.of(text), "$" | "€" | "£" | "¥"));
    let mut buffer = FoldBuffer::default();
    let mut known = || {
        let lexicon = engine.lexicons.id("currency-sign")?;
        let word = engine.vocabulary.get(fold(code, &mut buffer));
        let span = Span { start: raw.span.start, end: raw.span.start + cut as u32 };
        let token = Token { span, word, shape: raw.shape, ..Token::default() };
        engine.lexicons.has(lexicon, &token, text).then_some(())
    };
    (sign || known().is_some()).then_some(raw.span.start as usize + cut)
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

/// Clause boundaries: the marks of lexicon `clause-break`, and the words of `clause-start` behind
/// a comma.
fn clauses(engine: &Engine, a: &mut Analysis<'_>) {
    let breaks = engine.lexicons.id("clause-break");
    let starts = engine.lexicons.id("clause-start");
    a.clause.clear();
    a.clause.resize(a.tokens.len(), 0);
    for &(from, to) in &a.sentences {
        let mut current = from;
        for t in from..to {
            let token = &a.tokens[t as usize];
            let is = |lex: Option<u16>, token: &Token| {
                lex.is_some_and(|l| engine.lexicons.has_word(l, token.word))
            };
            let after_mark = t > from && a.tokens[t as usize - 1].shape.has(Shape::PUNCT);
            if is(breaks, token) || (after_mark && is(starts, token)) {
                current = t;
            }
            a.clause[t as usize] = current;
        }
    }
}
