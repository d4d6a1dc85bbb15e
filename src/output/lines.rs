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
        let (mut starts, mut from, mut points) = (Vec::new(), 0, 0);
        for end in memchr::memchr_iter(b'\n', text.as_bytes()) {
            let line = &text.as_bytes()[from..=end];
            points += line.iter().filter(|b| (**b & 0xC0) != 0x80).count() as u32;
            starts.push(points);
            from = end + 1;
        }
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
