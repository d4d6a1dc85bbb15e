//! The text of a file that belongs to a pack.

use std::ops::Deref;
use std::sync::Arc;

/// A text that stands in the program, or was read from disk.
#[derive(Clone, Debug, Eq)]
pub enum Text {
    /// Part of the program: never copied.
    Built(&'static str),
    /// Read.
    Shared(Arc<str>),
}

impl Default for Text {
    fn default() -> Self {
        Text::Built("")
    }
}

impl Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        match self {
            Text::Built(text) => text,
            Text::Shared(text) => text,
        }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl From<Arc<str>> for Text {
    fn from(text: Arc<str>) -> Self {
        Text::Shared(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Text::Shared(text.into())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::Shared(text.into())
    }
}
