//! Claims as JSON-LD: the figure, what happened, who says so.

use petgraph::graph::NodeIndex;

use super::super::{EdgeKind, Node};
use super::nodes::{Nodes, cg, modality};
use super::object::Object;
use crate::output::phrase;
use crate::record::{Bound, ClaimRole, NumericClaim};

impl<'a> Nodes<'a> {
    pub(super) fn claim(
        &mut self,
        index: NodeIndex,
        node: &Node<'a>,
        c: &'a NumericClaim,
    ) -> Object {
        let mut o = Object::new(&["Claim"], &node.id);
        o.put("text", &node.label);
        self.link(&mut o, index, "about", EdgeKind::About);
        self.link(&mut o, index, "appearance", EdgeKind::In);
        let fields = [&c.counted, &c.place].into_iter().flatten().map(|f| &f.evidence);
        let pieces = [&c.sentence, &c.span].into_iter().chain(&c.trigger).chain(fields);
        let pieces = self.pieces(node, pieces);
        let attributions: Vec<String> =
            self.graph.targets(index, EdgeKind::AttributedTo).map(|n| n.id.clone()).collect();
        let source = self.graph.targets(index, EdgeKind::Source).next().map(|n| n.id.clone());
        let document = node.document.unwrap_or_default();
        let narrated = attributions.is_empty() && source.is_none();
        let author = match &source {
            Some(source) => source.clone(),
            None if narrated => self.publisher(document),
            None => self.not_stated().to_owned(),
        };
        o.put("author", &author);
        o.list("evidence", pieces);
        let quantity = self.quantity(index, node, c);
        o.objects("quantity", vec![quantity]);
        if narrated {
            self.narrated.insert(document);
            o.put("attribution", &format!("{}#narrator", self.keys[document]));
        } else if attributions.is_empty() {
            let mut a = Object::new(&["Attribution"], &format!("{}-by", node.id));
            a.put("agent", &author);
            a.put("speaker", "cg:Speaker");
            let words = c.source.as_ref().map(|s| &s.evidence);
            let words = self.pieces(node, words);
            a.list("mention", words);
            o.objects("attribution", vec![a]);
        } else {
            o.list("attribution", attributions);
        }
        o.maybe("role", (c.role != ClaimRole::Total).then(|| phrase::code(&c.role)));
        modality(&mut o, c.modality);
        o.flag("implicit", c.implicit);
        o.flag("superseded", c.superseded);
        o.number("previous", c.previous.as_ref());
        for (key, kind) in [
            ("partOf", EdgeKind::PartOf),
            ("addend", EdgeKind::Addend),
            ("agrees", EdgeKind::Agrees),
            ("compatible", EdgeKind::Compatible),
            ("updates", EdgeKind::Updates),
            ("contradicts", EdgeKind::Contradicts),
        ] {
            self.link(&mut o, index, key, kind);
        }
        self.origin(&mut o, index, node, &c.missing);
        o
    }

    fn quantity(&mut self, index: NodeIndex, node: &Node<'a>, c: &'a NumericClaim) -> Object {
        let q = &c.quantity;
        let stated = q.value.or(q.low).or(q.high);
        let (low, high, bound) = match q.bound {
            Bound::Exactly => (stated, stated, "Exactly"),
            Bound::AtLeast => (q.low.or(stated), None, "AtLeast"),
            Bound::MoreThan => (q.low.or(stated), None, "MoreThan"),
            Bound::About => (q.low, q.high, "Approximately"),
            Bound::Nearly => (None, q.high.or(stated), "Approximately"),
            Bound::UpTo => (None, q.high.or(stated), "AtMost"),
            Bound::FewerThan => (None, q.high.or(stated), "LessThan"),
            Bound::Between => (q.low, q.high, "Between"),
        };
        let mut o = Object::new(&["Quantity"], &format!("{}-n", node.id));
        o.number("value", q.value.as_ref());
        o.number("min", low.as_ref());
        o.number("max", high.as_ref());
        o.put("bound", bound);
        o.maybe("direction", q.direction.as_ref().map(phrase::code));
        o.flag("vague", q.vague);
        let unit = match q.kind.as_str() {
            "count" => c.counted.as_ref().map(phrase::name).or(q.unit.as_deref()),
            _ => q.unit.as_deref().or(q.unit_text.as_deref()),
        };
        o.put("unit", unit.filter(|u| !u.is_empty()).unwrap_or("1"));
        o.maybe("unitCode", q.unit_code.as_deref());
        o.put("measured", &cg(&c.event));
        self.link(&mut o, index, "observedIn", EdgeKind::Place);
        self.link(&mut o, index, "when", EdgeKind::When);
        o.put("comparisonKey", &c.comparison_key);
        let span = self.pieces(node, [&c.span]);
        o.list("mention", span);
        o
    }

    pub(super) fn happening(
        &mut self,
        index: NodeIndex,
        node: &Node<'a>,
        c: &'a NumericClaim,
    ) -> Object {
        let mut o = Object::new(&["Event", "sem:Event"], &node.id);
        o.put("name", &node.label);
        o.put("eventType", &cg(&c.event));
        self.link(&mut o, index, "location", EdgeKind::Place);
        self.when(&mut o, index);
        let words = self.pieces(node, [c.trigger.as_ref().unwrap_or(&c.span)]);
        o.list("mention", words);
        self.origin(&mut o, index, node, &[]);
        o
    }
}
