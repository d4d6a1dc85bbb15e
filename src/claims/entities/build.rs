//! From mentions of names, roles and pronouns to entities.
//!
//! A name is the same as an earlier one if it is written alike, if it is the surname of a person
//! named in full before, or if it is made of an organisation's initials. A pronoun means the last
//! person (or body, for "it") named before it in its paragraph, subjects of speech first.

use std::collections::BTreeMap;

use crate::claims::entities::Entities;
use crate::claims::entities::naming::{initials, key, slug, surname};
use crate::claims::reader::Reader;
use crate::lexis::lexicon::LexId;
use crate::matching::mention::Mention;
use crate::record::{Entity, EntityKind, Evidence};

/// Mentions that an entity keeps in its record.
const KEPT: usize = 200;

struct Builder<'r, 'a, 'd> {
    reader: &'r Reader<'a, 'd>,
    out: Entities,
    by_key: BTreeMap<String, usize>,
    by_surname: BTreeMap<String, usize>,
    by_initials: BTreeMap<String, usize>,
    ids: BTreeMap<String, u32>,
    official: Option<LexId>,
}

pub(super) fn build(reader: &Reader<'_, '_>) -> Entities {
    let n = reader.analysis.tokens.len();
    let out = Entities { list: Vec::new(), by_token: vec![0; n], anaphor: vec![false; n] };
    let official = reader.engine.lexicons.id("official-noun");
    let mut b = Builder {
        reader,
        out,
        by_key: BTreeMap::new(),
        by_surname: BTreeMap::new(),
        by_initials: BTreeMap::new(),
        ids: BTreeMap::new(),
        official,
    };
    let mut names: Vec<(&Mention, bool)> =
        reader.mentions("name").map(|(_, m)| (m, true)).collect();
    names.extend(
        reader.mentions("actor").filter_map(|(_, m)| {
            (reader.constant(m, "form") == Some("group")).then_some((m, false))
        }),
    );
    names.sort_by_key(|(m, named)| (m.start, m.end, !named));
    // Full names first, so that a headline's surname finds its person.
    for (m, named) in &names {
        if *named {
            b.name(m);
        }
    }
    for (m, named) in &names {
        if !named {
            b.group(m);
        }
    }
    b.pronouns();
    let mut out = b.out;
    for e in &mut out.list {
        e.mentions.sort_by_key(|m| (m.start, m.end));
        e.mentions.truncate(KEPT);
    }
    out
}

impl Builder<'_, '_, '_> {
    fn name(&mut self, m: &Mention) {
        let body = self.reader.slot(m, "body").map_or((m.start, m.end), |s| (s.start, s.end));
        let words = self.reader.analysis.words(body.0, body.1);
        let kind = match self.reader.constant(m, "type") {
            Some("person") => EntityKind::Person,
            Some("org") => EntityKind::Organization,
            Some("country") => EntityKind::Country,
            Some("place") => EntityKind::Place,
            _ => EntityKind::Unknown,
        };
        let k = key(words);
        let known = self
            .by_key
            .get(&k)
            .or_else(|| self.by_surname.get(&k))
            .or_else(|| (!k.contains(' ')).then(|| self.by_initials.get(&k)).flatten());
        let at = match known.copied() {
            Some(at) => at,
            None => self.add(words, kind),
        };
        self.by_key.entry(k.clone()).or_insert(at);
        let e = &mut self.out.list[at];
        if e.kind == EntityKind::Unknown && kind != EntityKind::Unknown {
            e.kind = kind;
        }
        if kind == EntityKind::Person {
            if let Some(last) = surname(&k) {
                self.by_surname.entry(last.to_owned()).or_insert(at);
            }
        }
        if k.contains(' ') && kind != EntityKind::Person {
            self.by_initials.entry(initials(words)).or_insert(at);
        }
        self.mark(m, at);
    }

    /// Officials and groups: the same words are the same group.
    fn group(&mut self, m: &Mention) {
        let taken = (m.start..m.end).all(|t| self.out.by_token[t as usize] != 0);
        if taken || m.start >= m.end {
            return;
        }
        let analysis = self.reader.analysis;
        let head = m.end - 1;
        let officials = self.official.is_some_and(|l| {
            self.reader.engine.lexicons.has_word(l, analysis.tokens[head as usize].word)
        });
        let kind = if officials { EntityKind::Officials } else { EntityKind::Group };
        let words = analysis.words(m.start, m.end);
        let k = key(words);
        let at = match self.by_key.get(&k) {
            Some(at) => *at,
            None => self.add(words, kind),
        };
        self.by_key.entry(k).or_insert(at);
        self.mark(m, at);
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

    fn mark(&mut self, m: &Mention, at: usize) {
        for t in m.start..m.end {
            self.out.by_token[t as usize] = at as u32 + 1;
        }
        let evidence: Evidence = self.reader.evidence(m.start, m.end);
        self.out.list[at].mentions.push(evidence);
    }

    /// Personal pronouns: the last person or body named before, in the paragraph or the one before.
    fn pronouns(&mut self) {
        let lexicons = &self.reader.engine.lexicons;
        let Some(list) = lexicons.id("personal-anaphor") else { return };
        let tokens = &self.reader.analysis.tokens;
        let (mut person, mut body, mut many) = (None, None, None);
        for t in 0..tokens.len() {
            let slot = self.out.by_token[t];
            if slot > 0 && !self.out.anaphor[t] {
                match self.out.list[slot as usize - 1].kind {
                    EntityKind::Person => person = Some(slot),
                    EntityKind::Organization | EntityKind::Country | EntityKind::Document => {
                        body = Some(slot)
                    }
                    EntityKind::Group | EntityKind::Officials => many = Some(slot),
                    EntityKind::Place | EntityKind::Unknown => {}
                }
                continue;
            }
            let meant = match lexicons.value(list, tokens[t].word).map(|v| &**v) {
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
