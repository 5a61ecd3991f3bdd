"""What a query's text says about itself: its form, its columns, its order and its parameters.

Only as much of SPARQL is read as the library's own conventions need; the engine judges the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPAQUE = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r'|<[^<>"{}|^`\\\x00-\x20]*>'
    r"|#[^\n]*",
    re.DOTALL,
)
_FORM = re.compile(r"\b(SELECT|CONSTRUCT|ASK|DESCRIBE)\b", re.IGNORECASE)
_TOKEN = re.compile(r"\?(\w+)|(\()|(\))|\b(AS)\b", re.IGNORECASE)
_PARAM_LINE = re.compile(r"^[ \t]*VALUES\s+\?(\w+)\s*\{(.*)\}[ \t]*# param[ \t]*$", re.MULTILINE)
_PARAM_MARK = re.compile(r"# param[ \t]*$", re.MULTILINE)


def masked(text: str) -> str:
    """The text with every string, IRI and comment blanked, each character at its place."""
    return _OPAQUE.sub(lambda found: " " * len(found.group()), text)


def form(text: str) -> str:
    """``select``, ``construct``, ``ask`` or ``describe``; empty when the text is none of them."""
    found = _FORM.search(masked(text))
    return found.group(1).lower() if found else ""


def projection(text: str) -> tuple[str, ...]:
    """The columns of a SELECT query, in their order.

    >>> projection("SELECT DISTINCT ?a (COUNT(?b) AS ?n) WHERE { ?a ?p ?b }")
    ('a', 'n')
    """
    plain = masked(text)
    start = _FORM.search(plain)
    end = re.search(r"\bWHERE\b", plain, re.IGNORECASE)
    if start is None or end is None:
        return ()
    return tuple(_columns(plain[start.end() : end.start()]))


def _columns(clause: str) -> Iterator[str]:
    depth, named = 0, False
    for variable, opens, closes, as_word in _TOKEN.findall(clause):
        depth += bool(opens) - bool(closes)
        if variable and (depth == 0 or (depth == 1 and named)):
            yield variable
        named = bool(as_word)


def ties(text: str) -> tuple[str, ...]:
    """The columns that the ORDER BY would have to name too, so that no two rows can tie.

    A grouped query must be ordered by all its groups, any other by all its columns.

    >>> ties("SELECT ?a ?b WHERE { ?a ?p ?b } ORDER BY ?a")
    ('b',)
    """
    modifiers = masked(text).rpartition("}")[2]
    before, _, order = re.sub(r"\s+", " ", modifiers).partition("ORDER BY")
    grouped = re.search(r"GROUP BY(( \?\w+)+)", before)
    keys = re.findall(r"\?(\w+)", grouped.group(1)) if grouped else projection(text)
    ordered = set(re.findall(r"\?(\w+)", order))
    return tuple(key for key in keys if key not in ordered)


def order(text: str) -> tuple[tuple[str, bool], ...] | None:
    """The columns that a question ends ordered by, each with whether it descends.

    ``None`` where it is ordered by anything but its columns, has no order, or is cut by a LIMIT.

    >>> order("SELECT ?a ?b WHERE { ?a ?p ?b } ORDER BY DESC(?b) ?a")
    (('b', True), ('a', False))
    """
    _, begins, clause = masked(text).rpartition("ORDER BY")
    if not begins or not re.fullmatch(r"(\s+(\?\w+|DESC\(\?\w+\)))+\s*", clause):
        return None
    keys = tuple((name, bool(falls)) for falls, name in re.findall(r"(DESC\()?\?(\w+)", clause))
    return keys if {name for name, _ in keys} <= {*projection(text)} else None


def unordered(text: str) -> str:
    """A question without the order that it ends with."""
    body, _, clause = text.rpartition("ORDER BY")
    assert "}" not in clause, text
    return body


def examples(text: str) -> dict[str, str]:
    """The parameters of a query, each with the example that its VALUES line holds.

    Raises:
        ValueError: A mark does not stand on a VALUES line of one variable, or a variable has two
            examples. The same line may stand in several parts of a UNION: an engine that is told
            before the UNION lists the whole of each part first.
    """
    found = _PARAM_LINE.findall(text)
    if len(found) != len(_PARAM_MARK.findall(text)):
        raise ValueError("a line marked '# param' is not of the form VALUES ?name { … } # param")
    held = {name: content.strip() for name, content in found}
    if any(held[name] != content.strip() for name, content in found):
        raise ValueError("a parameter has lines marked '# param' with different examples")
    return held


def replace_examples(text: str, terms: dict[str, str | None]) -> str:
    """The text with the content of its VALUES lines replaced; a line whose terms are None goes."""

    def line(found: re.Match[str]) -> str:
        content = terms[found.group(1)]
        if content is None:
            return ""
        start, end = found.start(2) - found.start(), found.end(2) - found.start()
        return f"{found.group()[:start]} {content} {found.group()[end:]}"

    return _PARAM_LINE.sub(line, text)
