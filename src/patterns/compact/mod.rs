//! The compact form of a compiled rule set.
//!
//! What only the compiler or an edit asks for is left out: the indices by which tests, gates and
//! sets are told apart while rules are compiled. An edit then numbers a test anew that has a number
//! already, which changes nothing.

mod programs;

use std::sync::OnceLock;

use crate::packed::{Pack, Packed, Unpack, put_u32s, put_u64s, take_u32s, take_u64s};
use crate::patterns::anchor::Variant;
use crate::patterns::build::{case_decides, words};
use crate::patterns::engine::Engine;
use crate::patterns::filing::{Entry, Phase, WordAnchors};
use crate::patterns::gate::Gates;
use crate::patterns::program::{Constants, Names};
use crate::patterns::scan::ScanGroup;

impl Engine {
    /// Its compact form.
    #[allow(dead_code)] // Called while the program is built.
    #[must_use]
    pub fn pack(&self) -> Vec<u8> {
        let mut out = Pack::default();
        let Self { vocabulary, lexicons, tagger, kinds, slots, rules, variants, phases, .. } = self;
        let Self { word_anchors, hides, open, keys, constants, word_sets, token_sets, .. } = self;
        vocabulary.put(&mut out);
        lexicons.put(&mut out);
        tagger.put(&mut out);
        kinds.list.put(&mut out);
        slots.list.put(&mut out);
        rules.put(&mut out);
        variants.put(&mut out);
        out.number(phases.len() as u64);
        for phase in phases {
            put_phase(phase, &mut out);
        }
        put_u32s(&word_anchors.of_word, &mut out);
        word_anchors.runs.put(&mut out);
        put_entries(&word_anchors.entries, &mut out);
        hides.put(&mut out);
        open.put(&mut out);
        keys.put(&mut out);
        // The first constants are the values of the lexicons.
        let own = constants.list.get(lexicons.values().len()..).unwrap_or(&[]);
        own.to_vec().put(&mut out);
        word_sets.put(&mut out);
        token_sets.put(&mut out);
        self.gates.list.put(&mut out);
        out.finish()
    }

    /// From its compact form; nothing when that is damaged or empty.
    #[must_use]
    pub fn unpack(bytes: &[u8]) -> Option<Self> {
        let from = &mut Unpack::new(bytes);
        let this = Self::take(from)?;
        from.is_done().then_some(this)
    }

    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        let vocabulary = Packed::take(from)?;
        let lexicons = Packed::take(from)?;
        let tagger = Packed::take(from)?;
        let kinds = Names::numbered(Packed::take(from)?);
        let slots = Names::numbered(Packed::take(from)?);
        let rules = Packed::take(from)?;
        let variants = Vec::take(from)?;
        let mut phases = Vec::new();
        for _ in 0..from.count()? {
            phases.push(take_phase(from, &variants)?);
        }
        let word_anchors = WordAnchors {
            of_word: take_u32s(from)?,
            runs: Packed::take(from)?,
            entries: entries(&take_u32s(from)?, &variants)?,
        };
        let (hides, open, keys) = (Packed::take(from)?, Packed::take(from)?, Packed::take(from)?);
        let mut constants = Constants::of(&lexicons);
        for text in Vec::<String>::take(from)? {
            constants.intern(&text);
        }
        let word_sets = Packed::take(from)?;
        let token_sets = Packed::take(from)?;
        let gates = Gates { list: Packed::take(from)?, ..Gates::default() };
        Some(Self {
            words: words(&vocabulary, &lexicons, &tagger, &word_sets),
            case_decides: case_decides(&lexicons, &token_sets, vocabulary.len()),
            frequencies: OnceLock::new(),
            edited: false,
            vocabulary,
            lexicons,
            tagger,
            kinds,
            slots,
            rules,
            variants,
            phases,
            word_anchors,
            hides,
            open,
            keys,
            constants,
            word_sets,
            token_sets,
            gates,
        })
    }
}

/// Entries by their variants.
fn entries(numbers: &[u32], variants: &[Variant]) -> Option<Vec<Entry>> {
    numbers.iter().map(|v| Some(Entry::new(*v, variants.get(*v as usize)?))).collect()
}

fn put_entries(entries: &[Entry], out: &mut Pack) {
    put_u32s(&entries.iter().map(|e| e.variant).collect::<Vec<_>>(), out);
}

fn put_phase(phase: &Phase, out: &mut Pack) {
    let Phase { name, by_lexicon, by_mention, everywhere, scans } = phase;
    name.put(out);
    let mut lexicons: Vec<_> = by_lexicon.iter().collect();
    lexicons.sort_unstable_by_key(|(lexicon, _)| **lexicon);
    out.number(lexicons.len() as u64);
    for (lexicon, entries) in lexicons {
        lexicon.put(out);
        put_entries(entries, out);
    }
    out.number(by_mention.len() as u64);
    for (kind, entries) in by_mention {
        kind.put(out);
        put_entries(entries, out);
    }
    put_entries(everywhere, out);
    scans.put(out);
}

fn take_phase(from: &mut Unpack<'_>, variants: &[Variant]) -> Option<Phase> {
    let mut phase = Phase { name: Packed::take(from)?, ..Phase::default() };
    for _ in 0..from.count()? {
        let lexicon = Packed::take(from)?;
        phase.by_lexicon.insert(lexicon, entries(&take_u32s(from)?, variants)?);
    }
    for _ in 0..from.count()? {
        let kind = Packed::take(from)?;
        phase.by_mention.push((kind, entries(&take_u32s(from)?, variants)?));
    }
    phase.everywhere = entries(&take_u32s(from)?, variants)?;
    phase.scans = Packed::take(from)?;
    Some(phase)
}

impl Packed for ScanGroup {
    fn put(&self, out: &mut Pack) {
        let Self { scans, always, by_class, by_tag, by_shape, by_kind, kinds, phrases } = self;
        scans.put(out);
        [always, kinds, phrases].into_iter().for_each(|mask| mask.put(out));
        [&by_class[..], by_tag, by_shape, by_kind].into_iter().for_each(|t| put_u64s(t, out));
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(Self {
            scans: Packed::take(from)?,
            always: Packed::take(from)?,
            kinds: Packed::take(from)?,
            phrases: Packed::take(from)?,
            by_class: take_u64s(from)?,
            by_tag: take_u64s(from)?.try_into().ok()?,
            by_shape: take_u64s(from)?.try_into().ok()?,
            by_kind: take_u64s(from)?,
        })
    }
}
