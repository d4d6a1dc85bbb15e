"""articles: numeric claims, votes, dated events.

Left out: negated, hypothetical and planned records (they say so themselves), superseded figures are
kept; events without a time expression (the gold has dated events only)."""
from .common import calendar, number, stated_bounds, words


def claim(c):
    value, low, high = stated_bounds(c["quantity"])
    bound = c["quantity"]["bound"]
    return {
        "kind": "quantity_claim", "start": c["span"]["start"], "end": c["span"]["end"],
        "value": value, "low": low, "high": high,
        "modifier": None if bound == "exactly" else bound,
        "counted": words(c["counted"]), "event": c["event"], "place": words(c["place"]),
        "date": calendar(c["date"]), "attribution": words(c["source"]),
    }


def vote(v):
    count = lambda side: v[side]["value"] if v[side] else None
    return {
        "kind": "vote", "start": v["span"]["start"], "end": v["span"]["end"],
        "body": words(v["body"]), "motion": words(v["motion"]),
        "for": count("for"), "against": count("against"),
        "abstain": count("abstain"), "absent": count("absent"),
        "voters": {side: [f["text"] for f in named] for side, named in v["voters"].items()},
        "outcome": v["outcome"], "unanimous": v["unanimous"], "method": v["method"],
        "veto_by": [f["text"] for f in v["veto_by"]], "date": calendar(v["date"]),
    }


def event(e):
    return {
        "kind": "event", "start": e["span"]["start"], "end": e["span"]["end"], "type": e["type"],
        "actor": words(e["actor"]), "action": e["action"]["text"], "target": words(e["target"]),
        "place": words(e["place"]), "date": calendar(e["date"]),
    }


def predictions(x):
    claims = [claim(c) for c in x["claims"] if c["modality"] in ("asserted", "forecast")]
    votes = [vote(v) for v in x["votes"]]
    events = [event(e) for e in x["events"] if e["modality"] == "asserted" and e["date"]]
    return {"pred": claims + votes + events}
