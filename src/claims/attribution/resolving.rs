//! Who has been named before: what a pronoun or short form stands for, and who speaks now.

use super::known::{Known, Speakers};
use super::nominal::Nominal;
use super::speaker::Speaker;
use crate::lexis::token::tag;
use crate::record::SourceType;

impl Speakers<'_, '_, '_, '_> {
    /// The latest known that `fits`.
    pub(super) fn back(&self, fits: impl Fn(&Known) -> bool) -> Option<usize> {
        self.known
            .iter()
            .enumerate()
            .filter(|(_, k)| fits(k))
            .max_by_key(|(_, k)| (k.spoke, k.last))
            .map(|(i, _)| i)
    }

    /// The last one who spoke, if that was in this paragraph or the one before.
    pub(super) fn recent_speaker(&self, n: &Nominal) -> Option<usize> {
        let i = self.speaker?;
        let here = self.lay.r.block(n.start);
        let there = self.lay.r.block(self.known[i].last);
        (self.known[i].kind == SourceType::NamedPerson && here - there.min(here) <= 2).then_some(i)
    }

    pub(super) fn pronoun(&mut self, n: &Nominal, value: &str) -> Speaker {
        let gender = match value {
            "3s-m" => 'm',
            "3s-f" => 'f',
            "3s-n" => 'n',
            "3p" => 'p',
            _ => return Speaker { kind: Some(SourceType::UnnamedPerson), ..Speaker::default() },
        };
        let fits = |k: &Known| match gender {
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
                self.known
                    .iter()
                    .enumerate()
                    .filter(|(_, k)| fits(k))
                    .max_by_key(|(_, k)| k.last)
                    .map(|(i, _)| i)
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
    pub(super) fn resolve(&mut self, i: usize, n: &Nominal) -> Speaker {
        self.known[i].last = n.start;
        self.seen.push((n.start, i));
        self.mark(i);
        let k = &self.known[i];
        let named = !matches!(k.kind, SourceType::UnnamedGroup | SourceType::UnnamedPerson);
        Speaker {
            kind: Some(k.kind),
            name: named.then(|| k.name.clone()),
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
    pub(super) fn speak(&mut self, i: usize, n: &Nominal, name: (u32, u32)) -> Speaker {
        let lay = self.lay;
        let mut title = None;
        if name.0 > n.start {
            let before =
                lay.trim(n.start, name.0).map(|(a, b)| lay.r.analysis.words(a, b).to_owned());
            title = before;
        } else if name.1 < n.end && lay.comma(name.1) {
            title = lay.trim(name.1, n.end).map(|(a, b)| lay.r.analysis.words(a, b).to_owned());
        }
        for t in n.start..n.end {
            if lay.has(t, tag::NOUN) {
                self.known[i].nouns.push(lay.text(t).to_lowercase());
            }
        }
        self.known[i].last = n.start;
        self.seen.push((n.start, i));
        self.mark(i);
        let k = &self.known[i];
        let own = lay.r.analysis.words(n.start, n.end);
        Speaker {
            kind: Some(k.kind),
            name: Some(k.name.clone()),
            title: title.filter(|t| !t.is_empty()),
            outlet: k.outlet,
            resolved: !own.contains(&k.name),
            ..Speaker::default()
        }
    }

    /// A body, document or group speaks.
    pub(super) fn body_speaks(
        &mut self,
        n: &Nominal,
        text: &str,
        kind: SourceType,
        outlet: bool,
    ) -> Speaker {
        let lay = self.lay;
        let found = self.known.iter().position(|k| k.kind == kind && k.name == text);
        let i = found.unwrap_or_else(|| {
            self.known.push(Known {
                name: text.to_owned(),
                kind,
                gender: '?',
                outlet,
                nouns: Vec::new(),
                last: n.start,
                spoke: false,
            });
            self.known.len() - 1
        });
        if found.is_none() {
            for t in n.head.0..n.head.1 {
                self.known[i].nouns.push(lay.text(t).to_lowercase());
            }
        }
        self.known[i].last = n.start;
        self.seen.push((n.start, i));
        self.mark(i);
        let named = !matches!(kind, SourceType::UnnamedGroup | SourceType::UnnamedPerson);
        Speaker {
            kind: Some(kind),
            name: named.then(|| text.to_owned()),
            outlet,
            ..Speaker::default()
        }
    }
}
