//! Entities: one node for each person, organisation, country or place of a document, however it is
//! named, and which of them a mention or a pronoun means.
//!
//! A country, its capital as a stand-in for its government and its officials stay three: "the US",
//! "Washington", "US officials". Adjectives of countries name no entity of their own.

mod build;
mod link;
mod naming;

use std::collections::BTreeMap;

use crate::claims::reader::Reader;
use crate::record::{Entity, Extraction};

/// The entities of a document and where they are mentioned.
#[derive(Debug, Default)]
pub struct Entities {
    list: Vec<Entity>,
    /// Index by name as `naming::key` has it.
    by_key: BTreeMap<String, usize>,
    /// Mentions by code point, in text order.
    spans: link::Spans,
    /// For each token that a mention begins or covers: index of the entity plus one.
    by_token: Vec<u32>,
    /// Tokens whose mention is a pronoun.
    anaphor: Vec<bool>,
}

impl Entities {
    /// Resolves the names, titles and pronouns of a document. Linear in the number of mentions.
    #[must_use]
    pub fn build(reader: &Reader<'_, '_>) -> Self {
        build::build(reader)
    }

    /// The entities in order of their first naming.
    #[must_use]
    pub fn list(&self) -> &[Entity] {
        &self.list
    }

    /// Links the fields of the records and moves the list into the extraction.
    pub fn finish(self, extraction: &mut Extraction) {
        link::link(&self, extraction);
        extraction.entities = self.list;
    }

    /// The entity that tokens `start..end` name: that of the mention at their end, where the head
    /// of a group stands.
    #[must_use]
    pub fn of(&self, start: u32, end: u32) -> Option<&Entity> {
        let last = end.checked_sub(1).filter(|t| *t >= start)?;
        let slot = *self.by_token.get(last as usize)?;
        self.list.get((slot as usize).checked_sub(1)?)
    }

    /// Do these tokens name it by a pronoun only?
    #[must_use]
    pub fn is_anaphor(&self, start: u32, end: u32) -> bool {
        end == start + 1 && self.anaphor.get(start as usize).copied().unwrap_or(false)
    }

    /// Index of the entity of that name, titles and case aside.
    fn named(&self, name: &str) -> Option<usize> {
        self.by_key.get(&naming::key(name)).copied()
    }
}
