//! A document as the record builders see it.

use sha2::{Digest, Sha256};

use crate::document::CodePoints;
use crate::matching::chart::Analysis;
use crate::matching::engine::Engine;
use crate::matching::mention::{Mention, MentionId, Slot, SlotValue, Value};
use crate::record::{Evidence, Field, QuantityValue, RuleRef, TimeValue, Via};

/// Look-ups over an analysed document.
pub struct Reader<'a, 'd> {
    /// The engine whose rules found the mentions.
    pub engine: &'a Engine,
    /// The analysed document.
    pub analysis: &'a Analysis<'d>,
    points: CodePoints,
    sha256: String,
}

impl<'a, 'd> Reader<'a, 'd> {
    /// Hashes the text and counts its code points once.
    #[must_use]
    pub fn new(engine: &'a Engine, analysis: &'a Analysis<'d>) -> Self {
        let text = &analysis.document.text;
        let mut sha256 = String::with_capacity(64);
        for byte in Sha256::digest(text.as_bytes()) {
            use std::fmt::Write;
            let _ = write!(sha256, "{byte:02x}");
        }
        Self { engine, analysis, points: CodePoints::new(text), sha256 }
    }

    /// SHA-256 of the document's text, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// Code point offset of a byte offset.
    #[must_use]
    pub fn code_point(&self, byte: u32) -> u32 {
        self.points.at(&self.analysis.document.text, byte)
    }

    /// Evidence for a byte range.
    #[must_use]
    pub fn bytes(&self, start: u32, end: u32) -> Evidence {
        let text = &self.analysis.document.text;
        Evidence {
            start: self.code_point(start),
            end: self.code_point(end),
            text: text.get(start as usize..end as usize).unwrap_or("").to_owned(),
        }
    }

    /// Evidence for tokens `start..end`; empty for an empty range.
    #[must_use]
    pub fn evidence(&self, start: u32, end: u32) -> Evidence {
        let tokens = &self.analysis.tokens;
        if start >= end || end as usize > tokens.len() {
            return Evidence::default();
        }
        self.bytes(tokens[start as usize].span.start, tokens[end as usize - 1].span.end)
    }

    /// A field whose value is its words.
    #[must_use]
    pub fn field(&self, start: u32, end: u32, via: Via) -> Field {
        Field { evidence: self.evidence(start, end), norm: None, entity: None, via }
    }

    /// Stable id: document hash, kind and span, so that another rule or document renames nothing.
    #[must_use]
    pub fn id(&self, kind: &str, span: &Evidence) -> String {
        format!("{}-{kind}-{}-{}", &self.sha256[..16], span.start, span.end)
    }

    /// The sentence a token stands in, as evidence.
    #[must_use]
    pub fn sentence(&self, token: u32) -> Evidence {
        let s = self.analysis.tokens[token as usize].sentence as usize;
        let span = self.analysis.document.sentences[s].span;
        self.bytes(span.start, span.end)
    }

    /// Token range of the sentence a token stands in; of the last sentence behind the last token.
    #[must_use]
    pub fn sentence_range(&self, token: u32) -> (u32, u32) {
        let tokens = &self.analysis.tokens;
        let token = tokens.get(token as usize).or(tokens.last());
        token.map_or((0, 0), |t| self.analysis.sentences[t.sentence as usize])
    }

    /// Index of the block a token stands in.
    #[must_use]
    pub fn block(&self, token: u32) -> u32 {
        let s = self.analysis.tokens[token as usize].sentence as usize;
        self.analysis.document.sentences[s].block
    }

    /// The rule that made a mention.
    #[must_use]
    pub fn rule(&self, mention: &Mention) -> RuleRef {
        self.engine
            .rules
            .get(mention.rule as usize)
            .map(|r| RuleRef { id: r.id.clone(), at: r.at.clone() })
            .unwrap_or_default()
    }

    /// Visible mentions of a type, in text order.
    pub fn mentions(&self, kind: &str) -> impl Iterator<Item = (MentionId, &'a Mention)> {
        let kind = self.engine.kinds.get(kind).unwrap_or(u16::MAX);
        self.analysis.of_kind(kind)
    }

