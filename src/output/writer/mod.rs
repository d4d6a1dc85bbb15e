//! JSON byte for byte as `serde_json` writes it, in a fraction of the time: records are many short
//! fields, so that what counts is how few steps a name and a short text take.

mod serializer;

use serde::Serialize;
use serde_json::Error;

/// What most documents' records fit in.
const USUAL: usize = 32 * 1024;

/// The value as JSON: in one line, or indented by two spaces where `PRETTY`.
pub(super) fn to_bytes<const PRETTY: bool>(value: &impl Serialize) -> Result<Vec<u8>, Error> {
    let mut writer = Writer::<PRETTY> { out: vec![0; USUAL], end: 0, depth: 0 };
    value.serialize(&mut writer)?;
    writer.out.truncate(writer.end);
    Ok(writer.out)
}

/// The numbers below 100 in two digits.
const PAIRS: [[u8; 2]; 100] = {
    let mut pairs = [[0; 2]; 100];
    let mut n = 0;
    while n < 100 {
        pairs[n] = [b'0' + (n / 10) as u8, b'0' + (n % 10) as u8];
        n += 1;
    }
    pairs
};

struct Writer<const PRETTY: bool> {
    /// What has been written, and room for more behind it.
    out: Vec<u8>,
    /// What has been written ends here.
    end: usize,
    /// Open arrays and objects.
    depth: usize,
}

impl<const PRETTY: bool> Writer<PRETTY> {
    /// The next so many bytes, to be filled.
    #[inline]
    fn room(&mut self, bytes: usize) -> &mut [u8] {
        let (start, end) = (self.end, self.end + bytes);
        if end > self.out.len() {
            self.grow(end);
        }
        self.end = end;
        &mut self.out[start..end]
    }

    #[cold]
    fn grow(&mut self, end: usize) {
        self.out.resize(end.max(2 * self.out.len()), 0);
    }

    /// What is known at compile time costs a store or two.
    #[inline]
    fn mark<const N: usize>(&mut self, bytes: &[u8; N]) {
        if let Some(room) = self.room(N).first_chunk_mut() {
            *room = *bytes;
        }
    }

    fn put(&mut self, bytes: &[u8]) {
        self.room(bytes.len()).copy_from_slice(bytes);
    }

    /// A text in quotation marks.
    #[inline]
    fn text(&mut self, text: &str) {
        if has_escapes(text.as_bytes()) {
            self.escaped(text.as_bytes());
        } else {
            self.quoted(text);
        }
    }

    /// A field's name and the colon behind it, and a comma before it unless it is the first. The
    /// name is known at compile time, and all of it costs a few stores.
    #[inline(always)]
    fn name(&mut self, name: &'static str, first: bool) {
        let room = self.room(name.len() + 3 + usize::from(!first));
        let room = match room {
            [comma, room @ ..] if !first => {
                *comma = b',';
                room
            }
            room => room,
        };
        if let [open, inner @ .., close, colon] = room {
            (*open, *close, *colon) = (b'"', b'"', b':');
            inner.copy_from_slice(name.as_bytes());
        }
    }

    /// A text that holds nothing to be escaped, in quotation marks.
    #[inline]
    fn quoted(&mut self, text: &str) {
        if let [open, inner @ .., close] = self.room(text.len() + 2) {
            (*open, *close) = (b'"', b'"');
            inner.copy_from_slice(text.as_bytes());
        }
    }

    #[cold]
    fn escaped(&mut self, bytes: &[u8]) {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.mark(b"\"");
        for &b in bytes {
            let short = match b {
                b'"' => b'"',
                b'\\' => b'\\',
                b'\n' => b'n',
                b'\r' => b'r',
                b'\t' => b't',
                0x08 => b'b',
                0x0C => b'f',
                0..0x20 => {
                    self.mark(b"\\u00");
                    self.mark(&[DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]);
                    continue;
                }
                _ => {
                    self.mark(&[b]);
                    continue;
                }
            };
            self.mark(&[b'\\', short]);
        }
        self.mark(b"\"");
    }

    /// An offset or a count, as most numbers are.
    fn small(&mut self, mut number: u32) {
        let mut digits = [0; 10];
        let mut from = digits.len();
        while number >= 100 {
            from -= 2;
            digits[from..from + 2].copy_from_slice(&PAIRS[(number % 100) as usize]);
            number /= 100;
        }
        if number >= 10 {
            from -= 2;
            digits[from..from + 2].copy_from_slice(&PAIRS[number as usize]);
        } else {
            from -= 1;
            digits[from] = b'0' + number as u8;
        }
        self.put(&digits[from..]);
    }

    fn whole(&mut self, number: u64) {
        match u32::try_from(number) {
            Ok(number) => self.small(number),
            Err(_) => self.put(number.to_string().as_bytes()),
        }
    }

    #[inline]
    fn open(&mut self, mark: u8, close: u8) -> Open<'_, PRETTY> {
        self.mark(&[mark]);
        self.depth += 1;
        Open { writer: self, empty: true, close }
    }

    fn line(&mut self) {
        self.mark(b"\n");
        for _ in 0..self.depth {
            self.mark(b"  ");
        }
    }
}

/// Does the text hold a byte that JSON escapes? Eight bytes are looked at together.
#[inline]
fn has_escapes(bytes: &[u8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let in_word = |word: &[u8; 8]| {
        let w = u64::from_le_bytes(*word);
        let quote = (w ^ (ONES * 0x22)).wrapping_sub(ONES);
        let slash = (w ^ (ONES * 0x5C)).wrapping_sub(ONES);
        let control = w.wrapping_sub(ONES * 0x20);
        (quote | slash | control) & !w & (ONES * 0x80) != 0
    };
    match bytes.last_chunk() {
        // The last eight bytes overlap those before them.
        Some(last) => in_word(last) || bytes.as_chunks().0.iter().any(in_word),
        None => bytes.iter().any(|b| *b < 0x20 || matches!(b, b'"' | b'\\')),
    }
}

/// An array or object that is being written.
struct Open<'w, const PRETTY: bool> {
    writer: &'w mut Writer<PRETTY>,
    empty: bool,
    close: u8,
}

impl<const PRETTY: bool> Open<'_, PRETTY> {
    #[inline]
    fn next(&mut self) {
        if !std::mem::take(&mut self.empty) {
            self.writer.mark(b",");
        }
        if PRETTY {
            self.writer.line();
        }
    }

    #[inline]
    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.next();
        value.serialize(&mut *self.writer)
    }

    /// A field; its name holds nothing that is escaped.
    #[inline(always)]
    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        if PRETTY {
            self.next();
            self.writer.quoted(name);
            self.colon();
        } else {
            let first = std::mem::take(&mut self.empty);
            self.writer.name(name, first);
        }
        value.serialize(&mut *self.writer)
    }

    #[inline]
    fn colon(&mut self) {
        self.writer.mark(b":");
        if PRETTY {
            self.writer.mark(b" ");
        }
    }

    #[inline]
    fn finish(self) -> Result<(), Error> {
        self.writer.depth -= 1;
        if PRETTY && !self.empty {
            self.writer.line();
        }
        self.writer.mark(&[self.close]);
        Ok(())
    }
}
