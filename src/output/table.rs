//! The table for a person at a terminal: claims by what happened, votes, a time line of events, who
//! is quoted. What the text does not say is said.

use std::io::{self, Write};

use smol_str::SmolStr;

use crate::record::{
    ClaimRole, Count, Event, Evidence, Extraction, Field, Modality, NumericClaim, SourceType,
    SpeechKind, Via, Vote,
};

use super::paint::{Ink, Line};
use super::{Lines, Style, phrase};

/// Writes the table of one document, with an empty line at its end.
///
/// # Errors
/// What `out` reports.
pub fn write(x: &Extraction, lines: &Lines, style: Style, out: &mut impl Write) -> io::Result<()> {
    let table = Table { x, lines, style };
    table.head(out)?;
    table.claims(out)?;
    table.votes(out)?;
    table.events(out)?;
    table.sources(out)?;
    out.write_all(b"\n")
}

struct Table<'a> {
    x: &'a Extraction,
    lines: &'a Lines,
    style: Style,
}

impl Table<'_> {
    fn head(&self, out: &mut impl Write) -> io::Result<()> {
        let document = &self.x.document;
        let mut line = Line::new().add(&document.id, Ink::Heading);
        if let Some(title) = &document.title {
            line = line.add("·", Ink::Dim).add(title, Ink::Heading);
        }
        line = line.add("·", Ink::Dim);
        line = match &document.date {
            Some(date) => {
                let origin = match document.date_source.as_str() {
                    "given" => "(date as given)",
                    "field" => "(date from its field)",
                    "metadata" => "(date from the page)",
                    _ => "",
                };
                line.add(date, Ink::Heading).add(origin, Ink::Dim)
            }
            None => line.add(
                "no document date: relative dates stay unresolved (give one with --date)",
                Ink::Warning,
            ),
        };
        line.write(0, 2, self.style, out)?;
        for warning in &document.warnings {
            Line::new()
                .add("warning:", Ink::Warning)
                .add(warning, Ink::Plain)
                .write(2, 4, self.style, out)?;
        }
        Ok(())
    }

    fn section(&self, title: &str, count: usize, out: &mut impl Write) -> io::Result<()> {
        out.write_all(b"\n")?;
        let line = Line::new().add(title, Ink::Heading);
        if count == 0 {
            line.add("none found", Ink::Dim)
        } else {
            line.add(&format!("({count})"), Ink::Dim)
        }
        .write(0, 2, self.style, out)
    }

    fn at(&self, line: Line, place: &Evidence) -> Line {
        match self.lines.line(place.start) {
            Some(n) => line.keep(&format!("[line {n}]"), Ink::Dim),
            None => line.keep(&format!("[at {}]", place.start), Ink::Dim),
        }
    }

    fn claims(&self, out: &mut impl Write) -> io::Result<()> {
        self.section("CLAIMS", self.x.claims.len(), out)?;
        let mut groups: Vec<(&str, Vec<&NumericClaim>)> = Vec::new();
        for claim in &self.x.claims {
            match groups.iter_mut().find(|(event, _)| *event == claim.event) {
                Some((_, members)) => members.push(claim),
                None => groups.push((&claim.event, vec![claim])),
            }
        }
        // Text order of first appearance; what has no name of its own comes last.
        groups.sort_by_key(|(event, _)| *event == "other");
        for (event, members) in groups {
            let title =
                if event == "other" { "other figures".to_owned() } else { event.replace('_', " ") };
            Line::new().add(&title, Ink::Heading).write(2, 4, self.style, out)?;
            for claim in members {
                self.claim(claim, out)?;
            }
        }
        Ok(())
    }

    fn claim(&self, claim: &NumericClaim, out: &mut impl Write) -> io::Result<()> {
        let mut line = Line::new().keep(&phrase::quantity(&claim.quantity), Ink::Number);
        if let Some(counted) = phrase::counted(claim) {
            line = line.add(counted, Ink::Plain);
        }
        line = line.add_if(claim.implicit, "(no number written)", Ink::Dim).add_if(
            claim.quantity.vague,
            "(vague)",
            Ink::Dim,
        );
        line = dotted(
            line,
            claim.place.as_ref().map_or("place not stated", phrase::name),
            claim.place.is_none(),
        );
        line = match &claim.date {
            Some(date) => dotted(line, &phrase::time(&date.time), false),
            None => dotted(line, "date not stated", true),
        };
        line = match claim.role {
            ClaimRole::Total => line,
            ClaimRole::Addend => line.add("(part of a sum)", Ink::Dim),
            ClaimRole::Subset => line.add("(among a total)", Ink::Dim),
            ClaimRole::Perpetrator => line.add("(perpetrators)", Ink::Dim),
        };
        line = line.add(modality(claim.modality), Ink::Warning);
        line = line.add_if(claim.superseded, "(replaced by a newer figure)", Ink::Warning);
        if let Some(previous) = &claim.previous {
            line = line.add(&format!("(before: {})", phrase::decimal(previous)), Ink::Dim);
        }
        self.at(line, &claim.span).write(4, 8, self.style, out)?;
        let source = match (&claim.source, &claim.attribution) {
            (Some(source), _) => named(Line::new().add("source:", Ink::Dim), source),
            (None, Some(_)) => Line::new().add("source: not named", Ink::Dim),
            (None, None) => Line::new().add("source: none given", Ink::Dim),
        };
        source.write(8, 10, self.style, out)?;
        self.missing(&claim.missing, &["place", "date", "source"], out)
    }

    /// What else is missing, beyond what the lines above already say.
    fn missing(&self, missing: &[SmolStr], said: &[&str], out: &mut impl Write) -> io::Result<()> {
        let rest: Vec<&str> =
            missing.iter().map(SmolStr::as_str).filter(|m| !said.contains(m)).collect();
        if rest.is_empty() {
            return Ok(());
        }
        Line::new()
            .add("not stated:", Ink::Dim)
            .add(&rest.join(", "), Ink::Dim)
            .write(8, 10, self.style, out)
    }

    fn votes(&self, out: &mut impl Write) -> io::Result<()> {
        self.section("VOTES", self.x.votes.len(), out)?;
        self.x.votes.iter().try_for_each(|vote| self.vote(vote, out))
    }

    fn vote(&self, vote: &Vote, out: &mut impl Write) -> io::Result<()> {
        let tally = phrase::tally(vote).unwrap_or_else(|| "no count".to_owned());
        let mut line = Line::new().keep(&tally, Ink::Number);
        line = line.add(vote.outcome.as_deref().unwrap_or("outcome not stated"), Ink::Plain);
        if !vote.veto_by.is_empty() {
            line = line.add("· vetoed by", Ink::Warning).add(&names(&vote.veto_by), Ink::Plain);
        }
        line = line.add_if(vote.unanimous, "· unanimous", Ink::Plain);
        if let Some(method) = &vote.method {
            line = line.add("·", Ink::Dim).add(&method.replace('_', " "), Ink::Plain);
        }
        line = dotted(
            line,
            vote.body.as_ref().map_or("body not stated", phrase::name),
            vote.body.is_none(),
        );
        line = match &vote.date {
            Some(date) => dotted(line, &phrase::time(&date.time), false),
            None => dotted(line, "date not stated", true),
        };
        self.at(line, &vote.span).write(4, 8, self.style, out)?;
        let motion = Line::new().add("motion:", Ink::Dim);
        match &vote.motion {
            Some(m) => motion.add(phrase::name(m), Ink::Plain),
            None => motion.add("not stated", Ink::Dim),
        }
        .write(8, 10, self.style, out)?;
        self.side("for", vote.r#for.as_ref(), &vote.voters.r#for, out)?;
        self.side("against", vote.against.as_ref(), &vote.voters.against, out)?;
        self.side("abstained", vote.abstain.as_ref(), &vote.voters.abstain, out)?;
        self.side("absent", vote.absent.as_ref(), &vote.voters.absent, out)?;
        if let Some(source) = &vote.source {
            named(Line::new().add("source:", Ink::Dim), source).write(8, 10, self.style, out)?;
        }
        for warning in &vote.warnings {
            let line = Line::new().add("check:", Ink::Warning).add(warning, Ink::Plain);
            line.write(8, 10, self.style, out)?;
        }
        let said =
            ["body", "motion", "date", "outcome", "for", "against", "abstain", "absent", "source"];
        self.missing(&vote.missing, &said, out)
    }

    fn side(
        &self,
        side: &str,
        count: Option<&Count>,
        voters: &[Field],
        out: &mut impl Write,
    ) -> io::Result<()> {
        if count.is_none() && voters.is_empty() {
            return Ok(());
        }
        let mut line = Line::new().add(side, Ink::Dim);
        line = match count {
            Some(c) => line.add(&format!("{}:", c.value), Ink::Number).add_if(
                c.via == Via::Entailed,
                "(follows from the words)",
                Ink::Dim,
            ),
            None => line.add("(count not stated):", Ink::Dim),
        };
        line = line.add(&names(voters), Ink::Plain);
        let unnamed = count.map_or(0, |c| (c.value as usize).saturating_sub(voters.len()));
        line = match (voters.is_empty(), unnamed) {
            (true, 1..) => line.add("not named", Ink::Dim),
            (false, 1..) => line.add(&format!("and {unnamed} not named"), Ink::Dim),
            _ => line,
        };
        line.write(8, 10, self.style, out)
    }

    fn events(&self, out: &mut impl Write) -> io::Result<()> {
        self.section("EVENTS", self.x.events.len(), out)?;
        let mut order: Vec<&Event> = self.x.events.iter().collect();
        order.sort_by(|a, b| when(a).cmp(&when(b)).then(a.span.start.cmp(&b.span.start)));
        order.into_iter().try_for_each(|event| self.event(event, out))
    }

    fn event(&self, event: &Event, out: &mut impl Write) -> io::Result<()> {
        let date =
            event.date.as_ref().map_or_else(|| "undated".to_owned(), |d| phrase::time(&d.time));
        let ink = if event.date.is_some() { Ink::Number } else { Ink::Dim };
        let mut line = Line::new().keep(&format!("{date:<10}"), ink);
        line = line.add(&event.r#type.replace('_', " "), Ink::Heading);
        line = line.add(&format!("“{}”", event.action.text), Ink::Plain);
        line = line.add(modality(event.modality), Ink::Warning);
        let mut roles = Line::new();
        let fields = [
            ("by", &event.actor),
            ("against/with", &event.target),
            ("in", &event.place),
            ("with", &event.instrument),
            ("source", &event.source),
        ];
        let mut any = false;
        for (role, field) in fields {
            if let Some(field) = field {
                roles = roles.add_if(any, "·", Ink::Dim).add(&format!("{role}:"), Ink::Dim);
                roles = named(roles, field);
                any = true;
            }
        }
        self.at(line, &event.span).write(4, 15, self.style, out)?;
        if any { roles.write(15, 17, self.style, out) } else { Ok(()) }
    }

    fn sources(&self, out: &mut impl Write) -> io::Result<()> {
        self.section("SOURCES", self.x.attributions.len(), out)?;
        let mut groups: Vec<Group> = Vec::new();
        for a in &self.x.attributions {
            let name = a.source.as_ref().map(phrase::name);
            let index = match groups.iter().position(|g| g.name == name) {
                Some(index) => index,
                None => {
                    groups.push(Group { name, kind: a.source_type, ..Group::default() });
                    groups.len() - 1
                }
            };
            let group = &mut groups[index];
            group.kind = group.kind.or(a.source_type);
            group.kinds[match a.kind {
                SpeechKind::Direct => 0,
                SpeechKind::Indirect => 1,
                SpeechKind::Mixed => 2,
            }] += 1;
            group.lines.extend(self.lines.line(a.span.start));
        }
        for group in &mut groups {
            group.lines.dedup();
            let mut line = match group.name {
                Some(name) => Line::new().add(name, Ink::Plain),
                None => Line::new().add("source not named", Ink::Warning),
            };
            if let Some(kind) = group.kind {
                line = line.add(&format!("({})", phrase::code(&kind).replace('_', " ")), Ink::Dim);
            }
            let counts: Vec<String> = ["quoted", "reported", "partly quoted"]
                .iter()
                .zip(group.kinds)
                .filter(|(_, n)| *n > 0)
                .map(|(what, n)| format!("{n} {what}"))
                .collect();
            line = line.add("·", Ink::Dim).add(&counts.join(", "), Ink::Plain);
            if !group.lines.is_empty() {
                let numbers: Vec<String> = group.lines.iter().map(ToString::to_string).collect();
                let label = if numbers.len() == 1 { "line" } else { "lines" };
                line = line.add(&format!("[{label} {}]", numbers.join(", ")), Ink::Dim);
            }
            line.write(4, 8, self.style, out)?;
        }
        Ok(())
    }
}

#[derive(Default)]
struct Group<'a> {
    name: Option<&'a str>,
    kind: Option<SourceType>,
    kinds: [usize; 3],
    lines: Vec<usize>,
}

