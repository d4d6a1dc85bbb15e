//! A document as the record builders see it.

use sha2::{Digest, Sha256};
use smol_str::SmolStr;

use super::groups::Groups;
use super::names::{Kind, Lex, Names, Part, Set};
use crate::document::CodePoints;
use crate::lexis::lexicon::LexId;
use crate::lexis::token::Token;
use crate::matching::chart::Analysis;
use crate::matching::engine::Engine;
use crate::matching::mention::{Mention, MentionId, Slot, SlotValue, Value};
use crate::record::{Evidence, Field, QuantityValue, RuleRef, TimeValue, Via};
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
    /// For each token the lexicons that its word is in, whatever its case.
    sets: Vec<Set>,
    /// For each token its only character; of a token of several characters, none.
    signs: Vec<char>,
}

/// What no token is.
const NO_SIGN: char = '\0';

impl<'a, 'd> Reader<'a, 'd> {
    /// Hashes the text and counts its code points once.
    pub(super) fn new(engine: &'a Engine, names: &'a Names, analysis: &'a Analysis<'d>) -> Self {
        let text = &analysis.document.text;
        let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
        let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
        let sha256 = hash.iter().flat_map(|b| [digit(b >> 4), digit(b & 15)]).collect();
        Self {
            engine,
            analysis,
            groups: Groups::new(names, analysis),
            names,
            points: CodePoints::new(text),
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
        let mut id = String::with_capacity(64);
        id.push_str(&self.sha256[..16]);
        for part in [kind, number(start, &mut [0; 10]), number(end, &mut [0; 10])] {
            id.push('-');
            id.push_str(part);
        }
        id.into()
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

    /// Visible mentions of a type, in text order.
    pub(super) fn mentions(&self, kind: Kind) -> impl Iterator<Item = (MentionId, &'a Mention)> {
        self.analysis.of_kind(self.names.kind(kind))
    }

    /// Visible mentions of a type that begin at tokens `from..to`, in text order; costs only the
    /// tokens between.
    pub(super) fn mentions_between(
        &self,
        kind: Kind,
        from: u32,
        to: u32,
    ) -> impl Iterator<Item = (MentionId, &'a Mention)> {
        let kind = self.names.kind(kind);
        let analysis = self.analysis;
        let to = to.min(analysis.tokens.len() as u32);
        (from..to).flat_map(move |t| analysis.starting_at(t)).filter(move |(_, m)| m.kind == kind)
    }

    /// Tokens of the sentences `first..=last`, both clipped to the document.
    pub(super) fn sentence_tokens(&self, first: u32, last: u32) -> (u32, u32) {
        let sentences = &self.analysis.sentences;
        let end = sentences.len().saturating_sub(1);
        let at = |i: u32| sentences.get((i as usize).min(end)).copied().unwrap_or((0, 0));
        (at(first).0, at(last).1)
    }

    /// A mention by id.
    #[inline]
    pub(super) fn mention(&self, id: MentionId) -> &'a Mention {
        &self.analysis.mentions[id as usize]
    }

    /// Is the mention of this type?
    #[inline]
    pub(super) fn is(&self, mention: &Mention, kind: Kind) -> bool {
        mention.kind == self.names.kind(kind)
    }

    /// All slots of that name, in text order.
    #[inline]
    pub(super) fn slots(
        &self,
        mention: &Mention,
        part: Part,
    ) -> impl Iterator<Item = &'a Slot> + use<'a> {
        let id = self.names.part(part);
        self.analysis.slots(mention).iter().filter(move |s| s.name == id)
    }

    /// The first slot of that name.
    #[inline]
    pub(super) fn slot(&self, mention: &Mention, part: Part) -> Option<&'a Slot> {
        self.slots(mention, part).next()
    }

    /// A slot's lexicon value or constant, else its words.
    pub(super) fn value_of(&self, slot: &Slot) -> String {
        match slot.value {
            SlotValue::Const(c) => self.engine.constant(self.analysis, c).to_owned(),
            _ => self.analysis.words(slot.start, slot.end).to_owned(),
        }
    }

