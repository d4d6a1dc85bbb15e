//! Entities: one node for each person, organisation, country or place of a document, however it is
//! named, and which of them a mention or a pronoun means.

mod build;
mod naming;

use crate::claims::reader::Reader;
use crate::record::Entity;

/// The entities of a document and where they are mentioned.
#[derive(Debug, Default)]
pub struct Entities {
    list: Vec<Entity>,
    /// For each token that a mention begins or covers: index of the entity plus one.
    by_token: Vec<u32>,
    /// Tokens whose mention is a pronoun or a short form.
    anaphor: Vec<bool>,
}

impl Entities {
    /// Resolves the names, titles and pronouns of a document. Linear in the number of mentions.
    #[must_use]
    pub fn build(reader: &Reader<'_, '_>) -> Self {
        build::build(reader)
    }

    /// The entities in order of their first mention.
    #[must_use]
    pub fn list(&self) -> &[Entity] {
        &self.list
    }

    /// Takes the list out.
    #[must_use]
    pub fn into_list(self) -> Vec<Entity> {
        self.list
    }

    /// The entity that tokens `start..end` name: that of the last mention among them, a head noun
    /// standing at the end of its group.
    #[must_use]
    pub fn of(&self, start: u32, end: u32) -> Option<&Entity> {
        let slot = (start..end).rev().find_map(|t| {
            let slot = *self.by_token.get(t as usize)?;
            (slot > 0).then_some(slot)
        })?;
        self.list.get(slot as usize - 1)
    }

    /// Do these tokens name it by a pronoun only?
    #[must_use]
    pub fn is_anaphor(&self, start: u32, end: u32) -> bool {
        end == start + 1 && self.anaphor.get(start as usize).copied().unwrap_or(false)
    }
}
