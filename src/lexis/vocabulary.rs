//! The words that lexicons and rules know, behind one hash look-up per token.
//!
//! Words are compared case-folded, with typographic apostrophes made straight and one closing full
//! stop dropped (`Mr.` = `Mr`, `U.S.` = `U.S`). Nearly every word has at most 16 bytes of ASCII:
//! such a word is folded, hashed and compared as one number, without a copy. Open addressing with
//! linear probing on one table of numbers, each with the bits of the hash that there is room for:
//! the table of a large pack stays in the second-level cache, and a miss costs one probe.

use crate::lexis::block::{FIRST, HIGHEST, WIDE, block, small};
use crate::lexis::token::WordId;
use crate::lexis::words::Words;

/// Case-folded words with ids from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    /// Word numbers in the low bits (0: empty), the high bits of the hash above them.
    pub(super) table: Vec<u32>,
    /// All words one after the other, and [`WIDE`] bytes behind the last, so that a whole key can
    /// be read anywhere.
    pub(super) arena: String,
    /// Where each word begins; it ends where the next begins.
    pub(super) starts: Vec<u32>,
}

/// What stands behind the last word.
const ROOM: &str = "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

impl Default for Vocabulary {
    fn default() -> Self {
        Self { table: vec![0; 1 << 12], arena: ROOM.to_owned(), starts: vec![0, 0] }
    }
}

/// Reused buffer for folding.
pub type FoldBuffer = String;

/// Fold `word` into `buffer`: lower case, straight apostrophe, no closing stop.
pub fn fold<'b>(word: &str, buffer: &'b mut FoldBuffer) -> &'b str {
    buffer.clear();
    if word.is_ascii() {
        // One copy and an in-place fold; no per-character work.
        buffer.push_str(word);
        buffer.make_ascii_lowercase();
    } else {
        for c in word.chars() {
            match c {
                '\u{2019}' | '\u{2018}' => buffer.push('\''),
                c if c.is_ascii() => buffer.push(c.to_ascii_lowercase()),
                c => buffer.extend(c.to_lowercase()),
            }
        }
    }
    if buffer.len() > 1 && buffer.ends_with('.') && !buffer.ends_with("..") {
        buffer.pop();
    }
    buffer
}

/// The first `len` bytes from `from` on as one number; there are at most [`WIDE`].
#[inline]
fn key(bytes: &[u8], from: usize, len: usize) -> u128 {
    match block(bytes, from) {
        Some(all) => all & FIRST[len],
        None => short_key(&bytes[from..from + len]),
    }
}

/// The same for bytes at the very end of a text.
#[cold]
fn short_key(bytes: &[u8]) -> u128 {
    bytes.iter().rev().fold(0, |key, byte| key << 8 | u128::from(*byte))
}

/// A word as one number, folded; nothing if it is long or not all ASCII.
#[inline]
fn short(bytes: &[u8], from: usize, to: usize) -> Option<(u128, usize)> {
    let mut len = to - from;
    if len > 1 && bytes[to - 1] == b'.' && bytes[to - 2] != b'.' {
        len -= 1;
    }
    if len > WIDE {
        return None;
    }
    let key = key(bytes, from, len);
    (key & HIGHEST == 0).then(|| (small(key), len))
}

#[inline]
fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}

/// The hash of a word of one key. The same on every machine, for tables are made while building.
#[inline]
fn hash_key(key: u128, len: usize) -> u64 {
    mix(key as u64 ^ 0x2d35_8dcc_aa6c_78a5, (key >> 64) as u64 ^ 0x8bb8_4b93_962e_acc9 ^ len as u64)
}

fn hash(word: &[u8]) -> u64 {
    if word.len() <= WIDE {
        return hash_key(key(word, 0, word.len()), word.len());
    }
    word.chunks(WIDE).fold(0, |h, chunk| {
        mix(h ^ 0x2d35_8dcc_aa6c_78a5, hash_key(key(chunk, 0, chunk.len()), chunk.len()))
    })
}