    /// The constant or lexicon value of the first slot of that name.
    pub(super) fn constant(&self, mention: &Mention, part: Part) -> Option<&'a str> {
        self.slots(mention, part).find_map(|s| match s.value {
            SlotValue::Const(c) => Some(self.engine.constant(self.analysis, c)),
            _ => None,
        })
    }

    /// The mention behind the first slot of that name.
    pub(super) fn target(&self, mention: &Mention, part: Part) -> Option<(MentionId, &'a Mention)> {
        self.slots(mention, part).find_map(|s| match s.value {
            SlotValue::Mention(id) => Some((id, self.mention(id))),
            _ => None,
        })
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

    /// The lexicon in this engine.
    #[inline]
    pub(super) fn lexicon(&self, lexicon: Lex) -> Option<LexId> {
        self.names.lexicon(lexicon)
    }

    /// Is the token's word in one of the lexicons, whatever its case?
    #[inline]
    fn is_in(&self, token: u32, lexicons: Set) -> bool {
        self.sets.get(token as usize).is_some_and(|s| s & lexicons != 0)
    }

    /// Is the token's word in the lexicon, whatever its case?
    #[inline]
    pub(super) fn word_in(&self, token: u32, lexicon: Lex) -> bool {
        self.is_in(token, lexicon.bit())
    }

    /// Is the token, alone and as it is written, an entry of the lexicon?
    #[inline]
    pub(super) fn entry(&self, token: u32, lexicon: Lex) -> bool {
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
    pub(super) fn is_anaphor(&self, token: u32) -> bool {
        self.is_in(token, Lex::PersonalAnaphor.bit() | Lex::PossessiveAnaphor.bit())
    }

    /// The value that the lexicon gives the token's word.
    pub(super) fn value_in(&self, token: u32, lexicon: Lex) -> Option<&'a str> {
        if !self.is_in(token, lexicon.bit()) {
            return None;
        }
        let word = self.analysis.tokens.get(token as usize)?.word;
        self.engine.lexicons.value(self.lexicon(lexicon)?, word).map(|v| &**v)
    }

    /// One past the longest entry of the lexicon that begins at a token.
    pub(super) fn entry_from(&self, lexicon: Lex, at: u32) -> Option<u32> {
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
    pub(super) fn entry_upto(&self, lexicon: Lex, end: u32) -> bool {
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
    pub(super) fn entry_value(&self, lexicon: Lex, at: u32) -> Option<&'a str> {
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

    /// The quantity value of a mention.
    #[inline]
    pub(super) fn quantity(&self, mention: &'a Mention) -> Option<&'a QuantityValue> {
        match &mention.value {
            Value::Quantity(q) => Some(q),
            _ => None,
        }
    }

    /// The time value of a mention.
    #[inline]
    pub(super) fn time(&self, mention: &'a Mention) -> Option<&'a TimeValue> {
        match &mention.value {
            Value::Time(t) => Some(t),
            _ => None,
        }
    }
}

/// The character that is the whole of the token.
fn only_char(token: &Token, text: &str) -> char {
    let (start, end) = (token.span.start as usize, token.span.end as usize);
    match end - start {
        1 => text.as_bytes().get(start).map_or(NO_SIGN, |b| char::from(*b)),
        2..=4 if text.as_bytes().get(start).is_some_and(|b| !b.is_ascii()) => {
            let mut chars = token.span.of(text).chars();
            chars.next().filter(|_| chars.as_str().is_empty()).unwrap_or(NO_SIGN)
        }
        _ => NO_SIGN,
    }
}

/// The digits of a number.
fn number(mut number: u32, digits: &mut [u8; 10]) -> &str {
    let mut from = digits.len();
    loop {
        from -= 1;
        digits[from] = b'0' + (number % 10) as u8;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    std::str::from_utf8(&digits[from..]).unwrap_or_default()
}
