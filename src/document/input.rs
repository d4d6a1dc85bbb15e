//! Bytes of one file → raw documents.

use std::borrow::Cow;
use std::fmt;

use super::json_rows::JsonRows;
use super::{DateSource, Origin, Section, Span, html};

/// A document as read, before segmentation.
#[derive(Clone, Debug)]
pub struct RawDocument {
    /// Where it comes from.
    pub origin: Origin,
    /// Decoded text.
    pub text: String,
    /// Paragraphs, where the markup gave them; otherwise they are found from the lines.
    pub layout: Option<Vec<RawBlock>>,
}

/// A paragraph that the markup gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawBlock {
    /// Bytes of [`RawDocument::text`].
    pub span: Span,
    /// The section, where the markup says it.
    pub section: Option<Section>,
}

impl RawDocument {
    /// A plain text without metadata.
    pub fn plain(id: impl Into<String>, text: impl Into<String>) -> Self {
        let origin = Origin { id: id.into(), ..Origin::default() };
        Self { origin, text: text.into(), layout: None }
    }

    /// Relative dates count from this one, which goes before the document's own.
    pub fn give_date(&mut self, date: Option<chrono::NaiveDate>) {
        (self.origin.date, self.origin.date_source) = (date, DateSource::Given);
    }
}

/// What was wrong with an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InputErrorKind {
    /// The input holds nothing, or only white space.
    Empty,
    /// A row of a JSON Lines file (or a JSON value) does not parse or has the wrong shape.
    MalformedRow,
    /// A row has neither `text` nor `html`.
    NoText,
    /// A page without any paragraph of text.
    NoArticle,
}

/// An input, or one row of it, that gave no document. The message names the place, what was
/// expected and found, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    kind: InputErrorKind,
    row: Option<usize>,
    message: String,
}

impl InputError {
    pub(super) fn new(kind: InputErrorKind, row: Option<usize>, message: String) -> Self {
        Self { kind, row, message }
    }
    /// What was wrong.
    #[must_use]
    pub fn kind(&self) -> InputErrorKind {
        self.kind
    }
    /// The row of a JSON Lines file, counted from 1 as an editor counts lines.
    #[must_use]
    pub fn row(&self) -> Option<usize> {
        self.row
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for InputError {}

/// The documents of one input, one at a time.
pub struct DocumentReader<'b> {
    name: String,
    source: Source<'b>,
}

enum Source<'b> {
    Done,
    Plain(&'b [u8]),
    Page(&'b [u8]),
    Rows(JsonRows<'b>),
}

/// Reads the documents in `bytes`. `name` is the file's name: its extension tells the format
/// (`.html`, `.htm`, `.xhtml`; `.jsonl`, `.ndjson`, `.json`; `.txt`, `.text`, `.md`), else the
/// content does, and messages and ids use it. Rows of JSON Lines are parsed as the iterator
/// reaches them.
///
/// ```
/// use claimgraph::document::read_bytes;
/// let rows = b"{\"id\":\"a\",\"text\":\"One.\"}\n{broken\n{\"id\":\"c\",\"text\":\"Three.\"}\n";
/// let read: Vec<_> = read_bytes("rows.jsonl", rows).collect();
/// assert_eq!(read[0].as_ref().unwrap().text, "One.");
/// assert!(read[1].as_ref().unwrap_err().to_string().starts_with("rows.jsonl:2:2: "));
/// assert_eq!(read[2].as_ref().unwrap().origin.id, "c");
/// ```
#[must_use]
pub fn read_bytes<'b>(name: &str, bytes: &'b [u8]) -> DocumentReader<'b> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let source = match kind(name, bytes) {
        Kind::Plain => Source::Plain(bytes),
        Kind::Page => Source::Page(bytes),
        Kind::Rows => Source::Rows(JsonRows::new(name, bytes)),
    };
    DocumentReader { name: name.to_owned(), source }
}

/// Reads whole rows of JSON Lines that are a part of an input too large to be held; `first` is the
/// number, from 1, that the first of them has in the whole. Messages and ids are as if the input
/// had been read at once.
#[must_use]
pub fn read_rows<'b>(name: &str, rows: &'b [u8], first: usize) -> DocumentReader<'b> {
    DocumentReader {
        name: name.to_owned(),
        source: Source::Rows(JsonRows::part(name, rows, first.max(1))),
    }
}

