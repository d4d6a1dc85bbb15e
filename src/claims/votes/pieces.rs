//! The pieces of votes that rules find: counts, sides, names, decisions, vetoes.

use crate::claims::names::{Kind, Lex, Part};
use crate::claims::reader::Reader;
use crate::matching::mention::{Mention, Slot, SlotValue, Value};

/// For, against, abstaining, absent: index into arrays of four.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    For,
    Against,
    Abstain,
    Absent,
}

impl Side {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "for" => Self::For,
            "against" => Self::Against,
            "abstain" => Self::Abstain,
            "absent" => Self::Absent,
            _ => return None,
        })
    }
}

/// A count with the tokens that give it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub value: u32,
    pub start: u32,
    pub end: u32,
}

/// What a piece says.
#[derive(Clone, Debug)]
pub(super) enum Says {
    /// Two sides in one expression, in text order, and abstentions.
    Tally { first: Number, second: Number, abstain: Option<Number>, sides_named: bool },
    /// One side's count.
    Count { side: Side, number: Number },
    /// Named voters of one side; `complete` when the list claims to be all of them.
    Names {
        side: Side,
        who: Vec<(u32, u32)>,
        complete: bool,
        count: Option<(u32, u32)>,
        motion: Option<(u32, u32)>,
    },
    /// What voters wanted: up, down, same, for, against; `backing` when they wanted what was put.
    Wish { who: Vec<(u32, u32)>, course: Option<String>, backing: bool },
    /// A decision: `vote`, `passed`, `failed` or `vetoed`.
    Action {
        body: Option<(u32, u32)>,
        verb: (u32, u32),
        outcome: String,
        motion: Option<(u32, u32)>,
        /// A country or its voters decide, as in a referendum.
        people: bool,
    },
    /// A veto.
    Veto {
        who: Vec<(u32, u32)>,
        /// It takes up what was voted on before: "vetoed the measure".
        same: bool,
    },
    /// Unanimity, or a method that counts nobody.
    Manner { how: String },
}

/// A piece of a vote.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub says: Says,
    pub start: u32,
    pub end: u32,
    pub sentence: u32,
    /// Number of its paragraph.
    pub block: u32,
    pub mention: u32,
}

/// All pieces of the document, in text order.
pub(super) fn collect(reader: &Reader<'_, '_>) -> Vec<Piece> {
    let mut out = Vec::new();
    for kind in [
        Kind::VoteTally,
        Kind::VoteSide,
        Kind::VoteVoters,
        Kind::VoteWish,
        Kind::VoteAction,
        Kind::VoteVeto,
        Kind::VoteUnanimous,
    ] {
        for (id, m) in reader.mentions(kind) {
            if let Some(says) = read(reader, kind, m) {
                let sentence = reader.analysis.tokens[m.start as usize].sentence;
                let (start, end, block) = (m.start, m.end, reader.block(m.start));
                out.push(Piece { says, start, end, sentence, block, mention: id });
            }
        }
    }
    out.extend(in_parentheses(reader, &out));
    out.sort_by_key(|p| (p.start, p.end, p.mention));
    own_names(&mut out);
    out
}

/// Names in parentheses inside a count: "two (Peru and Chad) abstained".
fn in_parentheses(reader: &Reader<'_, '_>, pieces: &[Piece]) -> Vec<Piece> {
    let mut out = Vec::new();
    for p in pieces {
        let Says::Count { side, .. } = p.says else { continue };
        let opens = |t: u32| reader.sign(t) == '(' || reader.word_in(t, Lex::Dash);
        let open = (p.start..p.end).find(|t| opens(*t));
        let Some(open) = open else { continue };
        let who: Vec<(u32, u32)> = reader
            .mentions_between(Kind::Name, open + 1, p.end)
            .filter(|(_, m)| m.end < p.end)
            .map(|(_, m)| (m.start, m.end))
            .collect();
        if !who.is_empty() {
            out.push(Piece {
                block: p.block,
                says: Says::Names { side, who, complete: true, count: None, motion: None },
                ..p.clone()
            });
        }
    }
    out
}

/// A name inside another count's words belongs to that count.
fn own_names(pieces: &mut [Piece]) {
    let counts: Vec<(u32, u32, Side)> = pieces
        .iter()
        .filter_map(|p| match p.says {
            Says::Count { side, .. } => Some((p.start, p.end, side)),
            _ => None,
        })
        .collect();
    for p in pieces {
        // Counts stand in text order: only those from a little before this piece to its end matter.
        let from = counts.partition_point(|c| c.0 + 400 < p.start);
        let to = counts.partition_point(|c| c.0 <= p.end);
        let counts = &counts[from..to.max(from)];
        if let Says::Names { side, who, count, .. } = &mut p.says {
            let nearer = |w: &(u32, u32)| {
                count.is_some_and(|own| {
                    counts.iter().any(|c| own.1 <= c.0 && c.1 <= w.0 && c.2 != *side)
                })
            };
            who.retain(|w| {
                !nearer(w) && !counts.iter().any(|c| c.0 <= w.0 && w.1 <= c.1 && c.2 != *side)
            });
        }
    }
}

