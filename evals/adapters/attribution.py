"""attribution: source, cue and content spans, kind, and the source's type and name (for a
group its words; an unnamed person has no name)."""
from .common import name, span

TYPE = {
    "named_person": "named person", "named_organization": "named organization",
    "document": "document", "anonymous_source": "anonymous source",
    "unnamed_person": "unnamed person", "unnamed_group": "unnamed group of people",
}
NAMED = ("named_person", "named_organization", "document", "unnamed_group")


def attribution(a):
    pieces = [[p["start"], p["end"]] for p in a["content"]]
    return {
        "source": span(a["source"]), "cue": span(a["cue"]),
        "content": {"start": pieces[0][0], "end": pieces[-1][1], "spans": pieces},
        "kind": a["kind"], "source_type": TYPE.get(a["source_type"]),
        "source_name": name(a["source"]) if a["source_type"] in NAMED else "",
    }


def predictions(x):
    return {"pred": [attribution(a) for a in x["attributions"] if a["content"]]}
