//! Which pieces of a page are its article, and what the page says about it.

use chrono::NaiveDate;

use super::input::{RawBlock, RawDocument};
use super::{DateSource, Section, Span, parse_date};

/// The shape markup gives a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Shape {
    /// `h1`
    Title,
    /// `h2` … `h6`
    Heading,
    /// `p`, `blockquote`
    Paragraph,
    /// `li`
    Item,
    /// `figcaption`
    Caption,
    /// Text in a `div`, a table row …
    #[default]
    Other,
}

/// A run of text between two block boundaries.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    text: String,
    /// Bytes of `text` that lie in links.
    linked: usize,
    pub(super) shape: Shape,
    /// The outermost `article` it lies in.
    pub(super) article: Option<u32>,
    pub(super) main: bool,
    pub(super) form: bool,
    pub(super) byline: bool,
}

impl Piece {
    /// Adds text, with white space collapsed unless it is preformatted.
    pub(super) fn push(&mut self, text: &str, link: bool, preformatted: bool) {
        let before = self.text.len();
        for c in text.chars() {
            match c {
                '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
                _ if preformatted => self.text.push(c),
                _ if c.is_whitespace() => {
                    if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                        self.text.push(' ');
                    }
                }
                _ => self.text.push(c),
            }
        }
        if link {
            self.linked += self.text.len() - before;
        }
    }
    /// Adds a space or a line break as it is.
    pub(super) fn push_raw(&mut self, text: &str) {
        if !self.text.is_empty() {
            self.text.push_str(text);
        }
    }
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
    fn is_mostly_links(&self) -> bool {
        self.linked * 5 >= self.text.trim().len() * 4
    }
    fn is_prose(&self) -> bool {
        matches!(self.shape, Shape::Paragraph | Shape::Other)
            && self.text.len() >= 60
            && !self.is_mostly_links()
    }
}

/// What the page says about itself.
#[derive(Debug, Default)]
pub(super) struct Metadata {
    pub(super) page_title: String,
    /// Text of the JSON-LD script being read.
    pub(super) json_ld: String,
    title: Option<String>,
    url: Option<String>,
    publisher: Option<String>,
    published: Option<NaiveDate>,
    /// From `<time>`: the weakest source, since pages stamp other things too.
    time: Option<NaiveDate>,
}

impl Metadata {
    /// Looks at a start tag.
    pub(super) fn element(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        match name {
            "meta" => {
                let key = attribute("property")
                    .or_else(|| attribute("name"))
                    .or_else(|| attribute("itemprop"))
                    .unwrap_or_default()
                    .to_ascii_lowercase();
                let content = attribute("content").unwrap_or_default();
                let content = content.trim();
                if content.is_empty() {
                    return;
                }
                match &*key {
                    "og:title" => self.title = Some(content.to_owned()),
                    "og:url" => self.url = self.url.take().or(Some(content.to_owned())),
                    "og:site_name" => self.publisher = Some(content.to_owned()),
                    "article:published_time"
                    | "og:article:published_time"
                    | "datepublished"
                    | "og:published_time"
                    | "date"
                    | "dc.date"
                    | "dc.date.issued"
                    | "dcterms.created"
                    | "parsely-pub-date"
                    | "publishdate"
                    | "pubdate"
                    | "citation_publication_date" => {
                        self.published = self.published.or_else(|| parse_date(content));
                    }
                    _ => {}
                }
            }
            "link" if attribute("rel").as_deref() == Some("canonical") => {
                self.url = attribute("href").or(self.url.take());
            }
            "time" => {
                let stated = attribute("datetime").and_then(|value| parse_date(&value));
                self.time = self.time.or(stated);
            }
            _ => {}
        }
    }

