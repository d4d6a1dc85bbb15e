//! A compact binary form for what is made while the program is built and read in when it starts.
//!
//! Both ends are of the same version of the program, so the form has no tags and no versions: a
//! value is its fields in order, numbers in as few bytes as they need, tables of numbers as they
//! lie in memory of any machine (little end first). Damage is noticed, not repaired: reading gives
//! `None`, and the caller makes the value in the long way.

use std::any::Any;
use std::sync::Arc;

use rustc_hash::FxHashMap;

mod basic;

pub(crate) use basic::{put_i16s, put_u32s, put_u64s, take_i16s, take_u32s, take_u64s};

/// What has a compact form.
pub(crate) trait Packed: Sized {
    /// Append it.
    fn put(&self, out: &mut Pack);
    /// Read it back.
    fn take(from: &mut Unpack<'_>) -> Option<Self>;
}

/// Takes values, one behind the other.
#[derive(Debug, Default)]
pub(crate) struct Pack {
    bytes: Vec<u8>,
    /// Values that several others share, by their address: each is written once.
    shared: FxHashMap<usize, u64>,
}

impl Pack {
    pub(crate) fn byte(&mut self, byte: u8) {
        self.bytes.push(byte);
    }

    /// Bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// A number, seven bits a byte, the lowest first.
    pub(crate) fn number(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.byte(value as u8 | 0x80);
            value >>= 7;
        }
        self.byte(value as u8);
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.number(text.len() as u64);
        self.bytes(text.as_bytes());
    }

    /// All that was put in.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads values from where the one before ended.
#[derive(Debug)]
pub(crate) struct Unpack<'b> {
    left: &'b [u8],
    /// Shared values read so far.
    shared: Vec<Arc<dyn Any + Send + Sync>>,
}

impl<'b> Unpack<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Self {
        Self { left: bytes, shared: Vec::new() }
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

/// A structure is its fields in the order given here.
macro_rules! packed_struct {
    ($name:ident { $($field:ident),+ $(,)? }) => {
        impl $crate::packed::Packed for $name {
            fn put(&self, out: &mut $crate::packed::Pack) {
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
            fn put(&self, out: &mut $crate::packed::Pack) {
                // A match, so that a new value is not forgotten.
                match self {
                    $(Self::$value => {})+
                }
                out.byte([$(Self::$value),+].iter().position(|v| v == self).unwrap_or(0) as u8);
            }
            fn take(from: &mut $crate::packed::Unpack<'_>) -> Option<Self> {
                let at = from.number()? as usize;
                [$(Self::$value),+].get(at).copied()
            }
        }
    };
}
pub(crate) use packed_choice;
