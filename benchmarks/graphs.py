"""Makes large graphs of engagement, as ``uegraph build`` would make them of a team's tables.

Everything is drawn with one seed, and is written in chunks: no graph is ever held as a whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Final

from uegraph import ingest, resources
from uegraph.namespaces import EDTF, ID, PREFIXES, RDF_TYPE, SCHEME, expand

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED: Final = 2024
SOURCES: Final = 8
_CHUNK: Final = 2_000
_HOME: Final = "tables"
_FIRST: Final = date(2019, 1, 1)
_DAYS: Final = 7 * 365
_DATE: Final = f"{PREFIXES['xsd']}date"

# Role, how many in a hundred participations have it.
_ROLES: Final = {"attendee": 40, "respondent": 15, "target": 20, "partner": 5, "contributor": 5,
                 "organiser": 10, "facilitator": 3, "supporter": 2}  # fmt: skip
_STATUSES: Final = {"attended": 45, "responded": 12, "took-part": 12, "invited": 12, "declined": 5,
                    "apology": 4, "no-reply": 5, "planned": 4, "cancelled": 1}  # fmt: skip
_LEVELS: Final = {"": 30, "inform": 22, "consult": 26, "involve": 14, "collaborate": 6,
                  "empower": 2}  # fmt: skip
_DIRECTIONS: Final = {"": 35, "outward": 18, "inward": 22, "two-way": 25}
_TYPES: Final = {"meeting": 40, "event": 15, "workshop": 15, "survey": 15, "consultation": 10,
                 "newsletter": 5}  # fmt: skip
_ACTIVITY_STATUSES: Final = {"held": 88, "planned": 6, "under-way": 3, "cancelled": 3}


@dataclass(frozen=True, slots=True)
class Size:
    """How large a graph is.

    Attributes:
        participations: All else follows from it; a million is the size that is measured.
        receipts: Whether each participation says in which row it was read.
    """

    participations: int = 1_000_000
    receipts: bool = False

    @property
    def activities(self) -> int:
        """One for ten participations."""
        return max(20, self.participations // 10)

    @property
    def organisations(self) -> int:
        """One for a hundred participations."""
        return max(20, self.participations // 100)

    @property
    def audiences(self) -> int:
        """500 for a million participations."""
        return max(5, self.participations // 2_000)

    @property
    def themes(self) -> int:
        """200 for a million participations."""
        return max(2, self.participations // 5_000)

    @property
    def unnamed(self) -> int:
        """As many as audiences."""
        return self.audiences


def chunks(size: Size) -> Iterator[bytes]:
    """The graph as N-Quads, in chunks."""
    yield ontology()
    draw = Random(SEED)
    yield _text(_stakeholders(size, draw))
    yield _text(_themes(size))
    yield _text(_statements(size, draw))
    for first in range(0, size.activities, _CHUNK):
        numbers = range(first, min(first + _CHUNK, size.activities))
        yield _text(line for number in numbers for line in _activity(size, draw, number))


def ontology() -> bytes:
    """The model and its concept schemes, as every built graph holds them."""
    quads = ingest.build(list(resources.datasets().values()), ":memory:").store.dump()
    graph = f"<{ID}graph/ontology> .\n".encode()
    return b"".join(line for line in quads.splitlines(keepends=True) if line.endswith(graph))


def _text(lines: Iterator[str]) -> bytes:
    return "".join(lines).encode()


def _quad(subject: str, predicate: str, value: str, source: str) -> str:
    return f"<{ID}{subject}> {predicate} {value} <{ID}graph/{source}> .\n"


def _p(name: str) -> str:
    return f"<{RDF_TYPE if name == 'a' else expand(name)}>"


_A, _LABEL, _BROADER, _IN = _p("a"), _p("skos:prefLabel"), _p("skos:broader"), _p("skos:inScheme")
_SUBJECT, _WHOLE = _p("dcterms:subject"), _p("dcterms:isPartOf")
_ACTIVITY, _PARTY, _ROLE = _p("ueg:activity"), _p("ueg:party"), _p("ueg:role")
_STATUS, _LEVEL, _DIRECTION = _p("ueg:status"), _p("ueg:level"), _p("ueg:direction")
_WHEN, _EARLIEST, _LATEST = _p("ueg:when"), _p("ueg:earliest"), _p("ueg:latest")
_PARTICIPATION, _ENGAGEMENT = _p("ueg:Participation"), _p("ueg:EngagementActivity")
_TYPE = _p("ueg:activityType")


def _thing(subject: str) -> str:
    return f"<{ID}{subject}>"


def _concept(name: str) -> str:
    return f"<{SCHEME}{name}>"


def _pick(draw: Random, shares: dict[str, int]) -> str:
    return draw.choices(list(shares), list(shares.values()))[0]


def _some(draw: Random, number: int) -> int:
    """One of so many, the first far more often than the last: a few are always asked."""
    return int(number * draw.random() ** 3)


def _stakeholders(size: Size, draw: Random) -> Iterator[str]:
    yield from _bodies(size)
    yield from _audiences(size, draw)
    for number in range(size.unnamed):
        subject = f"party/unnamed-{number}"
        yield _quad(subject, _A, _p("ueg:UnnamedParty"), _HOME)
        yield _quad(subject, _LABEL, f'"Some of the kind {number}"', _HOME)
        if number % 3:
            yield _quad(subject, _p("ueg:belongsTo"), _thing(f"audience/audience-{number}"), _HOME)


def _bodies(size: Size) -> Iterator[str]:
    """Each tenth a unit of another, each fiftieth become another."""
    for number in range(size.organisations):
        subject = f"organisation/body-{number}"
        for kind in ("org:Organization", "org:FormalOrganization"):
            yield _quad(subject, _A, _p(kind), _HOME)
        yield _quad(subject, _LABEL, f'"Body {number} for the study of matters"', _HOME)
        if number % 10 == 9:
            whole = _thing(f"organisation/body-{number - 9}")
            yield _quad(subject, _p("org:unitOf"), whole, _HOME)
        if number % 50 == 48:
            change = f"change/change-{number}"
            yield _quad(change, _p("org:originalOrganization"), _thing(subject), _HOME)
            after = _thing(f"organisation/body-{number - 1}")
            yield _quad(change, _p("org:resultingOrganization"), after, _HOME)


def _audiences(size: Size, draw: Random) -> Iterator[str]:
    """Five to a family, five families to a larger one; a body speaks for each fourth."""
    for number in range(size.audiences):
        subject = f"audience/audience-{number}"
        yield _quad(subject, _A, _p("ueg:Audience"), _HOME)
        yield _quad(subject, _IN, _concept("audience"), _HOME)
        yield _quad(subject, _LABEL, f'"People of the kind {number}"', _HOME)
        above = number % 5 or number % 25
        if above:
            yield _quad(subject, _BROADER, _thing(f"audience/audience-{number - above}"), _HOME)
        if number % 4 == 0:
            body = _thing(f"organisation/body-{_some(draw, size.organisations)}")
            yield _quad(subject, _p("ueg:representedBy"), body, _HOME)


def _themes(size: Size) -> Iterator[str]:
    for number in range(size.themes):
        subject = f"theme/theme-{number}"
        yield _quad(subject, _A, _p("ueg:Theme"), _HOME)
        yield _quad(subject, _IN, _concept("theme"), _HOME)
        yield _quad(subject, _LABEL, f'"Theme {number}"', _HOME)
        if number % 5:
            yield _quad(subject, _BROADER, _thing(f"theme/theme-{number - number % 5}"), _HOME)


def _statements(size: Size, draw: Random) -> Iterator[str]:
    """Non-engagements of one audience in ten, completeness of one theme in ten, for a few years."""
    by = _thing("organisation/body-0")
    for number in range(0, size.audiences, 10):
        subject = f"non-engagement/silence-{number}"
        target = _thing(f"audience/audience-{size.audiences - 1 - number}")
        yield _quad(subject, _A, _p("ueg:NonEngagementStatement"), _HOME)
        yield _quad(subject, _p("ueg:target"), target, _HOME)
        yield _quad(subject, _p("ueg:period"), f'"2019/2024"^^<{EDTF}>', _HOME)
        yield _quad(subject, _p("ueg:reason"), '"Nobody knew whom to ask."', _HOME)
        yield _quad(subject, _p("ueg:statedBy"), by, _HOME)
        if number % 20:
            for _ in range(3):
                theme = _thing(f"theme/theme-{draw.randrange(size.themes)}")
                yield _quad(subject, _SUBJECT, theme, _HOME)
    for number in range(0, size.themes, 10):
        subject = f"completeness/whole-{number}"
        yield _quad(subject, _A, _p("ueg:CompletenessStatement"), _HOME)
        yield _quad(subject, _SUBJECT, _thing(f"theme/theme-{number}"), _HOME)
        yield _quad(subject, _p("ueg:period"), f'"2019/2025"^^<{EDTF}>', _HOME)
        yield _quad(subject, _p("ueg:statedBy"), by, _HOME)
        yield _quad(subject, _WHEN, f'"2026-01-31"^^<{EDTF}>', _HOME)
        for end in (_EARLIEST, _LATEST):
            yield _quad(subject, end, f'"2026-01-31"^^<{_DATE}>', _HOME)


def _activity(size: Size, draw: Random, number: int) -> Iterator[str]:
    """An activity with its ten participations."""
    subject, home = f"activity/activity-{number}", f"source-{number % SOURCES}"
    yield _quad(subject, _A, _ENGAGEMENT, home)
    yield _quad(subject, _LABEL, f'"Meeting {number} with users of the figures"', home)
    yield _quad(subject, _TYPE, _concept(f"activity-type/{_pick(draw, _TYPES)}"), home)
    status = _concept(f"activity-status/{_pick(draw, _ACTIVITY_STATUSES)}")
    yield _quad(subject, _STATUS, status, home)
    for predicate, value in _when(draw):
        yield _quad(subject, predicate, value, home)
    if number % 20 == 19:  # a part of a larger activity, whose themes it takes
        yield _quad(subject, _WHOLE, _thing(f"activity/activity-{number - 1}"), home)
    else:
        for theme in {_some(draw, size.themes) for _ in range(draw.choice((1, 1, 2, 3)))}:
            yield _quad(subject, _SUBJECT, _thing(f"theme/theme-{theme}"), home)
    each = size.participations // size.activities
    for at in range(number * each, (number + 1) * each):
        yield _participation(size, draw, at, _thing(subject), home)


def _when(draw: Random) -> Iterator[tuple[str, str]]:
    """A day mostly; else a month, a year, an open span or nothing."""
    day = _FIRST + timedelta(draw.randrange(_DAYS))
    kind = draw.random()
    if kind > 0.98:
        return
    text, first, last = f"{day}", day, day
    if kind < 0.05:
        text, first, last = f"{day:%Y}", date(day.year, 1, 1), date(day.year, 12, 31)
    elif kind < 0.25:
        text, first = f"{day:%Y-%m}", day.replace(day=1)
        last = (first + timedelta(32)).replace(day=1) - timedelta(1)
    elif kind < 0.28:
        yield _WHEN, f'"{day:%Y-%m}/.."^^<{EDTF}>'
        yield _EARLIEST, f'"{day.replace(day=1)}"^^<{_DATE}>'
        return
    yield _WHEN, f'"{text}"^^<{EDTF}>'
    yield _EARLIEST, f'"{first}"^^<{_DATE}>'
    yield _LATEST, f'"{last}"^^<{_DATE}>'


def _participation(size: Size, draw: Random, number: int, activity: str, home: str) -> str:
    """One participation: all of its statements in one text, as there are so many."""
    head, tail = f"<{ID}participation/p-{number}> ", f" <{ID}graph/{home}> .\n"
    kind = draw.random()
    if kind < 0.6:
        party = f"organisation/body-{_some(draw, size.organisations)}"
    elif kind < 0.95:
        party = f"audience/audience-{_some(draw, size.audiences)}"
    else:
        party = f"party/unnamed-{_some(draw, size.unnamed)}"
    parts = [
        f"{_A} {_PARTICIPATION}",
        f"{_ACTIVITY} {activity}",
        f"{_PARTY} {_thing(party)}",
        f"{_ROLE} {_concept(f'role/{_pick(draw, _ROLES)}')}",
        f"{_STATUS} {_concept(f'participation-status/{_pick(draw, _STATUSES)}')}",
    ]
    level, direction = _pick(draw, _LEVELS), _pick(draw, _DIRECTIONS)
    if level:
        parts.append(f"{_LEVEL} {_concept(f'level/{level}')}")
    if direction:
        parts.append(f"{_DIRECTION} {_concept(f'direction/{direction}')}")
    lines = "".join(f"{head}{part}{tail}" for part in parts)
    return lines + _receipt(number, head) if size.receipts else lines


def _receipt(number: int, head: str) -> str:
    """In which row of which table it was read."""
    table, tail = f"{ID}table/large/participations.csv", f" <{ID}graph/trace> .\n"
    row = f"<{table}#row={number + 2}>"
    return "".join(
        (
            f"{head}{_p('ueg:readFrom')} {row}{tail}",
            f"{row} {_A} {_p('ueg:TableRow')}{tail}",
            f"{row} {_p('prov:atLocation')} <{table}>{tail}",
            f'{row} {_p("ueg:file")} "participations.csv"{tail}',
            f'{row} {_p("ueg:fileHash")} "{"0" * 64}"{tail}',
            f'{row} {_p("ueg:row")} "{number + 2}"^^<{PREFIXES["xsd"]}integer>{tail}',
        )
    )
