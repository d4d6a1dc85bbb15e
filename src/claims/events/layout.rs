//! The groups of a document by token: which noun group, verb group, time and actor a token is in.

use crate::claims::reader::Reader;
use crate::lexis::lexicon::LexId;
use crate::lexis::token::{Shape, tag};
use crate::matching::mention::{Mention, MentionId};

/// Tokens `start..end`.
pub(crate) type Range = (u32, u32);

/// How far a subject may stand from its verb, an object from its, in tokens.
pub(super) const REACH: u32 = 30;

const NONE: u32 = u32::MAX;

/// Word lists that the joining of roles asks for; absent ones hold nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    pub agent: Option<LexId>,
    pub target: Option<LexId>,
    pub locative: Option<LexId>,
    pub undated: Option<LexId>,
    pub since: Option<LexId>,
    pub attributive: Option<LexId>,
    pub weapon: Option<LexId>,
    pub violent: Option<LexId>,
    pub happening: Option<LexId>,
    pub owner: Option<LexId>,
    pub part: Option<LexId>,
    pub undergo: Option<LexId>,
    pub held_by: Option<LexId>,
    pub reporting: Option<LexId>,
    pub anaphor: Option<LexId>,
    pub course: Option<LexId>,
    pub relative: Option<LexId>,
    pub coordinator: Option<LexId>,
    pub negation: Option<LexId>,
    pub have: Option<LexId>,
    pub duty: Option<LexId>,
    pub planned: Option<LexId>,
    pub demonym: Option<LexId>,
    pub structure: Option<LexId>,
    pub possessor: Option<LexId>,
}

impl Words {
    fn of(reader: &Reader<'_, '_>) -> Self {
        let id = |name: &str| reader.engine.lexicons.id(name);
        Self {
            agent: id("agent-prep"),
            target: id("target-prep"),
            locative: id("locative"),
            undated: id("undated-prep"),
            since: id("since-prep"),
            attributive: id("attributive-prep"),
            weapon: id("weapon-noun"),
            violent: id("violent-type"),
            happening: id("happening"),
            owner: id("possessive-anaphor"),
            part: id("part-prep"),
            undergo: id("undergo-verb"),
            held_by: id("of-actor"),
            reporting: id("reporting-verb"),
            anaphor: id("personal-anaphor"),
            course: id("course-prep"),
            relative: id("relative-word"),
            coordinator: id("conj-coord"),
            negation: id("negation"),
            have: id("aux-have"),
            duty: id("duty-modal"),
            planned: id("planned-modal"),
            demonym: id("demonym"),
            structure: id("structure-noun"),
            possessor: id("clitic-possessive"),
        }
    }
}

/// Look-ups by token.
pub(crate) struct Layout<'r, 'a, 'd> {
    pub reader: &'r Reader<'a, 'd>,
    pub words: Words,
    np: Vec<u32>,
    vg: Vec<u32>,
    time: Vec<u32>,
    actor: Vec<u32>,
    quantity: Vec<u32>,
}

impl<'r, 'a, 'd> Layout<'r, 'a, 'd> {
    /// Files the groups of a document.
    pub(crate) fn new(reader: &'r Reader<'a, 'd>) -> Self {
        let n = reader.analysis.tokens.len();
        let file = |kind: &str| {
            let mut by_token = vec![NONE; n];
            for (id, m) in reader.mentions(kind) {
                by_token[m.start as usize..m.end as usize].fill(id);
            }
            by_token
        };
        let (np, vg, time, actor) = (file("np"), file("vg"), file("time"), file("actor"));
        let quantity = file("quantity");
        Self { reader, words: Words::of(reader), np, vg, time, actor, quantity }
    }

    fn look(&self, by_token: &[u32], token: u32) -> Option<(MentionId, &'a Mention)> {
        let id = *by_token.get(token as usize)?;
        (id != NONE).then(|| (id, self.reader.mention(id)))
    }

