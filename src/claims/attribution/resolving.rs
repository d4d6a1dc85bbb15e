//! Who has been named before: what a pronoun or short form stands for, and who speaks now.

use super::known::{Known, Noun, Speakers};
use super::nominal::Nominal;
use super::speaker::Speaker;
use crate::lexis::token::{WordId, tag};
use crate::record::SourceType;

/// How many of those seen last are looked at where none is near, so that a text with any number
/// of names costs what its length says.
const FAR: usize = 1_000;

impl<'d> Speakers<'_, '_, '_, 'd> {
    /// The latest of a kind that has been named with that noun.
    pub(super) fn with_noun(&self, kind: SourceType, noun: u32) -> Option<usize> {
        let word = self.lay.r.analysis.tokens[noun as usize].word;
        let last = self.last_noun.get(&word).map(|i| &self.nouns[*i as usize]);
        std::iter::successors(last, |n| Some(&self.nouns[n.before? as usize]))
            .take(FAR)
            .filter(|n| self.known[n.known].kind == kind && self.same_letters(n.token, noun))
            .map(|n| n.known)
            .max_by_key(|i| (self.known[*i].last, *i))
    }

    /// Are the words the same, capitals aside?
    fn same_letters(&self, a: u32, b: u32) -> bool {
        let (a, b) = (self.lay.text(a), self.lay.text(b));
        a.eq_ignore_ascii_case(b) || a.to_lowercase() == b.to_lowercase()
    }

    /// The latest document, if that was in this paragraph or the one before.
    pub(super) fn near_document(&self, n: &Nominal) -> Option<usize> {
        let here = self.lay.r.block(n.start);
        let near =
            self.seen.iter().rev().take(FAR).take_while(|(t, _)| self.lay.r.block(*t) + 2 > here);
        near.map(|(_, i)| *i)
            .filter(|i| self.known[*i].kind == SourceType::Document)
            .max_by_key(|i| (self.known[*i].last, *i))
    }

    /// Remember that who speaks has been called that. Only words of the pack are asked for again.
    fn file_noun(&mut self, token: u32, known: usize) {
        let word = self.lay.r.analysis.tokens[token as usize].word;
        if word == WordId::UNKNOWN {
            return;
        }
        let last = self.last_noun.get(&word).copied();
        if last.is_none_or(|i| self.nouns[i as usize].known != known) {
            self.last_noun.insert(word, self.nouns.len() as u32);
            self.nouns.push(Noun { token, known, before: last });
        }
    }

    /// The last one who spoke, if that was in this paragraph or the one before.
    pub(super) fn recent_speaker(&self, n: &Nominal) -> Option<usize> {
        let i = self.speaker?;
        let here = self.lay.r.block(n.start);
        let there = self.lay.r.block(self.known[i].last);
        (self.known[i].kind == SourceType::NamedPerson && here - there.min(here) <= 2).then_some(i)
    }

    pub(super) fn pronoun(&mut self, n: &Nominal, value: &str) -> Speaker<'d> {
        let gender = match value {
            "3s-m" => 'm',
            "3s-f" => 'f',
            "3s-n" => 'n',
            "3p" => 'p',
            _ => return Speaker { kind: Some(SourceType::UnnamedPerson), ..Speaker::default() },
        };
        let fits = |k: &Known<'_>| match gender {
            'm' | 'f' => {
                k.kind == SourceType::NamedPerson && (k.gender == gender || k.gender == '?')
            }
            'n' => matches!(k.kind, SourceType::Document | SourceType::NamedOrganization),
            _ => matches!(k.kind, SourceType::UnnamedGroup | SourceType::NamedOrganization),
        };
        // Go back sentence by sentence; in each, the one named first, who is mostly its subject.
        let (sentence, _) = self.lay.sentence(n.start);
        let mut choice = None;
        let mut at = sentence;
        for _ in 0..12 {
            if at == 0 {
                break;
            }
            let (from, _) = self.lay.sentence(at - 1);
            let first = self
                .seen
                .iter()
                .rev()
                .skip_while(|(t, _)| *t >= at)
                .take_while(|(t, _)| *t >= from)
                .filter(|(_, i)| fits(&self.known[*i]))
                .last();
            if let Some((_, i)) = first {
                choice = Some(*i);
                break;
            }
            at = from;
        }
        let choice =
            choice.or_else(|| self.speaker.filter(|i| fits(&self.known[*i]))).or_else(|| {
                let seen = self.seen.iter().rev().take(FAR).map(|(_, i)| *i);
                seen.filter(|i| fits(&self.known[*i])).max_by_key(|i| (self.known[*i].last, *i))
            });
        match choice {
            Some(i) => self.resolve(i, n),
            None => Speaker {
                kind: Some(match gender {
                    'p' => SourceType::UnnamedGroup,
                    'n' => SourceType::NamedOrganization,
                    _ => SourceType::UnnamedPerson,
                }),
                ..Speaker::default()
            },
        }
    }

    /// The source is `i` under another word.
    pub(super) fn resolve(&mut self, i: usize, n: &Nominal) -> Speaker<'d> {
        self.known[i].last = n.start;
        self.seen.push((n.start, i));
        self.mark(i);
        let k = &self.known[i];
        let named = !matches!(k.kind, SourceType::UnnamedGroup | SourceType::UnnamedPerson);
        Speaker {
            kind: Some(k.kind),
            name: named.then_some(k.name),
            outlet: k.outlet,
            resolved: true,
            ..Speaker::default()
        }
    }

    pub(super) fn mark(&mut self, i: usize) {
        self.known[i].spoke = true;
        self.speaker = Some(i);
    }

    /// A named person speaks under the words of `n`; the name itself stands at `name`.
    pub(super) fn speak(&mut self, i: usize, n: &Nominal, name: (u32, u32)) -> Speaker<'d> {
        let lay = self.lay;
        let mut title = None;
        if name.0 > n.start {
            title = lay.trim(n.start, name.0).map(|(a, b)| lay.r.analysis.words(a, b));
        } else if name.1 < n.end && lay.comma(name.1) {
            title = lay.trim(name.1, n.end).map(|(a, b)| lay.r.analysis.words(a, b));
        }
        for t in n.start..n.end {
            if lay.has(t, tag::NOUN) {
                self.file_noun(t, i);
            }
        }
        self.known[i].last = n.start;
        self.seen.push((n.start, i));
        self.mark(i);
        let k = &self.known[i];
        let own = lay.r.analysis.words(n.start, n.end);
        Speaker {
            kind: Some(k.kind),
            name: Some(k.name),
            title: title.filter(|t| !t.is_empty()),
            outlet: k.outlet,
            resolved: !own.contains(k.name),
            ..Speaker::default()
        }
    }

    /// A body, document or group speaks.
    pub(super) fn body_speaks(
        &mut self,
        n: &Nominal,
        text: &'d str,
        kind: SourceType,
        outlet: bool,
    ) -> Speaker<'d> {
        let i = match self.bodies.get(&(kind, text)) {
            Some(i) => *i,
            None => {
                let i = self.known.len();
                let (last, spoke, gender) = (n.start, false, '?');
                self.known.push(Known { name: text, kind, gender, outlet, last, spoke });
                self.bodies.insert((kind, text), i);
                for t in n.head.0..n.head.1 {
                    self.file_noun(t, i);
                }
                i
            }
        };
        self.known[i].last = n.start;
        self.seen.push((n.start, i));
        self.mark(i);
        let named = !matches!(kind, SourceType::UnnamedGroup | SourceType::UnnamedPerson);
        Speaker { kind: Some(kind), name: named.then_some(text), outlet, ..Speaker::default() }
    }
}
