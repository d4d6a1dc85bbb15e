//! SHACL shapes of the JSON-LD, as `schemas/shapes.ttl` holds them, from one table: class, property,
//! how many, what.

use super::vocabulary::PREFIXES;

/// What a property's values are.
#[derive(Clone, Copy, Debug)]
enum Is {
    Any,
    Iri,
    /// Instances of this class.
    Class(&'static str),
    /// Literals of this datatype.
    Datatype(&'static str),
    /// Integers or decimals.
    Number,
    /// One of these.
    In(&'static str),
}

use Is::{Any, Class, Datatype, In, Iri, Number};

/// A property of a class: path, at least, at most (0 = any number), what.
type Property = (&'static str, u32, u32, Is);

const EVENT: &[Property] = &[
    ("schema:name", 1, 1, Any),
    ("sem:eventType", 1, 0, Iri),
    ("gaf:denotedBy", 1, 0, Class("oa:SpecificResource")),
    ("schema:startDate", 0, 1, Any),
    ("schema:endDate", 0, 1, Any),
    ("sem:hasTime", 0, 1, Any),
    ("cg:firedRule", 1, 0, Class("prov:Plan")),
];

const SHAPES: &[(&str, &[Property])] = &[
    (
        "schema:NewsArticle",
        &[
            ("cg:sha256", 1, 1, Datatype("xsd:string")),
            ("cg:referenceDate", 0, 1, Datatype("xsd:date")),
            ("schema:publisher", 1, 1, Iri),
        ],
    ),
    (
        "schema:Claim",
        &[
            ("schema:text", 1, 1, Any),
            ("schema:appearance", 1, 1, Class("schema:NewsArticle")),
            ("schema:author", 1, 1, Iri),
            ("schema:about", 1, 1, Class("schema:Event")),
            ("cg:quantity", 1, 1, Class("schema:Observation")),
            ("prov:wasDerivedFrom", 1, 0, Class("oa:SpecificResource")),
            ("prov:qualifiedAttribution", 1, 1, Class("prov:Attribution")),
            ("cg:firedRule", 1, 1, Class("prov:Plan")),
            ("prov:wasGeneratedBy", 1, 1, Class("prov:Activity")),
            ("cg:contradicts", 0, 0, Class("schema:Claim")),
            ("cg:updates", 0, 0, Class("schema:Claim")),
            ("cg:supports", 0, 0, Class("schema:Claim")),
            ("cg:compatibleWith", 0, 0, Class("schema:Claim")),
            ("cg:partOf", 0, 1, Class("schema:Claim")),
        ],
    ),
    (
        "schema:Observation",
        &[
            ("schema:value", 0, 1, Number),
            ("schema:minValue", 0, 1, Number),
            ("schema:maxValue", 0, 1, Number),
            (
                "cg:bound",
                1,
                1,
                In(
                    "cg:Exactly cg:AtLeast cg:AtMost cg:MoreThan cg:LessThan cg:Approximately cg:Between",
                ),
            ),
            ("schema:unitText", 1, 1, Any),
            ("schema:measuredProperty", 1, 1, Iri),
            ("cg:comparisonKey", 1, 1, Any),
            ("gaf:denotedBy", 1, 0, Class("oa:SpecificResource")),
        ],
    ),
    ("sem:Event", EVENT),
    (
        "opengov:VoteEvent",
        &[
            ("schema:organizer", 1, 1, Iri),
            ("opengov:count", 1, 3, Iri),
            ("opengov:motion", 0, 1, Class("opengov:Motion")),
            ("opengov:result", 0, 1, In("opengov:Pass opengov:Fail")),
        ],
    ),
    (
        "opengov:Vote",
        &[
            ("schema:agent", 1, 1, Iri),
            ("schema:actionOption", 1, 1, In("\"yes\" \"no\" \"abstain\" \"absent\"")),
        ],
    ),
    (
        "prov:Attribution",
        &[("prov:agent", 1, 1, Iri), ("prov:hadRole", 1, 1, In("cg:Speaker cg:Narrator"))],
    ),
    (
        "oa:SpecificResource",
        &[
            ("oa:hasSource", 1, 1, Class("schema:NewsArticle")),
            ("oa:hasSelector", 1, 1, Class("oa:TextQuoteSelector")),
        ],
    ),
    (
        "oa:TextPositionSelector",
        &[
            ("oa:start", 1, 1, Datatype("xsd:nonNegativeInteger")),
            ("oa:end", 1, 1, Datatype("xsd:nonNegativeInteger")),
            ("oa:exact", 1, 1, Datatype("xsd:string")),
        ],
    ),
];

/// What the table cannot say.
const RULES: &[(&str, &str, &str)] = &[
    (
        "schema:Observation",
        "the lower bound is above the upper one",
        "$this schema:minValue ?a ; schema:maxValue ?b . FILTER (?a > ?b)",
    ),
    (
        "schema:Observation",
        "at least, or more than, needs a lower bound",
        "$this cg:bound ?k . FILTER (?k IN (cg:AtLeast, cg:MoreThan)) FILTER NOT EXISTS { $this schema:minValue ?m }",
    ),
    (
        "oa:TextPositionSelector",
        "the words are not as long as the offsets say",
        "$this oa:start ?s ; oa:end ?e ; oa:exact ?x . FILTER (STRLEN(?x) != ?e - ?s)",
    ),
];

/// The shapes in Turtle.
#[must_use]
pub fn turtle() -> String {
    let mut text =
        String::from("# Made from src/graph/shapes.rs. Checked by evals/graph/check.py.\n");
    for (prefix, iri) in PREFIXES {
        text.push_str(&format!("@prefix {prefix}: <{iri}> .\n"));
    }
    text.push_str("@prefix sh: <http://www.w3.org/ns/shacl#> .\n");
    text.push_str("@prefix s: <https://w3id.org/claimgraph/shapes#> .\n\n");
    let declared: Vec<String> = PREFIXES
        .iter()
        .map(|(p, iri)| format!("[ sh:prefix \"{p}\" ; sh:namespace \"{iri}\"^^xsd:anyURI ]"))
        .collect();
    text.push_str(&format!("s:prefixes sh:declare\n  {} .\n", declared.join(",\n  ")));
    for (class, properties) in SHAPES {
        let name = class.replace(':', "-");
        text.push_str(&format!(
            "\ns:{name} a sh:NodeShape ;\n  sh:targetClass {class} ;\n  sh:nodeKind sh:IRI"
        ));
        for property in *properties {
            text.push_str(&format!(" ;\n  sh:property {}", shape(*property)));
        }
        for (of, message, pattern) in RULES {
            if of == class {
                text.push_str(&format!(
                    " ;\n  sh:sparql [ sh:message \"{message}\" ; sh:prefixes s:prefixes ;\n    \
                     sh:select \"SELECT $this WHERE {{ {pattern} }}\" ]"
                ));
            }
        }
        text.push_str(" .\n");
    }
    text.push_str("\n# No blank nodes.\ns:named a sh:NodeShape ; sh:targetSubjectsOf rdf:type ; sh:nodeKind sh:IRI .\n");
    text
}

fn shape((path, least, most, is): Property) -> String {
    let mut text = format!("[ sh:path {path}");
    if least > 0 {
        text.push_str(&format!(" ; sh:minCount {least}"));
    }
    if most > 0 {
        text.push_str(&format!(" ; sh:maxCount {most}"));
    }
    match is {
        Any => {}
        Iri => text.push_str(" ; sh:nodeKind sh:IRI"),
        Class(class) => text.push_str(&format!(" ; sh:class {class}")),
        Datatype(datatype) => text.push_str(&format!(" ; sh:datatype {datatype}")),
        Number => {
            text.push_str(" ; sh:or ( [ sh:datatype xsd:integer ] [ sh:datatype xsd:decimal ] )")
        }
        In(values) => text.push_str(&format!(" ; sh:in ( {values} )")),
    }
    text.push_str(" ]");
    text
}
