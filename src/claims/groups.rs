//! Which noun group, verb group, time, actor and quantity each token of a document is in.

use super::names::{Kind, Names};
use crate::matching::chart::Analysis;
use crate::matching::mention::{Mention, MentionId};

const NONE: u32 = u32::MAX;

/// The groups by token; where two overlap, the later one has the token.
pub(super) struct Groups {
    nouns: Vec<MentionId>,
    verbs: Vec<MentionId>,
    times: Vec<MentionId>,
    actors: Vec<MentionId>,
    quantities: Vec<MentionId>,
}

impl Groups {
    /// Files the groups of a document.
    pub(super) fn new(names: &Names, analysis: &Analysis<'_>) -> Self {
        let file = |kind: Kind| {
            let mut by_token = vec![NONE; analysis.tokens.len()];
            for (id, m) in analysis.of_kind(names.kind(kind)) {
                // Of a few tokens: not worth a call.
                for at in &mut by_token[m.start as usize..m.end as usize] {
                    *at = id;
                }
            }
            by_token
        };
        Self {
            nouns: file(Kind::Np),
            verbs: file(Kind::Vg),
            times: file(Kind::Time),
            actors: file(Kind::Actor),
            quantities: file(Kind::Quantity),
        }
    }
}

/// Look-ups of the group that a token is in.
impl<'a> super::reader::Reader<'a, '_> {
    #[inline]
    fn group(&self, by_token: &[MentionId], token: u32) -> Option<(MentionId, &'a Mention)> {
        let id = *by_token.get(token as usize)?;
        (id != NONE).then(|| (id, self.mention(id)))
    }

    /// The noun group a token is in.
    #[inline]
    pub(super) fn noun_group(&self, token: u32) -> Option<&'a Mention> {
        self.group(&self.groups.nouns, token).map(|g| g.1)
    }

    /// The verb group a token is in.
    #[inline]
    pub(super) fn verb_group(&self, token: u32) -> Option<&'a Mention> {
        self.group(&self.groups.verbs, token).map(|g| g.1)
    }

    /// The time a token is in.
    #[inline]
    pub(super) fn time_at(&self, token: u32) -> Option<(MentionId, &'a Mention)> {
        self.group(&self.groups.times, token)
    }

    /// The actor a token is in.
    #[inline]
    pub(super) fn actor(&self, token: u32) -> Option<&'a Mention> {
        self.group(&self.groups.actors, token).map(|g| g.1)
    }

    /// The quantity a token is in ("at least 12 people").
    #[inline]
    pub(super) fn quantity_at(&self, token: u32) -> Option<&'a Mention> {
        self.group(&self.groups.quantities, token).map(|g| g.1)
    }
}
