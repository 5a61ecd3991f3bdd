"""Coverage of what is asked: which scopes, which targets, what share."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Unpack

import numpy as np

from uegraph.coverage.decision import Decision
from uegraph.coverage.facts import read_facts
from uegraph.coverage.model import STATES, CoverageResult, Missing
from uegraph.coverage.scope import Asked, Scope, read_scopes
from uegraph.queries.naming import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from uegraph.coverage.facts import Facts
    from uegraph.coverage.model import State
    from uegraph.store import Store


def coverage(store: Store, **asked: Unpack[Asked]) -> list[CoverageResult]:
    """For each target of each scope, whether it was engaged, and how anybody can tell.

    No clock is read: the day of reference is the one given, else the end of the scope's period,
    else the last day that the record tells of.

    Args:
        store: The graph.
        asked: A scope or kinds of target, and what differs from the scope; see `Asked`.

    Raises:
        UnknownNameError: No such scope, target, theme, type, body or level; near names are offered.
        UegraphError: The kinds of target do not go together, or are too many.
        DateError: The period is not a date.
    """
    return decide(read_facts(store), **asked)


def worst_states(results: Iterable[CoverageResult]) -> dict[str, State]:
    """The state of each single target, by IRI; where scopes differ, the furthest from engaged."""
    found: dict[str, State] = {}
    for result in results:
        if len(result.kinds) > 1:
            continue
        for target, state in result.frame.select(result.kind, "state").iter_rows():
            found[target] = max(state, found.get(target, state), key=STATES.index)
    return found


def decide(facts: Facts, **asked: Unpack[Asked]) -> list[CoverageResult]:
    """What `coverage` answers, over facts that were read before."""
    scopes = read_scopes(facts, asked)
    targets = None if asked.get("of") else asked.get("targets")
    listed = None if targets is None else _listed(facts, targets, scopes)
    return [_result(Decision(facts, scope), listed) for scope in scopes]


def _listed(facts: Facts, targets: Sequence[str], scopes: Sequence[Scope]) -> frozenset[str]:
    known = {m: facts.name(m) for scope in scopes for members in scope.members for m in members}
    return frozenset(named(targets, known, "target of coverage", hidden=facts.private))


def _result(decision: Decision, listed: frozenset[str] | None) -> CoverageResult:
    scope, facts = decision.scope, decision.facts
    tally = np.bincount(decision.state, minlength=len(STATES))
    counts = {state: int(tally[place]) for place, state in enumerate(STATES)}
    engaged = decision.state == STATES.index("engaged")
    total = len(decision.state) - counts["out-of-scope"]
    sure = engaged & decision.certain & ~decision.partial
    return CoverageResult(
        scope=scope.iri,
        name=scope.name,
        kind=" × ".join(scope.kinds),
        as_of=scope.as_of,
        period=scope.period_text,
        required_level=facts.name(scope.level),
        targets=total,
        out_of_scope=counts["out-of-scope"],
        counts=MappingProxyType(counts),
        uncertain=int((~decision.certain).sum()),
        partial=int((engaged & decision.partial).sum()),
        sure=int(sure.sum()),
        low=counts["engaged"] / total if total else None,
        high=(counts["engaged"] + counts["no-evidence"]) / total if total else None,
        missing=tuple(_missing(facts, scope)),
        asked=scope,
        decision=decision,
        numbers=_numbers(scope, listed),
    )


def _numbers(scope: Scope, listed: frozenset[str] | None) -> Sequence[int]:
    """The numbers of the cells that are listed: any with a member that was asked for."""
    if listed is None:
        return range(scope.size)
    mask = np.zeros([len(members) for members in scope.members], dtype=bool)
    for axis, members in enumerate(scope.members):
        places = [n for n, member in enumerate(members) if member in listed]
        mask[(slice(None),) * axis + (places,)] = True
    return [int(number) for number in np.flatnonzero(mask)]


def _missing(facts: Facts, scope: Scope) -> Iterator[Missing]:
    """What sources prove to be missing from kinds of which all that is named is asked about."""
    for count in facts.counts:
        if count.kind in scope.all_of and not count.within:
            known = sum(kind == count.kind for kind in facts.kinds.values())
            if known < count.least:
                yield Missing(count.statement, count.name, count.kind, count.least, known)
