//! Phrases looked up in short lines, without an allocation per line.

use rustc_hash::FxHashMap;

/// Longest line that is folded, in bytes.
const LINE: usize = 248;

/// Longest word that is folded, in bytes.
const WORD: usize = 64;

/// A short line with its ASCII letters in small, on the stack.
pub(super) type Folded = Short<LINE>;

/// A word with its ASCII letters in small.
pub(super) type FoldedWord = Short<WORD>;

/// A short text with its ASCII letters in small, on the stack: look-ups run once or twice for
/// every full stop and every short line.
pub(super) struct Short<const N: usize> {
    bytes: [u8; N],
    len: usize,
}

impl<const N: usize> Short<N> {
    /// Nothing for a text that is empty or too long to be looked up.
    pub(super) fn new(text: &str) -> Option<Self> {
        let len = text.len();
        if len == 0 || len > N {
            return None;
        }
        let mut bytes = [0; N];
        bytes[..len].copy_from_slice(text.as_bytes());
        bytes[..len].make_ascii_lowercase();
        Some(Self { bytes, len })
    }
    pub(super) fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or("")
    }
}

/// Phrases that a line may begin with, by their first word.
#[derive(Clone, Debug, Default)]
pub(super) struct StartSet {
    by_word: FxHashMap<Box<str>, Vec<Box<str>>>,
}

impl StartSet {
    pub(super) fn insert(&mut self, phrase: Box<str>) {
        self.by_word.entry(first_word(&phrase).into()).or_default().push(phrase);
    }

    /// Does the folded `line`, after bullets, begin with a phrase, as whole words?
    pub(super) fn starts(&self, line: &str) -> bool {
        let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
        self.by_word.get(first_word(line)).is_some_and(|phrases| {
            phrases.iter().any(|phrase| {
                line.strip_prefix(&**phrase).is_some_and(|rest| {
                    !phrase.ends_with(char::is_alphanumeric)
                        || !rest.starts_with(char::is_alphanumeric)
                })
            })
        })
    }
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

/// Phrases that may stand anywhere in a line, by their first two bytes.
#[derive(Clone, Debug, Default)]
pub(super) struct AnywhereSet {
    /// A bit for each pair of bytes (of the second byte the low six bits count).
    begins: Vec<u64>,
    phrases: Vec<([u8; 2], Box<str>)>,
}

impl AnywhereSet {
    /// Phrases of one byte are none.
    pub(super) fn insert(&mut self, phrase: Box<str>) {
        let &[first, second, ..] = phrase.as_bytes() else { return };
        self.begins.resize(256, 0);
        self.begins[usize::from(first)] |= 1 << (second % 64);
        self.phrases.push(([first, second], phrase));
    }

    /// Is one of the phrases a part of the folded `line`?
    pub(super) fn is_in(&self, line: &str) -> bool {
        let Some(begins) = self.begins.first_chunk::<256>() else { return false };
        let line = line.as_bytes();
        line.windows(2).enumerate().any(|(at, pair)| {
            let (first, second) = (pair[0], pair[1]);
            begins[usize::from(first)] >> (second % 64) & 1 != 0
                && self.phrases.iter().any(|(begin, phrase)| {
                    *begin == [first, second] && line[at..].starts_with(phrase.as_bytes())
                })
        })
    }
}
