"""Which column of a foreign table plays which part, by its heading and by what it holds."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from uegraph.imports.kinds import Kind, Seen

_NEAR: Final = 0.82  # organizer and organisers are near; parents and participants are not
_FAR: Final = 1_000  # a column that is taken only where no other fits
_SHORT: Final = 3  # words of a heading that may be no more than "what" or "who"
_QUESTIONS: Final = frozenset({"what", "who", "whom", "where", "present", "came", "state", "page"})
_TICKED: Final = frozenset({"are", "is", "was", "were", "do", "does", "did", "have", "would"})
_DONE: Final = frozenset(
    {"event", "activity", "meeting", "session", "program", "programme", "workshop", "webinar"}
    | {"seminar", "training", "course", "conference", "veranstaltung", "evenement", "evento"}
    | {"digwyddiad"}
)
_PRODUCTS: Final = frozenset({"program", "programme", "training"})  # may be no event at all
_BODIES: Final = (
    *("organisation", "organization", "stakeholder", "body", "charity", "company", "council"),
    *("institution", "employer", "organizacion", "sefydliad"),
)
# What tells that each row is one contact with a body, and not the body itself.
_CONTACTS: Final = frozenset(
    {"contact", "contacted", "interaction", "channel", "outcome", "topic", "topics", "discussed"}
    | {"meeting", "meetings", "met"}
)
# Headings of what belongs to people. Without their own words, "name" beside them is a person's.
_PERSONAL: Final = (
    *("first name", "forename", "given name", "middle name", "last name", "surname"),
    *("family name", "full name", "your name", "contact name", "contact person", "email", "e mail"),
    *("phone", "telephone", "mobile", "job title", "position", "username", "user name", "owner"),
    *("vorname", "nachname", "prenom", "apellido", "apellidos"),
)
_PERSONS: Final = frozenset({"name", "attendee", "delegate", "member", "participant", "person"})
# Words by which bodies, and not people, name themselves; a person adds those of other languages.
NAMED: Final = (
    *("academy", "agency", "alliance", "assembly", "association", "authority", "bank", "board"),
    *("borough", "bureau", "centre", "center", "charity", "church", "city of", "club", "coalition"),
    *("college", "commission", "committee", "community", "company", "consortium", "council"),
    *("county", "department", "federation", "forum", "foundation", "government", "group", "hub"),
    *("initiative", "institute", "lab", "laborator*", "league", "library", "limited", "ltd"),
    *("ministry", "municipality", "museum", "network", "ngo", "office", "organisation*"),
    *("organization*", "partnership", "programme", "project", "school", "services", "society"),
    *("team", "trust", "union", "universi*"),
)
USUALLY: Final = {
    "private": {"n": "no", "no": "no", "false": "no", "public": "no"},
    "activity-status": {"y": "held", "yes": "held", "true": "held", "done": "held"}
    | {"completed": "held", "n": "planned", "no": "planned", "false": "planned"},
    "format": {"true": "online", "yes": "online", "y": "online", "virtual": "online"}
    | {"false": "in-person", "no": "in-person", "n": "in-person", "face to face": "in-person"},
}
_TEXTS: Final[tuple[Kind, ...]] = ("text", "choice")
# For each part: the words that a heading may hold, the surest first, and what the column must hold.
_PARTS: Final[dict[str, tuple[tuple[str, ...], tuple[Kind, ...]]]] = {
    "private": (("confidential", "private", "sensitive"), ("choice", "text")),
    "amount": (
        ("participants", "attendees", "attendance", "attended", "headcount", "responses", "came",
         "present", "people", "number of", "no of", "numbers", "total number", "count", "reach",
         "teilnehmer", "teilnehmende", "teilnehmerzahl", "participantes", "asistentes", "nifer"),
        ("number",)),
    "when": (
        ("start date", "event date", "date", "when", "day", "month", "start", "datum", "fecha",
         "dyddiad"), ("date",)),
    "organiser": (
        ("organiser", "organizer", "organised", "host", "lead", "convenor", "veranstalter",
         "organisateur", "organizador", "trefnydd"), _TEXTS),
    "name": (
        ("event name", "activity name", "meeting name", "official name", "organisation name",
         "organization name", "name", "title", "titel", "titre", "titulo", "intitule", "nombre",
         "nom", "enw", "event", "activity", "meeting", "program", "programme", "session",
         "workshop", "webinar", "seminar", "training", "course", "conference", "veranstaltung",
         "evenement", "evento", "digwyddiad", "what", *_BODIES), _TEXTS),
    "attendee": (
        ("attendees", "participants", "stakeholders", "stakeholder", "organisations",
         "organisation", "organizations", "organization", "partners", "guests", "company",
         "affiliation", "employer", "who", "whom"), _TEXTS),
    "acronym": (("acronym", "abbreviation", "abbrev", "initials", "short name"),
                ("text", "choice", "code")),
    "status": (("status", "state", "held", "happened"), ("choice",)),
    "type": (("type", "kind", "category", "classification", "format"), ("choice",)),
    "format": (("format", "mode", "online", "virtual", "channel"), ("choice",)),
    "sector": (("sector", "industry"), ("choice",)),
    "topic": (("topic", "subject", "theme"), _TEXTS),
    "place": (("place", "venue", "location", "city", "town", "region", "country", "where", "ort",
               "lieu", "ciudad", "lugar", "lleoliad"), _TEXTS),
    "website": (("website", "url", "web", "link", "page", "homepage"), ("address", "text")),
    "note": (("notes", "note", "comments", "comment", "remarks", "purpose", "description",
              "bemerkung", "bemerkungen", "remarques", "notas", "nodiadau"), _TEXTS),
}  # fmt: skip
_COUNTED: Final = frozenset(
    {"number", "count", "many", "total", "anzahl", "nombre", "cuantos", "nifer"}
)
_OF_ONE: Final = frozenset(
    {"attendee", "member", "membership", "order", "payment", "ticket", "registration", "delegate"}
)
# Words by which a heading speaks of something else than a part that it names, too.
_NOT: Final[dict[str, frozenset[str]]] = {
    "amount": frozenset(
        {"id", "index", "entry", "code", "reference", "ref", "phone", "year", "key", "row"}
        | {"order", "#"}
    ),
    "organiser": _COUNTED,
    "attendee": _COUNTED | {"type", "kind", "sector", "category", "status", "size"},
    "status": _OF_ONE,
    "type": _OF_ONE,
}
# Dates of the record, or of the end, are taken only where there is no other.
_RATHER_NOT: Final = frozenset(
    {"order", "created", "submitted", "timestamp", "updated", "changed", "modified", "registered"}
    | {"registration", "joined", "renewal", "due", "end", "published", "added", "follow", "fin"}
    | {"payment", "last", "ende"}
)


def assign(columns: Sequence[Seen]) -> dict[str, Seen]:
    """The part of each column that plays one; no column plays two, and no detail of people any."""
    found: dict[str, Seen] = {}
    personal = {seen.heading for seen in people(columns)}
    for part in _PARTS:
        taken = personal | {seen.heading for seen in found.values()}
        fits = [
            (rank, place, seen)
            for place, seen in enumerate(columns)
            if seen.heading not in taken
            for rank in [_rank(seen, part)]
            if rank is not None
        ]
        if fits:
            found[part] = min(fits, key=lambda fit: fit[:2])[2]
    if _is_of_contacts(columns, found):
        found["attendee"] = found.pop("name")
    return found


def people(columns: Sequence[Seen]) -> list[Seen]:
    """The columns that seem to hold names or details of people."""
    found = [seen for seen in columns if any(_says(seen, word) for word in _PERSONAL)]
    others = any(
        is_of_bodies(seen) and seen.kind in _TEXTS and not _NOT["attendee"].intersection(seen.words)
        for seen in columns
    )
    if found and others:
        found += [one for one in columns if "name" in one.words and _PERSONS.issuperset(one.words)]
    return found


def _says(seen: Seen, word: str) -> bool:
    heading = f" {' '.join(seen.words)} "
    return f" {word} " in heading or f" {word}s " in heading


def _rank(seen: Seen, part: str) -> int | None:
    """How sure a column is to play a part: 0 is surest; ``None`` is not at all."""
    words, kinds = _PARTS[part]
    if _NOT.get(part, frozenset()).intersection(seen.words):
        return None
    if seen.kind not in kinds and not (seen.some.intersection(kinds) and seen.kind in _TEXTS):
        return None
    if kinds is _TEXTS and _TICKED.intersection(seen.words[:1]):
        return None
    far = _FAR if part == "when" and _RATHER_NOT.intersection(seen.words) else 0
    for rank, word in enumerate(words):
        if _says(seen, word) and (word not in _QUESTIONS or len(seen.words) <= _SHORT):
            return rank + far
    near = get_close_matches(" ".join(seen.words), words, n=1, cutoff=_NEAR)
    return len(words) + far if near else None


def is_of_activities(parts: Mapping[str, Seen]) -> bool:
    """Whether a table seems to list what was done, and not bodies."""
    if "name" not in parts:
        return "when" in parts and bool({"amount", "organiser", "attendee"} & set(parts))
    if "organiser" in parts or ("amount" in parts and not is_of_bodies(parts["name"])):
        return True
    words = {word.removesuffix("s") for word in parts["name"].words}
    done = words & _DONE if "when" in parts else words & (_DONE - _PRODUCTS)
    return bool(done) or ("when" in parts and words == {"what"})


def is_of_bodies(seen: Seen) -> bool:
    """Whether the heading of a column says that it names bodies."""
    return any(_says(seen, word) for word in _BODIES)


def _is_of_contacts(columns: Sequence[Seen], parts: Mapping[str, Seen]) -> bool:
    if "when" not in parts or "name" not in parts or not is_of_bodies(parts["name"]):
        return False
    words = {word for seen in columns for word in seen.words}
    return "attendee" not in parts and bool(words & _CONTACTS)
