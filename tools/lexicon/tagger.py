"""pos.txt and tag-transition.txt: the tagger's weights, fitted to running text with its parts of speech.

The weights begin as data/pos-start.txt (WordNet, by pos.py) and data/tag-transition-start.txt (by
hand) say. An averaged perceptron (Collins 2002) then moves them wherever the tagger, with the tokens
and readings that it has, errs on a sentence of UD_English-EWT. Only choices between open classes are
learned, and those of "to" and "that"; where the pack has habits of its own (demonyms and words of
names are names, "several" is a determiner) the tagger's first choice stays right. UD_English-PUD and
the news of UD_English-GUM, in folders of these names, are only measured.

Called as the other generators are, after `cargo build --release --example readings`.
"""
import glob
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict

from common import HERE, arguments, data, write

ROOT = os.path.join(HERE, "..", "..")
SCALE = 4  # start weights are of 9, the tagger's of 36
RATE, PASSES = 0.2, 6
CAPITALS = 8  # one sentence of so many is read in capitals, too
PENN = {"NN": "N", "NNS": "S", "NNP": "M", "NNPS": "M", "VB": "V", "VBP": "V", "VBZ": "Z", "VBD": "D", "VBN": "P",
        "VBG": "G", "JJ": "A", "JJR": "A", "JJS": "A", "RB": "R", "RBR": "R", "RBS": "R", "DT": "DET", "PDT": "DET",
        "WDT": "WH", "WP": "WH", "WP$": "WH", "WRB": "WH", "PRP": "PRON", "PRP$": "DET", "CC": "CONJ", "TO": "TO",
        "CD": "NUM", "MD": "MODAL", "POS": "POSS", "RP": "PREP", "EX": "R"}
# Only pairs of these are fitted. Names, numbers and pronouns have other neighbours in news than in the
# corpus, and the past form and the participle need more than their neighbours to be told apart.
FREE = {"N", "S", "V", "Z", "G", "A", "R", "PREP", "TO", "DET", "CONJ"}
NOMINAL = {"N", "S", "M"}
OPEN = {"N", "S", "M", "V", "Z", "D", "P", "G", "A", "R"}


def sentences(path):
    """(text, rows of ten columns) of a CoNLL-U file."""
    rows, text = [], None
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# text = "):
                text = line[9:]
            elif line and line[0] != "#":
                rows.append(line.split("\t"))
            elif not line:
                if rows and text:
                    yield text, rows
                rows, text = [], None


def aligned(text, rows):
    """[(start, end, state or None)] in bytes; None if the words are not those of the text."""
    out, at, joined = [], 0, 0
    offsets = [0]
    for c in text:
        offsets.append(offsets[-1] + len(c.encode()))
    parts = 0  # words left of a word written together: don't
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            joined, parts = text.find(row[1], at) + len(row[1]), last - first + 1
            continue
        found = text.find(row[1], at)
        if parts and not at <= found <= joined - len(row[1]):
            parts -= 1  # the parts are not spelled as in the text: nothing is said of them
            at = joined if parts == 0 else at
            continue
        if not at <= found <= at + 2:
            return None
        at = found + len(row[1])
        parts = max(0, parts - 1)
        out.append((offsets[found], offsets[at], state(row)))
    return out


def state(row):
    lemma, upos, xpos = row[2].lower(), row[3], row[4]
    if upos in ("PUNCT", "SYM"):
        return "PUNCT"
    if lemma in ("be", "have", "do") and xpos[:1] == "V":
        return lemma.upper()
    if xpos == "IN":
        return "CONJ" if upos == "SCONJ" else "PREP"
    if lemma in ("not", "n't"):
        return "NEG"
    return PENN.get(xpos)


def accepted(word, gold, readings):
    """The readings that count as right; None if nothing is known."""
    low, capital = word.lower(), word[:1].isupper()
    if gold in ("N", "S"):
        right = {"N", "S"} | ({"M"} if capital else set())
    elif gold == "A" and readings[0] in OPEN:
        right = {"A"} | ({"M"} if capital else set())
    elif gold in ("D", "P") and readings[0] in OPEN:
        right = {"D", "P"}
    elif gold in ("DET", "PRON") and low == "that":
        right = {"DET", "PRON"}
    elif gold in OPEN and readings[0] in OPEN or gold in ("TO", "BE", "HAVE", "DO", "MODAL") or (gold, low) in (("PREP", "to"), ("CONJ", "that")):
        right = {gold}
    else:
        return None
    return right & set(readings) or None


