//! Singular of a noun by the pack's endings and irregular plurals: units of counts are singular.

use crate::rules::ast::RuleSet;

/// Turns the last word of a noun phrase into its singular.
#[derive(Clone, Debug, Default)]
pub struct Singular {
    /// Ending and what takes its place, longest first.
    endings: Vec<(String, String)>,
    /// Irregular plural and its singular, sorted.
    irregular: Vec<(String, String)>,
}

impl Singular {
    /// From the lexicons `noun-ending` (ending → replacement, `-` for nothing) and
    /// `irregular-noun` (singular → plurals).
    #[must_use]
    pub fn from_rules(rules: &RuleSet) -> Self {
        let entries = |name: &str| {
            let found = rules.lexicons.iter().find(|l| l.name == name);
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
        Self { endings, irregular }
    }

    /// `commercial fishermen` → `commercial fisherman`; the words before the last stay.
    #[must_use]
    pub fn phrase(&self, phrase: &str) -> String {
        let words: Vec<&str> = phrase.split_whitespace().collect();
        let Some((last, rest)) = words.split_last() else { return String::new() };
        let mut out = rest.join(" ");
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&self.word(last));
        out
    }

    /// `cities` → `city`.
    #[must_use]
    pub fn word(&self, word: &str) -> String {
        let lower = word.to_lowercase();
        if let Some((_, to)) = self.endings.iter().find(|(ending, _)| *ending == lower) {
            return to.clone();
        }
        if let Ok(i) = self.irregular.binary_search_by(|(plural, _)| plural.cmp(&lower)) {
            return self.irregular[i].1.clone();
        }
        for (ending, to) in &self.endings {
            if lower.len() > ending.len() + 1 && lower.ends_with(ending.as_str()) {
                let stem = &word[..word.len() - ending.len()];
                return format!("{stem}{to}");
            }
        }
        word.to_owned()
    }
}
