"""Everything that decides the state of one target, in the form in which it can be changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.coverage import CoverageRow, Evidence, State
    from uegraph.coverage.model import Outcome
    from uegraph.dates import Interval
    from uegraph.dates.times import Times
    from uegraph.explain.rules import Rules

_ORDER: Final = ("engaged", "shallow", "stale", "represented", "attempted", "planned")


@dataclass(frozen=True, slots=True)
class Item:
    """A participation that bears on the target, or would, and what a change of it hangs on."""

    times: Times
    outcome: Outcome
    hollow: bool
    recorded: Evidence | None = None

    @property
    def evidence(self) -> Evidence:
        """What is recorded of it; only what is proposed has nothing."""
        assert self.recorded is not None
        return self.recorded

    @property
    def counts(self) -> bool:
        """Whether somebody was engaged, however deeply and whenever in the period."""
        return self.outcome in ("engaged", "shallow", "stale") and not self.hollow

    def at(self, period: Interval) -> bool:
        """Whether it may lie in a time."""
        return self.times.touches(period.earliest, period.latest) != "no"


@dataclass(frozen=True, slots=True)
class Denial:
    """A statement that the target was not engaged, with the time that it speaks of."""

    id: str
    stated_by: str
    period: Interval


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that decides the state of one target in one scope."""

    rules: Rules
    row: CoverageRow
    items: tuple[Item, ...]
    denials: tuple[Denial, ...]

    def state(self) -> State:
        """The state that this gives."""
        if any(self.against(denial) for denial in self.denials):
            return "conflict"
        if self.items:
            return min((item.outcome for item in self.items), key=_ORDER.index)
        return "known-gap" if self.denials else self.rules.silent

    def against(self, denial: Denial) -> list[Item]:
        """The engagements that contradict a denial."""
        return [item for item in self.items if item.counts and item.at(denial.period)]

    def without(self, items: Sequence[Item]) -> Case:
        """The same without some participations, by whichever ways they bear on the target."""
        gone = {item.evidence.participation for item in items}
        kept = (item for item in self.items if item.evidence.participation not in gone)
        return replace(self, items=tuple(kept))
