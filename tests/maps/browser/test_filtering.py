"""What each filter leaves, and that canvas, tables, numbers and words always agree."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.maps.browser.model import UNSEEN, Asked, Model
from tests.maps.browser.opened import table_of
from tests.maps.browser.scenes import scene

if TYPE_CHECKING:
    from tests.maps.browser.conftest import Show
    from tests.maps.browser.opened import Opened

pytestmark = pytest.mark.browser

MADE: Final = scene(60)


SHOWN: Final = """() => {
  const all = (what) => [...document.querySelectorAll(what)];
  const rows = (id) => all(`${id} tbody tr`).map((row) => row.dataset.row);
  return {
    drawn: uegraph.canvas.points.getIds(),
    bright: [...uegraph.shown.read().bright],
    ends: uegraph.canvas.lines.get().map((line) => [line.from, line.to]),
    rows: rows("#points-table"),
    links: rows("#links-table"),
    captions: all("caption").map((one) => one.textContent),
    csv: uegraph.tables.marksCsv(),
    linksCsv: uegraph.tables.linksCsv(),
  };
}"""


def agree(opened: Opened, asked: Asked) -> None:
    """The page shows what the model says, on the canvas, in tables, numbers and words."""
    model = Model(MADE, asked)
    fit, bright = model.fit(), model.bright()
    pairs = [*model.stated(bright), *model.derived(bright)]
    opened.rows()
    opened.rows("#links-table")
    page = opened.run(SHOWN)
    assert set(page["drawn"]) == fit
    assert set(page["bright"]) == bright
    ends = Counter(map(tuple, page["ends"]))
    assert ends == Counter([*model.stated(fit), *model.derived(fit)])
    assert Counter(page["rows"]) == Counter(MADE.marks[at].id for at in bright)
    assert len(page["links"]) == min(100, len(pairs))
    numbers = [int(caption.rpartition(": ")[2]) for caption in page["captions"]]
    assert numbers == [len(bright), len(pairs)]
    assert opened.told() == Counter(MADE.marks[at].kind for at in bright)
    saved = Counter(row["Name"] for row in table_of(page["csv"]))
    assert saved == Counter(MADE.marks[at].name for at in bright)
    named = Counter((row["From"], row["To"]) for row in table_of(page["linksCsv"]))
    assert named == Counter((MADE.marks[one].name, MADE.marks[other].name) for one, other in pairs)


def tick(opened: Opened, what: str, value: str) -> None:
    opened.page.locator(f'input[data-what="{what}"][value="{value}"]').click()


def slide(opened: Opened, slider: str, month: int) -> None:
    """Moves a slider of time as a pointer does."""
    opened.run(
        """([id, month]) => {
          const slider = document.getElementById(id);
          slider.value = month;
          slider.dispatchEvent(new Event("input", { bubbles: true }));
          slider.dispatchEvent(new Event("change", { bubbles: true }));
        }""",
        [slider, month],
    )


def month_of(year: int, month: int) -> int:
    return year * 12 + month - 1


@pytest.fixture
def opened(show: Show) -> Opened:
    return show(MADE)


def test_all_is_shown_at_first_but_links_that_stand_for_a_gap(opened: Opened) -> None:
    agree(opened, Asked())
    assert len(Model(MADE, Asked()).bright()) == 60
    tick(opened, "links", "gap")
    agree(opened, Asked(links=frozenset()))
    gaps = [line for line in opened.lines() if (line["from"], line["to"]) == (2, 9)]
    assert len(gaps) == 1 + Model(MADE, Asked()).derived({2, 9}).get((2, 9), 0)


@pytest.mark.parametrize(
    ("what", "value"),
    [
        *(("kinds", kind) for kind in ("organisation", "audience", "unnamed party")),
        *(("links", kind) for kind in ("belonging", "relation", "representation", "collaboration")),
        *(("states", state) for state in ("engaged", "known gap", "")),
    ],
)
def test_what_is_unticked_goes_and_comes_back(opened: Opened, what: Any, value: str) -> None:
    asked = Asked()
    tick(opened, what, value)
    agree(opened, replace(asked, **{what: getattr(asked, what) | {value}}))
    tick(opened, what, value)
    agree(opened, asked)
    opened.clean()


@pytest.mark.parametrize(
    ("facet", "value"),
    [("type", "charity"), ("sector", "business"), ("theme", "Prices"), ("place", "Wales")],
)
def test_a_choice_leaves_what_has_it(opened: Opened, facet: Any, value: str) -> None:
    opened.page.select_option(f"#by-{facet}", value)
    chosen: Any = {facet: value}
    asked = Asked(**chosen)
    agree(opened, asked)
    assert 0 < len(Model(MADE, asked).bright()) < 60
    assert opened.said() == f"{len(Model(MADE, asked).bright())} of 60 marks shown."
    assert f"{facet} “{value}”" in opened.page.inner_text("#now")
    opened.page.select_option(f"#by-{facet}", "")
    agree(opened, Asked())


def test_only_gaps_and_no_evidence_and_back_to_the_first_view(opened: Opened) -> None:
    opened.page.click("#unseen")
    seen = frozenset(mark.state for mark in MADE.marks[:60]) - UNSEEN
    asked = Asked(states=seen)
    agree(opened, asked)
    assert {MADE.marks[at].state for at in opened.bright()} == UNSEEN
    assert opened.page.get_attribute("#unseen", "aria-pressed") == "true"
    count = len(opened.bright())
    assert f"{count} marks lack evidence of engagement" in opened.page.inner_text("#now")
    opened.page.click("#unseen")
    agree(opened, Asked())
    opened.page.click("#unseen")
    opened.page.click("button[type=reset]")
    agree(opened, Asked())
    assert opened.page.get_attribute("#unseen", "aria-pressed") == "false"


def test_time_leaves_what_can_have_been_then(opened: Opened) -> None:
    slide(opened, "since", month_of(2021, 3))
    slide(opened, "until", month_of(2021, 5))
    first, last = date(2021, 3, 1).toordinal(), date(2021, 5, 31).toordinal()
    asked = Asked(since=first, until=last)
    agree(opened, asked)
    assert opened.page.inner_text("#span") == "March 2021 to May 2021"
    opened.page.uncheck("#undated")
    agree(opened, replace(asked, undated=False))
    assert 0 < len(opened.bright()) < 40
    assert "March 2021 to May 2021" in opened.page.inner_text("#now")


def test_a_slider_moves_by_keyboard_and_neither_passes_the_other(opened: Opened) -> None:
    page = opened.page
    page.focus("#until")
    page.keyboard.press("Home")
    assert opened.view()["until"] == date(2019, 1, 31).toordinal()
    page.focus("#since")
    page.keyboard.press("ArrowRight")
    assert opened.view()["since"] is None
    assert page.get_attribute("#since", "aria-valuetext") == "January 2019"
    page.focus("#until")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("#until", "aria-valuetext") == "February 2019"
    agree(opened, Asked(until=date(2019, 2, 28).toordinal()))


def test_a_replay_runs_to_the_end_and_can_be_stopped(show: Show) -> None:
    # Who wants no motion gets slower steps.
    opened = show(MADE, reduced_motion="no-preference")
    page = opened.page
    slide(opened, "since", month_of(2024, 4))
    page.click("#play")
    assert page.get_attribute("#play", "aria-pressed") == "true"
    page.wait_for_function("() => uegraph.view.now().until !== null")
    first = opened.view()["until"]
    page.wait_for_function("first => uegraph.view.now().until !== first", arg=first)
    page.click("#play")
    assert page.get_attribute("#play", "aria-pressed") == "false"
    page.click("#play")
    page.wait_for_function(
        "() => document.getElementById('play').getAttribute('aria-pressed') === 'false'"
    )
    assert opened.view()["until"] is None
    agree(opened, Asked(since=date(2024, 4, 1).toordinal()))


@pytest.mark.parametrize("steps", [1, 2, 3])
def test_steps_around_a_mark_are_those_of_the_links_that_are_shown(
    opened: Opened, steps: int
) -> None:
    for focus in (0, 16, 45):
        opened.run("at => uegraph.details.open(at)", focus)
        opened.page.click(f'#details [data-steps="{steps}"]')
        agree(opened, Asked(focus=focus, steps=steps))
    tick(opened, "links", "collaboration")
    agree(opened, Asked(focus=45, steps=steps, links=frozenset({"gap", "collaboration"})))


def test_steps_do_not_lead_through_what_was_at_another_time(opened: Opened) -> None:
    opened.page.uncheck("#undated")
    for year in (2020, 2021, 2023):
        slide(opened, "since", month_of(2019, 1))
        slide(opened, "until", month_of(year, 3))
        slide(opened, "since", month_of(year, 2))
        first, last = date(year, 2, 1).toordinal(), date(year, 3, 31).toordinal()
        asked = Asked(since=first, until=last, undated=False)
        for focus in sorted(Model(MADE, asked).fit()):
            opened.run("at => uegraph.details.open(at)", focus)
            assert opened.bright() == Model(MADE, replace(asked, focus=focus)).bright(), focus


def test_words_do_not_speak_of_steps_around_what_is_filtered_out(opened: Opened) -> None:
    opened.run("uegraph.details.open(0)")
    assert "Harbour Trust 0 and what is within 1 step" in opened.page.inner_text("#now")
    tick(opened, "kinds", MADE.marks[0].kind)
    agree(opened, Asked(focus=0, kinds=frozenset({MADE.marks[0].kind})))
    assert "within 1 step" not in opened.page.inner_text("#now")


def test_several_are_selected_with_a_key_held(opened: Opened) -> None:
    for at in (3, 5, 11):
        opened.page.mouse.move(*opened.at(at))
        opened.page.keyboard.down("Control")
        opened.page.mouse.click(*opened.at(at))
        opened.page.keyboard.up("Control")
    opened.page.wait_for_function("() => uegraph.view.now().chosen.length === 3")
    agree(opened, Asked(chosen=(3, 5, 11)))
    opened.page.keyboard.press("Escape")
    agree(opened, Asked())
