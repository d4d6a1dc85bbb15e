//! Reads inputs into chunks of documents, so that memory stays bounded however many there are.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::sync::mpsc::SyncSender;

use chrono::NaiveDate;

use crate::document::{self, DocumentReader, RawDocument};

use super::inputs::{Input, Refused, plain};

/// A chunk ends when it holds this many documents …
const CHUNK_DOCUMENTS: usize = 256;
/// … or this many bytes.
const CHUNK_BYTES: usize = 8 << 20;

/// JSON Lines files larger than this are read in parts of this size, whole lines each.
const PART_BYTES: u64 = 16 << 20;

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
        Input::File(path) if is_large_rows(path) => match File::open(path) {
            Ok(file) => return read_parts(&name, BufReader::new(file), date, chunk),
            Err(error) => Err(error),
        },
        Input::File(path) => fs::read(path),
    };
    match bytes {
        Ok(bytes) => push_all(document::read_bytes(&name, &bytes), date, chunk),
        Err(error) => chunk.push(Err(format!("{name}: {}", plain(&error))), 0),
    }
}

fn push_all(documents: DocumentReader, date: Option<NaiveDate>, chunk: &mut Chunk) -> bool {
    for read in documents {
        let goes_on = match read {
            Ok(mut raw) => {
                if date.is_some() {
                    raw.give_date(date);
                }
                let size = raw.text.len();
                chunk.push(Ok(raw), size)
            }
            Err(error) => chunk.push(Err(error.to_string()), 0),
        };
        if !goes_on {
            return false;
        }
    }
    true
}

/// Is this a JSON Lines file that should not be held whole?
fn is_large_rows(path: &Path) -> bool {
    let rows = path
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("jsonl") || e.eq_ignore_ascii_case("ndjson"));
    rows && fs::metadata(path).is_ok_and(|m| m.len() > PART_BYTES)
}

/// Reads JSON Lines in parts that end with a line.
fn read_parts(
    name: &str,
    mut file: impl BufRead,
    date: Option<NaiveDate>,
    chunk: &mut Chunk,
) -> bool {
    let mut first = 1;
    let mut part = Vec::new();
    loop {
        part.clear();
        let read = (&mut file).take(PART_BYTES).read_to_end(&mut part);
        if let Err(error) = read.and_then(|_| file.read_until(b'\n', &mut part)) {
            return chunk.push(Err(format!("{name}: {}", plain(&error))), 0);
        }
        if part.is_empty() {
            return true;
        }
        let rows =
            if first == 1 { part.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&part) } else { &part };
        if !push_all(document::read_rows(name, rows, first), date, chunk) {
            return false;
        }
        first += part.iter().filter(|b| **b == b'\n').count();
    }
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
