"""The page in a browser: nothing leaves it, everybody can use it, and it prints."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from tests.programs import program
from tests.report import sample

from uegraph.coverage import STATES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

    from uegraph.report import Report

    Show = Callable[..., Page]

pytestmark = pytest.mark.browser

Scheme = Literal["light", "dark"]
WIDTHS = (1280, 360)


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Show]:
    """Opens a report from disk and holds that nothing was asked of anybody."""
    contexts = []
    asked: list[str] = []
    told: list[str] = []

    def _show(made: Report, width: int = 1280, scheme: Scheme = "light", **more: Any) -> Page:
        path = tmp_path / "report.html"
        path.write_text(made.to_html(), encoding="utf-8")
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: told.append(message.text))
        page.on("pageerror", lambda error: told.append(str(error)))

        def refuse(dialog: Dialog) -> None:
            told.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", refuse)
        page.goto(path.as_uri())
        return page

    yield _show
    assert asked
    assert all(url.startswith("file:") for url in asked)
    assert len(asked) == len(contexts)
    assert told == []
    for context in contexts:
        context.close()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """What axe finds wrong, with the first places; it must have tried its rules."""
    found = Axe().run(page).response
    assert len(found["passes"]) > 20
    return [
        (item["id"], [node["html"][:160] for node in item["nodes"][:3]])
        for item in found["violations"]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation(show: Show, made: Report, width: int, scheme: Scheme) -> None:
    page = show(made, width, scheme)
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_violation_in_any_state(show: Show, width: int, scheme: Scheme) -> None:
    page = show(sample.gallery(), width, scheme)
    assert violations(page) == []
    looks = page.eval_on_selector_all(
        ".whole rect", "all => all.map((one) => getComputedStyle(one).fill)"
    )
    assert len(looks) == len(set(looks)) == len(STATES)


def test_axe_finds_no_violation_in_forced_colours(show: Show, made: Report) -> None:
    page = show(made, forced_colors="active")
    assert violations(page) == []
    filled = page.eval_on_selector("rect.sure", "one => getComputedStyle(one).fill")
    empty = page.eval_on_selector("rect.track", "one => getComputedStyle(one).fill")
    assert filled != empty


def test_axe_finds_no_violation_with_hostile_names(show: Show, hostile: Report) -> None:
    assert violations(show(hostile, 360)) == []


@pytest.mark.parametrize("width", [1280, 800, 360, 320])
def test_the_page_never_scrolls_sideways(show: Show, hostile: Report, width: int) -> None:
    page = show(hostile, width)
    page.eval_on_selector_all("details", "all => all.forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_wide_tables_scroll_by_keyboard(show: Show, made: Report) -> None:
    page = show(made, 360)
    found = page.evaluate(
        """() => [...document.querySelectorAll('main *')]
            .filter((one) => one.scrollWidth > one.clientWidth + 1
                && ['auto', 'scroll'].includes(getComputedStyle(one).overflowX))
            .map((one) => one.tabIndex)"""
    )
    assert found
    assert set(found) == {0}


def test_by_keyboard_a_reader_skips_to_the_report(show: Show, made: Report) -> None:
    page = show(made)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top") >= 0
    page.keyboard.press("Enter")
    assert page.url.endswith("#summary")


def test_bars_are_as_wide_on_the_screen_as_they_say(show: Show, made: Report) -> None:
    for width in WIDTHS:
        drawn = show(made, width).evaluate(
            """() => [...document.querySelectorAll('.rows li:not(.scale)')].map((row) => {
                const wide = (name) => row.querySelector(name)?.getBoundingClientRect().width ?? 0;
                const text = row.querySelector('.value').textContent;
                return [text, wide('.sure') / wide('.track'), wide('.unsure') / wide('.track')];
            })"""
        )
        assert len(drawn) >= 8
        for text, sure, unsure in drawn:
            ends = [float(number) / 100 for number in re.findall(r"(\d+)%", text)]
            assert (sure, sure + unsure) == pytest.approx((ends[0], ends[-1]), abs=0.02), text


def test_text_does_not_shrink_with_a_narrow_screen(show: Show, made: Report) -> None:
    sizes = show(made, 360).evaluate(
        """() => [...document.querySelectorAll('main *')].filter((one) => one.childNodes.length
            && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()))
            .map((one) => parseFloat(getComputedStyle(one).fontSize))"""
    )
    assert min(sizes) >= 13


def test_it_prints_on_a4_without_what_paper_cannot_use(
    show: Show, made: Report, tmp_path: Path
) -> None:
    page = show(made)
    out = tmp_path / "report.pdf"
    page.pdf(path=out, prefer_css_page_size=True)
    reader = program("pdftotext", "poppler-utils")
    done = subprocess.run(
        [reader, "-layout", str(out), "-"], capture_output=True, text=True, check=True
    )
    pages = done.stdout.split("\f")
    assert 5 <= len(pages) <= 30
    assert "Skip to the report" not in done.stdout
    assert "The figures as a table" not in done.stdout
    assert "Table 2." in done.stdout
    about = program("pdfinfo", "poppler-utils")
    told = subprocess.run([about, str(out)], capture_output=True, text=True, check=True).stdout
    assert "A4" in told


def paper(page: Page, folder: Path) -> list[str]:
    """The text of each printed page."""
    out = folder / "report.pdf"
    page.pdf(path=out, prefer_css_page_size=True)
    reader = program("pdftotext", "poppler-utils")
    done = subprocess.run([reader, str(out), "-"], capture_output=True, text=True, check=True)
    return done.stdout.split("\f")


def test_no_row_is_cut_and_each_page_of_a_table_has_its_head(show: Show, tmp_path: Path) -> None:
    pages = paper(show(sample.long_table()), tmp_path)
    sample.hold_rows_together(pages)


def test_no_heading_stands_alone_at_the_foot_of_a_page(
    show: Show, made: Report, tmp_path: Path
) -> None:
    headings = {part.heading for part in made.sections}
    for text in paper(show(made), tmp_path):
        lines = [line for line in text.split("\n") if line.strip()]
        body = [line for line in lines if not re.fullmatch(r"\d+ / \d+", line)]
        if body:
            assert body[-1] not in headings
            assert not re.match(r"(Table|Figure) \d+\. ", body[-1])
