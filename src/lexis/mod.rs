//! From characters to tokens, and from tokens to words the rules know.

pub mod token;
