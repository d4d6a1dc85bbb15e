//! Patterns as small programs for the matcher.
//!
//! A pattern is compiled twice where it needs to be: forwards for what follows a rule's anchor,
//! backwards for what precedes it. A program is a list of instructions in the manner of Pike's
//! regular-expression virtual machine; because each (instruction, token) pair is tried at most once
//! per attempt, the time of an attempt is bounded by program length times scope length.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::lexis::lexicon::{LexId, Lexicons};
use crate::patterns::gate::kind_bit;

/// Interned slot name; [`NO_SLOT`] where nothing is captured.
pub type SlotId = u16;
/// No capture.
pub const NO_SLOT: SlotId = u16::MAX;

/// A constant or a lexicon's value, by number: `Engine::constant` has its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ConstId(pub(crate) u32);

impl ConstId {
    /// Numbers from here on are of texts that only one document has.
    const OWN: u32 = 1 << 31;

    /// The number of a document's own text.
    pub(crate) fn own(index: usize) -> Self {
        Self(Self::OWN | index as u32)
    }

    /// Its place among the document's own texts, if it is one of them.
    pub(crate) fn as_own(self) -> Option<usize> {
        (self.0 & Self::OWN != 0).then_some((self.0 & !Self::OWN) as usize)
    }
}

/// One step of a program.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Instr {
    Word(u32),
    Set {
        set: u32,
        slot: SlotId,
    },
    Not(u32),
    Lex {
        lex: LexId,
        slot: SlotId,
    },
    Mention {
        kind: u16,
        tests: u32,
        slot: SlotId,
    },
    Any,
    Rest,
    Split(u32, u32),
    /// A sealed split: with the gates of its two ways.
    Fork {
        first: u32,
        second: u32,
        gates: [u16; 2],
    },
    Jump(u32),
    Open(SlotId),
    Close(SlotId),
    Bind {
        slot: SlotId,
        value: ConstId,
    },
    Start,
    End,
    Accept,
}

/// A test on a mention's slots, compiled.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct MentionTest {
    pub slot: SlotId,
    pub name: Box<str>,
    pub values: Vec<(ConstId, Box<str>)>,
    /// `%name` among the values: the slot's words are an entry of the lexicon.
    pub lexicons: Vec<LexId>,
    pub negated: bool,
}

/// A compiled pattern.
#[derive(Clone, Debug, Default)]
pub(crate) struct Program {
    pub code: Vec<Instr>,
    pub tests: Vec<Vec<MentionTest>>,
    /// How many things it asks for: the measure of specificity.
    pub weight: u32,
}

/// The values of lexicons and the constants that patterns bind, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Constants {
    pub(super) list: Vec<Arc<str>>,
    index: FxHashMap<Arc<str>, u32>,
}

impl Constants {
    /// Beginning with the values of lexicons, under their numbers.
    pub(crate) fn of(lexicons: &Lexicons) -> Self {
        let list = lexicons.values().to_vec();
        let index = list.iter().cloned().zip(0..).collect();
        Self { list, index }
    }
    /// The number of a constant, added if new.
    pub(crate) fn intern(&mut self, text: &str) -> ConstId {
        if let Some(id) = self.find(text) {
            return id;
        }
        let (shared, id): (Arc<str>, u32) = (Arc::from(text), self.list.len() as u32);
        self.list.push(shared.clone());
        self.index.insert(shared, id);
        ConstId(id)
    }
    /// The number of a constant, if it is known.
    pub(crate) fn find(&self, text: &str) -> Option<ConstId> {
        self.index.get(text).copied().map(ConstId)
    }
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }
    /// The constant of that number.
    pub(crate) fn get(&self, id: ConstId) -> &str {
        self.list.get(id.0 as usize).map_or("", |text| text)
    }
}

/// Names shared by all programs of an engine.
#[derive(Clone, Debug, Default)]
pub struct Names {
    pub(super) list: Vec<String>,
    index: FxHashMap<String, u16>,
}

impl Names {
    /// From names by number.
    pub(super) fn numbered(list: Vec<String>) -> Self {
        let index = list.iter().cloned().zip(0..).collect();
        Self { list, index }
    }
    /// The id of `name`, added if new.
    pub fn intern(&mut self, name: &str) -> u16 {
        if let Some(id) = self.index.get(name) {
            return *id;
        }
        let id = self.list.len() as u16;
        self.list.push(name.to_owned());
        self.index.insert(name.to_owned(), id);
        id
    }
    /// The id of `name`, if it is known.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<u16> {
        self.index.get(name).copied()
    }
    /// The name of an id.
    #[must_use]
    pub fn name(&self, id: u16) -> &str {
        self.list.get(id as usize).map_or("", String::as_str)
    }
    /// How many names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }
    /// Are there none?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }
}

impl Program {
    /// Kinds of mention without which it cannot match, as bits (see [`kind_bit`]).
    pub(crate) fn needs(&self) -> u64 {
        let mut out = 0;
        for instr in &self.code {
            let Instr::Mention { kind, .. } = instr else { continue };
            if out & kind_bit(*kind) == 0 && !self.accepts_without(*kind) {
                out |= kind_bit(*kind);
            }
        }
        out
    }

    /// Is there a way to the end past every mention of a kind?
    fn accepts_without(&self, kind: u16) -> bool {
        let mut seen = vec![false; self.code.len()];
        let mut todo = vec![0];
        while let Some(pc) = todo.pop() {
            if std::mem::replace(&mut seen[pc], true) {
                continue;
            }
            match &self.code[pc] {
                Instr::Accept => return true,
                Instr::Mention { kind: k, .. } if *k == kind => {}
                Instr::Split(a, b) | Instr::Fork { first: a, second: b, .. } => {
                    todo.extend([*a as usize, *b as usize]);
                }
                Instr::Jump(to) => todo.push(*to as usize),
                _ => todo.push(pc + 1),
            }
        }
        false
    }

    /// Count what the program asks for.
    pub(crate) fn weigh(&mut self) {
        self.weight = self
            .code
            .iter()
            .filter(|i| {
                matches!(
                    i,
                    Instr::Word(_) | Instr::Set { .. } | Instr::Lex { .. } | Instr::Mention { .. }
                )
            })
            .count() as u32;
    }
}
