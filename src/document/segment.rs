//! A raw document in, a segmented one out.

use super::input::RawDocument;
use super::words::SegmentWords;
use super::{Block, Document, Sentence, lines, quotes, sections, sentences};

/// Finds paragraphs, sections, sentences and quotations. Made once, used for any number of
/// documents, from any thread.
///
/// ```
/// use claimgraph::document::{RawDocument, SegmentWords, Segmenter};
/// let words = SegmentWords::from_entries([("abbreviation", "gen", Some("before_name"))]);
/// let segmenter = Segmenter::new(words);
/// let document = segmenter.segment(RawDocument::plain("note", "Gen. Okafor left. He returned."));
/// let sentences: Vec<_> = document.sentences.iter().map(|s| s.span.of(&document.text)).collect();
/// assert_eq!(sentences, ["Gen. Okafor left.", "He returned."]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct Segmenter {
    words: SegmentWords,
}

impl Segmenter {
    /// A segmenter with the word lists of a rule pack.
    #[must_use]
    pub fn new(words: SegmentWords) -> Self {
        Self { words }
    }

    /// Segments one document. Never fails: a text without any structure is one body paragraph.
    #[must_use]
    pub fn segment(&self, raw: RawDocument) -> Document {
        let text = raw.text;
        let laid_out = raw.layout.is_some();
        let (spans, given): (Vec<_>, Vec<_>) = match raw.layout {
            Some(layout) => layout.into_iter().map(|b| (b.span, b.section)).unzip(),
            None => (lines::paragraphs(&text), Vec::new()),
        };
        let sections = sections::classify(
            &text,
            &spans,
            &given,
            laid_out,
            raw.origin.title.as_deref(),
            &self.words,
        );
        let mut found = Vec::with_capacity(text.len() / 120 + 1);
        let mut document_sentences = Vec::with_capacity(text.len() / 120 + 1);
        let mut document_quotes = Vec::new();
        let mut blocks = Vec::with_capacity(spans.len());
        let mut open_before = false;
        for (index, (span, section)) in spans.iter().zip(sections).enumerate() {
            let block = index as u32;
            let first_sentence = document_sentences.len() as u32;
            found.clear();
            sentences::split(&text, *span, &self.words, &mut found);
            document_sentences.extend(found.iter().map(|span| Sentence { span: *span, block }));
            open_before = quotes::find(&text, *span, block, open_before, &mut document_quotes);
            blocks.push(Block {
                span: *span,
                section,
                first_sentence,
                end_sentence: document_sentences.len() as u32,
            });
        }
        Document {
            origin: raw.origin,
            text,
            blocks,
            sentences: document_sentences,
            quotes: document_quotes,
        }
    }
}