impl Vocabulary {
    /// Number of words, the unknown word (id 0) included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// Is nothing but the unknown word known?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() <= 1
    }

    /// The id of an already folded word.
    #[must_use]
    pub fn get(&self, folded: &str) -> WordId {
        let bytes = folded.as_bytes();
        self.probe(hash(bytes), |id| self.text(WordId(id)).as_bytes() == bytes)
    }

    /// The id of `text[from..to]`, whatever its case.
    #[must_use]
    pub fn find(&self, text: &str, from: usize, to: usize, buffer: &mut FoldBuffer) -> WordId {
        match short(text.as_bytes(), from, to) {
            Some((key, len)) => {
                let arena = self.arena.as_bytes();
                // There is room behind the last word, so that there always is a block.
                self.probe(hash_key(key, len), |id| {
                    let (start, end) = self.range(id);
                    end - start == len && block(arena, start).is_some_and(|b| b & FIRST[len] == key)
                })
            }
            None => self.get(fold(text.get(from..to).unwrap_or(""), buffer)),
        }
    }

    /// The same with the words' letters at hand.
    #[inline]
    pub(crate) fn find_among(
        &self,
        words: &Words,
        text: &str,
        (from, to): (usize, usize),
        buffer: &mut FoldBuffer,
    ) -> WordId {
        match short(text.as_bytes(), from, to) {
            Some((key, len)) => self.find_key(words, key, len),
            None => self.get(fold(text.get(from..to).unwrap_or(""), buffer)),
        }
    }

    /// The same for a run of fewer than [`WIDE`] ASCII letters; `lower` if it has no capital.
    #[inline]
    pub(crate) fn find_plain(
        &self,
        words: &Words,
        text: &str,
        (from, to): (usize, usize),
        lower: bool,
    ) -> WordId {
        let len = (to - from).min(WIDE);
        let key = key(text.as_bytes(), from, len);
        self.find_key(words, if lower { key } else { small(key) }, len)
    }

    #[inline]
    fn find_key(&self, words: &Words, key: u128, len: usize) -> WordId {
        self.probe(hash_key(key, len), |id| {
            let word = words.word(WordId(id));
            word.key == key && usize::from(word.len) == len
        })
    }

    fn range(&self, id: u32) -> (usize, usize) {
        (self.starts[id as usize] as usize, self.starts[id as usize + 1] as usize)
    }

    #[inline]
    fn probe(&self, hash: u64, is: impl Fn(u32) -> bool) -> WordId {
        let mask = self.table.len() - 1;
        let mut i = hash as usize & mask;
        // The table is as long as there are numbers in its low bits, and never full.
        let tag = (hash >> 32) as u32 & !(mask as u32);
        loop {
            let place = self.table[i];
            if place == 0 {
                return WordId::UNKNOWN;
            }
            let id = place & mask as u32;
            if place & !(mask as u32) == tag && is(id) {
                return WordId(id);
            }
            i = (i + 1) & mask;
        }
    }

    /// The id of `word`, folded and added if it is new.
    pub fn intern(&mut self, word: &str, buffer: &mut FoldBuffer) -> WordId {
        let found = self.find(word, 0, word.len(), buffer);
        if found != WordId::UNKNOWN {
            return found;
        }
        let folded = fold(word, buffer);
        if folded.is_empty() {
            return found;
        }
        let id = self.len() as u32;
        self.arena.truncate(self.arena.len() - ROOM.len());
        self.arena.push_str(folded);
        self.starts.push(self.arena.len() as u32);
        self.arena.push_str(ROOM);
        if self.len() * 2 >= self.table.len() {
            let size = self.table.len() * 2;
            self.lay_out(size);
        } else {
            self.place(id);
        }
        WordId(id)
    }

    /// The folded text of a word.
    #[must_use]
    pub fn text(&self, id: WordId) -> &str {
        let id = id.0 as usize;
        &self.arena[self.starts[id] as usize..self.starts[id + 1] as usize]
    }

    fn place(&mut self, id: u32) {
        let hash = hash(self.text(WordId(id)).as_bytes());
        let mask = self.table.len() - 1;
        let mut i = hash as usize & mask;
        while self.table[i] != 0 {
            i = (i + 1) & mask;
        }
        self.table[i] = (hash >> 32) as u32 & !(mask as u32) | id;
    }

    /// Place all words anew, in a table of `size` places, which is a power of two.
    fn lay_out(&mut self, size: usize) {
        self.table = vec![0; size];
        (1..self.len() as u32).for_each(|id| self.place(id));
    }
}
