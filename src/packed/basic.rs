//! The compact forms of numbers, texts, lists and pairs.

use std::ops::Range;
use std::sync::Arc;

use chrono::{Datelike, NaiveDate};

use super::{Pack, Packed, Unpack};

macro_rules! small_numbers {
    ($($kind:ty),+) => {$(
        impl Packed for $kind {
            fn put(&self, out: &mut Pack) {
                out.number(*self as u64);
            }
            #[inline]
            fn take(from: &mut Unpack<'_>) -> Option<Self> {
                from.number()?.try_into().ok()
            }
        }
    )+};
}
small_numbers!(u8, u16, u32, u64, usize);

impl Packed for i32 {
    fn put(&self, out: &mut Pack) {
        out.number((i64::from(*self) << 1 ^ i64::from(*self) >> 63) as u64);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        let n = from.number()?;
        i32::try_from((n >> 1) as i64 ^ -((n & 1) as i64)).ok()
    }
}

impl Packed for bool {
    fn put(&self, out: &mut Pack) {
        out.byte(u8::from(*self));
    }
    #[inline]
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(from.number()? != 0)
    }
}

impl Packed for String {
    fn put(&self, out: &mut Pack) {
        out.text(self);
    }
    #[inline]
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        from.text().map(str::to_owned)
    }
}

impl Packed for Arc<str> {
    fn put(&self, out: &mut Pack) {
        out.text(self);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        from.text().map(Arc::from)
    }
}

/// What several values share is written where it first occurs, and by its number after that.
impl<T: Packed + Send + Sync + 'static> Packed for Arc<T> {
    fn put(&self, out: &mut Pack) {
        let address = Arc::as_ptr(self).addr();
        if let Some(number) = out.shared.get(&address) {
            out.number(*number);
            return;
        }
        out.number(0);
        (**self).put(out);
        let number = out.shared.len() as u64 + 1;
        out.shared.insert(address, number);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        match from.number()? {
            0 => {
                let new = Arc::new(T::take(from)?);
                from.shared.push(new.clone());
                Some(new)
            }
            number => {
                let known = from.shared.get(usize::try_from(number).ok()? - 1)?;
                known.clone().downcast().ok()
            }
        }
    }
}

impl Packed for Box<str> {
    fn put(&self, out: &mut Pack) {
        out.text(self);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        from.text().map(Box::from)
    }
}

impl Packed for NaiveDate {
    fn put(&self, out: &mut Pack) {
        self.num_days_from_ce().put(out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        NaiveDate::from_num_days_from_ce_opt(i32::take(from)?)
    }
}

impl Packed for Range<usize> {
    fn put(&self, out: &mut Pack) {
        self.start.put(out);
        self.end.wrapping_sub(self.start).put(out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        let start = usize::take(from)?;
        Some(start..start.wrapping_add(usize::take(from)?))
    }
}

impl<T: Packed> Packed for Vec<T> {
    fn put(&self, out: &mut Pack) {
        out.number(self.len() as u64);
        self.iter().for_each(|v| v.put(out));
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        let n = from.count()?;
        let mut all = Vec::with_capacity(n);
        for _ in 0..n {
            all.push(T::take(from)?);
        }
        Some(all)
    }
}

impl<T: Packed> Packed for Option<T> {
    fn put(&self, out: &mut Pack) {
        self.is_some().put(out);
        if let Some(value) = self {
            value.put(out);
        }
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        if bool::take(from)? { T::take(from).map(Some) } else { Some(None) }
    }
}

impl<A: Packed, B: Packed> Packed for (A, B) {
    fn put(&self, out: &mut Pack) {
        self.0.put(out);
        self.1.put(out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<A: Packed, B: Packed, C: Packed> Packed for (A, B, C) {
    fn put(&self, out: &mut Pack) {
        self.0.put(out);
        self.1.put(out);
        self.2.put(out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?, C::take(from)?))
    }
}

/// A table of numbers, which is read as one block.
macro_rules! tables {
    ($($put:ident $take:ident $kind:ty),+) => {$(
        /// Append a table.
        pub(crate) fn $put(table: &[$kind], out: &mut Pack) {
            out.number(table.len() as u64);
            table.iter().for_each(|v| out.bytes(&v.to_le_bytes()));
        }
        /// Read a table back.
        pub(crate) fn $take(from: &mut Unpack<'_>) -> Option<Vec<$kind>> {
            const SIZE: usize = size_of::<$kind>();
            let n = from.count()?;
            let bytes = from.bytes(n.checked_mul(SIZE)?)?;
            let all = bytes.as_chunks::<SIZE>().0;
            Some(all.iter().map(|b| <$kind>::from_le_bytes(*b)).collect())
        }
    )+};
}
tables!(put_u32s take_u32s u32, put_u64s take_u64s u64, put_i16s take_i16s i16);
