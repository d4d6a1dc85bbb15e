//! The nodes of the graph as objects, and what they have in common.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use petgraph::graph::NodeIndex;
use smol_str::SmolStr;

use crate::output::phrase;
use crate::record::{DateField, DocumentInfo, EntityKind, Evidence, Extraction, Modality, RuleRef};

use super::super::{EdgeKind, EventGraph, Node, NodeKind, Record, ids};
use super::object::Object;

/// Stands for who is not named.
pub(super) const UNNAMED: &str = "e:not-stated";
const SOFTWARE: &str = concat!("tool:claimgraph-", env!("CARGO_PKG_VERSION"));

/// Writes nodes, and remembers the pieces of text they point to.
pub(super) struct Nodes<'a> {
    pub(super) graph: &'a EventGraph<'a>,
    /// Key of each extraction's document.
    pub(super) keys: Vec<String>,
    evidence: BTreeMap<(usize, u32, u32), &'a str>,
    pub(super) narrated: BTreeSet<usize>,
    unnamed: bool,
}

impl<'a> Nodes<'a> {
    pub(super) fn new(graph: &'a EventGraph<'a>, extractions: &'a [Extraction]) -> Self {
        let keys = extractions.iter().map(|x| ids::document_key(&x.document)).collect();
        Self { graph, keys, evidence: BTreeMap::new(), narrated: BTreeSet::new(), unnamed: false }
    }

    /// All objects, each as JSON text.
    pub(super) fn all(&mut self) -> Vec<String> {
        let mut objects = Vec::new();
        let graph = self.graph;
        for index in graph.graph.node_indices() {
            objects.push(self.node(index, &graph.graph[index]).finish());
        }
        for document in std::mem::take(&mut self.narrated) {
            let key = &self.keys[document];
            let mut narrator = Object::new(&["Attribution"], &format!("{key}#narrator"));
            narrator.put("agent", &self.publisher(document));
            narrator.put("speaker", "cg:Narrator");
            objects.push(narrator.finish());
        }
        for document in self.documents() {
            let (key, info) = (&self.keys[document.0], document.1);
            let mut run = Object::new(&["Run"], &format!("{key}#run"));
            run.put("by", SOFTWARE);
            run.put("used", key);
            objects.push(run.finish());
            let mut publisher = Object::new(&["Organization"], &self.publisher(document.0));
            publisher.put("name", info.publisher.as_deref().unwrap_or("publisher not stated"));
            objects.push(publisher.finish());
        }
        // A publisher's node may be shared by its documents.
        let mut seen = BTreeSet::new();
        objects.retain(|o| seen.insert(o.clone()));
        if self.unnamed {
            let mut unnamed = Object::new(&["Actor"], UNNAMED);
            unnamed.put("name", "not stated");
            objects.push(unnamed.finish());
        }
        let mut software = Object::new(&["Software", "schema:SoftwareApplication"], SOFTWARE);
        software.put("name", "claimgraph");
        software.put("version", env!("CARGO_PKG_VERSION"));
        objects.push(software.finish());
        for ((document, start, end), text) in &self.evidence {
            objects.push(piece(&self.keys[*document], *start, *end, text).finish());
        }
        objects
    }

    /// Key of the document, if there is only one.
    pub(super) fn only_document(&self) -> Option<String> {
        match self.documents().as_slice() {
            [(index, _)] => Some(self.keys[*index].clone()),
            _ => None,
        }
    }

    fn documents(&self) -> Vec<(usize, &'a DocumentInfo)> {
        let weights = self.graph.graph.node_weights();
        weights
            .filter_map(|n| match (n.record, n.document) {
                (Record::Document(info), Some(index)) => Some((index, info)),
                _ => None,
            })
            .collect()
    }

    pub(super) fn publisher(&self, document: usize) -> String {
        let info = self.documents().into_iter().find(|(i, _)| *i == document).map(|(_, d)| d);
        match info.and_then(|d| d.publisher.as_deref()) {
            Some(name) => format!("e:publisher/{}", ids::slug(name)),
            None => format!("{}#publisher", self.keys[document]),
        }
    }

    fn node(&mut self, index: NodeIndex, node: &Node<'a>) -> Object {
        match node.record {
            Record::Document(info) => self.document(node, info),
            Record::Claim(claim) => self.claim(index, node, claim),
            Record::Vote(vote) => self.vote(index, node, vote),
            Record::Event(event) => self.event(index, node, event),
            Record::Happening(claim) => self.happening(index, node, claim),
            Record::Attribution(attribution) => self.attribution(index, node, attribution),
            Record::Entity(kind) => entity(node, kind),
            Record::Time(date) => self.time(node, date),
            Record::Rule(rule) => rule_node(node, rule),
        }
    }

    /// Id of a piece of text, which will be written too; `None` for an empty one.
    pub(super) fn piece(&mut self, node: &Node<'a>, evidence: &'a Evidence) -> Option<String> {
        let document = node.document?;
        if evidence.start >= evidence.end || evidence.text.is_empty() {
            return None;
        }
        self.evidence.insert((document, evidence.start, evidence.end), &evidence.text);
        Some(format!("{}#char={},{}", self.keys[document], evidence.start, evidence.end))
    }

