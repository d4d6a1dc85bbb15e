//! A compact binary form for what is made while the program is built and read in when it starts.
//!
//! Both ends are of the same version of the program, so the form has no tags and no versions: a
//! value is its fields in order, numbers in as few bytes as they need, tables of numbers as they
//! lie in memory of any machine (little end first). Damage is noticed, not repaired: reading gives
//! `None`, and the caller makes the value in the long way.

mod basic;

pub(crate) use basic::{put_i16s, put_u32s, put_u64s, take_i16s, take_u32s, take_u64s};

/// What has a compact form.
pub(crate) trait Packed: Sized {
    /// Append it.
    fn put(&self, out: &mut Vec<u8>);
    /// Read it back.
    fn take(from: &mut Unpack<'_>) -> Option<Self>;
}

/// Reads values from where the one before ended.
#[derive(Debug)]
pub(crate) struct Unpack<'b> {
    left: &'b [u8],
}

impl<'b> Unpack<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { left: bytes }
    }

    /// The next `n` bytes.
    #[inline]
    pub(crate) fn bytes(&mut self, n: usize) -> Option<&'b [u8]> {
        let (taken, left) = self.left.split_at_checked(n)?;
        self.left = left;
        Some(taken)
    }

    /// A number of seven bits a byte.
    #[inline]
    pub(crate) fn number(&mut self) -> Option<u64> {
        let (first, left) = self.left.split_first()?;
        self.left = left;
        if *first < 0x80 {
            return Some(u64::from(*first));
        }
        let mut value = u64::from(first & 0x7f);
        for shift in (7..64).step_by(7) {
            let (byte, left) = self.left.split_first()?;
            self.left = left;
            value |= u64::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// How many values follow: never more than there are bytes left, so that damage asks for no
    /// memory.
    pub(crate) fn count(&mut self) -> Option<usize> {
        let n = usize::try_from(self.number()?).ok()?;
        (n <= self.left.len()).then_some(n)
    }

    /// A text, in place.
    #[inline]
    pub(crate) fn text(&mut self) -> Option<&'b str> {
        let n = self.count()?;
        std::str::from_utf8(self.bytes(n)?).ok()
    }

    /// Was everything read?
    pub(crate) fn is_done(&self) -> bool {
        self.left.is_empty()
    }
}

/// Append a number, seven bits a byte, the lowest first.
pub(crate) fn put_number(mut value: u64, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Append a text.
pub(crate) fn put_text(text: &str, out: &mut Vec<u8>) {
    put_number(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

/// A structure is its fields in the order given here.
macro_rules! packed_struct {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::packed::Packed for $name {
            fn put(&self, out: &mut Vec<u8>) {
                // Names every field, so that a new one is not forgotten.
                let Self { $($field),+ } = self;
                $($crate::packed::Packed::put($field, out);)+
            }
            fn take(from: &mut $crate::packed::Unpack<'_>) -> Option<Self> {
                Some(Self { $($field: $crate::packed::Packed::take(from)?),+ })
            }
        }
    };
}
pub(crate) use packed_struct;

/// An enumeration without contents is its place in a list of all its values.
macro_rules! packed_choice {
    ($name:ident [ $($value:ident),+ $(,)? ]) => {
        impl $crate::packed::Packed for $name {
            fn put(&self, out: &mut Vec<u8>) {
                // A match, so that a new value is not forgotten.
                match self {
                    $(Self::$value => {})+
                }
                out.push([$(Self::$value),+].iter().position(|v| v == self).unwrap_or(0) as u8);
            }
            fn take(from: &mut $crate::packed::Unpack<'_>) -> Option<Self> {
                let at = from.number()? as usize;
                [$(Self::$value),+].get(at).copied()
            }
        }
    };
}
pub(crate) use packed_choice;
