"""Why something that is recorded does not make a target engaged.

Two groups: what bears on the target and counts for less, and what is recorded of it and does not
count at all. For the second, each participation is held against the rules of the scope one by one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from uegraph.coverage.facts import CANCELLED, PLANNED
from uegraph.dates import in_words
from uegraph.explain.rules import times_of
from uegraph.queries import ask

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.coverage.model import Member
    from uegraph.dates.times import Times
    from uegraph.explain.rules import Rules
    from uegraph.store import Store

_LEADING: Final = ("engaged", "attempted", "planned")
_TOPICS: Final = frozenset({"an activity there", "an activity on it"})


@dataclass(frozen=True, slots=True)
class Recorded:
    """A participation that could bear on a target, and by which ways."""

    id: str
    party: str
    activity: str
    activity_name: str
    when: str
    times: Times
    role: str
    role_name: str
    outcome: str
    outcome_name: str
    status: str
    ways: frozenset[str]


@dataclass(frozen=True, slots=True)
class Failed:
    """A rule that a participation fails, in a word and in a sentence."""

    rule: str
    sentence: str


def read_recorded(store: Store, target: str) -> dict[str, Recorded]:
    """Every participation that could bear on a target, by IRI."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in ask(store, "evidence/recorded", target=[target]):
        rows[row["participation_id"]].append(row)
    return {iri: _recorded(iri, found) for iri, found in rows.items()}


def _recorded(iri: str, rows: Sequence[Mapping[str, Any]]) -> Recorded:
    row = rows[0]
    return Recorded(
        id=iri,
        party=row["party_id"],
        activity=row["activity_id"],
        activity_name=row["activity"],
        when=row["when"] or "",
        times=times_of(row["when"] or "", _day(row["first"]), _day(row["last"])),
        role=row["role_id"],
        role_name=row["role"],
        outcome=row["outcome_id"],
        outcome_name=row["outcome"],
        status=row["status_id"] or "",
        ways=frozenset(one["way"] for one in rows),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Links:
    """What activities are on, where, of which type and by whom; of the larger one where blank."""

    by_link: Mapping[str, Mapping[str, frozenset[str]]]
    leads_to: Mapping[str, str]

    def stated(self, activity: str, link: str) -> frozenset[str]:
        """The themes or places of an activity, else those of the series or larger activity."""
        seen: set[str] = set()
        level = {activity}
        while level:
            found = frozenset[str]().union(*(self._of(one, link) for one in level))
            if found:
                return found
            seen |= level
            level = {whole for one in level for whole in self._of(one, "within")} - seen
        return frozenset()

    def wider(self, things: frozenset[str]) -> frozenset[str]:
        """Things and all that they lie in."""
        found: set[str] = set()
        waiting = list(things)
        while waiting:
            here = waiting.pop()
            if here not in found:
                found.add(here)
                waiting += self._of(here, "broader")
        return frozenset(found)

    def organisers(self, activity: str, *, units: bool) -> frozenset[str]:
        """Who organised or hosted an activity, what they became, and whose units they are."""
        found = self._of(activity, "organiser")
        return found | self._of(activity, "organising unit") if units else found

    def types(self, activity: str) -> frozenset[str]:
        """The types of an activity, itself and wider."""
        return self.wider(self._of(activity, "type"))

    def _of(self, thing: str, link: str) -> frozenset[str]:
        return self.by_link.get(link, {}).get(thing, frozenset())


def read_links(store: Store, recorded: Mapping[str, Recorded]) -> Links:
    """The links of the activities of some participations, and what roles and outcomes lead to."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    activities = sorted({one.activity for one in recorded.values()})
    for row in ask(store, "evidence/activity-links", activity=activities):
        found[row["link"]][row["thing"]].add(row["value"])
    return Links(
        {
            link: {thing: frozenset(values) for thing, values in things.items()}
            for link, things in found.items()
        },
        {
            str(row["concept"]): str(row["counts_as"]).rpartition("/")[2]
            for row in ask(store, "coverage/concepts")
            if row["counts_as"]
        },
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """A member of a target, with every participation that could bear on it."""

    member: Member
    recorded: Mapping[str, Recorded]


def failed(rules: Rules, links: Links, one: Recorded, reach: Sequence[Reach]) -> list[Failed]:
    """Every rule of a scope that a participation fails, so that it does not count at all."""
    found = [*_part(links, one), *_activity(rules, links, one), *_members(links, one, reach)]
    return found or [_way(rules, one)]


def _part(links: Links, one: Recorded) -> Iterator[Failed]:
    """What is wrong with the part itself: the role, the outcome, an activity called off."""
    if one.status == CANCELLED:
        yield Failed("cancelled", "The activity was cancelled.")
    if links.leads_to.get(one.role) != "engaged":
        yield Failed(
            "role",
            f"The role was '{one.role_name}'. Who organises, hosts, facilitates or supports is "
            "not thereby engaged.",
        )
    if links.leads_to.get(one.outcome) not in _LEADING:
        yield Failed("outcome", f"The outcome was '{one.outcome_name}', so nothing took place.")


def _activity(rules: Rules, links: Links, one: Recorded) -> Iterator[Failed]:
    """What is wrong with the activity: what it was on, its type, by whom, when."""
    themes = links.wider(links.stated(one.activity, "theme"))
    if rules.themes and not rules.themes & themes:
        yield Failed("theme", "The activity was on none of the themes that count here.")
    if rules.types and not rules.types & links.types(one.activity):
        yield Failed("type", "The activity was of none of the types that count here.")
    bodies = links.organisers(one.activity, units=rules.units)
    if rules.organisers and not rules.organisers & bodies:
        yield Failed("organiser", "None of the bodies whose activities count here organised it.")
    if not _in_time(rules, links, one):
        yield Failed("period", f"It lies outside the period that counts, {_period(rules)}.")


def _in_time(rules: Rules, links: Links, one: Recorded) -> bool:
    """Plans count wherever they lie after the start of the period, and so do future approaches."""
    leads = links.leads_to.get(one.outcome)
    begins = one.times.began_from
    later = bool(rules.as_of and begins and begins > rules.as_of)
    planned = leads == "planned" or (leads == "engaged" and one.status == PLANNED)
    end = None if (later or planned) and not rules.bounded else rules.period.latest
    return one.times.touches(rules.period.earliest, end) != "no"


def _period(rules: Rules) -> str:
    return in_words(rules.period_text) or "which is open"


def _members(links: Links, one: Recorded, reach: Sequence[Reach]) -> Iterator[Failed]:
    """The members of a target that it does not concern."""
    for found in reach:
        member, here = found.member, found.recorded.get(one.id)
        on = f"It was not on the theme '{member.label}'."
        if not here:
            elsewhere = f"It does not concern '{member.label}'."
            yield Failed("elsewhere", on if member.kind == "theme" else elsewhere)
        elif here.ways <= _TOPICS:
            stated = links.stated(one.activity, member.kind)
            if member.iri not in links.wider(stated):
                yield Failed(
                    "elsewhere",
                    f"The activity states a {member.kind} of its own, so that of what it is a part "
                    "of does not apply.",
                )


def _way(rules: Rules, one: Recorded) -> Failed:
    """Why a participation that would count does not bear on the target by its way."""
    if "a unit or part" in one.ways and not rules.units:
        return Failed(
            "unit",
            "Only a unit or part took part. In this scope that does not count for its whole.",
        )
    return Failed(
        "representation",
        "A body that represents it was only spoken to, approached or expected. That does not "
        "speak for those whom it represents.",
    )
