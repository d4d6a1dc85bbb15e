//! Events: happenings with a date of their own, or with an actor and a target of a known type.
//!
//! Rules find the words that name happenings (mentions `event`). Here each date of the text is given
//! to the one that it dates (`dates`), roles are joined from the groups around it (`roles`), and
//! what is neither dated nor has its roles is let go.

mod candidate;
mod dates;
pub(crate) mod layout;
mod modality;
mod nominal;
mod object;
mod place;
mod subject;

use crate::claims::entities::Entities;
use crate::claims::missing;
use crate::claims::names::Lex;
use crate::claims::reader::Reader;
use crate::record::{DateField, Event, Field, Modality, Via};
use candidate::{Candidate, Form};
use dates::Dated;
use layout::{Layout, Range};

/// All events, in text order.
pub(crate) fn build(reader: &Reader<'_, '_>, entities: &Entities) -> Vec<Event> {
    let layout = Layout::new(reader);
    let candidates = candidate::all(&layout);
    let dated = dates::assign(&layout, &candidates);
    let builder = Builder { layout: &layout, entities, all: &candidates };
    let possible = || candidates.iter().zip(&dated).filter(|(c, date)| date.is_some() || c.main);
    let mut events: Vec<Event> = Vec::with_capacity(possible().count());
    events.extend(possible().filter_map(|(c, date)| builder.event(c, *date)));
    events.sort_by_key(|e| (e.span.start, e.span.end, e.action.start));
    events
}

/// Triggers before one that may be the verb of its speech.
const WINDOW: usize = 30;

struct Builder<'b, 'r, 'a, 'd> {
    layout: &'b Layout<'r, 'a, 'd>,
    entities: &'b Entities,
    all: &'b [Candidate<'a>],
}

/// Token ranges of the roles.
#[derive(Default)]
struct Roles {
    actor: Option<Range>,
    target: Option<Range>,
    place: Option<Range>,
    instrument: Option<Range>,
}

impl Builder<'_, '_, '_, '_> {
    fn event(&self, c: &Candidate<'_>, date: Option<Dated>) -> Option<Event> {
        let speaker = self.duty_speaker(c);
        if date.is_none() && c.plover.is_none() && speaker.is_none() {
            return None;
        }
        let mut roles = self.roles(c, speaker);
        let typed_roles = match c.form {
            Form::Noun => roles.actor.is_some() && roles.target.is_some(),
            _ => roles.actor.is_some() || (c.passive(self.layout) && roles.target.is_some()),
        };
        if date.is_none() && !typed_roles {
            return None;
        }
        self.circumstances(c, &mut roles);
        let reader = self.layout.reader;
        let mut modality = modality::of(self.layout, c);
        if speaker.is_some() {
            modality = Modality::Asserted;
        }
        let date = date.and_then(|d| self.date(d, c, &mut modality));
        let plover = modality::plover(self.layout, c, modality, speaker.is_some());
        let ranges = [roles.actor, roles.target, date.as_ref().map(|d| d.1)];
        let (mut start, mut end) = c.action;
        for (s, e) in ranges.into_iter().flatten() {
            if self.layout.sentence(s) == self.layout.sentence(start) {
                (start, end) = (start.min(s), end.max(e));
            }
        }
        let span = reader.evidence(start, end);
        let action = reader.evidence(c.action.0, c.action.1);
        let missing = missing(&[
            ("actor", roles.actor.is_none()),
            ("target", roles.target.is_none()),
            ("place", roles.place.is_none()),
            ("date", date.is_none()),
        ]);
        Some(Event {
            id: reader.id("event", (action.start, action.end)),
            span,
            r#type: if speaker.is_some() { modality::duty(self.layout).0 } else { c.kind.into() },
            plover,
            action,
            actor: roles.actor.map(|r| self.field(r)),
            target: roles.target.map(|r| self.field(r)),
            place: roles.place.map(|r| self.field(r)),
            instrument: roles.instrument.map(|r| self.field(r)),
            date: date.map(|d| d.0),
            source: None,
            modality,
            rule: reader.rule(c.mention),
            missing,
        })
    }

    /// The date field; a day to come is taken back a year or week where the verb is of the past.
    fn date(
        &self,
        d: Dated,
        c: &Candidate<'_>,
        modality: &mut Modality,
    ) -> Option<(DateField, Range)> {
        let reader = self.layout.reader;
        let mention = reader.mention(d.time);
        let mut time = reader.time(mention)?.clone();
        if dates::is_to_come(self.layout, &time) {
            match (time.alternative.clone(), *modality) {
                (Some(past), Modality::Asserted) if c.is_past(self.layout) => {
                    dates::take_alternative(&mut time, &past)
                }
                (_, Modality::Asserted) => *modality = Modality::Planned,
                _ => {}
            }
        }
        dates::widen(self.layout, mention.start, &mut time);
        let evidence = reader.evidence(mention.start, mention.end);
        Some((DateField { evidence, time, via: d.via }, (mention.start, mention.end)))
    }

