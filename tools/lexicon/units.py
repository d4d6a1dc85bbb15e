"""unit.txt, currency.txt and currency-sign.txt from CLDR and data/units.txt, data/currencies.txt.

unit: form -> `canonical|cldr-id|si-unit|factor[|offset]`, si = (value + offset) * factor, factor an exact
decimal or a fraction. currency: form -> `canonical|ISO`. A symbol written with `-` at its end in
data/units.txt is known and left out on purpose, because it is a common word or ambiguous.
"""
import re
from fractions import Fraction

from common import arguments, cldr, data, write

SI = {
    "kilogram-per-meter-square-second": "pascal",
    "kilogram-square-meter-per-square-second": "joule",
    "kilogram-square-meter-per-cubic-second": "watt",
    "kilogram-meter-per-square-second": "newton",
    "kilogram-square-meter-per-cubic-second-ampere": "volt",
    "kilogram-square-meter-per-cubic-second-square-ampere": "ohm",
    "kilogram-per-square-second-ampere": "tesla",
    "square-meter-per-square-second": "sievert",
    "revolution-per-second": "hertz",
    "per-second": "becquerel",
    "candela-per-square-meter": "lux",
    "candela-square-meter-per-square-meter": "lumen",
}
PREFIX = {"femto": -15, "pico": -12, "nano": -9, "micro": -6, "milli": -3, "centi": -2, "deci": -1, "hecto": 2, "kilo": 3, "mega": 6, "giga": 9, "tera": 12, "peta": 15}
# Currency codes that are common words in capitals: `TOP 10` is no money.
NOT_SIGNS = {"ALL", "TOP", "CUP", "MOP", "SOS", "BAM", "BOB", "PEN", "ANG", "AMD", "MAD", "LAK"}
NOT_WORDS = {"TRY", "COP", "RUB", "RON", "SAR", "GEL", "SEK", "NIS", "DEM", "NOK", "CAD", "ERN", "GIP"}
# Ids that CLDR's conversion data does not hold as one unit.
COMPOUND = {
    "speed-mile-per-hour": ("meter-per-second", Fraction("0.44704")),
    "speed-kilometer-per-hour": ("meter-per-second", Fraction(5, 18)),
    "speed-meter-per-second": ("meter-per-second", Fraction(1)),
    "energy-kilowatt-hour": ("joule", Fraction(3600000)),
    "torque-newton-meter": ("newton-meter", Fraction(1)),
    "torque-pound-force-foot": ("newton-meter", Fraction("0.45359237") * Fraction("9.80665") * Fraction("0.3048")),
    "pressure-pound-force-per-square-inch": ("pascal", Fraction("0.45359237") * Fraction("9.80665") / Fraction("0.0254") ** 2),
    "pressure-millimeter-ofhg": ("pascal", Fraction("13.5951") * Fraction("9.80665")),
    "volume-acre-foot": ("cubic-meter", Fraction("0.3048") ** 3 * 43560),
}
# Months and years have no exact length in seconds; angles, shares and data are no SI quantities.
NO_SI = {"year", "bit", "revolution", "part", "pixel", "item", "night", "em", "kilogram-per-square-meter-square-second"}


class Conversion:
    """Exact factors from CLDR's supplemental/units.json."""

    def __init__(self, supplemental):
        self.units = supplemental["convertUnits"]
        self.constants = supplemental["unitConstants"]

    def value(self, expression):
        """An expression of constants, `*` and `/`; CLDR binds `*` closer than `/`."""
        result = None
        for part in expression.replace(" ", "").split("/"):
            product = Fraction(1)
            for factor in part.split("*"):
                constant = self.constants.get(factor)
                product *= self.value(constant["_value"]) if constant else Fraction(factor)
            result = product if result is None else result / product
        return result

    def of(self, cldr_id):
        """(SI unit, factor, offset) of a CLDR id such as `length-kilometer`, or None."""
        if cldr_id in COMPOUND:
            return (*COMPOUND[cldr_id], Fraction(0))
        name = cldr_id.split("-", 1)[1]
        power, scale = 1, Fraction(1)
        for word, p in (("square-", 2), ("cubic-", 3)):
            if name.startswith(word):
                name, power = name[len(word):], p
        entry = self.units.get(name)
        if entry is None:
            for prefix, exponent in PREFIX.items():
                if name.startswith(prefix) and name[len(prefix):] in self.units:
                    entry, scale = self.units[name[len(prefix):]], Fraction(10) ** exponent
        if entry is None or "_special" in entry:
            return None
        base = entry["_baseUnit"]
        if base in NO_SI:
            return None
        factor = (self.value(entry.get("_factor", "1")) * scale) ** power
        base = SI.get(base, base)
        if power > 1:
            base = ("square-", "cubic-")[power - 2] + base
        offset = self.value(entry["_offset"]) / factor if "_offset" in entry else Fraction(0)
        return base, factor, offset


