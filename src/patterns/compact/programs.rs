//! The compact forms of rules and their programs, and of what these test.

use smol_str::SmolStr;

use crate::lexis::token::WordId;
use crate::packed::{
    Pack, Packed, Unpack, packed_struct, put_u32s, put_u64s, take_u32s, take_u64s,
};
use crate::patterns::anchor::{Anchor, Variant};
use crate::patterns::engine::{CompiledGuards, Guard, RuleInfo};
use crate::patterns::filing::Run;
use crate::patterns::gate::Gate;
use crate::patterns::program::{ConstId, Instr, MentionTest, Program};
use crate::patterns::scan::Scan;
use crate::patterns::tokenset::{Quick, TokenSet, TokenSets, Words};
use crate::patterns::wordset::WordSets;

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
