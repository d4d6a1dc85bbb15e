//! From mentions of names, roles and pronouns to entities.
//!
//! A name is the same as an earlier one if it is written alike, if it is the surname of a person
//! named in full before, or if one is made of the initials of the other, persons aside. A group of
//! people is one entity if its words, the article aside, are the same. A pronoun means the last
//! person (or body, for "it", or group, for "they") named before it.

use crate::claims::names::{Kind, Lex, Part, Word};
use rustc_hash::{FxBuildHasher, FxHashMap};
use smol_str::{SmolStr, format_smolstr};

use crate::claims::entities::naming::{Keys, Name, slug, spaced};
use crate::claims::entities::{Entities, PRONOUN};
use crate::claims::reader::Reader;
use crate::lexis::token::tag;
use crate::matching::mention::Mention;
use crate::record::{Entity, EntityKind};

/// Mentions that an entity keeps in its record.
const KEPT: usize = 200;

struct Builder<'r, 'a, 'd> {
    reader: &'r Reader<'a, 'd>,
    out: Entities,
    /// Tokens and entity of each mention.
    marks: Vec<(u32, u32, u32)>,
    /// How many mentions each entity has.
    counts: Vec<u32>,
    /// How often each slug has been given.
    slugs: FxHashMap<SmolStr, u32>,
    /// Room for a slug in the making.
    room: Vec<u8>,
}

pub(super) fn build(reader: &Reader<'_, '_>) -> Entities {
    let names = reader.count(Kind::Name);
    let mut b = Builder {
        reader,
        out: Entities {
            keys: Keys::with_room(names),
            by_token: vec![0; reader.analysis.tokens.len()],
            ..Entities::default()
        },
        marks: Vec::with_capacity(names),
        counts: Vec::new(),
        slugs: FxHashMap::with_capacity_and_hasher(names, FxBuildHasher),
        room: Vec::new(),
    };
    for (_, m) in reader.mentions(Kind::Name) {
        b.name(m);
    }
    for (_, m) in reader.mentions(Kind::Actor) {
        if reader.says(m, Part::Form, Word::Group) {
            b.group(m);
        }
    }
    b.pronouns();
    b.file_mentions();
    b.out
}

/// Does a role stand before the name ("envoy Vassily …") or behind it?
fn has_role(reader: &Reader<'_, '_>, name: &Mention) -> bool {
    let is_role = |t: u32| reader.word_in(t, Lex::PersonNoun);
    let comma = |t: u32| reader.sign(t) == ',';
    let actors = reader.analysis.ending_at(name.end).filter(|(_, m)| reader.is(m, Kind::Actor));
    let mut actors = actors.map(|(_, m)| m);
    actors.any(|m| {
        let role = reader.slot(m, Part::Role).is_some_and(|s| is_role(s.end - 1));
        // "Chile's envoy, Ana Rojas,"
        role || m.start >= 2 && comma(m.start - 1) && is_role(m.start - 2) && comma(m.end)
    })
}

