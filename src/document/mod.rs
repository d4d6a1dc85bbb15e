//! From bytes to a segmented document: text, sections, paragraphs, sentences, quotations.
//!
//! Two steps, and nothing here reads a file or prints:
//!
//! 1. [`read_bytes`] (`input`) turns the bytes of one file into raw documents: plain text, an HTML
//!    page reduced to its article (`html`), or the rows of a JSON Lines file. One malformed row is
//!    one [`InputError`]; the rows after it are still read.
//! 2. [`Segmenter::segment`] turns a raw document into a [`Document`]. The layout comes first
//!    (`lines`: which lines make a paragraph), then the page (`sections`: which paragraphs are the
//!    article), then the text of each paragraph (`sentences`, `quotes`). Each step looks at one
//!    paragraph at a time once the layout is known, so damage in one paragraph stays there.
//!
//! The segmenter knows mechanisms, not words: which abbreviation never ends a sentence, or which
//! line is a share button, is told to it as [`SegmentWords`].
//!
//! Internal offsets are bytes into [`Document::text`]; every *output* offset is in Unicode code
//! points and is made from a byte offset by [`CodePoints`].

mod code_points;
mod date;
mod entities;
mod html;
mod html_article;
mod input;
mod json_rows;
mod lines;
mod overlap;
mod phrases;
mod quotes;
mod scan;
mod sections;
mod segment;
mod sentences;
mod span;
mod stops;
mod words;

pub use code_points::CodePoints;
pub use date::{parse_date, parse_stamp};
pub use input::{
    DocumentReader, InputError, InputErrorKind, RawBlock, RawDocument, read_bytes, read_rows,
};
pub use segment::Segmenter;
pub use span::Span;
pub use words::SegmentWords;

/// What part of a page a paragraph belongs to. Claims are taken from every section but
/// [`Section::Boilerplate`]; the headline of the article itself is text, not boilerplate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// Title of the article itself.
    Headline,
    /// "By A. Writer", "(Reuters)", "Updated 3 hours ago".
    Byline,
    /// The article.
    Body,
    /// Caption of a picture.
    Caption,
    /// Related stories, share buttons, navigation, cookie texts, time stamps of other stories.
    Boilerplate,
}

/// A paragraph (a run of lines that belong together), in text order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its bytes, without surrounding white space.
    pub span: Span,
    /// What part of the page it is.
    pub section: Section,
    /// Index of its first sentence in [`Document::sentences`].
    pub first_sentence: u32,
    /// One past the index of its last sentence.
    pub end_sentence: u32,
}

/// A sentence; never crosses a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes, without surrounding white space.
    pub span: Span,
    /// Index of its block.
    pub block: u32,
}

/// A quotation inside one block. A damaged mark never reaches outside its block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// From the opening to the closing mark, marks included.
    pub span: Span,
    /// Index of its block.
    pub block: u32,
    /// The closing mark is missing: the quotation runs to the end of its block, and the next
    /// block, if it opens with a mark, continues it.
    pub open_ended: bool,
    /// It continues an open-ended quotation of the block before.
    pub continues: bool,
    /// Single marks (‘…’), as in headlines.
    pub single: bool,
}

/// Where a document's reference date came from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum DateSource {
    /// Given by the caller (`--date`).
    Given,
    /// The `date` field of a JSON Lines row.
    Field,
    /// The page's own metadata (JSON-LD `datePublished`, `article:published_time`, `<time>`).
    Metadata,
    /// No date: relative expressions stay unresolved.
    #[default]
    None,
}

/// Where a document comes from, and what is known of it besides its text.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// Caller's id (JSON Lines `id`), else the name of the file (with the row's number, if it has
    /// several), else `stdin`.
    pub id: String,
    /// Address, from the row or the page's canonical link.
    pub url: Option<String>,
    /// Title, from the row or the page.
    pub title: Option<String>,
    /// Publisher (`og:site_name`).
    pub publisher: Option<String>,
    /// Reference date that relative time expressions resolve against.
    pub date: Option<chrono::NaiveDate>,
    /// Date and time of day as given (`2024-04-19T08:30`), if the date came with one: "three hours
    /// ago" counts from it.
    pub stamp: Option<String>,
    /// Where the date came from.
    pub date_source: DateSource,
    /// What was odd about the input (invalid UTF-8 replaced at byte N, …).
    pub warnings: Vec<String>,
}

/// A segmented document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it comes from.
    pub origin: Origin,
    /// Decoded text all offsets point into. For HTML: the extracted text.
    pub text: String,
    /// Paragraphs in text order.
    pub blocks: Vec<Block>,
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Quotations in text order.
    pub quotes: Vec<Quote>,
}
