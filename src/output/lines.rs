/// Where the lines of a document's text begin, so that a code point offset can be shown as a line
/// number. It is small and outlives the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// Code points before the second, third … line; ascending.
    starts: Vec<u32>,
    known: bool,
}

impl Lines {
    /// The lines of `text` (ended by `\n`).
    #[must_use]
    pub fn of(text: &str) -> Self {
        let starts = text
            .chars()
            .zip(1u32..)
            .filter_map(|(c, after)| (c == '\n').then_some(after))
            .collect();
        Self { starts, known: true }
    }

    /// For records whose text is not at hand: no line is known.
    #[must_use]
    pub fn unknown() -> Self {
        Self::default()
    }

    /// Line of a code point offset, counted from 1; `None` when the text is not at hand.
    #[must_use]
    pub fn line(&self, code_point: u32) -> Option<usize> {
        self.known.then(|| self.starts.partition_point(|s| *s <= code_point) + 1)
    }
}
