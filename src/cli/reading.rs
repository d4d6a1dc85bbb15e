//! Reads inputs into chunks of documents, so that memory stays bounded however many there are.

use std::fs;
use std::io::{self, Read};
use std::sync::mpsc::SyncSender;

use chrono::NaiveDate;

use crate::document::{self, DateSource, RawDocument};

use super::inputs::{Input, Refused, plain};

/// A chunk ends when it holds this many documents …
const CHUNK_DOCUMENTS: usize = 256;
/// … or this many bytes.
const CHUNK_BYTES: usize = 8 << 20;

/// A document, or the message why there is none.
pub(super) type Item = Result<RawDocument, String>;

/// Reads everything in order and sends it in chunks; stops early when nobody receives.
pub(super) fn read_all(
    inputs: Vec<Result<Input, Refused>>,
    date: Option<NaiveDate>,
    chunks: &SyncSender<Vec<Item>>,
) {
    let mut chunk = Chunk { items: Vec::new(), bytes: 0, chunks };
    for input in inputs {
        let goes_on = match input {
            Err(Refused(message)) => chunk.push(Err(message), 0),
            Ok(input) => read(&input, date, &mut chunk),
        };
        if !goes_on {
            return;
        }
    }
    chunk.send();
}

fn read(input: &Input, date: Option<NaiveDate>, chunk: &mut Chunk) -> bool {
    let name = input.name();
    let bytes = match input {
        Input::Stdin => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        }
        Input::File(path) => fs::read(path),
    };
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return chunk.push(Err(format!("{name}: {}", plain(&error))), 0),
    };
    document::read_bytes(&name, &bytes).all(|read| match read {
        Ok(mut raw) => {
            if date.is_some() {
                (raw.date, raw.date_source) = (date, DateSource::Given);
            }
            let size = raw.text.len();
            chunk.push(Ok(raw), size)
        }
        Err(error) => chunk.push(Err(error.to_string()), 0),
    })
}

struct Chunk<'a> {
    items: Vec<Item>,
    bytes: usize,
    chunks: &'a SyncSender<Vec<Item>>,
}

impl Chunk<'_> {
    /// Adds an item of `size` bytes; false when nobody receives any more.
    fn push(&mut self, item: Item, size: usize) -> bool {
        self.items.push(item);
        self.bytes += size;
        if self.items.len() < CHUNK_DOCUMENTS && self.bytes < CHUNK_BYTES {
            return true;
        }
        self.send()
    }

    fn send(&mut self) -> bool {
        self.bytes = 0;
        self.items.is_empty() || self.chunks.send(std::mem::take(&mut self.items)).is_ok()
    }
}
