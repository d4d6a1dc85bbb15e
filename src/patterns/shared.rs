//! A group that is used in many places is compiled once in each direction, and then copied.

use std::sync::Arc;

use crate::patterns::compiler::{Compiler, Direction};
use crate::patterns::program::{Instr, MentionTest};
use crate::rules::ast::Pattern;

/// What tells groups apart: where it lies while patterns are compiled, and the direction.
pub(crate) type Key = (usize, Direction);

/// A compiled group as it would stand at the beginning of a program.
#[derive(Debug)]
pub(crate) struct Shared {
    code: Vec<Instr>,
    tests: Vec<Vec<MentionTest>>,
}

impl Compiler<'_, '_> {
    /// Append a group.
    pub(crate) fn group(&mut self, pattern: &Arc<Pattern>) {
        let key = (Arc::as_ptr(pattern).addr(), self.direction);
        let (code, tests) = (self.program.code.len(), self.program.tests.len());
        if let Some(known) = self.cx.groups.get(&key) {
            let moved = known.code.iter().map(|i| moved(i, code as u32, tests as u32));
            self.program.code.extend(moved);
            self.program.tests.extend_from_slice(&known.tests);
            return;
        }
        self.pattern(pattern);
        let back = |n: usize| (n as u32).wrapping_neg();
        let own = self.program.code[code..].iter().map(|i| moved(i, back(code), back(tests)));
        let own = Shared { code: own.collect(), tests: self.program.tests[tests..].to_vec() };
        self.cx.groups.insert(key, own);
    }
}

/// The instruction at another place of the program.
fn moved(instr: &Instr, code: u32, tests: u32) -> Instr {
    let to = |place: u32| place.wrapping_add(code);
    match *instr {
        Instr::Split(first, second) => Instr::Split(to(first), to(second)),
        Instr::Fork { first, second, gates } => {
            Instr::Fork { first: to(first), second: to(second), gates }
        }
        Instr::Jump(place) => Instr::Jump(to(place)),
        Instr::Mention { kind, tests: number, slot } => {
            Instr::Mention { kind, tests: number.wrapping_add(tests), slot }
        }
        Instr::Word(_)
        | Instr::Set { .. }
        | Instr::Not(_)
        | Instr::Lex { .. }
        | Instr::Any
        | Instr::Rest
        | Instr::Open(_)
        | Instr::Close(_)
        | Instr::Bind { .. }
        | Instr::Start
        | Instr::End
        | Instr::Accept => instr.clone(),
    }
}
