//! The times of an analysed document: frames from its mentions, tense from its verb groups.

use chrono::{Datelike, NaiveDate};

use super::context::Direction;
use super::frame::TimeFrame;
use super::resolutions::{Again, Known, Resolutions};
use super::tenses::Tenses;
use super::timeline::Timeline;
use crate::lexis::lexicon::LexId;
use crate::lexis::token::tag;
use crate::matching::chart::Analysis;
use crate::matching::mention::{Mention, SlotValue, Value};
use crate::patterns::engine::Engine;

/// Names of an engine that times need, looked up once.
#[derive(Clone, Debug, Default)]
pub struct TimeNames {
    time: Option<u16>,
    year: Option<u16>,
    op: Option<u16>,
    anchor: Option<u16>,
    pub(super) tense: Option<u16>,
    pub(super) verb_group: Option<u16>,
    pub(super) dir: Option<u16>,
    pub(super) modal: Option<u16>,
    pub(super) infinitive: Option<u16>,
    pub(super) perfect: Option<u16>,
    pub(super) head: Option<u16>,
    pub(super) past_aux: Option<LexId>,
    bound: Option<LexId>,
    possessive: Option<LexId>,
    article: Option<LexId>,
    pub(super) ability: Option<LexId>,
    pub(super) planned: Option<LexId>,
    pub(super) negation: Option<LexId>,
    range_sign: Option<LexId>,
    range_opener: Option<LexId>,
    coordinator: Option<LexId>,
    list_mark: Option<LexId>,
}

/// Most tokens between the days of a list: ", or the".
const LIST_GAP: u32 = 3;

