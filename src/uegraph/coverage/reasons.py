"""The reasons for the states of many targets at once, for those who need no more than these.

Each is the one of its row in ``CoverageResult.rows``, which also reads where it is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage.decision import cell_of
from uegraph.coverage.evidence import leads
from uegraph.coverage.model import STATES
from uegraph.coverage.words import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.coverage.model import CoverageResult

_ALIKE: Final = ("no-evidence", "out-of-scope")
"""The states that have one reason, whoever has them."""

_STATED: Final = ("conflict", "known-gap", "inferred-gap")
"""The states that rest on a statement: there are few, and their rows are made."""

_AT_ONCE: Final = 2_000


def reasons(result: CoverageResult) -> Iterator[str]:
    """Why each target has its state, in the order of the frame."""
    for first in range(0, len(result.numbers), _AT_ONCE):
        yield from _reasons(result, range(first, min(first + _AT_ONCE, len(result.numbers))))


def _reasons(result: CoverageResult, places: range) -> Iterator[str]:
    decision = result.decision
    numbers = [int(result.numbers[place]) for place in places]
    states = [STATES[decision.state[number]] for number in numbers]
    cells = [
        cell_of(decision, number)
        for number, state in zip(numbers, states, strict=True)
        if state not in (*_ALIKE, *_STATED)
    ]
    found = leads(decision, cells) if cells else {}
    for place, number, state in zip(places, numbers, states, strict=True):
        if state in _STATED:
            yield result.rows[place].reason
        else:
            yield reason(state, decision.scope, found.get(number), None, 0)
