"""Coverage of the scopes that a graph holds: which ones, which targets, what share."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from uegraph.coverage.facts import read_facts
from uegraph.coverage.judge import judge, judge_of
from uegraph.coverage.model import STATES, CoverageResult
from uegraph.coverage.scope import read_scope
from uegraph.errors import UnknownNameError
from uegraph.queries import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from uegraph.coverage.facts import Facts
    from uegraph.coverage.model import State
    from uegraph.coverage.scope import Scope
    from uegraph.store import Store


def coverage(
    store: Store,
    *,
    scope: str | None = None,
    as_of: date | None = None,
    targets: Sequence[str] | None = None,
) -> list[CoverageResult]:
    """For each target of each scope, whether it was engaged, and how anybody can tell.

    Args:
        store: The graph.
        scope: The slug or IRI of one scope; every scope of the graph when left out.
        as_of: The day from which "recent" and "future" are measured. Left out: the end of the
            scope's period, else the latest day on which a source was published. No clock is read.
        targets: Slugs or IRIs of the only targets to list. The figures stay those of the whole
            scope, so that a shorter list does not change a share.

    Raises:
        UnknownNameError: No such scope or target; near names are offered.
    """
    return decide(read_facts(store), scope=scope, as_of=as_of, targets=targets)


def worst_states(results: Iterable[CoverageResult]) -> dict[str, State]:
    """The state of each target, by IRI; where scopes differ, the one furthest from engaged."""
    found: dict[str, State] = {}
    for result in results:
        for row in result.rows:
            other = found.get(row.target, row.state)
            found[row.target] = max(row.state, other, key=STATES.index)
    return found


def decide(
    facts: Facts,
    *,
    scope: str | None = None,
    as_of: date | None = None,
    targets: Sequence[str] | None = None,
) -> list[CoverageResult]:
    """What `coverage` answers, over facts that were read before."""
    chosen = (
        sorted(facts.scopes) if scope is None else [_one(scope, facts.scopes, "coverage scope")]
    )
    scopes = sorted(
        (read_scope(facts, iri, as_of) for iri in chosen), key=lambda s: (s.name, s.iri)
    )
    listed = None if targets is None else _listed(targets, scopes)
    return [_result(facts, asked, listed) for asked in scopes]


def _one(name: str, known: Iterable[str], what: str) -> str:
    """The one IRI that a slug or IRI names."""
    slugs: dict[str, list[str]] = {}
    for iri in sorted(known):
        slugs.setdefault(iri.rpartition("/")[2], []).append(iri)
        if iri == name:
            return iri
    found = slugs.get(name, [])
    if len(found) == 1:
        return found[0]
    if found:
        raise UnknownNameError(
            f"'{name}' names more than one {what}. Give the IRI: {', '.join(found)}."
        )
    near = nearest(name, slugs) or sorted(slugs)[:5]
    offer = f"Did you mean {' or '.join(near)}?" if near else "The graph holds none."
    raise UnknownNameError(f"No {what} is called '{name}'. {offer}")


def _listed(targets: Sequence[str], scopes: Sequence[Scope]) -> frozenset[str]:
    known = frozenset[str]().union(*(asked.targets | asked.out_of_scope for asked in scopes))
    return frozenset(_one(target, known, "target of coverage") for target in targets)


def _result(facts: Facts, scope: Scope, listed: frozenset[str] | None) -> CoverageResult:
    by = judge_of(facts, scope)
    rows = [judge(by, target) for target in scope.targets | scope.out_of_scope]
    rows.sort(key=lambda row: (row.label, row.target))
    counts = {state: sum(row.state == state for row in rows) for state in STATES}
    engaged = [row for row in rows if row.state == "engaged"]
    total = len(rows) - counts["out-of-scope"]
    return CoverageResult(
        scope=scope.iri,
        name=scope.name,
        kind=scope.kind,
        as_of=scope.as_of,
        period=scope.period_text,
        required_level=facts.name(scope.level),
        targets=total,
        out_of_scope=counts["out-of-scope"],
        counts=MappingProxyType(counts),
        uncertain=sum(not row.certain for row in rows),
        partial=sum(row.partial for row in engaged),
        sure=sum(row.certain and not row.partial for row in engaged),
        low=counts["engaged"] / total if total else None,
        high=(counts["engaged"] + counts["no-evidence"]) / total if total else None,
        rows=tuple(row for row in rows if listed is None or row.target in listed),
    )
