"""The address reopens the very view; steps can be taken back; a story is told, saved, loaded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

import pytest
from tests.maps.browser.scenes import scene

from uegraph.cli.map import read_story
from uegraph.maps.scene import Scene, Story

if TYPE_CHECKING:
    from pathlib import Path

    from tests.maps.browser.conftest import Show
    from tests.maps.browser.opened import Opened

pytestmark = pytest.mark.browser

MADE: Final = scene(60)
CHANGES: Final[dict[str, dict[str, Any]]] = {
    "kinds and families": {"kinds": "audience", "links": "collaboration~gap"},
    "no scope": {"states": "~"},
    "states": {"states": "engaged~known gap"},
    "choices": {"type": "charity", "sector": "business", "theme": "Prices", "place": "Wales"},
    "time": {"since": date(2020, 2, 1).toordinal(), "until": date(2022, 4, 30).toordinal()},
    "undated": {"undated": False, "since": date(2020, 2, 1).toordinal()},
    "focus": {"focus": 16, "steps": 3},
    "link": {"link": "3"},
    "selection": {"chosen": [3, 5, 11]},
    "group": {"group": 1},
    "camera": {"camera": [120.5, -40.25, 1.75]},
}


def seen(opened: Opened) -> dict[str, Any]:
    """All that a reader can tell apart."""
    return {
        "view": {**opened.view(), "camera": None},
        "bright": opened.bright(),
        "drawn": opened.drawn(),
        "lines": {line["id"] for line in opened.lines()},
        "panel": opened.headed(),
        "now": opened.page.inner_text("#now"),
        "ticked": opened.page.eval_on_selector_all(
            "#filters input:checked", "all => all.map((one) => one.value)"
        ),
        "camera": [round(value, 1) for value in opened.run("uegraph.canvas.camera()")],
    }


def shared(opened: Opened) -> str:
    """The end of the address that the button gives."""
    opened.page.evaluate("document.getElementById('link').click()")
    url = opened.page.input_value("#address")
    assert url.startswith("file:")
    return "#" + url.partition("#")[2]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_address_reopens_the_very_view(show: Show, change: dict[str, Any]) -> None:
    opened = show(MADE)
    opened.run("change => uegraph.view.set(change)", change)
    if "camera" in change:
        opened.run("uegraph.canvas.go(uegraph.view.now().camera)")
    address = shared(opened)
    before = seen(opened)
    assert seen(show(MADE, address=address)) == before
    assert opened.page.evaluate("window.location.hash") == address
    opened.clean()


def test_an_address_names_marks_so_that_it_holds_in_another_map(show: Show) -> None:
    opened = show(MADE)
    opened.run("uegraph.details.open(16)")
    opened.run("uegraph.point.choose(5)")
    opened.run("uegraph.details.open(16)")
    address = shared(opened)
    assert "f=body-16" in address
    other = show(scene(150), address=address.partition("&v=")[0])
    assert other.headed() == MADE.marks[16].name
    assert other.view()["chosen"] == [5]


KEYS: Final = (
    *("hk", "hl", "hs", "y", "c", "t", "p", "d", "e"),
    *("n", "g", "w", "f", "l", "s", "v", "u"),
)
BAD: Final = (
    *("", "%", "%zz", "\u202e", "__proto__", "constructor", "toString", "-1", "1e309", "NaN"),
    *("<img src=x onerror=alert(1)>", "javascript:alert(1)", "0-0", "5-5", "99999999-1", "1-2-3"),
    *("~~~", "~body-1~body-1", "null", "undefined", "[object Object]", "x" * 5000, "0,0,0", "1,2"),
    *("1e400,1,1", "0,0,-1", "0,0,1e9", "3", "2147483648", "0x10", " 1", "body-1", "1.5", "🧑‍🤝‍🧑"),
)


def test_hostile_addresses_do_no_harm(show: Show) -> None:
    opened = show(MADE)
    draw = Random(9)
    made = [f"{key}={quote(bad)}" for key in KEYS for bad in BAD]
    raw = [*BAD, *map(quote, BAD)]
    made += [
        "&".join(f"{draw.choice(KEYS)}={draw.choice(raw)}" for _ in range(4)) for _ in range(80)
    ]
    made += ["".join(chr(draw.randrange(32, 1200)) for _ in range(60)) for _ in range(40)]
    wrong = opened.run(
        """(addresses) => addresses.filter((address) => {
          uegraph.story.show(address);
          const { bright } = uegraph.shown.read();
          const now = uegraph.view.now();
          const fine = uegraph.canvas.camera().every(Number.isFinite)
            && [...bright].every((at) => uegraph.marks[at] && uegraph.marks[at].drawn)
            && (now.focus === null || uegraph.marks[now.focus].drawn)
            && now.chosen.every((at) => uegraph.marks[at].drawn)
            && uegraph.canvas.points.length <= 600
            && document.querySelectorAll("img, iframe").length === 0;
          return !fine;
        })""",
        made,
    )
    assert wrong == []
    assert opened.run("({}).polluted") is None
    opened.run("() => uegraph.story.show('')")
    assert len(opened.bright()) == 60
    opened.clean()


@pytest.mark.parametrize("address", ["#f=__proto__&l=%zz", "#v=a,b,c&g=1e9&s=~&d=-5", "#%00%ff"])
def test_a_page_opens_at_a_hostile_address(show: Show, address: str) -> None:
    opened = show(MADE, address=address)
    assert len(opened.drawn()) == 60
    opened.clean()


def test_a_typed_address_is_followed(show: Show) -> None:
    opened = show(MADE)
    opened.page.evaluate("() => { window.location.hash = 'f=body-16&n=2'; }")
    opened.page.wait_for_selector("#details-name")
    assert opened.headed() == MADE.marks[16].name
    assert opened.view()["steps"] == 2


def test_steps_are_taken_back_and_forth_by_button_and_by_key(show: Show) -> None:
    opened = show(MADE)
    page = opened.page
    assert page.is_disabled("#undo")
    assert page.is_disabled("#redo")
    page.select_option("#by-place", "Wales")
    page.locator('input[value="audience"]').click()
    opened.run("uegraph.details.open(3)")
    views = [opened.view()]
    for _ in range(3):
        page.click("#undo")
        views.append(opened.view())
    assert [view["focus"] for view in views] == [3, None, None, None]
    assert [view["kinds"] for view in views] == ["audience", "audience", "", ""]
    assert [view["place"] for view in views] == ["Wales", "Wales", "Wales", ""]
    assert page.is_disabled("#undo")
    assert page.input_value("#by-place") == ""
    page.focus("#canvas")
    for wanted in reversed(views[:3]):
        page.keyboard.press("Control+Shift+Z")
        assert {**opened.view(), "camera": 0} == {**wanted, "camera": 0}
    page.keyboard.press("Control+Z")
    assert opened.view()["focus"] is None
    page.focus("#find")
    page.keyboard.type("ab")
    page.keyboard.press("Control+Z")
    assert opened.view()["kinds"] == "audience"


def test_a_story_is_told_from_first_to_last(show: Show) -> None:
    stories = (
        Story("Everything."),
        Story("One of them.", "f=body-16&n=2"),
        Story("A group.", "g=1"),
    )
    opened = show(with_stories(stories))
    page = opened.page
    page.locator("details.menu > summary", has_text="Story").click()
    page.click("#begin")
    assert page.evaluate("document.activeElement.id") == "later"
    assert page.inner_text("#sentence") == "Everything."
    assert page.is_disabled("#earlier")
    page.keyboard.press("Enter")
    assert (page.inner_text("#sentence"), opened.view()["focus"]) == ("One of them.", 16)
    assert opened.said() == "2 of 3. One of them."
    page.click("#later")
    assert (page.inner_text("#story-place"), opened.view()["group"]) == ("3 of 3", 1)
    assert page.is_disabled("#later")
    page.click("#earlier")
    assert opened.view()["focus"] == 16
    page.click("#end")
    assert page.is_hidden("#story")
    opened.clean()


def test_on_a_narrow_page_a_story_puts_the_panel_away_and_asking_brings_it_back(show: Show) -> None:
    opened = show(with_stories((Story("One of them.", "f=body-16"),)), width=360, height=700)
    opened.run("uegraph.story.go(0)")
    assert opened.page.is_hidden("#details")
    opened.run("uegraph.details.open(16)")
    assert opened.headed() == MADE.marks[16].name


def with_stories(stories: tuple[Story, ...]) -> Scene:
    return replace(MADE, stories=stories)


def test_a_saved_view_is_downloaded_and_told_by_another_map(show: Show, tmp_path: Path) -> None:
    opened = show(with_stories(()))
    page = opened.page
    sentence = "Wales, „quoted“ </script> \u05e9\u05dc\u05d5\u05dd"
    page.select_option("#by-place", "Wales")
    opened.run("uegraph.details.open(3)")
    page.locator("details.menu > summary", has_text="Story").click()
    assert page.is_disabled("#begin")
    page.fill("#save-sentence", sentence)
    page.keyboard.press("Enter")
    assert page.inner_text("#saved .to") == sentence
    with page.expect_download() as saved:
        page.click("#save-stories")
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    assert path.name == "collaboration.stories.json"
    stories = read_story(path)
    assert [story.sentence for story in stories] == [sentence]
    assert json.loads(path.read_text("utf-8"))[0]["view"] == stories[0].view
    other = show(with_stories(stories))
    other.run("uegraph.story.go(0)")
    assert other.page.inner_text("#sentence") == sentence
    assert other.view()["place"] == "Wales"
    assert other.headed() == MADE.marks[3].name
    assert other.bright() == opened.bright()
    page.click('#saved button[aria-label^="Take out"]')
    assert page.locator("#saved li").count() == 0
    opened.clean()