impl TimeNames {
    /// Look the names up; what a pack does not have is left out.
    #[must_use]
    pub fn of(engine: &Engine) -> Self {
        Self {
            time: engine.kinds.get("time"),
            year: engine.slots.get("year"),
            op: engine.slots.get("op"),
            anchor: engine.slots.get("anchor"),
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
    /// only then does tense tell last Tuesday from the next. Of the second run only those are
    /// resolved for which something has changed that they asked for in the first.
    pub fn resolve(
        &self,
        engine: &Engine,
        analysis: &mut Analysis<'_>,
        earlier: &Resolutions,
    ) -> Resolutions {
        let Some(kind) = self.time else { return Resolutions::default() };
        let mut order: Vec<u32> = analysis.of_kind(kind).map(|(i, _)| i).collect();
        order.sort_by_key(|i| analysis.mentions[*i as usize].start);
        let stamp =
            analysis.document.origin.stamp.as_deref().and_then(crate::document::parse_stamp);
        let today = self.document_date(engine, analysis);
        let history = self.is_history(engine, analysis, today);
        let mut timeline = Timeline::new(today, stamp.map(|s| s.time())).history(history);
        let mut again = Again::new(earlier, today, history);
        let mut before: Option<u32> = None;
        let mut tenses = Tenses::default();
        for i in order {
            let mention = &analysis.mentions[i as usize];
            let begin = |shares: bool| match before {
                // "November 19 and 20": the second is behind the first.
                Some(b) if self.makes_a_range(engine, analysis, b, mention, shares) => {
                    timeline.last_start()
                }
                _ => None,
            };
            let mut tense = || tenses.direction(self, engine, analysis, mention);
            let known = again.known(i, mention, &timeline).filter(|known| {
                known.step.begin == begin(known.shares)
                    && known.step.direction.is_none_or(|d| d == tense())
            });
            if let Some(known) = known {
                timeline.go_on(&known.step);
                again.file(i, mention.start, known, &timeline);
                before = Some(i);
                continue;
            }
            let (mut frame, fixed) = frame(engine, analysis, mention);
            if let Some(rel) = self.relation(engine, analysis, mention) {
                frame.push("rel", rel);
            }
            let shares = frame.get("body").is_some();
            let found = timeline.next_step(&frame, begin(shares), &mut tense);
            before = Some(i);
            match found {
                Some((time, step)) => {
                    timeline.go_on(&step);
                    let known = Known { end: mention.end, step, shares, fixed };
                    again.file(i, mention.start, known, &timeline);
                    analysis.mentions[i as usize].value = Value::Time(Box::new(time));
                }
                None => analysis.hide(i),
            }
        }
        again.finish(timeline)
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
    pub(super) fn names_something(
        &self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        m: &Mention,
    ) -> bool {
        let token = |t: u32| analysis.tokens.get(t as usize);
        let possessor = token(m.end).zip(self.possessive);
        let article = m.start.checked_sub(1).and_then(token).zip(self.article);
        possessor.is_some_and(|(t, l)| engine.lexicons.has_word(l, t.word))
            || article.is_some_and(|(t, l)| engine.lexicons.has_word(l, t.word))
                && token(m.end).is_some_and(|t| t.tags & (tag::NOUN | tag::ADJ) != 0)
    }

    /// Does the text tell of long ago, as a history does and the news does not? Its years are old,
    /// and no days are named by their distance from today.
    fn is_history(
        &self,
        engine: &Engine,
        analysis: &Analysis<'_>,
        today: Option<NaiveDate>,
    ) -> bool {
        /// Fewer old years than this may be the background of something new.
        const FEWEST: usize = 3;
        /// Younger years than this are of the document's own time.
        const YEARS: i32 = 3;
        /// So many of the old ones make up for one of the others.
        const MOST: usize = 6;
        let Some(kind) = self.time else { return false };
        let (mut old, mut now) = (0, 0);
        for (_, mention) in analysis.of_kind(kind) {
            let slot = |name: Option<u16>| {
                let slot = analysis.slots(mention).iter().find(|s| Some(s.name) == name)?;
                match slot.value {
                    SlotValue::Const(text) => Some(engine.constant(analysis, text)),
                    _ => Some(analysis.words(slot.start, slot.end)),
                }
            };
            match (slot(self.year).and_then(|y| y.parse::<i32>().ok()), slot(self.op)) {
                (Some(year), _) if year >= 1000 => {
                    let young = today.is_some_and(|d| d.year() - year < YEARS);
                    *(if young { &mut now } else { &mut old }) += 1;
                }
                (_, Some("weekday")) => now += 1,
                (_, Some("shift")) if slot(self.anchor) != Some("last") => now += 1,
                _ => {}
            }
        }
        old >= FEWEST && now * MOST <= old
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
        let alone =
            |m: &Mention| lines.iter().any(|(from, to)| *from == m.start && *to <= m.end + 1);
        analysis.of_kind(self.time?).filter(|(_, m)| alone(m)).find_map(|(_, m)| {
            let frame = frame(engine, analysis, m).0;
            Timeline::new(None, None).next(&frame, Direction::Unknown)?.value.parse().ok()
        })
    }
}

/// The slots of a time rule's match as a frame, in which a vague number is `X`; `false` with it if
/// one of them is another time, whose value may change.
fn frame<'a>(
    engine: &'a Engine,
    analysis: &'a Analysis<'_>,
    mention: &'a Mention,
) -> (TimeFrame<'a>, bool) {
    let mut frame = TimeFrame::new();
    let mut fixed = true;
    for s in analysis.slots(mention) {
        let name = engine.slots.name(s.name);
        match &s.value {
            SlotValue::Const(c) => frame.push(name, engine.constant(analysis, *c)),
            SlotValue::Words => frame.push(name, analysis.words(s.start, s.end)),
            SlotValue::Mention(m) => match &analysis.mentions[*m as usize].value {
                Value::Quantity(q) => {
                    frame.push(name, q.value.map_or_else(|| "X".to_owned(), |v| v.to_string()));
                }
                Value::Time(t) => {
                    fixed = false;
                    frame.push(name, t.value.as_str());
                }
                Value::None => frame.push(name, analysis.words(s.start, s.end)),
            },
        }
    }
    (frame, fixed)
}
