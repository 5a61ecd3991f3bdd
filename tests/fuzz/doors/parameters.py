"""Parameters of questions: whatever their text, the question stays the one that was written.

rdflib's parser, which is not ours, tells what a query's structure is and which terms stand in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pyparsing import ParseResults
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Identifier, Literal, URIRef
from tests.fuzz.payloads import text

from uegraph.queries import bind, questions

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.fuzz.trap import Trap

    from uegraph.queries.library import Query

GOOD: Final = {
    "iri": "http://e/x", "string": "x", "integer": "7", "decimal": "1.5", "boolean": "true",
    "date": "2024-01-31", "edtf": "2024-05",
}  # fmt: skip


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Binds any text to a parameter of any question."""
    asked = [query for query in questions().values() if query.params]
    shapes: dict[str, object] = {}

    def case(chance: random.Random) -> str:
        query = chance.choice(asked)
        usual = {name: GOOD[param.type] for name, param in query.params.items()}
        if query.name not in shapes:
            shapes[query.name] = shape(parseQuery(bind(query, usual)))
        name = chance.choice(sorted(query.params))
        value = _value(query.params[name].type, trap.fill(text(chance)), chance)
        bound = bind(query, usual | {name: value})
        parsed = parseQuery(bound)
        assert shape(parsed) == shapes[query.name], (query.name, name, value)
        _check_value(query, name, value, list(terms(parsed)))
        return bound

    return case


def _value(kind: str, any_text: str, chance: random.Random) -> str:
    """The text, alone or as a part of what would be right."""
    good = GOOD[kind]
    at = chance.randint(0, len(good))
    return chance.choice((any_text, good[:at] + any_text + good[at:], good + any_text))


def _check_value(query: Query, name: str, value: str, found: list[Identifier]) -> None:
    """A text arrives as it is, and an address as it is but for spaces around it."""
    kind = query.params[name].type
    if kind == "string":
        assert Literal(value) in found, (query.name, name, value)
    if kind == "iri" and value.strip().startswith("http"):
        assert URIRef(value.strip()) in found, (query.name, name, value)


def shape(parsed: object) -> Any:
    """What a query is made of, with each block of data left out: its values are what may differ."""
    if isinstance(parsed, CompValue):
        inner = [(key, shape(value)) for key, value in sorted(parsed.items()) if key != "_vars"]
        return (parsed.name, () if parsed.name == "InlineData" else tuple(inner))
    if isinstance(parsed, ParseResults | list | tuple):
        return tuple(shape(part) for part in parsed)
    return parsed


def terms(parsed: object) -> list[Identifier]:
    """The terms of a query's blocks of data."""
    if isinstance(parsed, CompValue):
        if parsed.name == "literal":
            return [Literal(str(parsed.string), datatype=parsed.datatype, lang=parsed.lang)]
        return [term for value in parsed.values() for term in terms(value)]
    if isinstance(parsed, ParseResults | list | tuple):
        return [term for part in parsed for term in terms(part)]
    return [parsed] if isinstance(parsed, Identifier) else []
