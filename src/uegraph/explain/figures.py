"""The receipt of a scope's share: numerator and denominator by name, and how to see both."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from uegraph.coverage import STATES
from uegraph.explain.asking import shown
from uegraph.explain.model import FigureReceipt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.coverage import CoverageResult, State
    from uegraph.explain.pieces import Question


def figure_receipt(result: CoverageResult) -> FigureReceipt:
    """What the share of one scope is made of."""
    names: dict[State, list[str]] = {state: [] for state in STATES}
    hidden: Counter[State] = Counter()
    deciding = []
    for row in result.rows:
        if row.private:
            hidden[row.state] += 1
            continue
        names[row.state].append(row.label)
        if row.state == "engaged" and not row.evidence[0].private:
            deciding.append(row.evidence[0].participation)
    return FigureReceipt(
        scope=result.scope,
        scope_name=result.name,
        kind=result.kind,
        as_of=result.as_of,
        period=result.period,
        required_level=result.required_level,
        targets=result.targets,
        engaged=result.counts["engaged"],
        no_evidence=result.counts["no-evidence"],
        low=result.low,
        high=result.high,
        partial=result.partial,
        uncertain=result.uncertain,
        names={state: tuple(found) for state, found in names.items() if found},
        private={state: hidden[state] for state in STATES if hidden[state]},
        remarks=tuple(_remarks(result)),
        questions=tuple(_questions(result, sorted(set(deciding)))),
    )


def _remarks(result: CoverageResult) -> Iterator[str]:
    """What the share cannot tell."""
    yield (
        "The targets are those that somebody wrote down. Whoever is not on the list is not in "
        "the figure."
    )
    for missing in result.missing:
        yield (
            f"'{missing.name}': a source counts at least {missing.stated}, of which "
            f"{missing.named} are named. The others are not in the figure."
        )
    if result.counts["no-evidence"]:
        yield (
            "For those with no evidence nothing is recorded, and nobody states that the record "
            "is complete. They may or may not have been engaged."
        )


def _questions(result: CoverageResult, deciding: list[str]) -> Iterator[Question]:
    if result.scope:
        yield shown("The targets of the scope.", "targets", scope=[result.scope])
    if deciding:
        yield shown(
            "The statement that decides it, for each target that is engaged.",
            "statements",
            statement=deciding,
        )
