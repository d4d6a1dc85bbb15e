//! The graph in Graphviz's DOT language.

use std::io::{self, Write};

use petgraph::visit::EdgeRef;

use super::{EdgeKind, EventGraph, NodeKind};

/// Longest label, in characters.
const LABEL: usize = 60;

/// Writes the graph. Rules and documents are left out: they would be tied to everything.
///
/// # Errors
/// What `out` reports.
pub fn write(graph: &EventGraph<'_>, out: &mut impl Write) -> io::Result<()> {
    let graph = &graph.graph;
    let shown = |kind: NodeKind| !matches!(kind, NodeKind::Rule | NodeKind::Document);
    writeln!(out, "digraph claimgraph {{")?;
    writeln!(out, "  rankdir=LR; node [fontname=\"sans-serif\", fontsize=10]; edge [fontsize=9];")?;
    for index in graph.node_indices() {
        let node = &graph[index];
        if shown(node.kind) {
            let (shape, color) = look(node.kind);
            writeln!(
                out,
                "  {} [label={}, shape={shape}, style=filled, fillcolor=\"{color}\"];",
                quoted(&node.id),
                quoted(&shortened(&node.label)),
            )?;
        }
    }
    for edge in graph.edge_references() {
        let (from, to) = (&graph[edge.source()], &graph[edge.target()]);
        if shown(from.kind) && shown(to.kind) {
            let kind = edge.weight().kind;
            let color = match kind {
                EdgeKind::Contradicts => ", color=\"red\"",
                EdgeKind::Agrees | EdgeKind::Compatible | EdgeKind::Updates => ", color=\"blue\"",
                _ => "",
            };
            writeln!(
                out,
                "  {} -> {} [label={}{color}];",
                quoted(&from.id),
                quoted(&to.id),
                quoted(kind.name())
            )?;
        }
    }
    writeln!(out, "}}")
}

fn look(kind: NodeKind) -> (&'static str, &'static str) {
    match kind {
        NodeKind::Document => ("note", "#ffffff"),
        NodeKind::Claim => ("box", "#fff2cc"),
        NodeKind::Vote => ("box", "#d9ead3"),
        NodeKind::Event => ("box", "#cfe2f3"),
        NodeKind::Attribution => ("cds", "#f4cccc"),
        NodeKind::Actor => ("ellipse", "#ead1dc"),
        NodeKind::Place => ("ellipse", "#d0e0e3"),
        NodeKind::Time => ("plaintext", "#ffffff"),
        NodeKind::Rule => ("component", "#eeeeee"),
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LABEL {
        return text.to_owned();
    }
    text.chars().take(LABEL - 1).chain(['…']).collect()
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
