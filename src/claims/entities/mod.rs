//! Entities: one node for each person, organisation, country or place of a document, however it is
//! named, and which of them a mention or a pronoun means.
//!
//! A country, its capital as a stand-in for its government and its officials stay three: "the US",
//! "Washington", "US officials". Adjectives of countries name no entity of their own.

mod build;
mod link;
mod naming;

use crate::claims::reader::Reader;
use crate::record::{Entity, Extraction};

/// The entities of a document and where they are mentioned.
#[derive(Debug, Default)]
pub(super) struct Entities {
    list: Vec<Entity>,
    keys: naming::Keys,
    /// Mentions by code point, in text order.
    spans: link::Spans,
    /// For each token that a mention begins or covers: index of the entity plus one, and whether
    /// the mention is a pronoun ([`PRONOUN`]).
    by_token: Vec<u32>,
}

/// Set in what is said of a token whose mention is a pronoun.
const PRONOUN: u32 = 1 << 31;

impl Entities {
    /// Resolves the names, titles and pronouns of a document. Linear in the number of mentions.
    pub(super) fn build(reader: &Reader<'_, '_>) -> Self {
        build::build(reader)
    }

    /// Links the fields of the records and moves the list into the extraction.
    pub(super) fn finish(mut self, extraction: &mut Extraction) {
        link::link(&mut self, extraction);
        extraction.entities = self.list;
    }

    /// The entity that tokens `start..end` name: that of the mention at their end, where the head
    /// of a group stands.
    pub(super) fn of(&self, start: u32, end: u32) -> Option<&Entity> {
        let last = end.checked_sub(1).filter(|t| *t >= start)?;
        let slot = *self.by_token.get(last as usize)? & !PRONOUN;
        self.list.get((slot as usize).checked_sub(1)?)
    }

    /// Do these tokens name it by a pronoun only?
    pub(super) fn is_anaphor(&self, start: u32, end: u32) -> bool {
        end == start + 1
            && self.by_token.get(start as usize).is_some_and(|slot| slot & PRONOUN != 0)
    }

    /// Index of the entity of that name, titles and case aside.
    fn named(&mut self, name: &str) -> Option<u32> {
        self.keys.entity(name)
    }
}
