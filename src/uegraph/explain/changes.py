"""What would change a state: the least that would have to be recorded, and where it would lead.

Invariant: each promise holds. ``tests/explain`` makes the change and asks coverage again.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from uegraph.coverage import STATES
from uegraph.coverage.calendar import UNITS
from uegraph.dates import day_in_words, in_words
from uegraph.explain.case import Case, Item
from uegraph.explain.pieces import Change, Record
from uegraph.explain.proposals import engagement, silence
from uegraph.explain.rules import BELOW, LISTENING, NO_DIRECTION, NO_LEVEL, ONE_WAY, Rules
from uegraph.explain.words import state_in_words
from uegraph.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.coverage import Evidence
    from uegraph.coverage.scope import Scope
    from uegraph.dates.times import Times

FEW: Final = 3
"""So many participations, at most, are proposed for mending one by one."""


def changes(case: Case) -> tuple[Change, ...]:
    """What would move a state, the engagement first."""
    ways = {
        "out-of-scope": [_taken_in],
        "conflict": [_unsaid, _undone],
        "engaged": [_undone_all, _denied, _aged],
        "shallow": [_mended, engagement_of],
        "stale": [engagement_of],
        "represented": [engagement_of],
        "attempted": [_answered, engagement_of],
        "planned": [_held, engagement_of],
        "known-gap": [_unsaid, engagement_of],
        "inferred-gap": [engagement_of, _unvouched, silence_of],
        "no-evidence": [engagement_of, silence_of],
    }
    return tuple(change for way in ways[case.row.state] for change in islice(way(case), FEW))


def engagement_of(case: Case) -> Iterator[Change]:
    """A new engagement of the target, where it would move the state."""
    proposed = engagement(case.rules, case.row)
    if not proposed:
        return
    planned = proposed.worth == "planned"
    new = Item(proposed.times, proposed.worth, hollow=planned)
    after = replace(case, items=(*case.items, new)).state()
    if STATES.index(after) < STATES.index(case.row.state):
        said = f"{proposed.sentence} would make it {state_in_words(after)}"
        if after == "conflict":
            bodies = listed(denial.stated_by for denial in case.denials)
            said += f": {bodies} states the contrary, and a person must settle it"
        yield Change("add", after, f"{said}.", proposed.records)


def silence_of(case: Case) -> Iterator[Change]:
    """Statements about silence: that the record is complete, that it was not engaged."""
    for found in silence(case.rules, case.row):
        if found.becomes != case.row.state:
            said = f"{found.sentence} would make it {state_in_words(found.becomes)}."
            yield Change("add", found.becomes, said, found.records)


def _taken_in(case: Case) -> Iterator[Change]:
    """The target asked about like the others of its scope."""
    after = case.state()
    asked = case.rules.asked
    mine = {member.iri for member in case.row.members}
    left_out = asked.out_of_scope - mine
    named = {
        member
        for kind, members in zip(asked.kinds, asked.members, strict=True)
        if _listed(asked, kind)
        for member in members
        if member in mine or member not in asked.out_of_scope
    }
    values = {"targets": "|".join(sorted(named)), "out_of_scope": "|".join(sorted(left_out))}
    yield Change(
        "change",
        after,
        f"If the scope did not leave it out, it would be {state_in_words(after)}.",
        (Record("scopes", asked.iri, values),),
    )


def _listed(asked: Scope, kind: str) -> bool:
    """Whether a scope must name its targets of a kind; a blank stands for all but wide ones."""
    return kind not in UNITS and (kind not in asked.all_of or kind in ("place", "characteristic"))


def _unsaid(case: Case) -> Iterator[Change]:
    """The denials that stand in the way, withdrawn."""
    if case.row.state == "conflict":
        wrong = [denial for denial in case.denials if case.against(denial)]
    else:
        wrong = list(case.denials)
    after = replace(case, denials=tuple(d for d in case.denials if d not in wrong)).state()
    what = "statement" if len(wrong) == 1 else f"{len(wrong)} statements"
    are = "is" if len(wrong) == 1 else "are"
    sentence = (
        f"If the {what} of {listed(denial.stated_by for denial in wrong)} that it was not engaged "
        f"{are} wrong and withdrawn, it would be {state_in_words(after)}."
    )
    records = tuple(Record("non_engagements", denial.id, {}) for denial in wrong)
    yield Change("withdraw", after, sentence, records)


def _undone(case: Case) -> Iterator[Change]:
    """The engagements that contradict a denial, taken out."""
    against = [item for denial in case.denials for item in case.against(denial)]
    yield from _gone(
        case, list(dict.fromkeys(against)), "If the record of {} is wrong and taken out"
    )


def _undone_all(case: Case) -> Iterator[Change]:
    """What it rests on, taken out."""
    held = [item for item in case.items if item.outcome == "engaged"]
    records = "this record" if len(held) == 1 else f"these {len(held)} records"
    yield from _gone(case, held, f"It rests on {{}}. Without {records}")


def _gone(case: Case, items: list[Item], said: str) -> Iterator[Change]:
    after = case.without(items).state()
    shown = [item.evidence for item in items if not item.evidence.private]
    what = listed((f"'{found.activity_name}'" for found in shown), few=FEW)
    hidden = len({item.evidence.participation for item in items if item.evidence.private})
    if hidden:
        engagements = "engagement that is" if hidden == 1 else "engagements that are"
        what = listed(part for part in (what, f"{hidden} {engagements} marked private") if part)
    sentence = f"{said.replace('{}', what)}, it would be {state_in_words(after)}."
    ids = dict.fromkeys(found.participation for found in shown)
    # With private ones left out the records alone would not do what is promised.
    records = () if hidden else tuple(Record("participations", one, {}) for one in ids)
    yield Change("withdraw", after, sentence, records)


def _denied(case: Case) -> Iterator[Change]:
    """A denial of an engagement."""
    for found in silence(case.rules, case.row):
        if found.becomes == "known-gap" and any(item.counts for item in case.items):
            said = f"{found.sentence} would make it a conflict, for a person to settle."
            yield Change("add", "conflict", said, found.records)


def _aged(case: Case) -> Iterator[Change]:
    """The day from which it is stale, where nothing more is recorded."""
    rules = case.rules
    held = [item for item in case.items if item.outcome == "engaged"]
    if rules.stale_after is None or any(item.outcome == "planned" for item in case.items):
        return
    ends = [_within(rules, item).ended_by for item in held]
    known = [end for end in ends if end]
    if len(known) < len(ends):
        return
    day = _stale_from(rules, max(known))
    if not day:
        return
    aged = tuple(
        replace(item, outcome="stale") if item.outcome == "engaged" else item for item in case.items
    )
    after = replace(case, items=aged).state()
    sentence = (
        f"Without a later engagement it would be {state_in_words(after)} from "
        f"{day_in_words(day)} on."
    )
    yield Change("ask", after, sentence, as_of=day)


def _stale_from(rules: Rules, end: date) -> date | None:
    """The first day as of which an engagement that ended on a day is stale."""
    assert rules.stale_after is not None
    try:
        day = end + timedelta(days=rules.stale_after * 28)
        while (rules.limit_from(day) or date.min) <= end:
            day += timedelta(days=1)
    except OverflowError:
        return None
    return day


def _within(rules: Rules, item: Item) -> Times:
    return item.times.within(rules.period.earliest, rules.period.latest)


def _mended(case: Case) -> Iterator[Change]:
    """What a shallow participation lacks, recorded."""
    items = [item for item in case.items if item.outcome == "shallow"]
    for item in items:
        values = _better(case.rules, item.evidence)
        said = "If a source shows that its part in {} was " + _recorded_as(case.rules, values)
        yield from _replaced(case, item, values, said, day=case.rules.as_of)


def _better(rules: Rules, found: Evidence) -> dict[str, str]:
    """The cells of a participation that would have to hold something else."""
    values = {}
    short = set(found.shortfalls)
    level = rules.level.rpartition("/")[2]
    if NO_LEVEL in short or any(text.startswith(BELOW) for text in short):
        values["level"] = level
    # To inform is one-way unless it is recorded otherwise.
    if short & {ONE_WAY, LISTENING, NO_DIRECTION} or (level == "inform" and not found.direction):
        values["direction"] = "two-way"
    return values


def _recorded_as(rules: Rules, values: dict[str, str]) -> str:
    words = {"level": f"at the level '{rules.level_name}' or above", "direction": "two-way"}
    return listed(text for name, text in words.items() if name in values)


def _answered(case: Case) -> Iterator[Change]:
    """An approach that led to taking part after all."""
    for item in case.items:
        if item.outcome == "attempted":
            values = {"status": "attended", **_deep(case.rules)}
            said = "If it took part in {} after all, " + _deeply(case.rules)
            yield from _replaced(case, item, values, said, day=case.rules.as_of)


def _held(case: Case) -> Iterator[Change]:
    """A plan that took place."""
    rules = case.rules
    for item in case.items:
        begins, ended = item.times.began_from, item.times.ended_by
        later = bool(rules.as_of and begins and begins > rules.as_of)
        day = ended if later else rules.as_of
        if later and (not ended or case.denials):
            continue
        if item.outcome == "planned":
            values = {"status": "attended", **_deep(rules)}
            said = "Once it has taken part in {}, " + _deeply(rules)
            yield from _replaced(case, item, values, said, day=day)


def _deep(rules: Rules) -> dict[str, str]:
    return {"level": rules.level.rpartition("/")[2], "direction": "two-way"}


def _deeply(rules: Rules) -> str:
    return f"at the level '{rules.level_name}' or above and two-way"


def _replaced(
    case: Case, item: Item, values: dict[str, str], said: str, *, day: date | None
) -> Iterator[Change]:
    """A participation recorded otherwise, where it would then move the state."""
    worth = case.rules.worth(item.times, day=day)
    if not worth or worth == "planned":
        return
    found = item.evidence
    new = replace(item, outcome=worth, hollow=False)
    others = tuple(new if other is item else other for other in case.items)
    after = replace(case, items=others).state()
    if found.private or STATES.index(after) >= STATES.index(case.row.state):
        return
    if "status" in values and after not in ("engaged", "conflict") and _moves_others(case, item):
        return
    records = [Record("participations", found.participation, values)]
    if "status" in values:
        records.append(Record("activities", found.activity, {"status": "held"}))
    time = f" ({in_words(found.when)})" if found.when else ""
    deed = f"'{found.activity_name}'{time}"
    other = day if day != case.rules.as_of else None
    asked = f", asked as of {day_in_words(other)}" if other else ""
    sentence = f"{said.replace('{}', deed)}, it would be {state_in_words(after)}{asked}."
    yield Change("change", after, sentence, tuple(records), as_of=other)


def _moves_others(case: Case, item: Item) -> bool:
    """Whether more than one part hangs on whether and when an activity took place."""
    return any(
        other is not item
        and (other.outcome == "planned" or other.evidence.activity == item.evidence.activity)
        for other in case.items
    )


def _unvouched(case: Case) -> Iterator[Change]:
    """The statements that the record is complete, withdrawn."""
    told = [one for one in case.row.statements if one.kind == "completeness"]
    sentence = (
        f"If {listed(one.stated_by for one in told)} no longer stood by the statement that the "
        "record is complete, it would be no evidence: neither a yes nor a no."
    )
    records = tuple(Record("completeness", one.statement, {}) for one in told)
    yield Change("withdraw", "no-evidence", sentence, records)
