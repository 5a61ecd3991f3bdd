"""The reason for a state, in one sentence that can stand in a briefing.

What is marked private is never named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage import weighing
from uegraph.dates import in_words, interval

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
        why = f": {stated.reason.rstrip('. ')}" if stated.reason else ""
        return f"{stated.stated_by} states that it was not engaged{why}."
    assert lead is not None, state
    if state == "conflict" and stated:
        return _sentence(
            f"{stated.stated_by} states that it was not engaged{_in_brackets(stated.reason)}, "
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
    over = _over(scope, lead.when)
    plan = "Planned, and whether it took place is not recorded" if over else "Only planned so far"
    return f"{plan}: {deed(lead)}"


def _over(scope: Scope, when: str) -> bool:
    """Whether a time lies wholly before the day of reference."""
    last = interval(when).latest if when else None
    return bool(last and scope.as_of and last < scope.as_of)


def _in_brackets(why: str) -> str:
    return f" ({why.rstrip('. ')})" if why else ""


def _doubtful(lead: Evidence) -> tuple[str, ...]:
    return tuple(part for part in lead.shortfalls if part in _DOUBTFUL.values())


def _qualifiers(lead: Evidence) -> list[str]:
    """What a reader must not overlook: a part only, a predecessor, an inexact date."""
    said = []
    if lead.partial:
        parts = "" if lead.private else "".join(f", '{name}'" for name in lead.parts)
        said.append(f"this concerns only a part of it{parts}")
    if lead.inherited:
        known = " and ".join(f"'{name}'" for name in lead.before)
        body = "a body" if lead.private else known
        said.append(f"this was {body}, before it became what it is now")
    return [*said, *_doubtful(lead)]


def _sentence(main: str, *rest: str) -> str:
    parts = [part.strip().rstrip(".") for part in (main, *rest)]
    return "; ".join(part for part in parts if part) + "."
