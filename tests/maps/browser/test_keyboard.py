"""By keyboard alone: everything is reached, seen to be reached, opened, and left again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.maps.browser.scenes import chart, scene

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from tests.maps.browser.conftest import Show

pytestmark = pytest.mark.browser

# What has the focus, whether it can be seen there, and whether something lies over it.
FOCUSED: Final = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const down = Math.min(box.height / 2, 20);
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + down);
  return {
    what: one.id || one.dataset.what || one.dataset.mark || one.textContent.trim().slice(0, 30),
    ring: outlineStyle === "none" ? 0 : parseFloat(outlineWidth),
    there: box.width > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
    free: Boolean(hit) && (one.contains(hit) || hit.contains(one)),
    body: one === document.body,
  };
}"""


def walk(page: Page, most: int = 150) -> list[dict[str, Any]]:
    """Where Tab leads, from the beginning to the end."""
    found: list[dict[str, Any]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(FOCUSED)
        if here["body"] or (found and here["what"] == found[0]["what"]):
            return found
        found.append(here)
    raise AssertionError(found[-1])


def assert_seen(stops: list[dict[str, Any]]) -> None:
    assert [stop for stop in stops if stop["ring"] < 2] == []
    assert [stop for stop in stops if not stop["there"] or not stop["free"]] == []


@pytest.mark.parametrize("width", [1400, 320])
def test_tab_leads_through_everything_in_order_and_each_stop_is_seen(
    show: Show, width: int
) -> None:
    opened = show(scene(40), width=width)
    if width < 860:
        opened.run("document.querySelector('.key').open = true")
    stops = walk(opened.page)
    order = [stop["what"] for stop in stops]
    for text in ("Skip to the search", "Skip to the map", "Skip to the map in words"):
        assert text in order[:3]
    wanted = ["find", "kinds", "states", "links", "by-type", "since", "until", "undated", "play"]
    places = [order.index(what) for what in wanted]
    assert places == sorted(places)
    assert order.index("closer") < order.index("canvas")
    assert_seen(stops)
    opened.clean()


def test_the_canvas_shows_the_focus_on_it_and_on_the_mark(show: Show) -> None:
    opened = show(scene(40))
    page = opened.page
    page.focus("#fit")
    before = opened.colours()
    while page.evaluate("document.activeElement.id") != "canvas":
        page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)["ring"] >= 2
    page.wait_for_timeout(60)
    after = opened.colours()
    # The ring around the mark is in a colour that was nowhere before.
    accent = opened.run("uegraph.looks.colour('accent')")
    key = ",".join(str(int(accent[at : at + 2], 16)) for at in (1, 3, 5))
    assert before.get(key, 0) == 0
    assert after.get(key, 0) > 20
    first = opened.run("uegraph.marks[uegraph.point.stops()[0].mark].name")
    assert opened.said().startswith(f"{first}, ")


def test_arrows_go_to_what_lies_in_their_direction(show: Show) -> None:
    opened = show(scene(40))
    page = opened.page
    page.focus("#canvas")
    page.keyboard.press("Home")
    for key, side, sign in (
        ("ArrowRight", 0, 1),
        ("ArrowDown", 1, 1),
        ("ArrowLeft", 0, -1),
        ("ArrowUp", 1, -1),
    ):
        before = opened.run("uegraph.canvas.cursor().mark")
        page.keyboard.press(key)
        after = opened.run("uegraph.canvas.cursor().mark")
        spot, other = (opened.run("at => [uegraph.marks[at].x, uegraph.marks[at].y]", at)
                       for at in (before, after))  # fmt: skip
        assert (other[side] - spot[side]) * sign > 0, key
        assert opened.run("at => uegraph.marks[at].name", after) in opened.said()


def test_home_end_page_keys_space_enter_and_backspace_do_what_is_said(show: Show) -> None:
    opened = show(scene(40))
    page = opened.page
    page.focus("#canvas")
    for key, place in (("End", 40), ("PageUp", 39), ("Home", 1), ("PageDown", 2), ("PageUp", 1)):
        page.keyboard.press(key)
        assert opened.said().endswith(f"{place} of 40."), key
    page.keyboard.press("Space")
    here = opened.run("uegraph.canvas.cursor().mark")
    assert opened.view()["chosen"] == [here]
    assert "selected" in opened.said()
    page.keyboard.press("Space")
    assert opened.view()["chosen"] == []
    page.keyboard.press("Enter")
    assert opened.view()["focus"] == here
    page.keyboard.press("Escape")
    opened.run("uegraph.point.openGroup(1)")
    page.keyboard.press("Backspace")
    assert opened.view()["group"] == -1
    assert opened.said() == "All groups."
    scale = opened.run("uegraph.canvas.camera()[2]")
    page.keyboard.press("+")
    assert opened.run("uegraph.canvas.camera()[2]") > scale
    page.keyboard.press("0")
    assert opened.run("uegraph.canvas.camera()[2]") == pytest.approx(scale)
    opened.clean()


