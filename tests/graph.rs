//! The event graph and its JSON-LD.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

use std::collections::BTreeSet;

use claimgraph::graph::{self, EdgeKind, NodeKind, dot, jsonld};
use claimgraph::record::Extraction;
use serde_json::Value;
use support::{other, sample};

fn jsonld_of(extractions: &[Extraction]) -> String {
    let mut bytes = Vec::new();
    jsonld::write(extractions, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn nodes(text: &str) -> Vec<Value> {
    let value: Value = serde_json::from_str(text).unwrap();
    value["@graph"].as_array().unwrap().clone()
}

/// Visits every object, nested ones too.
fn visit<'v>(value: &'v Value, found: &mut Vec<&'v Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|i| visit(i, found)),
        Value::Object(map) => {
            if map.contains_key("@id") {
                found.push(value);
            }
            map.values().for_each(|v| visit(v, found));
        }
        _ => {}
    }
}

#[test]
fn the_json_ld_of_the_sample_stays_as_reviewed() {
    insta::assert_snapshot!(jsonld_of(&[sample()]));
}

#[test]
fn every_id_is_defined_once_and_every_reference_is_defined() {
    let text = jsonld_of(&[sample(), other("later.txt")]);
    let context = claimgraph::graph::vocabulary::context();
    let graph = nodes(&text);
    let mut objects = Vec::new();
    graph.iter().for_each(|n| visit(n, &mut objects));
    let mut ids = BTreeSet::new();
    for object in &objects {
        assert!(ids.insert(object["@id"].as_str().unwrap()), "defined twice: {}", object["@id"]);
        assert!(object.get("@type").is_some(), "no type: {object}");
    }
    for object in &objects {
        for (key, value) in object.as_object().unwrap() {
            if key.starts_with('@') {
                continue;
            }
            let term = context.get(key).unwrap_or_else(|| panic!("no such term: {key}"));
            if term["@type"] != "@id" {
                continue;
            }
            let values = value.as_array().map_or_else(|| vec![value], |a| a.iter().collect());
            for reference in values.iter().filter_map(|v| v.as_str()) {
                let outside = reference.starts_with("cg:") || reference.contains("://");
                assert!(outside || ids.contains(reference), "{key} points to nothing: {reference}");
            }
        }
    }
}

#[test]
fn context_type_and_id_come_first() {
    let text = jsonld_of(&[sample()]);
    assert!(text.starts_with("{\"@context\":{"));
    for node in text.lines().filter(|l| l.starts_with("{\"@") && !l.contains("@context")) {
        assert!(node.starts_with("{\"@type\":"), "{node}");
        let value = node[9..].trim_start_matches('[').split_once("\"@id\":").unwrap().0;
        assert!(!value.contains("\":"), "a key stands before @id: {node}");
    }
}

#[test]
fn a_claim_costs_less_than_the_worked_example() {
    let (one, text) = (sample(), jsonld_of(&[sample()]));
    let context = text.find("\"@graph\"").unwrap();
    let records = one.claims.len() + one.votes.len() + one.events.len() + one.attributions.len();
    assert!((text.len() - context) / records < 2274, "{} bytes", (text.len() - context) / records);
}

/// The ids of all nodes, as absolute as the base makes them.
fn ids(text: &str) -> BTreeSet<String> {
    let value: Value = serde_json::from_str(text).unwrap();
    let base = value["@context"]["@base"].as_str().unwrap().to_owned();
    let folder = &base[..=base.rfind('/').unwrap()];
    let absolute = |id: &str| match id {
        relative if relative.starts_with('#') => format!("{base}{relative}"),
        compact if compact.contains(':') => compact.to_owned(),
        document => format!("{folder}{document}"),
    };
    nodes(text).iter().map(|n| absolute(n["@id"].as_str().unwrap())).collect()
}

#[test]
fn adding_a_document_changes_no_id_of_the_first() {
    let alone = ids(&jsonld_of(&[sample()]));
    let together = ids(&jsonld_of(&[other("later.txt"), sample()]));
    let renamed: Vec<_> = alone.difference(&together).collect();
    assert!(renamed.is_empty(), "{renamed:#?}");
}

#[test]
fn an_actor_under_two_names_is_one_node() {
    let x = [sample()];
    let graph = graph::build(&x);
    let speakers: BTreeSet<&str> = graph
        .graph
        .node_indices()
        .filter(|i| graph.graph[*i].kind == NodeKind::Attribution)
        .flat_map(|i| graph.targets(i, EdgeKind::Source).map(|n| n.id.as_str()).collect::<Vec<_>>())
        .collect();
    assert_eq!(
        speakers.into_iter().collect::<Vec<_>>(),
        ["e:organization/rescue-board", "e:person/ida-quist"]
    );
}

#[test]
fn proper_names_are_shared_between_documents_and_general_ones_are_not() {
    let x = [sample(), other("later.txt")];
    let graph = graph::build(&x);
    let count = |label: &str| {
        graph.graph.node_weights().filter(|n| n.label == label && n.kind == NodeKind::Actor).count()
    };
    assert_eq!(count("Rescue Board"), 1);
    assert_eq!(count("Ida Quist"), 1);
    // One name alone is not enough to say that two people are one.
    assert_eq!(count("Corso"), 2);
    assert_eq!(count("We"), 2);
}

#[test]
fn the_same_text_given_twice_is_one_document() {
    assert_eq!(jsonld_of(&[sample(), sample()]), jsonld_of(&[sample()]));
}

#[test]
fn dot_quotes_what_the_text_says() {
    let mut x = sample();
    x.entities[1].name = "The \"Rescue\" \\ Board".into();
    let x = [x];
    let mut bytes = Vec::new();
    dot::write(&graph::build(&x), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(text.starts_with("digraph claimgraph {\n") && text.ends_with("}\n"));
    assert!(text.contains(r#"label="The \"Rescue\" \\ Board""#));
}

#[test]
fn no_prefix_is_a_term_too() {
    use claimgraph::graph::vocabulary::{PREFIXES, TERMS};
    // JSON-LD processors call that a cyclic context.
    for (prefix, _) in PREFIXES {
        assert!(TERMS.iter().all(|(term, ..)| *term != prefix), "{prefix}");
    }
}
