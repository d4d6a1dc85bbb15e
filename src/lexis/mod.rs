//! From characters to tokens, and from tokens to words the rules know.

mod block;
mod compact;
pub mod inflect;
pub mod lexicon;
mod lexicon_build;
pub mod phrases;
mod readings;
pub mod tagger;
pub mod tagger_build;
pub mod token;
pub mod tokenizer;
pub mod vocabulary;
pub(crate) mod words;

use inflect::Inflector;
use lexicon::Lexicons;
use tagger::Tagger;
use vocabulary::Vocabulary;

use crate::rules::ast::RuleSet;

/// What a pack's lexicons amount to: words, lists and parts of speech. Patterns are compiled
/// against it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexis {
    /// Words known.
    pub vocabulary: Vocabulary,
    /// Lexicons.
    pub lexicons: Lexicons,
    /// Part-of-speech tagger.
    pub tagger: Tagger,
}

impl Lexis {
    /// From the lexicons as written.
    #[must_use]
    pub fn build(set: &RuleSet) -> Self {
        let mut vocabulary = Vocabulary::default();
        let inflector = Inflector::of(&set.lexicons);
        let lexicons = Lexicons::build(&set.lexicons, &mut vocabulary, &inflector);
        let tagger = Tagger::build(set, &mut vocabulary);
        Self { vocabulary, lexicons, tagger }
    }
}
