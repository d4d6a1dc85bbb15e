//! Looks for marks, some one byte wide and some not, without reading characters.

use memchr::{memchr2, memchr3};

/// Two cursors over the same bytes: one for ASCII marks, one for the lead bytes of others.
pub(super) struct Scan<'b> {
    bytes: &'b [u8],
    ascii: [u8; 3],
    lead: [u8; 2],
    next_ascii: usize,
    next_lead: usize,
}

impl<'b> Scan<'b> {
    /// Scans `bytes` from `start` for any of `ascii` or `lead`.
    pub(super) fn new(bytes: &'b [u8], start: usize, ascii: [u8; 3], lead: [u8; 2]) -> Self {
        let mut scan = Self { bytes, ascii, lead, next_ascii: 0, next_lead: 0 };
        scan.next_ascii = scan.find_ascii(start);
        scan.next_lead = scan.find_lead(start);
        scan
    }

    /// The first place at or after `from`, which never goes backwards.
    pub(super) fn next(&mut self, from: usize) -> Option<usize> {
        if self.next_ascii < from {
            self.next_ascii = self.find_ascii(from);
        }
        if self.next_lead < from {
            self.next_lead = self.find_lead(from);
        }
        let next = self.next_ascii.min(self.next_lead);
        (next < self.bytes.len()).then_some(next)
    }

    fn find_ascii(&self, from: usize) -> usize {
        let [a, b, c] = self.ascii;
        let rest = self.bytes.get(from..).unwrap_or_default();
        memchr3(a, b, c, rest).map_or(usize::MAX, |n| from + n)
    }

    fn find_lead(&self, from: usize) -> usize {
        let [a, b] = self.lead;
        let rest = self.bytes.get(from..).unwrap_or_default();
        memchr2(a, b, rest).map_or(usize::MAX, |n| from + n)
    }
}

/// A line without the quotation marks and brackets that close it.
pub(super) fn without_closers(line: &str) -> &str {
    let mut rest = line;
    loop {
        let width = match rest.as_bytes() {
            [.., b'"' | b'\'' | b')' | b']'] => 1,
            // ” ’
            [.., 0xE2, 0x80, 0x9D | 0x99] => 3,
            // »
            [.., 0xC2, 0xBB] => 2,
            _ => return rest,
        };
        rest = rest.get(..rest.len() - width).unwrap_or_default();
    }
}

/// How a line ends, closing marks apart.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// `.`, `!`, `…`
    Stop,
    /// `?`
    Question,
    /// `:`, `;`
    Colon,
    /// Otherwise.
    Open,
}

/// How a line ends.
pub(super) fn ending(line: &str) -> Ending {
    match without_closers(line).as_bytes() {
        [.., b'.' | b'!'] | [.., 0xE2, 0x80, 0xA6] => Ending::Stop,
        [.., b'?'] => Ending::Question,
        [.., b':' | b';'] => Ending::Colon,
        _ => Ending::Open,
    }
}
