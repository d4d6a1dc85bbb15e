//! Where a rule can start to match: its rarest mandatory word, lexicon or mention.
//!
//! A rule is cut at its anchor into a program that reads backwards from it and one that reads
//! forwards. A rule whose every alternative has its own rare word is split into variants.

use std::borrow::Cow;

use crate::lexis::lexicon::{LexId, Lexicons};
use crate::lexis::token::WordId;
use crate::patterns::compiler::{Compiler, Direction, Part, flatten};
use crate::patterns::context::Context;
use crate::patterns::gate::OPEN;
use crate::patterns::program::{Instr, Program};
use crate::patterns::seal::Sealer;
use crate::patterns::tokenset::TokenSet;
use crate::rules::ast::{Atom, Item, Pattern, Scope, Sequence};

/// What a variant is filed under.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Anchor {
    /// Any of these words.
    Words(Vec<WordId>),
    /// A phrase of this lexicon, or one of its words.
    Lexicon(LexId),
    /// A mention of this kind.
    Mention(u16),
    /// Nothing to hold on to: tried at every token.
    Everywhere,
}

/// A rule's alternative, cut at its anchor.
#[derive(Clone, Debug)]
pub(crate) struct Variant {
    pub rule: u32,
    pub anchor: Anchor,
    /// Reads backwards from the anchor's first token.
    pub before: Program,
    /// Reads forwards from the anchor's first token, the anchor included.
    pub after: Program,
    /// Gate of what must stand before the anchor.
    pub before_gate: u16,
    /// Gate of what must follow the anchor.
    pub after_gate: u16,
    /// Kinds of mention without which it cannot match, as bits.
    pub needs: u64,
    pub scope: Scope,
}

impl Variant {
    /// Seal its programs and look up what must stand around its anchor.
    pub(crate) fn seal(&mut self, sealer: &mut Sealer<'_>) {
        sealer.seal(&mut self.before);
        sealer.seal(&mut self.after);
        self.before_gate = sealer.filed(&self.before, 0);
        let anchored = matches!(
            self.after.code.first(),
            Some(Instr::Word(_) | Instr::Set { .. } | Instr::Lex { .. } | Instr::Mention { .. })
        );
        if anchored {
            self.after_gate = sealer.filed(&self.after, 1);
        }
    }
}

/// How many alternatives a rule may be split into.
const MOST_VARIANTS: usize = 48;
/// Costs above this make splitting at a choice worth while.
const DEAR: u64 = 3_000;

/// Frequency guess of words, in occurrences per million tokens.
pub(crate) type Frequency<'f> = dyn Fn(u32) -> u64 + 'f;

/// Cut `pattern` into variants.
pub(crate) fn variants(
    rule: u32,
    pattern: &Pattern,
    cx: &mut Context<'_>,
    frequency: &Frequency<'_>,
    out: &mut Vec<Variant>,
) {
    for alternative in &pattern.alternatives {
        let mut parts = Vec::new();
        flatten(alternative, &mut parts);
        split(rule, parts, cx, frequency, out, MOST_VARIANTS);
    }
}

fn split(
    rule: u32,
    parts: Vec<Part<'_>>,
    cx: &mut Context<'_>,
    frequency: &Frequency<'_>,
    out: &mut Vec<Variant>,
    room: usize,
) {
    let best = best_anchor(&parts, cx, frequency);
    let dear = best.as_ref().is_none_or(|b| b.1 > DEAR);
    if dear {
        if let Some((at, cost)) = best_choice(&parts, cx, frequency, room) {
            if best.as_ref().is_none_or(|b| cost < b.1) {
                let Part::Item(item) = parts[at].clone() else { return };
                let Atom::Group(group) = &item.atom else { return };
                let n = group.alternatives.len();
                for alternative in &group.alternatives {
                    let mut laid = parts[..at].to_vec();
                    if let Some(c) = &item.capture {
                        laid.push(Part::Open(c));
                    }
                    flatten(alternative, &mut laid);
                    if let Some(c) = &item.capture {
                        laid.push(Part::Close(c));
                    }
                    laid.extend_from_slice(&parts[at + 1..]);
                    split(rule, laid, cx, frequency, out, room / n.max(1));
                }
                return;
            }
        }
    }
    let (at, _, anchor) = best.unwrap_or((0, u64::MAX, Anchor::Everywhere));
    let (head, mut tail) = (&parts[..at], parts[at..].to_vec());
    // A repeated anchor item: its first occurrence is the anchor.
    if let Some(Part::Item(item)) = tail.first_mut() {
        if item.max > 1 && item.min >= 1 {
            let once = Item { min: 1, max: 1, ..Item::clone(item) };
            let more = item.to_mut();
            more.min -= 1;
            more.max = if more.max >= Item::MANY { Item::MANY } else { more.max - 1 };
            tail.insert(0, Part::Item(Cow::Owned(once)));
        }
    }
    let before = {
        let mut c = Compiler::new(cx, Direction::Backward);
        c.parts(head);
        c.finish()
    };
    let after = {
        let mut c = Compiler::new(cx, Direction::Forward);
        c.parts(&tail);
        c.finish()
    };
    let needs = before.needs() | after.needs();
    out.push(Variant {
        rule,
        anchor,
        before,
        after,
        before_gate: OPEN,
        after_gate: OPEN,
        needs,
        scope: Scope::Sentence,
    });
}

