//! Who a source is: its kind, its full name, its title, and what a pronoun or short form stands for.

use super::known::{COUNTRY, ORGANISATION, PEOPLE, Speakers};
use super::nominal::Nominal;
use crate::claims::names::Lex;
use crate::lexis::token::{Shape, tag};
use crate::record::SourceType;

/// The answer for one source.
#[derive(Clone, Debug, Default)]
pub(super) struct Speaker<'d> {
    pub kind: Option<SourceType>,
    pub name: Option<&'d str>,
    pub title: Option<&'d str>,
    pub outlet: bool,
    /// The name stands elsewhere in the text.
    pub resolved: bool,
    /// Tokens of the reason for being anonymous.
    pub anonymity: Option<(u32, u32)>,
}

impl<'a, 'd> Speakers<'_, '_, 'a, 'd> {
    /// Identify a source. Call in text order.
    pub(super) fn identify(&mut self, n: &Nominal) -> Speaker<'d> {
        self.read(n.start.max(1));
        let mut s = self.classify(n);
        s.anonymity = self.anonymity(n);
        if s.anonymity.is_some() && s.kind != Some(SourceType::NamedPerson) {
            s.kind = Some(SourceType::AnonymousSource);
        }
        self.read(n.end);
        s
    }

    /// "who spoke on condition of anonymity because …", in the source or close behind it.
    fn anonymity(&self, n: &Nominal) -> Option<(u32, u32)> {
        let (_, high) = self.lay.sentence(n.start);
        let reach = high.min(n.end + 12);
        let (a, mut b) = self.phrase(Lex::AnonymityPhrase, n.start, reach)?;
        while b < high && !self.lay.comma(b) && !self.lay.mark(b) && self.lay.sign(b) != '.' {
            b += 1;
        }
        Some((a, b))
    }

    fn classify(&mut self, n: &Nominal) -> Speaker<'d> {
        let lay = self.lay;
        if n.end == n.start + 1 {
            if let Some(value) = self.value(n.start, Lex::SubjectPron) {
                return self.pronoun(n, value);
            }
            if self.in_any(n.start, &[Lex::RelativeWord]) && n.head != (n.start, n.end) {
                let (start, end) = n.head;
                let mut s = self.classify(&Nominal { start, end, head: n.head });
                if s.name.is_none() {
                    s.name = Some(lay.r.analysis.words(start, end));
                }
                s.resolved = true;
                return s;
            }
        }
        // A person named in the phrase, in an apposition or behind a title.
        if let Some((a, b, m)) = self.person_in(n) {
            let i = self.person(a, b, m);
            return self.speak(i, n, (a, b));
        }
        // "Russia's envoy, Vassily Nebenzya": a name in an apposition that no list has.
        if let Some((a, b)) = self.apposed_name(n)
            && let Some(m) = lay.np(a)
        {
            let i = self.person(a, b, m);
            return self.speak(i, n, (a, b));
        }
        let (h0, h1) = n.head;
        let last = h1 - 1;
        let name_words =
            (h0..h1).filter(|t| lay.has(*t, tag::NAME) && lay.shape(*t).has(Shape::CAP)).count();
        let capital = |t: u32| lay.shape(t).has(Shape::CAP);
        // A surname alone.
        if capital(last) {
            if let Some(i) = self.by_last_word.get(lay.text(last)).copied() {
                return self.speak(i, n, (last, h1));
            }
            if let Some(m) =
                (h1 - h0 == 1).then(|| self.maybe.get(lay.text(last)).copied()).flatten()
            {
                let (a, b) = self.body(m);
                let i = self.person(a, b, m);
                return self.speak(i, n, (last, h1));
            }
        }
        let outlet = self.phrase(Lex::Outlet, h0, h1).is_some()
            || (h0..h1).any(|t| self.in_any(t, &[Lex::OutletWord]) && lay.has(t, tag::NAME));
        let text = strip_determiner(self, h0, self.long_name(n));
        let document = self.in_any(last, &[Lex::SourceDocument]);
        // "The coast guard": a body whose last word is also a person's.
        let group = h1 - h0 >= 2 && lay.r.entry_upto(Lex::GroupNoun, h1);
        let organisation = group || self.in_any(last, &ORGANISATION);
        let plural = self.plural(last);
        let person = !group && self.in_any(last, &PEOPLE);
        let country = (h0..h1).any(|t| self.in_any(t, &COUNTRY));
        let definite = self.in_any(h0, &[Lex::Det]) && h1 - h0 == 2;
        // "Supervisor Rex Bohn", "TJ King": names that no list of first names has.
        let names_from = (h0..h1)
            .rev()
            .take_while(|t| {
                capital(*t)
                    && (!self.in_any(*t, &COUNTRY)
                        || (*t > h0 && self.in_any(*t - 1, &[Lex::FirstName])))
                    && !self.in_any(*t, &[Lex::Det])
            })
            .count() as u32;
        let upper = lay.shape(last).has(Shape::UPPER);
        let named_body = lay.has(last, tag::NAME)
            && self.in_any(h0, &[Lex::Det])
            && (h0 + 1..h1).all(capital)
            && name_words >= 2;
        if (2..=5).contains(&names_from) && !organisation && !outlet && !upper {
            let from = h1 - names_from;
            let role = (from..last)
                .rev()
                .find(|t| self.in_any(*t, &PEOPLE) || self.in_any(*t, &[Lex::Title]));
            let start = role.map_or(from, |t| t + 1);
            let bare = h0 == start || role.is_some() || !self.in_any(h0, &[Lex::Det]);
            if bare && last - start <= 2 && (role.is_some() || last > start) && !document {
                let m = lay.np(last);
                if let Some(m) = m {
                    let i = self.person(start, h1, m);
                    return self.speak(i, n, (start, h1));
                }
            }
        }
        if outlet && (name_words > 0 || organisation) && !person {
            return self.body_speaks(n, text, SourceType::NamedOrganization, true);
        }
        if document && !(lay.has(last, tag::NAME) && name_words + 1 >= (h1 - h0) as usize) {
            // "A statement from the league": the body speaks through it.
            let voice = self.in_any(last, &[Lex::SourceVoice]);
            if let Some((a, b)) = voice.then(|| self.body_in(n)).flatten() {
                let body = lay.r.analysis.words(a, b);
                return self.body_speaks(n, body, SourceType::NamedOrganization, outlet);
            }
            if definite {
                let found =
                    self.with_noun(SourceType::Document, last).or_else(|| self.near_document(n));
                if let Some(i) = found {
                    return self.resolve(i, n);
                }
            }
            return self.body_speaks(
                n,
                lay.r.analysis.words(n.start, n.end),
                SourceType::Document,
                false,
            );
        }
        if self.joined_name(n) {
            let body = lay.r.analysis.words(n.start, n.end);
            return self.body_speaks(n, body, SourceType::NamedOrganization, false);
        }
        if (person && !organisation && !named_body) || self.quantity(n) {
            // "A Harbour Freight official": what stands behind an official speaks.
            let official = !plural && self.in_any(last, &[Lex::OfficialNoun]);
            if official && (h0..last).any(|t| lay.has(t, tag::NAME) && capital(t)) {
                return self.body_speaks(n, text, SourceType::NamedOrganization, false);
            }
            // "One resident": a number before a singular is one.
            if self.quantity(n) && !plural && h1 - h0 >= 2 && person {
                return Speaker { kind: Some(SourceType::UnnamedPerson), ..Speaker::default() };
            }
            if plural || self.quantity(n) {
                let official = country
                    || (h0..last).any(|t| self.in_any(t, &ORGANISATION) && lay.has(t, tag::NAME));
                let kind = if official && name_words > 0 && self.in_any(last, &[Lex::SourceNoun]) {
                    SourceType::NamedOrganization
                } else {
                    SourceType::UnnamedGroup
                };
                return self.body_speaks(n, text, kind, false);
            }
            if self.in_any(h0, &[Lex::Det]) && self.value(h0, Lex::Det) == Some("definite") {
                let same = self
                    .with_noun(SourceType::NamedPerson, last)
                    .or_else(|| self.recent_speaker(n));
                if let Some(i) = same {
                    return self.resolve(i, n);
                }
            }
            return Speaker { kind: Some(SourceType::UnnamedPerson), ..Speaker::default() };
        }
        // "Some advocacy groups": bodies without a name are a group.
        if organisation && !country && plural && name_words == 0 && !self.in_any(h0, &[Lex::Det]) {
            return self.body_speaks(n, text, SourceType::UnnamedGroup, false);
        }
        if organisation || country {
            if definite && name_words == 0 {
                if let Some(i) = self.with_noun(SourceType::NamedOrganization, last) {
                    return self.resolve(i, n);
                }
            }
            return self.body_speaks(n, text, SourceType::NamedOrganization, false);
        }
        if name_words > 0 && lay.has(last, tag::NAME) {
            // An acronym or three and more words: a body; else a person.
            let upper = !lay.r.analysis.all_caps && lay.shape(last).has(Shape::UPPER)
                || definite_name(self, h0);
            if upper || name_words > 3 {
                return self.body_speaks(n, text, SourceType::NamedOrganization, false);
            }
            let m = lay.np(last);
            if let Some(m) = m {
                let from = (h0..h1).find(|t| lay.has(*t, tag::NAME)).unwrap_or(h0);
                let i = self.person(from, h1, m);
                return self.speak(i, n, (from, h1));
            }
        }
        if plural && lay.has(last, tag::NAME) && capital(last) && !person {
            // "The Bergs": a family goes by the one who has been named.
            let one = lay.text(last).strip_suffix('s');
            if let Some(i) = one.and_then(|name| self.by_last_word.get(name)).copied() {
                return self.resolve(i, n);
            }
            return self.body_speaks(n, text, SourceType::NamedOrganization, false);
        }
        if plural || lay.has(last, tag::DET | tag::PRON | tag::NUM) {
            return Speaker { kind: Some(SourceType::UnnamedGroup), ..Speaker::default() };
        }
        if name_words > 0 || definite {
            return self.body_speaks(n, text, SourceType::NamedOrganization, false);
        }
        Speaker { kind: Some(SourceType::UnnamedPerson), ..Speaker::default() }
    }
}

/// The words of a noun group without its determiner.
fn strip_determiner<'d>(s: &Speakers<'_, '_, '_, 'd>, start: u32, end: u32) -> &'d str {
    let from = if s.in_any(start, &[Lex::Det]) && end - start > 1 { start + 1 } else { start };
    s.lay.r.analysis.words(from, end)
}

/// "the Sentencing Project": a name with an article is a body's.
fn definite_name(s: &Speakers<'_, '_, '_, '_>, start: u32) -> bool {
    s.in_any(start, &[Lex::Det])
}
