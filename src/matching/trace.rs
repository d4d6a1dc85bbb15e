//! The matcher as an explainer wants it: not the preferred match, but everywhere each part of a
//! pattern can begin and end.
//!
//! A [`Traced`] is a pattern whose parts are compiled one by one. From the sets of positions that a
//! sequence's head can reach and from which its tail can go on, [`breaks`] finds every single place
//! where a change would join the two. Nothing here is on the path of a normal run.

use crate::matching::chart::Analysis;
use crate::matching::machine::{Ground, only_marks};
use crate::matching::mention_test::passes;
use crate::patterns::compiler::{Compiler, Direction};
use crate::patterns::context::Context;
use crate::patterns::engine::Engine;
use crate::patterns::program::{Instr, Program};
use crate::rules::ast::{Atom, Item, Pattern};

/// Positions between tokens, ascending.
pub(crate) type Places = Vec<u32>;

/// A part of a pattern.
#[derive(Debug)]
pub(crate) struct Traced {
    node: Node,
    min: u16,
    max: u16,
}

#[derive(Debug)]
enum Node {
    /// One occurrence of anything but a group.
    Leaf(Program),
    Gap(u16),
    Rest,
    Group(Vec<Vec<Traced>>),
}

/// Compile the parts of a pattern; the alternatives of the result are those of the pattern.
pub(crate) fn traced(pattern: &Pattern, cx: &mut Context<'_>) -> Vec<Vec<Traced>> {
    let one = |item: &Item, cx: &mut Context<'_>| {
        let node = match &item.atom {
            Atom::Group(inner) => Node::Group(traced(inner, cx)),
            Atom::Gap { max } => Node::Gap(*max),
            Atom::Rest => Node::Rest,
            _ => {
                let once = Item { min: 1, max: 1, capture: None, ..item.clone() };
                let mut compiler = Compiler::new(cx, Direction::Forward);
                compiler.item(&once);
                Node::Leaf(compiler.finish())
            }
        };
        Traced { node, min: item.min, max: item.max }
    };
    pattern.alternatives.iter().map(|a| a.items.iter().map(|i| one(i, cx)).collect()).collect()
}

/// Where the trace is run: token range of the scope.
pub(crate) struct Tracer<'a, 'd> {
    ground: Ground<'a, 'd>,
}

/// A place where a sequence comes apart and could be joined by one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Break {
    /// Alternative and item, down through the groups.
    pub path: Vec<(usize, usize)>,
    /// Something is missing before the item (rather than the item being wrong).
    pub insert: bool,
    /// The tokens that the item does not take, or that stand in the way.
    pub from: u32,
    /// One past the last of them.
    pub to: u32,
    /// Where the tail ends at the nearest.
    pub end: u32,
}

/// A change may have to bridge so many tokens.
const WIDEST: u32 = 8;

impl Traced {
    /// The alternatives of a group.
    pub(crate) fn alternatives(&self) -> Option<&[Vec<Traced>]> {
        match &self.node {
            Node::Group(alternatives) => Some(alternatives),
            _ => None,
        }
    }
}

impl<'a, 'd> Tracer<'a, 'd> {
    pub(crate) fn new(
        analysis: &'a Analysis<'d>,
        engine: &'a Engine,
        (low, high): (u32, u32),
    ) -> Self {
        Self { ground: engine.ground(analysis, (low, high)) }
    }

    /// All positions of the scope.
    pub(crate) fn all(&self) -> Places {
        (self.ground.low..=self.ground.high).collect()
    }

    /// Where one occurrence or the allowed number of them can end.
    pub(crate) fn ends(&self, part: &Traced, from: &Places) -> Places {
        let mut out = if part.min == 0 { from.clone() } else { Places::new() };
        let mut now = from.clone();
        for n in 1..=part.max {
            now = self.once(part, &now);
            if now.is_empty() {
                break;
            }
            if n >= part.min {
                let before = out.len();
                out.extend(&now);
                sort(&mut out);
                if out.len() == before && n > part.min {
                    break;
                }
            }
        }
        out
    }

    fn once(&self, part: &Traced, from: &Places) -> Places {
        let high = self.ground.high;
        let mut out = Places::new();
        match &part.node {
            Node::Leaf(program) => from.iter().for_each(|p| self.run(program, *p, &mut out)),
            Node::Gap(max) => {
                from.iter().for_each(|p| out.extend(*p..=(*p + u32::from(*max)).min(high)));
            }
            Node::Rest => from.iter().take(1).for_each(|p| out.extend(*p..=high)),
            Node::Group(alternatives) => {
                for sequence in alternatives {
                    out.extend(self.sequence(sequence, from));
                }
            }
        }
        sort(&mut out);
        out
    }

    /// Where a sequence can end.
    pub(crate) fn sequence(&self, sequence: &[Traced], from: &Places) -> Places {
        sequence.iter().fold(from.clone(), |now, part| self.ends(part, &now))
    }

    /// Positions after each part: the first entry is `from`.
    pub(crate) fn heads(&self, sequence: &[Traced], from: &Places) -> Vec<Places> {
        let mut out = vec![from.clone()];
        for part in sequence {
            let next = self.ends(part, &out[out.len() - 1]);
            out.push(next);
        }
        out
    }

