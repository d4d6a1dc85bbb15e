//! What a program can begin with: a quick look at the next token before a thread is started.
//!
//! A gate never turns away what could match; it lets some pass that then fail. Programs are sealed
//! once all are compiled: each choice gets the gates of its two ways.

use rustc_hash::FxHashMap;

use crate::lexis::lexicon::{LexId, Lexicons};
use crate::lexis::token::Token;
use crate::matching::chart::Analysis;
use crate::matching::engine::Engine;
use crate::matching::machine::Ground;
use crate::matching::program::{Instr, Program};
use crate::matching::tokenset::TokenSets;
use crate::matching::wordset::{Members, SetId, WordSets};

/// What can come next.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Gate {
    /// Nothing need come.
    nullable: bool,
    /// Any token will do.
    pub(super) any: bool,
    /// A phrase of some lexicon will do.
    pub(super) phrases: bool,
    pub(super) shape: u16,
    /// The words, as one set; 0 where there are none.
    pub(super) set: SetId,
    pub(super) tags: u32,
    /// Kinds of mention, one bit each (see [`kind_bit`]).
    pub(super) kinds: u64,
}

/// No gate: everything may pass.
pub(crate) const OPEN: u16 = u16::MAX;

/// The bit of a kind of mention. Kinds beyond the 64th share bits, which lets more through.
#[inline]
pub(crate) fn kind_bit(kind: u16) -> u64 {
    1 << (kind % 64)
}

impl Gate {
    /// The same from `at`, where a next token in reading direction stands.
    #[inline]
    pub(crate) fn may_begin<const FORWARD: bool>(
        &self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        at: u32,
    ) -> bool {
        let token = &analysis.tokens[if FORWARD { at } else { at - 1 } as usize];
        token.tags & self.tags != 0
            || token.shape.has(self.shape)
            || engine.word_sets.has(token.class, self.set)
            || self.beside::<FORWARD>(analysis, at)
    }

    /// May a program with this gate go on from `at`, with the next token in reading direction at
    /// hand?
    #[inline]
    pub(crate) fn lets_in<const FORWARD: bool>(
        &self,
        ground: &Ground<'_, '_>,
        at: u32,
        token: Option<&Token>,
    ) -> bool {
        let Some(token) = token else { return self.nullable };
        token.tags & self.tags != 0
            || token.shape.has(self.shape)
            || ground.sets.has(token.class, self.set)
            || self.beside::<FORWARD>(ground.analysis, at)
    }

    /// Does it pass whatever the token is, or is there a mention or phrase that it lets in?
    #[inline]
    fn beside<const FORWARD: bool>(&self, a: &Analysis<'_>, at: u32) -> bool {
        if self.any || self.nullable {
            return true;
        }
        if self.kinds != 0 {
            let kinds = if FORWARD { a.starting.kinds(at) } else { a.ending.kinds(at) };
            if kinds & self.kinds != 0 {
                return true;
            }
        }
        self.phrases && {
            let filed = if FORWARD { &a.phrases_by_start } else { &a.phrases_by_end };
            !filed.at(at).is_empty()
        }
    }

    /// One that lets everything pass.
    pub(crate) fn open() -> Self {
        Self { nullable: true, ..Self::default() }
    }

    /// Does it turn nothing away?
    pub(super) fn is_open(&self) -> bool {
        self.nullable || self.any
    }
}

/// The gates of an engine's choices, each once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gates {
    pub list: Vec<Gate>,
    index: FxHashMap<Gate, u16>,
}

impl Gates {
    fn intern(&mut self, gate: Gate) -> u16 {
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

/// Gives programs their gates once all are compiled.
pub(crate) struct Sealer<'e> {
    lexicons: &'e Lexicons,
    token_sets: &'e TokenSets,
    word_sets: &'e mut WordSets,
    gates: &'e mut Gates,
    /// For each instruction, where the last walk that came by had begun.
    seen: Vec<u32>,
    todo: Vec<usize>,
    /// What the words of the gate in hand are made of.
    parts: Vec<Part>,
    /// The sets of what gates were made of before: most choices lead to the same few things.
    known: FxHashMap<Vec<Part>, Option<SetId>>,
}

/// What words of a gate come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Part {
    Word(u32),
    Set(u32),
    Lexicon(LexId),
}

