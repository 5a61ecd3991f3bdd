"""An invented graph of any size, and the scenes that views make of it."""

from __future__ import annotations

from functools import lru_cache
from random import Random
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from uegraph import maps, resources
from uegraph.namespaces import EDTF, ID, RDF_TYPE, SCHEME, expand
from uegraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.maps.scene import Scene
    from uegraph.store import Store

SEED: Final = 7
WORDS: Final = (
    *("Harbour", "River", "Orchard", "Valley", "Bridge"),
    *("Meadow", "Lantern", "Granite", "Willow", "Summit"),
)
FORMS: Final = (
    *("Trust", "Office", "Council", "Forum"),
    *("Institute", "Agency", "Network", "Department"),
)
SECTORS: Final = ("central-government", "third-sector", "academia", "business", "local-government")
LEVELS: Final = ("inform", "consult", "involve", "collaborate")
STATUSES: Final = ("attended", "attended", "responded", "took-part", "invited")
_LINES: Final = 20_000


def body(number: int) -> str:
    """The IRI of an organisation."""
    return f"{ID}organisation/body-{number}"


@lru_cache(maxsize=8)
def scene(bodies: int = 40, view: str = "collaboration", of: str | None = None) -> Scene:
    """What a view makes of a graph of so many organisations; most of the time goes into places."""
    opened = store(bodies)
    return maps.make(opened, view, of=of or body(0)).scene


def store(bodies: int = 40, more: str = "") -> Store:
    """A graph of so many organisations, half as many activities and some audiences and themes.

    Args:
        bodies: How many.
        more: Further statements, as N-Quads.
    """
    opened = open_store(read_only=False)
    opened.load_nquads(concepts())
    for chunk in chunks(bodies):
        opened.load_nquads(chunk)
    opened.load_nquads(more.encode())
    return opened


def chunks(bodies: int) -> Iterator[bytes]:
    """The same as N-Quads, some lines at a time."""
    lines: list[str] = []
    for line in _lines(bodies):
        lines.append(line)
        if len(lines) >= _LINES:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def line(subject: str, predicate: str, value: str) -> str:
    """A statement; a value that begins with a quotation mark is text, another one a thing."""
    name = RDF_TYPE if predicate == "a" else expand(predicate)
    thing = value if value.startswith('"') else f"<{value}>"
    return f"<{subject}> <{name}> {thing} <urn:invented> .\n"


def thing(subject: str, kind: str, name: str, **more: str) -> str:
    """A thing with its class and name, and what else is said of it by ``prefix_name``."""
    told = {"a": expand(kind), "skos:prefLabel": f'"{name}"'}
    told |= {word.replace("_", ":", 1): value for word, value in more.items()}
    return "".join(line(subject, predicate, value) for predicate, value in told.items())


def part(number: int | str, activity: str, party: str, **more: str) -> str:
    """A participation; an attendee who attended, unless said otherwise."""
    told = {
        "a": expand("ueg:Participation"),
        "ueg:activity": activity,
        "ueg:party": party,
        "ueg:role": f"{SCHEME}role/attendee",
        "ueg:status": f"{SCHEME}participation-status/attended",
    } | {word.replace("_", ":", 1): value for word, value in more.items()}
    subject = f"{ID}participation/p-{number}"
    return "".join(line(subject, predicate, value) for predicate, value in told.items())


