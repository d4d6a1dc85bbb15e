use std::collections::{BTreeMap, BTreeSet};

use petgraph::graph::NodeIndex;

use crate::output::phrase;
use crate::record::{DateField, EntityKind, Evidence, Extraction, Field, NumericClaim, RuleRef};

use super::relate::{self, Relation};
use super::{Edge, EdgeKind, EventGraph, Node, NodeKind, Record, ids};

/// Builds the graph of some documents, in their order. A document whose text was seen before adds
/// nothing: its records would have the same ids.
#[must_use]
pub fn build(extractions: &[Extraction]) -> EventGraph<'_> {
    let mut builder = Builder::default();
    for (index, extraction) in extractions.iter().enumerate() {
        builder.document(index, extraction);
    }
    for pair in relate::all(extractions) {
        builder.relate(pair);
    }
    builder.graph
}

#[derive(Default)]
struct Builder<'a> {
    graph: EventGraph<'a>,
    by_id: BTreeMap<String, NodeIndex>,
    /// Nodes of records by document and record id.
    records: BTreeMap<(usize, &'a str), NodeIndex>,
    /// Nodes of entities by document and entity id.
    entities: BTreeMap<(usize, String), NodeIndex>,
    related: BTreeSet<(NodeIndex, NodeIndex, EdgeKind)>,
}

impl<'a> Builder<'a> {
    fn document(&mut self, index: usize, x: &'a Extraction) {
        let key = ids::document_key(&x.document);
        if self.by_id.contains_key(&key) {
            return;
        }
        let title = x.document.title.as_ref().unwrap_or(&x.document.id);
        let document = self.node(
            key.clone(),
            NodeKind::Document,
            title.clone(),
            Record::Document(&x.document),
            Some(index),
        );
        let mut here = Here { index, key, document };
        for entity in &x.entities {
            let node = self.entity(&here, entity.kind, &entity.id, &entity.name);
            self.entities.insert((index, entity.id.to_string()), node);
        }
        // Nodes first, so that records can point forward.
        for a in &x.attributions {
            let label = a.source.as_ref().map_or("source not named", phrase::name).to_owned();
            self.record(
                &here,
                "attribution",
                &a.id,
                NodeKind::Attribution,
                label,
                Record::Attribution(a),
            );
        }
        for c in &x.claims {
            self.record(&here, "claim", &c.id, NodeKind::Claim, phrase::claim(c), Record::Claim(c));
        }
        for v in &x.votes {
            let motion = v.motion.as_ref().map_or("motion not stated", phrase::name);
            let tally = phrase::tally(v).map_or_else(String::new, |t| format!("{t} "));
            let label = format!("{tally}{motion}");
            self.record(&here, "vote", &v.id, NodeKind::Vote, label, Record::Vote(v));
        }
        for e in &x.events {
            let label = [e.actor.as_ref(), e.target.as_ref()];
            let label = match label {
                [Some(a), Some(t)] => {
                    format!("{}: {} → {}", e.action.text, phrase::name(a), phrase::name(t))
                }
                [Some(one), None] | [None, Some(one)] => {
                    format!("{}: {}", e.action.text, phrase::name(one))
                }
                [None, None] => e.action.text.to_string(),
            };
            self.record(&here, "event", &e.id, NodeKind::Event, label, Record::Event(e));
        }
        self.edges(&mut here, x);
    }

