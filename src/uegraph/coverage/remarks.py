"""What a reader should know beside the reason for a state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage.evidence import Evidences
from uegraph.coverage.words import deed
from uegraph.dates import day_in_words
from uegraph.words import listed, many

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from uegraph.coverage.decision import Cell, Decision
    from uegraph.coverage.facts import Participation
    from uegraph.coverage.model import CoverageRow, Evidence
    from uegraph.coverage.rows import Parts
    from uegraph.coverage.statements import Silence

_PART: Final = "Its part '{}' was engaged, in {}; that does not count for the whole."


def remarks(
    decision: Decision, cell: Cell, row: CoverageRow, quiet: Silence, parts: Parts
) -> Iterator[str]:
    """The remarks on a row."""
    found = row.evidence
    assert isinstance(found, Evidences)
    denied = [stated for stated in row.statements if stated.kind == "non-engagement"]
    lead = found[0] if decision.decided[cell.number] else None
    if denied and row.state not in ("conflict", "known-gap", "out-of-scope"):
        yield f"{denied[0].stated_by} states that it was not engaged."
    if not lead and row.state != "out-of-scope":
        for member in cell.members:
            yield from _other_parts(decision, member, alone=len(cell.members) == 1)
    if row.state == "no-evidence":
        yield from _half_complete(quiet)
    alone = row.kind == "organisation" and not decision.scope.units
    if alone and row.state not in ("engaged", "out-of-scope"):
        for part, item in parts.engaged(row.target):
            yield _PART.format(decision.facts.name(part), deed(item))
    if lead and lead.partial:
        yield from _also_represented(found)


def _half_complete(quiet: Silence) -> Iterable[str]:
    """Statements of completeness that fall short of the cell: of some bodies, or of a time."""
    if quiet.in_part:
        yield f"Only the activities of {', '.join(quiet.in_part)} are all recorded."
    for name, day in quiet.up_to:
        yield f"{name} states that the record is complete only up to {day_in_words(day)}."


def _also_represented(found: Evidences) -> Iterable[str]:
    """Who else speaks for an audience of which only a part was engaged, each body once."""
    spoken: dict[tuple[bool, str], list[Evidence]] = {}
    for item in found.represented():
        if not item.private:
            spoken.setdefault((item.partial, item.party_name), []).append(item)
    for (partial, body), items in sorted(spoken.items()):
        more = len({item.activity for item in items}) - 1
        others = f" and {more} other activit{'y' if more == 1 else 'ies'}" if more else ""
        part = "in part " if partial else ""
        yield f"Also represented {part}by '{body}' in {deed(items[0])}{others}."


def _other_parts(decision: Decision, member: str, *, alone: bool) -> Iterable[str]:
    """What it took part in without being engaged in this scope: as an organiser, or elsewhere."""
    facts = decision.facts
    if member in facts.private:
        return
    shown = [part for part in facts.parts_of(member) if part.iri not in facts.private]
    it = "It" if alone else f"'{facts.name(member)}'"
    other = [part for part in shown if facts.counts_as(part.role) != "engaged"]
    if other:
        roles = listed(sorted({facts.name(part.role) for part in other}))
        yield f"{it} is recorded in {_activities(other)} as {roles}, which is not being engaged."
    outside = [part for part in shown if facts.counts_as(part.role) == "engaged"]
    if outside and alone:
        yield (
            f"It is recorded in {_activities(outside)} that this scope does not count: of another "
            "time, theme or type, or cancelled."
        )
    elif outside:
        said = _activities(outside)
        verb = "does" if said.startswith("1 ") else "do"
        yield f"{it} is recorded in {said} that {verb} not count for this pairing."


def _activities(parts: list[Participation]) -> str:
    return many(len({part.activity for part in parts}), "activity", "activities")