impl<'e> Sealer<'e> {
    pub(crate) fn new(
        lexicons: &'e Lexicons,
        token_sets: &'e TokenSets,
        word_sets: &'e mut WordSets,
        gates: &'e mut Gates,
    ) -> Self {
        let (seen, todo, parts) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            lexicons,
            token_sets,
            word_sets,
            gates,
            seen,
            todo,
            parts,
            known: FxHashMap::default(),
        }
    }

    /// The union of what can be consumed first from instruction `from`.
    pub(crate) fn gate(&mut self, program: &Program, from: usize) -> Gate {
        self.seen.clear();
        self.walk(program, from)
    }

    /// The number of the gate of instruction `from`.
    pub(crate) fn filed(&mut self, program: &Program, from: usize) -> u16 {
        let gate = self.gate(program, from);
        if gate.is_open() { OPEN } else { self.gates.intern(gate) }
    }

    fn walk(&mut self, program: &Program, from: usize) -> Gate {
        self.seen.resize(program.code.len(), u32::MAX);
        let mut out = Gate::default();
        self.parts.clear();
        self.todo.clear();
        self.todo.push(from);
        while let Some(pc) = self.todo.pop() {
            if std::mem::replace(&mut self.seen[pc], from as u32) == from as u32 {
                continue;
            }
            match &program.code[pc] {
                Instr::Word(w) => self.parts.push(Part::Word(*w)),
                Instr::Set { set, .. } => {
                    let s = self.token_sets.get(*set);
                    out.any |= s.any;
                    out.tags |= s.tags;
                    out.shape |= s.shape;
                    self.parts.push(Part::Set(*set));
                }
                Instr::Lex { lex, .. } => {
                    out.phrases |= self.lexicons.has_phrases(*lex);
                    self.parts.push(Part::Lexicon(*lex));
                }
                Instr::Mention { kind, .. } => out.kinds |= kind_bit(*kind),
                Instr::Any | Instr::Not(_) => out.any = true,
                Instr::Rest | Instr::Accept | Instr::Start | Instr::End => out.nullable = true,
                Instr::Split(a, b) | Instr::Fork { first: a, second: b, .. } => {
                    self.todo.extend([*a as usize, *b as usize]);
                }
                Instr::Jump(a) => self.todo.push(*a as usize),
                Instr::Open(_) | Instr::Close(_) | Instr::Bind { .. } => self.todo.push(pc + 1),
            }
            if out.is_open() {
                return out;
            }
        }
        match self.set() {
            Some(id) => out.set = id,
            None => out.any = true,
        }
        out
    }

    /// The number of the set that the parts make up.
    fn set(&mut self) -> Option<SetId> {
        self.parts.sort_unstable();
        self.parts.dedup();
        if let Some(known) = self.known.get(&self.parts) {
            return *known;
        }
        let mut all = Members::default();
        for part in &self.parts {
            match part {
                Part::Word(w) => all.words.push(*w),
                Part::Set(set) => {
                    let s = self.token_sets.get(*set);
                    all.words.extend(&s.words);
                    all.words.extend(s.exact.iter().map(|e| e.0));
                    all.lexicons.extend(&s.lexicons);
                }
                Part::Lexicon(lex) => all.lexicons.push(*lex),
            }
        }
        let id = self.word_sets.register(all);
        self.known.insert(self.parts.clone(), id);
        id
    }

    /// Give a program's choices their gates.
    pub(crate) fn seal(&mut self, program: &mut Program) {
        for instr in &program.code {
            if let Instr::Word(word) = instr {
                self.word_sets.compare(*word);
            }
        }
        self.seen.clear();
        // Many choices lead to the same place.
        let mut known: Vec<Option<u16>> = vec![None; program.code.len()];
        let mut filed = |to: u32, program: &Program| {
            *known[to as usize].get_or_insert_with(|| {
                let gate = self.walk(program, to as usize);
                if gate.is_open() { OPEN } else { self.gates.intern(gate) }
            })
        };
        for pc in 0..program.code.len() {
            let Instr::Split(first, second) = program.code[pc] else { continue };
            let gates = [filed(first, program), filed(second, program)];
            program.code[pc] = Instr::Fork { first, second, gates };
        }
    }
}
