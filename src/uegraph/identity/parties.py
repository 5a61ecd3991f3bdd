"""The named things of a graph, with what tells whether two of them may be one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import UnknownNameError
from uegraph.queries import text as sparql
from uegraph.store import serialise_term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uegraph.store import Store

KINDS: Final = ("organisation",)
"""What is looked through unless said otherwise: audiences and products have names that are alike
because the things are related, and two meetings of one name are two meetings."""

_NAMED: Final = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ueg: <https://w3id.org/uegraph/ns#>
SELECT DISTINCT ?thing ?what (STR(?text) AS ?name) WHERE {
  VALUES ?class { <urn:x> } # param
  VALUES (?property ?what) { (skos:prefLabel "1") (skos:altLabel "2") (ueg:acronym "3") }
  ?thing a ?class ; ?property ?text .
}
ORDER BY ?thing ?what ?name
"""
_CODES: Final = """
PREFIX adms: <http://www.w3.org/ns/adms#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ueg: <https://w3id.org/uegraph/ns#>
SELECT DISTINCT ?thing (STR(?within) AS ?list) (STR(?notation) AS ?code) WHERE {
  ?thing adms:identifier ?identifier .
  ?identifier ueg:identifierList ?within ; skos:notation ?notation .
}
ORDER BY ?thing ?list ?code
"""
_CHANGES: Final = """
PREFIX org: <http://www.w3.org/ns/org#>
SELECT DISTINCT ?before ?after WHERE {
  ?event org:originalOrganization ?before ; org:resultingOrganization ?after .
  FILTER(?before != ?after)
}
ORDER BY ?before ?after
"""


@dataclass(frozen=True, slots=True)
class Party:
    """A thing with names.

    Attributes:
        iri: Its address.
        kind: What it is, as in ``kind/slug``.
        name: The name that its owner uses.
        others: Its other names.
        acronyms: Its short forms.
        codes: Which list gives it which code.
        after: The bodies that it became by a change; where there are any, it is closed.
    """

    iri: str
    kind: str
    name: str
    others: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    after: tuple[str, ...] = ()


def parties(store: Store, kinds: Sequence[str] = KINDS) -> list[Party]:
    """Every named thing of some kinds, by its address.

    Raises:
        UnknownNameError: There is no such kind of thing with a name.
    """
    codes = _grouped(store.select(_CODES, timeout=None, trusted=True))
    after = _grouped(store.select(_CHANGES, timeout=None, trusted=True))
    return [
        Party(
            iri, kind, names["1"][0], (*names["1"][1:], *names["2"]), tuple(names["3"]),
            tuple((found[0], found[1]) for found in codes.get(iri, ())),
            tuple(found[0] for found in after.get(iri, ())),
        )
        for kind, target in _classes(kinds).items()
        for iri, names in _names(store, target).items()
        if names["1"]
    ]  # fmt: skip


def _names(store: Store, target: str) -> dict[str, dict[str, list[str]]]:
    text = sparql.replace_examples(_NAMED, {"class": serialise_term(target, "iri")})
    found: dict[str, dict[str, list[str]]] = {}
    for iri, what, name in store.select(text, timeout=None, trusted=True):
        found.setdefault(str(iri), defaultdict(list))[str(what)].append(str(name))
    return found


def _grouped(rows: Iterable[Sequence[object]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in rows:
        found.setdefault(str(first), []).append(tuple(map(str, rest)))
    return found


def _classes(kinds: Sequence[str]) -> dict[str, str]:
    known = {table.kind: table.target_class for table in shapes.tables().values()}
    for kind in kinds:
        if kind not in known:
            raise UnknownNameError(f"'{kind}' is not a kind of thing. Known: {', '.join(known)}.")
    return {kind: known[kind] for kind in kinds}
