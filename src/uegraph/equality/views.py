"""The two views: the characteristics, and the nations, regions and finer places."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, Unpack

from uegraph.coverage import STATES, shareable
from uegraph.coverage.facts import read_facts
from uegraph.coverage.scopes import decide
from uegraph.equality.counting import counts
from uegraph.equality.model import Area, AreaView, Characteristic, EqualityView, Tally
from uegraph.equality.reading import read_records, upwards
from uegraph.equality.representing import group, population
from uegraph.equality.tables import make_table
from uegraph.errors import UegraphError
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.coverage import Asked, CoverageResult, CoverageRow
    from uegraph.coverage.facts import Facts
    from uegraph.equality.model import Group
    from uegraph.equality.reading import Records
    from uegraph.equality.tables import Table
    from uegraph.store import Store

THRESHOLD: Final = 10
HEADINGS: Final = ("protected", "inclusion")
LEVELS: Final = ("nation", "region", "finer")
NOT_SAID: Final = "not said"  # the heading of what names a heading and no characteristic

_UK: Final = expand("scheme:place/uk")
_ENGLAND: Final = expand("scheme:place/england")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What both views begin with: the states, and the numbers of the audiences."""

    facts: Facts
    result: CoverageResult
    rows: tuple[CoverageRow, ...]
    table: Table
    audiences: Mapping[str, CoverageRow]

    def groups(self, iris: set[str]) -> tuple[Group, ...]:
        """Those audiences that may be shown, by name."""
        rows = [self.audiences[iri] for iri in iris & self.audiences.keys()]
        return tuple(group(self.table, row) for row in sorted(rows, key=_by_name))


def equality(store: Store, *, threshold: int = THRESHOLD, **asked: Unpack[Asked]) -> EqualityView:
    """How far people with each protected characteristic, and wider groups, were engaged.

    Args:
        store: The graph.
        threshold: Smaller counts of people, and what would give them away, are not shown; 0
            shows everything.
        asked: What `coverage` can be asked but for the kind of target: ``period``, ``as_of``,
            ``themes``, ``level`` and the like.

    Raises:
        UegraphError: The threshold is less than 0; or as `coverage` raises.
    """
    seen = _see(store, "characteristic", threshold, asked)
    records = seen.table.records
    found = [
        Characteristic(row, _heading(records, row.target), seen.groups(_with(records, row.target)))
        for row in seen.rows
    ]
    found.sort(key=lambda one: (_rank(one.heading, HEADINGS), one.heading, *_by_name(one.row)))
    headings = dict.fromkeys([*HEADINGS, *(one.heading for one in found)])
    tallies = {
        heading: _tally([one for one in found if one.heading == heading])
        for heading in headings
        if heading != NOT_SAID
    }
    return EqualityView(
        seen.result.as_of, seen.result.period, threshold, MappingProxyType(tallies), tuple(found)
    )


def areas(store: Store, *, threshold: int = THRESHOLD, **asked: Unpack[Asked]) -> AreaView:
    """How far the nations, the English regions and finer places were engaged.

    The country as a whole is not judged: what concerns all of it speaks for no one part.

    Args:
        store: The graph.
        threshold: As in `equality`.
        asked: As in `equality`.

    Raises:
        UegraphError: As `equality`.
    """
    seen = _see(store, "place", threshold, asked)
    records = seen.table.records
    found = [
        Area(
            row=row,
            level=_level(records, row.target),
            code=records.codes.get(row.target, ""),
            inside=_inside(seen.facts, records, row.target),
            alone=_alone(records, row),
            population=population(seen.table, row.target),
            population_source=_source(records, row.target),
            groups=seen.groups(
                {one for one, sited in records.sited.items() if row.target in sited}
            ),
        )
        for row in seen.rows
    ]
    found.sort(key=lambda one: ((*one.inside, one.row.label), one.row.target))
    levels = [
        level for level in LEVELS if level != "finer" or any(one.level == level for one in found)
    ]
    tallies = {level: _tally([one for one in found if one.level == level]) for level in levels}
    return AreaView(
        seen.result.as_of, seen.result.period, threshold, MappingProxyType(tallies), tuple(found)
    )