def read(paths, binary, pack):
    """Sentences of (word, [(reading, weight)], accepted) as the tagger of a pack sees them."""
    gold, out = [], []
    with tempfile.TemporaryDirectory() as folder:
        name = os.path.join(folder, "texts.jsonl")
        with open(name, "w", encoding="utf-8") as f:
            for path in paths:
                for text, rows in sentences(path):
                    if (right := aligned(text, rows)) is None:
                        continue
                    # Some texts are all in capitals.
                    for form in (text, text.upper())[:1 + (len(gold) % CAPITALS == 0)]:
                        if len(form.encode()) == len(text.encode()):
                            f.write(json.dumps({"id": str(len(gold)), "text": form}) + "\n")
                            gold.append((form.encode(), {(a, b): s for a, b, s in right}))
        lines = subprocess.run([binary, name, pack], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    text, of = b"", {}
    for line in lines.splitlines():
        if line.startswith("# "):
            text, of = gold[int(line[2:])]
        elif line == "--":
            out.append([])
        else:
            start, end, readings = line.split("\t")
            at = (int(start), int(end))
            word = text[at[0]:at[1]].decode()
            weights = [(r, int(w)) for r, w in (r.split(":") for r in readings.split())]
            right = accepted(word, of.get(at), [r for r, _ in weights])
            out[-1].append([word.lower(), weights, right, right is not None and len(weights) > 1])
    return [s for s in out if s]


def best(sentence, pairs, words, right_only=False):
    """The readings of the best way (Viterbi); of the best that is right, if asked for."""
    before, backs = [("START", 0.0)], []
    for word, readings, right, _ in sentence:
        now, back = [], []
        for state, weight in readings:
            if right_only and right is not None and state not in right:
                continue
            score, i = max(((s + pairs.get((b, state), 0.0)), -i) for i, (b, s) in enumerate(before))
            now.append((state, score + weight + words.get((word, state), 0.0)))
            back.append(-i)
        backs.append((now, back))
        before = now
    i = max(range(len(before)), key=lambda k: (before[k][1], -k))
    way = []
    for now, back in reversed(backs):
        way.append(now[i][0])
        i = back[i]
    return way[::-1]


def settle(corpus, pairs):
    """Where nothing is known, what the tagger says now is right: its habits are those of the rules.
    So are those of names: what is one, the corpus and the pack see differently."""
    for s in corpus:
        for token, state in zip(s, best(s, pairs, {})):
            if not token[2] or state in token[2] or token[2] & NOMINAL and state in NOMINAL:
                token[2] = {"N", "S"} if state in ("N", "S") else {state}


def errors(corpus, pairs, words):
    wrong = asked = 0
    for s in corpus:
        for (_, _, right, known), state in zip(s, best(s, pairs, words)):
            asked += known
            wrong += known and state not in right
    return wrong, asked


def fit(corpus, pairs, words):
    """Averaged weights after some passes."""
    rng = random.Random(1)
    count = Counter(word for s in corpus for word, *_ in s)
    sums, step = (defaultdict(float), defaultdict(float)), 0

    def move(which, key, by):
        table = (pairs, words)[which]
        table[key] = table.get(key, 0.0) + by
        sums[which][key] += by * step

    for number in range(PASSES):
        rng.shuffle(corpus)
        wrong = 0
        for s in corpus:
            step += 1
            found = best(s, pairs, words)
            if all(right is None or f in right for (_, _, right, _), f in zip(s, found)):
                continue
            a = b = "START"
            for (word, readings, *_), x, y in zip(s, best(s, pairs, words, True), found):
                if x != y:
                    wrong += 1
                    # A participle is a happening to the rules, an adjective a state: that stays.
                    if count[word] >= 3 and readings[0][0] in OPEN and "P" not in (x, y):
                        move(1, (word, x), RATE)
                        move(1, (word, y), -RATE)
                if (a, x) != (b, y):
                    for pair, by in (((a, x), RATE), ((b, y), -RATE)):
                        if FREE.issuperset(pair):
                            move(0, pair, by)
                a, b = x, y
        print(f"pass {number + 1}: {wrong} wrong")
    return [{k: v - total[k] / (step + 1) for k, v in table.items()} for table, total in zip((pairs, words), sums)]


def american(word, start):
    """The American spelling of a British word, if the list has both: harbour, organised, centres."""
    for british, other in (("our", "or"), ("isation", "ization"), ("is", "iz"), ("ys", "yz"), ("tre", "ter"), ("ence", "ense")):
        spelled = word.replace(british, other)
        if british in word[2:] and spelled in start:
            return spelled
    return word


def plurals(start):
    """Words of the list that are nouns in the plural."""
    irregular, nouns = set(), False
    with open(os.path.join(ROOT, "rules", "en", "lexicon", "irregular.toml"), encoding="utf-8") as f:
        for line in f:
            nouns = line.startswith("[lexicon.irregular-noun]") or nouns and not line.startswith("[")
            if nouns and (m := re.match(r'"(.*)" = "(.*)"', line)):
                irregular.update(form for form in m[2].split("/") if form != m[1])

    def singular(w):
        return [w[:-1]] + ([w[:-2]] if w.endswith("es") else []) + ([w[:-3] + "y"] if w.endswith("ies") else [])

    regular = {w for w in start if w.endswith("s") and not w.endswith("ss") and any("N" in start.get(b, "") for b in singular(w))}
    return irregular | regular


def main():
    sources, out = arguments()
    binary = os.path.join(ROOT, "target", "release", "examples", "readings")
    start = dict(line.split("\t") for line in data("pos-start.txt"))
    many = plurals(start)
    listed = {}
    for word in start:
        readings = listed[word] = {}
        # The sources count American spellings better.
        for spec in {start[word], start[american(word, start)]}:
            for m in re.finditer(r"([A-Z])(\d)", spec.replace("N", "S") if word in many else spec):
                readings[m[1]] = max(readings.get(m[1], 0), int(m[2]) * SCALE)
    pairs = {}
    for line in data("tag-transition-start.txt"):
        pair, weight = line.split("\t")
        a, b = pair.split(" ")
        for x in {a, "S"} if a == "N" else {a}:
            for y in {b, "S"} if b == "N" else {b}:
                pairs[x, y] = float(weight) * SCALE
    with tempfile.TemporaryDirectory() as folder:
        pack = os.path.join(folder, "en")
        shutil.copytree(os.path.join(ROOT, "rules", "en"), pack)
        lexicon = os.path.join(pack, "lexicon")
        write(lexicon, "pos.txt", {w: spelled(c) for w, c in listed.items()})
        write(lexicon, "tag-transition.txt", {f"{a} {b}": round(w) for (a, b), w in pairs.items()})
        corpora = {name: sorted(glob.glob(os.path.join(sources, name, "*.conllu")))
                   for name in ("UD_English-EWT", "UD_English-PUD", "UD_English-GUM")}
        corpora = {name: read(paths, binary, pack) for name, paths in corpora.items() if paths}
    for corpus in corpora.values():
        settle(corpus, pairs)
    before = {name: errors(c, pairs, {}) for name, c in corpora.items()}
    pairs, words = fit(corpora["UD_English-EWT"], pairs, {})
    pairs = {k: round(v) for k, v in pairs.items()}
    for (word, reading), by in words.items():
        if reading in listed.get(word, ()):
            listed[word][reading] = listed[word][reading] + round(by)
    words = {k: round(v) for k, v in words.items()}
    for name, corpus in corpora.items():
        print(f"{name}: {before[name][0]} -> {errors(corpus, pairs, words)[0]} wrong of {before[name][1]} choices")
    write(out, "pos.txt", {w: spelled(c) for w, c in listed.items()})
    write(out, "tag-transition.txt", {f"{a} {b}": w for (a, b), w in pairs.items() if w})


def spelled(readings):
    """Likelier first; no reading is given up."""
    kept = sorted(((min(99, max(1, w)), r) for r, w in readings.items()), key=lambda x: (-x[0], x[1]))
    return "".join(f"{r}{w}" for w, r in kept)


if __name__ == "__main__":
    main()
