"""One body or audience and all that is within a few steps of it, on rings around it.

A step is a stated link, or an activity in which both took part. Of more than a page can show at
once the strongest stay: those nearest first, then those linked with the most others.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from uegraph.connections.asking import one_called
from uegraph.connections.naming import called
from uegraph.errors import ParameterError
from uegraph.maps import telling
from uegraph.maps.drafting import Draft, strengths
from uegraph.maps.layout import concentric
from uegraph.maps.material import chosen_kinds, tail
from uegraph.maps.scene import MOST, Frame, Scene, Story
from uegraph.maps.views.collaboration import crowds
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.maps.material import Asked, Material
    from uegraph.maps.scene import Mark
    from uegraph.maps.stated import Stated

PLAIN: Final = ("organisation", "unnamed party", "audience", "theme")
KINDS: Final = (*PLAIN, "activity", "series", "product", "goal")
STEPS: Final = 3
_PARTIES: Final = ("organisation", "audience")
_ROOM: Final = 40.0

READING: Final = (
    "Who is asked about stands in the middle; each ring is one step further away.",
    "A step is a link that a source states, or an activity in which both took part.",
)


def scene(material: Material, asked: Asked) -> Scene:
    """What is around one body or audience.

    Raises:
        ParameterError: Nobody is named, or the steps are too many.
        UnknownNameError: Nobody is called so, or more than one.
    """
    centre = named(material, asked)
    web = _Web(material, chosen_kinds(asked, KINDS, PLAIN), centre)
    steps, left = web.within(asked.steps)
    draft = web.drafted(steps)
    order = [steps[iri] for iri in draft.drawn]
    pull = web.pull(draft)
    at = draft.drawn.index(centre)
    x, y = concentric(pull, at, order, draft.drawn)
    placed = {
        iri: {"x": float(x[place]), "y": float(y[place])} for place, iri in enumerate(draft.drawn)
    }
    marks = draft.marks(placed)
    name = material.points[centre][1]
    return Scene(
        view="around",
        title=f"Around {name}",
        telling=_telling(material, draft, marks, steps, centre),
        marks=marks,
        links=draft.links,
        frames=tuple(_rings(marks, order, at)),
        stories=_stories(marks, centre, name),
        reading=READING,
        remarks=tuple(_remarks(left, asked.steps)),
        fixed=True,
    )


def named(material: Material, asked: Asked) -> str:
    """The IRI of whom is asked about.

    Raises:
        ParameterError: Nobody is named, or the steps are too many.
        UnknownNameError: Nobody is called so, or more than one.
    """
    if not 1 <= asked.steps <= STEPS:
        raise ParameterError(f"{asked.steps} steps cannot be shown. Give 1 to {STEPS}.")
    if not asked.of:
        net = material.network
        best = np.argsort(-net.degree, kind="stable")[:3]
        most = ", ".join(f"'{net.names[int(code)]}'" for code in best)
        offer = f" Linked with the most others: {most}." if most else ""
        raise ParameterError(
            f"The view 'around' needs a body or an audience: name one with of (--of).{offer}"
        )
    things = material.record.things
    return one_called(
        things.filter(things["kind"].is_in(_PARTIES)), asked.of, " or ".join(_PARTIES)
    )


class _Web:
    """Who is one step from whom."""

    def __init__(self, material: Material, kinds: Sequence[str], centre: str) -> None:
        self.material, self.centre = material, centre
        self.shown = {iri for iri, (kind, _) in material.points.items() if kind in kinds}
        self.shown.add(centre)
        self.crowds = crowds(material)
        self.near: dict[str, set[str]] = defaultdict(set)
        self.kept: list[Stated] = []
        self.silent: dict[str, set[str]] = defaultdict(set)
        self.taken: dict[str, set[str]] = defaultdict(set)
        for link in material.links:
            self._take(link)

    def _take(self, link: Stated) -> None:
        if link.start in self.shown and link.end in self.shown:
            self.kept.append(link)
            self.near[link.start].add(link.end)
            self.near[link.end].add(link.start)
        elif link.kind == "participation" and link.start in self.shown:
            held = link.end in self.material.joins and link.end not in self.crowds
            if held and link.statement in self.material.joining:
                self.kept.append(link)
                self.silent[link.end].add(link.start)
                self.taken[link.start].add(link.end)

    def others(self, iri: str) -> set[str]:
        """Whoever is one step away."""
        found = set(self.near.get(iri, ()))
        for activity in self.taken.get(iri, ()):
            found |= self.silent[activity]
        return found - {iri}

    def within(self, steps: int) -> tuple[dict[str, int], list[int]]:
        """How many steps each is away, of the strongest; and how many of each step are left out."""
        found = {self.centre: 0}
        left, front = [], {self.centre}
        for step in range(1, steps + 1):
            front = {other for iri in front for other in self.others(iri)} - found.keys()
            points = self.material.points
            ranked = sorted(front, key=lambda iri: (-len(self.others(iri)), points[iri][1], iri))
            room = max(0, MOST - len(found))
            found |= dict.fromkeys(ranked[:room], step)
            left.append(len(ranked[room:]))
            front = set(ranked[:room])
        return found, left

    def drafted(self, steps: Mapping[str, int]) -> Draft:
        """What is shown, with the links between."""
        taken = {act for iri in steps for act in self.taken.get(iri, ())}
        silent = {act for act in taken if len(self.silent[act] & steps.keys()) > 1}
        kept, beyond = [], dict[str, int]()
        for link in self.kept:
            if link.start in steps and (link.end in steps or link.end in silent):
                kept.append(link)
            else:
                for end in {link.start, link.end} & steps.keys():
                    beyond[end] = beyond.get(end, 0) + 1
        ranks = {iri: len(self.others(iri)) for iri in steps}
        drawn = tuple(sorted(steps))
        return Draft(self.material, drawn, tuple(sorted(silent)), tuple(kept), ranks, beyond)

    def pull(self, draft: Draft) -> object:
        """How strongly each two are linked."""
        places = {iri: place for place, iri in enumerate(draft.drawn)}
        pairs = [
            (places[iri], places[other])
            for iri in draft.drawn
            for other in self.others(iri)
            if other in places and iri < other
        ]
        return strengths(pairs, len(draft.drawn))


def _rings(marks: Sequence[Mark], steps: Sequence[int], at: int) -> Iterator[Frame]:
    """A faint circle behind each step, with its number of steps."""
    middle = marks[at]
    for step in range(1, max(steps, default=0) + 1):
        far = [
            np.hypot(mark.x - middle.x, mark.y - middle.y)
            for mark, mine in zip(marks, steps, strict=False)
            if mine == step
        ]
        if far:
            radius = float(max(far)) + _ROOM
            yield Frame("circle", middle.x, middle.y, right=middle.x + radius, look="faint")
            yield Frame("text", middle.x, middle.y - radius, text=many(step, "step"), look="faint")


def _telling(
    material: Material,
    draft: Draft,
    marks: Sequence[Mark],
    steps: Mapping[str, int],
    centre: str,
) -> tuple[str, ...]:
    name = called(material.points[centre][1])
    shown = [mark for mark in telling.drawn(marks) if mark.id != centre]
    by_step = [[mark for mark in shown if steps[mark.id] == step] for step in (1, 2, 3)]
    if not shown:
        return telling.paragraphs(
            f"No link of {name} is recorded. That is what the record holds, not what it does.",
            _state(marks, centre, name),
        )
    first, *wider = by_step
    told = f"{name} is linked with {many(len(first), 'other')}: {telling.by_kind(first)}."
    for number, found in enumerate(wider, 2):
        told += f" {len(found):,} more are within {number} steps." if found else ""
    silent = len(draft.silent)
    shared = (
        f"{many(silent, 'activity', 'activities')} on record join those who took part in the same"
        if silent
        else ""
    )
    stated = [link for link in draft.links if link.end < len(draft.drawn)]
    unseen = [mark.name for mark in shown if mark.state in telling.UNSEEN]
    return telling.paragraphs(
        told,
        f"Of those around it, {telling.middle(shown)[:1].lower()}{telling.middle(shown)[1:]}",
        _state(marks, centre, name),
        f"Not reached: {len(unseen):,} of those shown are not known to have been engaged: "
        f"{telling.few(unseen)}."
        if unseen
        else "",
        telling.knowing(material, stated, derived=shared),
    )


def _state(marks: Sequence[Mark], centre: str, name: str) -> str:
    mark = next(mark for mark in marks if mark.id == centre)
    return f"Coverage of {name}: {mark.state}. {mark.reason}" if mark.state else ""


def _stories(marks: Sequence[Mark], centre: str, name: str) -> tuple[Story, ...]:
    found = [Story(f"{name} and all that is within reach."), Story(name, f"f={tail(centre)}")]
    unseen = sum(mark.state in telling.UNSEEN for mark in marks if mark.size)
    if unseen:
        found.append(Story(f"{unseen:,} shown here are not known to have been engaged.", "u=1"))
    return tuple(found)


def _remarks(left: Sequence[int], steps: int) -> Iterator[str]:
    if any(left):
        told = "; ".join(
            f"{number:,} at {many(step, 'step')}" for step, number in enumerate(left, 1) if number
        )
        yield (
            f"A page shows {MOST:,} marks at once: the least linked are left out, {told}, and "
            f"whoever is reached only through them. Ask for fewer steps than {steps}."
        )