    fn edges(&mut self, here: &mut Here, x: &'a Extraction) {
        for a in &x.attributions {
            let Some(node) = self.found(here, &a.id) else { continue };
            self.actor(here, node, EdgeKind::Source, a.source.as_ref());
            if let Some(outer) = a.within.as_deref().and_then(|id| self.found(here, id)) {
                self.edge(node, outer, EdgeKind::Within, None);
            }
            self.rule(node, &a.rule);
        }
        let mut happenings = BTreeMap::new();
        for c in &x.claims {
            let Some(node) = self.found(here, &c.id) else { continue };
            self.about(here, node, c, x, &mut happenings);
            self.place(here, node, c.place.as_ref());
            self.time(here, node, c.date.as_ref());
            self.actor(here, node, EdgeKind::Source, c.source.as_ref());
            if let Some(a) = c.attribution.as_deref().and_then(|id| self.found(here, id)) {
                self.edge(node, a, EdgeKind::AttributedTo, None);
            }
            if let Some(total) = c.part_of.as_deref().and_then(|id| self.found(here, id)) {
                self.edge(node, total, EdgeKind::PartOf, None);
            }
            for part in c.addends.iter().filter_map(|id| self.found(here, id)).collect::<Vec<_>>() {
                self.edge(node, part, EdgeKind::Addend, None);
            }
            self.rule(node, &c.rule);
        }
        for v in &x.votes {
            let Some(node) = self.found(here, &v.id) else { continue };
            self.actor(here, node, EdgeKind::Body, v.body.as_ref());
            let sides = [
                (EdgeKind::VotedFor, &v.voters.r#for),
                (EdgeKind::VotedAgainst, &v.voters.against),
                (EdgeKind::Abstained, &v.voters.abstain),
                (EdgeKind::Absent, &v.voters.absent),
                (EdgeKind::VetoedBy, &v.veto_by),
            ];
            for (kind, voters) in sides {
                for voter in voters {
                    self.actor(here, node, kind, Some(voter));
                }
            }
            self.time(here, node, v.date.as_ref());
            self.actor(here, node, EdgeKind::Source, v.source.as_ref());
            self.rule(node, &v.rule);
        }
        for e in &x.events {
            let Some(node) = self.found(here, &e.id) else { continue };
            self.actor(here, node, EdgeKind::Actor, e.actor.as_ref());
            self.actor(here, node, EdgeKind::Target, e.target.as_ref());
            self.place(here, node, e.place.as_ref());
            self.actor(here, node, EdgeKind::Instrument, e.instrument.as_ref());
            self.time(here, node, e.date.as_ref());
            self.actor(here, node, EdgeKind::Source, e.source.as_ref());
            self.rule(node, &e.rule);
        }
    }

    /// Links a claim to the event whose trigger it shares, or to a happening of its own, which
    /// claims with the same trigger, place and date share.
    fn about(
        &mut self,
        here: &Here,
        node: NodeIndex,
        c: &'a NumericClaim,
        x: &'a Extraction,
        happenings: &mut BTreeMap<(u32, u32, String, String), NodeIndex>,
    ) {
        let trigger = c.trigger.as_ref();
        let event = trigger.and_then(|t| {
            x.events.iter().find(|e| e.action.start < t.end && t.start < e.action.end)
        });
        if let Some(event) = event.and_then(|e| self.found(here, &e.id)) {
            self.edge(node, event, EdgeKind::About, trigger);
            return;
        }
        let words = trigger.unwrap_or(&c.span);
        let place = c.place.as_ref().map(ids::field_slug).unwrap_or_default();
        let date = c.date.as_ref().map(|d| d.time.value.clone()).unwrap_or_default();
        let happening = match happenings.get(&(words.start, words.end, place.clone(), date.clone()))
        {
            Some(node) => *node,
            None => {
                let id = format!("{}-of", self.graph.graph[node].id);
                let mut label = c.event.replace('_', " ");
                if let Some(place) = &c.place {
                    label.push_str(" · ");
                    label.push_str(phrase::name(place));
                }
                let happening =
                    self.node(id, NodeKind::Event, label, Record::Happening(c), Some(here.index));
                happenings.insert((words.start, words.end, place, date), happening);
                self.edge(happening, here.document, EdgeKind::In, None);
                self.place(here, happening, c.place.as_ref());
                self.time(here, happening, c.date.as_ref());
                self.rule(happening, &c.rule);
                happening
            }
        };
        self.edge(node, happening, EdgeKind::About, trigger);
    }

    fn relate(&mut self, pair: relate::Pair) {
        let id = |end: &relate::End| self.records.get(&(end.document, end.id)).copied();
        // `records` borrows from the extractions of `all`, as the pairs do.
        let (Some(a), Some(b)) = (id(&pair.a), id(&pair.b)) else { return };
        let kind = match pair.relation {
            Relation::Agree => EdgeKind::Agrees,
            Relation::Compatible => EdgeKind::Compatible,
            Relation::Update => EdgeKind::Updates,
            Relation::Contradict => EdgeKind::Contradicts,
            Relation::Different => return,
        };
        if self.related.insert((a, b, kind)) {
            self.edge(a, b, kind, None);
        }
    }

    fn node(
        &mut self,
        id: String,
        kind: NodeKind,
        label: String,
        record: Record<'a>,
        document: Option<usize>,
    ) -> NodeIndex {
        let mut unique = id.clone();
        let mut n = 1;
        while self.by_id.contains_key(&unique) {
            n += 1;
            unique = format!("{id}.{n}");
        }
        let node =
            self.graph.graph.add_node(Node { id: unique.clone(), kind, label, record, document });
        self.by_id.insert(unique, node);
        node
    }

    fn record(
        &mut self,
        here: &Here,
        kind_name: &str,
        id: &'a str,
        kind: NodeKind,
        label: String,
        record: Record<'a>,
    ) {
        let iri = ids::record(&here.key, kind_name, id);
        let node = self.node(iri, kind, label, record, Some(here.index));
        self.records.entry((here.index, id)).or_insert(node);
        self.edge(node, here.document, EdgeKind::In, None);
    }

    fn found(&self, here: &Here, id: &str) -> Option<NodeIndex> {
        self.records.get(&(here.index, id)).copied()
    }

    fn edge(&mut self, a: NodeIndex, b: NodeIndex, kind: EdgeKind, evidence: Option<&'a Evidence>) {
        let evidence = evidence.filter(|e| e.start < e.end);
        self.graph.graph.add_edge(a, b, Edge { kind, evidence });
    }

    fn entity(&mut self, here: &Here, kind: EntityKind, slug: &str, name: &str) -> NodeIndex {
        let (id, shared) = ids::entity(&here.key, kind, slug, name);
        if let Some(node) = self.by_id.get(&id) {
            return *node;
        }
        let node_kind = match kind {
            EntityKind::Place => NodeKind::Place,
            _ => NodeKind::Actor,
        };
        let document = (!shared).then_some(here.index);
        self.node(id, node_kind, name.to_owned(), Record::Entity(kind), document)
    }

    fn field(&mut self, here: &Here, field: &Field, kind: EntityKind) -> NodeIndex {
        let slug = ids::field_slug(field);
        if let Some(node) = self.entities.get(&(here.index, slug.clone())) {
            return *node;
        }
        let node = self.entity(here, kind, &slug, phrase::name(field));
        self.entities.insert((here.index, slug), node);
        node
    }

    fn actor(&mut self, here: &Here, from: NodeIndex, kind: EdgeKind, field: Option<&'a Field>) {
        if let Some(field) = field {
            let to = self.field(here, field, EntityKind::Unknown);
            self.edge(from, to, kind, Some(&field.evidence));
        }
    }

    fn place(&mut self, here: &Here, from: NodeIndex, field: Option<&'a Field>) {
        if let Some(field) = field {
            let to = self.field(here, field, EntityKind::Place);
            self.edge(from, to, EdgeKind::Place, Some(&field.evidence));
        }
    }

    fn time(&mut self, here: &Here, from: NodeIndex, date: Option<&'a DateField>) {
        let Some(date) = date else { return };
        let (start, end) = (date.evidence.start, date.evidence.end);
        let id = format!("{}#time-{start}-{end}-{}", here.key, ids::safe(&date.time.value));
        let node = match self.by_id.get(&id) {
            Some(node) => *node,
            None => {
                let label = phrase::time(&date.time);
                self.node(id, NodeKind::Time, label, Record::Time(date), Some(here.index))
            }
        };
        self.edge(from, node, EdgeKind::When, Some(&date.evidence));
    }

    fn rule(&mut self, from: NodeIndex, rule: &'a RuleRef) {
        let id = format!("r:{}", ids::safe(&rule.id));
        let node = match self.by_id.get(&id) {
            Some(node) => *node,
            None => self.node(id, NodeKind::Rule, rule.id.to_string(), Record::Rule(rule), None),
        };
        self.edge(from, node, EdgeKind::FiredRule, None);
    }
}

/// The document that is being added.
struct Here {
    index: usize,
    key: String,
    document: NodeIndex,
}
