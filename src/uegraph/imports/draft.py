"""Proposing a mapping: from headings and values to lines that run, with the reason for each.

A draft is a beginning. It is valid and runs as it stands; ``# ?`` marks what a person must decide.
"""

from __future__ import annotations

import json
import re
import textwrap
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.imports import roles
from uegraph.imports.kinds import look
from uegraph.imports.model import UNSAID
from uegraph.imports.table import meant, read_bytes, read_foreign
from uegraph.ingest.register import made
from uegraph.ingest.suggest import NearNames, names

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from uegraph.imports.kinds import Seen
    from uegraph.imports.table import Foreign

_PLAIN: Final = re.compile(r"[A-Za-z]\w*(?: \w+)*", re.ASCII)
_NOTHING: Final = '""'
_JOINING: Final = (" and ", " & ")  # part bodies where others do, and else stand in their names
_AGAIN: Final = 0.3  # of the rows, those whose event stands in another row, where each is a visit


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
        self.roles = roles.assign(self.columns)
        self.people = {seen.heading for seen in roles.people(self.columns)}
        self.of_bodies = not roles.is_of_activities(self.roles)
        self.used: set[str] = set()

    def lines(self) -> Iterator[str]:
        rows = list(self._organisations() if self.of_bodies else self._activities())
        yield from self._settings()
        yield ""
        above = "; what stands above it is not read" if self.foreign.header > 1 else ""
        yield f"header: {self.foreign.header}  # the row of the headings{above}"
        if self.foreign.sheet:
            yield f"sheet: {_quoted(self.foreign.sheet)}"
        if "when" in self.roles or any(seen.kind == "date" for seen in self.columns):
            yield self._order()
        nothings = sorted({text for seen in self.columns for text in seen.nothings})
        if nothings:
            found = ", ".join(map(_quoted, nothings))
            yield f"blank: [{found}]  # ? these stand for nothing"
        if any(meant(text) for _, cells in self.foreign.records for text in cells):
            yield "mend: yes  # ? puts right what was read in the wrong encoding, and tells each"
        if self.foreign.joined:
            joined = ", ".join(map(_quoted, self.foreign.joined))
            yield f"fill down: [{joined}]  # ? cells are joined over several rows"
        named = self.roles.get("name")
        if named and self.of_bodies and roles.is_of_bodies(named) and named.filled < named.rows:
            blank = f"{{{_quoted(named.heading)}: [{_NOTHING}]}}"
            yield f"skip when: {blank}  # ? rows that name no body"
        left = [seen for seen in self.columns if seen.heading not in self.used]
        if left:
            yield "unused:  # ? left aside; take a line away where a column is to be used"
            yield from (f"  - {_quoted(seen.heading)}  # {self._why_left(seen)}" for seen in left)
        yield from rows

    def _order(self) -> str:
        """How dates of three numbers are read: as those that can be read in one way only."""
        days, months = (
            sum(ends) for ends in zip(*(one.orders for one in self.columns), strict=True)
        )
        order = "month" if months > days else "day"
        if days or months:
            why = f"{days:,} can only begin with the day, {months:,} only with the month"
        else:
            why = "or month first: how 03/04/2024 is to be read"
        return f"dates: {order} first  # ? {why}"

    def _why_left(self, seen: Seen) -> str:
        people = "of people, who are not recorded; " if seen.heading in self.people else ""
        return people + seen.about

    def _settings(self) -> Iterator[str]:
        stem = self.foreign.file.rpartition(".")[0] or self.foreign.file
        name = made(stem, 40)
        yield f"# A draft for {_comment(self.foreign.file)}. Decide where a line says '# ?'."
        yield f"name: {name if name[0].isalpha() else 'data-' + name}"
        yield f"title: {_quoted(stem)}  # ? what it is, for readers"
        yield 'publisher: ""  # ? who made the table'
        yield f"url: {UNSAID}  # ? where it is published"
        yield f"licence: {UNSAID}licence  # ? the address of its licence"

    def _column(self, name: str, role: str, indent: str = "    ") -> Iterator[str]:
        seen = self.roles.get(role)
        if seen:
            self.used.add(seen.heading)
            yield f"{indent}{name}: {_quoted(seen.heading)}  # {seen.about}"

    def _name(self) -> Iterator[str]:
        if "name" in self.roles:
            yield from self._column("name", "name")
            return
        taken = self.people | self.used | {one.heading for one in self.roles.values()}
        free = [seen for seen in self.columns if seen.heading not in taken]
        texts = [seen for seen in free if seen.kind in ("text", "choice")]
        if texts:
            seen = max(texts, key=lambda one: (one.unique, one.filled))
            self.used.add(seen.heading)
            yield f"    name: {_quoted(seen.heading)}  # ? no heading says 'name'"
        else:
            said = json.dumps(f"A row of {self.foreign.file}", ensure_ascii=False)
            yield f"    name: {{constant: {said}}}  # ? no heading says 'name'"

    def _activities(self) -> Iterator[str]:
        yield from self._lists()
        yield from ("", "rows:", "  event:", "    table: activities")
        yield from self._what_was_done()
        yield from self._choice("type", "activity-type", "event", "  # ? what kind of activity")
        yield from self._column("when", "when")
        yield from self._choice("status", "activity-status", "held", "  # ? or planned, cancelled")
        yield from self._choice("format", "format", "", "")
        yield from self._private()
        yield from self._note()
        yield from self._amount()
        yield from self._people("organiser", "organiser", "took-part")
        yield from self._people("attendee", "attendee", "attended")

    def _what_was_done(self) -> Iterator[str]:
        """The name of each event; one that comes again at its time is one, with a row a visitor."""
        if "name" not in self.roles:
            said = [f"[{words}{{{self._take(role)}}}]" for role, words in
                    (("when", " on "), ("topic", ": ")) if self._fits_in_text(role)]  # fmt: skip
            text = json.dumps("Contact" + "".join(said), ensure_ascii=False)
            yield f"    name: {{text: {text}}}  # ? no heading names what was done"
            return
        yield from self._name()
        told = [role for role in ("name", "when") if role in self.roles]
        at = [self.foreign.headings[self.roles[role].heading] for role in told]
        rows = [[cells[one] for one in at if one < len(cells)] for _, cells in self.foreign.records]
        again = len(set(map(tuple, rows))) < len(rows) * (1 - _AGAIN)
        again = again or self.roles["name"].heading in self.foreign.joined
        if again and "attendee" in self.roles:
            same = ", ".join(told)
            yield f"    same when: [{same}]  # ? many rows tell of one event, each with a visitor"

    def _take(self, role: str) -> str:
        self.used.add(self.roles[role].heading)
        return self.roles[role].heading

    def _fits_in_text(self, role: str) -> bool:
        return role in self.roles and not re.search(r"[{}\[\]]", self.roles[role].heading)

    def _private(self) -> Iterator[str]:
        seen = self.roles.get("private")
        if seen and seen.choices:
            self.used.add(seen.heading)
            private = roles.USUALLY["private"]
            told = ", ".join(
                f"{json.dumps(text, ensure_ascii=False)}: {private.get(text.casefold(), 'yes')}"
                for text in seen.choices
            )
            yield "    private:  # ? yes: left out of every file that is shared"
            yield f"      column: {_quoted(seen.heading)}"
            yield f"      values: {{{told}}}"
            yield "      otherwise: yes"

    def _organisations(self) -> Iterator[str]:
        yield from ("", "rows:", "  body:", "    table: organisations")
        yield from self._name()
        yield from self._column("acronym", "acronym")
        yield from self._choice("type", "organisation-type", "formal", "  # ? what kind of body")
        yield from self._choice("sector", "sector", "", "")
        yield from self._column("website", "website")
        yield from self._private()
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
        yield f"      column: {_quoted(seen.heading)}  # {seen.about}"
        yield '      values:  # to one of these; "" stands for nothing'
        listed = textwrap.wrap(", ".join(concepts), 84)
        yield from (f"        # {line}" for line in listed)
        for text in seen.choices:
            usually = roles.USUALLY.get(scheme, {}).get(text.casefold())
            meant = usually or near.nearest(text) or usual or _NOTHING
            doubt = "" if shapes.key(text) in known else "  # ?"
            yield f"        {json.dumps(text, ensure_ascii=False)}: {meant}{doubt}"
        yield f"      otherwise: {usual or _NOTHING}  # ? what other values mean"
        if usual:
            yield f"      default: {usual}  # ? where the cell is blank"

    def _note(self) -> Iterator[str]:
        """Columns that have no place of their own go into the note, so that nothing is lost."""
        found = []
        for role in ("topic", "place", "website", "note"):
            if self._fits_in_text(role) and self.roles[role].heading not in self.used:
                heading = self._take(role)
                found.append(f"[{_plain(heading)}: {{{heading}}}. ]")
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
            listed = textwrap.wrap(", ".join(roles.NAMED), 90)
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
    yield f"      column: {_quoted(seen.heading)}  # {seen.about}"
    if seen.mail:
        yield r"      remove: ['\(?\S+@\S+\.\w+\)?', '\(?\[email removed\]\)?']"
    several = seen.several
    if roles.is_of_bodies(seen) and all(mark in _JOINING for mark in several):
        several = ()
    if several:
        marks = ", ".join(json.dumps(mark) for mark in several)
        yield f"      split: [{marks}]  # ? what parts several names"


def _whose(role: str, seen: Seen | None) -> str:
    named = seen and not re.search(r"[{}\[\]]", seen.heading)
    text = f"Unnamed {role} of {{{seen.heading}}}" if seen and named else f"Unnamed {role}"
    return json.dumps(text, ensure_ascii=False)


def _quoted(text: str) -> str:
    """A text as YAML: as it is where it is plain words, else as JSON, which is YAML too."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _plain(text: str) -> str:
    plain = text.replace("_", " ").strip()
    return plain[:1].upper() + plain[1:]


def _comment(text: str) -> str:
    return re.sub(r"\s+", " ", text)
