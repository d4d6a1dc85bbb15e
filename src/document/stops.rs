//! Does this stop end a sentence? The decision for one mark, from the words on both sides.

use super::words::{SegmentWords, StopRule};

/// What stands around a run of sentence-ending marks.
pub(super) struct Stop<'t> {
    /// Text of the block from the start of the sentence to the first mark.
    pub(super) before: &'t str,
    /// The run of marks.
    pub(super) marks: &'t str,
    /// Closing quotes and brackets after it.
    pub(super) closers: &'t str,
    /// Text after the closers, to the end of the block.
    pub(super) after: &'t str,
}

impl Stop<'_> {
    /// The decision.
    pub(super) fn ends_sentence(&self, words: &SegmentWords) -> bool {
        let next = self.after.trim_start();
        if next.is_empty() {
            return true;
        }
        let spaced = next.len() != self.after.len();
        let following = next.trim_start_matches(['"', '\'', '“', '‘', '«', '(', '[', '`', '„']);
        let Some(first) = following.chars().next() else { return false };
        if !spaced {
            return self.splits_without_space(first, following);
        }
        let word = first_word(following);
        let exclaims = self.marks.contains(['!', '?']);
        if first.is_lowercase() {
            // Sloppy text drops capitals; only a plain word and a clear opener say so.
            return !exclaims
                && self.marks == "."
                && self.closers.is_empty()
                && self.before.ends_with(|c: char| c.is_lowercase())
                && last_word(self.before).len() > 3
                && !last_word(self.before).contains('.')
                && words.abbreviation(last_word(self.before)).is_none()
                && words.is_opener(word);
        }
        if !first.is_alphanumeric() && following.len() == next.len() {
            // A dash or another mark goes on with the sentence, but not a bullet or a sign.
            return !matches!(first, '-' | '–' | '—' | ',' | ';' | ':' | ')' | ']' | '.' | '/');
        }
        if exclaims {
            let quoted = self.closers.contains(['"', '\'', '”', '’', '»']);
            return !(quoted && !words.is_opener(word) && speaks(words, following));
        }
        if self.marks == "." {
            return self.full_stop_ends(words, first, word);
        }
        true
    }

    fn full_stop_ends(&self, words: &SegmentWords, first: char, word: &str) -> bool {
        let last = last_word(self.before);
        let opener = || first.is_uppercase() && words.is_opener(word);
        if self.closers.starts_with(['"', '”', '»']) {
            return words.abbreviation(last) != Some(StopRule::BeforeName);
        }
        let mut chars = last.chars();
        let letter = chars.next().filter(|c| c.is_alphabetic());
        if let (Some(letter), None) = (letter, chars.next()) {
            // An initial, "Plan B." or "vitamin C.": only an opener after a small word ends there.
            let earlier = last_word(self.before[..self.before.len() - last.len()].trim_end());
            let inside_name = earlier.is_empty()
                || earlier.ends_with('.')
                || earlier.starts_with(char::is_uppercase);
            if letter.is_uppercase() {
                return opener() && (!inside_name || !earlier.ends_with('.'));
            }
        }
        if let Some(rule) = words.abbreviation(last) {
            return match rule {
                StopRule::BeforeName => false,
                StopRule::BeforeNumber if first.is_ascii_digit() => false,
                // "No. The vote …": a word of its own unless its sentence goes on.
                StopRule::BeforeNumber => last.len() == self.before.trim_start().len() || opener(),
                StopRule::MayEnd => opener(),
            };
        }
        if is_acronym(last) {
            return opener() && !self.closers.starts_with(')');
        }
        // "1. The council …" at the start of a paragraph is an item's number.
        let number = last.chars().all(|c| c.is_ascii_digit()) && last.len() <= 3;
        !(number && !last.is_empty() && self.before.trim_start().len() == last.len())
    }

    /// "wrecked.The": a stop without a space, in text that lost its spaces.
    fn splits_without_space(&self, first: char, following: &str) -> bool {
        let last = last_word(self.before);
        let small = last.chars().rev().take(2).all(char::is_lowercase);
        let next_small = following.chars().nth(1).is_some_and(|c| c.is_lowercase() || c == ' ');
        first.is_uppercase()
            && next_small
            && small
            && last.len() >= 3
            && !last.contains(['.', '/', '@', ':', '_'])
            && !first_word(following).contains(['/', '@', '_', '.'])
    }
}

/// "U.S", "p.m", "U.N": single letters parted by stops.
fn is_acronym(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|p| (1..=2).contains(&p.chars().count()))
}

/// Is there a verb of speech among the next words of the same clause ("Mr Smith asked.")?
fn speaks(words: &SegmentWords, following: &str) -> bool {
    for word in following.split(' ').take(6) {
        if words.is_quote_verb(word.trim_matches(|c: char| !c.is_alphanumeric())) {
            return true;
        }
        let abbreviated = word.ends_with('.')
            && (word.len() <= 3 || words.abbreviation(&word[..word.len() - 1]).is_some());
        if word.ends_with(['.', '!', '?', ';', ':']) && !abbreviated {
            return false;
        }
    }
    false
}

/// The last word of `text`: what follows the last space, bracket, dash or quote.
fn last_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = bytes.len();
    while at > 0 {
        let end = at;
        at -= 1;
        let byte = bytes[at];
        let cuts = if byte < 0x80 {
            PARTS_BEFORE[usize::from(byte)]
        } else {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let c = text[at..end].chars().next().unwrap_or_default();
            c.is_whitespace() || matches!(c, '“' | '‘' | '«' | '—' | '–')
        };
        if cuts {
            return &text[end..];
        }
    }
    text
}

fn first_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if *byte < 0x80 {
            if PARTS_BEHIND[usize::from(*byte)] {
                break;
            }
            at += 1;
            continue;
        }
        let c = text[at..].chars().next().unwrap_or_default();
        if c.is_whitespace() || matches!(c, '”' | '—') {
            break;
        }
        at += c.len_utf8();
    }
    text[..at].trim_end_matches('.')
}

/// ASCII that parts a word from those before it.
const PARTS_BEFORE: [bool; 128] = spaces_and(b"([\"`");

/// ASCII that parts a word from what is behind it.
const PARTS_BEHIND: [bool; 128] = spaces_and(b",;:!?\")");

const fn spaces_and(marks: &[u8]) -> [bool; 128] {
    let mut all = [false; 128];
    let spaces = b"\t\n\x0b\x0c\r ";
    let mut i = 0;
    while i < spaces.len() {
        all[spaces[i] as usize] = true;
        i += 1;
    }
    let mut i = 0;
    while i < marks.len() {
        all[marks[i] as usize] = true;
        i += 1;
    }
    all
}
