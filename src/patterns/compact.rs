//! The compact form of a compiled rule set.
//!
//! What only the compiler or an edit asks for is left out: the indices by which tests, gates and
//! sets are told apart while rules are compiled. An edit then numbers a test anew that has a number
//! already, which changes nothing.

use std::sync::OnceLock;

use smol_str::SmolStr;

use crate::lexis::token::WordId;
use crate::packed::{
    Pack, Packed, Unpack, packed_struct, put_u32s, put_u64s, take_u32s, take_u64s,
};
use crate::patterns::anchor::{Anchor, Variant};
use crate::patterns::build::{case_decides, words};
use crate::patterns::engine::{CompiledGuards, Engine, Guard, RuleInfo};
use crate::patterns::filing::{Entry, Phase, Run, WordAnchors};
use crate::patterns::gate::{Gate, Gates};
use crate::patterns::program::{ConstId, Constants, Instr, MentionTest, Names, Program};
use crate::patterns::scan::{Scan, ScanGroup};
use crate::patterns::tokenset::{Quick, TokenSet, TokenSets, Words};
use crate::patterns::wordset::WordSets;

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

packed_struct!(RuleInfo { id, at, kind, set, priority, span, scope, unless, when, guarded });
packed_struct!(CompiledGuards { before, after, inside });
packed_struct!(Guard { program, gate });
packed_struct!(Program { code, tests, weight });
packed_struct!(MentionTest { slot, name, values, lexicons, negated });
packed_struct!(Variant { rule, anchor, before, after, before_gate, after_gate, needs, scope });
packed_struct!(Run { phase, from, to });
packed_struct!(Scan { rule, program, first });
packed_struct!(Gate { nullable, any, phrases, shape, set, tags, kinds });
packed_struct!(TokenSet { words, exact, lexicons, shape, tags, any });
packed_struct!(Quick { tags, shape, any, words });

impl Packed for SmolStr {
    fn put(&self, out: &mut Pack) {
        out.text(self);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        from.text().map(SmolStr::new)
    }
}

impl Packed for ConstId {
    fn put(&self, out: &mut Pack) {
        self.0.put(out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        u32::take(from).map(ConstId)
    }
}

impl Packed for Anchor {
    fn put(&self, out: &mut Pack) {
        match self {
            Self::Everywhere => out.byte(0),
            Self::Words(words) => {
                out.byte(1);
                words.put(out);
            }
            Self::Lexicon(lexicon) => {
                out.byte(2);
                lexicon.put(out);
            }
            Self::Mention(kind) => {
                out.byte(3);
                kind.put(out);
            }
        }
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::Everywhere,
            1 => Self::Words(Vec::<WordId>::take(from)?),
            2 => Self::Lexicon(Packed::take(from)?),
            3 => Self::Mention(Packed::take(from)?),
            _ => return None,
        })
    }
}

impl Packed for Instr {
    fn put(&self, out: &mut Pack) {
        // The kind, and up to four numbers.
        let numbers = |kind: u8, numbers: &[u32], out: &mut Pack| {
            out.byte(kind);
            numbers.iter().for_each(|n| n.put(out));
        };
        match *self {
            Self::Word(word) => numbers(0, &[word], out),
            Self::Set { set, slot } => numbers(1, &[set, slot.into()], out),
            Self::Not(set) => numbers(2, &[set], out),
            Self::Lex { lex, slot } => numbers(3, &[lex.into(), slot.into()], out),
            Self::Mention { kind, tests, slot } => {
                numbers(4, &[kind.into(), tests, slot.into()], out);
            }
            Self::Any => numbers(5, &[], out),
            Self::Rest => numbers(6, &[], out),
            Self::Split(first, second) => numbers(7, &[first, second], out),
            Self::Fork { first, second, gates: [a, b] } => {
                numbers(8, &[first, second, a.into(), b.into()], out);
            }
            Self::Jump(to) => numbers(9, &[to], out),
            Self::Open(slot) => numbers(10, &[slot.into()], out),
            Self::Close(slot) => numbers(11, &[slot.into()], out),
            Self::Bind { slot, value } => numbers(12, &[slot.into(), value.0], out),
            Self::Start => numbers(13, &[], out),
            Self::End => numbers(14, &[], out),
            Self::Accept => numbers(15, &[], out),
        }
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::Word(Packed::take(from)?),
            1 => Self::Set { set: Packed::take(from)?, slot: Packed::take(from)? },
            2 => Self::Not(Packed::take(from)?),
            3 => Self::Lex { lex: Packed::take(from)?, slot: Packed::take(from)? },
            4 => Self::Mention {
                kind: Packed::take(from)?,
                tests: Packed::take(from)?,
                slot: Packed::take(from)?,
            },
            5 => Self::Any,
            6 => Self::Rest,
            7 => Self::Split(Packed::take(from)?, Packed::take(from)?),
            8 => Self::Fork {
                first: Packed::take(from)?,
                second: Packed::take(from)?,
                gates: [Packed::take(from)?, Packed::take(from)?],
            },
            9 => Self::Jump(Packed::take(from)?),
            10 => Self::Open(Packed::take(from)?),
            11 => Self::Close(Packed::take(from)?),
            12 => Self::Bind { slot: Packed::take(from)?, value: Packed::take(from)? },
            13 => Self::Start,
            14 => Self::End,
            15 => Self::Accept,
            _ => return None,
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

impl Packed for WordSets {
    fn put(&self, out: &mut Pack) {
        let Self { sets: _, index: _, compared: _, width, rows, class_of } = self;
        width.put(out);
        put_u64s(rows, out);
        put_u32s(class_of, out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(Self {
            width: Packed::take(from)?,
            rows: take_u64s(from)?,
            class_of: take_u32s(from)?,
            ..Self::default()
        })
    }
}

impl Packed for TokenSets {
    fn put(&self, out: &mut Pack) {
        let Self { quick, sets, index: _ } = self;
        quick.put(out);
        sets.put(out);
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(Self { quick: Packed::take(from)?, sets: Packed::take(from)?, ..Self::default() })
    }
}

impl Packed for Words {
    fn put(&self, out: &mut Pack) {
        match self {
            Self::None => out.byte(0),
            Self::Few([a, b]) => {
                out.byte(1);
                (*a, *b).put(out);
            }
            Self::Row(set) => {
                out.byte(2);
                set.put(out);
            }
            Self::Maybe(set) => {
                out.byte(3);
                set.put(out);
            }
            Self::Long => out.byte(4),
        }
    }
    fn take(from: &mut Unpack<'_>) -> Option<Self> {
        Some(match from.number()? {
            0 => Self::None,
            1 => Self::Few([Packed::take(from)?, Packed::take(from)?]),
            2 => Self::Row(Packed::take(from)?),
            3 => Self::Maybe(Packed::take(from)?),
            4 => Self::Long,
            _ => return None,
        })
    }
}
