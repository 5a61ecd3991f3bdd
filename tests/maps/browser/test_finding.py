"""The search: by any of its names, however it is typed, and by keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from tests.maps.browser.scenes import name, scene

from uegraph.maps.scene import Mark

if TYPE_CHECKING:
    from tests.maps.browser.conftest import Show
    from tests.maps.browser.opened import Opened

pytestmark = pytest.mark.browser

CAFE: Final = Mark("urn:cafe", "organisation", "Überregionale Café-Gruppe", x=900, y=900,
                   acronym="ÜCG", names=("Coffee Circle",))  # fmt: skip
HEALTH: Final = Mark("urn:health", "audience", "Health and Social Care", x=940, y=900)
SMITHS: Final = Mark("urn:o'brien", "organisation", "O'Brien & Söhne (N.I.)", x=980, y=900)
NAMED: Final = replace(scene(40), marks=(*scene(40).marks, CAFE, HEALTH, SMITHS))
FOUND: Final = "buttons => buttons.map((button) => button.dataset.mark)"


def found(opened: Opened, text: str) -> list[str]:
    opened.page.fill("#find", text)
    return list(opened.page.eval_on_selector_all("#found button", FOUND))


@pytest.fixture
def opened(show: Show) -> Opened:
    return show(NAMED)


def test_finds_by_name_acronym_and_other_name_without_case_accents_or_signs(opened: Opened) -> None:
    for text in ("ÜCG", "ucg", "uberregionale", "cafe gruppe", "COFFEE", "circle", "gruppe café"):
        assert found(opened, text)[:1] == [CAFE.id], text
    for text in ("O'Brien", "o\u2019brien", "söhne n i", "N.I."):
        assert SMITHS.id in found(opened, text), text
    assert found(opened, "ht0")[:1] == [NAMED.marks[0].id]
    assert found(opened, "the meadow 5")[:1] == [NAMED.marks[5].id]
    assert found(opened, "nobody is called this") == []
    assert opened.page.inner_text("#found") == "Nothing has this in its names."
    opened.clean()


def test_says_which_other_name_it_was_found_by(opened: Opened) -> None:
    found(opened, "coffee")
    assert "also Coffee Circle" in opened.page.inner_text("#found")


@pytest.mark.parametrize(
    "text", ["heath", "haelth", "healht", "heallth", "hezlth", "ealth", "soical ca", "healt soc"]
)
def test_a_name_with_one_wrong_letter_is_offered_as_similar(opened: Opened, text: str) -> None:
    assert HEALTH.id in found(opened, text)


def test_what_is_similar_is_said_to_be_and_is_opened_by_enter(opened: Opened) -> None:
    found(opened, "heath")
    shown = [line for line in opened.page.inner_text("#found").splitlines() if line]
    assert shown[:3] == ["Nothing has this in its names.", "Similar", "Health and Social Care"]
    assert opened.said() == "0 found, 1 similar."
    opened.page.keyboard.press("Enter")
    assert opened.headed() == "Health and Social Care"
    for text in ("hth", "heaxxh", "hxaxth"):
        assert found(opened, text) == [], text
    found(opened, "health")
    assert "Similar" not in opened.page.inner_text("#found")


def test_the_list_reaches_every_mark_by_keyboard(opened: Opened) -> None:
    page = opened.page
    page.focus("#find")
    page.keyboard.press("ArrowDown")
    while page.is_visible("#more"):
        page.focus("#more")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.closest('#found') !== null")
    reached = page.eval_on_selector_all("#found button", FOUND)
    assert sorted(reached) == sorted(mark.id for mark in NAMED.marks if mark.size)


def test_arrows_walk_the_list_and_escape_leaves_it(opened: Opened) -> None:
    page = opened.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("river")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.dataset.mark")
    assert second == found_second(opened)
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Escape")
    assert page.is_hidden(".results")
    page.keyboard.press("ArrowDown")
    assert page.is_visible(".results")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert opened.view()["focus"] == opened.run("id => uegraph.byId.get(id).at", second)
    assert page.evaluate("document.activeElement.id") == "details-name"
    page.keyboard.press("Escape")
    assert not opened.headed()
    assert page.evaluate("document.activeElement.id") == "find"
    opened.clean()


def found_second(opened: Opened) -> str:
    return str(opened.page.eval_on_selector_all("#found button", FOUND)[1])


def test_finds_in_20_000_and_shows_them_wherever_they_are(show: Show) -> None:
    opened = show(scene(20_000))
    assert len(found(opened, "harbour")) == 40
    assert opened.page.inner_text("#more").startswith("Show more (2,4")
    assert found(opened, name(19_999))[:1] == [scene(20_000).marks[19_999].id]
    opened.page.keyboard.press("Enter")
    assert opened.headed() == name(19_999)
    assert 19_999 in opened.drawn()
    x, y = opened.at(19_999)
    box = opened.page.locator("#canvas").bounding_box()
    assert box is not None
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]
