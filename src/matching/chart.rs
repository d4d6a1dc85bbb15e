//! What is known of a document while phases run: tokens, lexicon phrases and mentions, each to be
//! found by the token where it starts or ends.

use crate::document::Document;
use crate::lexis::lexicon::LexSpan;
use crate::lexis::token::Token;
use crate::matching::mention::{Mention, MentionId};

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
    /// Is the mention seen by later phases?
    pub visible: Vec<bool>,
    pub(crate) by_start: Filed,
    pub(crate) by_end: Filed,
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
            visible: Vec::new(),
            by_start: Filed::default(),
            by_end: Filed::default(),
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

    /// Refile the phrases.
    pub(crate) fn file_phrases(&mut self) {
        let n = self.tokens.len();
        self.phrases_by_start
            .rebuild(n, self.phrases.iter().enumerate().map(|(i, p)| (p.start, i as u32)));
        self.phrases_by_end
            .rebuild(n, self.phrases.iter().enumerate().map(|(i, p)| (p.end, i as u32)));
    }

    /// Refile the visible mentions.
    pub(crate) fn file_mentions(&mut self) {
        let n = self.tokens.len();
        let visible = &self.visible;
        let shown = self.mentions.iter().enumerate().filter(|(i, _)| visible[*i]);
        self.by_start.rebuild(n, shown.clone().map(|(i, m)| (m.start, i as u32)));
        self.by_end.rebuild(n, shown.map(|(i, m)| (m.end, i as u32)));
    }

    /// Visible mentions that start at a token.
    pub fn starting_at(&self, token: u32) -> impl Iterator<Item = (MentionId, &Mention)> {
        self.by_start.at(token).iter().map(|i| (*i, &self.mentions[*i as usize]))
    }

    /// Visible mentions that end before a token.
    pub fn ending_at(&self, token: u32) -> impl Iterator<Item = (MentionId, &Mention)> {
        self.by_end.at(token).iter().map(|i| (*i, &self.mentions[*i as usize]))
    }

    /// Visible mentions of a kind, in text order.
    pub fn of_kind(&self, kind: u16) -> impl Iterator<Item = (MentionId, &Mention)> {
        self.mentions
            .iter()
            .enumerate()
            .filter(move |(i, m)| m.kind == kind && self.visible[*i])
            .map(|(i, m)| (i as MentionId, m))
    }
}
