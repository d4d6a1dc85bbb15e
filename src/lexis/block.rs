//! Sixteen bytes of text looked at at once, as one number with a byte a letter.

/// Bytes of a block.
pub(super) const WIDE: usize = 16;

/// The highest bit of each byte.
pub(super) const HIGHEST: u128 = u128::from_ne_bytes([0x80; WIDE]);
const EACH: u128 = HIGHEST >> 7;

/// The bytes from `at` on, if there are enough.
#[inline]
pub(super) fn block(bytes: &[u8], at: usize) -> Option<u128> {
    bytes.get(at..)?.first_chunk::<WIDE>().map(|b| u128::from_le_bytes(*b))
}

/// All bits of the first so many bytes.
pub(super) const FIRST: [u128; WIDE + 1] = {
    let mut all = [0; WIDE + 1];
    let mut len = 1;
    while len <= WIDE {
        all[len] = u128::MAX >> (8 * (WIDE - len));
        len += 1;
    }
    all
};

/// The highest bit of each byte that is an ASCII capital.
#[inline]
pub(super) fn capitals(block: u128) -> u128 {
    let low = block & !HIGHEST;
    let from_a = low + EACH * (0x80 - b'A' as u128);
    let behind_z = low + EACH * (0x7f - b'Z' as u128);
    from_a & !behind_z & !block & HIGHEST
}

/// The block with its ASCII capitals made small.
#[inline]
pub(super) fn small(block: u128) -> u128 {
    block | capitals(block) >> 2
}

/// A run of ASCII letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    pub len: usize,
    pub first_upper: bool,
    pub any_upper: bool,
    pub all_upper: bool,
}

/// The run of ASCII letters that eight bytes begin with.
#[inline]
pub(super) fn run(bytes: [u8; 8]) -> Run {
    const HIGHEST: u64 = u64::from_ne_bytes([0x80; 8]);
    const EACH: u64 = HIGHEST >> 7;
    let block = u64::from_le_bytes(bytes);
    // With this bit set a small letter stays what it is, and a capital becomes one.
    let low = (block | EACH << 5) & !HIGHEST;
    let from_a = low + EACH * (0x80 - b'a' as u64);
    let behind_z = low + EACH * (0x7f - b'z' as u64);
    let letters = from_a & !behind_z & !block & HIGHEST;
    let others = letters ^ HIGHEST;
    let len = others.trailing_zeros() as usize / 8;
    // The lowest of the others and all bits below it: no letter behind the run counts.
    let own = letters & (others ^ others.wrapping_sub(1));
    let upper = own & !(block << 2);
    Run { len, first_upper: upper & 0x80 != 0, any_upper: upper != 0, all_upper: upper == own }
}