def _lines(bodies: int) -> Iterator[str]:
    draw = Random(SEED)
    yield thing(f"{ID}source/report", "foaf:Document", "Invented report",
                foaf_page='"https://www.example.org/report"', dcterms_issued='"2024-03"',
                dcterms_license='"https://www.example.org/licence"')  # fmt: skip
    for number in range(12):
        yield "".join((
            line(_passage(number), "a", expand("ueg:Passage")),
            line(_passage(number), "dcterms:isPartOf", f"{ID}source/report"),
            line(_passage(number), "ueg:section", f'"Section {number}"'),
            line(_passage(number), "ueg:paragraph",
                 f'"{1 + number % 4}"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        ))  # fmt: skip
    for number in range(bodies):
        yield _body(number)
    themes = [f"{ID}theme/theme-{number}" for number in range(4)]
    for number, iri in enumerate(themes):
        yield thing(iri, "ueg:Theme", f"Theme on {WORDS[number]}")
    audiences = [f"{ID}audience/users-{number}" for number in range(max(6, bodies // 40))]
    linked = max(2, bodies - max(1, bodies // 12))
    for number, iri in enumerate(audiences):
        speaker = body(draw.randrange(linked))
        yield thing(iri, "ueg:Audience", f"{WORDS[number % 10]} users {number}",
                    ueg_representedBy=speaker, dcterms_source=_passage(number))  # fmt: skip
    yield from _memberships(draw, linked)
    for number in range(bodies // 2):
        yield _activity(number, themes[number % 4])
        yield from _parts(draw, number, linked, audiences)


def _passage(number: int) -> str:
    return f"{ID}passage/p{number % 12}"


def _body(number: int) -> str:
    word, form = WORDS[number % 10], FORMS[number // 10 % 8]
    return thing(body(number), "org:Organization", f"{word} {form} for Statistics {number}",
                 skos_altLabel=f'"The {word} {number}"',
                 ueg_acronym=f'"{word[0]}{form[0]}S{number}"',
                 ueg_sector=f"{SCHEME}sector/{SECTORS[number // 8 % 5]}",
                 org_classification=f"{SCHEME}organisation-type/charity",
                 dcterms_description=f'"Works on {WORDS[-number % 10]}."',
                 dcterms_source=_passage(number))  # fmt: skip


def _memberships(draw: Random, linked: int) -> Iterator[str]:
    for number in range(1, linked):
        if number % 2:
            parent = draw.randrange(max(1, number // 4))
            yield line(body(number), "org:memberOf", body(parent))


def _activity(number: int, theme: str) -> str:
    when = f"{2019 + number % 6}-{1 + number % 12:02}"
    return thing(_act(number), "ueg:EngagementActivity", f"{WORDS[number % 10]} webinar {number}",
                 dcterms_subject=theme, ueg_when=f'"{when}"^^<{EDTF}>',
                 ueg_activityType=f"{SCHEME}activity-type/webinar",
                 ueg_status=f"{SCHEME}activity-status/held",
                 dcterms_source=_passage(number))  # fmt: skip


def _act(number: int) -> str:
    return f"{ID}activity/webinar-{number}"


def _parts(draw: Random, number: int, linked: int, audiences: list[str]) -> Iterator[str]:
    middle = draw.randrange(linked)
    near = {(middle + int(draw.expovariate(0.2))) % linked for _ in range(2 + number % 5)}
    parties = [*(body(one) for one in sorted(near | {int(linked * draw.random() ** 3)}))]
    parties.append(audiences[number % len(audiences)])
    for place, party in enumerate(parties):
        role = "organiser" if place == 0 else "target" if "/audience/" in party else "attendee"
        status = STATUSES[(number + place) % 5]
        yield part(f"{number}-{place}", _act(number), party,
                   ueg_role=f"{SCHEME}role/{role}", ueg_level=f"{SCHEME}level/{LEVELS[number % 4]}",
                   ueg_status=f"{SCHEME}participation-status/{status}",
                   dcterms_source=_passage(number + place))  # fmt: skip


@lru_cache(maxsize=1)
def concepts() -> bytes:
    """The concept schemes that come with uegraph."""
    quads = ox.Store()
    for path in resources.ontology_files():
        if path.parent.name == "concepts":
            quads.load(path=str(path), to_graph=ox.NamedNode("urn:concepts"))
    found = quads.dump(format=ox.RdfFormat.N_QUADS)
    assert found is not None
    return found
