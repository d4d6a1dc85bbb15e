//! What can be dated: verbs, participles, and nouns of happenings.

use crate::claims::names::{Lex, Part};
use crate::claims::reader::Reader;
use crate::lexis::token::{WordId, tag};
use crate::values::time::Direction;

/// A trigger: its token and what is known of it.
pub(super) struct Trigger<'a> {
    /// Its token.
    pub(super) token: u32,
    /// In the present tense.
    pub(super) present: bool,
    /// In the past tense.
    pub(super) past: bool,
    /// A verb of saying.
    pub(super) reports: bool,
    /// An infinitive.
    pub(super) infinitive: bool,
    /// The time of its own clause.
    pub(super) own: Option<&'a str>,
}

/// Heads of verb groups, participles, and nouns of happenings.
pub(super) fn triggers<'a>(reader: &Reader<'a, '_>) -> Vec<Trigger<'a>> {
    let nouns = Nouns::of(reader);
    let trigger = |token: u32, infinitive: bool, points: Direction| Trigger {
        token,
        present: points == Direction::Unknown,
        past: points == Direction::Past,
        reports: reader.word_in(token, Lex::ReportingVerbCore),
        infinitive,
        own: None,
    };
    let mut found = Vec::with_capacity(reader.analysis.tokens.len() / 4);
    for (i, t) in (0..).zip(&reader.analysis.tokens) {
        if let Some(group) = reader.verb_group(i) {
            if group.start == i {
                let head = reader.slot(group, Part::Head).map_or(group.end - 1, |s| s.start);
                let infinitive = reader.slot(group, Part::Inf).is_some();
                let points = reader.times().points(reader.engine, reader.analysis, group);
                found.push(trigger(head, infinitive, points));
            }
            continue;
        }
        let verbal = t.tags & (tag::VERB | tag::PASTPART | tag::GERUND) != 0;
        if verbal || t.tags & (tag::NOUN | tag::ADJ) != 0 && nouns.names_a_happening(reader, i) {
            found.push(trigger(i, false, Direction::Future));
        }
    }
    found
}

struct Nouns<'a> {
    endings: Vec<&'a str>,
}

impl<'a> Nouns<'a> {
    fn of(reader: &Reader<'a, '_>) -> Self {
        let lexicons = &reader.engine.lexicons;
        let endings = reader
            .lexicon(Lex::TriggerNounEnding)
            .map(|l| lexicons.words(l).iter().map(|w| reader.engine.vocabulary.text(*w)).collect());
        Self { endings: endings.unwrap_or_default() }
    }

    /// "ban", "launch", "strike": a noun that is as often a verb.
    fn is_a_verb_too(reader: &Reader<'_, '_>, word: WordId) -> bool {
        /// As [`Tagger::weight`](crate::lexis::tagger::Tagger::weight) counts.
        const LEAST: i8 = 12;
        reader.engine.tagger.weight(word, tag::VERB) >= LEAST
    }

    fn names_a_happening(&self, reader: &Reader<'_, '_>, token: u32) -> bool {
        let t = &reader.analysis.tokens[token as usize];
        let word = reader.analysis.word(token);
        reader.word_in(token, Lex::TriggerNoun)
            || Self::is_a_verb_too(reader, t.word)
            || self.endings.iter().any(|e| {
                word.len() > e.len() + 3
                    && word.as_bytes().last() == e.as_bytes().last()
                    && word.ends_with(e)
            })
    }
}
