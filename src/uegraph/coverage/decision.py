"""A scope decided: the state of each cell, in arrays.

Cells are numbered by the places of their members, the last kind fastest; calendar units are last.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from uegraph.coverage import strengths
from uegraph.coverage.calendar import UNITS, unit_of
from uegraph.coverage.cells import Cells
from uegraph.coverage.model import STATES
from uegraph.coverage.record import ALWAYS
from uegraph.coverage.statements import Denial, Silence, denials, overlap, silence, speaks_of
from uegraph.coverage.strengths import NOTHING
from uegraph.coverage.weighing import ATTEMPTED, touches, weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.coverage.facts import Facts
    from uegraph.coverage.scope import Scope
    from uegraph.coverage.statements import Themes
    from uegraph.coverage.weighing import Weighed
    from uegraph.dates import Interval

    Column = np.ndarray[Any, Any]

_AT: Final = {state: place for place, state in enumerate(STATES)}
_EPOCH: Final = 719163  # the ordinal of 1970-01-01


class Decision:
    """The state of each cell of a scope, and what it rests on.

    Attributes:
        state: Its place in ``STATES``.
        strength: Of the participation that decides it; ``NOTHING`` where none does.
        ended_by: The last day on which an engagement can have ended, as `Tally` has it.
        one_way: Whether all that bears on it is one-way.
        denied_by: In a conflict, the place of the statement among `denials`; -1 elsewhere.
    """

    def __init__(self, facts: Facts, scope: Scope) -> None:
        self.facts = facts
        self.scope = scope
        timed = scope.kinds[-1] in UNITS
        base = range(len(scope.kinds) - timed)
        self.cells = Cells(facts, scope, base)
        self.units = scope.members[-1] if timed else ("",)
        self.times = [unit_of(u, scope.period) if u else scope.period for u in self.units]
        self.denials = denials(facts, scope)
        self._silences: dict[tuple[Themes, int], Silence] = {}
        shape = (self.cells.size, len(self.units))
        self.state = np.empty(shape, dtype=np.int8)
        self.strength = np.empty(shape, dtype=np.int64)
        self.ended_by = np.empty(shape, dtype=np.int64)
        self.one_way = np.empty(shape, dtype=bool)
        self.denied_by = np.full(shape, -1, dtype=np.int32)
        self._weighed: dict[int, Weighed] = {}
        for place in range(len(self.units)):
            self._decide(place)
        for name in ("state", "strength", "ended_by", "one_way", "denied_by"):
            setattr(self, name, getattr(self, name).reshape(-1))

    def weighed(self, unit: int) -> Weighed:
        """What was weighed of a calendar unit; that of the last one asked for is kept."""
        if unit not in self._weighed:
            period = self.times[unit]
            bounded = bool(self.units[unit])
            self._weighed = {unit: weigh(self.facts, self.scope, period, bounded=bounded)}
        return self._weighed[unit]

    def _decide(self, unit: int) -> None:
        weighed = self.weighed(unit)
        tally = self.cells.tally(weighed)
        self.ended_by[:, unit] = tally.ended_by
        self.one_way[:, unit] = tally.one_way
        applying = self._applying(unit)
        denied = np.zeros(self.cells.size, dtype=bool)
        for _, mask in applying:
            denied |= mask
        conflict, by = self._conflicts(weighed, applying)
        found = tally.strength != NOTHING
        state = np.where(denied, _AT["known-gap"], self._silent(unit))
        state = np.where(found, strengths.outcome_of(tally.strength) + _AT["engaged"], state)
        against = conflict != NOTHING
        state = np.where(against, _AT["conflict"], state)
        out = self._out_of_scope
        self.state[:, unit] = np.where(out, _AT["out-of-scope"], state)
        strength = np.where(against, conflict, tally.strength)
        self.strength[:, unit] = np.where(out, NOTHING, strength)
        self.denied_by[:, unit] = np.where(out, -1, by)

    def _applying(self, unit: int) -> list[tuple[int, Column]]:
        """The statements of non-engagement that speak of some cells of a unit, and of which."""
        found = []
        for place, denial in enumerate(self.denials):
            if overlap(denial.period, self.times[unit]):
                mask = self._spoken_of(denial)
                if mask.any():
                    found.append((place, mask))
        return found

    def _spoken_of(self, denial: Denial) -> Column:
        mask = np.zeros(self.cells.sizes, dtype=bool)
        kinds = [kind for kind in self.scope.kinds if kind not in UNITS]
        for axis in range(len(kinds)):
            members = self.scope.members[axis]
            places = [n for n, member in enumerate(members) if member in denial.targets]
            mask[(slice(None),) * axis + (places,)] = True
        if "theme" in kinds:
            axis = kinds.index("theme")
            holds = [
                speaks_of(self.facts, denial.themes, (theme,)) for theme in self.scope.members[axis]
            ]
            mask &= np.array(holds).reshape([-1 if n == axis else 1 for n in range(len(kinds))])
        elif not speaks_of(self.facts, denial.themes, self._scope_themes):
            mask[...] = False
        return mask.reshape(-1)

    @property
    def _scope_themes(self) -> Themes:
        return tuple(sorted(self.scope.themes)) or None

    def _conflicts(
        self, weighed: Weighed, applying: Sequence[tuple[int, Column]]
    ) -> tuple[Column, Column]:
        """For each cell the engagement that contradicts a statement, and which statement."""
        best = np.full(self.cells.size, NOTHING, dtype=np.int64)
        by = np.full(self.cells.size, -1, dtype=np.int32)
        contests: dict[Interval, Column] = {}
        for place, mask in applying:
            period = self.denials[place].period
            if period not in contests:
                touch = touches(self.facts, weighed, period)
                contests[period] = self.cells.contest(weighed, touch)
            stronger = mask & (contests[period] < best)
            best[stronger] = contests[period][stronger]
            by[stronger] = place
        return best, by

    def _silent(self, unit: int) -> Column:
        """What silence means for each cell of a unit."""
        gap, nothing = _AT["inferred-gap"], _AT["no-evidence"]
        if "theme" not in self.scope.kinds:
            complete = bool(self.silence(self._scope_themes, unit).complete)
            return np.full(self.cells.size, gap if complete else nothing)
        axis = self.scope.kinds.index("theme")
        states = [
            gap if self.silence((theme,), unit).complete else nothing
            for theme in self.scope.members[axis]
        ]
        shape = [-1 if n == axis else 1 for n in range(len(self.cells.sizes))]
        return np.broadcast_to(np.array(states).reshape(shape), self.cells.sizes).reshape(-1)

    def silence(self, themes: Themes, unit: int) -> Silence:
        """What silence means for themes in a unit, worked out once."""
        key = (themes, unit)
        if key not in self._silences:
            self._silences[key] = silence(self.facts, self.scope, themes, self.times[unit])
        return self._silences[key]

    @cached_property
    def _out_of_scope(self) -> Column:
        mask = np.zeros(self.cells.sizes, dtype=bool)
        for axis in range(len(self.cells.sizes)):
            members = self.scope.members[axis]
            places = [n for n, member in enumerate(members) if member in self.scope.out_of_scope]
            mask[(slice(None),) * axis + (places,)] = True
        return mask.reshape(-1)

    @cached_property
    def decided(self) -> Column:
        """Whether a participation decides the state."""
        decided: Column = self.strength != NOTHING
        return decided

    @cached_property
    def certain(self) -> Column:
        """Whether the state holds for every day that inexact dates can mean."""
        conflict = self.state == _AT["conflict"]
        doubt = np.where(
            conflict, strengths.doubtful_of(self.strength), strengths.uncertain_of(self.strength)
        )
        return ~(self.decided & doubt)

    @cached_property
    def partial(self) -> Column:
        """Whether the state rests on a part of the cell only."""
        partial: Column = self.decided & strengths.partial_of(self.strength)
        return partial

    @cached_property
    def inherited(self) -> Column:
        """Whether the state rests on a predecessor only."""
        inherited: Column = self.decided & strengths.inherited_of(self.strength)
        return inherited

    @cached_property
    def level_short(self) -> Column:
        """How many levels the deciding engagement lacks; -1 where that is not known."""
        rank = strengths.rank_of(self.strength)
        known = self.decided & (rank > 0) & (strengths.outcome_of(self.strength) < ATTEMPTED)
        return np.where(known, np.maximum(0, self.scope.rank - rank), -1)

    @cached_property
    def months_since(self) -> Column:
        """Whole months since the latest engagement, at its latest day; -1 where not known."""
        day = self.scope.as_of
        known = (self.ended_by > 0) & (self.ended_by < ALWAYS)
        if not day:
            return np.full(self.ended_by.shape, -1)
        days = np.where(known, self.ended_by, _EPOCH) - _EPOCH
        months = days.astype("datetime64[D]").astype("datetime64[M]")
        inside = days - months.astype("datetime64[D]").astype(np.int64)
        whole = (day.year - 1970) * 12 + day.month - 1 - months.astype(np.int64)
        return np.where(known, np.maximum(0, whole - (day.day - 1 < inside)), -1)


@dataclass(frozen=True, slots=True)
class Cell:
    """The number of a cell, taken apart."""

    number: int
    inner: int
    unit: int
    members: tuple[str, ...]


def cell_of(decision: Decision, number: int) -> Cell:
    """The members of a cell, its calendar unit the last."""
    inner, unit = divmod(number, len(decision.units))
    rest, members = number, []
    for names in reversed(decision.scope.members):
        rest, place = divmod(rest, len(names))
        members.append(names[place])
    return Cell(number, inner, unit, tuple(reversed(members)))
