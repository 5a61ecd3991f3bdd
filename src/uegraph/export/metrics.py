"""What is measured of coverage, each metric with its meaning: the part that no data changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.coverage import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from uegraph.coverage import CoverageResult, CoverageRow

Value = float | int | bool | None


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that is measured.

    Attributes:
        name: The end of its IRI.
        label: Its name.
        definition: What a value of it means.
        datatype: The prefixed name of the datatype of its values.
        dimension: The prefixed name of the dimension of quality that it belongs to.
        about: The coverage state that it counts; empty for others.
    """

    name: str
    label: str
    definition: str
    datatype: str
    dimension: str = "ldqd:completeness"
    about: str = ""


_INTEGER: Final = "xsd:integer"
_SHARE: Final = "xsd:double"
_FLAG: Final = "xsd:boolean"

LOW: Final = Metric(
    "coverage-low",
    "coverage, low end",
    "The share of the targets in scope that are recorded as engaged, from 0 to 1.",
    _SHARE,
)
HIGH: Final = Metric(
    "coverage-high",
    "coverage, high end",
    "The share of the targets in scope that would be engaged if all without evidence were, "
    "from 0 to 1.",
    _SHARE,
)
TARGETS: Final = Metric(
    "coverage-targets",
    "targets",
    "How many targets are in scope: the denominator of both ends of coverage.",
    _INTEGER,
)
UNCERTAIN: Final = Metric(
    "coverage-uncertain",
    "uncertain states",
    "How many states of targets an inexact date leaves open.",
    _INTEGER,
    "dqv:precision",
)
PARTIAL: Final = Metric(
    "coverage-partial",
    "engaged in part only",
    "How many targets are engaged in part only.",
    _INTEGER,
)
SURE: Final = Metric(
    "coverage-sure",
    "surely engaged",
    "How many targets are engaged for certain and not in part only.",
    _INTEGER,
)
MISSING: Final = Metric(
    "coverage-missing",
    "targets known to be missing",
    "How many targets sources prove to exist that nobody names, at least; no share counts them.",
    _INTEGER,
)
COUNTS: Final = tuple(
    Metric(
        f"coverage-count-{state}",
        f"targets: {state.replace('-', ' ')}",
        f"How many targets have the coverage state '{state.replace('-', ' ')}'.",
        _INTEGER,
        about=f"scheme:coverage-state/{state}",
    )
    for state in STATES
)
IS_CERTAIN: Final = Metric(
    "state-certain",
    "state is certain",
    "Whether the coverage state holds for every day that inexact dates can mean.",
    _FLAG,
    "dqv:precision",
)
IS_PARTIAL: Final = Metric(
    "state-partial",
    "state is partial",
    "Whether the coverage state rests on a part of the target only.",
    _FLAG,
)
IS_INHERITED: Final = Metric(
    "state-inherited",
    "state is inherited",
    "Whether the coverage state rests on a predecessor of the target only.",
    _FLAG,
)
MONTHS: Final = Metric(
    "months-since-engagement",
    "months since engagement",
    "Whole months from the latest engagement to the day of reference.",
    _INTEGER,
    "ldqd:timeliness",
)

METRICS: Final = (
    *(LOW, HIGH, TARGETS, UNCERTAIN, PARTIAL, SURE, MISSING),
    *COUNTS,
    *(IS_CERTAIN, IS_PARTIAL, IS_INHERITED, MONTHS),
)


def _missing(result: CoverageResult) -> int:
    """Of each kind the most that a source proves: two sources may speak of the same ones."""
    most: dict[str, int] = {}
    for one in result.missing:
        most[one.kind] = max(most.get(one.kind, 0), one.stated - one.named)
    return sum(most.values())


OF_SCOPES: Final[Mapping[Metric, Callable[[CoverageResult], Value]]] = {
    LOW: lambda result: result.low,
    HIGH: lambda result: result.high,
    TARGETS: lambda result: result.targets,
    UNCERTAIN: lambda result: result.uncertain,
    PARTIAL: lambda result: result.partial,
    SURE: lambda result: result.sure,
    MISSING: _missing,
    **{
        metric: lambda result, state=state: result.counts[state]  # type: ignore[misc]
        for metric, state in zip(COUNTS, STATES, strict=True)
    },
}
OF_TARGETS: Final[Mapping[Metric, Callable[[CoverageRow], Value]]] = {
    IS_CERTAIN: lambda row: row.certain,
    IS_PARTIAL: lambda row: row.partial,
    IS_INHERITED: lambda row: row.inherited,
    MONTHS: lambda row: row.months_since,
}
