"""Adapters: one module a topic, `predictions(extraction) -> dict`, each renames the fields of our
record (schemas/extraction.json) to the names that the topic's scorer reads. They decide nothing
about the text; what they leave out by kind is written in their docstrings."""
