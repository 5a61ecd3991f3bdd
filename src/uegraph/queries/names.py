"""What people call a thing, looked up in the graph: its name, another name, acronym or slug.

Invariant: a text that a user gave is compared here, in Python. What goes into SPARQL is where
things of a kind have their home, and IRIs, as terms that ``store.serialise_term`` made.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uegraph.errors import ParameterError, UnknownNameError
from uegraph.namespaces import ID, SCHEME, short, shorten
from uegraph.queries import text as sparql
from uegraph.queries.binding import candidates, each, homes
from uegraph.queries.library import nearest
from uegraph.store import serialise_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uegraph.queries.binding import Value
    from uegraph.queries.library import Param, ParamType
    from uegraph.store import Store

FEW = 30
"""Up to so many things are all listed where none is like what was asked for."""

_KNOWN = """
SELECT DISTINCT ?thing WHERE {
  VALUES ?thing { <urn:x> } # param
  { ?thing ?is ?what } UNION { ?what ?is ?thing }
}
ORDER BY ?thing
"""
# A row of a table is a thing too, and nobody asks for one by name: its IRI has a '#'.
_CALLED = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ueg: <https://w3id.org/uegraph/ns#>
SELECT DISTINCT ?thing ?rank (STR(?label) AS ?name) WHERE {
  VALUES ?home { "https://w3id.org/uegraph/id/organisation/" } # param
  { ?thing skos:prefLabel ?label BIND(1 AS ?rank) }
  UNION { ?thing a skos:ConceptScheme ; rdfs:label ?label BIND(1 AS ?rank) }
  UNION { ?thing skos:altLabel|ueg:acronym ?label BIND(2 AS ?rank) }
  UNION { ?thing a ?class BIND("" AS ?label) BIND(3 AS ?rank) }
  FILTER(STRSTARTS(STR(?thing), ?home) && !CONTAINS(STR(?thing), "#"))
}
ORDER BY ?thing ?rank ?name
"""


@dataclass(frozen=True, slots=True)
class _Called:
    iri: str
    name: str
    keys: frozenset[str]

    @property
    def slug(self) -> str:
        return self.iri.rpartition("/")[2]


def things(
    store: Store, param: Param, value: Value | Iterable[Value], *, base: str = ID
) -> list[str]:
    """The IRIs of the things that a value names, by IRI, slug, name, alternative name or acronym.

    Capitals, spaces and hyphens make no difference to a name.

    Raises:
        UnknownNameError: Nothing is called so; the nearest are offered with their slugs.
        ParameterError: Several things are called so, or the value names a thing of another kind.
    """
    return [iri for one in each(value) for iri in _things(store, param, str(one).strip(), base)]


def _things(store: Store, param: Param, text: str, base: str) -> list[str]:
    refused = None
    possible: list[str] = []
    try:
        possible = candidates(param, text, base)
    except ParameterError as error:
        refused = error
    known = [str(row[0]) for row in _rows(store, _KNOWN, "thing", "iri", possible)]
    if known:
        return known
    called = _called(store, homes(param, base) or [base, SCHEME])
    found = [one for one in called if key(text) in one.keys]
    if len({_short(one.iri, base) for one in found}) > 1:
        raise ParameterError(_several(text, found, base))
    if not found and refused and (not text or re.search("[:/]", text)):
        raise refused
    if not found:
        raise UnknownNameError(_nothing(param, text, called, base))
    return [one.iri for one in found]


def key(name: str) -> str:
    """A name as it is compared: without capitals, spaces, hyphens and bent apostrophes.

    >>> key(" Health and  Social-Care")
    'healthandsocialcare'
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return re.sub(r"[\s_-]+", "", plain.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def _called(store: Store, places: Sequence[str]) -> list[_Called]:
    names: dict[str, list[str]] = {}
    for iri, _, name in _rows(store, _CALLED, "home", "string", places):
        names.setdefault(str(iri), []).append(str(name))
    return [
        _Called(iri, found[0], frozenset(map(key, [*found, iri.rpartition("/")[2]])) - {""})
        for iri, found in names.items()
    ]


def _rows(
    store: Store, text: str, name: str, kind: ParamType, values: Sequence[str]
) -> Iterator[tuple[object, ...]]:
    if not values:
        return iter(())
    terms = " ".join(serialise_term(value, kind) for value in values)
    return iter(store.select(sparql.replace_examples(text, {name: terms}), trusted=True))


def _short(iri: str, base: str) -> str:
    """The thing as ``kind/slug``; a scheme, which has no kind, by its prefixed name."""
    found = short(iri, base=base)
    return found if "/" in found else shorten(iri)


def _several(text: str, found: Iterable[_Called], base: str) -> str:
    told = ", ".join(sorted({_told(one, base, any_kind=True) for one in found}))
    return f"'{text}' is a name of several things: {told}. Write the one that is meant."


def _nothing(param: Param, text: str, called: Sequence[_Called], base: str) -> str:
    wanted = key(text.rpartition("/")[2])
    near = _near(wanted, called)
    said = f"Nothing in the graph is called '{text}', which was given for '{param.name}'."
    offered = near or (called if len(called) <= FEW else [])
    told = [_told(one, base, any_kind=not homes(param, base)) for one in offered]
    if near:
        return f"{said} Did you mean {' or '.join(told)}?"
    return f"{said} It can be: {', '.join(told)}." if told else said


def _near(wanted: str, called: Sequence[_Called]) -> list[_Called]:
    """Up to three things: first those with the wanted word in a name, the shortest name first."""
    by_key = {name: one for one in reversed(called) for name in one.keys}
    holding = [name for name in by_key if wanted and wanted in name]
    found = [*sorted(holding, key=lambda name: (len(name), name)), *nearest(wanted, by_key)]
    return list({by_key[name].iri: by_key[name] for name in found}.values())[:3]


def _told(one: _Called, base: str, *, any_kind: bool) -> str:
    slug = _short(one.iri, base) if any_kind else one.slug
    return slug if one.name.replace(" ", "-") in ("", one.slug) else f"{slug} ({one.name})"
