//! Dates and moments as they are written, without a formatter and with one allocation each: times
//! are most of what is written of many documents.

use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};

/// A short text in the making; what does not fit is left out.
pub(super) struct Written {
    bytes: [u8; Self::MOST],
    len: usize,
}

impl Written {
    /// The longest is `FY` and a year, or a moment to the second, with room for odd years.
    const MOST: usize = 40;

    pub(super) fn new() -> Self {
        Self { bytes: [0; Self::MOST], len: 0 }
    }

    /// Adds a text.
    #[inline]
    pub(super) fn text(&mut self, text: &str) -> &mut Self {
        if let Some(room) = self.bytes.get_mut(self.len..self.len + text.len()) {
            room.copy_from_slice(text.as_bytes());
            self.len += text.len();
        }
        self
    }

    /// Adds a number of two digits at least.
    #[inline]
    pub(super) fn two(&mut self, n: u32) -> &mut Self {
        match n {
            0..=99 => self.digits([n / 10, n % 10]),
            _ => self.text(&n.to_string()),
        }
    }

    /// Adds a number without noughts before it.
    pub(super) fn number(&mut self, n: u32) -> &mut Self {
        match n {
            0..=9 => self.digits([n]),
            _ => self.two(n),
        }
    }

    /// Adds a number of `width` digits at least.
    pub(super) fn wide(&mut self, n: i32, width: usize) -> &mut Self {
        match (n, width) {
            (0..=99, 2) => self.two(n.unsigned_abs()),
            (0..=9999, 4) => {
                let n = n.unsigned_abs();
                self.digits([n / 1000, n / 100 % 10, n / 10 % 10, n % 10])
            }
            _ => self.text(&format!("{n:0width$}")),
        }
    }

    /// Adds a year, `XXXX` for an open one.
    #[inline]
    pub(super) fn year(&mut self, year: Option<i32>) -> &mut Self {
        match year {
            Some(year) => self.wide(year, 4),
            None => self.text("XXXX"),
        }
    }

    /// Adds `2025-03-09`.
    pub(super) fn day(&mut self, d: NaiveDate) -> &mut Self {
        self.year(Some(d.year())).text("-").two(d.month()).text("-").two(d.day())
    }

    /// Adds `2025-03-09T16:05:00`.
    pub(super) fn moment(&mut self, d: NaiveDateTime) -> &mut Self {
        let time = d.time();
        self.day(d.date()).text("T").two(time.hour());
        self.text(":").two(time.minute()).text(":").two(time.second())
    }

    #[inline]
    fn digits<const N: usize>(&mut self, digits: [u32; N]) -> &mut Self {
        for digit in digits {
            if let Some(byte) = self.bytes.get_mut(self.len) {
                *byte = b'0' + digit as u8;
                self.len += 1;
            }
        }
        self
    }

    /// The text.
    pub(super) fn finish(&self) -> String {
        std::str::from_utf8(&self.bytes[..self.len]).unwrap_or_default().to_owned()
    }
}

/// `2025-03-09`.
pub(super) fn iso_day(d: NaiveDate) -> String {
    Written::new().day(d).finish()
}

/// `2025-03-09T16:05:00`.
pub(super) fn iso_moment(d: NaiveDateTime) -> String {
    Written::new().moment(d).finish()
}

/// `2025-03-09/2025-03-10`.
pub(super) fn span(from: &str, to: &str) -> String {
    [from, to].join("/")
}