def _tally(judged: Sequence[Characteristic | Area]) -> Tally:
    """How many of some targets have each state, and coverage as an interval."""
    rows = [one.row for one in judged]
    together = [one.row.state for one in judged if isinstance(one, Area) and one.alone is False]
    found = {state: sum(row.state == state for row in rows) for state in STATES}
    targets = len(rows) - found["out-of-scope"]
    engaged = found["engaged"]
    return Tally(
        targets=targets,
        counts=MappingProxyType(found),
        partial=sum(row.partial for row in rows if row.state == "engaged"),
        uncertain=sum(not row.certain for row in rows),
        low=engaged / targets if targets else None,
        high=(engaged + found["no-evidence"]) / targets if targets else None,
        together=together.count("engaged"),
    )


def _see(
    store: Store, kind: Literal["characteristic", "place"], threshold: int, asked: Asked
) -> _Seen:
    if threshold < 0:
        raise UegraphError(f"The threshold is {threshold}. Give 0 or more: 0 hides nothing.")
    facts = read_facts(store)
    of_kind: Asked = {**asked, "of": (kind,)}
    [result] = decide(facts, **of_kind)
    records = read_records(store, facts)
    audiences = _audiences(facts, records, asked)
    table = make_table(records, counts(records, audiences), threshold)
    return _Seen(
        facts,
        result,
        tuple(row for one in result.rows if (row := shareable(one))),
        table,
        {row.target: row for one in audiences if (row := shareable(one))},
    )


def _audiences(facts: Facts, records: Records, asked: Asked) -> list[CoverageRow]:
    """The states of the audiences that have a characteristic or a place."""
    traits = records.held.keys() | records.sited.keys()
    wanted = sorted(iri for iri in traits if facts.kinds.get(iri) == "audience")
    question: Asked = {**asked, "of": ("audience",), "targets": wanted}
    return [row for one in decide(facts, **question) for row in one.rows] if wanted else []


def _by_name(row: CoverageRow) -> tuple[str, str]:
    return row.label, row.target


def _rank(name: str, order: Sequence[str]) -> int:
    return order.index(name) if name in order else len(order)


def _heading(records: Records, characteristic: str) -> str:
    above = upwards(characteristic, records.broader)
    return above[-1][0].rpartition("/")[2] if above else NOT_SAID


def _with(records: Records, characteristic: str) -> set[str]:
    """The audiences with a characteristic or a narrower one; of a heading those with just it."""
    heading = characteristic not in records.broader
    return {
        audience
        for audience, held in records.held.items()
        if characteristic in held
        or (not heading and any(characteristic in one for one in _above(records, held)))
    }


def _above(records: Records, held: Sequence[str]) -> list[tuple[str, ...]]:
    return [level for one in held for level in upwards(one, records.broader)]


def _level(records: Records, place: str) -> Literal["nation", "region", "finer"]:
    around = records.broader.get(place, ())
    return "nation" if _UK in around else "region" if _ENGLAND in around else "finer"


def _inside(facts: Facts, records: Records, place: str) -> tuple[str, ...]:
    around = [level[0] for level in upwards(place, records.broader)]
    return tuple(facts.name(one) for one in reversed(around))


def _alone(records: Records, row: CoverageRow) -> bool | None:
    """Whether an activity or party that decides its state is of just this place, or inside it.

    What is told of all regions together is evidence about each, and says less about any.
    """
    deciding = [item for item in row.evidence if item.outcome == row.evidence[0].outcome]
    if not deciding:
        return None
    sites = [_sites(records, thing) for one in deciding for thing in (one.activity, one.party)]
    return any(
        places
        and all(row.target in {place}.union(*upwards(place, records.broader)) for place in places)
        for places in sites
    )


def _sites(records: Records, thing: str) -> tuple[str, ...]:
    """The places of a party or activity; an activity that states none has those of its whole."""
    levels = [(thing,), *upwards(thing, records.wholes)]
    stated = (
        tuple(place for one in level for place in records.sited.get(one, ())) for level in levels
    )
    return next(filter(None, stated), ())


def _source(records: Records, place: str) -> str:
    found = records.populations.get(place)
    return found.source if found else ""
