//! The times of an analysed document: frames from its mentions, tense from its verb groups.

use std::ops::Range;

use chrono::NaiveDate;

use super::context::Direction;
use super::direction::{Tense, direction};
use super::frame::TimeFrame;
use super::timeline::Timeline;
use crate::lexis::lexicon::LexId;
use crate::lexis::token::tag;
use crate::matching::chart::Analysis;
use crate::matching::engine::Engine;
use crate::matching::mention::{Mention, SlotValue, Value};

/// Names of an engine that times need, looked up once.
#[derive(Clone, Debug, Default)]
pub struct TimeNames {
    time: Option<u16>,
    tense: Option<u16>,
    verb_group: Option<u16>,
    dir: Option<u16>,
    modal: Option<u16>,
    infinitive: Option<u16>,
    perfect: Option<u16>,
    head: Option<u16>,
    past_aux: Option<LexId>,
    bound: Option<LexId>,
    possessive: Option<LexId>,
    article: Option<LexId>,
    ability: Option<LexId>,
    planned: Option<LexId>,
    negation: Option<LexId>,
    range_sign: Option<LexId>,
    range_opener: Option<LexId>,
    coordinator: Option<LexId>,
    list_mark: Option<LexId>,
}

/// Weight (of 9) as a past form from which a word that may be either is taken for one.
const OFTEN_PAST: i8 = 6;

/// Most tokens between the days of a list: ", or the".
const LIST_GAP: u32 = 3;

/// How far before "could" its denial may stand ("Neither … could"), in tokens.
const DENIAL: u32 = 12;

/// How far a verb may stand from the time it gives a direction to, in tokens.
const REACH: u32 = 120;

impl TimeNames {
    /// Look the names up; what a pack does not have is left out.
    #[must_use]
    pub fn of(engine: &Engine) -> Self {
        Self {
            time: engine.kinds.get("time"),
            tense: engine.kinds.get("tense"),
            verb_group: engine.kinds.get("vg"),
            dir: engine.slots.get("dir"),
            modal: engine.slots.get("modal"),
            infinitive: engine.slots.get("inf"),
            perfect: engine.slots.get("perfect"),
            head: engine.slots.get("head"),
            past_aux: engine.lexicons.id("past-aux"),
            bound: engine.lexicons.id("time-bound"),
            possessive: engine.lexicons.id("clitic-possessive"),
            article: engine.lexicons.id("det"),
            ability: engine.lexicons.id("past-ability"),
            planned: engine.lexicons.id("future-aux"),
            negation: engine.lexicons.id("negation"),
            range_sign: engine.lexicons.id("time-range-sign"),
            range_opener: engine.lexicons.id("time-range-opener"),
            coordinator: engine.lexicons.id("conj-coord"),
            list_mark: engine.lexicons.id("list-mark"),
        }
    }

    /// Gives every visible time mention its value, in text order; those that are no time after all
    /// (31 February) are hidden. Run it once when times are found, and again when verb groups are:
    /// only then does tense tell last Tuesday from the next.
    pub fn resolve(&self, engine: &Engine, analysis: &mut Analysis<'_>) {
        let Some(kind) = self.time else { return };
        let mut order: Vec<u32> = analysis.of_kind(kind).map(|(i, _)| i).collect();
        order.sort_by_key(|i| analysis.mentions[*i as usize].start);
        let stamp =
            analysis.document.origin.stamp.as_deref().and_then(crate::document::parse_stamp);
        let time = stamp.map(|s| s.time());
        let mut timeline = Timeline::new(self.document_date(engine, analysis), time);
        let mut before: Option<u32> = None;
        let tenses = self.tenses(engine, analysis);
        for i in order {
            let mention = &analysis.mentions[i as usize];
            let sentence = analysis.tokens[mention.start as usize].sentence;
            let first = tenses.partition_point(|t| t.0 < sentence);
            let end = tenses.partition_point(|t| t.0 <= sentence);
            // Bounded, so that a sentence of any length costs what its length says.
            let near = |t: &&(u32, Tense)| {
                t.1.at.end + REACH >= mention.start && t.1.at.start <= mention.end + REACH
            };
            let low =
                first + tenses[first..end].partition_point(|t| t.1.at.end + REACH < mention.start);
            let high = low + tenses[low..end].iter().take_while(near).count();
            let breaks = |range: Range<u32>| {
                let begins_a_clause = |t: &u32| {
                    analysis.clause[*t as usize] == *t
                        || analysis.tokens[*t as usize].tags & tag::CONJ != 0
                };
                range.filter(begins_a_clause).count() as u32
            };
            let names = self.names_something(engine, analysis, mention);
            let at = mention.start..mention.end;
            let direction = direction(&tenses[low..high], breaks, &at, names);
            let mut frame = frame(engine, analysis, mention);
            if let Some(rel) = self.relation(engine, analysis, mention) {
                frame.push("rel", rel);
            }
            let shares = frame.get("body").is_some();
            let begin = match before {
                // "November 19 and 20": the second is behind the first.
                Some(b) if self.makes_a_range(engine, analysis, b, mention, shares) => {
                    timeline.last_start()
                }
                _ => None,
            };
            before = Some(i);
            let value = timeline.next_in_range(&frame, direction, begin);
            match value {
                Some(t) => analysis.mentions[i as usize].value = Value::Time(Box::new(t)),
                None => analysis.hide(i),
            }
        }
    }

