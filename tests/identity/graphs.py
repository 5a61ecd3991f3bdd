"""Small graphs of named bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.ingest.values import literal
from uegraph.namespaces import ID, expand
from uegraph.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CLASSES = {"organisation": "org:Organization", "audience": "ueg:Audience", "theme": "ueg:Theme"}


def graph(
    names: Mapping[str, Sequence[str]],
    *,
    acronyms: Mapping[str, str] | None = None,
    codes: Mapping[str, str] | None = None,
    became: Mapping[str, str] | None = None,
) -> Store:
    """A graph of things by ``kind/slug``: the name first, then other names."""
    lines: list[str] = []

    def state(subject: str, path: str, value: str) -> None:
        lines.append(f"<{ID}{subject}> <{expand(path)}> {value} <{ID}graph/given> .\n")

    for thing, (name, *others) in names.items():
        state(thing, "rdf:type", f"<{expand(CLASSES[thing.partition('/')[0]])}>")
        state(thing, "skos:prefLabel", literal(name))
        for other in others:
            state(thing, "skos:altLabel", literal(other))
    for thing, acronym in (acronyms or {}).items():
        state(thing, "ueg:acronym", literal(acronym))
    for number, (thing, code) in enumerate((codes or {}).items()):
        state(thing, "adms:identifier", f"<{ID}identifier/{number}>")
        gb_gor = f"<{expand('scheme:identifier-list/gb-gor')}>"
        state(f"identifier/{number}", "ueg:identifierList", gb_gor)
        state(f"identifier/{number}", "skos:notation", literal(code))
    for number, (before, after) in enumerate((became or {}).items()):
        state(f"change/{number}", "org:originalOrganization", f"<{ID}{before}>")
        state(f"change/{number}", "org:resultingOrganization", f"<{ID}{after}>")
    store = open_store(read_only=False)
    store.load_nquads("".join(lines))
    return store


def bodies(*names: str) -> dict[str, list[str]]:
    """Organisations named one by one: ``organisation/0`` and on."""
    return {f"organisation/{at}": [name] for at, name in enumerate(names)}
