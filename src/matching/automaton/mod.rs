//! A lazy automaton over the rules that are tried at each token in turn.
//!
//! All rules of a scan group run in lockstep, one table look-up a token, and the machine is started
//! only for the rule that wins, to get its captures. States are made when a text first leads to
//! them (a lazy DFA in the manner of RE2 and `regex-automata`; threads are kept in order of
//! preference, so that the end found is the one that backtracking would find). The alphabet is the
//! classes of symbols that the group's own tests tell apart.
//!
//! A token is all the automaton can step over. Where a rule could go on with a mention or a phrase
//! that stands in the text, or asks for the edge of a sentence, it gives up and the machine decides.

mod classes;
mod paths;
mod states;

use rustc_hash::FxHashMap;

use crate::matching::automaton::classes::Test;
use crate::matching::automaton::states::{Special, State, Thread};
use crate::matching::chart::Analysis;
use crate::matching::outline::Outline;
use crate::patterns::engine::Engine;
use crate::patterns::program::Instr;
use crate::patterns::scan::ScanGroup;
use crate::rules::ast::Scope;

/// More classes than this are forgotten before the next document.
const MOST_CLASSES: usize = 1 << 12;
const NO_CLASS: u32 = u32::MAX;

const DEAD: u32 = 0;
const START: u32 = 1;
const NO_TEST: u32 = u32::MAX;

/// Marks on a state's number where it stands in the table: a rule is matched there; something
/// other than a token can come next; it has not been worked out.
const ACCEPTING: u32 = 1 << 31;
const SPECIAL: u32 = 1 << 30;
const UNKNOWN: u32 = 1 << 29;
const MARKS: u32 = ACCEPTING | SPECIAL | UNKNOWN;

/// What a walk found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walk {
    /// No rule matches here.
    Nothing,
    /// The best rule's number in its group; it ends before that token.
    Found(usize, u32),
    /// The machine has to look.
    Unknown,
}

/// The automaton of a scan group.
#[derive(Debug)]
pub(crate) struct Automaton {
    tests: Vec<Test>,
    /// For each program and instruction its test.
    test_of: Vec<Vec<u32>>,
    /// Class of each symbol; [`NO_CLASS`] where it is not known yet.
    class_of: Vec<u32>,
    classes: FxHashMap<Box<[u64]>, u32>,
    /// For each class which tests it passes.
    passes: Vec<Box<[u64]>>,
    states: Vec<State>,
    index: FxHashMap<(Box<[Thread]>, u64), u32>,
    /// For each state and class the state that follows, with its marks.
    next: Vec<u32>,
    /// Rows of `next` are two to this long.
    shift: u32,
    /// What can come first beside tokens.
    start: Special,
    /// The class of each token of the document.
    tokens: Vec<u32>,
    /// How far the last walk has looked.
    read_to: u32,
    /// Classes of the tokens that the last walk has looked at, and the rule's number.
    path: Vec<u32>,
    /// For paths walked before the number of what the rule captured.
    captured: FxHashMap<Box<[u32]>, u32>,
    /// What was captured, relative to the walk's first token.
    outlines: Vec<Box<[Outline]>>,
    /// Where each rule that was matched ends.
    ends: Box<[u32; 64]>,
    /// Marks of the last search of each instruction, by program.
    seen: Vec<Vec<u32>>,
    search: u32,
}

impl Automaton {
    /// For a group, if it can be run in lockstep: no more than 64 rules, all within sentences.
    pub(crate) fn new(engine: &Engine, group: &ScanGroup) -> Option<Self> {
        let fits = group.scans.len() <= 64
            && group.scans.iter().all(|s| engine.rules[s.rule as usize].scope == Scope::Sentence);
        if !fits {
            return None;
        }
        let mut tests: Vec<Test> = Vec::new();
        let mut numbers: FxHashMap<Test, u32> = FxHashMap::default();
        let mut number = |instr: &Instr| {
            let test = match instr {
                Instr::Word(w) => Test::Word(*w),
                Instr::Set { set, .. } | Instr::Not(set) => Test::Set(*set),
                Instr::Lex { lex, .. } => Test::Lexicon(*lex),
                _ => return NO_TEST,
            };
            *numbers.entry(test).or_insert_with(|| {
                tests.push(test);
                tests.len() as u32 - 1
            })
        };
        let test_of: Vec<Vec<u32>> =
            group.scans.iter().map(|s| s.program.code.iter().map(&mut number).collect()).collect();
        let mut automaton = Self {
            tests,
            seen: test_of.iter().map(|t| vec![0; t.len()]).collect(),
            test_of,
            class_of: Vec::new(),
            classes: FxHashMap::default(),
            passes: Vec::new(),
            states: Vec::new(),
            index: FxHashMap::default(),
            next: Vec::new(),
            shift: 4,
            start: Special::default(),
            tokens: Vec::new(),
            read_to: 0,
            path: Vec::new(),
            captured: FxHashMap::default(),
            outlines: Vec::new(),
            ends: Box::new([0; 64]),
            search: 0,
        };
        automaton.restart(engine, group);
        Some(automaton)
    }