fn best_anchor(
    parts: &[Part<'_>],
    cx: &mut Context<'_>,
    frequency: &Frequency<'_>,
) -> Option<(usize, u64, Anchor)> {
    let mut best: Option<(usize, u64, Anchor)> = None;
    for (i, part) in parts.iter().enumerate() {
        let Part::Item(item) = part else { continue };
        if item.min == 0 {
            continue;
        }
        let limit = best.as_ref().map_or(u64::MAX, |b| b.1);
        if let Some((cost, anchor)) = cost_of(&item.atom, limit, cx, frequency) {
            best = Some((i, cost, anchor));
        }
    }
    best
}

/// What an atom costs as an anchor, if that is less than `limit`.
fn cost_of(
    atom: &Atom,
    limit: u64,
    cx: &mut Context<'_>,
    frequency: &Frequency<'_>,
) -> Option<(u64, Anchor)> {
    match atom {
        Atom::Lexicon(name) => {
            let lex = cx.lexicons.id(name)?;
            let words = cx.lexicons.words(lex);
            let sum = || words.iter().map(|w| frequency(w.0)).sum::<u64>() + 20;
            let cost = *cx.costs.entry(lex).or_insert_with(sum);
            (cost < limit).then_some((cost, Anchor::Lexicon(lex)))
        }
        Atom::Mention { kind, .. } => {
            let cost = match kind.as_str() {
                "np" | "vg" | "actor" => 150_000,
                "name" | "event" => 60_000,
                "number" | "quantity" => 20_000,
                "time" => 15_000,
                // What a rare phase finds is rare.
                _ => 2_000,
            };
            let kind = cx.kinds.intern(kind);
            (cost < limit).then_some((cost, Anchor::Mention(kind)))
        }
        Atom::Set { negated: true, .. } => None,
        Atom::Literal { .. } | Atom::Lemma(_) | Atom::Set { .. } | Atom::Class(_) => {
            let set = cx.token_set(atom)?;
            let words = words_of(&set, cx.lexicons)?;
            let cost = words.iter().map(|w| frequency(w.0)).sum::<u64>();
            (cost < limit).then_some((cost, Anchor::Words(words)))
        }
        _ => None,
    }
}

/// The words of a set, if words are all that it tests (phrases of its lexicons would be missed, so
/// a set with a lexicon that has phrases is no anchor).
fn words_of(set: &TokenSet, lexicons: &Lexicons) -> Option<Vec<WordId>> {
    if set.any
        || set.shape != 0
        || set.tags != 0
        || !set.lexicons.iter().all(|l| !lexicons.has_phrases(*l))
    {
        return None;
    }
    let mut words: Vec<WordId> = set.words.iter().map(|w| WordId(*w)).collect();
    words.extend(set.exact.iter().map(|(w, _)| WordId(*w)));
    for l in &set.lexicons {
        words.extend_from_slice(lexicons.words(*l));
    }
    words.sort_unstable();
    words.dedup();
    (!words.is_empty()).then_some(words)
}

/// The mandatory choice whose alternatives all have the cheapest anchors of their own.
fn best_choice(
    parts: &[Part<'_>],
    cx: &mut Context<'_>,
    frequency: &Frequency<'_>,
    room: usize,
) -> Option<(usize, u64)> {
    let mut best: Option<(usize, u64)> = None;
    for (i, part) in parts.iter().enumerate() {
        let Part::Item(item) = part else { continue };
        let Item { atom: Atom::Group(group), min: 1, max: 1, .. } = item.as_ref() else {
            continue;
        };
        if group.alternatives.len() < 2 || group.alternatives.len() > room {
            continue;
        }
        let costs: Option<Vec<u64>> =
            group.alternatives.iter().map(|a| alternative_cost(a, cx, frequency)).collect();
        let Some(costs) = costs else { continue };
        let cost = costs.iter().sum();
        if best.is_none_or(|b| cost < b.1) {
            best = Some((i, cost));
        }
    }
    best
}

fn alternative_cost(
    sequence: &Sequence,
    cx: &mut Context<'_>,
    frequency: &Frequency<'_>,
) -> Option<u64> {
    let mut parts = Vec::new();
    flatten(sequence, &mut parts);
    best_anchor(&parts, cx, frequency).map(|b| b.1)
}
