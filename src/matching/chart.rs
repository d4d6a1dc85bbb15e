//! What is known of a document while phases run: tokens, lexicon phrases and mentions, each to be
//! found by the token where it starts or ends.

use crate::document::Document;
use crate::lexis::phrases::LexSpan;
use crate::lexis::token::Token;
use crate::matching::mention::{ConstId, Mention, MentionId, Slot};
use crate::patterns::engine::Engine;
use crate::patterns::gate::kind_bit;

/// Items filed under a token: a compressed list of lists.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filed {
    offsets: Vec<u32>,
    items: Vec<u32>,
}

impl Filed {
    /// File item `i` under `keys[i]`; order inside a token follows `i`.
    pub(crate) fn rebuild(
        &mut self,
        tokens: usize,
        keys: impl Iterator<Item = (u32, u32)> + Clone,
    ) {
        self.offsets.clear();
        self.offsets.resize(tokens + 2, 0);
        let mut n = 0usize;
        for (key, _) in keys.clone() {
            self.offsets[key as usize + 1] += 1;
            n += 1;
        }
        for i in 1..self.offsets.len() {
            self.offsets[i] += self.offsets[i - 1];
        }
        self.items.clear();
        self.items.resize(n, 0);
        // Shift while filling: offsets[k] ends up at the start of k's list again.
        for (key, item) in keys {
            let at = self.offsets[key as usize];
            self.items[at as usize] = item;
            self.offsets[key as usize] += 1;
        }
        for i in (1..self.offsets.len()).rev() {
            self.offsets[i] = self.offsets[i - 1];
        }
        if let Some(first) = self.offsets.first_mut() {
            *first = 0;
        }
    }

    #[inline]
    pub(crate) fn at(&self, token: u32) -> &[u32] {
        let t = token as usize;
        if t + 1 >= self.offsets.len() {
            return &[];
        }
        &self.items[self.offsets[t] as usize..self.offsets[t + 1] as usize]
    }
}

/// Mentions filed under tokens: a chain a token, in order of their ids, and the kinds in it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chains {
    ends: Vec<ChainEnds>,
    next: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct ChainEnds {
    first: u32,
    last: u32,
    kinds: u64,
}

const NONE: u32 = u32::MAX;

impl Chains {
    fn reset(&mut self, tokens: usize) {
        self.ends.clear();
        self.ends.resize(tokens + 1, ChainEnds { first: NONE, last: NONE, kinds: 0 });
        self.next.clear();
    }

    /// Make room for ids below `ids`.
    fn reserve(&mut self, ids: usize) {
        self.next.resize(ids, NONE);
    }

    fn add(&mut self, token: u32, id: MentionId, kind: u16) {
        let Some(ends) = self.ends.get_mut(token as usize) else { return };
        ends.kinds |= kind_bit(kind);
        if ends.first == NONE {
            ends.first = id;
        } else {
            self.next[ends.last as usize] = id;
        }
        ends.last = id;
    }

    fn remove(&mut self, token: u32, id: MentionId, kind_of: impl Fn(MentionId) -> u16) {
        let (mut before, mut at, mut kinds) = (NONE, self.ends[token as usize].first, 0);
        while at != NONE {
            let next = self.next[at as usize];
            if at == id {
                if before == NONE {
                    self.ends[token as usize].first = next;
                } else {
                    self.next[before as usize] = next;
                }
                if next == NONE {
                    self.ends[token as usize].last = before;
                }
            } else {
                kinds |= kind_bit(kind_of(at));
                before = at;
            }
            at = next;
        }
        self.ends[token as usize].kinds = kinds;
    }

    /// The kinds in a token's chain, as bits.
    #[inline]
    pub(crate) fn kinds(&self, token: u32) -> u64 {
        self.ends[token as usize].kinds
    }