    /// Reads the JSON-LD script collected so far.
    pub(super) fn read_json_ld(&mut self) {
        let text = std::mem::take(&mut self.json_ld);
        if let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) {
            self.json_ld_value(&value, 0);
        }
    }

    fn json_ld_value(&mut self, value: &serde_json::Value, depth: usize) {
        if depth > 6 {
            return;
        }
        match value {
            serde_json::Value::Array(values) => {
                values.iter().for_each(|v| self.json_ld_value(v, depth + 1));
            }
            serde_json::Value::Object(fields) => {
                let text = |key: &str| fields.get(key).and_then(|v| v.as_str());
                if let Some(date) = text("datePublished").and_then(parse_date) {
                    // The article's own statement is worth more than a tag's.
                    self.published = Some(date);
                    self.title = text("headline").map(str::to_owned).or(self.title.take());
                    let publisher = fields.get("publisher").and_then(|p| p.get("name"));
                    if self.publisher.is_none() {
                        self.publisher = publisher.and_then(|n| n.as_str()).map(str::to_owned);
                    }
                }
                for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = fields.get(key) {
                        self.json_ld_value(inner, depth + 1);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Joins the article's pieces into a document, paragraphs parted by a blank line.
pub(super) fn assemble(pieces: Vec<Piece>, metadata: Metadata) -> RawDocument {
    let mut document = RawDocument::plain(String::new(), String::new());
    let mut layout = Vec::new();
    let mut titled = false;
    for piece in article(pieces) {
        let section = match piece.shape {
            Shape::Title if !titled => {
                titled = true;
                Some(Section::Headline)
            }
            Shape::Caption => Some(Section::Caption),
            Shape::Title | Shape::Heading => None,
            _ if piece.byline && piece.text.len() <= 160 => Some(Section::Byline),
            _ if piece.is_mostly_links() => Some(Section::Boilerplate),
            _ => None,
        };
        // Two line breaks part paragraphs; one is a space to the reader of sentences.
        for part in piece.text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()) {
            if !document.text.is_empty() {
                document.text.push_str("\n\n");
            }
            let start = document.text.len();
            document.text.push_str(part);
            layout.push(RawBlock { span: Span::new(start, document.text.len()), section });
        }
    }
    if !layout.is_empty() {
        document.layout = Some(layout);
    }
    let page_title = metadata.page_title.split_whitespace().collect::<Vec<_>>().join(" ");
    document.origin.title = metadata.title.or((!page_title.is_empty()).then_some(page_title));
    document.origin.url = metadata.url;
    document.origin.publisher = metadata.publisher;
    document.origin.date = metadata.published.or(metadata.time);
    if document.origin.date.is_some() {
        document.origin.date_source = DateSource::Metadata;
    }
    document
}

/// The pieces of the article: the `article` element with most prose (and those nearly as long, as
/// in a live page), else `main`, else the whole page; forms count only when a page lies in one.
fn article(pieces: Vec<Piece>) -> Vec<Piece> {
    let prose = |keep: &dyn Fn(&Piece) -> bool| -> usize {
        pieces.iter().filter(|p| p.is_prose() && keep(p)).map(|p| p.text.len()).sum()
    };
    let outside_forms = prose(&|p| !p.form);
    let forms = outside_forms < 200 && prose(&|p| p.form) > outside_forms;
    let usable = |p: &Piece| forms || !p.form;
    let all = prose(&usable);
    let mut sizes: Vec<(u32, usize)> = Vec::new();
    for piece in pieces.iter().filter(|p| p.is_prose() && usable(p)) {
        let Some(id) = piece.article else { continue };
        match sizes.iter_mut().find(|(known, _)| *known == id) {
            Some((_, size)) => *size += piece.text.len(),
            None => sizes.push((id, piece.text.len())),
        }
    }
    let largest = sizes.iter().map(|(_, size)| *size).max().unwrap_or(0);
    let in_main = prose(&|p| p.main && usable(p));
    let chosen = |p: &Piece| -> bool {
        if largest * 10 >= all * 4 && largest > 0 {
            let inside = |id| sizes.iter().any(|(known, size)| *known == id && size * 2 >= largest);
            p.article.is_some_and(inside)
        } else if in_main * 10 >= all * 4 && in_main > 0 {
            p.main
        } else {
            true
        }
    };
    let first = pieces.iter().position(|p| usable(p) && chosen(p));
    let mut kept: Vec<bool> = pieces
        .iter()
        .map(|p| {
            let link_list = p.shape == Shape::Item && p.is_mostly_links();
            usable(p) && chosen(p) && !link_list
        })
        .collect();
    // The title often stands above the article element.
    let titled = pieces.iter().zip(&kept).any(|(p, k)| *k && p.shape == Shape::Title);
    if !titled && let Some(first) = first {
        let above = pieces[..first].iter().rposition(|p| p.shape == Shape::Title && usable(p));
        if let Some(title) = above {
            kept[title] = true;
        }
    }
    pieces.into_iter().zip(kept).filter(|(_, k)| *k).map(|(p, _)| p).collect()
}
