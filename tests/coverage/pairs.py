"""A small programme around one pair, carers and health, that the examples by hand vary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.coverage.oracle import Answer
from tests.coverage.oracle import decide as by_the_oracle
from tests.coverage.programme import Programme, store_of

from uegraph.coverage import coverage

if TYPE_CHECKING:
    from datetime import date

CARERS = {
    "activity": "forum",
    "party": "carers",
    "role": "attendee",
    "level": "consult",
    "direction": "two-way",
    "outcome": "attended",
}
FORUM = {"type": "webinar", "status": "held", "when": "2023-05", "themes": ["health"]}
PAIR = {
    "target_kind": ["audience", "theme"],
    "targets": ["carers", "health"],
    "period": "2021/2024",
}
DENIAL = {"target": "carers", "reason": "No contact was found.", "stated_by": "office"}
EARLY = {"period": "2021/2022-06", "stated_by": "office"}
LATE = {"period": "2022-07/2024", "stated_by": "office"}
NOTHING = Answer("no-evidence", True, False, False)
FULL = Answer("engaged", True, False, False)
PART = Answer("engaged", True, True, False)


def programme(*parts: dict[str, Any], **tables: Any) -> Programme:
    """A forum on health, which carers and those near to them may have attended."""
    made = {
        "audiences": {
            "carers": {"represented_by": "charity"},
            "young-carers": {"broader": ["carers"]},
        },
        "organisations": {"charity": {}, "office": {}, "team": {"unit_of": ["office"]}},
        "unnamed": {"some-carers": {"belongs_to": ["carers"]}},
        "themes": {"health": {}, "covid": {"broader": ["health"]}, "prices": {}},
        "activities": {"forum": FORUM},
        "participations": {f"part{place}": part for place, part in enumerate(parts)},
        "scopes": {"asked": PAIR},
    }
    return made | tables


def asked(**settings: Any) -> dict[str, Any]:
    return {"asked": PAIR | settings}


def forum(**details: Any) -> dict[str, Any]:
    return {"forum": FORUM | details}


def states(made: Programme, as_of: date | None = None) -> dict[tuple[str, ...], Answer]:
    """The program's answer by the ends of the members' IRIs; the oracle has to agree."""
    [result] = coverage(store_of(made), scope="asked", as_of=as_of)
    found = {
        tuple(member.iri.rpartition("/")[2] for member in row.members): Answer(
            row.state, row.certain, row.partial, row.inherited
        )
        for row in result.rows
    }
    told = by_the_oracle(made, made["scopes"]["asked"], "asked", as_of)
    assert {
        tuple(one.rpartition("/")[2] for one in cell): answer for cell, answer in told.items()
    } == found
    return found


def only(made: Programme, as_of: date | None = None) -> Answer:
    [answer] = states(made, as_of).values()
    return answer
