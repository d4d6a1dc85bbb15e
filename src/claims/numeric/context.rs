//! What the joins look at: the document's quantities, claim mentions, marks, places and times.

use crate::claims::names::{Kind, Part};
use crate::claims::reader::Reader;
use crate::matching::mention::{Mention, MentionId};

/// Mentions by type, each list in text order.
pub(crate) struct Context<'r, 'a, 'd> {
    pub reader: &'r Reader<'a, 'd>,
    pub quantities: Vec<(MentionId, &'a Mention)>,
    pub claims: Vec<&'a Mention>,
    /// Words that change the standing of a figure: negated, hypothetical, perpetrators, …
    pub marks: Vec<(&'a str, u32, u32)>,
    /// Places and the mention's words: `(token range, strength)`.
    pub places: Vec<Locus>,
    pub times: Vec<&'a Mention>,
    /// Noun groups, in text order.
    pub groups: Vec<(u32, u32)>,
    /// Verb groups, in text order.
    pub verbs: Vec<(u32, u32)>,
    /// "since then", "since the coup": token range, and the noun's token.
    pub anaphors: Vec<(u32, u32, Option<u32>)>,
    /// Passages whose time is that of the figures in them only.
    pub own_times: Vec<(u32, u32)>,
    /// Words of a source, and the mention that gives the figure to it.
    pub sourced: Vec<((u32, u32), (u32, u32))>,
}

/// A place that something can have happened at.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Locus {
    /// First token of the place's words (behind the preposition).
    pub start: u32,
    /// One past its last token.
    pub end: u32,
    /// A date line, which gives the place of the whole report.
    pub dateline: bool,
    /// Behind a word of direction ("to Poland", "fled Ukraine"): for people on the move only.
    pub toward: bool,
}

impl<'r, 'a, 'd> Context<'r, 'a, 'd> {
    pub(crate) fn new(reader: &'r Reader<'a, 'd>) -> Self {
        let mut marks: Vec<_> = reader
            .mentions(Kind::Mark)
            .filter_map(|(_, m)| Some((reader.constant(m, Part::Mark)?, m.start, m.end)))
            .collect();
        marks.sort_by_key(|m| (m.1, m.2));
        let mut places: Vec<_> = reader
            .mentions(Kind::Locus)
            .filter_map(|(_, m)| {
                let s = reader.slot(m, Part::Place)?;
                let form = reader.constant(m, Part::Form);
                let (dateline, toward) = (form == Some("dateline"), form == Some("toward"));
                Some(Locus { start: s.start, end: s.end, dateline, toward })
            })
            .collect();
        places.sort_by_key(|p| (p.start, p.end));
        let mut quantities: Vec<_> = reader.mentions(Kind::Quantity).collect();
        quantities.sort_by_key(|(_, m)| (m.start, m.end));
        let mut claims: Vec<_> = reader
            .mentions(Kind::Claim)
            .chain(reader.mentions(Kind::ClaimMore))
            .map(|(_, m)| m)
            .collect();
        claims.sort_by_key(|m| (m.start, m.end));
        let mut times: Vec<_> = reader.mentions(Kind::Time).map(|(_, m)| m).collect();
        times.sort_by_key(|m| (m.start, m.end));
        let mut anaphors: Vec<_> = reader
            .mentions(Kind::Anaphor)
            .map(|(_, m)| (m.start, m.end, reader.slot(m, Part::Noun).map(|s| s.start)))
            .collect();
        anaphors.sort_unstable();
        let mut sourced: Vec<_> = reader
            .mentions(Kind::Sourced)
            .filter_map(|(_, m)| {
                let s = reader.slot(m, Part::Source).filter(|s| s.start < s.end)?;
                Some(((s.start, s.end), (m.start, m.end)))
            })
            .collect();
        sourced.sort_unstable();
        let ranges = |kind: Kind| {
            let mut ranges = Vec::with_capacity(reader.count(kind));
            ranges.extend(reader.mentions(kind).map(|(_, m)| (m.start, m.end)));
            ranges.sort_unstable();
            ranges
        };
        Self {
            reader,
            quantities,
            claims,
            marks,
            places,
            times,
            groups: ranges(Kind::Np),
            verbs: ranges(Kind::Vg),
            anaphors,
            own_times: ranges(Kind::OwnTime),
            sourced,
        }
    }

    /// The quantity that begins at a token.
    pub(crate) fn quantity_from(&self, at: u32) -> Option<MentionId> {
        let i = self.quantities.partition_point(|(_, m)| m.start < at);
        self.quantities.get(i).filter(|(_, m)| m.start == at).map(|(id, _)| *id)
    }

    /// The quantity whose tokens hold `start..end`, the smallest if several do.
    pub(crate) fn quantity_over(&self, start: u32, end: u32) -> Option<(MentionId, &'a Mention)> {
        let upto = self.quantities.partition_point(|(_, m)| m.start <= start);
        self.quantities[..upto]
            .iter()
            .rev()
            .take(8)
            .filter(|(_, m)| m.end >= end)
            .min_by_key(|(_, m)| m.end - m.start)
            .copied()
    }

    /// Marks that overlap tokens `start..end`.
    pub(crate) fn marked(&self, mark: &str, start: u32, end: u32) -> bool {
        let upto = self.marks.partition_point(|m| m.1 < end);
        self.marks[..upto].iter().rev().take(16).any(|m| m.0 == mark && m.2 > start)
    }

    /// May a time at `start..end` date a figure at `token`? One of a passage of its own ("from 12 a
    /// year earlier") dates what stands in that passage.
    pub(crate) fn shares(&self, token: u32, start: u32, end: u32) -> bool {
        self.own_time(start, end).is_none_or(|p| p.0 <= token && token < p.1)
    }

    /// The passage with a time of its own that holds `start..end`.
    pub(crate) fn own_time(&self, start: u32, end: u32) -> Option<(u32, u32)> {
        let upto = self.own_times.partition_point(|p| p.0 <= start);
        self.own_times[..upto].iter().rev().take(4).find(|p| p.1 >= end).copied()
    }

    /// Token range of the sentence.
    pub(crate) fn sentence(&self, token: u32) -> (u32, u32) {
        self.reader.sentence_range(token)
    }

    /// First token of the clause of a token.
    pub(crate) fn clause(&self, token: u32) -> u32 {
        self.reader.analysis.clause.get(token as usize).copied().unwrap_or(token)
    }
}
