#!/usr/bin/env python3
"""msspec.py GOLD.jsonl PRED.jsonl [--json] [--errors N]

Scores time expressions against the cases of MS Recognizers (gold/time/msspec_dev.jsonl); the
predictions are those of `evals/run time`, with `from` and `to` beside the TIMEX3 value.

MS takes a whole range ("from May to September", "Friday 3 pm") as one expression where TIMEX3 has
two. So a gold expression is answered by the predicted expressions that overlap it, one or more:
  found  they overlap and reach no further out than two words' length (20 characters) on either side
  exact  one of them has the very span
  right  found, and one of the gold's readings is the resolved value. By the gold's kind:
    date, datetime, time    the start of a prediction, to the precision of the gold
    a range                 both ends (MS ends are exclusive): of one prediction, or the first's
                            start with the last's start or end; an open range has one end only
    duration                equal in seconds; set: the same period or weekday
  Where MS says "not resolved", or the prediction is left open (XXXX-04-22), equal TIMEX values do.
spurious  predictions that overlap no gold expression."""
import datetime
import json
import re
import sys
from collections import Counter

SECONDS = {"Y": 31536000, "M": 2592000, "W": 604800, "D": 86400, "H": 3600, "m": 60, "S": 1}
MARGIN = 20


def seconds(duration):
    m = re.fullmatch(r"P((?:[\d.]+[YMWD])*)(?:T((?:[\d.]+[HMS])*))?", duration or "")
    if not m:
        return None
    total = sum(float(n) * SECONDS[u] for n, u in re.findall(r"([\d.]+)([YMWD])", m[1] or ""))
    clock = re.findall(r"([\d.]+)([HMS])", m[2] or "")
    return total + sum(float(n) * SECONDS["m" if u == "M" else u] for n, u in clock)


def instant(text):
    """`2018-11-05 03:00:00` and `2018-11-05T03:00` alike, as (date, clock)."""
    m = re.match(r"(\d{4}-\d\d-\d\d)?[ T]?(\d\d:\d\d(?::\d\d)?)?$", (text or "").strip())
    if not m or not (m[1] or m[2]):
        return None
    clock = m[2] + (":00" if m[2] and len(m[2]) == 5 else "") if m[2] else "00:00:00"
    return m[1], clock


def same_instant(gold, ours):
    g, o = instant(gold), instant(ours)
    return bool(g and o) and g[1] == o[1] and (g[0] is None or g[0] == o[0])


def starts(p):
    """Starting instants of a prediction: of its interval, or of a bare clock time."""
    out = [p["from"]] if p.get("from") else []
    clock = re.search(r"T(\d\d)(:\d\d)?(:\d\d)?$", p["value"] or "")
    if clock:
        out.append(f"{clock[1]}{clock[2] or ':00'}{clock[3] or ':00'}")
    return out


def frequency(timex):
    """A set without what the two notations write differently: `XXXX-XX-XXTMO` = `P1DTMO` = `TMO`, `T15:00` = `T15`."""
    timex = re.sub(r"(P1W|P1D)$", "", timex) if timex.startswith(("XXXX", "T")) else timex
    timex = re.sub(r"^(XXXX-XX-XX|P1D)(?=T)", "", timex)
    return re.sub(r"(T\d\d):00$", r"\1", timex)


def fits_open(timex, ours):
    """An open reading (`TAF`, `XXXX-03-22`, `XXXX-WXX-2TMO`) without a resolved value: does ours fit it?"""
    day, _, clock = ours.partition("T")
    wanted_day, _, wanted_clock = timex.partition("T")
    if re.sub(r":00$", "", clock) != re.sub(r":00$", "", wanted_clock):
        return False
    weekday = re.fullmatch(r"XXXX-WXX-(\d)", wanted_day)
    if weekday and re.fullmatch(r"\d{4}-\d\d-\d\d", day):
        return datetime.date.fromisoformat(day).isoweekday() == int(weekday[1])
    pattern = re.escape(wanted_day).replace("X", ".")
    return wanted_day == "" or ("X" in wanted_day and re.fullmatch(pattern, day) is not None)


