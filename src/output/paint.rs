use std::io::{self, Write};

/// How a table looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns to fill at most.
    pub width: usize,
    /// Colour and weight by ANSI codes.
    pub color: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 80, color: false }
    }
}

/// What a piece of a line is, which decides how it is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Plain,
    Heading,
    Number,
    Dim,
    Warning,
}

impl Ink {
    fn code(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Heading => "\x1b[1m",
            Self::Number => "\x1b[1;36m",
            Self::Dim => "\x1b[2m",
            Self::Warning => "\x1b[33m",
        }
    }
}

/// A line in the making: pieces that are wrapped at spaces.
#[derive(Default)]
pub(super) struct Line {
    words: Vec<(String, Ink)>,
}

impl Line {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds the words of `text`. Control characters of the document never reach the terminal.
    pub(super) fn add(mut self, text: &str, ink: Ink) -> Self {
        let words = text.split(|c: char| c.is_whitespace() || c.is_control());
        self.words.extend(words.filter(|w| !w.is_empty()).map(|w| (w.to_owned(), ink)));
        self
    }

    /// Adds `text`, of which no line break may separate the words.
    pub(super) fn keep(mut self, text: &str, ink: Ink) -> Self {
        self.words
            .push((text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect(), ink));
        self
    }

    pub(super) fn add_if(self, wanted: bool, text: &str, ink: Ink) -> Self {
        if wanted { self.add(text, ink) } else { self }
    }

    /// Writes the line, wrapped to the width; the first line is indented by `indent`, the others
    /// by `hang`.
    pub(super) fn write(
        &self,
        indent: usize,
        hang: usize,
        style: Style,
        out: &mut impl Write,
    ) -> io::Result<()> {
        let width = style.width.max(hang + 20);
        let mut column = indent;
        write!(out, "{:indent$}", "")?;
        let mut fresh = true;
        for (word, ink) in &self.words {
            let mut rest: &str = word;
            loop {
                let length = rest.chars().count();
                let gap = usize::from(!fresh);
                if column + gap + length <= width {
                    write!(out, "{:gap$}", "")?;
                    paint(rest, *ink, style, out)?;
                    column += gap + length;
                    fresh = false;
                    break;
                }
                if !fresh {
                    write!(out, "\n{:hang$}", "")?;
                    column = hang;
                    fresh = true;
                    continue;
                }
                let cut = rest.char_indices().nth(width - column).map_or(rest.len(), |(i, _)| i);
                let (head, tail) = rest.split_at(cut);
                paint(head, *ink, style, out)?;
                write!(out, "\n{:hang$}", "")?;
                column = hang;
                rest = tail;
            }
        }
        out.write_all(b"\n")
    }
}

fn paint(text: &str, ink: Ink, style: Style, out: &mut impl Write) -> io::Result<()> {
    if style.color && ink != Ink::Plain {
        write!(out, "{}{text}\x1b[0m", ink.code())
    } else {
        out.write_all(text.as_bytes())
    }
}
