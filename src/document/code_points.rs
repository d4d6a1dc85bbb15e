//! Byte offsets as code point offsets.

/// Byte offset → code point offset, in constant time after one pass. ASCII text costs nothing.
#[derive(Clone, Debug)]
pub struct CodePoints {
    /// One for each [`CodePoints::STEP`] bytes, and one more; empty when the text is ASCII.
    stretches: Vec<Stretch>,
}

/// What is known of a stretch of bytes.
#[derive(Clone, Copy, Debug)]
struct Stretch {
    /// Code points before it.
    before: u32,
    /// A bit for each of its bytes that goes on with a code point.
    inner: u64,
}

impl CodePoints {
    const STEP: usize = 64;

    /// One pass over `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self { stretches: Vec::new() };
        }
        let bytes = text.as_bytes();
        let mut stretches = Vec::with_capacity(bytes.len() / Self::STEP + 2);
        let mut before = 0u32;
        for chunk in bytes.chunks(Self::STEP) {
            let inner = inner_bytes(chunk);
            stretches.push(Stretch { before, inner });
            before += chunk.len() as u32 - inner.count_ones();
        }
        stretches.push(Stretch { before, inner: 0 });
        Self { stretches }
    }

    /// Code points before byte offset `byte` of the same `text`.
    #[must_use]
    pub fn at(&self, text: &str, byte: u32) -> u32 {
        let byte = byte.min(text.len() as u32);
        let Some(stretch) = self.stretches.get(byte as usize / Self::STEP) else { return byte };
        let within = byte % Self::STEP as u32;
        let inner = stretch.inner & ((1 << within) - 1);
        stretch.before + within - inner.count_ones()
    }
}

/// A bit for each byte of the form `10xxxxxx`, of at most 64; eight bytes are looked at together.
fn inner_bytes(chunk: &[u8]) -> u64 {
    const HIGH: u64 = 0x8080_8080_8080_8080;
    let (words, rest) = chunk.as_chunks::<8>();
    let mut bits = 0;
    for (i, word) in words.iter().enumerate() {
        let word = u64::from_le_bytes(*word);
        let inner = word & !(word << 1) & HIGH;
        // The multiplication brings the eight high bits together in the highest byte.
        bits |= ((inner >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * i);
    }
    for (i, byte) in rest.iter().enumerate() {
        bits |= u64::from(byte & 0xC0 == 0x80) << (8 * words.len() + i);
    }
    bits
}