    /// The mentions of a token's chain.
    #[inline]
    pub(crate) fn at(&self, token: u32) -> impl Iterator<Item = MentionId> {
        let mut at = self.ends.get(token as usize).map_or(NONE, |e| e.first);
        std::iter::from_fn(move || {
            let id = (at != NONE).then_some(at)?;
            at = self.next[id as usize];
            Some(id)
        })
    }
}

/// A document under analysis.
#[derive(Clone, Debug)]
pub struct Analysis<'d> {
    /// The document.
    pub document: &'d Document,
    /// Its tokens in text order.
    pub tokens: Vec<Token>,
    /// Token range of each sentence.
    pub sentences: Vec<(u32, u32)>,
    /// Token range of each block.
    pub blocks: Vec<(u32, u32)>,
    /// For each token the first token of its clause (a boundary is where this changes).
    pub clause: Vec<u32>,
    /// Phrases of lexicons, by start.
    pub phrases: Vec<LexSpan>,
    pub(crate) phrases_by_start: Filed,
    pub(crate) phrases_by_end: Filed,
    /// Everything found, hidden mentions included; ids are indices.
    pub mentions: Vec<Mention>,
    /// The slots of all mentions, one mention's behind the other's.
    pub(crate) slots: Vec<Slot>,
    /// Constants that no rule and no lexicon has (the values of numbers).
    texts: Vec<Box<str>>,
    /// Is the mention seen by later phases?
    pub visible: Vec<bool>,
    pub(crate) starting: Chains,
    pub(crate) ending: Chains,
    /// Kinds of mention that have been found in each sentence, as bits.
    kinds_in: Vec<u64>,
    /// Mentions by kind, hidden ones included.
    of_kind: Vec<Vec<MentionId>>,
    /// Letters are almost all capitals: capitals say nothing.
    pub all_caps: bool,
}