    fn roles(&self, c: &Candidate<'_>, speaker: Option<Range>) -> Roles {
        let l = self.layout;
        let mut roles = Roles::default();
        match (c.form, c.group) {
            (Form::Noun, _) => {
                let held = l.is_held(c.kind);
                let holder = held.then(|| l.holder(c.head)).flatten();
                roles.actor = l.agent(c.action.1).or_else(|| l.possessor(c.head)).or(holder);
                roles.target = if holder.is_some() { None } else { l.noun_target(c.head) };
            }
            (Form::Participle, _) => {
                roles.target = (c.action.0 > 0)
                    .then(|| l.chain(c.action.0 - 1, l.sentence(c.action.0).0))
                    .flatten();
                roles.actor = l.agent(c.action.1);
            }
            (_, Some(vg)) if c.passive(l) => {
                roles.target = l.subject(vg);
                roles.actor = l.agent(c.action.1.max(vg.end));
            }
            (Form::Light, Some(vg)) => {
                roles.actor = l.subject(vg);
                roles.target = l.noun_target(c.action.1 - 1);
            }
            (_, Some(vg)) => {
                roles.actor = l.subject(vg);
                roles.target = l.object(c.action.1.max(vg.end));
            }
            (_, None) => {
                roles.actor = l.subject_before(c.action.0, 0);
                roles.target = l.object(c.action.1);
            }
        }
        if let Some(subject) = roles.actor.filter(|_| l.undergoes(c)) {
            if l.names_a_happening(subject) && !c.typed {
                // "the invasion, which began on Monday"
                roles.actor = l.possessor(subject.1 - 1);
                roles.target = l.noun_target(subject.1 - 1);
            } else if roles.target.is_none() {
                roles.target = roles.actor.take();
            }
        }
        if let (Some(duty), Some(vg)) = (speaker, c.group) {
            roles.target = l.subject(vg);
            roles.actor = Some(duty);
        }
        roles.actor =
            roles.actor.map(|r| self.speaker_of(c, r).unwrap_or(r)).map(|r| l.without_lead(r));
        roles
    }

    /// Where and with what.
    fn circumstances(&self, c: &Candidate<'_>, roles: &mut Roles) {
        let l = self.layout;
        let start = roles.actor.map_or(c.action.0, |a| a.0.min(c.action.0));
        roles.instrument = l.instrument(c.kind, (start, c.action.1));
        roles.place = l.place_of(c.action).or_else(|| roles.target.filter(|t| l.is_place(*t)));
    }

    /// "X said that Y must …": X, who demands it of Y.
    fn duty_speaker(&self, c: &Candidate<'_>) -> Option<Range> {
        if !modality::is_duty(self.layout, c) {
            return None;
        }
        let from = self.layout.sentence(c.head).0;
        let speech = self.speech_before(c.head, from)?;
        self.layout.subject(speech.group?)
    }

    /// The last verb of speech in `from..token`.
    fn speech_before(&self, token: u32, from: u32) -> Option<&Candidate<'_>> {
        let to = self.all.partition_point(|s| s.head < token);
        self.all[..to].iter().rev().take(WINDOW).take_while(|s| s.head >= from).find(|s| s.speech)
    }

    /// Who a pronoun stands for that is the subject of what somebody says: "Peru said it would".
    fn speaker_of(&self, c: &Candidate<'_>, (start, end): Range) -> Option<Range> {
        if end != start + 1 || !self.layout.is(start, Lex::PersonalAnaphor) {
            return None;
        }
        let from = self.layout.sentence(c.head).0;
        let speech = self.speech_before(start, from)?;
        let subject = self.layout.subject(speech.group?)?;
        (subject.0 < start).then_some(subject)
    }

    fn field(&self, (start, end): Range) -> Field {
        let reader = self.layout.reader;
        let mut field = reader.field(start, end, Via::Clause);
        let head = self.layout.noun_group(start).map_or(end, |g| g.1.min(end));
        if let Some(entity) = self.entities.of(start, head) {
            field.entity = Some(entity.id.clone());
            if self.entities.is_anaphor(start, end) {
                field.norm = Some(entity.name.clone());
                field.via = Via::Anaphora;
            }
        }
        field
    }
}
