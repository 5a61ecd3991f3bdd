"""What to do next about a gap: one sentence or two, from its state and evidence alone.

What is marked private is never named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage.calendar import UNITS, unit_of
from uegraph.coverage.words import deed
from uegraph.dates import Interval, in_words, interval

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.coverage import CoverageResult, CoverageRow

_HEARD: Final = {
    "one-way only": " that asks as well as tells",
    "not two-way": " that goes both ways",
    "direction not recorded": " that goes both ways",
}
_JOINED: Final = {"place": " in '{}'", "theme": " on '{}'"}
_TO_BE_DONE: Final = (
    "known-gap", "inferred-gap", "attempted", "stale", "represented", "shallow",
)  # fmt: skip


def next_step(result: CoverageResult, row: CoverageRow) -> str:
    """What could be done about a gap, as a sentence that starts with a verb.

    Nothing is advised beyond what the state and its evidence give reason for; whether it is worth
    doing is for people to judge.

    Args:
        result: The coverage of the scope.
        row: A target of it that is a gap.
    """
    steps = [_STEPS[row.state](result, row), *_besides(row), *_too_late(result, row)]
    return " ".join(step for step in steps if step)


def _no_evidence(_: CoverageResult, row: CoverageRow) -> str:
    return (
        f"Ask who has met {_name(row)}, and have it recorded; if nobody has, have somebody "
        "state that the record is complete."
    )


def _inferred_gap(result: CoverageResult, row: CoverageRow) -> str:
    by = dict.fromkeys(told.stated_by for told in row.statements if told.kind == "completeness")
    vouch = f"; {' and '.join(by)} vouch{'es' * (len(by) == 1)} that nobody has yet" if by else ""
    return f"Approach {_name(row, _over(result, row))}{vouch}."


def _known_gap(result: CoverageResult, row: CoverageRow) -> str:
    told = next((told for told in row.statements if told.kind == "non-engagement"), None)
    why = told.reason.strip().rstrip(".") if told else ""
    reason = f", and settle first what is said to have stood in the way: {why}" if why else ""
    return f"Approach {_name(row, _over(result, row))}{reason}."


def _conflict(_: CoverageResult, row: CoverageRow) -> str:
    told = next((told.stated_by for told in row.statements if told.kind == "non-engagement"), "")
    by = told or "the source that denies it"
    both = f"{by} and those who recorded {deed(row.evidence[0])}"
    return f"Ask {both} which is right, and have the other corrected."


def _attempted(_: CoverageResult, row: CoverageRow) -> str:
    lead = row.evidence[0]
    outcome = "" if lead.private else f", where the outcome was '{lead.status}'"
    other = "another time, place, form or go-between"
    return f"Try another way than {deed(lead)}{outcome}: {other}; and ask why."


def _planned(result: CoverageResult, row: CoverageRow) -> str:
    lead, day = row.evidence[0], result.as_of
    last = interval(lead.when).latest if lead.when and not lead.private else None
    if last and day and last < day:
        return f"Find out whether {deed(lead)} was held; if so, record who took part."
    return f"Hold what is planned, {deed(row.evidence[0])}, and record who took part."


def _represented(result: CoverageResult, row: CoverageRow) -> str:
    lead = row.evidence[0]
    body = "a body that represents it" if lead.private else f"'{lead.party_name}'"
    return f"Approach {_name(row, _over(result, row))} directly; {body} may open the door."


def _stale(result: CoverageResult, row: CoverageRow) -> str:
    months = row.months_since
    when = "" if row.evidence[0].private else in_words(row.evidence[0].when)
    least = "at least " if when.startswith("some time") else ""
    ago = f", {least}{months} months ago" if months and months > 1 else ""
    whom = _name(row, _over(result, row))
    return f"Renew the contact with {whom}; the latest was {deed(row.evidence[0])}{ago}."


def _shallow(result: CoverageResult, row: CoverageRow) -> str:
    lead = row.evidence[0]
    heard = next((_HEARD[why] for why in lead.shortfalls if why in _HEARD), "")
    blank = [not lead.level and "level", bool(heard) and not lead.direction and "direction"]
    lacks = row.level_short or (heard and lead.direction)
    if not lacks and any(blank):
        wanted = " and ".join(name for name in blank if name)
        return f"Find out and record the {wanted} of {deed(lead)}; it may have been enough."
    level = f" at the level '{result.required_level}' or above" if row.level_short else ""
    return f"Deepen it: follow {deed(lead)} with something{level}{heard}."


def _besides(row: CoverageRow) -> list[str]:
    """What would make the state surer: a part that is not the whole, a date that is not exact."""
    lead = row.evidence[0] if row.evidence and row.chain else None
    if not lead:
        return []
    said = []
    if row.partial:
        parts = "" if lead.private else "".join(f", '{part}'" for part in lead.parts)
        said.append(f"Go beyond the part of it that this concerns{parts}.")
    if not row.certain:
        said.append("Find out the date, which leaves the state open.")
    return said


def _over(result: CoverageResult, row: CoverageRow) -> str:
    """The calendar unit that a gap is about, where nothing can take place in it any more."""
    day = result.as_of
    units = [member.label for member in row.members if member.kind in UNITS]
    ends = [unit_of(unit, Interval(None, None)).latest for unit in units] if day else []
    return units[0] if ends and day and ends[0] and ends[0] <= day else ""


def _too_late(result: CoverageResult, row: CoverageRow) -> list[str]:
    """That what is done now is done in a later calendar unit than the one asked about."""
    unit = _over(result, row) if row.state in _TO_BE_DONE else ""
    return [f"{unit} is over, so this will count for a later one."] if unit else []


def _name(row: CoverageRow, over: str = "") -> str:
    """Whom a gap is about: 'Deaf people' on 'Housing'; anybody, where it names no people."""
    found = [(member.kind, member.label) for member in row.members]
    whom = [f"'{label}'" for kind, label in found if kind not in (*_JOINED, *UNITS)]
    where = [_JOINED[kind].format(label) for kind, label in found if kind in _JOINED]
    when = [f" in {label}" for kind, label in found if kind in UNITS and label != over]
    return "".join([" and ".join(whom) or "anybody", *where, *when])


_STEPS: Final[dict[str, Callable[[CoverageResult, CoverageRow], str]]] = {
    "conflict": _conflict,
    "shallow": _shallow,
    "stale": _stale,
    "represented": _represented,
    "attempted": _attempted,
    "planned": _planned,
    "known-gap": _known_gap,
    "inferred-gap": _inferred_gap,
    "no-evidence": _no_evidence,
}