    /// Forget the classes of symbols: they are numbered anew.
    pub(crate) fn forget_symbols(&mut self) {
        self.class_of.clear();
        self.classes.clear();
        self.passes.clear();
        self.captured.clear();
        self.outlines.clear();
        self.next.fill(UNKNOWN);
    }

    /// Get ready to walk over the tokens of a document.
    pub(crate) fn read(&mut self, engine: &Engine, analysis: &Analysis<'_>, symbols: &[u32]) {
        if self.passes.len() > MOST_CLASSES {
            self.forget_symbols();
        }
        let mut classes = std::mem::take(&mut self.tokens);
        classes.clear();
        classes.extend(symbols.iter().zip(&analysis.tokens).map(|(symbol, token)| {
            match self.class_of.get(*symbol as usize) {
                Some(class) if *class != NO_CLASS => *class,
                _ => self.classify(engine, analysis, *symbol as usize, token),
            }
        }));
        self.tokens = classes;
    }

    /// Can a rule begin at a token? (It may turn out that none does.)
    #[inline]
    pub(crate) fn may_begin(&self, analysis: &Analysis<'_>, at: u32) -> bool {
        let class = self.tokens[at as usize] as usize;
        self.next[((START as usize) << self.shift) + class] != DEAD
            || self.start.stands(analysis, at, u32::MAX)
    }

    /// The best match that begins at token `at` and ends no later than `high`.
    pub(crate) fn walk(
        &mut self,
        engine: &Engine,
        group: &ScanGroup,
        analysis: &Analysis<'_>,
        (at, high): (u32, u32),
        skip: &[bool],
    ) -> Walk {
        if self.start.stands(analysis, at, high) {
            return Walk::Unknown;
        }
        let (mut found, mut state, mut pos) = (0u64, START, at);
        while pos < high {
            let class = self.tokens[pos as usize] as usize;
            pos += 1;
            let mut next = self.next[((state as usize) << self.shift) + class];
            if next & MARKS != 0 {
                if next == UNKNOWN {
                    next = self.step(engine, group, state, class);
                }
                if next & SPECIAL != 0 && self.stands(next & !MARKS, analysis, pos, high) {
                    return Walk::Unknown;
                }
                if next & ACCEPTING != 0 {
                    let mut left = self.states[(next & !MARKS) as usize].accepts;
                    found |= left;
                    while left != 0 {
                        self.ends[left.trailing_zeros() as usize] = pos;
                        left &= left - 1;
                    }
                }
                next &= !MARKS;
            }
            if next == DEAD {
                break;
            }
            state = next;
        }
        if found == 0 {
            return Walk::Nothing;
        }
        self.read_to = pos;
        self.best(engine, group, found, skip)
    }

    #[inline]
    fn stands(&self, state: u32, analysis: &Analysis<'_>, at: u32, high: u32) -> bool {
        self.states[state as usize].special.stands(analysis, at, high)
    }

    fn best(&self, engine: &Engine, group: &ScanGroup, mut found: u64, skip: &[bool]) -> Walk {
        let mut best: Option<(i32, u32, usize)> = None;
        while found != 0 {
            let i = found.trailing_zeros() as usize;
            found &= found - 1;
            let rule = group.scans[i].rule as usize;
            let this = (engine.rules[rule].priority, self.ends[i]);
            // Of equals the rule that stands first is kept.
            if skip.get(rule) != Some(&true) && best.is_none_or(|b| this > (b.0, b.1)) {
                best = Some((this.0, this.1, i));
            }
        }
        best.map_or(Walk::Nothing, |(_, end, i)| Walk::Found(i, end))
    }
}
