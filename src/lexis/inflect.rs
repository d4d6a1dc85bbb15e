//! Inflection by the pack's own suffix rules and irregular forms.
//!
//! The rules are data: the lexicons `inflect-verb` and `inflect-noun` map an ending to edits, and
//! `irregular-verb`, `irregular-noun` list what the rules get wrong. An ending is written with `C`
//! for a consonant and `V` for a vowel; `CVC!` holds only for words of one syllable. An edit is
//! `-x` (strip), `=` (double the last letter), `+x` (append), in that order; the forms of a verb
//! are third person, past, participle, gerund, separated by spaces.

use rustc_hash::FxHashMap;

use crate::rules::ast::LexiconSource;

/// Inflects words by the pack's rules.
#[derive(Clone, Debug, Default)]
pub struct Inflector {
    verb: Vec<(String, Vec<String>)>,
    noun: Vec<(String, Vec<String>)>,
    irregular_verb: FxHashMap<String, Vec<String>>,
    irregular_noun: FxHashMap<String, String>,
    vowels: String,
}

impl Inflector {
    /// The inflector that a pack's lexicons describe.
    #[must_use]
    pub fn of(lexicons: &[LexiconSource]) -> Self {
        let entries = |name: &'static str| {
            lexicons.iter().filter(move |l| l.name == name).flat_map(LexiconSource::pairs)
        };
        let vowels: String = entries("vowel").map(|(k, _)| k).collect();
        Self::new(
            entries("inflect-verb"),
            entries("inflect-noun"),
            entries("irregular-verb"),
            entries("irregular-noun"),
            &vowels,
        )
    }

    /// Build from (ending, edits) and (base, forms) lists; longer endings are tried first.
    #[must_use]
    pub fn new<'a>(
        verb: impl Iterator<Item = (&'a str, &'a str)>,
        noun: impl Iterator<Item = (&'a str, &'a str)>,
        irregular_verb: impl Iterator<Item = (&'a str, &'a str)>,
        irregular_noun: impl Iterator<Item = (&'a str, &'a str)>,
        vowels: &str,
    ) -> Self {
        let table = |rows: &mut dyn Iterator<Item = (&'a str, &'a str)>| {
            let mut t: Vec<(String, Vec<String>)> = rows
                .map(|(k, v)| (k.to_owned(), v.split_whitespace().map(str::to_owned).collect()))
                .collect();
            t.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.0.cmp(&b.0)));
            t
        };
        let (mut verb, mut noun) = (verb, noun);
        Self {
            verb: table(&mut verb),
            noun: table(&mut noun),
            irregular_verb: irregular_verb
                .map(|(k, v)| {
                    (
                        k.to_owned(),
                        v.split([',', '/'])
                            .map(|f| f.trim().to_owned())
                            .filter(|f| !f.is_empty())
                            .collect(),
                    )
                })
                .collect(),
            irregular_noun: irregular_noun.map(|(k, v)| (k.to_owned(), v.to_owned())).collect(),
            vowels: vowels.to_owned(),
        }
    }

    /// All forms of a word or phrase, the base first. In a phrase of several words the first word
    /// is inflected as a verb and the last as a noun.
    #[must_use]
    pub fn forms(&self, lemma: &str) -> Vec<String> {
        let mut out = vec![lemma.to_owned()];
        let words: Vec<&str> = lemma.split(' ').collect();
        if let [only] = words.as_slice() {
            out.extend(self.verb_forms(only));
            out.extend(self.noun_forms(only));
        } else {
            let rest = words[1..].join(" ");
            out.extend(self.verb_forms(words[0]).into_iter().map(|f| format!("{f} {rest}")));
            let init = words[..words.len() - 1].join(" ");
            out.extend(
                self.noun_forms(words[words.len() - 1]).into_iter().map(|f| format!("{init} {f}")),
            );
        }
        let mut seen = rustc_hash::FxHashSet::default();
        out.retain(|f| seen.insert(f.clone()));
        out
    }

    /// Third person, past, participle, gerund.
    #[must_use]
    pub fn verb_forms(&self, base: &str) -> Vec<String> {
        let mut forms = self.apply(&self.verb, base);
        if let Some(irregular) = self.irregular_verb.get(base) {
            // past, participle, [gerund, third]: the regular gerund and third person stay.
            let regular = forms.clone();
            forms = irregular.clone();
            if regular.len() == 4 {
                forms.push(regular[0].clone());
                forms.push(regular[3].clone());
            }
        }
        forms
    }

    fn noun_forms(&self, base: &str) -> Vec<String> {
        match self.irregular_noun.get(base) {
            Some(plural) => plural.split(['/', ',']).map(|p| p.trim().to_owned()).collect(),
            None => self.apply(&self.noun, base),
        }
    }

    fn apply(&self, table: &[(String, Vec<String>)], base: &str) -> Vec<String> {
        let Some((_, edits)) = table.iter().find(|(ending, _)| self.ends_with(base, ending)) else {
            return Vec::new();
        };
        edits.iter().map(|e| edit(base, e)).collect()
    }

    fn ends_with(&self, base: &str, ending: &str) -> bool {
        let (ending, one_syllable) = match ending.strip_suffix('!') {
            Some(e) => (e, true),
            None => (ending, false),
        };
        let vowel = |c: char| self.vowels.contains(c);
        let mut letters = base.chars().rev();
        let fits = ending.chars().rev().all(|want| match (want, letters.next()) {
            (_, None) => false,
            ('C', Some(c)) => c.is_alphabetic() && !vowel(c),
            ('V', Some(c)) => vowel(c),
            (w, Some(c)) => w == c,
        });
        // Syllables are counted last: few endings get so far.
        fits && (!one_syllable
            || base
                .chars()
                .map(vowel)
                .fold((0, false), |(n, prev), v| (n + usize::from(v && !prev), v))
                .0
                == 1)
    }
}

fn edit(base: &str, ops: &str) -> String {
    let (strip, append) = ops.split_once('+').unwrap_or((ops, ""));
    let mut out = base.to_owned();
    if let Some(ending) = strip.trim_end_matches('=').strip_prefix('-') {
        if out.ends_with(ending) {
            out.truncate(out.len() - ending.len());
        }
    }
    if strip.ends_with('=') {
        if let Some(last) = out.chars().last() {
            out.push(last);
        }
    }
    out.push_str(append);
    out
}
