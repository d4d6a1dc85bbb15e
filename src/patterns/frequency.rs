//! How often words stand in a text: what decides where a rule is anchored.

use crate::lexis::lexicon::Lexicons;
use crate::lexis::tagger::Tagger;

/// The lexicon that says how often a word stands in a million tokens.
const LEXICON: &str = "frequency";

/// What is not listed is no more frequent than this.
const MOST_UNLISTED: u64 = 150;

/// Occurrences of words in a million tokens.
#[derive(Clone, Debug, Default)]
pub(crate) struct Frequencies {
    /// For each word of the lexicon; 0 where it says nothing, empty if there is no lexicon.
    listed: Vec<u32>,
}

impl Frequencies {
    /// Read the pack's lexicon, if it has one.
    pub(crate) fn of(lexicons: &Lexicons, words: usize) -> Self {
        let Some(id) = lexicons.id(LEXICON) else { return Self::default() };
        let mut listed = vec![0; words];
        for word in lexicons.words(id) {
            let value = lexicons.value(id, *word).and_then(|v| v.parse().ok());
            listed[word.0 as usize] = value.unwrap_or(0);
        }
        Self { listed }
    }

    /// How often a word stands in a million tokens; a guess for words that are not listed.
    pub(crate) fn of_word(&self, word: u32, tagger: &Tagger) -> u64 {
        match self.listed.get(word as usize) {
            Some(n) if *n > 0 => u64::from(*n),
            // A list of common words has the common ones.
            _ if !self.listed.is_empty() => tagger.frequency(word).min(MOST_UNLISTED),
            _ => tagger.frequency(word),
        }
    }
}
