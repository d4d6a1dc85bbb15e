"""person-noun.txt and the other noun classes, from WordNet hyponyms ranked by use.

Each entry has its singular as value. data/nouns.txt corrects the result: `class +word` or `class -word`.
"""
import re
from collections import defaultdict

from common import Inflector, WordNet, arguments, data, write
from pos import penn_lexicon


def corrections():
    """class -> (added, removed)."""
    plus, minus, group = defaultdict(list), defaultdict(set), None
    for line in data("nouns.txt"):
        if line.startswith("["):
            group = line.strip("[]")
            continue
        for word in line.split(","):
            word = word.strip()
            if word.startswith("-"):
                minus[group].add(word[1:])
            elif word:
                plus[group].append(word)
    return plus, minus


STEM = re.compile(r"(.+?)(er|or|ee|ist|ian|ant|ent|man|woman|eer|ier)$")


def people(sources, wn):
    """Nouns whose main use is a person and that are common enough to meet in news.

    Common: tagged in WordNet's text, or in the newspaper lexicon, or made from a word often tagged.
    """
    penn = penn_lexicon(sources)
    found = wn.nouns_in(wn.below(wn.synset("person", "n")), 0.5)
    kept = []
    for word, (inside, total) in found.items():
        other = sum(wn.count(word, p) for p in "var")
        if total:
            if inside >= other:
                kept.append(word)
        elif word in penn or word + "s" in penn:
            kept.append(word)
        elif len(wn.senses[word, "n"]) == 1 and not other:
            m = STEM.fullmatch(word)
            stems = [m[1], m[1] + "e", m[1][:-1], m[1] + "y"] if m else []
            if any(sum(wn.count(s, p) for p in "nva") >= 8 for s in stems if len(s) > 3):
                kept.append(word)
    return kept


def main():
    sources, out = arguments()
    wn, infl = WordNet(sources), Inflector(sources)
    plus, minus = corrections()

    def roots(*names):
        keys = []
        for name in names:
            lemma, _, rank = name.partition("#")
            keys.append(wn.synset(lemma, "n", int(rank or 1)))
        return keys

    def emit(name, nouns):
        entries = {}
        chosen = {w for w in nouns if w not in minus[name]}
        for word in sorted(chosen | {w.partition("=")[0] for w in plus[name]}):
            entries[word] = word
        for word in sorted(entries):
            for p in infl.plurals(word):
                if p not in minus[name]:
                    entries.setdefault(p, word)
        for word in plus[name]:
            form, _, singular = word.partition("=")
            if singular:
                entries[form] = singular
        write(out, f"{name}.txt", entries)

    def pick(roots_, share=0.4, first=True, stop=(), least=0, words=1):
        found = wn.nouns_in(wn.below(*roots_, stop=set(stop)), share, first, words)
        return [w for w, (inside, total) in found.items() if inside >= least]

    emit("person-noun", people(sources, wn))
    emit("group-noun", pick(roots("social group", "people", "gathering"), 0.5, least=1))
    emit("event-noun", pick(roots("event", "phenomenon"), 0.5, least=2))
    emit("document-noun", pick(roots("document", "statement", "report"), 0.5, least=1))
    emit("structure-noun", pick(roots("structure", "vehicle"), 0.5, least=1))
    emit("role-noun", pick(roots("head#4", "official", "spokesperson", "diplomat", "politician", "lawgiver", "military officer", "clergyman"), 0.3, least=0, words=2))
    emit("body-noun", [])


if __name__ == "__main__":
    main()
