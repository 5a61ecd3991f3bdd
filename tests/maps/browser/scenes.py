"""Invented scenes of any size with everything that a page can show, placed without a layout."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from math import ceil, cos, sin, sqrt
from random import Random
from typing import Final

from uegraph.maps import legend
from uegraph.maps.scene import Frame, Group, Link, Mark, Scene, Story
from uegraph.network import Evidence

BASE: Final = "https://w3id.org/uegraph/id/"
WORDS: Final = ("Harbour", "River", "Orchard", "Valley", "Bridge", "Meadow", "Lantern", "Granite")
FORMS: Final = ("Trust", "Office", "Council", "Forum", "Institute", "Agency", "Network")
TYPES: Final = ("charity", "department", "regulator")
SECTORS: Final = ("third sector", "central government", "business", "")
THEMES: Final = ("Health", "Prices", "Work")
PLACES: Final = ("Wales", "Scotland", "London")
STATES: Final = (
    *("engaged", "no evidence", "", "shallow", "known gap", "engaged", "stale"),
    *("out of scope", "planned", "inferred gap", "conflict", "attempted", "represented"),
)
LEVELS: Final = ("inform", "consult", "", "involve")
PASSAGES: Final = tuple(Evidence("Invented report", f"Part {at}", 1 + at % 4) for at in range(24))
LEAF: Final = 30
"""How many marks lie in an innermost group."""
_INNER: Final = 8
_APART: Final = 45.0
_LARGE: Final = 900.0


@cache
def scene(bodies: int = 40) -> Scene:
    """So many marks, half as many activities that are not drawn, and what links them."""
    draw = Random(11)
    groups = _groups(bodies)
    leaves = [at for at, group in enumerate(groups) if group.heads]
    marks = [_body(at, groups[leaves[at // LEAF]], leaves[at // LEAF]) for at in range(bodies)]
    silent = [_activity(bodies + at, draw) for at in range(bodies // 2)]
    links = [*_stated(draw, bodies), *_parts(draw, bodies)]
    joined: list[set[int]] = [set() for _ in marks]
    for link in links:
        if link.start < bodies and link.end < bodies and link.kind != "gap":
            joined[link.start].add(link.end)
            joined[link.end].add(link.start)
    ranked = [replace(mark, rank=len(joined[at])) for at, mark in enumerate(marks)]
    return Scene(
        view="collaboration",
        title="Who works with whom",
        telling=(f"An invented network of {bodies:,} bodies.", "Harbour Trust 0 is in the middle."),
        marks=(*ranked, *silent),
        links=tuple(links),
        groups=groups,
        stories=(Story("This is everything."), Story("Harbour Trust 0.", "f=body-0")),
        reading=("Each circle holds those who often meet.",),
        remarks=("One activity of 400 people is left out.",),
        receipt=(("Made from", "Invented report"), ("Left out", "2 private contacts")),
    )


def plain(*marks: Mark, links: tuple[Link, ...] = (), title: str = "A map") -> Scene:
    """A scene of a few marks."""
    return Scene("collaboration", title, ("A few marks.",), marks, links)


def chart() -> Scene:
    """A chart whose places mean something: tiles, bars, frames of every shape."""
    tiles = tuple(
        Mark(f"urn:tile/{at}", "audience", f"Users of {WORDS[at]}", x=at % 4 * 130, y=at // 4 * 70,
             size=20, wide=56, high=28, state=STATES[at], reason="As an example.",
             evidence=PASSAGES[:1])
        for at in range(8)
    )  # fmt: skip
    frames = (
        Frame("box", -70, -50, 470, 120, text="Quadrant", look="dashed"),
        Frame("line", -70, 130, 470, 130, look="strong"),
        Frame("circle", 600, 40, 660, look="faint"),
        Frame("text", 200, 150, text="Interest"),
    )
    return Scene("heat", "A chart", ("Eight tiles.",), tiles, frames=frames, fixed=True)


def _groups(bodies: int) -> tuple[Group, ...]:
    count = ceil(bodies / LEAF)
    sizes = [min(LEAF, bodies - at * LEAF) for at in range(count)]
    if bodies < _LARGE:
        return tuple(_leaf(at, at % 4, at // 4, -1, size) for at, size in enumerate(sizes))
    found: list[Group] = []
    across = ceil(sqrt(count / _INNER))
    for first in range(0, count, _INNER):
        parent, here = len(found), sizes[first : first + _INNER]
        column, row = first // _INNER % across * 4, first // _INNER // across * 4
        middle = (column + 1) * 2.2 * _reach(LEAF), (row + 1) * 2.2 * _reach(LEAF)
        found.append(Group(*middle, radius=4.2 * _reach(LEAF), name=f"Region {first // _INNER}",
                           size=sum(here)))  # fmt: skip
        for at, size in enumerate(here):
            spot = column + at % 3, row + at // 3
            found.append(_leaf(first + at, *spot, parent, size))
    return tuple(found)


def _reach(size: int) -> float:
    return _APART * sqrt(size) + 40


def _leaf(number: int, column: int, row: int, parent: int, size: int) -> Group:
    first = number * LEAF
    return Group(x=column * 2.2 * _reach(LEAF), y=row * 2.2 * _reach(LEAF), radius=_reach(LEAF),
                 name=f"Around {name(first)}", parent=parent, size=size,
                 heads=tuple(range(first, first + min(3, size))))  # fmt: skip


def name(number: int) -> str:
    """What a mark is called."""
    return f"{WORDS[number % 8]} {FORMS[number // 8 % 7]} {number}"


def _body(number: int, leaf: Group, group: int) -> Mark:
    kind = ("organisation", "organisation", "audience", "organisation", "unnamed party")[number % 5]
    turn, far = number % LEAF * 2.4, _APART * sqrt(number % LEAF)
    word, form = name(number).split()[:2]
    return Mark(
        f"{BASE}{kind.split()[0]}/body-{number}", kind, name(number),
        x=round(leaf.x + far * cos(turn), 1), y=round(leaf.y + far * sin(turn), 1),
        size=legend.KINDS[kind].size + number % 3,
        acronym=f"{word[0]}{form[0]}{number}", names=(f"The {word} {number}",),
        type=TYPES[number % 3],
        sector=SECTORS[number % 4], places=(PLACES[number % 3],), themes=THEMES[number % 3 : 3][:2],
        state=STATES[number % 13], reason="Found by an invented rule.", group=group,
        facts=(("website", f"https://www.example.org/{number}"), ("description", "A body.")),
        evidence=(PASSAGES[number % 24],),
    )  # fmt: skip


def _day(number: int) -> int:
    return date(2019 + number % 6, 1 + number % 12, 1).toordinal()


def _activity(number: int, draw: Random) -> Mark:
    dated = number % 7 != 0
    first = _day(draw.randrange(72)) if dated else None
    return Mark(f"{BASE}activity/meeting-{number}", "activity", f"Meeting {number}", size=0,
                type="workshop", when="some time" if dated else "", first=first,
                last=None if first is None else first + 27, themes=(THEMES[number % 3],),
                evidence=(PASSAGES[number % 24],))  # fmt: skip


def _parts(draw: Random, bodies: int) -> list[Link]:
    found = []
    for number in range(bodies // 2):
        middle = draw.randrange(bodies)
        home = middle // LEAF * LEAF
        there = {home + draw.randrange(min(LEAF, bodies - home)) for _ in range(2 + number % 4)}
        for body in sorted(there | ({draw.randrange(bodies)} if number % 5 == 0 else set())):
            first = _day(body) if (number + body) % 9 == 0 else None
            found.append(Link(body, bodies + number, "participation", "attendee", first=first,
                              level=LEVELS[number % 4], status="attended",
                              last=None if first is None else first + 20,
                              evidence=(PASSAGES[(number + body) % 24],)))  # fmt: skip
    return found


def _stated(draw: Random, bodies: int) -> list[Link]:
    found = []
    lonely = set(range(7, bodies, 13))
    kinds = (("belonging", "part of"), ("relation", "works with"), ("representation", "speaks for"))
    for body in range(1, bodies):
        other = draw.randrange(max(0, body - LEAF), body)
        if body in lonely or other in lonely or body % 3 == 0:
            continue
        kind, said = kinds[body % 3 - 1] if body % 4 else kinds[2]
        first = _day(body) if body % 5 == 0 else None
        found.append(Link(body, other, kind, said, first=first,
                          when="since then" if first else "", facts=(("note", "As stated."),),
                          evidence=(PASSAGES[body % 24],)))  # fmt: skip
    if bodies > 10:
        found.append(Link(2, 9, "gap", "has no recorded engagement on", stated=False))
    return found