impl Builder<'_, '_, '_> {
    fn has(&self, token: u32, lexicon: Lex) -> bool {
        self.reader.entry(token, lexicon)
    }

    /// What its rule says that a name is, else what stands beside it.
    fn kind(&self, m: &Mention) -> EntityKind {
        let named = self.reader.constant_id(m, Part::Type);
        let kinds = [
            (Word::Person, EntityKind::Person),
            (Word::Org, EntityKind::Organization),
            (Word::Country, EntityKind::Country),
            (Word::Place, EntityKind::Place),
        ];
        match kinds.into_iter().find(|k| self.reader.is_word(named, k.0)) {
            Some((_, kind)) => kind,
            None if has_role(self.reader, m) => EntityKind::Person,
            None => EntityKind::Unknown,
        }
    }

    fn name(&mut self, m: &Mention) {
        let body = self.reader.slot(m, Part::Body).map_or((m.start, m.end), |s| (s.start, s.end));
        let kind = self.kind(m);
        let kind = match kind {
            // "Israeli" before a noun names nobody.
            EntityKind::Unknown if self.all(body, Lex::Demonym) && self.modifies(m) => return,
            EntityKind::Unknown if self.all(body, Lex::DemonymPerson) => EntityKind::Group,
            EntityKind::Unknown if self.all(body, Lex::Demonym) => return,
            kind => kind,
        };
        let words = Name::new(self.reader.analysis.words(body.0, body.1));
        let keys = &mut self.out.keys;
        let k = keys.of_text(&words);
        let long = keys.get(k).long;
        let spells_out = long && kind != EntityKind::Person;
        let key = keys.get(k);
        let mut known = key.entity.or(key.by_surname).or(key.by_initials.filter(|_| !long));
        let short = spells_out.then(|| keys.of_initials(words.text));
        if let Some(short) = short.filter(|_| known.is_none()) {
            known = keys.get(short).entity;
        }
        let at = known.unwrap_or_else(|| self.add(&words, kind));
        let keys = &mut self.out.keys;
        keys.get(k).entity.get_or_insert(at);
        let e = &mut self.out.list[at as usize];
        if e.kind == EntityKind::Unknown {
            e.kind = kind;
        }
        if kind == EntityKind::Person
            && let Some(last) = keys.surname(k, &words)
        {
            keys.get(last).by_surname.get_or_insert(at);
        }
        if let Some(short) = short {
            keys.get(short).by_initials.get_or_insert(at);
        }
        self.mark(m.start, m.end, at);
    }

    fn all(&self, (start, end): (u32, u32), lexicon: Lex) -> bool {
        (start..end).all(|t| self.has(t, lexicon))
    }

    /// Does a noun follow, or a hyphen?
    fn modifies(&self, m: &Mention) -> bool {
        let next = self.reader.analysis.tokens.get(m.end as usize);
        next.is_some_and(|t| t.tags & (tag::NOUN | tag::ADJ) != 0) || self.reader.sign(m.end) == '-'
    }

    /// Officials and groups. What is only counted ("40 people") or stands for anybody ("a member")
    /// is no entity.
    fn group(&mut self, m: &Mention) {
        let tokens = &self.reader.analysis.tokens;
        let tagged = |t: u32, tags: u32| tokens[t as usize].tags & tags != 0;
        let head = m.end - 1;
        let mut start = m.start;
        while start < head && tagged(start, tag::DET) && !self.has(start, Lex::IndefiniteLead) {
            start += 1;
        }
        let definite = start > m.start
            || (start..head).any(|t| tagged(t, tag::NAME | tag::POSS))
            || (start > 0 && tagged(start - 1, tag::POSS));
        let loose = !definite
            || (start..m.end).any(|t| tagged(t, tag::NUM | tag::CONJ | tag::GERUND))
            || self.has(start, Lex::IndefiniteLead)
            || self.has(head, Lex::Happening);
        if loose || self.out.by_token[head as usize] != 0 {
            return;
        }
        // "Prime Minister Benjamin Netanyahu": the office is the person's.
        let comma = self.reader.sign(m.end) == ',';
        let next = self.out.by_token.get(m.end as usize + usize::from(comma)).copied().unwrap_or(0);
        if next > 0 && self.out.list[next as usize - 1].kind == EntityKind::Person {
            self.mark(start, m.end, next - 1);
            return;
        }
        let kind = if self.has(head, Lex::OfficialNoun) {
            EntityKind::Officials
        } else {
            EntityKind::Group
        };
        let words = Name::new(self.reader.analysis.words(start, m.end));
        let k = self.out.keys.of_text(&words);
        let known = self.out.keys.get(k).entity;
        let at = known.unwrap_or_else(|| self.add(&words, kind));
        self.out.keys.get(k).entity = Some(at);
        self.mark(start, m.end, at);
    }

    fn add(&mut self, name: &Name<'_>, kind: EntityKind) -> u32 {
        let mut id = slug(name, &mut self.room);
        let name = spaced(name);
        match self.slugs.get_mut(&id) {
            Some(n) => {
                *n += 1;
                id = format_smolstr!("{id}-{n}");
            }
            None => {
                self.slugs.insert(id.clone(), 1);
            }
        }
        self.out.list.push(Entity { id, name, kind, mentions: Vec::new() });
        self.counts.push(0);
        self.out.list.len() as u32 - 1
    }

    fn mark(&mut self, start: u32, end: u32, at: u32) {
        for slot in &mut self.out.by_token[start as usize..end as usize] {
            if *slot == 0 {
                *slot = at + 1;
            }
        }
        self.marks.push((start, end, at));
        self.counts[at as usize] += 1;
    }

    /// The mentions in text order: all by place, and the first ones of each entity.
    fn file_mentions(&mut self) {
        // Those of names stand before those of groups, each in text order.
        self.marks.sort();
        self.out.spans.reserve_exact(self.marks.len());
        for &(start, end, at) in &self.marks {
            let count = self.counts[at as usize] as usize;
            let mentions = &mut self.out.list[at as usize].mentions;
            let (from, to) = if mentions.len() < KEPT {
                mentions.reserve_exact(count.min(KEPT) - mentions.len());
                let evidence = self.reader.evidence(start, end);
                let span = (evidence.start, evidence.end);
                mentions.push(evidence);
                span
            } else {
                self.reader.points(start, end)
            };
            self.out.spans.push((from, to, at));
        }
    }

    /// Personal pronouns and possessives: the last person, body or group named before.
    fn pronouns(&mut self) {
        let reader = self.reader;
        let list = &self.out.list;
        let (mut person, mut body, mut many) = (0, 0, 0);
        for (t, slot) in (0..).zip(&mut self.out.by_token) {
            if *slot > 0 {
                match list[*slot as usize - 1].kind {
                    EntityKind::Person => person = *slot,
                    EntityKind::Organization
                    | EntityKind::Country
                    | EntityKind::Document
                    | EntityKind::Unknown => body = *slot,
                    EntityKind::Group | EntityKind::Officials => many = *slot,
                    EntityKind::Place => {}
                }
                continue;
            }
            if !reader.is_anaphor(t) {
                continue;
            }
            let value = [Lex::PersonalAnaphor, Lex::PossessiveAnaphor]
                .into_iter()
                .filter(|l| reader.word_in(t, *l))
                .find_map(|l| reader.value_in(t, l));
            let meant = match value {
                Some("person") => person,
                Some("body") => body,
                Some("group") if many > 0 => many,
                Some("group") => body,
                _ => 0,
            };
            if meant > 0 {
                *slot = meant | PRONOUN;
            }
        }
    }
}