def exact(fraction):
    """A decimal when it ends within 28 digits, else `a/b`."""
    down = fraction.denominator
    while down % 2 == 0:
        down //= 2
    while down % 5 == 0:
        down //= 5
    if down == 1:
        places = 0
        while (fraction * 10**places).denominator != 1:
            places += 1
        digits = f"{abs(fraction * 10**places).numerator:0{places + 1}d}"
        if len(digits.lstrip("0")) <= 28 and places <= 28:
            return (digits[:-places] + "." + digits[-places:]) if places else digits
    return f"{fraction.numerator}/{fraction.denominator}"


def names(patterns, cldr_id):
    """CLDR's long names of a unit."""
    unit = patterns.get(cldr_id, {})
    found = [unit.get("displayName", "")] + [v for k, v in unit.items() if k.startswith("unitPattern")]
    return {n.replace("{0}", "").strip().lower().replace("\u00a0", " ") for n in found} - {""}


def british(value):
    """The SI unit spelt as the BIPM spells it; the CLDR id stays."""
    parts = value.split("|")
    if len(parts) > 2:
        parts[2] = parts[2].replace("meter", "metre").replace("-", " ")
    return "|".join(parts)


def units(sources, out):
    conversion = Conversion(cldr(sources, "cldr-core", "supplemental", "units.json")["supplemental"])
    long_names = [cldr(sources, "cldr-units-full", "main", l, "units.json")["main"][l]["units"]["long"] for l in ("en", "en-GB")]
    risky = set(data("unit-not.txt"))
    entries = {}
    for line in data("units.txt"):
        parts = [p.strip() for p in line.split(";")] + [""] * 3
        canonical, cldr_id, forms, si, factor = parts[:5]
        cldr_id = cldr_id.rstrip("-")
        surfaces = {s.strip() for s in forms.split(",") if s.strip() and not s.strip().endswith("-")}
        surfaces |= {"′"} & set(forms)
        if cldr_id:
            for patterns in long_names:
                surfaces |= names(patterns, cldr_id)
            found = conversion.of(cldr_id)
            if found:
                si, factor, offset = found[0], exact(found[1]), found[2]
                factor += f"|{exact(offset)}" if offset else ""
        value = "|".join([canonical, cldr_id, si, factor]).rstrip("|") if cldr_id or si else canonical
        for s in sorted(surfaces):
            if s not in risky:
                entries.setdefault(s, british(value))
    write(out, "unit.txt", entries)


def currencies(sources, out):
    table = cldr(sources, "cldr-numbers-full", "main", "en", "currencies.json")["main"]["en"]["numbers"]["currencies"]
    fractions = cldr(sources, "cldr-core", "supplemental", "currencyData.json")["supplemental"]["currencyData"]["region"]
    current = {code for rows in fractions.values() for row in rows for code, span in row.items() if "_to" not in span and span.get("_tender") != "false"}
    words, signs, canonical = {}, {}, {}
    for line in data("currencies.txt"):
        code, name, forms, marks = ([p.strip() for p in line.split(";")] + [""] * 4)[:4]
        canonical[code] = name
        for f in filter(None, (x.strip() for x in forms.split(","))):
            words[f] = f"{name}|{code}"
        for m in filter(None, (x.strip() for x in marks.split(","))):
            signs[m] = f"{name}|{code}"
    for code in sorted(table):
        if code not in current and code not in canonical:
            continue
        if code in ("XAG", "XAU", "XPT", "XPD", "XXX", "XTS", "XDR"):
            continue
        row = table[code]
        one = row.get("displayName-count-one", row["displayName"]).lower()
        many = row.get("displayName-count-other", one).lower()
        name = canonical.get(code, one)
        value = f"{name}|{code}"
        for n in {one, many, row["displayName"].lower()}:
            words.setdefault(n.replace("us ", "us "), value)
        if code not in NOT_SIGNS:
            signs.setdefault(code, value)
        symbol = row.get("symbol", "")
        if symbol and symbol != code and not re.fullmatch(r"[A-Za-z]{1,2}", symbol):
            signs.setdefault(symbol, value)
    # Behind a number the codes are also met in small letters, and some symbols.
    for sign, value in sorted(signs.items()):
        if (re.fullmatch(r"[A-Z]{3}", sign) and sign not in NOT_WORDS) or sign in ("€", "₽", "₪", "₹", "¥", "元", "₿"):
            words.setdefault(sign.lower(), value)
    write(out, "currency.txt", words)
    write(out, "currency-sign.txt", signs)


def main():
    sources, out = arguments()
    units(sources, out)
    currencies(sources, out)


if __name__ == "__main__":
    main()