fn dotted(line: Line, text: &str, absent: bool) -> Line {
    line.add("·", Ink::Dim).add(text, if absent { Ink::Dim } else { Ink::Plain })
}

/// The name, and the words where they differ.
fn named(line: Line, field: &Field) -> Line {
    let line = line.add(phrase::name(field), Ink::Plain);
    match &field.norm {
        Some(norm) if *norm != field.evidence.text && !field.evidence.text.is_empty() => {
            line.add(&format!("(“{}”)", field.evidence.text), Ink::Dim)
        }
        _ => line,
    }
}

fn names(fields: &[Field]) -> String {
    fields.iter().map(phrase::name).collect::<Vec<_>>().join(", ")
}

fn modality(m: Modality) -> &'static str {
    match m {
        Modality::Asserted => "",
        Modality::Planned => "(planned)",
        Modality::Forecast => "(forecast)",
        Modality::Hypothetical => "(hypothetical)",
        Modality::Negated => "(negated)",
    }
}

/// Sort key of an event on the time line: resolved dates, unresolved ones, none.
fn when(event: &Event) -> (u8, &str) {
    match event.date.as_ref().map(|d| &d.time) {
        Some(time) => match time.from.as_deref().or(time.to.as_deref()) {
            Some(from) => (0, from),
            None => (1, time.value.as_str()),
        },
        None => (2, ""),
    }
}
