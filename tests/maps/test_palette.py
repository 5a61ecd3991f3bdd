"""Contrast of every colour that means something, by the formula of WCAG 2.2."""

from __future__ import annotations

from itertools import combinations
from typing import Final

import pytest

from uegraph.maps import legend, palette

PALETTES: Final = {"light": palette.LIGHT, "dark": palette.DARK}
GROUNDS: Final = ("card", "bubble", "bubble-deep")
EDGES: Final = tuple(f"{kind.colour}-edge" for kind in legend.KINDS.values())


def luminance(colour: str) -> float:
    """The relative luminance, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#ff0000", "#ffffff", 4.0)],
)
def test_the_formula_gives_known_ratios(one: str, other: str, expected: float) -> None:
    # As WebAIM's contrast checker gives them.
    assert contrast(one, other) == pytest.approx(expected, abs=0.005)


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_text_can_be_read(colours: dict[str, str]) -> None:
    for text in ("ink", "muted", "accent"):
        for ground in ("paper", *GROUNDS, "accent-soft"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    # The hint beside the pointer is written the other way round.
    assert contrast(colours["paper"], colours["ink"]) >= 4.5


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_marks_lines_and_controls_can_be_seen(colours: dict[str, str]) -> None:
    for edge in EDGES:
        for ground in (*GROUNDS, "halo"):
            assert contrast(colours[edge], colours[ground]) >= 3, (edge, ground)
    for ground in GROUNDS:
        assert contrast(colours["halo-edge"], colours[ground]) >= 3, ground
    for ground in ("card", "paper"):
        assert contrast(colours["control"], colours[ground]) >= 3, ground
        assert contrast(colours["accent"], colours[ground]) >= 3, ground


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_a_filled_mark_and_an_empty_one_differ(colours: dict[str, str]) -> None:
    """Filling tells the state, so that it has to be seen on the ground of a mark."""
    for kind in legend.KINDS.values():
        fill = contrast(colours[kind.colour], colours["card"])
        edge = contrast(colours[f"{kind.colour}-edge"], colours["card"])
        assert max(fill, edge) >= 3, kind.colour
        assert fill >= 1.2, kind.colour


@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_no_two_kinds_share_shape_or_colour(colours: dict[str, str]) -> None:
    kinds = list(legend.KINDS.values())
    assert len({kind.shape for kind in kinds}) == len({kind.colour for kind in kinds}) == len(kinds)
    assert len({colours[kind.colour] for kind in kinds}) == len(kinds)
    states = [(state.filling, state.border) for state in legend.STATES.values()]
    assert len(set(states)) == len(states)


def test_both_palettes_name_the_same_colours() -> None:
    assert palette.LIGHT.keys() == palette.DARK.keys()
    assert {kind.colour for kind in legend.KINDS.values()} <= palette.LIGHT.keys()


def linear_of(colour: str) -> tuple[float, float, float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return red, green, blue


# Viénot, Brettel and Mollon (1999), Digital video colourmaps for checking the legibility of
# displays by dichromats, equations for protanopes and deuteranopes in linear RGB.
BLINDNESS: Final = {
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


@pytest.mark.parametrize("rows", BLINDNESS.values(), ids=BLINDNESS)
@pytest.mark.parametrize("colours", PALETTES.values(), ids=PALETTES)
def test_colours_of_kinds_differ_for_who_does_not_see_red_or_green(
    colours: dict[str, str], rows: tuple[tuple[float, float, float], ...]
) -> None:
    def seen(colour: str) -> tuple[float, ...]:
        light = linear_of(colour)
        found = (sum(a * b for a, b in zip(row, light, strict=True)) for row in rows)
        return tuple(max(0.0, one) ** (1 / 2.2) for one in found)

    kinds = [kind.colour for kind in legend.KINDS.values()]
    for one, other in combinations(kinds, 2):
        far = sum(
            (a - b) ** 2 for a, b in zip(seen(colours[one]), seen(colours[other]), strict=True)
        )
        assert far**0.5 > 0.08, (one, other, far**0.5)
