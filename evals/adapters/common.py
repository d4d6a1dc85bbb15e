"""Helpers shared by the adapters."""


def number(x):
    """A decimal of the record (number, or string beyond 15 digits) as int or float."""
    if isinstance(x, str):
        x = float(x)
    if isinstance(x, float) and x.is_integer() and abs(x) < 2**53:
        return int(x)
    return x


def words(field):
    """A field's words; its resolved name where the words are a pronoun or short form."""
    if not field:
        return None
    if field.get("via") == "anaphora" and field.get("norm"):
        return field["norm"]
    return field["text"]


def name(field):
    """A field's resolved name, else its words."""
    return (field.get("norm") or field["text"]) if field else None


def span(evidence):
    return {"start": evidence["start"], "end": evidence["end"]} if evidence else None


def stated_bounds(quantity):
    """`(value, low, high)`: a range has no value; a one-sided bound repeats it on its side."""
    value, low, high = (number(quantity.get(k)) for k in ("value", "low", "high"))
    bound = quantity["bound"]
    if value is None or bound == "between":
        return None, low, high
    if bound in ("at_least", "more_than"):
        return value, value, None
    if bound in ("up_to", "fewer_than", "nearly"):
        return value, None, value
    return value, None, None


def calendar(date):
    """ISO day, month, year or week; `a/b`; `a/` for "since a"; None when unresolved."""
    if not date:
        return None
    time = date["time"]
    edtf, value = time.get("edtf"), time.get("value") or ""
    if "-W" in value and not value.endswith("-WE") and not (edtf or "").endswith("/.."):
        return value
    if edtf and "/" in edtf:
        if edtf.startswith(("../", "/")):
            return edtf
        return edtf[:-2] if edtf.endswith("/..") else edtf
    if time["kind"] in ("DATE", "TIME") and value[:4].isdigit():
        return value.split("T")[0].removesuffix("-WE")
    return edtf.strip("?~%") if edtf else None
