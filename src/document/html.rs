//! An HTML page → its article.
//!
//! The page is read in one streaming pass into flat pieces of text, each with what its markup says
//! about it (`Piece`); `html_article` then decides which pieces are the article. Only the
//! vocabulary of HTML, ARIA, schema.org and Open Graph is known; no site is.

use std::cell::RefCell;
use std::rc::Rc;

use lol_html::html_content::{Element, TextChunk, TextType};
use lol_html::{HtmlRewriter, Settings, doc_text, element, end_tag};

use super::html_article::{Metadata, Piece, Shape, assemble};
use super::{RawDocument, entities};

/// Reads a decoded page. The text is empty when the page has no paragraph.
pub(super) fn read(page: &str) -> RawDocument {
    let collector = Rc::new(RefCell::new(Collector::default()));
    let (on_element, on_text) = (Rc::clone(&collector), Rc::clone(&collector));
    let settings = Settings::new()
        .append_element_content_handler(element!("*", move |element: &mut Element| {
            let id = on_element.borrow_mut().open(element);
            let Some(id) = id else { return Ok(()) };
            let on_end = Rc::clone(&on_element);
            element.on_end_tag(end_tag!(move |_| {
                on_end.borrow_mut().close(id);
                Ok(())
            }))
        }))
        .append_document_content_handler(doc_text!(move |chunk: &mut TextChunk| {
            on_text.borrow_mut().text(chunk);
            Ok(())
        }))
        .with_strict(false);
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    // A page broken beyond reading gives what came before the break.
    let written = rewriter.write(page.as_bytes());
    let ended = written.is_ok() && rewriter.end().is_ok();
    let mut collector = collector.borrow_mut();
    collector.flush();
    let pieces = std::mem::take(&mut collector.pieces);
    let mut document = assemble(pieces, std::mem::take(&mut collector.metadata));
    if !ended {
        document
            .origin
            .warnings
            .push("the page's markup is broken; read up to the break".to_owned());
    }
    document
}

/// An element not closed yet.
struct Open {
    id: u32,
    name: String,
    place: Place,
}

/// What the elements around a text say.
#[derive(Clone, Copy, Default)]
struct Place {
    skipped: bool,
    article: Option<u32>,
    main: bool,
    form: bool,
    link: bool,
    byline: bool,
    preformatted: bool,
    shape: Shape,
}

#[derive(Default)]
struct Collector {
    stack: Vec<Open>,
    next_id: u32,
    piece: Piece,
    /// Text of the chunk sequence not decoded yet: a reference may lie across chunks.
    raw: String,
    json_ld: bool,
    in_title: bool,
    pieces: Vec<Piece>,
    metadata: Metadata,
}

impl Collector {
    /// A start tag. Returns the id its end tag closes, if it has one.
    fn open(&mut self, element: &mut Element) -> Option<u32> {
        self.take_raw();
        let name = element.tag_name();
        let attribute = |key: &str| element.get_attribute(key).map(|v| entities::decode(&v).into());
        self.metadata.element(&name, &attribute);
        if is_block(&name) {
            self.flush();
            // Paragraphs and items often lack their end tags.
            if let Some(top) = self.stack.last()
                && (top.name == "p" || (top.name == name && matches!(&*name, "li" | "dt" | "dd")))
            {
                self.stack.pop();
            }
        } else if matches!(&*name, "br" | "td" | "th") {
            self.piece.push_raw(if name == "br" { "\n" } else { " " });
        }
        let mut place = self.place();
        self.next_id += 1;
        let id = self.next_id;
        self.json_ld =
            name == "script" && attribute("type").is_some_and(|t: String| t.contains("ld+json"));
        self.in_title = name == "title" && !self.stack.iter().any(|open| open.name == "svg");
        let role = attribute("role").unwrap_or_default();
        let property = attribute("itemprop").unwrap_or_default();
        place.skipped |= is_skipped(&name)
            || matches!(
                &*role,
                "navigation"
                    | "complementary"
                    | "contentinfo"
                    | "banner"
                    | "search"
                    | "dialog"
                    | "alert"
                    | "alertdialog"
                    | "menu"
                    | "toolbar"
            )
            || attribute("hidden").is_some()
            || attribute("aria-hidden").is_some_and(|v: String| v == "true");
        place.main |= name == "main" || role == "main" || property.contains("articleBody");
        place.form |= name == "form";
        place.link |= name == "a";
        place.preformatted |= name == "pre";
        place.byline |= property.contains("author")
            || attribute("rel").is_some_and(|r: String| r == "author")
            || name == "time";
        if name == "article" {
            place.article = Some(place.article.unwrap_or(id));
        }
        place.shape = match &*name {
            "h1" => Shape::Title,
            "h2" | "h3" | "h4" | "h5" | "h6" => Shape::Heading,
            "figcaption" => Shape::Caption,
            "caption" => Shape::Other,
            "li" | "dd" | "dt" => Shape::Item,
            "p" | "blockquote" | "pre" if place.shape == Shape::Other => Shape::Paragraph,
            _ => place.shape,
        };
        if !element.can_have_content() {
            return None;
        }
        self.stack.push(Open { id, name, place });
        Some(id)
    }

    fn close(&mut self, id: u32) {
        self.take_raw();
        self.json_ld = false;
        self.in_title = false;
        let Some(at) = self.stack.iter().rposition(|open| open.id == id) else { return };
        if self.stack[at..].iter().any(|open| is_block(&open.name)) {
            self.flush();
        }
        self.stack.truncate(at);
    }

    fn place(&self) -> Place {
        self.stack.last().map(|open| open.place).unwrap_or_default()
    }

    fn text(&mut self, chunk: &mut TextChunk) {
        if self.json_ld {
            self.metadata.json_ld.push_str(chunk.as_str());
            if chunk.last_in_text_node() {
                self.metadata.read_json_ld();
            }
            return;
        }
        if !matches!(chunk.text_type(), TextType::Data | TextType::RCData) {
            return;
        }
        self.raw.push_str(chunk.as_str());
        if chunk.last_in_text_node() {
            self.take_raw();
        }
    }

    fn take_raw(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let decoded = entities::decode(&raw);
        if self.in_title {
            self.metadata.page_title.push_str(&decoded);
            return;
        }
        let place = self.place();
        if place.skipped {
            return;
        }
        self.piece.push(&decoded, place.link, place.preformatted);
        self.piece.byline |= place.byline;
    }

    /// Ends the current piece of text.
    fn flush(&mut self) {
        self.take_raw();
        let place = self.place();
        let mut piece = std::mem::take(&mut self.piece);
        if piece.is_blank() {
            return;
        }
        piece.shape = place.shape;
        piece.article = place.article;
        piece.main = place.main;
        piece.form = place.form;
        self.pieces.push(piece);
    }
}

fn is_skipped(name: &str) -> bool {
    matches!(
        name,
        "script"
            | "style"
            | "noscript"
            | "template"
            | "nav"
            | "footer"
            | "aside"
            | "button"
            | "select"
            | "option"
            | "textarea"
            | "label"
            | "svg"
            | "math"
            | "iframe"
            | "object"
            | "canvas"
            | "video"
            | "audio"
            | "dialog"
            | "menu"
            | "head"
    )
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "nav"
            | "aside"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "tbody"
            | "thead"
            | "tr"
            | "caption"
            | "blockquote"
            | "figure"
            | "figcaption"
            | "pre"
            | "hr"
            | "address"
            | "details"
            | "summary"
            | "form"
            | "fieldset"
            | "body"
            | "html"
            | "center"
            | "time"
    )
}