def right(reading, preds):
    kind, timex = reading["type"], reading.get("timex", "")
    for p in preds:
        if p["value"] == timex or p.get("alternative") == timex:
            return True
        # A part of day has other hours with MS; and a bare time is right on whatever day.
        part = re.fullmatch(r"(\d{4}-\d\d-\d\d|XXXX-WXX-\d)?T[A-Z]{2,}", timex)
        unresolved = not any(reading.get(k) for k in ("value", "start", "end"))
        if (part or unresolved) and fits_open(timex, p["value"]):
            return True
        if kind == "duration" and seconds(timex) is not None and seconds(p["value"]) == seconds(timex):
            return True
        if kind == "set" and frequency(p["value"]) == frequency(timex):
            return True
        if kind in ("date", "datetime", "time") and any(same_instant(reading.get("value"), s) for s in starts(p)):
            return True
    if "start" in reading or "end" in reading:
        begin = "start" not in reading or any(same_instant(reading["start"], s) for s in starts(preds[0]))
        last = preds[-1]
        ends = ([last["to"]] if last.get("to") else []) + (starts(last) if len(preds) > 1 or "start" not in reading else [])
        return begin and ("end" not in reading or any(same_instant(reading["end"], e) for e in ends))
    return False


def score(gold, pred, errors=None):
    n, kinds = Counter(), {}
    for d in gold:
        preds = sorted(pred.get(d["id"], []), key=lambda p: (p["start"], p["end"]))
        answered = set()
        for g in d["gold"]:
            over = [i for i, p in enumerate(preds) if p["start"] < g["end"] and g["start"] < p["end"]]
            answered.update(over)
            hits = [preds[i] for i in over]
            found = bool(hits) and hits[0]["start"] >= g["start"] - MARGIN and max(p["end"] for p in hits) <= g["end"] + MARGIN
            ok = found and any(right(v, hits) for v in g["values"])
            row = kinds.setdefault(g["type"], Counter())
            for c in (n, row):
                c["gold"] += 1
                c["found"] += found
                c["exact"] += any((p["start"], p["end"]) == (g["start"], g["end"]) for p in hits)
                c["right"] += ok
            if errors is not None and not ok:
                errors.append((d["id"], g["text"], g["type"], [v.get("timex") for v in g["values"]],
                               [(d["text"][p["start"]:p["end"]], p["value"], p.get("from"), p.get("to")) for p in hits]))
        n["spurious"] += len(preds) - len(answered)
    return n, kinds


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    gold = [json.loads(line) for line in open(args[0], encoding="utf-8") if line.strip()]
    pred = {r["id"]: r["pred"] for r in map(json.loads, open(args[1], encoding="utf-8"))}
    errors = []
    n, kinds = score(gold, pred, errors)
    share = lambda c, k: 100 * c[k] / c["gold"] if c["gold"] else 0.0
    if "--json" in sys.argv:
        print(json.dumps({"gold": n["gold"], "spurious": n["spurious"],
                          **{k: share(n, k) for k in ("found", "exact", "right")}}))
        return
    print(f"{'kind':16} gold  found  exact  right")
    for kind, c in [*sorted(kinds.items(), key=lambda x: -x[1]["gold"]), ("all", n)]:
        print(f"{kind:16} {c['gold']:4} {share(c, 'found'):6.1f} {share(c, 'exact'):6.1f} {share(c, 'right'):6.1f}")
    print(f"spurious {n['spurious']}")
    limit = int(args[2]) if "--errors" in sys.argv and len(args) > 2 else 0
    for e in errors[:limit]:
        print(*e, sep=" | ")


if __name__ == "__main__":
    main()
