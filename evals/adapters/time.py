"""time: TIMEX3 of every time expression, and the time that each dated trigger is given.
`from`, `to` and `alternative` ride along for msspec.py."""


def predictions(x):
    times = [{
        "start": t["span"]["start"], "end": t["span"]["end"],
        "type": t["time"]["kind"], "value": t["time"]["value"],
        "from": t["time"]["from"], "to": t["time"]["to"],
        "alternative": t["time"].get("alternative"),
    } for t in x["times"]]
    events = [{"start": t["span"]["start"], "end": t["span"]["end"], "anchor": t["anchor"]}
              for t in x["triggers"] if t["anchor"]]
    return {"pred": times, "events": events}