@pytest.mark.parametrize("made", [scene(40), chart()], ids=["network", "chart"])
def test_every_mark_is_reached_and_opened_and_the_way_back_leads_to_it(
    show: Show, made: Any
) -> None:
    opened = show(made)
    page = opened.page
    names = {mark.name for mark in made.marks if mark.size}
    page.focus("#canvas")
    page.keyboard.press("Home")
    reached = []
    for place in range(1, len(names) + 1):
        assert opened.said().endswith(f"{place} of {len(names)}.")
        page.keyboard.press("Enter")
        reached.append(opened.headed())
        assert page.evaluate("document.activeElement.id") == "details-name"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.id") == "canvas"
        page.keyboard.press("PageDown")
    assert sorted(reached) == sorted(names)
    opened.clean()


# Goes through all stops of an opened group by the keys that a reader would press.
EVERYTHING: Final = """async () => {
  const canvas = document.getElementById("canvas");
  const press = (key) => document.activeElement.dispatchEvent(
    new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  const said = () => document.getElementById("said").textContent;
  const told = new Set();
  const visited = new Set();
  const again = [];
  const visit = () => {
    press("Home");
    for (let step = 0; step < 2000; step += 1) {
      const [, place, all] = /(\\d+) of (\\d+)\\.$/.exec(said()) || [];
      if (!place) throw new Error(said());
      const cursor = uegraph.canvas.cursor();
      if (cursor.mark !== undefined && !told.has(cursor.mark)) {
        const { name } = uegraph.marks[cursor.mark];
        if (!said().startsWith(`${name}, `)) throw new Error(said());
        told.add(cursor.mark);
        /* Opening draws the canvas anew, which takes long; so some of each group are. */
        if (told.size % 25 === 0) {
          press("Enter");
          const heading = document.getElementById("details-name");
          if (document.activeElement !== heading) throw new Error("not on the heading");
          if (heading.textContent !== name) throw new Error(heading.textContent);
          press("Escape");
          if (document.activeElement !== canvas) throw new Error("not back on the canvas");
          if (uegraph.canvas.cursor().mark !== cursor.mark) throw new Error("not back on the mark");
        }
      } else if (cursor.group !== undefined && !visited.has(cursor.group)) {
        visited.add(cursor.group);
        again.push(cursor.group);
      }
      if (place === all) break;
      press("PageDown");
    }
  };
  canvas.focus();
  visit();
  while (again.length) {
    const wanted = again.pop();
    /* Up until the group is among the stops, then to it and in. */
    const { parent } = uegraph.groups[wanted];
    for (let up = 0; up < 6 && parent !== uegraph.view.now().group; up += 1) press("Backspace");
    press("Home");
    let last = "";
    while (uegraph.canvas.cursor().group !== wanted) {
      press("PageDown");
      if (said() === last) throw new Error(`group ${wanted} is not reached`);
      last = said();
    }
    press("Enter");
    if (uegraph.view.now().group !== wanted) throw new Error("the group is not open");
    visit();
  }
  return [...told];
}"""


def test_every_mark_of_1500_is_reached_and_opened_through_its_groups(show: Show) -> None:
    opened = show(scene(1500))
    told = opened.run(EVERYTHING)
    assert sorted(told) == list(range(1500))
    opened.clean()


def test_the_panel_is_walked_by_keyboard_from_mark_to_mark(show: Show) -> None:
    opened = show(scene(40))
    page = opened.page
    page.focus("#find")
    page.keyboard.type("harbour trust 0")
    page.keyboard.press("Enter")
    assert opened.headed() == "Harbour Trust 0"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Close"
    while page.evaluate("document.activeElement.className") != "to":
        page.keyboard.press("Tab")
    other = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    assert opened.headed() == other
    assert page.evaluate("document.activeElement.id") == "details-name"
    stops = []
    while page.evaluate("document.activeElement.closest('#details') !== null"):
        stops.append(page.evaluate(FOCUSED))
        page.keyboard.press("Tab")
    assert_seen(stops)
    page.focus("#details .close")
    page.keyboard.press("Enter")
    assert page.is_hidden("#details")
    assert page.evaluate("document.activeElement.id") == "find"


def test_menus_open_and_close_by_keyboard_and_give_the_focus_back(show: Show) -> None:
    opened = show(scene(40))
    page = opened.page
    for menu in ("Story", "Save"):
        summary = page.locator("details.menu > summary", has_text=re.compile(f"^{menu}$"))
        summary.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.parentElement.open") is True
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.sheet') !== null")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.textContent") == menu
        assert page.evaluate("document.activeElement.parentElement.open") is False
    page.focus("#link")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "address"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "link"


def test_tables_sort_by_keyboard_and_say_so(show: Show) -> None:
    opened = show(scene(40))
    page = opened.page
    opened.rows()
    button = page.locator("#points-table thead button", has_text=re.compile("^Name$"))
    button.focus()
    page.keyboard.press("Enter")
    names = page.locator("#points-table tbody th").all_inner_texts()
    assert page.get_attribute("#points-table thead th", "aria-sort") == "ascending"
    assert opened.said() == "Sorted by Name, ascending."
    assert names[0].startswith("Bridge Council")
    page.keyboard.press("Enter")
    assert page.locator("#points-table tbody th").all_inner_texts()[-1] == names[0]
    assert page.get_attribute("#points-table thead th", "aria-sort") == "descending"
