"""The colours of maps, for light, dark and paper: told apart without seeing hue, and in print.

The hues are those of Okabe and Ito. Of each kind the fill and its edge are given; the edge has a
contrast of 3 to 1 with the ground, text 4.5 to 1, which a test computes.

References:
    Okabe, M. and Ito, K. (2008). Color Universal Design.
    W3C, Web Content Accessibility Guidelines 2.2, success criteria 1.4.3 and 1.4.11.
"""

from __future__ import annotations

from typing import Final

LIGHT: Final = {
    "paper": "#f5f6f8",
    "card": "#ffffff",
    "ink": "#17212b",
    "muted": "#4e5b69",
    "line": "#d5dbe2",
    "control": "#6c7a89",
    "accent": "#0a5391",
    "accent-soft": "#e3eef8",
    "bubble": "#eef1f5",
    "bubble-line": "#d3dae2",
    "bubble-deep": "#e4e9ef",
    "link": "#6f7d8c",
    "halo": "#ffd3c8",
    "halo-edge": "#c8553d",
    "organisation": "#0072b2",
    "organisation-edge": "#004f7c",
    "unnamed-party": "#56b4e9",
    "unnamed-party-edge": "#1d6d9e",
    "audience": "#e69f00",
    "audience-edge": "#8d6100",
    "theme": "#009e73",
    "theme-edge": "#00684c",
    "activity": "#d55e00",
    "activity-edge": "#943f00",
    "series": "#cc79a7",
    "series-edge": "#8b416a",
    "product": "#f0e442",
    "product-edge": "#756d00",
    "goal": "#717b87",
    "goal-edge": "#47515c",
    "place": "#9d7fce",
    "place-edge": "#5f458f",
}

DARK: Final = {
    "paper": "#10151b",
    "card": "#19212a",
    "ink": "#e9eef3",
    "muted": "#a9b6c3",
    "line": "#2f3b47",
    "control": "#8494a5",
    "accent": "#82bff0",
    "accent-soft": "#1d3448",
    "bubble": "#1f2832",
    "bubble-line": "#303c49",
    "bubble-deep": "#26313c",
    "link": "#8a9aac",
    "halo": "#5c2a22",
    "halo-edge": "#e08a76",
    "organisation": "#3f9fd8",
    "organisation-edge": "#8ccbf2",
    "unnamed-party": "#2f7ba8",
    "unnamed-party-edge": "#8fd0f5",
    "audience": "#e69f00",
    "audience-edge": "#ffce66",
    "theme": "#00a87b",
    "theme-edge": "#6fe0bf",
    "activity": "#de6c12",
    "activity-edge": "#ffae73",
    "series": "#cc79a7",
    "series-edge": "#f2b6d5",
    "product": "#cfc431",
    "product-edge": "#fff59a",
    "goal": "#6f7a86",
    "goal-edge": "#c6d0da",
    "place": "#8d72bd",
    "place-edge": "#cbb8ee",
}


def css() -> str:
    """Both palettes as custom properties: dark where the reader's system is, never on paper."""
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in colours.items())
        for colours in (LIGHT, DARK)
    )
    marks = "".join(
        f'.mark[data-colour="{name.removesuffix("-edge")}"]'
        f"{{fill:var(--{name.removesuffix('-edge')});stroke:var(--{name})}}"
        for name in LIGHT
        if name.endswith("-edge") and name != "halo-edge"
    )
    return (
        f":root{{{light}color-scheme:light dark}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n{marks}\n"
    )
