"""Maps of real tables: every body is on them once, and no group is too large to be shown whole.

The tables stand beside the checkout, in ``../shared/real``; without them these tests cannot run.
"""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from tests.real.test_imports import table

from uegraph import maps
from uegraph.maps.scene import MOST
from uegraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path


def mended(name: str) -> str:
    """A name as it was before somebody read UTF-8 as Latin-1, which six of the register were."""
    try:
        return name.encode("latin-1").decode()
    except UnicodeError:
        return name


def test_every_public_body_of_the_register_is_on_the_map_once(made: Path) -> None:
    with table("govuk_organisations").open(encoding="utf-8-sig", newline="") as file:
        names = Counter(mended(row["title"].strip()) for row in csv.DictReader(file))
    with open_store(made / "bodies") as store:
        scene = maps.make(store, "collaboration").scene
    assert Counter(mark.name for mark in scene.marks) == names


@pytest.mark.parametrize("name", ["bodies", "events"])
def test_each_innermost_group_can_be_shown_whole(made: Path, name: str) -> None:
    with open_store(made / name) as store:
        scene = maps.make(store, "collaboration").scene
    drawn = [mark for mark in scene.marks if mark.size]
    assert len(drawn) > MOST
    within = Counter(mark.group for mark in drawn)
    assert max(within.values()) < MOST
    children = Counter(group.parent for group in scene.groups)
    assert max(children.values()) < MOST


@pytest.mark.parametrize("view", ["engagement", "timeline", "places", "heat", "power-interest"])
def test_a_view_of_events_says_what_it_shows(made: Path, view: str) -> None:
    with open_store(made / "events") as store:
        scene = maps.make(store, view).scene
    assert all(text.strip().endswith((".", "?")) for text in scene.telling)
    if scene.fixed:
        assert sum(bool(mark.size) for mark in scene.marks) <= MOST
