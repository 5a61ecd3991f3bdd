"""Whoever reads it, with whatever: axe's rules, headings, sizes, zoom, motion, forced colours."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from tests.maps.browser.scenes import chart, scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page
    from tests.maps.browser.conftest import Show
    from tests.maps.browser.opened import Opened

pytestmark = pytest.mark.browser


def open_everything(opened: Opened) -> None:
    opened.run("uegraph.details.open(0)")
    opened.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    opened.page.wait_for_selector("#points-table table")


def shut(opened: Opened) -> None:
    """Closes menus and results, as their keys do."""
    opened.page.evaluate("for (const one of document.querySelectorAll('.menu')) one.open = false")
    if opened.page.is_visible(".results"):
        opened.page.press("#find", "Escape")


def menus(opened: Opened) -> None:
    opened.page.evaluate("for (const one of document.querySelectorAll('.menu')) one.open = true")


def find(opened: Opened) -> None:
    opened.page.fill("#find", "harbour trst")
    assert opened.page.is_visible(".results")


STATES: Final[dict[str, Callable[[Opened], Any]]] = {
    "start": lambda _: None,
    "panel": lambda opened: opened.run("uegraph.details.open(0)"),
    "derived link": lambda opened: opened.run(
        "uegraph.details.openLink(uegraph.canvas.links().at(-1).key)"
    ),
    "menus": menus,
    "find": find,
    "group": lambda opened: opened.run("uegraph.point.openGroup(1)"),
    "story": lambda opened: opened.run("uegraph.story.go(1)"),
    "link": lambda opened: opened.page.click("#link"),
    "everything": open_everything,
}


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong, with the first places; it must have tried its rules."""
    found = Axe().run(page).response
    assert len(found["passes"]) > 20
    return [
        (item["id"], [node["html"][:160] for node in item["nodes"][:3]])
        for item in found["violations"]
    ]


@pytest.mark.parametrize(
    ("more", "states"),
    [
        ({}, tuple(STATES)),
        ({"width": 320}, ("start", "panel", "menus", "find", "story", "everything")),
        ({"color_scheme": "dark"}, ("start", "find", "everything")),
    ],
    ids=["light", "320 px", "dark"],
)
def test_axe_finds_nothing_whatever_is_open(
    show: Show, more: dict[str, Any], states: tuple[str, ...]
) -> None:
    opened = show(scene(40), **more)
    for name in states:
        STATES[name](opened)
        assert violations(opened.page) == [], name
        shut(opened)
    opened.clean()


@pytest.mark.parametrize("made", [scene(1500), chart()], ids=["1500", "chart"])
def test_axe_finds_nothing_in_a_large_map_or_a_chart(show: Show, made: Any) -> None:
    opened = show(made)
    open_everything(opened)
    assert violations(opened.page) == []


def test_headings_are_in_order_and_every_part_is_a_landmark(show: Show) -> None:
    opened = show(scene(40))
    open_everything(opened)
    page = opened.page
    assert page.get_attribute("html", "lang") == "en-GB"
    levels = page.eval_on_selector_all(
        "h1, h2, h3, h4", "all => all.map((one) => Number(one.tagName[1]))"
    )
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    outside = page.evaluate(
        """() => [...document.querySelectorAll("h1, h2, h3, p:not(#said), table, input, button")]
          .filter((one) => !one.closest("header, main, footer, section[aria-labelledby]"))
          .map((one) => one.outerHTML)"""
    )
    assert outside == []
    regions = page.eval_on_selector_all(
        "section", "all => all.map((one) => document.getElementById("
        "one.getAttribute('aria-labelledby'))?.textContent)"
    )  # fmt: skip
    assert all(regions)
    assert page.get_attribute("#said", "role") == "status"


SMALL: Final = """() => [...document.querySelectorAll(
  "button, select, summary, input, a, label.row, [tabindex='0']")].filter((one) => {
    if (one.matches(".skip, .row input, p a") || !one.checkVisibility()) return false;
    const box = one.getBoundingClientRect();
    return box.width < 24 || box.height < 24;
}).map((one) => [one.outerHTML.slice(0, 120), one.getBoundingClientRect().height])"""


@pytest.mark.parametrize("width", [1400, 320])
def test_every_target_is_24_pixels_wide_and_high(show: Show, width: int) -> None:
    opened = show(scene(40), width=width)
    open_everything(opened)
    menus(opened)
    assert opened.run(SMALL) == []
    opened.run("uegraph.details.openLink('0')")
    opened.run("uegraph.story.go(0)")
    find(opened)
    assert opened.run(SMALL) == []


def test_a_mark_is_a_target_of_24_pixels_however_small_it_is_drawn(show: Show) -> None:
    opened = show(scene(150))
    assert opened.run("uegraph.canvas.camera()[2]") < 0.6
    hit = opened.run(
        """() => {
          const drawn = uegraph.canvas.points.getIds();
          const alone = drawn.filter((at) => drawn.every((other) => {
            const [one, two] = [uegraph.marks[at], uegraph.marks[other]];
            const scale = uegraph.canvas.camera()[2];
            return other === at || Math.hypot(one.x - two.x, one.y - two.y) * scale > 24;
          })).slice(0, 20);
          return alone.map((at) => {
            const { x, y } = uegraph.canvas.screen(uegraph.marks[at].x, uegraph.marks[at].y);
            return uegraph.canvas.under({ x: x + 8.4, y: y - 8.4 }).mark === at
              && uegraph.canvas.under({ x: x - 11.5, y }).mark === at;
          });
        }"""
    )
    assert len(hit) > 5
    assert all(hit)


