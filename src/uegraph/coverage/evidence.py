"""The participations that bear on a cell, as a reader sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, overload

import numpy as np

from uegraph.coverage import strengths
from uegraph.coverage.model import Evidence
from uegraph.coverage.weighing import OUTCOMES
from uegraph.coverage.words import shortfalls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from uegraph.coverage.decision import Cell, Decision
    from uegraph.coverage.facts import Facts, Participation
    from uegraph.coverage.ways import Way

_AT_ONCE: Final = 50
"""Receipts that are looked up together."""


@dataclass(frozen=True, slots=True)
class Bearings:
    """What bears on one cell, in columns, that which decides its state first.

    Attributes:
        lines: The lines of the participations in the record.
        outcome: Their outcomes, as places in ``OUTCOMES``.
        certain: Whether each holds for every day that its time can mean.
        falls_short: Why each is less than engaged or less than certain, as a sum of codes.
        ways: For each kind the numbers of the ways to the member.
    """

    lines: np.ndarray
    outcome: np.ndarray
    certain: np.ndarray
    falls_short: np.ndarray
    ways: tuple[np.ndarray, ...]


class Evidences(Sequence[Evidence]):
    """The evidence of one cell; each piece is made when it is looked at.

    A broad audience has thousands, of which a reader looks at the first few.
    """

    def __init__(self, decision: Decision, cell: Cell, found: Bearings) -> None:
        self._decision = decision
        self._cell = cell
        self._found = found
        self._made: dict[int, Evidence] = {}

    def __len__(self) -> int:
        return len(self._found.lines)

    @overload
    def __getitem__(self, place: int) -> Evidence: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Evidence, ...]: ...
    def __getitem__(self, place: int | slice) -> Evidence | tuple[Evidence, ...]:
        if isinstance(place, slice):
            return tuple(self[n] for n in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        place %= len(self)
        if place not in self._made:
            first = place // _AT_ONCE * _AT_ONCE
            self._make(range(first, min(first + _AT_ONCE, len(self))))
        return self._made[place]

    def __iter__(self) -> Iterator[Evidence]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    def represented(self) -> list[Evidence]:
        """Those that reach the cell through a representative, but for the first of all."""
        places = np.flatnonzero(self._found.outcome == OUTCOMES.index("represented"))
        return [self[int(place)] for place in places if place]

    def shared(self) -> Sequence[Evidence]:
        """Those that may stand in a file that is shared."""
        if not self._decision.facts.private:
            return self
        return tuple(item for item in self if not item.private)

    def line(self, place: int) -> int:
        """The line of one in the record."""
        return int(self._found.lines[place])

    def first(self, part: Participation) -> Evidence:
        """The first, made of its line of the record, without where it is told."""
        ways = [self._decision.cells.ways[numbers[0]] for numbers in self._found.ways]
        return self._evidence(0, part, ways, cited=False)

    def _make(self, places: range) -> None:
        _make_all(self._decision.facts, [(self, place) for place in places])

    def put(self, place: int, part: Participation) -> None:
        """Make one of its line of the record."""
        ways = [self._decision.cells.ways[numbers[place]] for numbers in self._found.ways]
        self._made[place] = self._evidence(place, part, ways)

    def _evidence(
        self, place: int, part: Participation, ways: Sequence[Way], *, cited: bool = True
    ) -> Evidence:
        facts, found = self._decision.facts, self._found
        activity = facts.activity(part.activity)
        through = tuple(iri for way in ways for iri in way.via)
        involved = {*through, part.iri, part.activity, part.party}
        short = int(found.falls_short[place])
        return Evidence(
            participation=part.iri,
            activity=part.activity,
            activity_name=activity.name,
            party=part.party,
            party_name=facts.name(part.party),
            role=facts.name(part.role),
            level=facts.name(part.level) if part.level else "",
            direction=facts.name(part.direction) if part.direction else "",
            status=facts.name(part.status),
            when=activity.when,
            outcome=OUTCOMES[found.outcome[place]],
            certain=bool(found.certain[place]),
            partial=any(way.part for way in ways),
            inherited=any(way.before for way in ways),
            shortfalls=shortfalls(short, facts, self._decision.scope),
            chain=(*map(facts.name, (self._cell.members[0], *through)), activity.name),
            parts=tuple(facts.name(way.part) for way in ways if way.part),
            before=tuple(facts.name(way.before) for way in ways if way.before),
            passages=facts.receipts.passages(part.iri) if cited else (),
            rows=facts.receipts.rows(part.iri) if cited else (),
            private=not facts.private.isdisjoint(involved),
        )


def make_first(decision: Decision, found: Iterable[Evidences]) -> None:
    """Make what is looked at first in each of some cells: together, which takes hardly longer."""
    _make_all(
        decision.facts,
        [(one, place) for one in found for place in range(min(_AT_ONCE, len(one)))],
    )


def _make_all(facts: Facts, places: Sequence[tuple[Evidences, int]]) -> None:
    parts = list(facts.participations([one.line(place) for one, place in places]))
    facts.receipts.read(part.iri for part in parts)
    for (one, place), part in zip(places, parts, strict=True):
        one.put(place, part)


def evidence(decision: Decision, cells: Sequence[Cell]) -> Mapping[int, Evidences]:
    """All evidence of some cells, by the number of the cell, the deciding first."""
    found: dict[int, Evidences] = {}
    for unit in sorted({cell.unit for cell in cells}):
        mine = [cell for cell in cells if cell.unit == unit]
        weighed = decision.weighed(unit)
        frame = decision.cells.bearing(weighed, [cell.inner for cell in mine])
        numbers = frame["cell"].to_numpy()
        strength = frame["strength"].to_numpy()
        places = frame["index"].to_numpy()
        ways = [frame[name].to_numpy() for name in frame.columns if name.startswith("way")]
        every = Bearings(
            weighed.lines[places],
            strengths.outcome_of(strength),
            ~strengths.uncertain_of(strength),
            weighed.falls_short[places],
            tuple(ways),
        )
        for cell in mine:
            first, last = np.searchsorted(numbers, [cell.inner, cell.inner + 1])
            order = _leading(decision, cell, every, int(first), int(last))
            found[cell.number] = Evidences(decision, cell, _taken(every, order))
    return found


def leads(decision: Decision, cells: Sequence[Cell]) -> Mapping[int, Evidence]:
    """What decides each of some cells, by the number of the cell, without where it is told."""
    decided = [cell for cell in cells if decision.decided[cell.number]]
    found = evidence(decision, decided)
    lines = [found[cell.number].line(0) for cell in decided]
    parts = decision.facts.participations(lines)
    return {
        cell.number: found[cell.number].first(part)
        for cell, part in zip(decided, parts, strict=True)
    }


def _leading(decision: Decision, cell: Cell, every: Bearings, first: int, last: int) -> np.ndarray:
    """The places of what bears on a cell, that which decides its state first."""
    order = np.arange(first, last)
    strength = decision.strength[cell.number]
    if not decision.decided[cell.number]:
        return order
    line, outcome = strengths.line_of(strength), strengths.outcome_of(strength)
    leads = (every.lines[order] == line) & (every.outcome[order] == outcome)
    return np.concatenate([order[leads], order[~leads]])


def _taken(every: Bearings, order: np.ndarray) -> Bearings:
    return Bearings(
        every.lines[order],
        every.outcome[order],
        every.certain[order],
        every.falls_short[order],
        tuple(numbers[order] for numbers in every.ways),
    )
