//! Events and attributions as JSON-LD.

use petgraph::graph::NodeIndex;

use super::super::{EdgeKind, Node};
use super::nodes::{Nodes, cg, modality};
use super::object::Object;
use crate::output::phrase;
use crate::record::{Attribution, Event};

impl<'a> Nodes<'a> {
    pub(super) fn event(&mut self, index: NodeIndex, node: &Node<'a>, e: &'a Event) -> Object {
        let mut o = Object::new(&["Event", "sem:Event"], &node.id);
        o.put("name", &node.label);
        o.put("eventType", &cg(&e.r#type));
        o.maybe("plover", e.plover.as_deref());
        self.link(&mut o, index, "actor", EdgeKind::Actor);
        self.link(&mut o, index, "target", EdgeKind::Target);
        self.link(&mut o, index, "location", EdgeKind::Place);
        self.link(&mut o, index, "instrument", EdgeKind::Instrument);
        self.link(&mut o, index, "reportedBy", EdgeKind::Source);
        self.when(&mut o, index);
        let fields = [&e.actor, &e.target, &e.place, &e.instrument];
        let fields = fields.into_iter().flatten().map(|f| &f.evidence);
        let pieces = self.pieces(node, [&e.span, &e.action]);
        o.list("mention", pieces);
        let fields = self.pieces(node, fields);
        o.list("evidence", fields);
        modality(&mut o, e.modality);
        self.origin(&mut o, index, node, &e.missing);
        o
    }

    pub(super) fn attribution(
        &mut self,
        index: NodeIndex,
        node: &Node<'a>,
        a: &'a Attribution,
    ) -> Object {
        let mut o = Object::new(&["Attribution"], &node.id);
        let agent = self.graph.targets(index, EdgeKind::Source).next().map(|n| n.id.clone());
        let agent = agent.unwrap_or_else(|| self.not_stated().to_owned());
        o.put("agent", &agent);
        o.put("speaker", "cg:Speaker");
        o.maybe("title", a.title.as_deref());
        o.maybe("sourceType", a.source_type.as_ref().map(phrase::code));
        o.maybe("cue", a.cue.as_ref().map(|c| c.text.as_str()));
        o.put("speech", &a.kind);
        o.put("certainty", &a.certainty);
        let own = a.source.as_ref().map(|s| &s.evidence);
        let pieces = self.pieces(node, own.into_iter().chain(&a.cue));
        o.list("mention", pieces);
        let content = self.pieces(node, &a.content);
        o.list("content", content);
        self.link(&mut o, index, "within", EdgeKind::Within);
        self.origin(&mut o, index, node, &a.missing);
        o
    }
}
