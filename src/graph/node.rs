use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::record::{
    Attribution, DateField, DocumentInfo, EntityKind, Event, Evidence, NumericClaim, RuleRef, Vote,
};

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum NodeKind {
    Document,
    Claim,
    Vote,
    Event,
    Attribution,
    Actor,
    Place,
    Time,
    Rule,
}

/// The record a node was made from.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Record<'a> {
    Document(&'a DocumentInfo),
    Claim(&'a NumericClaim),
    Vote(&'a Vote),
    Event(&'a Event),
    /// What a claim counts the victims or objects of, when no event record covers it.
    Happening(&'a NumericClaim),
    Attribution(&'a Attribution),
    /// An actor or place.
    Entity(EntityKind),
    Time(&'a DateField),
    Rule(&'a RuleRef),
}

/// A node.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// Stable id: relative to the document base (`KEY#claim-10-20`), or a compact IRI (`e:…`, `r:…`).
    pub id: String,
    /// What it stands for.
    pub kind: NodeKind,
    /// Short text for people.
    pub label: String,
    /// Where its values are.
    pub record: Record<'a>,
    /// Document it belongs to, as an index into the extractions; `None` for rules and for
    /// entities that documents share.
    pub document: Option<usize>,
}

/// What an edge says, from source to target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum EdgeKind {
    /// Record → document it stands in.
    In,
    /// Claim → event whose extent it gives.
    About,
    /// Claim or vote → its attribution.
    AttributedTo,
    /// Attribution → who says it; claim → its source.
    Source,
    /// Attribution → the attribution it stands in.
    Within,
    Actor,
    Target,
    Place,
    Instrument,
    When,
    Body,
    VotedFor,
    VotedAgainst,
    Abstained,
    Absent,
    VetoedBy,
    /// Record → rule that found it.
    FiredRule,
    /// Subset → total.
    PartOf,
    /// Total → what it adds up from.
    Addend,
    Agrees,
    Compatible,
    /// Newer figure → older one.
    Updates,
    Contradicts,
}

impl EdgeKind {
    /// Name in the graph formats.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::In => "appearance",
            Self::About => "about",
            Self::AttributedTo => "attribution",
            Self::Source => "agent",
            Self::Within => "within",
            Self::Actor => "actor",
            Self::Target => "target",
            Self::Place => "location",
            Self::Instrument => "instrument",
            Self::When => "when",
            Self::Body => "body",
            Self::VotedFor => "for",
            Self::VotedAgainst => "against",
            Self::Abstained => "abstained",
            Self::Absent => "absent",
            Self::VetoedBy => "vetoedBy",
            Self::FiredRule => "rule",
            Self::PartOf => "partOf",
            Self::Addend => "addend",
            Self::Agrees => "agrees",
            Self::Compatible => "compatible",
            Self::Updates => "updates",
            Self::Contradicts => "contradicts",
        }
    }
}

/// An edge.
#[derive(Clone, Debug)]
pub struct Edge<'a> {
    /// What it says.
    pub kind: EdgeKind,
    /// The words that say so, in the document of its source node; `None` where it follows from
    /// the records alone.
    pub evidence: Option<&'a Evidence>,
}

/// The graph. Nodes and edges stand in the order of the documents and their records.
#[derive(Clone, Debug, Default)]
pub struct EventGraph<'a> {
    /// Nodes and edges.
    pub graph: DiGraph<Node<'a>, Edge<'a>>,
}

impl<'a> EventGraph<'a> {
    /// Edges that leave `node`, in the order they were added.
    pub fn edges_of(&self, node: NodeIndex) -> impl Iterator<Item = (&Edge<'a>, &Node<'a>)> {
        let mut edges: Vec<_> = self.graph.edges(node).collect();
        // petgraph walks the newest edge first.
        edges.sort_by_key(petgraph::visit::EdgeRef::id);
        edges.into_iter().map(|e| (e.weight(), &self.graph[e.target()]))
    }

    /// Targets of the edges of one kind that leave `node`.
    pub fn targets(&self, node: NodeIndex, kind: EdgeKind) -> impl Iterator<Item = &Node<'a>> {
        self.edges_of(node).filter(move |(e, _)| e.kind == kind).map(|(_, n)| n)
    }
}
