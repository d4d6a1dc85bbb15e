//! The sentence as the attribution builder sees it: for each token its noun group, verb group and
//! quotation, and the few word classes that decide where a source or a content ends.

use crate::claims::names::Lex;
use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, tag};
use crate::matching::mention::Mention;

/// No group, no quotation.
pub(super) const NONE: u32 = u32::MAX;

/// A quotation as tokens, marks included.
#[derive(Clone, Copy, Debug)]
pub(super) struct QuoteRange {
    pub start: u32,
    pub end: u32,
    /// Not closed in its paragraph.
    pub open_ended: bool,
    /// Goes on from the paragraph before.
    pub continues: bool,
    /// Single marks.
    pub single: bool,
}

/// Look-ups by token.
pub(super) struct Layout<'r, 'a, 'd> {
    pub r: &'r Reader<'a, 'd>,
    quote: Vec<u32>,
    /// For each sentence the token range of it and of those that a quotation joins to it.
    joined: Vec<(u32, u32)>,
    pub quotes: Vec<QuoteRange>,
}

impl<'r, 'a, 'd> Layout<'r, 'a, 'd> {
    pub(super) fn new(r: &'r Reader<'a, 'd>) -> Self {
        let n = r.analysis.tokens.len();
        let mut this = Self { quote: vec![NONE; n], quotes: Vec::new(), joined: Vec::new(), r };
        this.read_quotes();
        this.join_sentences();
        this
    }

    fn read_quotes(&mut self) {
        let tokens = &self.r.analysis.tokens;
        let mut t = 0usize;
        for q in &self.r.analysis.document.quotes {
            while t < tokens.len() && tokens[t].span.start < q.span.start {
                t += 1;
            }
            let mut end = t;
            while end < tokens.len() && tokens[end].span.end <= q.span.end {
                end += 1;
            }
            if end <= t || self.quote[t] != NONE {
                continue;
            }
            self.quote[t..end].fill(self.quotes.len() as u32);
            self.quotes.push(QuoteRange {
                start: t as u32,
                end: end as u32,
                open_ended: q.open_ended,
                continues: q.continues,
                single: q.single,
            });
        }
    }

    /// Sentences between which a quotation runs on are one: `"A. B," he said.`
    fn join_sentences(&mut self) {
        let sentences = &self.r.analysis.sentences;
        let blocks = &self.r.analysis.document.sentences;
        self.joined = sentences.clone();
        let mut first = 0usize;
        for i in 1..sentences.len() {
            let (a, b) = (self.joined[first], sentences[i]);
            let same = b.0 > 0
                && b.0 < b.1
                && blocks[first].block == blocks[i].block
                && self.quote(b.0).is_some_and(|q| self.quotes[q].start < b.0);
            if same {
                let whole = (a.0, b.1);
                self.joined[first..=i].fill(whole);
            } else {
                first = i;
            }
        }
    }

