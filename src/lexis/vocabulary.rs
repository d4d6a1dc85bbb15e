//! The words that lexicons and rules know, behind one hash look-up per token.
//!
//! Words are compared case-folded, with typographic apostrophes made straight and one closing full
//! stop dropped (`Mr.` = `Mr`, `U.S.` = `U.S`). Open addressing with linear probing on one table of
//! ids: the whole table of a large pack stays in the second-level cache, and a miss costs one probe.

use std::hash::Hasher;

use crate::lexis::token::WordId;

/// Case-folded words with ids from 1.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    table: Vec<Place>,
    arena: String,
    spans: Vec<(u32, u32)>,
}

/// A place of the table: all that a look-up needs before it compares letters, in one cache line.
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    hash: u32,
    /// 0: empty.
    id: u32,
    start: u32,
    end: u32,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            table: vec![Place::default(); 1 << 17],
            arena: String::with_capacity(1 << 19),
            spans: vec![(0, 0)],
        }
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

fn hash(word: &str) -> u32 {
    let mut h = rustc_hash::FxHasher::default();
    h.write(word.as_bytes());
    let x = h.finish();
    (x ^ (x >> 32)) as u32
}

impl Vocabulary {
    /// Number of words, the unknown word (id 0) included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Is nothing but the unknown word known?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.len() <= 1
    }

    /// The id of an already folded word.
    #[must_use]
    pub fn get(&self, folded: &str) -> WordId {
        let mask = self.table.len() - 1;
        let h = hash(folded);
        let mut i = h as usize & mask;
        loop {
            let place = &self.table[i];
            if place.id == 0 {
                return WordId::UNKNOWN;
            }
            if place.hash == h && &self.arena[place.start as usize..place.end as usize] == folded {
                return WordId(place.id);
            }
            i = (i + 1) & mask;
        }
    }

    /// The id of `word`, folded and added if it is new.
    pub fn intern(&mut self, word: &str, buffer: &mut FoldBuffer) -> WordId {
        let folded = fold(word, buffer);
        let found = self.get(folded);
        if found != WordId::UNKNOWN || folded.is_empty() {
            return found;
        }
        if self.spans.len() * 2 >= self.table.len() {
            self.grow();
        }
        let id = self.spans.len() as u32;
        let start = self.arena.len() as u32;
        self.arena.push_str(folded);
        self.spans.push((start, self.arena.len() as u32));
        let place = Place { hash: hash(folded), id, start, end: self.arena.len() as u32 };
        self.place(place);
        WordId(id)
    }

    /// The folded text of a word.
    #[must_use]
    pub fn text(&self, id: WordId) -> &str {
        let (a, b) = self.spans[id.0 as usize];
        &self.arena[a as usize..b as usize]
    }

    fn place(&mut self, place: Place) {
        let mask = self.table.len() - 1;
        let mut i = place.hash as usize & mask;
        while self.table[i].id != 0 {
            i = (i + 1) & mask;
        }
        self.table[i] = place;
    }

    fn grow(&mut self) {
        let size = self.table.len() * 2;
        let old = std::mem::replace(&mut self.table, vec![Place::default(); size]);
        for place in old.into_iter().filter(|p| p.id != 0) {
            self.place(place);
        }
    }
}
