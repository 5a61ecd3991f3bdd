"""What a page must show, worked out from the scene by brute force and from nothing of the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from uegraph.maps import legend

if TYPE_CHECKING:
    from uegraph.maps.scene import Link, Mark, Scene

TIMED = frozenset({"activity", "series", "product"})
UNSEEN = frozenset(name for name, state in legend.STATES.items() if state.unseen)


@dataclass(frozen=True)
class Asked:
    """What a reader has asked for: what is unticked, chosen, opened."""

    kinds: frozenset[str] = frozenset()
    links: frozenset[str] = frozenset({"gap"})
    states: frozenset[str] = frozenset()
    type: str = ""
    sector: str = ""
    theme: str = ""
    place: str = ""
    since: int | None = None
    until: int | None = None
    undated: bool = True
    focus: int | None = None
    steps: int = 1
    chosen: tuple[int, ...] = ()
    group: int = -1

    @property
    def timed(self) -> bool:
        return self.since is not None or self.until is not None

    def during(self, thing: Mark | Link) -> bool:
        """Whether a thing can have been in the time asked for."""
        if not self.timed:
            return True
        if thing.first is None and thing.last is None:
            return self.undated
        late = self.since is not None and thing.last is not None and thing.last < self.since
        early = self.until is not None and thing.first is not None and thing.first > self.until
        return not late and not early


@dataclass(frozen=True)
class Model:
    """The scene as one asks it."""

    scene: Scene
    asked: Asked

    def fit(self) -> set[int]:
        """The marks that fit kind, type, sector, theme, place and time."""
        return {
            at
            for at, mark in enumerate(self.scene.marks)
            if mark.size and self._fits(mark) and self._in_time(at)
        }

    def _fits(self, mark: Mark) -> bool:
        asked = self.asked
        return (
            mark.kind not in asked.kinds
            and asked.type in {"", mark.type}
            and asked.sector in {"", mark.sector}
            and asked.theme in {"", mark.name, *mark.themes}
            and asked.place in {"", mark.name, *mark.places}
        )

    def _in_time(self, at: int) -> bool:
        if not self.asked.timed:
            return True
        if self.scene.marks[at].kind in TIMED:
            return self.asked.during(self.scene.marks[at])
        mine = [link for link in self.scene.links if at in {link.start, link.end}]
        if not mine:
            return self.asked.undated
        return any(self.asked.during(self._timing(link)) for link in mine)

    def _timing(self, link: Link) -> Mark | Link:
        """What says when a link held: itself where it is dated, else its activity."""
        ends = [self.scene.marks[link.start], self.scene.marks[link.end]]
        activities = [mark for mark in ends if mark.kind in TIMED]
        dated = link.first is not None or link.last is not None
        return link if dated or not activities else activities[0]

    def bright(self) -> set[int]:
        """The marks in question."""
        asked, fit = self.asked, self.fit()
        marks = self.scene.marks
        found = {at for at in fit if marks[at].state not in asked.states}
        if asked.group >= 0:
            found = {at for at in found if asked.group in self._groups(at)}
        if asked.focus is not None and asked.focus in fit:
            found &= self._near(asked.focus, fit)
        if asked.focus is None and asked.chosen:
            found &= set(asked.chosen)
        return found

    def _groups(self, at: int) -> set[int]:
        found, group = set(), self.scene.marks[at].group
        while group >= 0:
            found.add(group)
            group = self.scene.groups[group].parent
        return found

    def _near(self, start: int, fit: set[int]) -> set[int]:
        joined: dict[int, set[int]] = defaultdict(set)
        for one, other in {*self.stated(fit), *self.derived(fit)}:
            joined[one].add(other)
            joined[other].add(one)
        reached = {start}
        for _ in range(self.asked.steps):
            reached |= {other for at in reached for other in joined[at]}
        return reached

    def stated(self, among: set[int]) -> list[tuple[int, int]]:
        """The links between these marks that are shown, by their ends."""
        return [
            (link.start, link.end)
            for link in self.scene.links
            if {link.start, link.end} <= among
            and link.kind not in self.asked.links
            and self.asked.during(link)
        ]

    def derived(self, among: set[int]) -> dict[tuple[int, int], int]:
        """How many activities each two of these marks share that are in question."""
        if "collaboration" in self.asked.links:
            return {}
        met: dict[int, set[int]] = defaultdict(set)
        for link in self.scene.links:
            ends = {link.start, link.end}
            body = next(iter(ends & among), None)
            activity = next((at for at in ends if not self.scene.marks[at].size), None)
            if body is None or activity is None or link.kind != "participation":
                continue
            themes = self.scene.marks[activity].themes
            if self.asked.during(self._timing(link)) and (
                not self.asked.theme or self.asked.theme in themes
            ):
                met[activity].add(body)
        found: dict[tuple[int, int], int] = defaultdict(int)
        for bodies in met.values():
            for pair in combinations(sorted(bodies), 2):
                found[pair] += 1
        return found
