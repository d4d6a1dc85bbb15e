"""quantities: every quantity of the record. Left out by kind: ordinals and scores (the task's
quantities are counts, measures, money, shares, ages, durations, ratios)."""
from .common import number

MODIFIER = {
    "exactly": "=", "about": "~", "nearly": "~", "at_least": ">=", "more_than": ">",
    "up_to": "<=", "fewer_than": "<", "between": "range",
}


def quantity(q):
    v = q["quantity"]
    value, low, high = (number(v.get(k)) for k in ("value", "low", "high"))
    is_range = value is None
    return {
        "start": q["span"]["start"], "end": q["span"]["end"],
        "value": value, "low": low if is_range else None, "high": high if is_range else None,
        "unit": v["unit"], "direction": v["direction"], "concept": q["concept"],
        "modifier": "range" if is_range else MODIFIER[v["bound"]],
    }


def predictions(x):
    return {"pred": [quantity(q) for q in x["quantities"]
                     if q["quantity"]["kind"] not in ("ordinal", "score")]}
