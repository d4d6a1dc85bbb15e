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

use rustc_hash::FxHashMap;

use crate::lexis::lexicon::LexId;
use crate::lexis::token::Token;
use crate::matching::chart::Analysis;
use crate::matching::engine::Engine;
use crate::matching::gate::kind_bit;
use crate::matching::machine::CaptureEvent;
use crate::matching::program::Instr;
use crate::matching::scan::ScanGroup;
use crate::rules::ast::Scope;

/// A place in the program of a scan rule.
type Thread = (u16, u32);

/// When the table has more cells than this, its states are forgotten and made anew.
const MOST_CELLS: usize = 1 << 21;
/// More classes than this are forgotten before the next document.
const MOST_CLASSES: usize = 1 << 12;
const NO_CLASS: u32 = u32::MAX;

/// Longest walk whose captures are remembered, in tokens, and how many are.
const LONGEST_PATH: usize = 16;
const MOST_PATHS: usize = 1 << 15;

const DEAD: u32 = 0;
const START: u32 = 1;
const NO_TEST: u32 = u32::MAX;

/// Marks on a state's number where it stands in the table: a rule is matched there; something
/// other than a token can come next; it has not been worked out.
const ACCEPTING: u32 = 1 << 31;
const SPECIAL: u32 = 1 << 30;
const UNKNOWN: u32 = 1 << 29;
const MARKS: u32 = ACCEPTING | SPECIAL | UNKNOWN;

/// A one-token test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Test {
    Word(u32),
    Set(u32),
    Lexicon(LexId),
}

/// Which rules' threads stand where.
#[derive(Debug, Default)]
struct State {
    threads: Box<[Thread]>,
    /// Rules that are matched when this state is reached, as bits.
    accepts: u64,
    /// Something other than a token can come next.
    special: Special,
}

/// What may come next beside tokens.
#[derive(Debug, Default)]
struct Special {
    kinds: u64,
    lexicons: Vec<LexId>,
    edge: bool,
}

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
    /// For paths walked before, what the rule captured, relative to the walk's first token.
    captured: FxHashMap<Box<[u32]>, Box<[CaptureEvent]>>,
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
        self.next.fill(UNKNOWN);
    }

    fn restart(&mut self, engine: &Engine, group: &ScanGroup) {
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

    /// What the rule that the last walk found captures, if that is known: to be added to `at`.
    pub(crate) fn captures(&mut self, rule: usize, at: u32, out: &mut Vec<CaptureEvent>) -> bool {
        self.path.clear();
        self.path.extend_from_slice(&self.tokens[at as usize..self.read_to as usize]);
        self.path.push(rule as u32);
        let Some(events) = self.captured.get(self.path.as_slice()) else { return false };
        out.clear();
        out.extend(events.iter().map(|e| e.moved(at)));
        true
    }

    /// Remember what the rule that [`captures`](Self::captures) asked for captured.
    pub(crate) fn remember(&mut self, at: u32, events: &[CaptureEvent]) {
        if self.path.len() > LONGEST_PATH {
            return;
        }
        if self.captured.len() >= MOST_PATHS {
            self.captured.clear();
        }
        let events = events.iter().map(|e| e.moved(0u32.wrapping_sub(at))).collect();
        self.captured.insert(self.path.as_slice().into(), events);
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

    fn classify(
        &mut self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        symbol: usize,
        token: &Token,
    ) -> u32 {
        let text = &analysis.document.text;
        let mut passes = vec![0u64; self.tests.len().div_ceil(64).max(1)].into_boxed_slice();
        for (i, test) in self.tests.iter().enumerate() {
            let pass = match test {
                Test::Word(w) => token.word.0 == *w,
                Test::Set(set) => {
                    let sets = &engine.word_sets;
                    engine.token_sets.has(*set, token, text, &engine.lexicons, sets)
                }
                Test::Lexicon(lex) => engine.lexicons.has(*lex, token, text),
            };
            passes[i / 64] |= u64::from(pass) << (i % 64);
        }
        let class = match self.classes.get(&passes) {
            Some(class) => *class,
            None => self.add_class(passes),
        };
        if self.class_of.len() <= symbol {
            self.class_of.resize(symbol + 1, NO_CLASS);
        }
        self.class_of[symbol] = class;
        class
    }

    fn add_class(&mut self, passes: Box<[u64]>) -> u32 {
        let class = self.passes.len();
        if class >> self.shift != 0 {
            let wider = self.shift + 1;
            let mut next = vec![UNKNOWN; self.states.len() << wider];
            for (old, new) in self.next.chunks(1 << self.shift).zip(next.chunks_mut(1 << wider)) {
                new[..old.len()].copy_from_slice(old);
            }
            (self.next, self.shift) = (next, wider);
        }
        self.passes.push(passes.clone());
        self.classes.insert(passes, class as u32);
        class as u32
    }

    /// Work out where `state` goes with a class.
    fn step(&mut self, engine: &Engine, group: &ScanGroup, state: u32, class: usize) -> u32 {
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
    fn of(engine: &Engine, group: &ScanGroup, threads: &[Thread]) -> Self {
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
    fn stands(&self, analysis: &Analysis<'_>, at: u32, high: u32) -> bool {
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
