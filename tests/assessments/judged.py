"""Small worlds with assessments, and their way into a store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.coverage.programme import store_of

from uegraph.namespaces import EDTF, ID, RDF_TYPE, expand, graph_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.coverage.programme import Programme

    from uegraph.store import Store

PART: Final = {
    "role": "attendee",
    "level": "consult",
    "direction": "two-way",
    "outcome": "attended",
}
WORLD: Final[Programme] = {
    "organisations": {
        **{name: {} for name in ("council", "agency", "press", "port", "works")},
        "spies": {"private": True},
    },
    "audiences": {"residents": {}, "dockers": {}},
    "unnamed": {"others": {}},
    "themes": {
        "plan": {"broader": []},
        "dredging": {"broader": ["plan"]},
        "noise": {"broader": []},
    },
    "activities": {
        "hearing": {"type": "webinar", "status": "held", "when": "2024-03-05", "themes": ["plan"]},
        "talks": {"type": "webinar", "status": "held", "when": "2024-06", "themes": ["dredging"]},
    },
    "participations": {
        slug: PART | {"activity": activity, "party": party}
        for slug, activity, party in [
            ("p1", "hearing", "residents"),
            ("p2", "talks", "port"),
        ]
    },
}


@dataclass(frozen=True)
class Given:
    """One assessment as a test writes it; a score that is left out was not judged."""

    by: str
    of: str = "port"
    on: str | None = "plan"
    power: int | None = None
    interest: int | None = None
    legitimacy: int | None = None
    urgency: int | None = None
    when: str | None = "2024"
    private: bool = False

    @property
    def scores(self) -> Mapping[str, int]:
        """What was judged."""
        told = {
            "power": self.power,
            "interest": self.interest,
            "legitimacy": self.legitimacy,
            "urgency": self.urgency,
        }
        return {name: score for name, score in told.items() if score is not None}


def iri(slug: str) -> str:
    """The IRI of somebody or something of the world."""
    kinds = {"residents": "audience", "dockers": "audience", "others": "party"}
    themes = dict.fromkeys(("plan", "dredging", "noise"), "theme")
    return f"{ID}{(kinds | themes).get(slug, 'organisation')}/{slug}"


def judged(given: Iterable[Given], world: Programme = WORLD) -> Store:
    """A store with a world and assessments, each named by its place."""
    store = store_of(world)
    store.load_nquads("".join(line for n, one in enumerate(given) for line in _quads(n, one)))
    return store


def _quads(place: int, one: Given) -> list[str]:
    told = [
        (RDF_TYPE, f"<{expand('ueg:Assessment')}>"),
        (expand("ueg:assessed"), f"<{iri(one.of)}>"),
        (expand("ueg:assessedBy"), f"<{iri(one.by)}>"),
    ]
    if one.on:
        told.append((expand("ueg:topic"), f"<{iri(one.on)}>"))
    if one.when:
        told.append((expand("ueg:when"), f'"{one.when}"^^<{EDTF}>'))
    if one.private:
        told.append((expand("ueg:private"), f'"true"^^<{expand("xsd:boolean")}>'))
    told += [
        (expand(f"ueg:{name}"), f'"{score}"^^<{expand("xsd:integer")}>')
        for name, score in one.scores.items()
    ]
    subject = f"<{ID}assessment/a{place:03}>"
    return [f"{subject} <{name}> {value} <{graph_iri('test')}> .\n" for name, value in told]
