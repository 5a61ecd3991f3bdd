"""The state of one target: the first of ``STATES`` that holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.coverage.bearing import Bearing, bearings, weigher
from uegraph.coverage.model import CoverageRow, Evidence, Stated
from uegraph.coverage.scope import ONE_WAY
from uegraph.coverage.statements import NonEngagement, completeness, in_part, non_engagements, up_to
from uegraph.coverage.times import Times, months_between
from uegraph.coverage.words import deed, reason
from uegraph.dates import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from uegraph.coverage.bearing import Weigher
    from uegraph.coverage.facts import Facts, Participation
    from uegraph.coverage.model import State
    from uegraph.coverage.scope import Scope

_PART: Final = "Its part '{}' was engaged, in {}; that does not count for the whole."


@dataclass(frozen=True, slots=True)
class _Verdict:
    state: State
    lead: Bearing | None = None
    stated: Stated | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Judge:
    """Everything that the targets of one scope are judged by."""

    facts: Facts
    scope: Scope
    weighed: Weigher
    denied: Mapping[str, tuple[NonEngagement, ...]]
    complete: tuple[Stated, ...]
    complete_in_part: tuple[str, ...]
    complete_up_to: tuple[tuple[str, date], ...]


def judge_of(facts: Facts, scope: Scope) -> Judge:
    """The judge of a scope."""
    return Judge(
        facts,
        scope,
        weigher(facts, scope),
        non_engagements(facts, scope),
        completeness(facts, scope),
        in_part(facts, scope),
        up_to(facts, scope),
    )


def judge(by: Judge, target: str) -> CoverageRow:
    """The state of a target, with its reason and all that bears on it."""
    facts = by.facts
    kind = facts.kinds.get(target, by.scope.kind)
    found = bearings(facts, target, kind, by.weighed)
    denied = by.denied.get(target, ())
    verdict = _verdict(by, target, found, denied)
    order = sorted(found, key=lambda bearing: bearing is not verdict.lead)
    evidence = tuple(_evidence(facts, target, bearing) for bearing in order)
    lead = evidence[0] if verdict.lead else None
    silent = verdict.state == "inferred-gap"
    return CoverageRow(
        target=target,
        label=facts.name(target),
        kind=kind,
        state=verdict.state,
        reason=reason(verdict.state, by.scope, lead, verdict.stated),
        certain=verdict.certain,
        partial=bool(lead and lead.partial),
        inherited=bool(lead and lead.inherited),
        evidence=evidence,
        statements=(*(other.stated for other in denied), *(by.complete if silent else ())),
        chain=lead.chain if lead else (),
        remarks=(*_remarks(by, target, kind, verdict, denied), *_also_represented(evidence, lead)),
        months_since=_months_since(by, found),
        level_short=verdict.lead.weighed.lacking if verdict.lead else None,
        one_way=bool(found) and all(ONE_WAY in bearing.weighed.shortfalls for bearing in found),
        private=target in facts.private,
    )


def _verdict(
    by: Judge, target: str, found: list[Bearing], denied: tuple[NonEngagement, ...]
) -> _Verdict:
    if target in by.scope.out_of_scope:
        return _Verdict("out-of-scope")
    conflict = _conflict(by, found, denied)
    if conflict:
        return conflict
    if found:
        return _Verdict(found[0].outcome, found[0], certain=found[0].certain)
    if denied:
        return _Verdict("known-gap", stated=denied[0].stated)
    if by.complete:
        return _Verdict("inferred-gap", stated=by.complete[0])
    return _Verdict("no-evidence")


def _conflict(
    by: Judge, found: list[Bearing], denied: tuple[NonEngagement, ...]
) -> _Verdict | None:
    """A statement of non-engagement beside an engagement in the time that it speaks of."""
    touched = [
        (touch != "yes" or not bearing.weighed.placed, place, stated.stated, bearing)
        for stated in denied
        for place, bearing in enumerate(found)
        if bearing.counts
        for touch in [_times(by, bearing).touches(stated.period.earliest, stated.period.latest)]
        if touch != "no"
    ]
    if not touched:
        return None
    doubtful, _, stated, lead = min(touched, key=lambda item: item[:2])
    return _Verdict("conflict", lead, stated, certain=not doubtful)


def _evidence(facts: Facts, target: str, bearing: Bearing) -> Evidence:
    part = bearing.part
    activity = facts.activities[part.activity]
    chain = (target, *bearing.via)
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
        outcome=bearing.outcome,
        certain=bearing.certain,
        partial=bearing.partial,
        inherited=bearing.inherited,
        shortfalls=bearing.weighed.shortfalls,
        chain=(*(facts.name(iri) for iri in chain), activity.name),
        passages=facts.passages.get(part.iri, ()),
        rows=facts.rows.get(part.iri, ()),
        private=not facts.private.isdisjoint((*chain[1:], part.iri, part.activity, part.party)),
    )


def _remarks(
    by: Judge, target: str, kind: str, verdict: _Verdict, denied: tuple[NonEngagement, ...]
) -> Iterable[str]:
    if denied and verdict.state not in ("conflict", "known-gap", "out-of-scope"):
        yield f"{denied[0].stated.stated_by} states that it was not engaged."
    if not verdict.lead and verdict.state != "out-of-scope":
        yield from _other_parts(by.facts, target)
    if verdict.state == "no-evidence":
        yield from _half_complete(by)
    if kind == "organisation" and verdict.state not in ("engaged", "out-of-scope"):
        yield from _parts(by, target)


def _half_complete(by: Judge) -> Iterable[str]:
    """Statements of completeness that fall short of the scope: of some bodies, or of a time."""
    if by.complete_in_part:
        yield f"Only the activities of {', '.join(by.complete_in_part)} are all recorded."
    for name, day in by.complete_up_to:
        yield f"{name} states that the record is complete only up to {in_words(day.isoformat())}."


def _also_represented(evidence: tuple[Evidence, ...], lead: Evidence | None) -> Iterable[str]:
    """Who else speaks for an audience of which only a part was engaged, each body once."""
    if not lead or not lead.partial:
        return
    spoken: dict[tuple[bool, str], list[Evidence]] = {}
    for item in evidence[1:]:
        if item.outcome == "represented" and not item.private:
            spoken.setdefault((item.partial, item.party_name), []).append(item)
    for (partial, body), items in sorted(spoken.items()):
        more = len({item.activity for item in items}) - 1
        others = f" and {more} other activit{'y' if more == 1 else 'ies'}" if more else ""
        part = "in part " if partial else ""
        yield f"Also represented {part}by '{body}' in {deed(items[0])}{others}."


def _other_parts(facts: Facts, target: str) -> Iterable[str]:
    """What it took part in without being engaged in this scope: as an organiser, or elsewhere."""
    if target in facts.private:
        return
    shown = [part for part in facts.by_party.get(target, ()) if part.iri not in facts.private]
    other = [part for part in shown if facts.counts_as(part.role) != "engaged"]
    if other:
        roles = _listed(sorted({facts.name(part.role) for part in other}))
        yield f"It is recorded in {_activities(other)} as {roles}, which is not being engaged."
    outside = [part for part in shown if facts.counts_as(part.role) == "engaged"]
    if outside:
        yield (
            f"It is recorded in {_activities(outside)} that this scope does not count: of another "
            "time, theme or type, or cancelled."
        )


def _activities(parts: list[Participation]) -> str:
    count = len({part.activity for part in parts})
    return "1 activity" if count == 1 else f"{count} activities"


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _parts(by: Judge, target: str) -> Iterable[str]:
    for unit in sorted(by.facts.within([target], "~unit of") - {target}):
        found = bearings(by.facts, unit, "organisation", by.weighed)
        if found and found[0].outcome == "engaged" and unit not in by.facts.private:
            yield _PART.format(by.facts.name(unit), deed(_evidence(by.facts, unit, found[0])))


def _months_since(by: Judge, found: list[Bearing]) -> int | None:
    """Whole months since the latest engagement, at the latest day that its time can mean."""
    days = [_times(by, bearing).ended_by for bearing in found if bearing.counts]
    known = [day for day in days if day]
    if not known or not by.scope.as_of or None in days:
        return None
    return months_between(max(known), by.scope.as_of)


def _times(by: Judge, bearing: Bearing) -> Times:
    return by.facts.activities[bearing.part.activity].times
