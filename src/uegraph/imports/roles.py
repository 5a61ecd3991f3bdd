"""Which column of a foreign table plays which part, by its heading and by what it holds."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.imports.kinds import Kind, Seen

_NEAR: Final = 0.82  # organizer and organisers are near; parents and participants are not
_DONE: Final = frozenset(
    {
        "event",
        "activity",
        "meeting",
        "session",
        "program",
        "programme",
        "workshop",
        "webinar",
        "what",
    }
)
_NUMBERED: Final = frozenset(  # what is told by a number and counts nobody
    {"id", "index", "entry", "code", "reference", "ref", "phone", "year", "key", "row", "order"}
)
_TEXTS: Final[tuple[Kind, ...]] = ("text", "choice")
# For each part: the words that a heading may hold, the surest first, and what the column must hold.
_PARTS: Final[dict[str, tuple[tuple[str, ...], tuple[Kind, ...]]]] = {
    "amount": (
        ("participants", "attendees", "attendance", "attended", "headcount", "responses", "came",
         "present", "people", "number", "count", "reach"), ("number",)),
    "when": (("date", "when", "day", "month", "start"), ("date",)),
    "organiser": (("organiser", "organizer", "organised", "host", "lead", "convenor"), _TEXTS),
    "name": (
        ("event name", "activity name", "meeting name", "official name", "organisation name",
         "organization name", "name", "title", "event", "activity", "meeting", "program",
         "programme", "session", "what", "topic", "organisation", "organization",
         "body", "charity", "company", "council"), _TEXTS),
    "attendee": (
        ("attendees", "participants", "stakeholders", "stakeholder", "organisations",
         "organisation", "organizations", "organization", "partners", "guests", "who",
         "whom"), _TEXTS),
    "acronym": (("acronym", "abbreviation", "initials", "short name"), _TEXTS),
    "status": (("status", "state", "held", "happened"), ("choice",)),
    "type": (("type", "kind", "category", "format"), ("choice",)),
    "format": (("format", "mode", "online", "channel"), ("choice",)),
    "sector": (("sector", "industry"), ("choice",)),
    "place": (("place", "venue", "location", "city", "town", "region", "country", "where"), _TEXTS),
    "website": (("website", "url", "web", "link", "page", "homepage"), ("address", "text")),
    "note": (("notes", "note", "comments", "comment", "remarks", "purpose", "description"), _TEXTS),
}  # fmt: skip


def assign(columns: Sequence[Seen]) -> dict[str, Seen]:
    """The part of each column that plays one; no column plays two."""
    found: dict[str, Seen] = {}
    taken: set[str] = set()
    for part, (words, kinds) in _PARTS.items():
        fits = [
            (rank, place, seen)
            for place, seen in enumerate(columns)
            if seen.kind in kinds and seen.heading not in taken
            if part != "amount" or not _NUMBERED.intersection(seen.words)
            for rank in [_rank(seen, words)]
            if rank is not None
        ]
        if fits:
            found[part] = min(fits, key=lambda fit: fit[:2])[2]
            taken.add(found[part].heading)
    return found


def _rank(seen: Seen, words: Sequence[str]) -> int | None:
    """How sure a heading is to be meant by some words: 0 is surest; ``None`` is not at all."""
    heading = " ".join(seen.words)
    for rank, word in enumerate(words):
        if f" {word} " in f" {heading} " or f" {word}s " in f" {heading} ":
            return rank
    near = get_close_matches(heading, words, n=1, cutoff=_NEAR)
    return len(words) if near else None


def is_of_activities(parts: Mapping[str, Seen]) -> bool:
    """Whether a table seems to list what was done, and not bodies."""
    if "amount" in parts or "organiser" in parts:
        return True
    words = set(parts["name"].words) if "name" in parts else set()
    return "when" in parts and bool(words & _DONE)
