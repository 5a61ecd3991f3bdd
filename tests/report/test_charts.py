"""Charts show the numbers that they say, and can be told apart without colour."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.report.reading import flat, page_of

import uegraph.report
from uegraph.coverage import STATES, coverage
from uegraph.report import Report, charts
from uegraph.report.model import Bar, Bars, Share, Stack, Table

if TYPE_CHECKING:
    from uegraph.store import Store

STYLE = (Path(uegraph.report.__file__).parent / "page" / "report.css").read_text("utf-8")
EMPTY = Table("", (), ())


def share(text: str) -> float:
    return float(text.rstrip("%")) / 100


def bounds(shape: charts.Shape) -> tuple[str, float, float]:
    told = dict(shape.attributes)
    return told["class"], share(told["x"]), share(told["x"]) + share(told["width"])


def test_a_bar_is_full_to_its_low_and_hatched_to_its_high_end() -> None:
    one = Bar("A", 0.25, 0.75, "25% to 75%")
    drawn = charts.bar(Bars("T", "Engaged", "Unknown", (one,), EMPTY), one)
    assert [bounds(shape) for shape in drawn.shapes] == [
        ("track", 0, 1),
        ("sure", 0, 0.25),
        ("unsure", 0.25, 0.75),
    ]
    assert "25% to 75%" in drawn.description


@pytest.mark.parametrize(
    ("low", "high", "parts"), [(0, 0, 1), (1, 1, 2), (0, 1, 2), (0.5, 0.5, 2), (0.2, 0.3, 3)]
)
def test_a_part_of_no_width_is_not_drawn(low: float, high: float, parts: int) -> None:
    one = Bar("A", low, high, "")
    assert len(charts.bar(Bars("T", "", "", (one,), EMPTY), one).shapes) == parts


def test_a_stack_fills_its_width_with_parts_as_wide_as_their_counts() -> None:
    shares = (Share("engaged", 3), Share("shallow", 1), Share("no-evidence", 4))
    drawn = charts.stack(Stack("T", shares, EMPTY))
    parts = [bounds(shape) for shape in drawn.shapes if shape.tag == "rect"]
    assert parts == [
        ("state-engaged", 0, 0.375),
        ("state-shallow", 0.375, 0.5),
        ("state-no-evidence", 0.5, 1),
    ]
    assert [shape.text for shape in drawn.shapes if shape.tag == "text"] == ["3", "1", "4"]
    assert drawn.description == "3 engaged, 1 shallow, 4 no evidence; 8 in all."


def test_the_drawn_bars_are_those_of_coverage(made: Report, graph: Store) -> None:
    page = page_of(made.to_html())
    [figure] = page.xpath("//section[@id='coverage']/figure[@class='bars']")
    drawn = {
        flat(row.xpath("./span[@class='label']")[0].text_content()): {
            rect.get("class"): (share(rect.get("x")), share(rect.get("width")))
            for rect in row.xpath(".//rect")
        }
        for row in figure.xpath(".//li[svg and not(@aria-hidden)]")
        if row.xpath("./span[@class='label']")
    }
    results = coverage(graph)
    assert set(drawn) == {result.name for result in results}
    for result in results:
        assert result.low is not None
        assert result.high is not None
        parts = drawn[result.name]
        assert parts["sure"] == pytest.approx((0, result.low), abs=1e-5)
        if result.high > result.low:
            assert parts["unsure"] == pytest.approx(
                (result.low, result.high - result.low), abs=1e-5
            )
        else:
            assert "unsure" not in parts


def test_each_state_has_a_mark_and_a_pattern_of_its_own() -> None:
    assert set(charts.MARKS) == set(charts.PATTERNS) == set(STATES)
    # Shape with fill, or the lines of a pattern, tell any two apart in grey as well.
    drawn = {state: (charts.MARKS[state], dashes(f".mark-{state}")) for state in STATES}
    circles = [state for state, found in drawn.items() if found == drawn["engaged"]]
    assert circles == ["engaged"]
    assert len(set(drawn.values())) == len(STATES)
    plain = {state for state, lines in charts.PATTERNS.items() if not lines}
    assert plain == {"engaged", "no-evidence", "out-of-scope"}
    assert all(f".state-{state} {{ fill: url(" in STYLE for state in STATES)


def dashes(selector: str) -> str:
    found = re.search(re.escape(selector) + r" \{[^}]*stroke-dasharray: ([^;]+)", STYLE)
    return found[1] if found else ""


def colours(theme: str) -> dict[str, str]:
    """The colours of a theme: the first block of names is light, the second dark."""
    blocks = re.findall(r":root \{([^}]*)\}", STYLE)
    names = dict(
        re.findall(r"(--[\w-]+): (#\w{6})", blocks[{"light": 0, "dark": 1, "print": 3}[theme]])
    )
    assert len(names) > 15
    return names


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_reckoned_as_wcag_does() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_letters_have_four_and_a_half_to_one_and_marks_three(theme: str) -> None:
    found = colours(theme)
    fills = ("--paper", "--soft", "--blue-soft", "--blue-pale", "--gold-pale", "--red-pale",
             "--track")  # fmt: skip
    for fill in fills:
        assert contrast(found["--ink"], found[fill]) >= 4.5, fill
    for letters in ("--muted", "--accent"):
        assert contrast(found[letters], found["--paper"]) >= 4.5, letters
    pairs: list[tuple[str, Any]] = [
        *((line, "--paper") for line in ("--blue", "--gold", "--red", "--grey", "--strong")),
        ("--blue", "--track"), ("--blue", "--blue-soft"), ("--blue", "--blue-pale"),
        ("--grey", "--grey-soft"), ("--gold", "--gold-soft"), ("--red", "--red-soft"),
    ]  # fmt: skip
    for line, ground in pairs:
        assert contrast(found[line], found[ground]) >= 3, (line, ground)
