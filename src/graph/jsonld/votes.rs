//! Votes as JSON-LD.

use petgraph::graph::NodeIndex;

use crate::record::{Field, Vote};

use super::super::{EdgeKind, Node};
use super::nodes::Nodes;
use super::object::Object;

impl<'a> Nodes<'a> {
    /// A vote with its counts and its members' votes.
    pub(super) fn vote(&mut self, index: NodeIndex, node: &Node<'a>, v: &'a Vote) -> Object {
        let mut o = Object::new(&["VoteEvent", "Event", "sem:Event"], &node.id);
        o.put("name", &node.label);
        o.put("eventType", "cg:vote");
        let body = self.graph.targets(index, EdgeKind::Body).next().map(|n| n.id.clone());
        let body = body.unwrap_or_else(|| self.not_stated().to_owned());
        o.put("body", &body);
        if let Some(motion) = &v.motion {
            let mut m = Object::new(&["Motion", "Work"], &format!("{}-motion", node.id));
            m.put("text", crate::output::phrase::name(motion));
            let words = self.pieces(node, [&motion.evidence]);
            m.list("mention", words);
            o.objects("motion", vec![m]);
        }
        let result = match v.outcome.as_deref() {
            Some("passed") => Some("Pass"),
            Some("failed") => Some("Fail"),
            _ => None,
        };
        o.maybe("result", result);
        o.flag("veto", !v.veto_by.is_empty());
        self.link(&mut o, index, "vetoedBy", EdgeKind::VetoedBy);
        o.flag("unanimous", v.unanimous);
        o.maybe("method", v.method.as_deref());
        let counts = self.counts(node, v);
        o.objects("count", counts);
        o.maybe("absent", v.absent.as_ref().map(|c| c.value));
        let sides = [
            (EdgeKind::VotedFor, "yes", &v.voters.r#for),
            (EdgeKind::VotedAgainst, "no", &v.voters.against),
            (EdgeKind::Abstained, "abstain", &v.voters.abstain),
            (EdgeKind::Absent, "absent", &v.voters.absent),
        ];
        let mut votes = Vec::new();
        for (kind, option, voters) in sides {
            let members: Vec<String> =
                self.graph.targets(index, kind).map(|n| n.id.clone()).collect();
            for (n, (voter, member)) in voters.iter().zip(members).enumerate() {
                votes.push(self.member(node, option, n, voter, &member));
            }
        }
        o.objects("vote", votes);
        self.when(&mut o, index);
        self.link(&mut o, index, "reportedBy", EdgeKind::Source);
        let mentions = self.pieces(node, std::iter::once(&v.span).chain(&v.also));
        o.list("mention", mentions);
        let fields = v.body.iter().chain(&v.veto_by).map(|f| &f.evidence);
        let fields = self.pieces(node, fields);
        o.list("evidence", fields);
        for (key, kind) in [
            ("agrees", EdgeKind::Agrees),
            ("compatible", EdgeKind::Compatible),
            ("contradicts", EdgeKind::Contradicts),
        ] {
            self.link(&mut o, index, key, kind);
        }
        o.list("warning", v.warnings.iter().map(ToString::to_string).collect());
        self.origin(&mut o, index, node, &v.missing);
        o
    }

    fn counts(&mut self, node: &Node<'a>, v: &'a Vote) -> Vec<Object> {
        let sides = [
            ("YesCount", "yes", &v.r#for, &v.voters.r#for),
            ("NoCount", "no", &v.against, &v.voters.against),
            ("AbstainCount", "abstain", &v.abstain, &v.voters.abstain),
        ];
        let mut counts = Vec::new();
        for (class, side, count, voters) in sides {
            let Some(count) = count else { continue };
            let mut o = Object::new(&[class], &format!("{}-{side}", node.id));
            o.put("countValue", &count.value);
            o.put("unnamed", &(count.value as usize).saturating_sub(voters.len()));
            let words = self.pieces(node, &count.evidence);
            o.list("mention", words);
            counts.push(o);
        }
        if counts.is_empty() {
            counts.push(Object::new(&["UnstatedCount"], &format!("{}-unstated", node.id)));
        }
        counts
    }

    fn member(
        &mut self,
        node: &Node<'a>,
        option: &str,
        n: usize,
        voter: &'a Field,
        member: &str,
    ) -> Object {
        let mut o =
            Object::new(&["Vote", "VoteAction"], &format!("{}-{option}-{}", node.id, n + 1));
        o.put("voter", member);
        o.put("option", option);
        let words = self.pieces(node, [&voter.evidence]);
        o.list("mention", words);
        o
    }
}
