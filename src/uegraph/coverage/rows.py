"""The rows of a decided scope: each with its reason, evidence and remarks, made when looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, overload

from uegraph.coverage.decision import Cell, Decision, cell_of
from uegraph.coverage.evidence import Evidences, evidence, make_first
from uegraph.coverage.model import STATES, CoverageRow, Member
from uegraph.coverage.remarks import remarks
from uegraph.coverage.scope import as_single
from uegraph.coverage.statements import overlap, speaks_of
from uegraph.coverage.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.coverage.facts import Facts
    from uegraph.coverage.model import Evidence
    from uegraph.coverage.statements import Denial, Silence

_CHUNK: Final = 64
"""Rows that are made together: what they share is looked up once."""


class Rows(Sequence[CoverageRow]):
    """The rows of some cells, by the names of their members."""

    def __init__(self, decision: Decision, numbers: Sequence[int]) -> None:
        self._decision = decision
        self._numbers = numbers
        self._made: dict[int, list[CoverageRow]] = {}
        self._parts = Parts(decision)

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, place: int) -> CoverageRow: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[CoverageRow, ...]: ...
    def __getitem__(self, place: int | slice) -> CoverageRow | tuple[CoverageRow, ...]:
        if isinstance(place, slice):
            return tuple(self[n] for n in range(*place.indices(len(self))))
        if not -len(self) <= place < len(self):
            raise IndexError(place)
        chunk, inside = divmod(place % len(self), _CHUNK)
        if chunk not in self._made:
            numbers = self._numbers[chunk * _CHUNK : (chunk + 1) * _CHUNK]
            self._made[chunk] = list(_rows(self._decision, numbers, self._parts))
        return self._made[chunk][inside]

    def __iter__(self) -> Iterator[CoverageRow]:
        return (self[place] for place in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    __hash__ = None  # type: ignore[assignment]


class Parts:
    """The units and parts of bodies that were engaged where the bodies themselves were not."""

    def __init__(self, decision: Decision) -> None:
        self._decision = decision

    def engaged(self, body: str) -> Iterator[tuple[str, Evidence]]:
        """Each engaged part of a body, with the engagement that decides it."""
        facts = self._decision.facts
        for part in sorted(facts.within([body], "~unit of") - {body}):
            if part in self._engaged and part not in facts.private:
                yield part, self._engaged[part]

    @cached_property
    def _engaged(self) -> dict[str, Evidence]:
        scope, facts = self._decision.scope, self._decision.facts
        wholes = scope.members[scope.kinds.index("organisation")]
        parts = sorted(facts.within(wholes, "~unit of"))
        decision = Decision(facts, as_single(scope, "organisation", parts))
        cells = [cell_of(decision, number) for number in range(len(parts))]
        found = evidence(decision, cells)
        first = {parts[n]: item[0] for n, item in found.items() if len(item)}
        return {part: item for part, item in first.items() if item.outcome == "engaged"}


def _rows(decision: Decision, numbers: Sequence[int], parts: Parts) -> Iterator[CoverageRow]:
    cells = [cell_of(decision, int(number)) for number in numbers]
    found = evidence(decision, cells)
    make_first(decision, found.values())
    for cell in cells:
        yield _row(decision, cell, found[cell.number], parts)


def _row(decision: Decision, cell: Cell, found: Evidences, parts: Parts) -> CoverageRow:
    facts, n = decision.facts, cell.number
    state = STATES[decision.state[n]]
    members = tuple(
        _member(facts, *pair) for pair in zip(cell.members, decision.scope.kinds, strict=True)
    )
    label = " × ".join(member.label for member in members)
    lead = found[0] if decision.decided[n] else None
    denied = tuple(d.stated for d in denied_by(decision, cell))
    quiet = _silence(decision, cell)
    complete = quiet.complete if state == "inferred-gap" else ()
    by = int(decision.denied_by[n])
    first = decision.denials[by].stated if by >= 0 else next(iter((*denied, *complete)), None)
    months, short = int(decision.months_since[n]), int(decision.level_short[n])
    row = CoverageRow(
        target=" ".join(cell.members),
        label=label,
        kind=" × ".join(decision.scope.kinds),
        state=state,
        reason=reason(state, decision.scope, lead, first, len(complete)),
        certain=bool(decision.certain[n]),
        partial=bool(decision.partial[n]),
        inherited=bool(decision.inherited[n]),
        evidence=found,
        statements=(*denied, *complete),
        chain=lead.chain if lead else (),
        remarks=(),
        months_since=None if months < 0 else months,
        level_short=None if short < 0 else short,
        one_way=bool(decision.one_way[n]),
        private=not facts.private.isdisjoint(cell.members),
        members=members,
    )
    said = tuple(remarks(decision, cell, row, quiet, parts))
    return replace(row, remarks=said)


def _member(facts: Facts, name: str, kind: str) -> Member:
    return Member(name, name if kind in ("year", "quarter", "month") else facts.name(name), kind)


def denied_by(decision: Decision, cell: Cell) -> Iterator[Denial]:
    """The statements that a cell was not engaged."""
    scope = decision.scope
    themes: tuple[str, ...] | None = tuple(sorted(scope.themes)) or None
    if "theme" in scope.kinds:
        themes = (cell.members[scope.kinds.index("theme")],)
    for denial in decision.denials:
        meant = not denial.targets.isdisjoint(cell.members)
        timely = overlap(denial.period, decision.times[cell.unit])
        if meant and timely and speaks_of(decision.facts, denial.themes, themes):
            yield denial


def _silence(decision: Decision, cell: Cell) -> Silence:
    scope = decision.scope
    if "theme" in scope.kinds:
        return decision.silence((cell.members[scope.kinds.index("theme")],), cell.unit)
    return decision.silence(tuple(sorted(scope.themes)) or None, cell.unit)