impl<'d> Analysis<'d> {
    /// An analysis without tokens.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        Self {
            document,
            tokens: Vec::new(),
            sentences: Vec::new(),
            blocks: Vec::new(),
            clause: Vec::new(),
            phrases: Vec::new(),
            phrases_by_start: Filed::default(),
            phrases_by_end: Filed::default(),
            mentions: Vec::new(),
            slots: Vec::new(),
            texts: Vec::new(),
            visible: Vec::new(),
            starting: Chains::default(),
            ending: Chains::default(),
            kinds_in: Vec::new(),
            of_kind: Vec::new(),
            all_caps: false,
        }
    }

    /// The text of tokens `start..end`.
    #[must_use]
    pub fn words(&self, start: u32, end: u32) -> &'d str {
        if start >= end || end as usize > self.tokens.len() {
            return "";
        }
        let a = self.tokens[start as usize].span.start as usize;
        let b = self.tokens[end as usize - 1].span.end as usize;
        self.document.text.get(a..b).unwrap_or("")
    }

    /// The text of one token.
    #[must_use]
    pub fn word(&self, token: u32) -> &'d str {
        self.words(token, token + 1)
    }

    /// The slots of a mention, in order of capture.
    #[inline]
    #[must_use]
    pub fn slots(&self, mention: &Mention) -> &[Slot] {
        mention.slots_in(&self.slots)
    }

    /// The text of a constant that only this document has.
    #[inline]
    pub(crate) fn own_text(&self, id: ConstId) -> Option<&str> {
        id.as_own().map(|i| self.texts.get(i).map_or("", |text| text))
    }

    /// The number of a text as a constant: that of the engine, if it knows it.
    pub(crate) fn constant(&mut self, engine: &Engine, text: &str) -> ConstId {
        engine.constants.find(text).unwrap_or_else(|| {
            self.texts.push(text.into());
            ConstId::own(self.texts.len() - 1)
        })
    }

    /// Add a mention whose slots lie among `slots`; it is seen when it is filed.
    pub(crate) fn add(&mut self, mut mention: Mention, slots: &[Slot]) {
        let own = mention.slots_in(slots);
        mention.file_slots(own, &mut self.slots);
        self.mentions.push(mention);
    }

    /// Refile the phrases.
    pub(crate) fn file_phrases(&mut self) {
        let n = self.tokens.len();
        self.phrases_by_start
            .rebuild(n, self.phrases.iter().enumerate().map(|(i, p)| (p.start, i as u32)));
        self.phrases_by_end
            .rebuild(n, self.phrases.iter().enumerate().map(|(i, p)| (p.end, i as u32)));
    }

    /// Make ready for mentions: to be called when the tokens stand.
    pub(crate) fn reset_mentions(&mut self) {
        self.mentions.clear();
        self.slots.clear();
        self.texts.clear();
        self.visible.clear();
        self.of_kind.clear();
        self.kinds_in.clear();
        self.kinds_in.resize(self.sentences.len(), 0);
        // About what a text of so many words brings.
        let words = self.tokens.len();
        self.mentions.reserve(words);
        self.visible.reserve(words);
        self.slots.reserve(words * 3 / 2);
        self.starting.reset(self.tokens.len());
        self.ending.reset(self.tokens.len());
    }

    /// File the mentions that have been added since the last call; they are in sight.
    pub(crate) fn file_mentions(&mut self) {
        self.starting.reserve(self.mentions.len());
        self.ending.reserve(self.mentions.len());
        for id in self.visible.len()..self.mentions.len() {
            let m = &self.mentions[id];
            self.starting.add(m.start, id as MentionId, m.kind);
            self.ending.add(m.end, id as MentionId, m.kind);
            // A mention may reach into the next sentence.
            let (first, last) = (self.tokens.get(m.start as usize), m.end.saturating_sub(1));
            let first = first.map_or(0, |t| t.sentence as usize);
            let last = self.tokens.get(last as usize).map_or(first, |t| t.sentence as usize);
            for sentence in first..=last.max(first) {
                self.kinds_in[sentence] |= kind_bit(m.kind);
            }
            if self.of_kind.len() <= m.kind as usize {
                self.of_kind.resize(m.kind as usize + 1, Vec::new());
            }
            self.of_kind[m.kind as usize].push(id as MentionId);
            self.visible.push(true);
        }
    }

    /// Kinds of mention in a sentence, as bits; some may be out of sight by now.
    #[inline]
    pub(crate) fn kinds_in(&self, sentence: usize) -> u64 {
        self.kinds_in[sentence]
    }

    /// Take a filed mention out of sight.
    pub(crate) fn hide(&mut self, id: MentionId) {
        if std::mem::replace(&mut self.visible[id as usize], false) {
            let m = &self.mentions[id as usize];
            let kind_of = |id: MentionId| self.mentions[id as usize].kind;
            self.starting.remove(m.start, id, kind_of);
            self.ending.remove(m.end, id, kind_of);
        }
    }

    /// Visible mentions that start at a token.
    pub fn starting_at(&self, token: u32) -> impl Iterator<Item = (MentionId, &Mention)> {
        self.starting.at(token).map(|i| (i, &self.mentions[i as usize]))
    }

    /// Visible mentions that end before a token.
    pub fn ending_at(&self, token: u32) -> impl Iterator<Item = (MentionId, &Mention)> {
        self.ending.at(token).map(|i| (i, &self.mentions[i as usize]))
    }

    /// Visible mentions of a kind, in text order.
    pub fn of_kind(&self, kind: u16) -> impl Iterator<Item = (MentionId, &Mention)> {
        let ids = self.of_kind.get(kind as usize).map_or(&[][..], Vec::as_slice);
        ids.iter().filter(|i| self.visible[**i as usize]).map(|i| (*i, &self.mentions[*i as usize]))
    }
}

impl Engine {
    /// The text of a constant or lexicon value of an analysis.
    #[must_use]
    pub fn constant<'a>(&'a self, analysis: &'a Analysis<'_>, id: ConstId) -> &'a str {
        analysis.own_text(id).unwrap_or_else(|| self.constants.get(id))
    }
}
