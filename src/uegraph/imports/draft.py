"""Proposing a mapping: from headings and values to lines that run, with the reason for each.

A draft is a beginning. It is valid and runs as it stands; ``# ?`` marks what a person must decide.
"""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.imports.kinds import look
from uegraph.imports.names import slug
from uegraph.imports.roles import assign, is_of_activities
from uegraph.imports.table import read_bytes, read_foreign
from uegraph.ingest.suggest import NearNames, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from uegraph.imports.kinds import Seen
    from uegraph.imports.table import Foreign

_PLAIN: Final = re.compile(r"[A-Za-z]\w*(?: \w+)*", re.ASCII)
_NOTHING: Final = '""'
# Words by which bodies, and not people, name themselves; a person adds those of other languages.
_BODIES: Final = (
    *("academy", "agency", "alliance", "assembly", "association", "authority", "bank", "board"),
    *("borough", "bureau", "centre", "center", "charity", "church", "city of", "club", "coalition"),
    *("college", "commission", "committee", "community", "company", "consortium", "council"),
    *("county", "department", "federation", "forum", "foundation", "government", "group", "hub"),
    *("initiative", "institute", "lab", "laborator*", "league", "library", "limited", "ltd"),
    *("ministry", "municipality", "museum", "network", "ngo", "office", "organisation*"),
    *("organization*", "partnership", "programme", "project", "school", "services", "society"),
    *("team", "trust", "union", "universi*"),
)
_USUALLY: Final = {
    "activity-status": {"y": "held", "yes": "held", "true": "held", "done": "held"}
    | {"completed": "held", "n": "planned", "no": "planned", "false": "planned"},
    "format": {"true": "online", "yes": "online", "y": "online", "virtual": "online"}
    | {"false": "in-person", "no": "in-person", "n": "in-person", "face to face": "in-person"},
}


def draft(file: Path, *, sheet: str = "") -> str:
    """A mapping for a foreign table, as YAML, to be looked through.

    Raises:
        SourceError: The file cannot be read.
    """
    foreign = read_foreign(read_bytes(file), file.name, sheet=sheet)
    return "\n".join(_Draft(foreign).lines()) + "\n"