impl Iterator for DocumentReader<'_> {
    type Item = Result<RawDocument, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Source::Rows(rows) = &mut self.source {
            return rows.next();
        }
        match std::mem::replace(&mut self.source, Source::Done) {
            Source::Plain(bytes) => Some(self.plain(bytes)),
            Source::Page(bytes) => Some(self.page(bytes)),
            Source::Rows(_) | Source::Done => None,
        }
    }
}

impl DocumentReader<'_> {
    fn plain(&self, bytes: &[u8]) -> Result<RawDocument, InputError> {
        let (text, warning) = decode(&self.name, bytes, 0);
        if text.trim().is_empty() {
            return Err(empty(&self.name));
        }
        let mut document = RawDocument::plain(&self.name, text);
        document.origin.warnings.extend(warning);
        Ok(document)
    }

    fn page(&self, bytes: &[u8]) -> Result<RawDocument, InputError> {
        let (page, warning) = decode(&self.name, bytes, 0);
        if page.trim().is_empty() {
            return Err(empty(&self.name));
        }
        let mut document = html::read(&page);
        if document.text.is_empty() {
            let message = format!(
                "{}: no article found: expected paragraphs of text in the page; \
                 save the page with its text, or give the text itself as a .txt file",
                self.name
            );
            return Err(InputError::new(InputErrorKind::NoArticle, None, message));
        }
        document.origin.id = self.name.clone();
        document.origin.warnings.extend(warning);
        Ok(document)
    }
}

fn empty(name: &str) -> InputError {
    let message = format!(
        "{name}: the input is empty: expected a text, an HTML page or JSON Lines; \
         check that the file was written completely"
    );
    InputError::new(InputErrorKind::Empty, None, message)
}

/// Decodes UTF-8 (or UTF-16 with a byte order mark). Invalid bytes become U+FFFD, and the warning
/// says where the first one is; `offset` is the place of `bytes` in the file.
pub(super) fn decode<'b>(
    name: &str,
    bytes: &'b [u8],
    offset: usize,
) -> (Cow<'b, str>, Option<String>) {
    if let Some(text) = decode_utf16(bytes) {
        return (Cow::Owned(text), None);
    }
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return (Cow::Borrowed(text), None),
        Err(error) => error,
    };
    let count = bytes.utf8_chunks().filter(|c| !c.invalid().is_empty()).count();
    let at = offset + error.valid_up_to();
    let places = if count == 1 { "1 place".to_owned() } else { format!("{count} places") };
    let warning = format!(
        "{name}: invalid UTF-8 at byte {at} (in {places}), replaced by U+FFFD; \
         save the file as UTF-8 to keep the original characters"
    );
    (String::from_utf8_lossy(bytes), Some(warning))
}

fn decode_utf16(bytes: &[u8]) -> Option<String> {
    let (body, read): (_, fn([u8; 2]) -> u16) = match bytes {
        [0xFF, 0xFE, body @ ..] => (body, u16::from_le_bytes),
        [0xFE, 0xFF, body @ ..] => (body, u16::from_be_bytes),
        _ => return None,
    };
    let units = body.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

#[derive(Clone, Copy)]
enum Kind {
    Plain,
    Page,
    Rows,
}

fn kind(name: &str, bytes: &[u8]) -> Kind {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let extension = file.rsplit_once('.').map_or("", |(_, e)| e);
    let is = |known: &[&str]| known.iter().any(|k| k.eq_ignore_ascii_case(extension));
    if is(&["html", "htm", "xhtml"]) {
        return Kind::Page;
    }
    if is(&["jsonl", "ndjson", "json"]) {
        return Kind::Rows;
    }
    if is(&["txt", "text", "md"]) {
        return Kind::Plain;
    }
    let head = bytes.trim_ascii_start();
    let head = &head[..head.len().min(4096)];
    if head.starts_with(b"<") {
        let lower = head.to_ascii_lowercase();
        let has = |tag: &[u8]| memchr::memmem::find(&lower, tag).is_some();
        let tags: [&[u8]; 6] =
            [b"<!doctype html", b"<html", b"<head", b"<body", b"<p>", b"<article"];
        if tags.iter().any(|tag| has(tag)) {
            return Kind::Page;
        }
    }
    if JsonRows::looks_like(head, bytes) { Kind::Rows } else { Kind::Plain }
}
