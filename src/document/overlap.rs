//! How much of a line's content the article's first paragraphs repeat: a headline says what its
//! article says, the headline of another story does not.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};

/// How much prose is read, in bytes.
const LEAD: usize = 4000;

/// The content words of the lead.
pub(super) struct Lead {
    words: FxHashSet<u64>,
}

/// A line's content words and how many of them the lead has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Overlap {
    /// Content words of the line the lead has too.
    pub(super) shared: usize,
    /// Content words of the line.
    pub(super) total: usize,
}

impl Overlap {
    /// Does the line tell of the same thing?
    pub(super) fn is_same_story(self) -> bool {
        self.shared >= 2 && self.shared * 5 >= self.total * 2
    }
    /// Does the line tell of something else, or nothing?
    pub(super) fn is_foreign(self) -> bool {
        self.shared == 0 || (self.shared == 1 && self.total >= 4)
    }
}

impl Lead {
    /// Reads the first prose paragraphs.
    pub(super) fn new<'t>(paragraphs: impl Iterator<Item = &'t str>) -> Self {
        let mut words = FxHashSet::default();
        let mut read = 0;
        for paragraph in paragraphs {
            for word in content_words(paragraph).take(LEAD / 5) {
                words.insert(word);
            }
            read += paragraph.len();
            if read > LEAD {
                break;
            }
        }
        Self { words }
    }

    /// Compares a line with the lead.
    pub(super) fn overlap(&self, line: &str) -> Overlap {
        let mut overlap = Overlap::default();
        for word in content_words(line) {
            overlap.total += 1;
            overlap.shared += usize::from(self.words.contains(&word));
        }
        overlap
    }
}

/// Hashes of the words that carry content: four letters or more, or digits. Five letters count,
/// so that "killed" and "killing" are one word.
fn content_words(text: &str) -> impl Iterator<Item = u64> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|w| w.len() >= 4 || w.starts_with(|c: char| c.is_ascii_digit()))
        .map(|word| {
            let mut hasher = FxHasher::default();
            let digits = word.starts_with(|c: char| c.is_ascii_digit());
            let letters = if digits { usize::MAX } else { 5 };
            if word.is_ascii() {
                word.bytes()
                    .take(letters)
                    .for_each(|b| char::from(b.to_ascii_lowercase()).hash(&mut hasher));
            } else {
                for c in word.chars().take(letters).flat_map(char::to_lowercase) {
                    c.hash(&mut hasher);
                }
            }
            hasher.finish()
        })
}