class _Draft:
    """The lines of one draft."""

    def __init__(self, foreign: Foreign) -> None:
        self.foreign = foreign
        self.columns = look(foreign)
        self.roles = assign(self.columns)
        self.used: set[str] = set()

    def lines(self) -> Iterator[str]:
        rows = list(self._rows())
        yield from self._settings()
        yield ""
        yield f"header: {self.foreign.header}  # the row of the headings"
        if self.foreign.sheet:
            yield f"sheet: {_quoted(self.foreign.sheet)}"
        if any(seen.kind == "date" for seen in self.columns):
            yield "dates: day first  # ? or month first: how 03/04/2024 is to be read"
        nothings = sorted({text for seen in self.columns for text in seen.nothings})
        if nothings:
            found = ", ".join(map(_quoted, nothings))
            yield f"blank: [{found}]  # ? these stand for nothing"
        left = [seen for seen in self.columns if seen.heading not in self.used]
        if left:
            yield "unused:  # ? left aside; take a line away where a column is to be used"
            yield from (f"  - {_quoted(seen.heading)}  # {_about(seen)}" for seen in left)
        yield from rows

    def _settings(self) -> Iterator[str]:
        stem = self.foreign.file.rpartition(".")[0] or self.foreign.file
        name = slug(stem, 40)
        yield f"# A draft for {_comment(self.foreign.file)}. Decide where a line says '# ?'."
        yield f"name: {name if name[0].isalpha() else 'data-' + name}"
        yield f"title: {_quoted(stem)}  # ? what it is, for readers"
        yield 'publisher: ""  # ? who made the table'
        yield "url: https://example.org/  # ? where it is published"
        yield "licence: https://example.org/licence  # ? the address of its licence"

    def _rows(self) -> Iterator[str]:
        if is_of_activities(self.roles):
            yield from self._activities()
        else:
            yield from self._organisations()

    def _column(self, name: str, role: str, indent: str = "    ") -> Iterator[str]:
        seen = self.roles.get(role)
        if seen:
            self.used.add(seen.heading)
            yield f"{indent}{name}: {_quoted(seen.heading)}  # {_about(seen)}"

    def _name(self) -> Iterator[str]:
        if "name" in self.roles:
            yield from self._column("name", "name")
            return
        texts = [seen for seen in self.columns if seen.kind in ("text", "choice")]
        seen = next((seen for seen in texts if seen.heading not in self.used), self.columns[0])
        self.used.add(seen.heading)
        yield f"    name: {_quoted(seen.heading)}  # ? no heading says 'name'"

    def _activities(self) -> Iterator[str]:
        yield from self._lists()
        yield from ("", "rows:", "  event:", "    table: activities")
        yield from self._name()
        yield from self._choice("type", "activity-type", "event", "  # ? what kind of activity")
        yield from self._column("when", "when")
        yield from self._choice("status", "activity-status", "held", "  # ? or planned, cancelled")
        yield from self._choice("format", "format", "", "")
        yield from self._note()
        yield from self._amount()
        yield from self._people("organiser", "organiser", "took-part")
        yield from self._people("attendee", "attendee", "attended")

    def _organisations(self) -> Iterator[str]:
        yield from ("", "rows:", "  body:", "    table: organisations")
        yield from self._name()
        yield from self._column("acronym", "acronym")
        yield from self._choice("type", "organisation-type", "formal", "  # ? what kind of body")
        yield from self._choice("sector", "sector", "", "")
        yield from self._column("website", "website")
        yield from self._note()

    def _choice(self, name: str, scheme: str, usual: str, comment: str) -> Iterator[str]:
        """A column of concepts: each value found, with the concept nearest to it."""
        seen = self.roles.get(name)
        if not seen or not seen.choices:
            if usual:
                yield f"    {name}: {{constant: {usual}}}{comment}"
            return
        self.used.add(seen.heading)
        concepts = shapes.concepts(scheme)
        known = {shapes.key(one.label): one.slug for one in concepts.values()}
        near = NearNames(known | names(concepts))
        yield f"    {name}:"
        yield f"      column: {_quoted(seen.heading)}  # {_about(seen)}"
        yield '      values:  # to one of these; "" stands for nothing'
        listed = textwrap.wrap(", ".join(concepts), 84)
        yield from (f"        # {line}" for line in listed)
        for text in seen.choices:
            usually = _USUALLY.get(scheme, {}).get(text.casefold())
            meant = usually or near.nearest(text) or usual or _NOTHING
            doubt = "" if shapes.key(text) in known else "  # ?"
            yield f"        {json.dumps(text, ensure_ascii=False)}: {meant}{doubt}"
        yield f"      otherwise: {usual or _NOTHING}  # ? what other values mean"
        if usual:
            yield f"      default: {usual}  # ? where the cell is blank"

    def _note(self) -> Iterator[str]:
        """Columns that have no place of their own go into the note, so that nothing is lost."""
        found = []
        for role in ("place", "website", "note"):
            seen = self.roles.get(role)
            if seen and seen.heading not in self.used and not re.search(r"[{}\[\]]", seen.heading):
                self.used.add(seen.heading)
                found.append(f"[{_plain(seen.heading)}: {{{seen.heading}}}. ]")
        if found:
            text = json.dumps("".join(found), ensure_ascii=False)
            yield f"    note: {{text: {text}}}  # ? a part in [ ] is left out where blank"

    def _amount(self) -> Iterator[str]:
        if "amount" not in self.roles:
            return
        yield from ("  reach:", "    table: reaches", "    optional: yes  # not every row has one")
        yield "    of: {row: event}"
        yield "    kind: {constant: attended}  # ? or sign-ups, where it was written beforehand"
        yield from self._column("amount", "amount")

    def _lists(self) -> Iterator[str]:
        if "organiser" in self.roles or "attendee" in self.roles:
            yield ""
            yield "lists:  # ? words that tell a body from a person; people are not recorded"
            yield "  bodies:"
            listed = textwrap.wrap(", ".join(_BODIES), 90)
            yield from (f"    {'[' if line is listed[0] else ' '}{line}" for line in listed[:-1])
            yield f"     {listed[-1]}]"

    def _people(self, role: str, meant: str, status: str) -> Iterator[str]:
        """A column of names: bodies become organisations, all others a party without a name."""
        seen = self.roles.get(role)
        if not seen:
            return
        self.used.add(seen.heading)
        yield from (f"  {role}:  # what names itself as a body", "    table: organisations")
        yield from ("    optional: yes", "    name:", *_names(seen), "      keep: bodies")
        yield "    type: {constant: formal}  # ? what kind of body"
        yield f"  other {role}:  # whoever else is named, as a party without a name"
        yield from ("    table: unnamed_parties", "    optional: yes", "    name:")
        yield from (*_names(seen), "      drop: bodies")
        yield f"      otherwise: {_whose(role, self.roles.get('name'))}"
        for party, name in (
            (role, f"{role} took part"),
            (f"other {role}", f"other {role} took part"),
        ):
            yield from (f"  {name}:", "    table: participations", "    optional: yes")
            yield from ("    activity: {row: event}", f"    party: {{row: {party}}}")
            yield f"    role: {{constant: {meant}}}"
            yield f"    status: {{constant: {status}}}"


def _names(seen: Seen) -> Iterator[str]:
    yield f"      column: {_quoted(seen.heading)}  # {_about(seen)}"
    if seen.mail:
        yield r"      remove: ['\(?\S+@\S+\.\w+\)?', '\(?\[email removed\]\)?']"
    if seen.several:
        marks = ", ".join(json.dumps(mark) for mark in seen.several)
        yield f"      split: [{marks}]  # ? what parts several names"


def _whose(role: str, seen: Seen | None) -> str:
    named = seen and not re.search(r"[{}\[\]]", seen.heading)
    text = f"Unnamed {role} of {{{seen.heading}}}" if seen and named else f"Unnamed {role}"
    return json.dumps(text, ensure_ascii=False)


def _about(seen: Seen) -> str:
    kinds = {
        "blank": "no values",
        "date": "dates",
        "number": "numbers",
        "address": "web addresses",
        "choice": "a few values that come again",
        "text": "texts, each once" if seen.unique else "texts",
    }
    return f"{kinds[seen.kind]} in {seen.filled} of {seen.rows} rows"


def _quoted(text: str) -> str:
    """A text as YAML: as it is where it is plain words, else as JSON, which is YAML too."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    return text.replace("_", " ").strip().capitalize()


def _comment(text: str) -> str:
    return re.sub(r"\s+", " ", text)
