//! Who has been named so far, and what the lexicons say of words that name sources.

use crate::claims::names::{Kind, Lex, Part, Word};
use rustc_hash::FxHashMap;

use super::layout::Layout;
use crate::lexis::token::WordId;
use crate::matching::mention::Mention;
use crate::record::SourceType;

/// Nouns at the end of a body's name.
pub(super) const ORGANISATION: [Lex; 4] =
    [Lex::OrgTail, Lex::GroupNoun, Lex::BodyNoun, Lex::OrgSuffix];
/// Nouns for people who speak.
pub(super) const PEOPLE: [Lex; 3] = [Lex::RoleNoun, Lex::SourceNoun, Lex::PersonNoun];
/// Words for countries and what is theirs.
pub(super) const COUNTRY: [Lex; 3] = [Lex::Country, Lex::CountryAbbrev, Lex::Demonym];

/// Gender and number of a person or pronoun: `m`, `f`, `n`, `p`, or `?`.
pub(super) type Gender = char;

/// A person or body that has been named.
#[derive(Clone, Debug)]
pub(super) struct Known<'d> {
    pub name: &'d str,
    pub kind: SourceType,
    pub gender: Gender,
    pub outlet: bool,
    /// Where it was last named, in tokens.
    pub last: u32,
    /// It was the source of an attribution last time.
    pub spoke: bool,
}

/// A word of a noun group that somebody known was called by.
#[derive(Clone, Copy, Debug)]
pub(super) struct Noun {
    pub token: u32,
    pub known: usize,
    /// The same word before, by its place among all.
    pub before: Option<u32>,
}

/// All who have been named so far.
pub(super) struct Speakers<'l, 'r, 'a, 'd> {
    pub lay: &'l Layout<'r, 'a, 'd>,
    pub known: Vec<Known<'d>>,
    /// Bodies, documents and groups by kind and name.
    pub bodies: FxHashMap<(SourceType, &'d str), usize>,
    /// Words of their noun groups, which a short form may repeat, in text order.
    pub nouns: Vec<Noun>,
    /// The last of each word among them.
    pub last_noun: FxHashMap<WordId, u32>,
    pub by_last_word: FxHashMap<&'d str, usize>,
    pub names: Vec<&'a Mention>,
    /// The next name that has not been read.
    pub next: usize,
    pub speaker: Option<usize>,
    /// Names of two and more words that may be a person's, by their last word.
    pub maybe: FxHashMap<&'d str, &'a Mention>,
    /// Where someone known was named or spoke, in text order: token and index.
    pub seen: Vec<(u32, usize)>,
}

impl<'l, 'r, 'a, 'd> Speakers<'l, 'r, 'a, 'd> {
    pub(super) fn new(lay: &'l Layout<'r, 'a, 'd>) -> Self {
        Self {
            lay,
            known: Vec::new(),
            bodies: FxHashMap::default(),
            nouns: Vec::new(),
            last_noun: FxHashMap::default(),
            by_last_word: FxHashMap::default(),
            names: lay.r.mentions(Kind::Name).map(|(_, m)| m).collect(),
            next: 0,
            speaker: None,
            maybe: FxHashMap::default(),
            seen: Vec::new(),
        }
    }

    pub(super) fn in_any(&self, t: u32, lexicons: &[Lex]) -> bool {
        lexicons.iter().any(|l| self.lay.r.entry(t, *l))
    }

    /// Does a phrase of the lexicon stand in `start..end`? Its tokens.
    pub(super) fn phrase(&self, lexicon: Lex, start: u32, end: u32) -> Option<(u32, u32)> {
        let lex = self.lay.r.lexicon(lexicon)?;
        let phrases = &self.lay.r.analysis.phrases;
        let from = phrases.partition_point(|p| p.start < start);
        phrases[from..]
            .iter()
            .take_while(|p| p.start < end)
            .find(|p| p.lex == lex)
            .map(|p| (p.start, p.end))
            .or_else(|| (start..end).find(|t| self.in_any(*t, &[lexicon])).map(|t| (t, t + 1)))
    }

    pub(super) fn value(&self, t: u32, lexicon: Lex) -> Option<&'a str> {
        self.lay.r.value_in(t, lexicon)
    }

    /// Read the names up to token `upto`.
    pub(super) fn read(&mut self, upto: u32) {
        while let Some(m) = self.names.get(self.next).copied().filter(|m| m.start < upto) {
            self.next += 1;
            let (start, end) = self.body(m);
            let named = self.lay.r.constant_id(m, Part::Type);
            if self.lay.r.is_word(named, Word::Person) {
                let i = self.person(start, end, m);
                self.seen.push((m.start, i));
            } else if let Some(i) = self.by_last_word.get(self.lay.text(end - 1)).copied() {
                // A surname alone.
                self.known[i].last = m.start;
                self.seen.push((m.start, i));
            } else if self.lay.r.is_word(named, Word::Unknown) && (2..=3).contains(&(end - start)) {
                self.maybe.entry(self.lay.text(end - 1)).or_insert(m);
            }
        }
    }

    /// The name without title and suffix.
    pub(super) fn body(&self, m: &Mention) -> (u32, u32) {
        let (mut a, b) =
            self.lay.r.slot(m, Part::Body).map_or((m.start, m.end), |s| (s.start, s.end));
        while a + 1 < b && self.in_any(a, &[Lex::Title]) {
            a += 1;
        }
        (a, b)
    }

    pub(super) fn person(&mut self, start: u32, end: u32, m: &Mention) -> usize {
        let last = self.lay.text(end - 1);
        let name = self.lay.r.analysis.words(start, end);
        let mut gender = match self.value(start, Lex::FirstName) {
            Some("m") => 'm',
            Some("f") => 'f',
            _ => '?',
        };
        if end - start == 1 {
            gender = '?';
        }
        for t in m.start..start {
            // "Mr", "Ms": the title says it where the lexicon does.
            match self.value(t, Lex::TitleGender) {
                Some("m") => gender = 'm',
                Some("f") => gender = 'f',
                _ => {}
            }
        }
        let found = self.by_last_word.get(last).copied().filter(|i| {
            let k = &self.known[*i];
            end - start == 1
                || k.name == name
                || k.name.ends_with(name)
                || name.ends_with(k.name)
                || !k.name.contains(' ')
        });
        match found {
            Some(i) => {
                let k = &mut self.known[i];
                if name.len() > k.name.len() && name.contains(' ') {
                    k.name = name;
                }
                if k.gender == '?' {
                    k.gender = gender;
                }
                k.last = start;
                i
            }
            None => {
                self.known.push(Known {
                    name,
                    kind: SourceType::NamedPerson,
                    gender,
                    outlet: false,
                    last: start,
                    spoke: false,
                });
                self.by_last_word.entry(last).or_insert(self.known.len() - 1);
                self.known.len() - 1
            }
        }
    }
}
