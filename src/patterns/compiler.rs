//! From patterns to programs, in both reading directions.

use std::borrow::Cow;

use crate::patterns::context::Context;
use crate::patterns::program::{Instr, MentionTest, NO_SLOT, Program, SlotId};
use crate::patterns::tokenset::TokenSet;
use crate::rules::ast::{Atom, Item, Pattern, Sequence, SlotTest};

/// Reading direction of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Direction {
    Forward,
    Backward,
}

/// A sequence whose groups without choice have been laid flat: what the anchor search works on.
#[derive(Clone, Debug)]
pub(crate) enum Part<'p> {
    Item(Cow<'p, Item>),
    Open(&'p str),
    Close(&'p str),
}

/// Lay a sequence flat: groups with one alternative that occur exactly once are replaced by their
/// items (with capture marks), literals of several tokens by one literal per token.
pub(crate) fn flatten<'p>(sequence: &'p Sequence, out: &mut Vec<Part<'p>>) {
    for item in &sequence.items {
        let once = item.min == 1 && item.max == 1;
        match &item.atom {
            Atom::Group(p) if once && p.alternatives.len() == 1 => {
                if let Some(c) = &item.capture {
                    out.push(Part::Open(c));
                }
                flatten(&p.alternatives[0], out);
                if let Some(c) = &item.capture {
                    out.push(Part::Close(c));
                }
            }
            Atom::Literal { tokens, exact } if once && tokens.len() > 1 => {
                if let Some(c) = &item.capture {
                    out.push(Part::Open(c));
                }
                for t in tokens {
                    let atom = Atom::Literal { tokens: vec![t.clone()], exact: *exact };
                    out.push(Part::Item(Cow::Owned(Item {
                        atom,
                        capture: None,
                        min: 1,
                        max: 1,
                        at: item.at.clone(),
                    })));
                }
                if let Some(c) = &item.capture {
                    out.push(Part::Close(c));
                }
            }
            _ => out.push(Part::Item(Cow::Borrowed(item))),
        }
    }
}

/// Compiles parts and patterns into one program.
pub(crate) struct Compiler<'a, 'c> {
    pub cx: &'a mut Context<'c>,
    pub program: Program,
    pub direction: Direction,
}

impl<'a, 'c> Compiler<'a, 'c> {
    pub(crate) fn new(cx: &'a mut Context<'c>, direction: Direction) -> Self {
        Self { cx, program: Program::default(), direction }
    }

    pub(crate) fn finish(mut self) -> Program {
        self.program.code.push(Instr::Accept);
        self.program.weigh();
        self.program
    }

    pub(crate) fn parts(&mut self, parts: &[Part<'_>]) {
        let forward = self.direction == Direction::Forward;
        let n = parts.len();
        for i in 0..n {
            match &parts[if forward { i } else { n - 1 - i }] {
                Part::Item(item) => self.item(item),
                Part::Open(name) => self.edge(name, forward),
                Part::Close(name) => self.edge(name, !forward),
            }
        }
    }

    /// Where a captured group begins (`first`) or ends in reading direction. Open and close are
    /// kept in text order, so that captures are paired the same in both directions.
    fn edge(&mut self, name: &str, first: bool) {
        let slot = self.cx.slots.intern(name);
        let opens = (self.direction == Direction::Forward) == first;
        self.program.code.push(if opens { Instr::Open(slot) } else { Instr::Close(slot) });
    }

    pub(crate) fn pattern(&mut self, pattern: &Pattern) {
        let (merged, rest) = self.merge_tokens(pattern);
        let n = rest.len() + usize::from(merged.is_some());
        let mut merged = merged;
        let mut rest = rest.into_iter().peekable();
        let mut jumps = Vec::new();
        for i in 0..n {
            let split = self.program.code.len();
            if i + 1 < n {
                self.program.code.push(Instr::Split(split as u32 + 1, 0));
            }
            let first_is_set =
                merged.as_ref().is_some_and(|m| rest.peek().is_none_or(|r| m.0 < r.0));
            if first_is_set {
                if let Some((_, set)) = merged.take() {
                    let id = self.cx.token_sets.intern(set);
                    self.program.code.push(Instr::Set { set: id, slot: NO_SLOT });
                }
            } else if let Some((_, sequence)) = rest.next() {
                self.sequence(sequence);
            }
            if i + 1 < n {
                jumps.push(self.program.code.len());
                self.program.code.push(Instr::Jump(0));
                let next = self.here();
                self.program.code[split] = Instr::Split(split as u32 + 1, next);
            }
        }
        let end = self.here();
        for j in jumps {
            self.program.code[j] = Instr::Jump(end);
        }
    }

    /// Alternatives that test one token and capture nothing become one set, at the place of the
    /// first of them: `( <det> | <adj> | old )*` is one test a token instead of three threads.
    #[allow(clippy::type_complexity)]
    fn merge_tokens<'p>(
        &mut self,
        pattern: &'p Pattern,
    ) -> (Option<(usize, TokenSet)>, Vec<(usize, &'p Sequence)>) {
        let mut merged: Option<(usize, TokenSet)> = None;
        let mut rest = Vec::new();
        for (i, alternative) in pattern.alternatives.iter().enumerate() {
            let set = match alternative.items.as_slice() {
                [Item { atom, capture: None, min: 1, max: 1, .. }]
                    if pattern.alternatives.len() > 1 =>
                {
                    self.cx
                        .token_set(atom)
                        .filter(|s| s.lexicons.iter().all(|l| !self.cx.lexicons.has_phrases(*l)))
                }
                _ => None,
            };
            match (set, &mut merged) {
                (Some(set), Some((_, all))) => merge(all, set),
                (Some(set), None) => merged = Some((i, set)),
                (None, _) => rest.push((i, alternative)),
            }
        }
        (merged, rest)
    }

    fn sequence(&mut self, sequence: &Sequence) {
        if self.direction == Direction::Forward {
            sequence.items.iter().for_each(|i| self.item(i));
        } else {
            sequence.items.iter().rev().for_each(|i| self.item(i));
        }
    }

    fn here(&self) -> u32 {
        self.program.code.len() as u32
    }

    pub(crate) fn item(&mut self, item: &Item) {
        for _ in 0..item.min {
            self.once(item);
        }
        if item.max >= Item::MANY {
            let split = self.program.code.len();
            self.program.code.push(Instr::Split(0, 0));
            self.once(item);
            self.program.code.push(Instr::Jump(split as u32));
            let end = self.here();
            self.program.code[split] = Instr::Split(split as u32 + 1, end);
        } else {
            let mut splits = Vec::new();
            for _ in item.min..item.max {
                splits.push(self.program.code.len());
                self.program.code.push(Instr::Split(0, 0));
                self.once(item);
            }
            let end = self.here();
            for s in splits {
                self.program.code[s] = Instr::Split(s as u32 + 1, end);
            }
        }
    }

    fn once(&mut self, item: &Item) {
        let slot = item.capture.as_ref().map_or(NO_SLOT, |c| self.cx.slots.intern(c));
        match &item.atom {
            Atom::Literal { tokens, exact } if tokens.len() > 1 => {
                self.open_or_close(slot, true);
                let n = tokens.len();
                for i in 0..n {
                    let t =
                        &tokens[if self.direction == Direction::Forward { i } else { n - 1 - i }];
                    let atom = Atom::Literal { tokens: vec![t.clone()], exact: *exact };
                    self.single(&atom, NO_SLOT);
                }
                self.open_or_close(slot, false);
            }
            Atom::Literal { .. }
            | Atom::Lemma(_)
            | Atom::Class(_)
            | Atom::Set { negated: false, .. } => {
                self.single(&item.atom, slot);
            }
            Atom::Set { members, negated: true } => {
                let mut set = TokenSet::default();
                for m in members {
                    if let Some(s) = self.cx.token_set(m) {
                        merge(&mut set, s);
                    }
                }
                let id = self.cx.token_sets.intern(set);
                self.open_or_close(slot, true);
                self.program.code.push(Instr::Not(id));
                self.open_or_close(slot, false);
            }
            Atom::Lexicon(name) => match self.cx.lexicons.id(name) {
                Some(lex) => self.program.code.push(Instr::Lex { lex, slot }),
                None => self.single(&item.atom, slot),
            },
            Atom::Mention { kind, tests } => {
                let kind = self.cx.kinds.intern(kind);
                let compiled = tests.iter().map(|t| self.test(t)).collect::<Vec<_>>();
                let id = self.program.tests.len() as u32;
                self.program.tests.push(compiled);
                self.program.code.push(Instr::Mention { kind, tests: id, slot });
            }
            Atom::Group(pattern) => {
                self.open_or_close(slot, true);
                self.group(pattern);
                self.open_or_close(slot, false);
            }
            Atom::Gap { max } => {
                self.open_or_close(slot, true);
                // Lazy: leaving the gap is tried first at each step.
                let mut splits = Vec::new();
                for _ in 0..*max {
                    splits.push(self.program.code.len());
                    self.program.code.push(Instr::Split(0, 0));
                    self.program.code.push(Instr::Any);
                }
                let end = self.here();
                for s in splits {
                    self.program.code[s] = Instr::Split(end, s as u32 + 1);
                }
                self.open_or_close(slot, false);
            }
            Atom::Rest => {
                self.open_or_close(slot, true);
                self.program.code.push(Instr::Rest);
                self.open_or_close(slot, false);
            }
            Atom::Start => self.program.code.push(Instr::Start),
            Atom::End => self.program.code.push(Instr::End),
            Atom::Bind { name, value } => {
                let slot = self.cx.slots.intern(name);
                let value = self.cx.constants.intern(value);
                self.program.code.push(Instr::Bind { slot, value });
            }
        }
    }

    fn single(&mut self, atom: &Atom, slot: SlotId) {
        let Some(set) = self.cx.token_set(atom) else {
            // An unknown lexicon: diagnosed by the checks; here it matches nothing.
            let id = self.cx.token_sets.intern(TokenSet::default());
            self.program.code.push(Instr::Set { set: id, slot });
            return;
        };
        let plain = set.exact.is_empty()
            && set.lexicons.is_empty()
            && set.shape == 0
            && set.tags == 0
            && !set.any;
        if plain && set.words.len() == 1 && slot == NO_SLOT {
            self.program.code.push(Instr::Word(set.words[0]));
            return;
        }
        // A set with lexicons may match phrases of theirs: alternatives of one token or a phrase.
        let lexicons = set.lexicons.clone();
        let id = self.cx.token_sets.intern(set);
        // Captured, a word has its entry's value.
        let plain = slot == NO_SLOT && !lexicons.iter().any(|l| self.cx.lexicons.has_phrases(*l));
        if lexicons.is_empty() || plain {
            self.program.code.push(Instr::Set { set: id, slot });
            return;
        }
        let mut jumps = Vec::new();
        for lex in lexicons {
            let split = self.program.code.len();
            self.program.code.push(Instr::Split(0, 0));
            self.program.code.push(Instr::Lex { lex, slot });
            jumps.push(self.program.code.len());
            self.program.code.push(Instr::Jump(0));
            let next = self.here();
            self.program.code[split] = Instr::Split(split as u32 + 1, next);
        }
        self.program.code.push(Instr::Set { set: id, slot });
        let end = self.here();
        for j in jumps {
            self.program.code[j] = Instr::Jump(end);
        }
    }

    fn open_or_close(&mut self, slot: SlotId, first: bool) {
        if slot == NO_SLOT {
            return;
        }
        let opens = (self.direction == Direction::Forward) == first;
        self.program.code.push(if opens { Instr::Open(slot) } else { Instr::Close(slot) });
    }

    fn test(&mut self, test: &SlotTest) -> MentionTest {
        MentionTest {
            slot: self.cx.slots.intern(&test.slot),
            name: test.slot.as_str().into(),
            values: test
                .values
                .iter()
                .filter(|v| !v.starts_with('%'))
                .map(|v| (self.cx.constants.intern(v), v.as_str().into()))
                .collect(),
            lexicons: test
                .values
                .iter()
                .filter_map(|v| v.strip_prefix('%'))
                .filter_map(|v| self.cx.lexicons.id(v))
                .collect(),
            negated: test.negated,
        }
    }
}

fn merge(into: &mut TokenSet, from: TokenSet) {
    into.words.extend(from.words);
    into.words.sort_unstable();
    into.exact.extend(from.exact);
    into.lexicons.extend(from.lexicons);
    into.shape |= from.shape;
    into.tags |= from.tags;
    into.any |= from.any;
}

/// Compile a whole pattern in one direction.
pub(crate) fn compile(pattern: &Pattern, direction: Direction, cx: &mut Context<'_>) -> Program {
    let mut c = Compiler::new(cx, direction);
    c.pattern(pattern);
    c.finish()
}