    /// Positions from which part `i` and all behind it can reach `targets`; the last entry is
    /// `targets`.
    fn tails(&self, sequence: &[Traced], targets: &Places) -> Vec<Places> {
        let mut out = vec![targets.clone()];
        for part in sequence.iter().rev() {
            let last = &out[out.len() - 1];
            let starts = self
                .all()
                .into_iter()
                .filter(|p| {
                    self.ends(part, &vec![*p]).iter().any(|e| last.binary_search(e).is_ok())
                })
                .collect();
            out.push(starts);
        }
        out.reverse();
        out
    }

    /// Every place where one change would let the sequence get from `starts` to `targets`.
    pub(crate) fn breaks(
        &self,
        sequence: &[Traced],
        starts: &Places,
        targets: &Places,
        alternative: usize,
        path: &mut Vec<(usize, usize)>,
        out: &mut Vec<Break>,
    ) {
        let heads = self.heads(sequence, starts);
        let tails = self.tails(sequence, targets);
        let n = sequence.len();
        for i in 0..=n {
            path.push((alternative, i));
            for p in &heads[i] {
                let mut add = |insert: bool, tail: &Places, nearest: u32| {
                    let to = tail.iter().find(|q| **q >= nearest && **q - p <= WIDEST);
                    if let Some(to) = to {
                        let path = path.clone();
                        out.push(Break { path, insert, from: *p, to: *to, end: *to });
                    }
                };
                if i < n {
                    // The item takes nothing (it could be optional), or something else.
                    add(false, &tails[i + 1], *p);
                    add(false, &tails[i + 1], *p + 1);
                }
                if i > 0 && i < n {
                    add(true, &tails[i], *p + 1);
                }
            }
            if let Some(Traced { node: Node::Group(alternatives), .. }) = sequence.get(i) {
                for (a, inner) in alternatives.iter().enumerate() {
                    self.breaks(inner, &heads[i], &tails[i + 1], a, path, out);
                }
            }
            path.pop();
        }
    }

    /// Every position where the program can end.
    fn run(&self, program: &Program, at: u32, out: &mut Places) {
        let ground = &self.ground;
        let (a, text) = (ground.analysis, &ground.analysis.document.text);
        let mut seen = std::collections::BTreeSet::new();
        let mut todo = vec![(0u32, at)];
        while let Some((pc, pos)) = todo.pop() {
            if !seen.insert((pc, pos)) {
                continue;
            }
            let token = (pos < ground.high).then(|| &a.tokens[pos as usize]);
            match &program.code[pc as usize] {
                Instr::Accept => out.push(pos),
                Instr::Jump(to) => todo.push((*to, pos)),
                Instr::Split(x, y) | Instr::Fork { first: x, second: y, .. } => {
                    todo.extend([(*x, pos), (*y, pos)]);
                }
                Instr::Word(w) => {
                    if token.is_some_and(|t| t.word.0 == *w) {
                        todo.push((pc + 1, pos + 1));
                    }
                }
                Instr::Any => todo.extend(token.map(|_| (pc + 1, pos + 1))),
                Instr::Set { set, .. } => {
                    if token.is_some_and(|t| ground.has(*set, t)) {
                        todo.push((pc + 1, pos + 1));
                    }
                }
                Instr::Not(set) => {
                    if token.is_some_and(|t| !ground.has(*set, t)) {
                        todo.push((pc + 1, pos + 1));
                    }
                }
                Instr::Lex { lex, .. } => {
                    if token.is_some_and(|t| ground.lexicons.has(*lex, t, text)) {
                        todo.push((pc + 1, pos + 1));
                    }
                    for i in a.phrases_by_start.at(pos) {
                        let p = &a.phrases[*i as usize];
                        if p.lex == *lex && p.end <= ground.high {
                            todo.push((pc + 1, p.end));
                        }
                    }
                }
                Instr::Mention { kind, tests, .. } => {
                    for (_, m) in a.starting_at(pos) {
                        let tests = &program.tests[*tests as usize];
                        if m.kind == *kind && m.end <= ground.high && passes(m, tests, ground) {
                            todo.push((pc + 1, m.end));
                        }
                    }
                }
                Instr::Rest => todo.push((pc + 1, ground.high)),
                Instr::Open(_) | Instr::Close(_) | Instr::Bind { .. } => {
                    todo.push((pc + 1, pos));
                }
                Instr::Start => {
                    if only_marks(ground, ground.low, pos) {
                        todo.push((pc + 1, pos));
                    }
                }
                Instr::End => {
                    if only_marks(ground, pos, ground.high) {
                        todo.push((pc + 1, pos));
                    }
                }
            }
        }
    }
}

fn sort(places: &mut Places) {
    places.sort_unstable();
    places.dedup();
}

impl Engine {
    /// Compile a pattern for tracing. Its new words become known to the engine.
    pub(crate) fn trace_pattern(
        &mut self,
        pattern: &Pattern,
        inflector: &crate::lexis::inflect::Inflector,
    ) -> Vec<Vec<Traced>> {
        let forms = |lemma: &str| inflector.forms(lemma);
        let mut cx = Context::new(
            &mut self.vocabulary,
            &self.lexicons,
            (&mut self.kinds, &mut self.slots),
            &mut self.constants,
            &mut self.token_sets,
            &forms,
        );
        traced(pattern, &mut cx)
    }
}