    /// "since", "until", … before the expression: its interval is open on one side. Not before a
    /// possessor: "after Tuesday's vote" is no time.
    fn relation<'e>(
        &self,
        engine: &'e Engine,
        analysis: &Analysis<'_>,
        mention: &Mention,
    ) -> Option<&'e str> {
        let word = |t: u32| analysis.tokens.get(t as usize).map(|t| t.word);
        let before = word(mention.start.checked_sub(1)?)?;
        let possessor = word(mention.end).zip(self.possessive);
        if possessor.is_some_and(|(w, l)| engine.lexicons.has_word(l, w)) {
            return None;
        }
        engine.lexicons.value(self.bound?, before).map(|v| &**v)
    }

    /// "from May to October", "between Monday and Friday": only the sign stands between the two.
    fn makes_a_range(
        &self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        b: u32,
        m: &Mention,
        shares: bool,
    ) -> bool {
        let begin = &analysis.mentions[b as usize];
        let has = |lexicon: Option<LexId>, t: u32| {
            let word = analysis.tokens[t as usize].word;
            lexicon.is_some_and(|l| engine.lexicons.has_word(l, word))
        };
        let joins =
            |t: u32| has(self.coordinator, t) || has(self.article, t) || has(self.list_mark, t);
        // "July 17th, 18th, or the 19th"
        if shares && m.start > begin.end && m.start <= begin.end + LIST_GAP {
            return (begin.end..m.start).all(|t| joins(t) || has(self.range_sign, t));
        }
        if m.start != begin.end + 1 {
            return false;
        }
        let opened = begin.start.checked_sub(1).is_some_and(|t| has(self.range_opener, t));
        has(self.range_sign, begin.end) || opened && has(self.coordinator, begin.end)
    }

    /// "Tuesday's vote", "a June agreement": the expression tells which thing is meant.
    fn names_something(&self, engine: &Engine, analysis: &Analysis<'_>, m: &Mention) -> bool {
        let token = |t: u32| analysis.tokens.get(t as usize);
        let possessor = token(m.end).zip(self.possessive);
        let article = m.start.checked_sub(1).and_then(token).zip(self.article);
        possessor.is_some_and(|(t, l)| engine.lexicons.has_word(l, t.word))
            || article.is_some_and(|(t, l)| engine.lexicons.has_word(l, t.word))
                && token(m.end).is_some_and(|t| t.tags & (tag::NOUN | tag::ADJ) != 0)
    }

    /// The document's date, or without one the first full date that stands alone in its block
    /// (a date line), among the first blocks.
    #[must_use]
    pub fn document_date(&self, engine: &Engine, analysis: &Analysis<'_>) -> Option<NaiveDate> {
        const LINES: usize = 6;
        if let Some(date) = analysis.document.origin.date {
            return Some(date);
        }
        let lines = &analysis.sentences[..analysis.sentences.len().min(LINES)];
        analysis.of_kind(self.time?).find_map(|(_, m)| {
            let alone = lines.iter().any(|(from, to)| *from == m.start && *to <= m.end + 1);
            let value =
                Timeline::new(None, None).next(&frame(engine, analysis, m), Direction::Unknown);
            value.filter(|_| alone).and_then(|t| t.value.parse().ok())
        })
    }

    /// Sentence and tense of every verb group and cue, in text order.
    fn tenses(&self, engine: &Engine, analysis: &Analysis<'_>) -> Vec<(u32, Tense)> {
        let mut found: Vec<(u32, Tense)> = analysis
            .mentions
            .iter()
            .zip(&analysis.visible)
            .filter(|(m, seen)| **seen && [self.tense, self.verb_group].contains(&Some(m.kind)))
            .map(|(m, _)| {
                let direction = self.points(engine, analysis, m);
                let sentence = analysis.tokens[m.start as usize].sentence;
                let cue = Some(m.kind) == self.tense;
                let infinitive = analysis.slots(m).iter().any(|s| Some(s.name) == self.infinitive);
                (sentence, Tense { at: m.start..m.end, direction, cue, infinitive })
            })
            .collect();
        found.sort_by_key(|(_, t)| (t.at.start, t.at.end));
        found
    }

    /// Where a verb group or a cue ("due on") points; the present points nowhere.
    #[must_use]
    pub fn points(&self, engine: &Engine, analysis: &Analysis<'_>, mention: &Mention) -> Direction {
        let has = |slot: Option<u16>| analysis.slots(mention).iter().any(|s| Some(s.name) == slot);
        if Some(mention.kind) == self.tense {
            let dir = analysis.slots(mention).iter().find(|s| Some(s.name) == self.dir);
            return match dir.map(|s| s.value) {
                Some(SlotValue::Const(c)) => match engine.constant(analysis, c) {
                    "future" => Direction::Future,
                    "past" => Direction::Past,
                    _ => Direction::Unknown,
                },
                _ => Direction::Unknown,
            };
        }
        if has(self.modal) {
            return self.modal_points(engine, analysis, mention, has(self.perfect));
        }
        if has(self.infinitive) {
            return Direction::Future;
        }
        let past_aux = (mention.start..mention.end).any(|t| {
            let word = analysis.tokens[t as usize].word;
            self.past_aux.is_some_and(|l| engine.lexicons.has_word(l, word))
        });
        let head = analysis.slots(mention).iter().find(|s| Some(s.name) == self.head);
        let head_tags = head.map_or(0, |s| analysis.tokens[s.start as usize].tags);
        // "a statement, issued Tuesday": a participle without an auxiliary is past, and so, in a
        // report, is a form that may be either ("read", "put").
        let either = || {
            let word = head.map(|s| analysis.tokens[s.start as usize].word);
            word.is_some_and(|w| engine.tagger.weight(w, tag::PAST) >= OFTEN_PAST)
        };
        let sentence = analysis.tokens[mention.start as usize].sentence;
        let opens = analysis.sentences[sentence as usize].0 == mention.start;
        let alone = !opens
            && mention.end - mention.start == 1
            && (head_tags & tag::PASTPART != 0 || head_tags & tag::VERB != 0 && either());
        if has(self.perfect) || past_aux || alone || head_tags & tag::PAST != 0 {
            Direction::Past
        } else {
            Direction::Unknown
        }
    }

    /// "may vote" is to come, "may have voted" is over, and so is an ability denied ("nobody could
    /// be reached"); "will have voted" is still to come.
    fn modal_points(
        &self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        mention: &Mention,
        perfect: bool,
    ) -> Direction {
        let word = |t: u32| analysis.tokens[t as usize].word;
        let listed = |lexicon: Option<LexId>, mut range: Range<u32>| {
            lexicon.is_some_and(|l| range.any(|t| engine.lexicons.has_word(l, word(t))))
        };
        let group = mention.start..mention.end;
        let from = mention.start.saturating_sub(DENIAL);
        let sentence = analysis.tokens[mention.start as usize].sentence;
        let near = (from..mention.end)
            .find(|t| analysis.tokens[*t as usize].sentence == sentence)
            .unwrap_or(from)..mention.end;
        let over = if perfect {
            !listed(self.planned, group)
        } else {
            listed(self.ability, group) && listed(self.negation, near)
        };
        if over { Direction::Past } else { Direction::Future }
    }
}

/// The slots of a time rule's match as a frame; a vague number is `X`.
fn frame<'a>(
    engine: &'a Engine,
    analysis: &'a Analysis<'_>,
    mention: &'a Mention,
) -> TimeFrame<'a> {
    let mut frame = TimeFrame::new();
    for s in analysis.slots(mention) {
        let name = engine.slots.name(s.name);
        match &s.value {
            SlotValue::Const(c) => frame.push(name, engine.constant(analysis, *c)),
            SlotValue::Words => frame.push(name, analysis.words(s.start, s.end)),
            SlotValue::Mention(m) => match &analysis.mentions[*m as usize].value {
                Value::Quantity(q) => {
                    frame.push(name, q.value.map_or_else(|| "X".to_owned(), |v| v.to_string()));
                }
                Value::Time(t) => frame.push(name, t.value.as_str()),
                Value::None => frame.push(name, analysis.words(s.start, s.end)),
            },
        }
    }
    frame
}
