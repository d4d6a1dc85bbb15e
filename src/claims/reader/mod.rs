//! A document as the record builders see it.

mod lexicons;
mod mentions;

use std::cell::RefCell;

use sha2::{Digest, Sha256};
use smol_str::SmolStr;

use super::groups::Groups;
use super::names::{Names, Set};
use crate::document::CodePoints;
use crate::lexis::token::Token;
use crate::matching::chart::Analysis;
use crate::matching::mention::Mention;
use crate::patterns::engine::Engine;
use crate::record::{Evidence, Field, RuleRef, Via};
use crate::values::time::TimeNames;

/// Look-ups over an analysed document.
pub(super) struct Reader<'a, 'd> {
    /// The engine whose rules found the mentions.
    pub(super) engine: &'a Engine,
    /// The analysed document.
    pub(super) analysis: &'a Analysis<'d>,
    /// Which groups the tokens are in.
    pub(super) groups: Groups,
    names: &'a Names,
    points: CodePoints,
    sha256: String,
    /// Room for an id in the making: all begin with the same digits of the hash.
    id: RefCell<String>,
    /// For each token the lexicons that its word is in, whatever its case.
    sets: Vec<Set>,
    /// For each token its only character; of a token of several characters, none.
    signs: Vec<char>,
}

/// Digits of the document's hash in an id.
const ID_HASH: usize = 16;

/// What no token is.
const NO_SIGN: char = '\0';

impl<'a, 'd> Reader<'a, 'd> {
    /// Hashes the text and counts its code points once.
    pub(super) fn new(engine: &'a Engine, names: &'a Names, analysis: &'a Analysis<'d>) -> Self {
        let text = &analysis.document.text;
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        let sha256: String = hash.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect();
        Self {
            engine,
            analysis,
            groups: Groups::new(names, analysis),
            names,
            points: CodePoints::new(text),
            id: RefCell::new(sha256[..ID_HASH].to_owned()),
            sha256,
            sets: analysis
                .tokens
                .iter()
                .map(|t| names.of_row(engine.lexicons.row_of(t.word)))
                .collect(),
            signs: analysis.tokens.iter().map(|t| only_char(t, text)).collect(),
        }
    }

    /// SHA-256 of the document's text, in hexadecimal.
    pub(super) fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Code point offset of a byte offset.
    pub(super) fn code_point(&self, byte: u32) -> u32 {
        self.points.at(&self.analysis.document.text, byte)
    }

    /// Evidence for a byte range.
    pub(super) fn bytes(&self, start: u32, end: u32) -> Evidence {
        let text = &self.analysis.document.text;
        Evidence {
            start: self.code_point(start),
            end: self.code_point(end),
            text: text.get(start as usize..end as usize).unwrap_or_default().into(),
        }
    }

    /// Evidence for tokens `start..end`; empty for an empty range.
    pub(super) fn evidence(&self, start: u32, end: u32) -> Evidence {
        let tokens = &self.analysis.tokens;
        if start >= end || end as usize > tokens.len() {
            return Evidence::default();
        }
        self.bytes(tokens[start as usize].span.start, tokens[end as usize - 1].span.end)
    }

    /// A field whose value is its words.
    pub(super) fn field(&self, start: u32, end: u32, via: Via) -> Field {
        Field { evidence: self.evidence(start, end), norm: None, entity: None, via }
    }

    /// Code points of tokens `start..end`; none for an empty range, as in their evidence.
    pub(super) fn points(&self, start: u32, end: u32) -> (u32, u32) {
        let tokens = &self.analysis.tokens;
        if start >= end || end as usize > tokens.len() {
            return (0, 0);
        }
        let (first, last) = (tokens[start as usize].span, tokens[end as usize - 1].span);
        (self.code_point(first.start), self.code_point(last.end))
    }

    /// Stable id: document hash, kind and span, so that another rule or document renames nothing.
    pub(super) fn id(&self, kind: &str, (start, end): (u32, u32)) -> SmolStr {
        let mut id = self.id.borrow_mut();
        id.truncate(ID_HASH);
        id.push('-');
        id.push_str(kind);
        for number in [start, end] {
            id.push('-');
            push_digits(number, &mut id);
        }
        SmolStr::new(&*id)
    }

    /// The sentence a token stands in, as evidence.
    pub(super) fn sentence(&self, token: u32) -> Evidence {
        let s = self.analysis.tokens[token as usize].sentence as usize;
        let span = self.analysis.document.sentences[s].span;
        self.bytes(span.start, span.end)
    }

    /// Token range of the sentence a token stands in; of the last sentence behind the last token.
    pub(super) fn sentence_range(&self, token: u32) -> (u32, u32) {
        let tokens = &self.analysis.tokens;
        let token = tokens.get(token as usize).or(tokens.last());
        token.map_or((0, 0), |t| self.analysis.sentences[t.sentence as usize])
    }

    /// Index of the block a token stands in.
    pub(super) fn block(&self, token: u32) -> u32 {
        let s = self.analysis.tokens[token as usize].sentence as usize;
        self.analysis.document.sentences[s].block
    }

    /// The rule that made a mention.
    pub(super) fn rule(&self, mention: &Mention) -> RuleRef {
        self.engine
            .rules
            .get(mention.rule as usize)
            .map(|r| RuleRef { id: r.id.clone(), at: r.at.clone() })
            .unwrap_or_default()
    }

    /// Tokens of the sentences `first..=last`, both clipped to the document.
    pub(super) fn sentence_tokens(&self, first: u32, last: u32) -> (u32, u32) {
        let sentences = &self.analysis.sentences;
        let end = sentences.len().saturating_sub(1);
        let at = |i: u32| sentences.get((i as usize).min(end)).copied().unwrap_or((0, 0));
        (at(first).0, at(last).1)
    }

    /// What times need of the engine.
    pub(super) fn times(&self) -> &'a TimeNames {
        &self.names.times
    }

    /// The token's only character, if it is a mark or a single letter or digit.
    #[inline]
    pub(super) fn sign(&self, token: u32) -> char {
        self.signs.get(token as usize).copied().unwrap_or(NO_SIGN)
    }
}

/// The character that is the whole of the token.
#[inline]
fn only_char(token: &Token, text: &str) -> char {
    let (start, end) = (token.span.start as usize, token.span.end as usize);
    match end - start {
        5.. => NO_SIGN,
        1 => text.as_bytes().get(start).map_or(NO_SIGN, |b| char::from(*b)),
        2..=4 if text.as_bytes().get(start).is_some_and(|b| !b.is_ascii()) => {
            let mut chars = token.span.of(text).chars();
            chars.next().filter(|_| chars.as_str().is_empty()).unwrap_or(NO_SIGN)
        }
        _ => NO_SIGN,
    }
}

fn push_digits(mut number: u32, out: &mut String) {
    let mut digits = ['0'; 10];
    let mut from = digits.len();
    loop {
        from -= 1;
        digits[from] = char::from(b'0' + (number % 10) as u8);
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend(&digits[from..]);
}
