//! How much of a line's content the article's first paragraphs repeat: a headline says what its
//! article says, the headline of another story does not.

/// How much prose is read, in bytes.
const LEAD: usize = 4000;

/// Which content words of some lines the lead has, too.
pub(super) struct Lead {
    /// Those of the lines, sorted, each with whether the lead has it.
    words: Vec<(u64, bool)>,
    /// A bit for the low bits of each of them: most words of the lead are in no line.
    some: [u64; 4],
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
    /// Reads the first prose paragraphs for the words of `lines`.
    pub(super) fn new<'t>(
        paragraphs: impl Iterator<Item = &'t str>,
        lines: impl Iterator<Item = &'t str>,
    ) -> Self {
        let mut words: Vec<_> = lines.flat_map(ContentWords::of).map(|w| (w, false)).collect();
        words.sort_unstable();
        words.dedup();
        let mut some = [0; 4];
        for (word, _) in &words {
            some[(*word % 4) as usize] |= 1 << ((word >> 2) % 64);
        }
        let mut lead = Self { words, some };
        let mut read = 0;
        for paragraph in paragraphs {
            if lead.words.is_empty() || read > LEAD {
                break;
            }
            for word in ContentWords::of(paragraph).take(LEAD / 5) {
                if let Some(at) = lead.find(word) {
                    lead.words[at].1 = true;
                }
            }
            read += paragraph.len();
        }
        lead
    }

    fn find(&self, word: u64) -> Option<usize> {
        let maybe = self.some[(word % 4) as usize] >> ((word >> 2) % 64) & 1 != 0;
        maybe.then(|| self.words.binary_search_by_key(&word, |(w, _)| *w).ok())?
    }

    /// Compares one of the lines with the lead.
    pub(super) fn overlap(&self, line: &str) -> Overlap {
        let mut overlap = Overlap::default();
        for word in ContentWords::of(line) {
            overlap.total += 1;
            overlap.shared += usize::from(self.find(word).is_some_and(|at| self.words[at].1));
        }
        overlap
    }
}

/// Hashes of the words that carry content: four letters or more, or digits. Five letters count,
/// so that "killed" and "killing" are one word.
struct ContentWords<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> ContentWords<'t> {
    const LETTERS: usize = 5;

    fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// Is there a letter or digit at `at`, and how wide is what is there?
    #[inline]
    fn alphanumeric(&self, at: usize) -> Option<(bool, usize)> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte < 0x80 {
            return Some((byte.is_ascii_alphanumeric(), 1));
        }
        let c = self.text.get(at..)?.chars().next()?;
        Some((c.is_alphanumeric(), c.len_utf8()))
    }

    fn hash(word: &str) -> u64 {
        let add = |hash: u64, c: u32| {
            (hash ^ u64::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
        };
        let bytes = word.as_bytes();
        let letters = if bytes[0].is_ascii_digit() { usize::MAX } else { Self::LETTERS };
        if word.is_ascii() {
            let letters = bytes.iter().take(letters);
            return letters.fold(0, |hash, b| add(hash, b.to_ascii_lowercase().into()));
        }
        let letters = word.chars().take(letters).flat_map(char::to_lowercase);
        letters.fold(0, |hash, c| add(hash, c.into()))
    }
}

impl Iterator for ContentWords<'_> {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        loop {
            let (inside, width) = self.alphanumeric(self.at)?;
            let from = self.at;
            self.at += width;
            if !inside {
                continue;
            }
            while let Some((true, width)) = self.alphanumeric(self.at) {
                self.at += width;
            }
            let word = &self.text[from..self.at];
            if word.len() >= 4 || word.as_bytes()[0].is_ascii_digit() {
                return Some(Self::hash(word));
            }
        }
    }
}
