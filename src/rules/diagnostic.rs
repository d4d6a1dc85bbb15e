//! Messages about pattern files: what is wrong, where, and what to do.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use super::ast::{At, RuleFileSource};
pub use super::codes::Code;

/// A second place that a message points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub at: At,
    /// What is to be seen there.
    pub text: String,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Kind of mistake.
    pub code: Code,
    /// One line, with the names that matter in backquotes.
    pub message: String,
    /// The place to change.
    pub at: At,
    /// Said under the carets; may be empty.
    pub label: String,
    /// Further places.
    pub secondary: Vec<Label>,
    /// What to do.
    pub help: Option<Box<str>>,
}

impl Diagnostic {
    /// A message without label, second place or help.
    #[must_use]
    pub fn new(code: Code, message: impl Into<String>, at: At) -> Self {
        let (message, label) = (message.into(), String::new());
        Diagnostic { code, message, at, label, secondary: Vec::new(), help: None }
    }

    /// With words under the carets.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.label = text.into();
        self
    }

    /// With a second place.
    #[must_use]
    pub fn also(mut self, at: At, text: impl Into<String>) -> Self {
        self.secondary.push(Label { at, text: text.into() });
        self
    }

    /// With a remedy.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into().into_boxed_str());
        self
    }

    /// With a remedy, if there is one.
    #[must_use]
    pub fn maybe_help(mut self, text: Option<String>) -> Self {
        self.help = text.map(String::into_boxed_str);
        self
    }

    /// An error, rather than a warning.
    #[must_use]
    pub fn is_error(&self) -> bool {
        self.code.is_error()
    }

    /// `path:line`, both as a person counts them.
    #[must_use]
    pub fn place(&self, files: &[RuleFileSource]) -> String {
        place(&self.at, files)
    }

    /// The message as a compiler would print it, without a closing line break.
    #[must_use]
    pub fn render(&self, files: &[RuleFileSource], colour: bool) -> String {
        let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
        let level = if self.is_error() { Level::ERROR } else { Level::WARNING };
        let group = level.primary_title(self.message.as_str()).id(self.code.code());
        let mut order = vec![self.at.file];
        order.extend(self.secondary.iter().map(|l| l.at.file));
        let mut seen = Vec::new();
        let mut snippets = Vec::new();
        for file in order {
            if seen.contains(&file) {
                continue;
            }
            seen.push(file);
            let Some(source) = files.get(file as usize) else { continue };
            let text: &str = &source.text;
            let mut snippet = Snippet::source(text).path(source.path.as_str());
            if self.at.file == file {
                let mark = AnnotationKind::Primary.span(clamp(text, &self.at));
                snippet = snippet.annotation(mark.label(self.label.as_str()));
            }
            for label in self.secondary.iter().filter(|l| l.at.file == file) {
                let mark = AnnotationKind::Context.span(clamp(text, &label.at));
                snippet = snippet.annotation(mark.label(label.text.as_str()));
            }
            snippets.push(snippet);
        }
        let mut report = Vec::new();
        if snippets.is_empty() {
            return self.message.clone();
        }
        let mut first = snippets.into_iter();
        if let Some(snippet) = first.next() {
            let mut element = group.element(snippet);
            for snippet in first {
                element = element.element(snippet);
            }
            if let Some(help) = &self.help {
                element = element.element(Level::HELP.message(&**help));
            }
            report.push(element);
        }
        renderer.render(&report)
    }
}

/// `path:line` of a place in a rule file; empty for a file that does not exist.
#[must_use]
pub fn place(at: &At, files: &[RuleFileSource]) -> String {
    let Some(source) = files.get(at.file as usize) else { return String::new() };
    let upto = clamp(&source.text, at).start;
    let line = 1 + source.text.as_bytes()[..upto].iter().filter(|b| **b == b'\n').count();
    format!("{}:{line}", source.path)
}

/// Widens empty places: they cannot be underlined.
pub(crate) fn make_visible(found: &mut [Diagnostic], files: &[RuleFileSource]) {
    for message in found {
        let text = files.get(message.at.file as usize).map_or("", |f| &f.text);
        message.at.range = visible(message.at.range.clone(), text);
    }
}

/// A range of one character at least, where the text has any: an empty one cannot be underlined.
fn visible(range: std::ops::Range<usize>, text: &str) -> std::ops::Range<usize> {
    let start = range.start.min(text.len());
    if range.start < range.end.min(text.len()) {
        return start..range.end.min(text.len());
    }
    // At the end of a line or of the file, the last character that can be seen.
    let after = text.get(start..).and_then(|t| t.chars().next());
    match after {
        Some(c) if !c.is_whitespace() => start..start + c.len_utf8(),
        _ => {
            let upto = text.get(..start).unwrap_or(text).trim_end();
            let last = upto.chars().next_back().or(text.chars().next());
            let end = if upto.is_empty() { last.map_or(0, char::len_utf8) } else { upto.len() };
            end - last.map_or(0, char::len_utf8)..end
        }
    }
}

/// A range that is inside the text and on character boundaries, whatever was asked.
fn clamp(text: &str, at: &At) -> std::ops::Range<usize> {
    let mut start = at.range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = at.range.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}

/// Orders messages by place and drops repeated ones.
pub(crate) fn sort(found: &mut Vec<Diagnostic>) {
    found.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.at.file, d.at.range.start, d.at.range.end, d.code);
        key(a).cmp(&key(b))
    });
    found.dedup();
}
