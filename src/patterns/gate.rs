//! What a program can begin with: a quick look at the next token before a thread is started.
//!
//! A gate never turns away what could match; it lets some pass that then fail. Programs are sealed
//! once all are compiled: each choice gets the gates of its two ways.

use rustc_hash::FxHashMap;

use crate::patterns::wordset::SetId;

/// What can come next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Gate {
    /// Nothing need come.
    pub(crate) nullable: bool,
    /// Any token will do.
    pub(crate) any: bool,
    /// A phrase of some lexicon will do.
    pub(crate) phrases: bool,
    pub(crate) shape: u16,
    /// The words, as one set; 0 where there are none.
    pub(crate) set: SetId,
    pub(crate) tags: u32,
    /// Kinds of mention, one bit each (see [`kind_bit`]).
    pub(crate) kinds: u64,
}

/// No gate: everything may pass.
pub(crate) const OPEN: u16 = u16::MAX;

/// The bit of a kind of mention. Kinds beyond the 64th share bits, which lets more through.
#[inline]
pub(crate) fn kind_bit(kind: u16) -> u64 {
    1 << (kind % 64)
}

impl Gate {
    /// One that lets everything pass.
    pub(crate) fn open() -> Self {
        Self { nullable: true, ..Self::default() }
    }

    /// Does it turn nothing away?
    pub(crate) fn is_open(&self) -> bool {
        self.nullable || self.any
    }
}

/// The gates of an engine's choices, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gates {
    pub list: Vec<Gate>,
    pub(super) index: FxHashMap<Gate, u16>,
}

impl Gates {
    pub(super) fn intern(&mut self, gate: Gate) -> u16 {
        if let Some(id) = self.index.get(&gate) {
            return *id;
        }
        // More than can be numbered stay open.
        let Ok(id) = u16::try_from(self.list.len()) else { return OPEN };
        self.list.push(gate.clone());
        self.index.insert(gate, id);
        id
    }
}
