"""The receipt of a state: what it rests on, why it is not more, and what would change it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uegraph.coverage import shareable
from uegraph.coverage.calendar import UNITS
from uegraph.dates import Interval, day_in_words, interval
from uegraph.explain.asking import shown
from uegraph.explain.case import Case, Denial, Item
from uegraph.explain.changes import changes
from uegraph.explain.excluded import Reach, failed, read_links, read_recorded
from uegraph.explain.model import StateReceipt
from uegraph.explain.pieces import Statement, WhyNot
from uegraph.explain.receipts import read_statements, sentence
from uegraph.explain.rules import BELOW, ONE_WAY, SHORTFALLS, read_rules, times_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uegraph.coverage import CoverageResult, CoverageRow, Evidence, Stated
    from uegraph.coverage.model import Member
    from uegraph.explain.excluded import Failed, Recorded
    from uegraph.explain.pieces import Question, Rank
    from uegraph.explain.rules import Rules
    from uegraph.store import Store

_OPEN: Final = Interval(None, None)
_WORDS: Final = {
    "represented": "Only a body that represents it took part, not those concerned themselves.",
    "attempted": "It was approached or signed up, and nothing more is recorded.",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """A target in one scope, with all that was read about it."""

    row: CoverageRow
    lead: Member | None
    rules: Rules
    recorded: Mapping[str, Recorded]
    others: Mapping[str, tuple[Failed, ...]]
    statements: Mapping[str, Statement]


def receipt(
    store: Store, result: CoverageResult, row: CoverageRow, private: frozenset[str],
    rank: Rank | None,
) -> StateReceipt:  # fmt: skip
    """The receipt of one state."""
    about = read_subject(store, row, read_rules(result, row), private)
    clean = shareable(row)
    assert clean is not None, "whoever asks for a private target is refused before"
    used = _used(about, clean)
    hidden = {item.participation for item in row.evidence if item.private}
    hidden |= about.others.keys() - about.statements.keys()
    return StateReceipt(
        scope=result.scope,
        scope_name=result.name,
        as_of=result.as_of,
        period=result.period,
        targets=tuple(member.iri for member in row.members),
        target=row.label,
        state=row.state,
        reason=row.reason,
        certain=row.certain,
        partial=row.partial,
        inherited=row.inherited,
        chain=clean.chain,
        remarks=row.remarks,
        statements=used,
        why_not=tuple(_why_not(about, used)),
        changes=changes(_case(about)),
        rank=rank,
        questions=tuple(_questions(about, used)),
        left_out=len(hidden),
    )


def read_subject(store: Store, row: CoverageRow, rules: Rules, private: frozenset[str]) -> Subject:
    """Read what is recorded of a target, whether it counts or not."""
    reach = [
        Reach(member, read_recorded(store, member.iri))
        for member in row.members
        if member.kind not in UNITS
    ]
    lead = reach[0].member if reach else None
    recorded = reach[0].recorded if reach else {}
    bearing = {item.participation for item in row.evidence}
    rest = {iri: one for iri, one in recorded.items() if iri not in bearing}
    links = read_links(store, rest)
    others = {iri: tuple(failed(rules, links, one, reach)) for iri, one in rest.items()}
    told = {one.statement for one in row.statements}
    statements = read_statements(store, {*bearing, *rest, *told}, private)
    return Subject(row, lead, rules, recorded, others, statements)


def _used(about: Subject, row: CoverageRow) -> tuple[Statement, ...]:
    """What the state rests on: denials first where they decide it, then what bears on it."""
    told = [_as_stated(about, one) for one in row.statements]
    found = [_as_evidence(about, item) for item in row.evidence]
    first = row.state in ("conflict", "known-gap", "inferred-gap")
    return (*told, *found) if first else (*found, *told)


def _as_evidence(about: Subject, item: Evidence) -> Statement:
    found = about.statements.get(item.participation) or _unread(item)
    return replace(
        found,
        counts_as=item.outcome,
        shortfalls=item.shortfalls,
        partial=item.partial,
        inherited=item.inherited,
        chain=item.chain,
    )


def _unread(item: Evidence) -> Statement:
    """A participation that the question passes over, as something in it has no name."""
    found = Statement(
        id=item.participation,
        kind="participation",
        sentence="",
        who=item.party_name,
        activity=item.activity_name,
        activity_id=item.activity,
        role=item.role,
        level=item.level,
        direction=item.direction,
        outcome=item.status,
        when=item.when,
    )
    return replace(found, sentence=sentence(found))


def _as_stated(about: Subject, one: Stated) -> Statement:
    """A statement about silence; who states it is named only where that is not private."""
    bare = about.statements.get(one.statement) or Statement(one.statement, one.kind, "")
    who = about.row.label if one.kind == "non-engagement" else ""
    found = replace(bare, who=who, stated_by=one.stated_by, reason=one.reason)
    return replace(found, sentence=sentence(found))


def _case(about: Subject) -> Case:
    items = tuple(_item(about, item) for item in about.row.evidence)
    denials = tuple(
        Denial(one.statement, one.stated_by, interval(when) if when else _OPEN)
        for one in about.row.statements
        if one.kind == "non-engagement"
        for found in [about.statements.get(one.statement)]
        for when in [found.when if found else ""]
    )
    return Case(about.rules, about.row, items, denials)


def _item(about: Subject, item: Evidence) -> Item:
    one = about.recorded.get(item.participation)
    return Item(
        times=one.times if one else times_of(item.when, None, None),
        outcome=item.outcome,
        hollow=ONE_WAY in item.shortfalls or item.outcome in ("attempted", "planned"),
        recorded=item,
    )


def _why_not(about: Subject, used: Sequence[Statement]) -> Iterator[WhyNot]:
    """The rules that stand between the target and "engaged", with what fails each."""
    state = about.row.state
    if state == "engaged":
        if about.row.partial:
            parts = tuple(one for one in used if one.counts_as == "engaged")
            yield WhyNot("part", "Only a part of it was engaged, as far as is recorded.", parts)
        return
    if state == "out-of-scope":
        yield WhyNot("out-of-scope", "The scope leaves it out on purpose, so it is not judged.")
        return
    yield from _denials(used)
    yield from _short(about, used)
    yield from _others(about)
    if not used and not about.others:
        yield WhyNot("nothing-recorded", "No part of it in any activity is recorded.")


def _denials(used: Sequence[Statement]) -> Iterator[WhyNot]:
    told = tuple(one for one in used if one.kind == "non-engagement")
    if told:
        yield WhyNot("denied", "A source states that it was not engaged.", told)


def _short(about: Subject, used: Sequence[Statement]) -> Iterator[WhyNot]:
    """What bears on it and is worth less than engaged, rule by rule."""
    found: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in used:
        for missed in _rules_missed(about, one):
            found[missed].append(one)
    for rule, statements in found.items():
        yield WhyNot(*rule, tuple(statements))


def _rules_missed(about: Subject, one: Statement) -> Iterator[tuple[str, str]]:
    rules = about.rules
    if one.counts_as == "shallow":
        for text in one.shortfalls:
            if text in SHORTFALLS:
                rule, told = SHORTFALLS[text]
                yield rule, f"{told[0].upper()}{told[1:]}."
            elif text.startswith(BELOW):
                yield "below-level", f"It was below the level '{rules.level_name}'."
    elif one.counts_as == "stale":
        since = day_in_words(rules.as_of)
        yield "stale", f"It ended more than {rules.stale_after} months before {since}."
    elif one.counts_as == "planned":
        yield "planned", f"It is only planned, or lies after {day_in_words(rules.as_of)}."
    elif one.counts_as in _WORDS:
        yield one.counts_as, _WORDS[one.counts_as]


def _others(about: Subject) -> Iterator[WhyNot]:
    """What is recorded of it and does not count, rule by rule; nothing private is named."""
    found: dict[Failed, list[Statement]] = defaultdict(list)
    for iri, rules in about.others.items():
        for rule in rules if iri in about.statements else ():
            texts = tuple(one.sentence for one in rules)
            found[rule].append(replace(about.statements[iri], shortfalls=texts))
    for rule, statements in sorted(
        found.items(), key=lambda pair: (pair[0].rule, pair[0].sentence)
    ):
        yield WhyNot(rule.rule, rule.sentence, tuple(statements))


def _questions(about: Subject, used: Iterable[Statement]) -> Iterator[Question]:
    ids = sorted({one.id for one in used})
    if ids:
        yield shown("The statements that the state rests on.", "statements", statement=ids)
    if about.lead:
        told = "All that is recorded and could bear on it, whether it counts or not."
        yield shown(told, "recorded", target=[about.lead.iri])
