"""events: casualty totals and mentions, MUC-4 incidents, displacement, PLOVER events.

Left out: negated, hypothetical and forecast claims; hypothetical and negated events. PLOVER's
earlier type names (0.5: DEMAND, DISAPPROVE, INVESTIGATE, FIGHT for armies' weapons) are those of the gold. The document's
casualty totals follow `total` below, the one computation here, because the record keeps every
figure and no total per document."""
import re

from .common import number, stated_bounds, words

CASUALTY = {"killed": "killed", "injured": "injured", "hostage": "hostages"}
TOTALS = {**CASUALTY, "displaced": "displaced"}
MUC = {
    "attack": "ATTACK", "killing": "ATTACK", "injury": "ATTACK", "bombing_strike": "BOMBING",
    "hostage_taking": "KIDNAPPING", "destruction": "ATTACK",
}
TERM = {
    "displaced": "Displaced", "evacuated": "Evacuated", "sheltering": "Sheltered",
    "homeless": "Homeless", "destroyed": "Destroyed Housing",
    "damaged": "Partially Destroyed Housing",
}
HOUSEHOLD = re.compile(r"(?i)\b(household|famil|home|hous(?:e|ing)|dwelling|hut|apartment|flat)")
PLOVER_05 = {"REQUEST": "DEMAND", "ACCUSE": "DISAPPROVE", "ACCUSE:investigate": "INVESTIGATE",
             "ASSAULT:heavy-weapons": "FIGHT", "ASSAULT:aerial": "FIGHT", "ASSAULT:drone": "FIGHT"}


def low(claim):
    q = claim["quantity"]
    v = q["value"] if q["value"] is not None else q["low"] if q["low"] is not None else q["high"]
    return number(v)


def mention(c):
    value, lo, hi = stated_bounds(c["quantity"])
    approx = c["quantity"]["bound"] in ("about", "nearly")
    if value is not None and (approx or (lo is None and hi is None)):
        lo = hi = value
    return {"type": "casualty_mention", "kind": CASUALTY[c["event"]],
            "low": lo, "high": hi, "approx": approx}


def total(claims):
    """Figures of one sentence add up, later sentences restate: the largest sentence sum. Subsets
    and addends of a stated total never count again; perpetrators count as stated."""
    by_sentence = {}
    for c in claims:
        if c["superseded"] or c["part_of"] or c["role"] == "subset" or low(c) is None:
            continue
        key = c["sentence"]["start"]
        by_sentence[key] = by_sentence.get(key, 0) + low(c)
    return max(by_sentence.values(), default=None)


def casualty(x, claims):
    out = {"type": "casualty"}
    for event, slot in TOTALS.items():
        out[slot] = total([c for c in claims if c["event"] == event])
    first = next((c for c in claims if c["event"] in CASUALTY), None)
    happening = next((e for e in x["events"] if e["type"] in MUC), None)
    place = (first and first["place"]) or (happening and happening["place"])
    date = (first and first["date"]) or (happening and happening["date"])
    out["place"] = words(place)
    out["actor"] = words(happening["actor"]) if happening else None
    out["date"] = date["time"]["value"] if date else None
    return out


def split(field):
    """Coordinated names one by one."""
    text = words(field)
    return [p for p in re.split(r",\s*(?:and\s+)?|\s+and\s+", text) if p] if text else []


def incident(e, kinds):
    kind = lambda f: kinds.get(f.get("entity")) if f else None
    actor, target, weapon = (words(e[k]) for k in ("actor", "target", "instrument"))
    org = kind(e["actor"]) in ("organization", "country")
    person = kind(e["target"]) in ("person", "group", "officials", "organization", "country")
    return {
        "type": "incident", "event": [MUC[e["type"]]],
        "perp_ind": [actor] if actor and not org else [], "perp_org": [actor] if actor and org else [],
        "phys_tgt": [target] if target and not person else [],
        "victim": [target] if target and person else [], "weapon": [weapon] if weapon else [],
    }


def displacement(c):
    counted = " ".join(filter(None, (c["quantity"]["unit"], words(c["counted"]))))
    household = bool(HOUSEHOLD.search(counted))
    if c["event"] in ("destroyed", "damaged") and not household:
        return None
    # Parts of a total, shares and vague words ("hundreds") state no total of their own.
    if c["part_of"] or c["role"] == "subset" or c["quantity"]["vague"] or c["quantity"]["kind"] == "percent":
        return None
    return {"type": "displacement", "value": low(c), "term": TERM[c["event"]],
            "unit": "Households" if household else "People"}


def plover(e):
    code = e["plover"]
    kind = PLOVER_05.get(code) or PLOVER_05.get(code.split(":")[0]) or code.split(":")[0]
    return {"type": "plover_event", "event": kind,
            "actor": split(e["actor"]), "target": split(e["target"])}


def predictions(x):
    kinds = {e["id"]: e["kind"] for e in x["entities"]}
    claims = [c for c in x["claims"] if c["modality"] == "asserted"]
    events = [e for e in x["events"] if e["modality"] in ("asserted", "planned")]
    out = [casualty(x, claims)]
    out += [mention(c) for c in claims if c["event"] in CASUALTY]
    out += [incident(e, kinds) for e in events if e["type"] in MUC and e["modality"] == "asserted"]
    out += [d for c in claims if c["event"] in TERM and (d := displacement(c))]
    out += [plover(e) for e in events if e["plover"]]
    return {"pred": out}
