//! The compact form of a pack's lexicons.

use std::sync::Arc;

use crate::lexis::lexicon::Lexicons;
use crate::lexis::phrases::{Phrases, Terminal};
use crate::lexis::readings::Candidates;
use crate::lexis::tagger::Tagger;
use crate::lexis::token::WordId;
use crate::lexis::vocabulary::Vocabulary;
use crate::packed::{
    Pack, Packed, Unpack, packed_struct, put_i16s, put_u32s, put_u64s, take_i16s, take_u32s,
    take_u64s,
};

packed_struct!(Terminal { lex, value, exact });

impl Packed for WordId {
    fn put(&self, out: &mut Pack) {
        self.0.put(out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        u32::take(from).map(WordId)
    }
}

fn put_words(words: &[WordId], out: &mut Pack) {
    put_u32s(&words.iter().map(|w| w.0).collect::<Vec<_>>(), out);
}

fn take_words(from: &mut Unpack<'_>) -> Option<Vec<WordId>> {
    Some(take_u32s(from)?.into_iter().map(WordId).collect())
}

impl Packed for Vocabulary {
    fn put(&self, out: &mut Pack) {
        let Self { table, arena, starts } = self;
        put_u32s(table, out);
        arena.put(out);
        put_u32s(starts, out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        let (table, arena, starts) = (take_u32s(from)?, String::take(from)?, take_u32s(from)?);
        Some(Self { table, arena, starts })
    }
}

impl Packed for Lexicons {
    fn put(&self, out: &mut Pack) {
        // The index is made anew.
        let Self { names, index: _, cases, width, rows, row_of, singles, single_ends, .. } = self;
        let Self { valued, valued_ends, value_of, exact, phrases, has_phrases, texts, .. } = self;
        names.put(out);
        cases.put(out);
        width.put(out);
        put_u64s(rows, out);
        put_u32s(row_of, out);
        put_words(singles, out);
        put_u32s(single_ends, out);
        put_words(valued, out);
        put_u32s(valued_ends, out);
        put_u32s(value_of, out);
        exact.put(out);
        phrases.put(out);
        has_phrases.put(out);
        texts.put(out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        let names = Vec::<String>::take(from)?;
        Some(Self {
            index: names.iter().enumerate().map(|(i, n)| (n.clone(), i as u16)).collect(),
            names,
            cases: Packed::take(from)?,
            width: Packed::take(from)?,
            rows: take_u64s(from)?,
            row_of: take_u32s(from)?,
            singles: take_words(from)?,
            single_ends: take_u32s(from)?,
            valued: take_words(from)?,
            valued_ends: take_u32s(from)?,
            value_of: take_u32s(from)?,
            exact: Packed::take(from)?,
            phrases: Packed::take(from)?,
            has_phrases: Packed::take(from)?,
            texts: Vec::<Arc<str>>::take(from)?,
        })
    }
}

impl Packed for Phrases {
    fn put(&self, out: &mut Pack) {
        let Self { first, word, children, ends, terminals } = self;
        put_u32s(first, out);
        put_words(word, out);
        put_u32s(children, out);
        put_u32s(ends, out);
        terminals.put(out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(Self {
            first: take_u32s(from)?,
            word: take_words(from)?,
            children: take_u32s(from)?,
            ends: take_u32s(from)?,
            terminals: Packed::take(from)?,
        })
    }
}

impl Packed for Candidates {
    fn put(&self, out: &mut Pack) {
        let Self { n, closed, tags } = self;
        n.put(out);
        closed.put(out);
        tags.iter().for_each(|(tag, weight)| out.bytes(&[*tag, *weight as u8]));
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        let mut this =
            Self { n: Packed::take(from)?, closed: Packed::take(from)?, ..Self::default() };
        for pair in &mut this.tags {
            let [tag, weight] = *from.bytes(2)? else { return None };
            *pair = (tag, weight as i8);
        }
        Some(this)
    }
}

impl Packed for Tagger {
    fn put(&self, out: &mut Pack) {
        let Self { class_of, classes, suffixes, transition, prefixes } = self;
        put_u32s(class_of, out);
        classes.put(out);
        suffixes.put(out);
        put_i16s(transition, out);
        put_words(prefixes, out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(Self {
            class_of: take_u32s(from)?,
            classes: Packed::take(from)?,
            suffixes: Packed::take(from)?,
            transition: take_i16s(from)?,
            prefixes: take_words(from)?,
        })
    }
}
