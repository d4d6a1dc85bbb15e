//! Where the verbs and cues of a document point, sentence by sentence.

use std::ops::Range;

use super::context::Direction;
use super::direction::{Tense, direction};
use super::in_text::TimeNames;
use crate::lexis::lexicon::LexId;
use crate::lexis::token::tag;
use crate::matching::chart::Analysis;
use crate::matching::mention::{Mention, SlotValue};
use crate::patterns::engine::Engine;

/// Weight (of about 36) as a past form from which a word that may be either is taken for one.
const OFTEN_PAST: i8 = 24;

/// How far before "could" its denial may stand ("Neither … could"), in tokens.
const DENIAL: u32 = 12;

/// How far a verb may stand from the time it gives a direction to, in tokens.
const REACH: u32 = 120;

/// The tenses of one sentence at a time: most times do not ask for any.
#[derive(Debug, Default)]
pub(super) struct Tenses {
    sentence: Option<u32>,
    /// With the number of the sentence, in text order.
    found: Vec<(u32, Tense)>,
}

impl Tenses {
    /// Where the verb nearest to a time points.
    pub(super) fn direction(
        &mut self,
        names: &TimeNames,
        engine: &Engine,
        analysis: &Analysis<'_>,
        time: &Mention,
    ) -> Direction {
        let sentence = analysis.tokens[time.start as usize].sentence;
        if self.sentence != Some(sentence) {
            self.sentence = Some(sentence);
            self.read(names, engine, analysis, sentence);
        }
        // Bounded, so that a sentence of any length costs what its length says.
        let near = |t: &&(u32, Tense)| {
            t.1.at.end + REACH >= time.start && t.1.at.start <= time.end + REACH
        };
        let low = self.found.partition_point(|t| t.1.at.end + REACH < time.start);
        let high = low + self.found[low..].iter().take_while(near).count();
        let breaks = |range: Range<u32>| {
            let begins_a_clause = |t: &u32| {
                analysis.clause[*t as usize] == *t
                    || analysis.tokens[*t as usize].tags & tag::CONJ != 0
            };
            range.filter(begins_a_clause).count() as u32
        };
        let names = names.names_something(engine, analysis, time);
        direction(&self.found[low..high], breaks, &(time.start..time.end), names)
    }

    /// Tense of every verb group and cue of a sentence, in text order.
    fn read(&mut self, names: &TimeNames, engine: &Engine, analysis: &Analysis<'_>, sentence: u32) {
        self.found.clear();
        let (from, to) = analysis.sentences[sentence as usize];
        for (_, m) in (from..to).flat_map(|token| analysis.starting_at(token)) {
            let cue = Some(m.kind) == names.tense;
            if cue || Some(m.kind) == names.verb_group {
                let direction = names.points(engine, analysis, m);
                let infinitive = analysis.slots(m).iter().any(|s| Some(s.name) == names.infinitive);
                self.found
                    .push((sentence, Tense { at: m.start..m.end, direction, cue, infinitive }));
            }
        }
        self.found.sort_by_key(|(_, t)| (t.at.start, t.at.end));
    }
}

impl TimeNames {
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