    pub(super) fn pieces<I>(&mut self, node: &Node<'a>, all: I) -> Vec<String>
    where
        I: IntoIterator<Item = &'a Evidence>,
    {
        all.into_iter().filter_map(|e| self.piece(node, e)).collect()
    }

    /// Adds the ids that edges of `kind` lead to.
    pub(super) fn link(&self, o: &mut Object, index: NodeIndex, key: &str, kind: EdgeKind) {
        o.list(key, self.graph.targets(index, kind).map(|n| n.id.clone()).collect());
    }

    /// Adds rule, run and what is missing.
    pub(super) fn origin(
        &self,
        o: &mut Object,
        index: NodeIndex,
        node: &Node<'a>,
        missing: &[SmolStr],
    ) {
        o.list("missing", missing.iter().map(SmolStr::to_string).collect());
        self.link(o, index, "rule", EdgeKind::FiredRule);
        if let Some(document) = node.document {
            o.put("run", &format!("{}#run", self.keys[document]));
        }
    }

    pub(super) fn not_stated(&mut self) -> &'static str {
        self.unnamed = true;
        UNNAMED
    }

    fn document(&mut self, node: &Node<'a>, info: &DocumentInfo) -> Object {
        let mut o = Object::new(&["Document"], &node.id);
        o.put("name", &node.label);
        o.maybe("url", info.url.as_deref().filter(|u| is_iri(u)));
        if let Some(document) = node.document {
            o.put("publisher", &self.publisher(document));
        }
        o.maybe("language", Some(&info.language).filter(|l| !l.is_empty()));
        o.maybe("referenceDate", info.date.as_deref().and_then(day).map(|d| d.to_string()));
        o.put("sha256", &info.sha256);
        o.list("warning", info.warnings.clone());
        o
    }

    /// Adds the time, and its days for schema.org.
    pub(super) fn when(&mut self, o: &mut Object, index: NodeIndex) {
        let Some(time) = self.graph.targets(index, EdgeKind::When).next() else { return };
        if let Record::Time(date) = time.record {
            let (first, last) = days(date);
            o.maybe("startDate", first.map(|d| d.to_string()));
            o.maybe("endDate", last.map(|d| d.to_string()));
        }
        o.put("when", &time.id);
    }

    fn time(&mut self, node: &Node<'a>, date: &'a DateField) -> Object {
        let (first, last) = days(date);
        let instant = first.is_some() && first == last;
        let mut o = Object::new(&[if instant { "Instant" } else { "Interval" }], &node.id);
        o.put("timex", &date.time.value);
        o.maybe("edtf", date.time.edtf.as_deref());
        o.maybe("earliest", first.map(|d| d.to_string()));
        o.maybe("latest", last.map(|d| d.to_string()));
        o.put("resolution", &date.time.reason);
        let words = self.pieces(node, [&date.evidence]);
        o.list("mention", words);
        o
    }
}

pub(super) fn modality(o: &mut Object, m: Modality) {
    o.maybe("modality", (m != Modality::Asserted).then(|| phrase::code(&m)));
}

fn entity(node: &Node<'_>, kind: EntityKind) -> Object {
    let types: &[&str] = match (kind, node.kind) {
        (EntityKind::Person, _) => &["Person", "Actor"],
        (EntityKind::Organization, _) => &["Organization", "Actor"],
        (EntityKind::Country, _) => &["Country", "Actor"],
        (EntityKind::Place, _) | (_, NodeKind::Place) => &["Place", "sem:Place"],
        (EntityKind::Group, _) => &["Group", "Actor"],
        (EntityKind::Officials, _) => &["Officials", "Actor"],
        (EntityKind::Document, _) => &["Work"],
        (EntityKind::Unknown, _) => &["Actor"],
    };
    let mut o = Object::new(types, &node.id);
    o.put("name", &node.label);
    o
}

fn rule_node(node: &Node<'_>, rule: &RuleRef) -> Object {
    let mut o = Object::new(&["Rule"], &node.id);
    o.put("name", &rule.id);
    o.put("definedAt", &rule.at);
    o
}

/// A piece of text: its document, offsets and words, in one selector that is both.
fn piece(key: &str, start: u32, end: u32, text: &str) -> Object {
    let mut selector = Object::new(&["Position", "Quote"], &format!("{key}#at={start},{end}"));
    selector.put("start", &start);
    selector.put("end", &end);
    selector.put("exact", text);
    let mut o = Object::new(&["Evidence"], &format!("{key}#char={start},{end}"));
    o.put("source", key);
    o.objects("selector", vec![selector]);
    o
}

/// First and last day of a time; the record's interval is half-open.
fn days(date: &DateField) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let first = date.time.from.as_deref().and_then(day);
    let last = date.time.to.as_deref().and_then(|to| {
        let whole =
            to.len() <= 10 || to.get(10..) == Some("T00:00:00") || to.get(10..) == Some("T00:00");
        let end = day(to)?;
        if whole { end.checked_sub_days(Days::new(1)) } else { Some(end) }
    });
    (first, last.map(|l| first.map_or(l, |f| l.max(f))))
}

fn day(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}

/// `cg:` and a name that is safe in an IRI.
pub(super) fn cg(name: &str) -> String {
    let name = if name.is_empty() { "other" } else { name };
    format!("cg:{}", ids::safe(name))
}

fn is_iri(url: &str) -> bool {
    let allowed = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    url.contains("://") && url.chars().all(allowed)
}
