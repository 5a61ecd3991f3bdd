"""Which places are on record, how they lie in each other, and who and what is recorded in each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from uegraph.coverage import STATES, coverage, shareable
from uegraph.network.filters import own_or_whole
from uegraph.queries import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from uegraph.coverage import CoverageRow
    from uegraph.maps.material import Material

UK: Final = "K02000001"
ENGLAND: Final = "E92000001"

TWELVE: Final = {
    "S92000003": (1, 0),
    "N92000002": (0, 1),
    "E12000001": (2, 1),
    "E12000002": (1, 2),
    "E12000003": (2, 2),
    "W92000004": (0, 3),
    "E12000005": (1, 3),
    "E12000004": (2, 3),
    "E12000006": (3, 3),
    "E12000009": (1, 4),
    "E12000008": (2, 4),
    "E12000007": (3, 4),
}
"""The column and row of the tile of each nation and region, by its code of the GSS.

References:
    Office for National Statistics, Register of Geographic Codes.
"""

COUNTED: Final = {
    "activity": "activities",
    "series": "activities",
    "organisation": "bodies",
    "unnamed party": "bodies",
    "audience": "audiences",
}
"""What is counted in a place, by kind."""


@dataclass(frozen=True)
class Places:
    """The places of a graph.

    Attributes:
        material: What the graph holds.
    """

    material: Material

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The name of each place that may be shown."""
        points = self.material.points
        return {iri: name for iri, (kind, name) in points.items() if kind == "place"}

    @cached_property
    def by_code(self) -> Mapping[str, str]:
        """The place that goes by a code."""
        rows = ask(self.material.store, "equality/codes")
        found = {row["code"]: row["place"] for row in reversed(rows)}
        return {code: place for code, place in found.items() if place in self.names}

    @cached_property
    def codes(self) -> Mapping[str, str]:
        """The code of each place that has one."""
        return {place: code for code, place in sorted(self.by_code.items(), reverse=True)}

    @cached_property
    def around(self) -> Mapping[str, frozenset[str]]:
        """Each place with all those it lies in, itself among them."""
        wider: dict[str, set[str]] = defaultdict(set)
        for link, source, target in self.material.record.ties.select(
            "link", "source", "target"
        ).iter_rows():
            if link == "broader" and source in self.names and target in self.names:
                wider[source].add(target)
        return {place: frozenset(_upwards(place, wider)) for place in self.names}

    @cached_property
    def recorded(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """The names of what is recorded in each place or in one inside it, by what it is."""
        sited = own_or_whole(self.material.record.ties, "place").select("source", "target")
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for thing, place in sited.unique().iter_rows():
            kind = self.material.points.get(thing, ("", ""))[0]
            if kind in COUNTED and place in self.names:
                for one in self.around[place]:
                    found[one][COUNTED[kind]].add(thing)
        return {place: {what: self._named(of) for what, of in kinds.items()}
                for place, kinds in found.items()}  # fmt: skip

    @cached_property
    def unplaced(self) -> Mapping[str, tuple[int, int]]:
        """How many name no place, and how many there are, by what they are."""
        sited = own_or_whole(self.material.record.ties, "place")["source"]
        placed = set(sited.to_list())
        found = dict.fromkeys(COUNTED.values(), (0, 0))
        for iri, (kind, _) in self.material.points.items():
            if kind in COUNTED:
                without, total = found[COUNTED[kind]]
                found[COUNTED[kind]] = without + (iri not in placed), total + 1
        return found

    @cached_property
    def judged(self) -> Mapping[str, CoverageRow]:
        """The state of each place with its reason: the worst of the scopes that ask about it."""
        found: dict[str, CoverageRow] = {}
        asked = [one for one in self.material.results if one.kinds == ("place",)]
        rows = [row for result in asked for row in result.rows]
        if self.names:
            [rest] = coverage(self.material.store, of=["place"], as_of=self.material.as_of)
            known = {row.target for row in rows}
            rows += [row for row in rest.rows if row.target not in known]
        for row in sorted(rows, key=lambda row: STATES.index(row.state)):
            shared = shareable(row)
            if shared and row.target in self.names:
                found[row.target] = shared
        return found

    def inside(self, place: str) -> list[str]:
        """The places inside one, by name."""
        mine = [one for one, wider in self.around.items() if place in wider and one != place]
        return sorted(mine, key=lambda one: (self.names[one], one))

    def _named(self, things: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(self.material.points[thing][1] for thing in things))


def _upwards(place: str, wider: Mapping[str, Iterable[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [place]
    while waiting:
        here = waiting.pop()
        if here not in seen:
            seen.add(here)
            waiting.extend(wider.get(here, ()))
    return seen