fn read(reader: &Reader<'_, '_>, kind: Kind, m: &Mention) -> Option<Says> {
    let who = || -> Vec<(u32, u32)> {
        reader.slots(m, Part::Who).map(|s| name_span(reader, s)).collect()
    };
    Some(match kind {
        Kind::VoteTally => Says::Tally {
            first: number(reader, reader.slot(m, Part::First)?)?,
            second: number(reader, reader.slot(m, Part::Second)?)?,
            abstain: reader.slot(m, Part::Abstain).and_then(|s| number(reader, s)),
            sides_named: reader.rule(m).id.ends_with(".sides"),
        },
        Kind::VoteSide => {
            let side = Side::named(reader.constant(m, Part::Side)?)?;
            let numbers: Vec<Number> =
                reader.slots(m, Part::N).filter_map(|s| number(reader, s)).collect();
            let value = numbers.iter().map(|n| n.value).sum();
            let start = numbers.first()?.start;
            let end = numbers.last()?.end;
            Says::Count { side, number: Number { value, start, end } }
        }
        Kind::VoteVoters => {
            let side = match reader.target(m, Part::Piece) {
                Some((_, piece)) => {
                    reader.constant(piece, Part::Side).or_else(|| reader.constant(m, Part::Side))
                }
                None => reader.constant(m, Part::Side),
            };
            let part = reader.constant(m, Part::Part).is_some();
            let count = reader.target(m, Part::Piece).map(|(_, p)| (p.start, p.end));
            let motion = reader.slot(m, Part::Motion).map(|s| (s.start, s.end));
            Says::Names { side: Side::named(side?)?, who: who(), complete: !part, count, motion }
        }
        Kind::VoteWish => Says::Wish {
            who: reader
                .slots(m, Part::Who)
                .filter(|s| can_differ(reader, s))
                .map(|s| name_span(reader, s))
                .collect(),
            course: reader.constant(m, Part::Course).map(str::to_owned),
            backing: reader.constant(m, Part::How) == Some("backing"),
        },
        Kind::VoteAction => {
            let verb = reader.slot(m, Part::Verb)?;
            let span = |s: &Slot| (s.start, s.end);
            Says::Action {
                body: reader.slot(m, Part::Body).map(span),
                verb: span(verb),
                outcome: reader
                    .constant(m, Part::Outcome)
                    .map_or_else(|| reader.value_of(verb), str::to_owned),
                motion: reader.slot(m, Part::Motion).map(span),
                people: reader.slot(m, Part::Body).is_some_and(|b| is_people(reader, b)),
            }
        }
        Kind::VoteVeto => Says::Veto { who: who(), same: reader.slot(m, Part::Same).is_some() },
        _ => Says::Manner { how: reader.constant(m, Part::How)?.to_owned() },
    })
}

/// A titled person is named without the title: also behind one in the plural ("Justices Bell").
fn name_span(reader: &Reader<'_, '_>, slot: &Slot) -> (u32, u32) {
    if let SlotValue::Mention(id) = slot.value {
        if let Some(body) = reader.slot(reader.mention(id), Part::Body) {
            return (body.start, body.end);
        }
    }
    let mut start = slot.start;
    if let Some(next) = reader.entry_from(Lex::VoterNoun, start).filter(|n| *n < slot.end) {
        start = next;
    }
    (start, slot.end)
}

/// A country, a place, or those of it who may vote.
fn is_people(reader: &Reader<'_, '_>, body: &Slot) -> bool {
    let place = |m: &Mention| matches!(reader.constant(m, Part::Type), Some("country" | "place"));
    reader.entry_upto(Lex::Electorate, body.end)
        || reader
            .mentions_between(Kind::Name, body.start, body.end)
            .any(|(_, m)| m.end == body.end && place(m))
}

/// Persons and states differ from a decision; an institution or its members as such take it.
fn can_differ(reader: &Reader<'_, '_>, slot: &Slot) -> bool {
    if reader.entry_from(Lex::VoterNoun, slot.start) == Some(slot.end) {
        return false;
    }
    match slot.value {
        SlotValue::Mention(id) => reader.constant(reader.mention(id), Part::Type) != Some("org"),
        _ => true,
    }
}

/// The whole number of a slot: a number mention, or a constant of the rule.
pub(super) fn number(reader: &Reader<'_, '_>, slot: &Slot) -> Option<Number> {
    let value = match slot.value {
        SlotValue::Mention(id) => match &reader.mention(id).value {
            Value::Quantity(q) => u32::try_from(q.value?.0)
                .ok()
                .filter(|v| q.value.is_some_and(|d| d.0 == (*v).into()))?,
            _ => return None,
        },
        SlotValue::Const(_) => reader.value_of(slot).parse().ok()?,
        SlotValue::Words => return None,
    };
    Some(Number { value, start: slot.start, end: slot.end })
}
