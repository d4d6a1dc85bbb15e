//! From mentions of names, roles and pronouns to entities.
//!
//! A name is the same as an earlier one if it is written alike, if it is the surname of a person
//! named in full before, or if one is made of the initials of the other, persons aside. A group of
//! people is one entity if its words, the article aside, are the same. A pronoun means the last
//! person (or body, for "it", or group, for "they") named before it.

use std::collections::BTreeMap;

use crate::claims::entities::Entities;
use crate::claims::entities::naming::{initials, key, slug, surname};
use crate::claims::reader::Reader;
use crate::lexis::lexicon::LexId;
use crate::lexis::token::tag;
use crate::matching::mention::Mention;
use crate::record::{Entity, EntityKind};

/// Mentions that an entity keeps in its record.
const KEPT: usize = 200;

struct Builder<'r, 'a, 'd> {
    reader: &'r Reader<'a, 'd>,
    out: Entities,
    by_surname: BTreeMap<String, usize>,
    by_initials: BTreeMap<String, usize>,
    ids: BTreeMap<String, u32>,
    words: Words,
}

struct Words {
    official: Option<LexId>,
    demonym: Option<LexId>,
    people: Option<LexId>,
    happening: Option<LexId>,
    indefinite: Option<LexId>,
}

pub(super) fn build(reader: &Reader<'_, '_>) -> Entities {
    let n = reader.analysis.tokens.len();
    let id = |name: &str| reader.engine.lexicons.id(name);
    let mut b = Builder {
        reader,
        out: Entities { by_token: vec![0; n], anaphor: vec![false; n], ..Entities::default() },
        by_surname: BTreeMap::new(),
        by_initials: BTreeMap::new(),
        ids: BTreeMap::new(),
        words: Words {
            official: id("official-noun"),
            demonym: id("demonym"),
            people: id("demonym-person"),
            happening: id("happening"),
            indefinite: id("indefinite-lead"),
        },
    };
    let persons = persons_by_role(reader);
    for (_, m) in reader.mentions("name") {
        b.name(m, persons[m.end as usize - 1]);
    }
    for (_, m) in reader.mentions("actor") {
        if reader.constant(m, "form") == Some("group") {
            b.group(m);
        }
    }
    b.pronouns();
    let mut out = b.out;
    out.spans.sort_unstable();
    for e in &mut out.list {
        e.mentions.sort_by_key(|m| (m.start, m.end));
        e.mentions.truncate(KEPT);
    }
    out
}

/// For each token: is it the end of a name that a role stands before ("envoy Vassily …") or behind?
fn persons_by_role(reader: &Reader<'_, '_>) -> Vec<bool> {
    let mut out = vec![false; reader.analysis.tokens.len()];
    let Some(people) = reader.engine.lexicons.id("person-noun") else { return out };
    let is_role = |t: u32| {
        let token = reader.analysis.tokens.get(t as usize);
        token.is_some_and(|t| reader.engine.lexicons.has_word(people, t.word))
    };
    for (_, m) in reader.mentions("actor") {
        let role = reader.slot(m, "role").is_some_and(|s| is_role(s.end - 1));
        // "Chile's envoy, Ana Rojas,"
        let comma = |t: u32| reader.analysis.word(t) == ",";
        let apposed = m.start >= 2 && comma(m.start - 1) && is_role(m.start - 2) && comma(m.end);
        if m.end > 0 && (role || apposed) {
            out[m.end as usize - 1] = true;
        }
    }
    out
}