    /// The verb group a token is in.
    pub(crate) fn verb_group(&self, token: u32) -> Option<&'a Mention> {
        self.look(&self.vg, token).map(|(_, m)| m)
    }

    /// The time a token is in.
    pub(crate) fn time(&self, token: u32) -> Option<(MentionId, &'a Mention)> {
        self.look(&self.time, token)
    }

    /// The quantity a token is in ("at least 12 people").
    pub(crate) fn quantity(&self, token: u32) -> Option<&'a Mention> {
        self.look(&self.quantity, token).map(|(_, m)| m)
    }

    /// The longest entry of the lexicon that ends before the token: start and value.
    pub(crate) fn phrase_ending(&self, end: u32, lexicon: Option<LexId>) -> Option<(u32, &'a str)> {
        let a = self.reader.analysis;
        let lexicons = &self.reader.engine.lexicons;
        a.phrases_by_end
            .at(end)
            .iter()
            .map(|i| &a.phrases[*i as usize])
            .filter(|p| Some(p.lex) == lexicon)
            .min_by_key(|p| p.start)
            .and_then(|p| Some((p.start, &**lexicons.phrase_value(p)?)))
    }

    /// The actor a token is in.
    pub(crate) fn actor(&self, token: u32) -> Option<&'a Mention> {
        self.look(&self.actor, token).map(|(_, m)| m)
    }

    /// The noun group a token is in, without times at its ends.
    pub(crate) fn noun_group(&self, token: u32) -> Option<Range> {
        let (_, m) = self.look(&self.np, token)?;
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
            self.is(t, self.words.possessor)
                || self.is_punct(t)
                || (self.is(t, self.words.relative) && t > 0 && self.verb_group(t - 1).is_some())
                || (self.is(t, self.words.relative)
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
    pub(crate) fn is(&self, token: u32, lexicon: Option<LexId>) -> bool {
        let Some(t) = self.reader.analysis.tokens.get(token as usize) else { return false };
        let text = &self.reader.analysis.document.text;
        lexicon.is_some_and(|l| self.reader.engine.lexicons.has(l, t, text))
    }

    /// Does the token bear one of the tags?
    pub(crate) fn has(&self, token: u32, tags: u32) -> bool {
        self.reader.analysis.tokens.get(token as usize).is_some_and(|t| t.tags & tags != 0)
    }

    /// Is the token punctuation?
    pub(crate) fn is_punct(&self, token: u32) -> bool {
        self.reader.analysis.tokens.get(token as usize).is_some_and(|t| t.shape.has(Shape::PUNCT))
    }

    /// Is the token exactly this mark?
    pub(crate) fn is_mark(&self, token: u32, mark: &str) -> bool {
        self.reader.analysis.word(token) == mark
    }

    /// Does an entry of the lexicon, of one word or more, end before the token?
    pub(crate) fn ends_before(&self, token: u32, lexicon: Option<LexId>) -> bool {
        let a = self.reader.analysis;
        let phrase = |i: &u32| Some(a.phrases[*i as usize].lex) == lexicon;
        token > 0 && (self.is(token - 1, lexicon) || a.phrases_by_end.at(token).iter().any(phrase))
    }

    /// A preposition, "to" included.
    pub(crate) fn is_prep(&self, token: u32) -> bool {
        self.has(token, tag::PREP | tag::TO)
    }

    /// Token range of the sentence.
    pub(crate) fn sentence(&self, token: u32) -> Range {
        self.reader.sentence_range(token)
    }

    /// The head of a verb group.
    pub(crate) fn head(&self, vg: &Mention) -> u32 {
        self.reader.slot(vg, "head").map_or(vg.end - 1, |s| s.start)
    }

    /// Is the verb group passive?
    pub(crate) fn is_passive(&self, vg: &Mention) -> bool {
        self.reader.constant(vg, "voice") == Some("passive")
    }
}
