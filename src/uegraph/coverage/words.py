"""The reason for a state, in one sentence that can stand in a briefing.

What is marked private is never named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage import weighing
from uegraph.dates import in_words

if TYPE_CHECKING:
    from uegraph.coverage.facts import Facts
    from uegraph.coverage.model import Evidence, State, Stated
    from uegraph.coverage.scope import Scope

_PRIVATE: Final = "an engagement that is marked private"
_DOUBTFUL: Final = {
    weighing.UNDATED: "undated",
    weighing.OUTSIDE: "its date is not exact and it may lie outside the period",
    weighing.LATER: "its date is not exact and it may lie after the day of reference",
    weighing.OLDER: "its date is not exact and it may be too long ago",
}


def reason(
    state: State,
    scope: Scope,
    lead: Evidence | None,
    stated: Stated | None,
    vouching: int,
) -> str:
    """Why a target has its state.

    Args:
        state: The state.
        scope: The scope in which it has it.
        lead: The evidence that decides it, where evidence does.
        stated: The statement that decides it, where a statement does.
        vouching: How many statements of completeness it takes together.
    """
    if state == "out-of-scope":
        return "Left out of this scope on purpose."
    if state == "no-evidence":
        return (
            "No engagement is recorded, and nobody states that the record is complete: this is "
            "neither a yes nor a no."
        )
    if state == "inferred-gap" and stated:
        said = f"{stated.stated_by} states that the record is complete"
        if vouching > 1:
            said = (
                f"{vouching} statements, the first by {stated.stated_by}, say that the record is "
                "complete"
            )
        return f"No engagement is recorded, and {said}."
    if state == "known-gap" and stated:
        return _sentence(f"{stated.stated_by} states that it was not engaged", stated.reason)
    assert lead is not None, state
    if state == "conflict" and stated:
        return _sentence(
            f"{stated.stated_by} states that it was not engaged ({stated.reason.rstrip('. ')}), "
            f"yet an engagement is recorded, {deed(lead)}",
            *_qualifiers(lead),
        )
    return _sentence(_main(state, scope, lead), *_qualifiers(lead))


def shortfalls(code: int, facts: Facts, scope: Scope) -> tuple[str, ...]:
    """A sum of codes in words."""
    said = {
        weighing.NO_LEVEL: "level not recorded",
        weighing.BELOW: f"below the level '{facts.name(scope.level)}'",
        weighing.ONE_WAY: "one-way only",
        weighing.LISTENING: "not two-way",
        weighing.NO_DIRECTION: "direction not recorded",
        **_DOUBTFUL,
    }
    return tuple(words for bit, words in said.items() if code & bit)


def deed(lead: Evidence) -> str:
    """An activity with its time, or that it is private."""
    if lead.private:
        return _PRIVATE
    return f"'{lead.activity_name}'" + (f" ({in_words(lead.when)})" if lead.when else "")


def _main(state: State, scope: Scope, lead: Evidence) -> str:
    if state == "engaged":
        level = f"at the level '{lead.level}'"
        way = f", {lead.direction}," if lead.direction else ""
        return f"Engaged {level}{way} in {deed(lead)}"
    if state == "shallow":
        why = ", ".join(part for part in lead.shortfalls if part not in _doubtful(lead))
        return f"Reached, but not as this scope requires ({why}), in {deed(lead)}"
    if state == "stale":
        since = in_words(scope.as_of.isoformat()) if scope.as_of else "the day of reference"
        return f"Last engaged more than {scope.stale_after} months before {since}, in {deed(lead)}"
    if state == "represented":
        body = "a body" if lead.private else f"'{lead.party_name}', a body"
        return f"Engaged only through {body} that represents it, in {deed(lead)}"
    if state == "attempted":
        return f"Approached for {deed(lead)} with the outcome '{lead.status}', and nothing more"
    return f"Only planned so far: {deed(lead)}"


def _doubtful(lead: Evidence) -> tuple[str, ...]:
    return tuple(part for part in lead.shortfalls if part in _DOUBTFUL.values())


def _qualifiers(lead: Evidence) -> list[str]:
    """What a reader must not overlook: a part only, a predecessor, an inexact date."""
    said = []
    if lead.partial:
        said.append("this concerns only a part of it" + _through(lead, lead.parts))
    if lead.inherited:
        said.append("this was before it became what it is now" + _through(lead, lead.before))
    return [*said, *_doubtful(lead)]


def _through(lead: Evidence, names: tuple[str, ...]) -> str:
    return "" if lead.private else "".join(f", '{name}'" for name in names)


def _sentence(main: str, *rest: str) -> str:
    parts = [part.strip().rstrip(".") for part in (main, *rest)]
    return "; ".join(part for part in parts if part) + "."