    /// Visible mentions of a type that begin at tokens `from..to`, in text order; costs only the
    /// tokens between.
    pub fn mentions_between(
        &self,
        kind: &str,
        from: u32,
        to: u32,
    ) -> impl Iterator<Item = (MentionId, &'a Mention)> {
        let kind = self.engine.kinds.get(kind).unwrap_or(u16::MAX);
        let analysis = self.analysis;
        let to = to.min(analysis.tokens.len() as u32);
        (from..to).flat_map(move |t| analysis.starting_at(t)).filter(move |(_, m)| m.kind == kind)
    }

    /// Tokens of the sentences `first..=last`, both clipped to the document.
    #[must_use]
    pub fn sentence_tokens(&self, first: u32, last: u32) -> (u32, u32) {
        let sentences = &self.analysis.sentences;
        let end = sentences.len().saturating_sub(1);
        let at = |i: u32| sentences.get((i as usize).min(end)).copied().unwrap_or((0, 0));
        (at(first).0, at(last).1)
    }

    /// A mention by id.
    #[must_use]
    pub fn mention(&self, id: MentionId) -> &'a Mention {
        &self.analysis.mentions[id as usize]
    }

    /// Is the mention of this type?
    #[must_use]
    pub fn is(&self, mention: &Mention, kind: &str) -> bool {
        self.engine.kinds.name(mention.kind) == kind
    }

    /// All slots of that name, in text order.
    pub fn slots<'m>(&self, mention: &'m Mention, name: &str) -> impl Iterator<Item = &'m Slot> {
        let id = self.engine.slots.get(name).unwrap_or(u16::MAX);
        mention.slots.iter().filter(move |s| s.name == id)
    }

    /// The first slot of that name.
    #[must_use]
    pub fn slot<'m>(&self, mention: &'m Mention, name: &str) -> Option<&'m Slot> {
        self.slots(mention, name).next()
    }

    /// A slot's lexicon value or constant, else its words.
    #[must_use]
    pub fn value_of(&self, slot: &Slot) -> String {
        match &slot.value {
            SlotValue::Const(c) => c.to_string(),
            _ => self.analysis.words(slot.start, slot.end).to_owned(),
        }
    }

    /// The constant or lexicon value of the first slot of that name.
    #[must_use]
    pub fn constant<'m>(&self, mention: &'m Mention, name: &str) -> Option<&'m str> {
        self.slots(mention, name).find_map(|s| match &s.value {
            SlotValue::Const(c) => Some(&**c),
            _ => None,
        })
    }

    /// The mention behind the first slot of that name.
    #[must_use]
    pub fn target(&self, mention: &Mention, name: &str) -> Option<(MentionId, &'a Mention)> {
        self.slots(mention, name).find_map(|s| match s.value {
            SlotValue::Mention(id) => Some((id, self.mention(id))),
            _ => None,
        })
    }

    /// One past the longest entry of the lexicon that begins at a token.
    #[must_use]
    pub fn entry_from(&self, lexicon: &str, at: u32) -> Option<u32> {
        let lex = self.engine.lexicons.id(lexicon)?;
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
    #[must_use]
    pub fn entry_upto(&self, lexicon: &str, end: u32) -> bool {
        let Some(lex) = self.engine.lexicons.id(lexicon) else { return false };
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
    #[must_use]
    pub fn entry_value(&self, lexicon: &str, at: u32) -> Option<&'a str> {
        let lexicons = &self.engine.lexicons;
        let lex = lexicons.id(lexicon)?;
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
    #[must_use]
    pub fn quantity(&self, mention: &'a Mention) -> Option<&'a QuantityValue> {
        match &mention.value {
            Value::Quantity(q) => Some(q),
            _ => None,
        }
    }

    /// The time value of a mention.
    #[must_use]
    pub fn time(&self, mention: &'a Mention) -> Option<&'a TimeValue> {
        match &mention.value {
            Value::Time(t) => Some(t),
            _ => None,
        }
    }
}
