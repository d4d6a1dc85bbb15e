//! Programs are sealed once all are compiled: each choice gets the gates of its two ways.

use rustc_hash::FxHashMap;

use crate::lexis::lexicon::{LexId, Lexicons};
use crate::patterns::gate::{Gate, Gates, OPEN, kind_bit};
use crate::patterns::program::{Instr, Program};
use crate::patterns::tokenset::TokenSets;
use crate::patterns::wordset::{Members, SetId, WordSets};

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
