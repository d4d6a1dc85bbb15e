//! The matcher: runs a program at a token.
//!
//! Backtracking with an explicit stack, in order of preference. The first steps go unrecorded;
//! when an attempt turns out long, visited (instruction, token) pairs are recorded and never tried
//! twice, so that an attempt is linear in program × scope (a plain backtracker took 87,381 steps
//! on 40 tokens).

use crate::lexis::lexicon::Lexicons;
use crate::lexis::token::{Shape, Token};
use crate::matching::chart::Analysis;
use crate::matching::mention::{ConstId, MentionId};
use crate::matching::mention_test::passes;
use crate::patterns::engine::Engine;
use crate::patterns::gate::{Gate, OPEN, kind_bit};
use crate::patterns::program::{Instr, NO_SLOT, Program, SlotId};
use crate::patterns::tokenset::TokenSets;
use crate::patterns::wordset::WordSets;

/// Steps before visited states are recorded.
const FREE_STEPS: u32 = 96;

/// A captured thing, in a list that shares its tails between alternatives.
#[derive(Clone, Copy, Debug)]
struct Capture {
    previous: u32,
    event: CaptureEvent,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum CaptureEvent {
    Open(SlotId, u32),
    Close(SlotId, u32),
    Token(SlotId, u32, u32),
    Phrase(SlotId, u32),
    Mention(SlotId, MentionId),
    /// A constant, by its number.
    Bind(SlotId, ConstId, u32),
}

/// Buffers reused from attempt to attempt.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    stack: Vec<(u32, u32, u32)>,
    visited: Vec<u64>,
    captures: Vec<Capture>,
}

/// Where a match may reach and what it is matched against.
pub(crate) struct Ground<'a, 'd> {
    pub analysis: &'a Analysis<'d>,
    pub lexicons: &'a Lexicons,
    pub sets: &'a WordSets,
    pub token_sets: &'a TokenSets,
    /// What the ways of choices can begin with.
    pub gates: &'a [Gate],
    pub low: u32,
    pub high: u32,
}

const NONE: u32 = u32::MAX;

impl Engine {
    /// The ground of a match within the tokens `low..high`.
    pub(crate) fn ground<'a, 'd>(
        &'a self,
        analysis: &'a Analysis<'d>,
        (low, high): (u32, u32),
    ) -> Ground<'a, 'd> {
        Ground {
            analysis,
            lexicons: &self.lexicons,
            sets: &self.word_sets,
            token_sets: &self.token_sets,
            gates: &self.gates.list,
            low,
            high,
        }
    }
}

impl<'a> Ground<'a, '_> {
    /// Does a token satisfy a test?
    #[inline]
    pub(crate) fn has(&self, set: u32, token: &Token) -> bool {
        let text = &self.analysis.document.text;
        self.token_sets.has(set, token, text, self.lexicons, self.sets)
    }

    /// The token next to `at` in reading direction.
    #[inline]
    pub(crate) fn next<const FORWARD: bool>(&self, at: u32) -> Option<&'a Token> {
        next::<FORWARD>(self, at).map(|t| &self.analysis.tokens[t as usize])
    }
}

impl Scratch {
    /// Forget captures of the attempt before.
    pub(crate) fn reset(&mut self) {
        self.captures.clear();
    }

    fn capture(&mut self, previous: u32, event: CaptureEvent) -> u32 {
        self.captures.push(Capture { previous, event });
        self.captures.len() as u32 - 1
    }

    /// The capture events of a match, in no particular order.
    pub(crate) fn events(&self, mut head: u32, out: &mut Vec<CaptureEvent>) {
        while head != NONE {
            let c = &self.captures[head as usize];
            out.push(c.event);
            head = c.previous;
        }
    }

