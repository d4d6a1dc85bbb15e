//! Singular of a noun by the pack's endings and irregular plurals: units of counts are singular.

use crate::rules::ast::LexiconSource;

/// Turns the last word of a noun phrase into its singular.
#[derive(Clone, Debug, Default)]
pub struct Singular {
    /// Ending and what takes its place, longest first.
    endings: Vec<(String, String)>,
    /// Irregular plural and its singular, sorted.
    irregular: Vec<(String, String)>,
    /// The bytes that an ending or an irregular plural ends with; empty ones have none.
    lasts: Lasts,
}

/// For each byte, whether it is one of a set.
#[derive(Clone, Debug)]
struct Lasts([bool; 256]);

impl Default for Lasts {
    fn default() -> Self {
        Self([false; 256])
    }
}

impl Singular {
    /// From the lexicons `noun-ending` (ending → replacement, `-` for nothing) and
    /// `irregular-noun` (singular → plurals).
    #[must_use]
    pub fn from_lexicons(lexicons: &[LexiconSource]) -> Self {
        let entries = |name: &str| {
            let found = lexicons.iter().find(|l| l.name == name);
            found.map_or(&[][..], |l| l.entries.as_slice())
        };
        let mut endings: Vec<(String, String)> = entries("noun-ending")
            .iter()
            .map(|(k, v)| (k.clone(), if v == "-" { String::new() } else { v.clone() }))
            .collect();
        endings.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.0.cmp(&b.0)));
        let mut irregular: Vec<(String, String)> = entries("irregular-noun")
            .iter()
            .flat_map(|(singular, plurals)| {
                plurals
                    .split(['/', ','])
                    .map(|p| (p.trim().to_lowercase(), singular.clone()))
                    .collect::<Vec<_>>()
            })
            .collect();
        irregular.sort();
        let mut lasts = Lasts::default();
        let plurals = endings.iter().chain(&irregular).map(|(plural, _)| plural);
        for last in plurals.filter_map(|p| p.bytes().next_back()) {
            lasts.0[usize::from(last)] = true;
        }
        Self { endings, irregular, lasts }
    }

    /// `commercial fishermen` → `commercial fisherman`; the words before the last stay.
    #[must_use]
    pub fn phrase(&self, phrase: &str) -> String {
        let mut out = String::with_capacity(phrase.len() + 1);
        let mut words = phrase.split_whitespace().peekable();
        while let Some(word) = words.next() {
            if words.peek().is_some() {
                out.push_str(word);
                out.push(' ');
            } else {
                self.push(word, &mut out);
            }
        }
        out
    }

    /// `cities` → `city`.
    #[must_use]
    pub fn word(&self, word: &str) -> String {
        let mut out = String::with_capacity(word.len());
        self.push(word, &mut out);
        out
    }

    fn push(&self, word: &str, out: &mut String) {
        let folded;
        let lower = if word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            word
        } else {
            folded = word.to_lowercase();
            &folded
        };
        let Some(last) = lower.bytes().next_back().filter(|b| self.lasts.0[usize::from(*b)]) else {
            out.push_str(word);
            return;
        };
        let whole = |ending: &str| ending.len() == lower.len() && ending == lower;
        if let Some((_, to)) = self.endings.iter().find(|(ending, _)| whole(ending)) {
            out.push_str(to);
            return;
        }
        if let Ok(i) = self.irregular.binary_search_by(|(plural, _)| plural.as_str().cmp(lower)) {
            out.push_str(&self.irregular[i].1);
            return;
        }
        let ends = |ending: &str| {
            ending.as_bytes().last() == Some(&last)
                && lower.len() > ending.len() + 1
                && lower.ends_with(ending)
        };
        match self.endings.iter().find(|(ending, _)| ends(ending)) {
            Some((ending, to)) => {
                let stem = word.len().saturating_sub(ending.len());
                out.push_str(word.get(..stem).unwrap_or(word));
                out.push_str(to);
            }
            None => out.push_str(word),
        }
    }
}