@pytest.mark.parametrize(("width", "height", "ratio"), [(320, 640, 1), (640, 450, 2)])
def test_nothing_is_lost_on_a_narrow_page_or_at_200_per_cent(
    show: Show, width: int, height: int, ratio: int
) -> None:
    # A window of 1280 at 200 % is one of 640 with two dots to the pixel.
    opened = show(scene(40), width=width, height=height, device_scale_factor=ratio)
    page = opened.page
    for name, act in STATES.items():
        act(opened)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
        shut(opened)
    box = page.locator("#details").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    for part in ("#find", "#canvas", "#filters", "#points-table", "#undo", "#as-png", "footer"):
        assert page.locator(part).count() == 1
    wide = page.eval_on_selector_all(
        "main button, main input, main select, main summary",
        "all => all.filter((one) => one.checkVisibility() && "
        "one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.outerHTML)",
    )
    assert wide == []
    opened.clean()


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_the_close_button_stays_in_reach_in_a_long_panel(
    show: Show, width: int, height: int
) -> None:
    opened = show(scene(150), width=width, height=height)
    page = opened.page
    opened.run("uegraph.details.open(0, { focus: true })")
    opened.page.evaluate(
        "for (const one of document.querySelectorAll('#details details')) one.open = true"
    )
    page.evaluate("document.getElementById('details').scrollTop = 1e6")
    assert page.evaluate("document.getElementById('details').scrollTop") > 100
    on_top = page.evaluate(
        """() => {
          const box = document.querySelector("#details .close").getBoundingClientRect();
          return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2).className;
        }"""
    )
    assert on_top == "close"
    page.click("#details .close")
    assert page.is_hidden("#details")


MOVES: Final = """async () => {
  const before = uegraph.canvas.camera();
  const places = [];
  uegraph.details.open(uegraph.marks.findIndex((mark) => mark.name.endsWith(" 45")));
  for (let frame = 0; frame < 60; frame += 1) {
    places.push(uegraph.canvas.camera().join());
    await new Promise(requestAnimationFrame);
  }
  return [before.join(), ...new Set(places)].length;
}"""


@pytest.mark.parametrize(("motion", "most"), [("reduce", 2), ("no-preference", 60)])
def test_the_camera_jumps_where_motion_is_not_wanted(show: Show, motion: str, most: int) -> None:
    opened = show(scene(60), reduced_motion=motion)
    places = opened.run(MOVES)
    assert places <= most
    assert places > 3 or motion == "reduce"
    opened.page.wait_for_timeout(500)
    opened.clean()


def test_forced_colours_leave_marks_lines_and_words_to_be_seen(show: Show) -> None:
    opened = show(scene(40), forced_colors="active", color_scheme="dark")
    page = opened.page
    colours = opened.colours()
    ground = max(colours, key=lambda one: colours[one])
    others = {one: count for one, count in colours.items() if one != ground and count > 5}
    assert len(others) > 8
    near = [opened.run(AROUND, at) for at in range(12)]
    assert all(count > 12 for count in near), near
    assert violations(page) == []
    opened.run("uegraph.canvas.setCursor({ mark: 0 })")
    page.wait_for_timeout(80)
    assert opened.colours() != colours


# How many dots around a mark have another colour than the canvas has at its corner.
AROUND: Final = """(at) => {
  const canvas = document.querySelector("#canvas canvas");
  const context = canvas.getContext("2d");
  const { x, y } = uegraph.canvas.screen(uegraph.marks[at].x, uegraph.marks[at].y);
  const ground = context.getImageData(2, 2, 1, 1).data.join();
  const { data } = context.getImageData(x - 8, y - 8, 16, 16);
  let count = 0;
  for (let one = 0; one < data.length; one += 4) {
    if (data.slice(one, one + 4).join() !== ground) count += 1;
  }
  return count;
}"""


def test_no_evidence_can_be_seen_at_first_glance(show: Show) -> None:
    made = scene(40)
    opened = show(made)
    halo = opened.run("uegraph.looks.colour('halo')")
    wanted = [int(halo[at : at + 2], 16) for at in (1, 3, 5)]
    found = opened.run(
        """([wanted, places]) => places.map((at) => {
          const context = document.querySelector("#canvas canvas").getContext("2d");
          const { x, y } = uegraph.canvas.screen(uegraph.marks[at].x, uegraph.marks[at].y);
          const { data } = context.getImageData(x - 16, y - 16, 32, 32);
          let count = 0;
          for (let one = 0; one < data.length; one += 4) {
            count += wanted.every((part, at) => data[one + at] === part);
          }
          return count;
        })""",
        [wanted, list(range(40))],
    )
    unseen = {"no evidence", "known gap", "inferred gap"}
    silent = [found[at] for at in range(40) if made.marks[at].state in unseen]
    assert min(silent) > 20
