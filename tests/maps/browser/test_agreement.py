"""Whatever is done in whatever order, all parts of the page show the same."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.maps.browser.model import UNSEEN, Asked
from tests.maps.browser.scenes import PLACES, SECTORS, THEMES, TYPES
from tests.maps.browser.test_filtering import MADE, agree, month_of, slide, tick

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.maps.browser.conftest import Show
    from tests.maps.browser.opened import Opened

pytestmark = pytest.mark.browser

STEPS: Final = 40
KINDS: Final = ("organisation", "audience", "unnamed party")
FAMILIES: Final = ("belonging", "relation", "representation", "gap", "collaboration")
STATES: Final = tuple(sorted({mark.state for mark in MADE.marks if mark.size}))
VALUES: Final = {"type": TYPES, "sector": SECTORS, "theme": THEMES, "place": PLACES}
FIRST: Final = month_of(2019, 1)
LAST: Final = month_of(2024, 12)


def day_of(month: int) -> int:
    return date(month // 12, month % 12 + 1, 1).toordinal()


@dataclass
class Reader:
    """Somebody who does things to the page, and what they have asked for by that."""

    opened: Opened
    draw: Random
    asked: Asked = field(default_factory=Asked)
    past: list[Asked] = field(default_factory=list)
    future: list[Asked] = field(default_factory=list)

    def now(self, **change: Any) -> None:
        asked = replace(self.asked, **change)
        if asked != self.asked:
            self.past.append(self.asked)
            self.future.clear()
        self.asked = asked

    def ticks(self) -> None:
        what, values = self.draw.choice([("kinds", KINDS), ("links", FAMILIES), ("states", STATES)])
        value = self.draw.choice(values)
        tick(self.opened, what, value)
        self.now(**{what: getattr(self.asked, what) ^ {value}})

    def chooses(self) -> None:
        facet, values = self.draw.choice(sorted(VALUES.items()))
        value = self.draw.choice(["", *filter(None, values)])
        self.opened.page.select_option(f"#by-{facet}", value)
        self.now(**{facet: value})

    def slides(self) -> None:
        since = FIRST if self.asked.since is None else month(self.asked.since)
        until = LAST if self.asked.until is None else month(self.asked.until)
        to = self.draw.randint(FIRST, LAST)
        which = self.draw.choice(["since", "until"])
        slide(self.opened, which, to)
        if which == "since":
            since = min(to, until)
        else:
            until = max(to, since)
        self.now(
            since=None if since == FIRST else day_of(since),
            until=None if until == LAST else day_of(until + 1) - 1,
        )

    def dates(self) -> None:
        self.opened.page.click("#undated")
        self.now(undated=not self.asked.undated)

    def opens(self) -> None:
        at = self.draw.randrange(60)
        self.opened.run("at => uegraph.details.open(at)", at)
        outside = self.asked.group >= 0 and MADE.marks[at].group != self.asked.group
        self.now(focus=at, group=-1 if outside else self.asked.group)

    def steps(self) -> None:
        if self.asked.focus is None:
            return self.opens()
        steps = self.draw.randint(1, 3)
        self.opened.page.click(f'#details [data-steps="{steps}"]')
        return self.now(steps=steps)

    def closes(self) -> None:
        self.opened.run("uegraph.details.close()")
        self.now(focus=None)

    def selects(self) -> None:
        at = self.draw.randrange(60)
        self.opened.run("at => uegraph.point.choose(at)", at)
        chosen = self.asked.chosen
        kept = tuple(one for one in chosen if one != at) if at in chosen else (*chosen, at)
        self.now(chosen=kept, focus=None)

    def enters(self) -> None:
        group = self.draw.randrange(-1, len(MADE.groups))
        self.opened.run("group => uegraph.point.openGroup(group)", group)
        self.now(group=group, focus=None)

    def gaps(self) -> None:
        wanted = frozenset(STATES) - UNSEEN
        self.opened.page.click("#unseen")
        self.now(states=frozenset() if self.asked.states == wanted else wanted, focus=None)

    def turns(self) -> None:
        button, pile, other = self.draw.choice(
            [("#undo", self.past, self.future), ("#redo", self.future, self.past)]
        )
        assert self.opened.page.is_enabled(button) == bool(pile)
        if pile:
            self.opened.page.click(button)
            other.append(self.asked)
            self.asked = pile.pop()

    def resets(self) -> None:
        self.opened.page.click("button[type=reset]")
        self.now(**vars_of(Asked()))


def month(day: int) -> int:
    found = date.fromordinal(day)
    return month_of(found.year, found.month)


def vars_of(asked: Asked) -> dict[str, Any]:
    return {name: getattr(asked, name) for name in asked.__dataclass_fields__}


ACTS: Final[tuple[Callable[[Reader], None], ...]] = (
    *(Reader.ticks, Reader.ticks, Reader.ticks, Reader.chooses, Reader.slides, Reader.dates),
    *(Reader.opens, Reader.steps, Reader.closes, Reader.selects, Reader.enters, Reader.gaps),
    *(Reader.turns, Reader.turns, Reader.resets),
)


@pytest.mark.parametrize("seed", [1, 2])
def test_canvas_tables_numbers_and_words_agree_after_each_of_many_acts(
    show: Show, seed: int
) -> None:
    opened = show(MADE)
    reader = Reader(opened, Random(seed))
    done = []
    for _ in range(STEPS):
        act = reader.draw.choice(ACTS)
        done.append(act.__name__)
        act(reader)
        agree(opened, reader.asked)
        assert len(opened.drawn()) <= 600
    assert len(set(done)) >= 9, done
    opened.clean()