    /// Run `program` from token `at` (reading away from it). The token where the match ends and
    /// the head of its captures.
    pub(crate) fn run<const FORWARD: bool>(
        &mut self,
        program: &Program,
        ground: &Ground<'_, '_>,
        at: u32,
    ) -> Option<(u32, u32)> {
        let code = program.code.as_slice();
        if let [Instr::Accept] = code {
            return Some((at, NONE));
        }
        let mut steps = 0u32;
        self.stack.clear();
        let (mut pc, mut pos, mut head) = (0u32, at, NONE);
        loop {
            loop {
                steps += 1;
                if steps > FREE_STEPS && self.been(ground, code.len(), steps, (pc, pos)) {
                    break;
                }
                match &code[pc as usize] {
                    Instr::Accept => return Some((pos, head)),
                    Instr::Jump(to) => pc = *to,
                    Instr::Split(first, second) => {
                        self.stack.push((*second, pos, head));
                        pc = *first;
                    }
                    Instr::Fork { first, second, gates } => {
                        let token = ground.next::<FORWARD>(pos);
                        let may = |gate: u16| {
                            gate == OPEN
                                || ground.gates[gate as usize]
                                    .lets_in::<FORWARD>(ground, pos, token)
                        };
                        if !may(gates[0]) {
                            pc = *second;
                        } else {
                            if may(gates[1]) {
                                self.stack.push((*second, pos, head));
                            }
                            pc = *first;
                        }
                    }
                    Instr::Word(word) => {
                        let Some(t) = next::<FORWARD>(ground, pos) else { break };
                        if ground.analysis.tokens[t as usize].word.0 != *word {
                            break;
                        }
                        pos = step::<FORWARD>(pos);
                        pc += 1;
                    }
                    Instr::Any => {
                        if next::<FORWARD>(ground, pos).is_none() {
                            break;
                        }
                        pos = step::<FORWARD>(pos);
                        pc += 1;
                    }
                    Instr::Set { set, slot } => {
                        let Some(t) = next::<FORWARD>(ground, pos) else { break };
                        let token = &ground.analysis.tokens[t as usize];
                        if !ground.has(*set, token) {
                            break;
                        }
                        if *slot != NO_SLOT {
                            head = self.capture(head, CaptureEvent::Token(*slot, t, u32::MAX));
                        }
                        pos = step::<FORWARD>(pos);
                        pc += 1;
                    }
                    Instr::Not(set) => {
                        let Some(t) = next::<FORWARD>(ground, pos) else { break };
                        let token = &ground.analysis.tokens[t as usize];
                        if ground.has(*set, token) {
                            break;
                        }
                        pos = step::<FORWARD>(pos);
                        pc += 1;
                    }
                    Instr::Lex { lex, slot } => {
                        // The single word is the last choice, phrases go first, longest on top.
                        let Some(t) = next::<FORWARD>(ground, pos) else { break };
                        let token = &ground.analysis.tokens[t as usize];
                        let single =
                            ground.lexicons.has(*lex, token, &ground.analysis.document.text);
                        let filed = if FORWARD {
                            ground.analysis.phrases_by_start.at(pos)
                        } else {
                            ground.analysis.phrases_by_end.at(pos)
                        };
                        if filed.is_empty() {
                            if !single {
                                break;
                            }
                            if *slot != NO_SLOT {
                                let event = CaptureEvent::Token(*slot, t, u32::from(*lex));
                                head = self.capture(head, event);
                            }
                            pos = step::<FORWARD>(pos);
                            pc += 1;
                            continue;
                        }
                        let base = self.stack.len();
                        if single {
                            let h = if *slot == NO_SLOT {
                                head
                            } else {
                                self.capture(head, CaptureEvent::Token(*slot, t, u32::from(*lex)))
                            };
                            self.stack.push((pc + 1, step::<FORWARD>(pos), h));
                        }
                        for i in filed {
                            let p = &ground.analysis.phrases[*i as usize];
                            let to = if FORWARD { p.end } else { p.start };
                            if p.lex == *lex && to >= ground.low && to <= ground.high {
                                let h = if *slot == NO_SLOT {
                                    head
                                } else {
                                    self.capture(head, CaptureEvent::Phrase(*slot, *i))
                                };
                                self.stack.push((pc + 1, to, h));
                            }
                        }
                        order_by_length::<FORWARD>(&mut self.stack[base..]);
                        break;
                    }
                    Instr::Mention { kind, tests, slot } => {
                        let filed = if FORWARD {
                            &ground.analysis.starting
                        } else {
                            &ground.analysis.ending
                        };
                        if filed.kinds(pos) & kind_bit(*kind) == 0 {
                            break;
                        }
                        let base = self.stack.len();
                        let mut only = None;
                        for i in filed.at(pos) {
                            let m = &ground.analysis.mentions[i as usize];
                            let to = if FORWARD { m.end } else { m.start };
                            if m.kind == *kind
                                && to >= ground.low
                                && to <= ground.high
                                && passes(m, &program.tests[*tests as usize], ground)
                            {
                                let h = if *slot == NO_SLOT {
                                    head
                                } else {
                                    self.capture(head, CaptureEvent::Mention(*slot, i))
                                };
                                if only.is_none() && self.stack.len() == base {
                                    only = Some((to, h));
                                } else {
                                    self.stack.extend(only.take().map(|(to, h)| (pc + 1, to, h)));
                                    self.stack.push((pc + 1, to, h));
                                }
                            }
                        }
                        let Some((to, h)) = only else {
                            order_by_length::<FORWARD>(&mut self.stack[base..]);
                            break;
                        };
                        (pc, pos, head) = (pc + 1, to, h);
                    }
                    Instr::Rest => {
                        pos = if FORWARD { ground.high } else { ground.low };
                        pc += 1;
                    }
                    Instr::Open(slot) => {
                        head = self.capture(head, CaptureEvent::Open(*slot, pos));
                        pc += 1;
                    }
                    Instr::Close(slot) => {
                        head = self.capture(head, CaptureEvent::Close(*slot, pos));
                        pc += 1;
                    }
                    Instr::Bind { slot, value } => {
                        head = self.capture(head, CaptureEvent::Bind(*slot, *value, pos));
                        pc += 1;
                    }
                    Instr::Start => {
                        if !only_marks(ground, ground.low, pos) {
                            break;
                        }
                        pc += 1;
                    }
                    Instr::End => {
                        if !only_marks(ground, pos, ground.high) {
                            break;
                        }
                        pc += 1;
                    }
                }
            }
            (pc, pos, head) = self.stack.pop()?;
        }
    }