    /// The noun group a token stands in.
    #[inline]
    pub(super) fn np(&self, t: u32) -> Option<&'a Mention> {
        self.r.noun_group(t)
    }

    /// The verb group a token stands in.
    #[inline]
    pub(super) fn vg(&self, t: u32) -> Option<&'a Mention> {
        self.r.verb_group(t)
    }

    /// The time expression a token stands in.
    #[inline]
    pub(super) fn time(&self, t: u32) -> Option<&'a Mention> {
        self.r.time_at(t).map(|(_, m)| m)
    }

    /// Number of the quotation a token stands in.
    #[inline]
    pub(super) fn quote(&self, t: u32) -> Option<usize> {
        let q = *self.quote.get(t as usize)?;
        (q != NONE).then_some(q as usize)
    }

    pub(super) fn len(&self) -> u32 {
        self.r.analysis.tokens.len() as u32
    }

    #[inline]
    pub(super) fn tags(&self, t: u32) -> u32 {
        self.r.analysis.tokens.get(t as usize).map_or(0, |t| t.tags)
    }

    #[inline]
    pub(super) fn shape(&self, t: u32) -> Shape {
        self.r.analysis.tokens.get(t as usize).map_or(Shape::default(), |t| t.shape)
    }

    #[inline]
    pub(super) fn text(&self, t: u32) -> &'d str {
        self.r.analysis.word(t)
    }

    /// Is the word in the lexicon, whatever its case?
    #[inline]
    pub(super) fn is(&self, t: u32, lexicon: Lex) -> bool {
        self.r.word_in(t, lexicon)
    }

    /// The token's only character.
    #[inline]
    pub(super) fn sign(&self, t: u32) -> char {
        self.r.sign(t)
    }

    #[inline]
    pub(super) fn comma(&self, t: u32) -> bool {
        self.sign(t) == ','
    }

    #[inline]
    pub(super) fn colon(&self, t: u32) -> bool {
        self.sign(t) == ':'
    }

    pub(super) fn dash(&self, t: u32) -> bool {
        match self.sign(t) {
            '—' => true,
            '-' | '–' => !self.shape(t).has(Shape::GLUED),
            _ => self.punct(t) && matches!(self.text(t), "--" | "---"),
        }
    }

    /// A mark of punctuation, not a sign that is read out (`8 %`, `$5`).
    #[inline]
    pub(super) fn punct(&self, t: u32) -> bool {
        self.shape(t).has(Shape::PUNCT)
            && !matches!(self.sign(t), '%' | '‰' | '°' | '$' | '€' | '£' | '¥')
    }

    /// A quotation mark, not an apostrophe.
    pub(super) fn mark(&self, t: u32) -> bool {
        self.shape(t).has(Shape::QUOTE)
            && (!matches!(self.sign(t), '\'' | '’' | '‘')
                || self.quote(t).is_some_and(|q| {
                    let q = self.quotes[q];
                    q.start == t || q.end == t + 1 || self.quote_inside(t)
                }))
    }

    /// A single mark inside a quotation that has a blank at one side.
    fn quote_inside(&self, t: u32) -> bool {
        !self.shape(t).has(Shape::GLUED) || !self.shape(t + 1).has(Shape::GLUED)
    }

    #[inline]
    pub(super) fn has(&self, t: u32, tags: u32) -> bool {
        self.tags(t) & tags != 0
    }

    /// Is it a word that can be a verb, whatever it is here?
    pub(super) fn may_be_verb(&self, t: u32) -> bool {
        let token = self.r.analysis.tokens.get(t as usize);
        token.is_some_and(|token| self.r.engine.tagger.weight(token.word, tag::VERB) > 0)
    }

    pub(super) fn adverb(&self, t: u32) -> bool {
        self.has(t, tag::ADV) && !self.is(t, Lex::Negation) || self.is(t, Lex::CueAdverb)
    }

    /// A finite verb group begins or goes on here.
    pub(super) fn finite(&self, t: u32) -> Option<&'a Mention> {
        self.vg(t).filter(|m| {
            let first = self.tags(m.start);
            first & tag::TO == 0
                && (first & (tag::GERUND | tag::PASTPART) == 0 || m.end - m.start > 1)
        })
    }

    /// Sentence range of a token.
    pub(super) fn sentence(&self, t: u32) -> (u32, u32) {
        let s = self.r.analysis.tokens.get(t as usize).map_or(0, |t| t.sentence) as usize;
        self.joined.get(s).copied().unwrap_or((t, t + 1))
    }

    /// Token range of the paragraph of a token.
    pub(super) fn block(&self, t: u32) -> (u32, u32) {
        self.r.analysis.blocks.get(self.r.block(t) as usize).copied().unwrap_or((t, t + 1))
    }

    /// Strip punctuation and marks at both ends.
    pub(super) fn trim(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        let (mut a, mut b) = (start, end);
        while a < b && self.punct(a) && !self.mark(a) {
            a += 1;
        }
        while b > a && self.punct(b - 1) && !self.mark(b - 1) {
            b -= 1;
        }
        (a..b).any(|t| !self.punct(t)).then_some((a, b))
    }
}
