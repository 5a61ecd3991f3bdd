"""Invented scenes of any size, placed by hand: circles of marks side by side, and tiles."""

from __future__ import annotations

import math
from random import Random
from typing import Any

from uegraph.maps import legend
from uegraph.maps.scene import Frame, Group, Link, Mark, Scene
from uegraph.network import Evidence

WORDS = (
    *("Harbour", "River", "Orchard", "Valley", "Bridge"),
    *("Meadow", "Lantern", "Granite", "Willow", "Summit"),
)
FORMS = ("Trust", "Office", "Council", "Forum", "Institute", "Agency", "Network", "Department")
STATES = ("", *legend.STATES)
FAR = 74.0


def name(at: int) -> str:
    return f"{WORDS[at % 10]} {FORMS[at // 10 % 8]} for Statistics {at}"


def scene(count: int, **more: Any) -> Scene:
    """A scene of so many drawn marks in circles, a third as many activities that are not drawn."""
    random = Random(7)
    members = max(4, min(400, round(math.sqrt(count) * 2)))
    groups: list[Group] = []
    marks: list[Mark] = []
    radius = FAR * math.sqrt(members) * 0.62
    across = math.ceil(math.sqrt(count / members) * 1.2)
    for number in range(math.ceil(count / members)):
        x, y = number % across * radius * 2.2, number // across * radius * 2.2
        size = min(members, count - number * members)
        heads = tuple(range(len(marks), len(marks) + min(3, size)))
        groups.append(Group(x, y, radius, name=name(len(marks)), heads=heads, size=size))
        first = len(marks)
        marks += [_mark(first + at, at, groups, random) for at in range(size)]
    links = _links(marks, members, random)
    marks += [
        Mark(f"activity/{at}", "activity", f"Webinar {at}", size=0) for at in range(count // 3)
    ]
    told: dict[str, Any] = {
        "view": "collaboration",
        "title": f"Who works with whom: {count:,} bodies",
        "telling": ("In the middle stands the Harbour Trust.", "Nobody knows of some."),
        "reading": ("Bodies that stand close together are linked.",),
        "remarks": ("Crowds link nobody.",),
        "receipt": (("source", "Invented report"), ("facts", "14,203")),
    }
    return Scene(**told | {"marks": tuple(marks), "links": links, "groups": tuple(groups)} | more)


def tiles(rows: int = 6, columns: int = 5) -> Scene:
    """Audiences by themes, with a tile in each state."""
    marks = tuple(
        Mark(
            f"tile/{row}-{column}",
            "audience",
            f"{WORDS[row % 10]} users on {FORMS[column % 8]}",
            x=120 + 90 * column,
            y=40 + 34 * row,
            wide=43,
            high=15,
            short=str(row) if (row + column) % 2 else "none",
            state=STATES[1 + (row * columns + column) % len(legend.STATES)],
        )
        for row in range(rows)
        for column in range(columns)
    )
    frames = (
        *(
            Frame("text", 70, 40 + 34 * row, text=f"{WORDS[row % 10]} users", align="right")
            for row in range(rows)
        ),
        Frame("line", 76, 10, 76, 40 + 34 * rows, look="strong"),
        Frame("box", 0, 30 + 34 * rows, 200, 80 + 34 * rows, text="Not asked", look="dashed"),
        Frame("circle", 300, 60 + 34 * rows, 320, look="faint"),
    )
    return Scene(
        "heat", "Audiences by theme", ("A tile for each.",), marks, frames=frames, fixed=True
    )


def _mark(place: int, at: int, groups: list[Group], random: Random) -> Mark:
    group = groups[-1]
    reach = group.radius * 0.88 * math.sqrt((at + 0.3) / group.size)
    rank = max(1, 40 // (at + 1))
    kind = random.choice(["organisation"] * 6 + ["audience", "unnamed party", "theme"])
    return Mark(
        f"body/{place}",
        kind,
        name(place),
        x=group.x + reach * math.cos(at * 2.4),
        y=group.y + reach * math.sin(at * 2.4),
        size=legend.KINDS[kind].size + 2.5 * math.sqrt(rank),
        acronym=f"{WORDS[place % 10][0]}{FORMS[place // 10 % 8][0]}S{place}" if at % 3 else "",
        rank=rank,
        state=random.choice(STATES),
        group=len(groups) - 1,
    )


def _links(marks: list[Mark], members: int, random: Random) -> tuple[Link, ...]:
    count = len(marks)
    found = []
    for at in range(count):
        other = random.randrange(count)
        if other != at:
            kind = random.choice(["relation", "belonging", "representation"])
            found.append(Link(at, other, kind, "works with"))
    for activity in range(count // 3):
        first = random.randrange(count)
        near = range(first - first % members, min(count, first - first % members + members))
        passage = Evidence("Invented report", "Webinars", activity + 1)
        found += [
            Link(at, count + activity, "participation", "attendee", evidence=(passage,))
            for at in sorted({*random.sample(near, min(3, len(near))), random.randrange(count)})
        ]
    return tuple(found)
