"""Elements of an SVG: every text escaped, every number short, always in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from uegraph.maps.picture.letters import LINE, RISE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def number(value: float) -> str:
    """A number as an SVG holds it.

    >>> number(3.04), number(-0.01), number(12)
    ('3', '0', '12')
    """
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short


def element(name: str, *content: str, **attributes: str | float) -> str:
    """An element; of attribute names an underscore is a hyphen, and an empty one is left out.

    >>> element("circle", cx=3, cy=0.25, stroke_width="2", fill="")
    '<circle cx="3" cy="0.2" stroke-width="2"/>'
    """
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}="
        f"{quoteattr(value) if isinstance(value, str) else quoteattr(number(value))}"
        for key, value in attributes.items()
        if value != ""
    )
    inside = "".join(content)
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def words(text: str) -> str:
    """A text as the content of an element."""
    return escape(text)


def written(
    lines: Sequence[str],
    x: float,
    top: float,
    size: float,
    **attributes: str | float,
) -> str:
    """Lines of text below each other; ``top`` is the upper edge of the first."""
    base = top + RISE * size + (LINE - 1) * size / 2
    if len(lines) == 1:
        told = [words(lines[0])]
    else:
        told = [
            element("tspan", words(line), x=x, dy=LINE * size if at else "")
            for at, line in enumerate(lines)
        ]
    return element("text", *told, x=x, y=base, font_size=size, **attributes)


def grouped(parts: Iterable[str], **attributes: str | float) -> str:
    """Elements with attributes in common; nothing where there are none."""
    inside = "\n".join(part for part in parts if part)
    return element("g", f"\n{inside}\n", **attributes) if inside else ""
