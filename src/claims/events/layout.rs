//! The groups of a document by token: which noun group, verb group, time and actor a token is in.

use crate::claims::names::{Lex, Part, Word};
use crate::claims::reader::Reader;
use crate::lexis::token::{Shape, tag};
use crate::matching::mention::{Mention, MentionId};

/// Tokens `start..end`.
pub(crate) type Range = (u32, u32);

/// How far a subject may stand from its verb, an object from its, in tokens.
pub(super) const REACH: u32 = 30;

/// Look-ups by token.
pub(crate) struct Layout<'r, 'a, 'd> {
    pub reader: &'r Reader<'a, 'd>,
    /// The day of the report (ISO).
    pub today: Option<String>,
}

impl<'r, 'a, 'd> Layout<'r, 'a, 'd> {
    /// Over a document.
    pub(crate) fn new(reader: &'r Reader<'a, 'd>) -> Self {
        Self { reader, today: reader.analysis.document.origin.date.map(|d| d.to_string()) }
    }

    /// The verb group a token is in.
    #[inline]
    pub(crate) fn verb_group(&self, token: u32) -> Option<&'a Mention> {
        self.reader.verb_group(token)
    }

    /// The time a token is in.
    #[inline]
    pub(crate) fn time(&self, token: u32) -> Option<(MentionId, &'a Mention)> {
        self.reader.time_at(token)
    }

    /// The quantity a token is in ("at least 12 people").
    #[inline]
    pub(crate) fn quantity(&self, token: u32) -> Option<&'a Mention> {
        self.reader.quantity_at(token)
    }

    /// The longest entry of the lexicon that ends before the token: start and value.
    pub(crate) fn phrase_ending(&self, end: u32, lexicon: Lex) -> Option<(u32, &'a str)> {
        let a = self.reader.analysis;
        let lexicons = &self.reader.engine.lexicons;
        let lexicon = self.reader.lexicon(lexicon)?;
        a.phrases_by_end
            .at(end)
            .iter()
            .map(|i| &a.phrases[*i as usize])
            .filter(|p| p.lex == lexicon)
            .min_by_key(|p| p.start)
            .and_then(|p| Some((p.start, &**lexicons.phrase_value(p)?)))
    }

    /// The actor a token is in.
    #[inline]
    pub(crate) fn actor(&self, token: u32) -> Option<&'a Mention> {
        self.reader.actor(token)
    }

    /// The noun group a token is in, without times at its ends.
    pub(crate) fn noun_group(&self, token: u32) -> Option<Range> {
        let m = self.reader.noun_group(token)?;
        if self.time(token).is_some() {
            return None;
        }
        let (mut start, mut end) = (token, token + 1);
        while start > m.start
            && self.time(start - 1).is_none()
            && self.verb_group(start - 1).is_none()
        {
            start -= 1;
        }
        while end < m.end && self.time(end).is_none() {
            end += 1;
        }
        // "Thursday's meeting": the possessive belongs to the time; "said that Peru": the "that" is
        // none of Peru's.
        let loose = |t: u32| {
            self.is(t, Lex::CliticPossessive)
                || self.is_punct(t)
                || (self.is(t, Lex::RelativeWord) && t > 0 && self.verb_group(t - 1).is_some())
                || (self.is(t, Lex::RelativeWord)
                    && self.has(t + 1, tag::DET | tag::NAME | tag::PRON))
        };
        while start < token && loose(start) {
            start += 1;
        }
        if let Some(quantity) = self.quantity(start) {
            start = start.min(quantity.start);
        }
        Some((start, end))
    }

    /// Is the token's word in the lexicon?
    #[inline]
    pub(crate) fn is(&self, token: u32, lexicon: Lex) -> bool {
        self.reader.entry(token, lexicon)
    }

    /// Does the token bear one of the tags?
    #[inline]
    pub(crate) fn has(&self, token: u32, tags: u32) -> bool {
        self.reader.analysis.tokens.get(token as usize).is_some_and(|t| t.tags & tags != 0)
    }

    /// Is the token punctuation?
    #[inline]
    pub(crate) fn is_punct(&self, token: u32) -> bool {
        self.reader.analysis.tokens.get(token as usize).is_some_and(|t| t.shape.has(Shape::PUNCT))
    }

    /// Is the token exactly this mark?
    #[inline]
    pub(crate) fn is_mark(&self, token: u32, mark: char) -> bool {
        self.reader.sign(token) == mark
    }

    /// Does an entry of the lexicon, of one word or more, end before the token?
    pub(crate) fn ends_before(&self, token: u32, lexicon: Lex) -> bool {
        let a = self.reader.analysis;
        let lex = self.reader.lexicon(lexicon);
        let phrase = |i: &u32| Some(a.phrases[*i as usize].lex) == lex;
        token > 0 && (self.is(token - 1, lexicon) || a.phrases_by_end.at(token).iter().any(phrase))
    }

    /// A preposition, "to" included.
    #[inline]
    pub(crate) fn is_prep(&self, token: u32) -> bool {
        self.has(token, tag::PREP | tag::TO)
    }

    /// Token range of the sentence.
    pub(crate) fn sentence(&self, token: u32) -> Range {
        self.reader.sentence_range(token)
    }

    /// The head of a verb group.
    pub(crate) fn head(&self, vg: &Mention) -> u32 {
        self.reader.slot(vg, Part::Head).map_or(vg.end - 1, |s| s.start)
    }

    /// Is the verb group passive?
    pub(crate) fn is_passive(&self, vg: &Mention) -> bool {
        self.reader.says(vg, Part::Voice, Word::Passive)
    }
}
