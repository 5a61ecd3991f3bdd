"""Small records of engagement as Turtle, with the concepts that measures hang on."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uegraph import resources
from uegraph.namespaces import EDTF, ID, PREFIXES, graph_iri
from uegraph.store import Store, open_store

if TYPE_CHECKING:
    from collections.abc import Iterable

WANTED: Final = (
    *("level", "direction", "role", "participation-status", "activity-status", "activity-type"),
    *("reach-kind", "bound", "cadence", "purpose"),
)


def edtf(text: str) -> str:
    """A date as a literal."""
    return f'"{text}"^^<{EDTF}>'


def activity(slug: str, when: str = "", *, status: str = "held", more: str = "") -> str:
    """An activity, or a series where its slug says so (``series/x``)."""
    kind = slug if "/" in slug else f"activity/{slug}"
    cls = "ueg:ActivitySeries" if slug.startswith("series/") else "ueg:EngagementActivity"
    return (
        f'<{ID}{kind}> a {cls} ; skos:prefLabel "{kind.rpartition("/")[2]}" ; '
        f"ueg:activityType <{_scheme('activity-type/event')}> ; "
        f"ueg:status <{_scheme(f'activity-status/{status}')}>"
        + (f" ; ueg:when {edtf(when)}" if when else "")
        + (f" ; {more}" if more else "")
        + " .\n"
    )


def party(slug: str, kind: str = "organisation", more: str = "") -> str:
    """An organisation, audience or unnamed party."""
    cls = {"organisation": "org:Organization", "audience": "ueg:Audience"}
    named = cls.get(kind, "ueg:UnnamedParty")
    tail = f" ; {more}" if more else ""
    return f'<{ID}{kind}/{slug}> a {named} ; skos:prefLabel "{slug}"{tail} .\n'


def part(  # noqa: PLR0917 - the parts of a participation
    slug: str, of: str, who: str, role: str = "attendee", status: str = "attended",
    level: str = "consult", direction: str = "two-way", more: str = "",
) -> str:  # fmt: skip
    """A participation; ``of`` and ``who`` are slugs, with the kind before where it is another."""
    where = of if "/" in of else f"activity/{of}"
    whom = who if "/" in who else f"organisation/{who}"
    return (
        f"<{ID}participation/{slug}> a ueg:Participation ; ueg:activity <{ID}{where}> ; "
        f"ueg:party <{ID}{whom}> ; ueg:role <{_scheme(f'role/{role}')}> ; "
        f"ueg:status <{_scheme(f'participation-status/{status}')}>"
        + (f" ; ueg:level <{_scheme(f'level/{level}')}>" if level else "")
        + (f" ; ueg:direction <{_scheme(f'direction/{direction}')}>" if direction else "")
        + (f" ; {more}" if more else "")
        + " .\n"
    )


def number(  # noqa: PLR0917 - the parts of a number
    slug: str, of: str, bound: str, value: int, upper: int | None = None,
    kind: str = "attended", when: str = "",
) -> str:  # fmt: skip
    """A reach of a thing."""
    where = of if "/" in of else f"activity/{of}"
    return (
        f"<{ID}{where}> ueg:reach <{ID}reach/{slug}> .\n"
        f"<{ID}reach/{slug}> a ueg:Reach ; ueg:reachKind <{_scheme(f'reach-kind/{kind}')}> ; "
        f"ueg:bound <{_scheme(f'bound/{bound}')}> ; ueg:value {value}"
        + (f" ; ueg:upperValue {upper}" if upper is not None else "")
        + (f" ; ueg:when {edtf(when)}" if when else "")
        + " .\n"
    )


def published(day: str) -> str:
    """A source of that day: from it the day of reference is taken."""
    return (
        f'<{ID}source/s> a foaf:Document ; skos:prefLabel "s" ; '
        f'ueg:latest "{day}"^^<http://www.w3.org/2001/XMLSchema#date> .\n'
    )


def store_of(facts: Iterable[str]) -> Store:
    """A store with the concepts and some facts."""
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    text = prefixes + "".join(facts)
    quads = (
        f"{quad.triple} <{graph_iri('made')}> .\n"
        for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)
    )
    store = open_store(read_only=False)
    store.load_nquads("".join([*_concepts(), *quads]))
    return store


def _scheme(name: str) -> str:
    return f"https://w3id.org/uegraph/scheme/{name}"


@cache
def _concepts() -> tuple[str, ...]:
    files = {path.stem: path for path in resources.ontology_files()}
    return tuple(
        f"{quad.triple} <{graph_iri('ontology')}> .\n"
        for name in WANTED
        for quad in ox.parse(path=str(files[name]))
    )