    /// Has a long attempt come to this instruction at this token before?
    #[cold]
    fn been(
        &mut self,
        ground: &Ground<'_, '_>,
        length: usize,
        steps: u32,
        (pc, pos): (u32, u32),
    ) -> bool {
        let width = (ground.high - ground.low + 1) as usize;
        if steps == FREE_STEPS + 1 {
            self.visited.clear();
            self.visited.resize((length * width).div_ceil(64), 0);
            return false;
        }
        let bit = pc as usize * width + (pos - ground.low) as usize;
        let (word, mask) = (bit / 64, 1u64 << (bit % 64));
        let seen = self.visited[word] & mask != 0;
        self.visited[word] |= mask;
        seen
    }
}

#[inline]
fn next<const FORWARD: bool>(ground: &Ground<'_, '_>, pos: u32) -> Option<u32> {
    if FORWARD { (pos < ground.high).then_some(pos) } else { (pos > ground.low).then(|| pos - 1) }
}

#[inline]
fn step<const FORWARD: bool>(pos: u32) -> u32 {
    if FORWARD { pos + 1 } else { pos - 1 }
}

/// Longest candidate on top of the stack; equal lengths keep their order.
fn order_by_length<const FORWARD: bool>(threads: &mut [(u32, u32, u32)]) {
    if threads.len() > 1 {
        if FORWARD {
            threads.sort_by_key(|t| t.1);
        } else {
            threads.sort_by_key(|t| std::cmp::Reverse(t.1));
        }
    }
}

pub(super) fn only_marks(ground: &Ground<'_, '_>, from: u32, to: u32) -> bool {
    ground.analysis.tokens[from as usize..to as usize].iter().all(|t| t.shape.has(Shape::PUNCT))
}
