//! From characters to tokens, and from tokens to words the rules know.

pub mod inflect;
pub mod lexicon;
pub mod tagger;
pub mod token;
pub mod tokenizer;
pub mod vocabulary;
