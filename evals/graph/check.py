#!/usr/bin/env python3
"""evals/graph/check.py FILE.jsonld...: is it JSON-LD that every reader reads alike, does it conform
to schemas/shapes.ttl, and do the queries beside this script run?

Needs (PyPI): pyld rdflib pyoxigraph pyshacl. Ends with 1 if anything fails."""
import glob
import json
import os
import sys

import pyoxigraph
import pyshacl
import rdflib
from pyld import jsonld
from rdflib.compare import isomorphic

HERE = os.path.dirname(os.path.abspath(__file__))
SHAPES = os.path.join(HERE, "..", "..", "schemas", "shapes.ttl")


def no_remote(url, _options):
    raise RuntimeError("the context must be embedded, but this was asked for: " + url)


def triples(text):
    return rdflib.Graph().parse(data=text, format="nt")


def check(path):
    jsonld.set_document_loader(no_remote)
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    options = {"algorithm": "URDNA2015", "format": "application/n-quads"}
    expanded = jsonld.expand(document)
    compacted = jsonld.compact(expanded, document["@context"])
    quads = jsonld.normalize(document, options)
    results = {
        "PyLD reads back what it compacts": quads == jsonld.normalize(compacted, options),
        "no blank nodes": "_:c14n" not in quads,
    }
    by_rdflib = rdflib.Dataset()
    by_rdflib.parse(path, format="json-ld")
    flat = rdflib.Graph()
    for quad in by_rdflib.quads((None, None, None, None)):
        flat.add(quad[:3])
    results["rdflib reads the same"] = isomorphic(flat, triples(quads))
    by_oxigraph = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.JSON_LD)
    lines = {str(quad.triple) + " ." for quad in by_oxigraph}
    results["Oxigraph reads the same"] = lines == {line for line in quads.split("\n") if line}
    conforms, _, report = pyshacl.validate(flat, shacl_graph=SHAPES, advanced=True)
    results["conforms to the shapes"] = conforms
    if not conforms:
        print(report)
    claims = sum(1 for node in document["@graph"] if node["@type"] == "Claim")
    size = len(json.dumps(document["@graph"], ensure_ascii=False, separators=(",", ":")).encode())
    print(f"{path}: {len(lines)} triples, {claims} claims, {size // max(1, claims)} bytes a claim")
    for what, holds in results.items():
        print(("  ok    " if holds else "  FAILS ") + what)
    store = pyoxigraph.Store()
    store.load(path=path, format=pyoxigraph.RdfFormat.JSON_LD)
    for query in sorted(glob.glob(os.path.join(HERE, "queries", "*.rq"))):
        with open(query, encoding="utf-8") as file:
            rows = list(store.query(file.read()))
        print(f"  {os.path.basename(query)}: {len(rows)} rows")
        for row in rows if "-v" in sys.argv else []:
            print("    " + " | ".join("" if x is None else x.value for x in row))
    return all(results.values())


if __name__ == "__main__":
    files = [argument for argument in sys.argv[1:] if not argument.startswith("-")]
    if not files:
        sys.exit(__doc__)
    sys.exit(0 if all([check(path) for path in files]) else 1)
