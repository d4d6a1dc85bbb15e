//! The states and how they follow each other, worked out when a text first asks.

use crate::lexis::lexicon::LexId;
use crate::matching::automaton::{ACCEPTING, Automaton, NO_TEST, SPECIAL, UNKNOWN};
use crate::matching::chart::Analysis;
use crate::patterns::engine::Engine;
use crate::patterns::gate::kind_bit;
use crate::patterns::program::Instr;
use crate::patterns::scan::ScanGroup;

/// A place in the program of a scan rule.
pub(super) type Thread = (u16, u32);

/// When the table has more cells than this, its states are forgotten and made anew.
const MOST_CELLS: usize = 1 << 21;

/// Which rules' threads stand where.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) threads: Box<[Thread]>,
    /// Rules that are matched when this state is reached, as bits.
    pub(super) accepts: u64,
    /// Something other than a token can come next.
    pub(super) special: Special,
}

/// What may come next beside tokens.
#[derive(Debug, Default)]
pub(super) struct Special {
    pub(super) kinds: u64,
    pub(super) lexicons: Vec<LexId>,
    pub(super) edge: bool,
}

impl Automaton {
    pub(super) fn restart(&mut self, engine: &Engine, group: &ScanGroup) {
        self.states.clear();
        self.index.clear();
        self.next.clear();
        self.add(engine, group, (Vec::new(), 0));
        self.search += 1;
        let mut start = (Vec::new(), 0);
        for p in 0..group.scans.len() {
            self.close(group, (p as u16, 0), &mut start);
        }
        self.start = Special::of(engine, group, &start.0);
        self.add(engine, group, start);
    }

    /// Work out where `state` goes with a class.
    pub(super) fn step(
        &mut self,
        engine: &Engine,
        group: &ScanGroup,
        state: u32,
        class: usize,
    ) -> u32 {
        self.search += 1;
        let mut to = (Vec::new(), 0u64);
        let threads = std::mem::take(&mut self.states[state as usize].threads);
        for (p, pc) in &threads {
            // What stands behind an accepting thread is less preferred than it.
            if to.1 >> p & 1 == 1 {
                continue;
            }
            let test = self.test_of[usize::from(*p)][*pc as usize];
            let pass =
                test != NO_TEST && self.passes[class][test as usize / 64] >> (test % 64) & 1 == 1;
            let goes = match group.scans[usize::from(*p)].program.code[*pc as usize] {
                Instr::Any => true,
                Instr::Not(_) => !pass,
                _ => pass,
            };
            if goes {
                self.close(group, (*p, *pc + 1), &mut to);
            }
        }
        self.states[state as usize].threads = threads;
        if self.states.len() << self.shift >= MOST_CELLS && !self.index.contains_key(&boxed(&to)) {
            // The walk goes on in a table that is being filled again.
            self.restart(engine, group);
            return self.add(engine, group, to);
        }
        let next = self.add(engine, group, to);
        self.next[((state as usize) << self.shift) + class] = next;
        next
    }

    /// The number of a state with its marks, a new one if it is new.
    fn add(&mut self, engine: &Engine, group: &ScanGroup, state: (Vec<Thread>, u64)) -> u32 {
        let key = boxed(&state);
        if let Some(id) = self.index.get(&key) {
            return *id;
        }
        let mut id = self.states.len() as u32;
        let special = Special::of(engine, group, &state.0);
        if special.kinds != 0 || special.edge || !special.lexicons.is_empty() {
            id |= SPECIAL;
        }
        if state.1 != 0 {
            id |= ACCEPTING;
        }
        self.states.push(State { threads: key.0.clone(), accepts: state.1, special });
        self.next.resize(self.states.len() << self.shift, UNKNOWN);
        self.index.insert(key, id);
        id
    }

    /// Follow a thread to what consumes something, in order of preference.
    fn close(&mut self, group: &ScanGroup, (p, pc): Thread, to: &mut (Vec<Thread>, u64)) {
        let code = &group.scans[usize::from(p)].program.code;
        let mut stack = vec![pc];
        while let Some(pc) = stack.pop() {
            let mark = &mut self.seen[usize::from(p)][pc as usize];
            if std::mem::replace(mark, self.search) == self.search {
                continue;
            }
            match &code[pc as usize] {
                Instr::Split(first, second) | Instr::Fork { first, second, .. } => {
                    stack.extend([*second, *first]);
                }
                Instr::Jump(to) => stack.push(*to),
                Instr::Open(_) | Instr::Close(_) | Instr::Bind { .. } => stack.push(pc + 1),
                Instr::Accept => {
                    to.1 |= 1 << p;
                    return;
                }
                _ => to.0.push((p, pc)),
            }
        }
    }
}

fn boxed(state: &(Vec<Thread>, u64)) -> (Box<[Thread]>, u64) {
    (state.0.as_slice().into(), state.1)
}

impl Special {
    pub(super) fn of(engine: &Engine, group: &ScanGroup, threads: &[Thread]) -> Self {
        let mut out = Self::default();
        for (p, pc) in threads {
            match &group.scans[usize::from(*p)].program.code[*pc as usize] {
                Instr::Mention { kind, .. } => out.kinds |= kind_bit(*kind),
                Instr::Lex { lex, .. } if engine.lexicons.has_phrases(*lex) => {
                    out.lexicons.push(*lex);
                }
                Instr::Rest | Instr::Start | Instr::End => out.edge = true,
                _ => {}
            }
        }
        out
    }

    /// Does something of it stand in the text?
    #[inline]
    pub(super) fn stands(&self, analysis: &Analysis<'_>, at: u32, high: u32) -> bool {
        if self.edge {
            return true;
        }
        if at == high {
            return false;
        }
        analysis.starting.kinds(at) & self.kinds != 0
            || (!self.lexicons.is_empty()
                && analysis
                    .phrases_by_start
                    .at(at)
                    .iter()
                    .any(|p| self.lexicons.contains(&analysis.phrases[*p as usize].lex)))
    }
}
