"""From an overview to a group to a body, with never more marks at once than a screen can carry."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING, Final

import pytest
from tests.maps.browser.scenes import scene

from uegraph.maps.scene import MOST

if TYPE_CHECKING:
    from tests.maps.browser.conftest import Show
    from tests.maps.browser.opened import Opened

    from uegraph.maps.scene import Scene

pytestmark = pytest.mark.browser

# Goes to each place at once, as a drag that has come to rest; gives the marks drawn at each.
MOVED: Final = """(places) => places.map((place) => {
  uegraph.canvas.go(place, true);
  return [uegraph.canvas.points.length, uegraph.canvas.drawn().drawn.size];
})"""
# Opens each group; gives the marks of it that are drawn.
OPENED: Final = """(groups) => groups.map((group) => {
  uegraph.point.openGroup(group);
  const drawn = uegraph.canvas.points.getIds();
  return [drawn.length, drawn.filter((at) => uegraph.marks[at].group === group).length];
})"""


def places(count: int, size: int) -> list[tuple[float, float, float]]:
    """Places of the camera over a scene, from far to near."""
    draw = Random(5)
    marks = scene(size).marks[:size]
    wide, high = max(mark.x for mark in marks), max(mark.y for mark in marks)
    scales = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.8, 1.5, 4]
    return [
        (draw.uniform(0, wide), draw.uniform(0, high), scales[at % len(scales)])
        for at in range(count)
    ]


@pytest.mark.parametrize(("size", "count"), [(1500, 60), (20_000, 30)])
def test_never_more_than_600_marks_wherever_one_looks(show: Show, size: int, count: int) -> None:
    opened = show(scene(size))
    found = opened.run(MOVED, places(count, size))
    assert all(number == drawn <= MOST for number, drawn in found)
    # Near enough all that is there is drawn; so the limit was really met.
    assert max(number for number, _ in found) > 150
    opened.run("uegraph.details.open(7)")
    opened.run("uegraph.view.set({ steps: 3 })")
    opened.page.click("#unseen")
    assert len(opened.drawn()) <= MOST
    opened.clean()


@pytest.mark.parametrize(("size", "every"), [(1500, 1), (20_000, 45)])
def test_each_innermost_group_shows_all_its_members_when_it_is_opened(
    show: Show, size: int, every: int
) -> None:
    made = scene(size)
    leaves = [at for at, group in enumerate(made.groups) if group.heads][::every]
    assert len(leaves) > 14
    found = show(made).run(OPENED, leaves)
    for at, (drawn, members) in zip(leaves, found, strict=True):
        assert members == made.groups[at].size, made.groups[at].name
        assert drawn <= MOST


def test_crumbs_lead_back_from_a_group_within_a_group(show: Show) -> None:
    made = scene(1500)
    opened = show(made)
    page = opened.page
    inner = next(at for at, group in enumerate(made.groups) if group.parent >= 0)
    outer = made.groups[inner].parent
    assert page.is_hidden("#crumbs")
    opened.run("group => uegraph.point.openGroup(group)", inner)
    assert page.locator("#crumbs li").all_inner_texts() == [
        "All", made.groups[outer].name, made.groups[inner].name
    ]  # fmt: skip
    assert opened.bright() == {at for at, mark in enumerate(made.marks) if mark.group == inner}
    assert len(opened.rows()) == opened.number() == made.groups[inner].size
    assert page.locator("#crumbs [aria-current]").inner_text() == made.groups[inner].name
    page.click(f"#crumbs button:has-text('{made.groups[outer].name}')")
    assert opened.view()["group"] == outer
    assert len(opened.bright()) == made.groups[outer].size
    page.click("#crumbs button:has-text('All')")
    assert opened.view()["group"] == -1
    assert page.is_hidden("#crumbs")
    assert len(opened.bright()) == 1500


def test_groups_are_a_list_too(show: Show) -> None:
    made = scene(1500)
    opened = show(made)
    page = opened.page
    page.locator("details.inner > summary").click()
    page.wait_for_selector("#groups > li > button")  # the list is made when it has been opened
    outer = [group for group in made.groups if group.parent < 0]
    assert page.locator("#groups > li > button").all_inner_texts() == [one.name for one in outer]
    page.locator("#groups > li > button").nth(2).click()
    assert len(opened.bright()) == outer[2].size
    assert page.locator("#groups [aria-current=true]").inner_text() == outer[2].name


def test_a_click_leads_from_the_overview_to_a_group_and_to_a_body(show: Show) -> None:
    made = scene(1500)
    opened = show(made)
    page = opened.page
    outer = next(at for at, group in enumerate(made.groups) if group.parent < 0)
    page.mouse.click(*spot(opened, outer))
    page.wait_for_function("() => uegraph.view.now().group >= 0")
    opened.run("group => uegraph.point.openGroup(group)", outer + 1)
    body = made.groups[outer + 1].heads[1]
    page.mouse.click(*opened.at(body))
    page.wait_for_selector("#details-name")
    assert opened.headed() == made.marks[body].name
    assert opened.view()["focus"] == body
    opened.clean()


def spot(opened: Opened, group: int) -> tuple[float, float]:
    x, y = opened.run(
        """at => {
          const box = document.getElementById("canvas").getBoundingClientRect();
          const { x, y } = uegraph.canvas.screen(uegraph.groups[at].x, uegraph.groups[at].y);
          return [box.x + x, box.y + y];
        }""",
        group,
    )
    return float(x), float(y)


def test_a_body_outside_the_open_group_is_shown_with_all_around_it(show: Show) -> None:
    opened = show(scene(1500))
    opened.run("uegraph.point.openGroup(1)")
    opened.page.fill("#find", scene(1500).marks[900].name)
    opened.page.keyboard.press("Enter")
    assert opened.view()["group"] == -1
    assert opened.view()["focus"] == 900
    assert 900 in opened.drawn()
    assert opened.bright() <= opened.drawn()


def test_ties_between_groups_are_as_strong_as_what_links_them(show: Show) -> None:
    made = scene(1500)
    strengths = ties(made)
    found = show(made).run("uegraph.drawing.ties()")
    assert len(found) > 3
    for one, other, weight in found:
        assert weight == strengths[min(one, other), max(one, other)]
    assert found[0][2] == max(strengths.values())


def ties(made: Scene) -> Counter[tuple[int, int]]:
    """Each stated link and each activity counts once for each two outermost groups it joins."""

    def home(at: int) -> int:
        group = made.marks[at].group
        while made.groups[group].parent >= 0:
            group = made.groups[group].parent
        return group

    found: Counter[tuple[int, int]] = Counter()
    met: dict[int, set[int]] = defaultdict(set)
    for link in made.links:
        if not made.marks[link.end].size:
            met[link.end].add(home(link.start))
        elif link.kind != "gap" and home(link.start) != home(link.end):
            found[min(home(link.start), home(link.end)), max(home(link.start), home(link.end))] += 1
    for groups in met.values():
        found.update(combinations(sorted(groups), 2))
    return found
