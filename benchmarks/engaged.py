"""Makes engagement as maps show it: bodies in communities, few of them often, some never.

Everything is drawn with one seed, as N-Quads that ``uegraph build`` would make of a team's tables.
"""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from uegraph.namespaces import EDTF, ID, PREFIXES, RDF_TYPE, SCHEME, expand

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED: Final = 7
COMMUNITY: Final = 120
"""Bodies to a community, on average; the largest has some times as many."""
ALONE: Final = 12
"""One body in so many has no link."""

_PASSAGES: Final = 180
_ELSEWHERE: Final = 0.15
"""How many activities in one have a guest from another community."""
_OFTEN: Final = 0.3
"""How many participants in one are of the few that take part in much."""
_CHUNK: Final = 20_000
_PLACES: Final = ("Harbour", "River", "Orchard", "Valley", "Bridge", "Meadow", "Lantern", "Granite",
                  "Willow", "Summit", "Northern", "Coastal", "Central")  # fmt: skip
_FORMS: Final = ("Trust", "Office", "Council", "Forum", "Institute", "Agency", "Network",
                 "Department", "Society", "Partnership")  # fmt: skip
_MATTERS: Final = ("Health", "Prices", "Work", "Homes", "Trade", "Schools")
_SECTORS: Final = ("third-sector", "central-government", "academia", "business", "local-government")
_LEVELS: Final = ("inform", "consult", "involve", "collaborate")
_STATUSES: Final = ("attended", "attended", "responded", "took-part", "invited")
_TYPES: Final = ("webinar", "workshop", "survey")


def chunks(bodies: int) -> Iterator[bytes]:
    """A graph of so many bodies and as many activities, some lines at a time."""
    lines: list[str] = []
    for line in _lines(bodies):
        lines.append(line)
        if len(lines) >= _CHUNK:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def _lines(bodies: int) -> Iterator[str]:
    draw = Random(SEED)
    yield from _sources()
    for number, matter in enumerate(_MATTERS):
        yield _thing(f"theme/theme-{number}", "ueg:Theme", matter)
    communities = _communities(draw, bodies)
    for number in range(bodies):
        yield _body(draw, number)
    for members in communities:
        for member in members[1:]:
            if draw.random() < 0.5:
                yield _line(_organisation(member), "org:memberOf", _iri(_organisation(members[0])))
    for number in range(bodies):
        yield _activity(draw, number)
        for place, party in enumerate(_parties(draw, communities)):
            yield _participation(draw, number, place, party)


def _communities(draw: Random, bodies: int) -> list[list[int]]:
    """Who belongs together; the earlier communities are larger."""
    most = max(3, bodies // COMMUNITY)
    found: list[list[int]] = [[] for _ in range(most)]
    alone = set(draw.sample(range(bodies), bodies // ALONE))
    for number in range(bodies):
        home = min(int(draw.expovariate(4 / most)), most - 1)
        if number not in alone:
            found[home].append(number)
    return [members for members in found if members]


def _parties(draw: Random, communities: list[list[int]]) -> list[int]:
    """Who took part in an activity: mostly of one community, mostly the same few."""
    sizes = [len(members) for members in communities]
    members = draw.choices(communities, sizes)[0]
    number = min(len(members), 2 + int(draw.expovariate(0.45)))
    found = set()
    for _ in range(number):
        often = min(int(draw.paretovariate(0.8)), len(members)) - 1
        any_of_them = draw.randrange(len(members))
        found.add(members[often if draw.random() < _OFTEN else any_of_them])
    if draw.random() < _ELSEWHERE:
        found.add(draw.choice(draw.choice(communities)))
    return sorted(found)


def _sources() -> Iterator[str]:
    report = "source/report"
    yield _thing(report, "foaf:Document", "Invented report")
    for number in range(_PASSAGES):
        passage = f"passage/p{number}"
        yield _line(passage, "a", _name("ueg:Passage"))
        yield _line(passage, "dcterms:isPartOf", _iri(report))
        yield _line(passage, "ueg:section", f'"Section {1 + number // 6}"')
        yield _line(passage, "ueg:paragraph", f'"{1 + number % 6}"^^<{PREFIXES["xsd"]}integer>')


def _body(draw: Random, number: int) -> str:
    words = (draw.choice(_PLACES), draw.choice(_FORMS), "for", draw.choice(_PLACES),
             draw.choice(_MATTERS))  # fmt: skip
    subject, name = _organisation(number), " ".join((*words, str(number)))
    acronym = "".join(word[0] for word in words if word != "for") + str(number)
    return "".join((
        _thing(subject, "org:Organization", name),
        _line(subject, "ueg:acronym", f'"{acronym}"'),
        _line(subject, "ueg:sector", f"<{SCHEME}sector/{_SECTORS[number % 5]}>"),
        _line(subject, "org:classification", f"<{SCHEME}organisation-type/charity>"),
        _line(subject, "dcterms:source", _passage(draw)),
    ))  # fmt: skip


def _activity(draw: Random, number: int) -> str:
    subject = _activity_called(number)
    when = f"{2019 + number % 6}-{1 + number % 12:02}"
    kind = draw.choice(_TYPES)
    name = f"{draw.choice(_PLACES)} {kind} {number}"
    return "".join((
        _thing(subject, "ueg:EngagementActivity", name),
        _line(subject, "ueg:when", f'"{when}"^^<{EDTF}>'),
        _line(subject, "ueg:activityType", f"<{SCHEME}activity-type/{kind}>"),
        _line(subject, "ueg:status", f"<{SCHEME}activity-status/held>"),
        _line(subject, "dcterms:subject", _iri(f"theme/theme-{draw.randrange(len(_MATTERS))}")),
        _line(subject, "dcterms:source", _passage(draw)),
    ))  # fmt: skip


def _participation(draw: Random, activity: int, place: int, party: int) -> str:
    subject = f"participation/p-{activity}-{place}"
    return "".join((
        _line(subject, "a", _name("ueg:Participation")),
        _line(subject, "ueg:activity", _iri(_activity_called(activity))),
        _line(subject, "ueg:party", _iri(_organisation(party))),
        _line(subject, "ueg:role", f"<{SCHEME}role/{'attendee' if place else 'organiser'}>"),
        _line(subject, "ueg:status", f"<{SCHEME}participation-status/{draw.choice(_STATUSES)}>"),
        _line(subject, "ueg:level", f"<{SCHEME}level/{draw.choice(_LEVELS)}>"),
        _line(subject, "dcterms:source", _passage(draw)),
    ))  # fmt: skip


def _organisation(number: int) -> str:
    return f"organisation/body-{number}"


def _activity_called(number: int) -> str:
    return f"activity/activity-{number}"


def _passage(draw: Random) -> str:
    return _iri(f"passage/p{draw.randrange(_PASSAGES)}")


def _thing(subject: str, kind: str, name: str) -> str:
    return _line(subject, "a", _name(kind)) + _line(subject, "skos:prefLabel", f'"{name}"')


def _line(subject: str, predicate: str, value: str) -> str:
    name = RDF_TYPE if predicate == "a" else expand(predicate)
    return f"<{ID}{subject}> <{name}> {value} <urn:invented> .\n"


def _iri(subject: str) -> str:
    return f"<{ID}{subject}>"


def _name(name: str) -> str:
    return f"<{expand(name)}>"