impl Builder<'_, '_, '_> {
    fn has(&self, token: u32, lexicon: Option<LexId>) -> bool {
        let analysis = self.reader.analysis;
        let Some(t) = analysis.tokens.get(token as usize) else { return false };
        lexicon.is_some_and(|l| self.reader.engine.lexicons.has(l, t, &analysis.document.text))
    }

    fn name(&mut self, m: &Mention, role: bool) {
        let body = self.reader.slot(m, "body").map_or((m.start, m.end), |s| (s.start, s.end));
        let words = self.reader.analysis.words(body.0, body.1);
        let named = self.reader.constant(m, "type");
        let kind = match named {
            Some("person") => EntityKind::Person,
            Some("org") => EntityKind::Organization,
            Some("country") => EntityKind::Country,
            Some("place") => EntityKind::Place,
            _ if role => EntityKind::Person,
            _ => EntityKind::Unknown,
        };
        let kind = match kind {
            // "Israeli" before a noun names nobody.
            EntityKind::Unknown if self.all(body, self.words.demonym) && self.modifies(m) => return,
            EntityKind::Unknown if self.all(body, self.words.people) => EntityKind::Group,
            EntityKind::Unknown if self.all(body, self.words.demonym) => return,
            kind => kind,
        };
        let k = key(words);
        let spells_out = k.contains(' ') && kind != EntityKind::Person;
        let known = self
            .out
            .by_key
            .get(&k)
            .or_else(|| self.by_surname.get(&k))
            .or_else(|| (!k.contains(' ')).then(|| self.by_initials.get(&k)).flatten())
            .or_else(|| spells_out.then(|| self.out.by_key.get(&initials(words))).flatten());
        let at = match known.copied() {
            Some(at) => at,
            None => self.add(words, kind),
        };
        self.out.by_key.entry(k.clone()).or_insert(at);
        let e = &mut self.out.list[at];
        if e.kind == EntityKind::Unknown {
            e.kind = kind;
        }
        if let Some(last) = surname(&k).filter(|_| kind == EntityKind::Person) {
            self.by_surname.entry(last.to_owned()).or_insert(at);
        }
        if spells_out {
            self.by_initials.entry(initials(words)).or_insert(at);
        }
        self.mark(m.start, m.end, at);
    }

    fn all(&self, (start, end): (u32, u32), lexicon: Option<LexId>) -> bool {
        (start..end).all(|t| self.has(t, lexicon))
    }

    /// Does a noun follow, or a hyphen?
    fn modifies(&self, m: &Mention) -> bool {
        let next = self.reader.analysis.tokens.get(m.end as usize);
        next.is_some_and(|t| t.tags & (tag::NOUN | tag::ADJ) != 0)
            || self.reader.analysis.word(m.end) == "-"
    }

    /// Officials and groups. What is only counted ("40 people") or stands for anybody ("a member")
    /// is no entity.
    fn group(&mut self, m: &Mention) {
        let tokens = &self.reader.analysis.tokens;
        let tagged = |t: u32, tags: u32| tokens[t as usize].tags & tags != 0;
        let head = m.end - 1;
        let mut start = m.start;
        while start < head && tagged(start, tag::DET) && !self.has(start, self.words.indefinite) {
            start += 1;
        }
        let definite = start > m.start
            || (start..head).any(|t| tagged(t, tag::NAME | tag::POSS))
            || (start > 0 && tagged(start - 1, tag::POSS));
        let loose = !definite
            || (start..m.end).any(|t| tagged(t, tag::NUM | tag::CONJ | tag::GERUND))
            || self.has(start, self.words.indefinite)
            || self.has(head, self.words.happening);
        if loose || self.out.by_token[head as usize] != 0 {
            return;
        }
        // "Prime Minister Benjamin Netanyahu": the office is the person's.
        let comma = self.reader.analysis.word(m.end) == ",";
        let next = self.out.by_token.get(m.end as usize + usize::from(comma)).copied().unwrap_or(0);
        if next > 0 && self.out.list[next as usize - 1].kind == EntityKind::Person {
            self.mark(start, m.end, next as usize - 1);
            return;
        }
        let kind = if self.has(head, self.words.official) {
            EntityKind::Officials
        } else {
            EntityKind::Group
        };
        let words = self.reader.analysis.words(start, m.end);
        let k = key(words);
        let at = match self.out.by_key.get(&k) {
            Some(at) => *at,
            None => self.add(words, kind),
        };
        self.out.by_key.entry(k).or_insert(at);
        self.mark(start, m.end, at);
    }

    fn add(&mut self, name: &str, kind: EntityKind) -> usize {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        let base = slug(&name);
        let n = self.ids.entry(base.clone()).or_insert(0);
        *n += 1;
        let id = if *n == 1 { base } else { format!("{base}-{n}") };
        self.out.list.push(Entity { id, name, kind, mentions: Vec::new() });
        self.out.list.len() - 1
    }

    fn mark(&mut self, start: u32, end: u32, at: usize) {
        for t in start..end {
            if self.out.by_token[t as usize] == 0 {
                self.out.by_token[t as usize] = at as u32 + 1;
            }
        }
        let evidence = self.reader.evidence(start, end);
        self.out.spans.push((evidence.start, evidence.end, at));
        self.out.list[at].mentions.push(evidence);
    }

    /// Personal pronouns and possessives: the last person, body or group named before.
    fn pronouns(&mut self) {
        let lexicons = &self.reader.engine.lexicons;
        let lists = [lexicons.id("personal-anaphor"), lexicons.id("possessive-anaphor")];
        let tokens = &self.reader.analysis.tokens;
        let (mut person, mut body, mut many) = (None, None, None);
        for (t, token) in tokens.iter().enumerate() {
            let slot = self.out.by_token[t];
            if slot > 0 {
                match self.out.list[slot as usize - 1].kind {
                    EntityKind::Person => person = Some(slot),
                    EntityKind::Organization
                    | EntityKind::Country
                    | EntityKind::Document
                    | EntityKind::Unknown => body = Some(slot),
                    EntityKind::Group | EntityKind::Officials => many = Some(slot),
                    EntityKind::Place => {}
                }
                continue;
            }
            let value = lists
                .iter()
                .flatten()
                .filter(|l| lexicons.has_word(**l, token.word))
                .find_map(|l| lexicons.value(*l, token.word));
            let meant = match value.map(|v| &**v) {
                Some("person") => person,
                Some("body") => body,
                Some("group") => many.or(body),
                _ => None,
            };
            if let Some(slot) = meant {
                self.out.by_token[t] = slot;
                self.out.anaphor[t] = true;
            }
        }
    }
}
