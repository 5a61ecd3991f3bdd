"""What is said of all this: relations, judgements, what counts, what is whole and what is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from uegraph.generate.bodies import called
from uegraph.generate.chance import Chance, Shares
from uegraph.generate.rows import Line
from uegraph.generate.sources import PLANNED, evidence
from uegraph.generate.when import FIRST_YEAR, YEARS, at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.generate.plan import Plan
    from uegraph.generate.rows import Cells

_RELATIONS: Final = Shares({"works-with": 24, "advises": 12, "supports": 14, "funds": 10,
                            "oversees": 8, "has-interest-in": 12, "represents": 10,
                            "learnt-from": 5, "linked-with": 5})  # fmt: skip
_PERIOD: Final = f"{PLANNED - 5}/{PLANNED - 1}"
_REASONS: Final = (
    "Nobody knew whom to ask.",
    "The budget was spent before the last round.",
    "The invitation went out in English alone.",
    "It was left for the next year.",
)


def relations(plan: Plan) -> Iterator[Line]:
    """Who oversees, advises, funds or works with whom; some have an interest in a theme."""
    for number in range(plan.relations):
        chance = Chance(plan.seed, "relation", number)
        kind = chance.pick(_RELATIONS)
        one, other = chance.often(plan.bodies), chance.below(plan.bodies - 1)
        other += other >= one  # never with itself
        to = f"organisation/b{other}"
        if kind == "has-interest-in":
            to = f"theme/t{chance.below(plan.themes)}"
        elif kind == "represents":
            to = f"audience/g{chance.below(plan.audiences)}"
        cells: Cells = {"from": f"organisation/b{one}", "type": kind, "to": to}
        if chance.yes(0.3):
            cells["themes"] = f"theme/t{chance.below(plan.themes)}"
        if chance.yes(0.4):
            since = date(FIRST_YEAR + chance.below(YEARS), 1 + chance.below(12), 1)
            cells["when"] = at(chance, since, "open").value
        if chance.yes(0.01):
            cells["private"] = "yes"
        yield evidence(plan, chance, Line(f"rel-{number}", cells))


def assessments(plan: Plan) -> Iterator[Line]:
    """How much power and interest bodies have on a theme, in somebody's judgement."""
    for number in range(plan.assessments):
        chance = Chance(plan.seed, "assessment", number)
        body = called(f"organisation/b{number % plan.bodies}", chance)
        year = PLANNED - 1 - chance.below(4)
        cells: Cells = {
            "stakeholder": body if chance.yes(0.8) else f"audience/g{number % plan.audiences}",
            "topic": f"theme/t{chance.below(min(3, plan.themes))}",
            "power": f"{1 + chance.below(5)}",
            "interest": f"{1 + chance.below(5)}",
            "legitimacy": f"{1 + chance.below(5)}" if chance.yes(0.4) else "",
            "urgency": f"{1 + chance.below(5)}" if chance.yes(0.4) else "",
            "assessed_by": "organisation/b0",
            "when": at(chance, date(year, 3, 1), "month").value,
            "private": "yes" if chance.yes(0.1) else "",
        }
        yield evidence(plan, chance, Line(f"as-{number}", cells), year)


def scopes(_plan: Plan) -> Iterator[Line]:
    """What shall be covered, and how deeply: three yardsticks for the last five years."""
    told: tuple[tuple[str, str, Cells], ...] = (
        ("audiences", "Every audience", {"target_kind": "audience", "stale_after_months": "24"}),
        ("bodies", "Every organisation", {"target_kind": "organisation", "count_units": "yes"}),
        ("themes", "Audiences on the first theme", {"target_kind": "audience",
                                                    "themes": "theme/t0", "two-way": "yes"}),
    )  # fmt: skip
    for name, title, more in told:
        yield Line(name, {"name": title, "required_level": "consult", "period": _PERIOD, **more})


def completeness(plan: Plan) -> Iterator[Line]:
    """That all was written down, said for the first theme only."""
    chance = Chance(plan.seed, "completeness", 0)
    cells: Cells = {
        "scope": "scope/themes",
        "themes": "theme/t0",
        "period": _PERIOD,
        "stated_by": "organisation/b0",
        "when": f"{PLANNED - 1}-12",
    }
    yield evidence(plan, chance, Line("first-theme", cells), PLANNED - 1)


def non_engagements(plan: Plan) -> Iterator[Line]:
    """Whom nobody reached, and why; a few of them were reached after all, so it says."""
    for number in range(1, plan.audiences, 9):
        chance = Chance(plan.seed, "silence", number)
        cells: Cells = {
            "target": f"audience/g{plan.audiences - number}",
            "scope": "scope/audiences",
            "period": _PERIOD,
            "reason": chance.one(_REASONS),
            "stated_by": "organisation/b0",
        }
        yield evidence(plan, chance, Line(f"silence-{number}", cells), PLANNED - 1)


def counts(plan: Plan) -> Iterator[Line]:
    """How many there are in truth, more than the tables name."""
    told = (
        ("themes", "Themes of the programme", plan.themes + 3, "exactly"),
        ("organisations", "Bodies on the mailing list", plan.bodies * 2, "at-least"),
    )
    for number, (of, name, count, bound) in enumerate(told):
        chance = Chance(plan.seed, "count", number)
        cells: Cells = {
            "name": name,
            "of": of,
            "count": f"{count}",
            "bound": bound,
            "when": f"{PLANNED - 1}-12",
        }
        yield evidence(plan, chance, Line(f"count-{number}", cells), PLANNED - 1)
