"""A scene as PNG and PDF, made of its SVG by typst: without a browser, with fonts of our own."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final, Literal

from uegraph.errors import UegraphError
from uegraph.maps.picture.letters import FONTS, lacking, printable
from uegraph.maps.picture.sheet import WIDTH, to_svg

if TYPE_CHECKING:
    from uegraph.maps.scene import Scene

_PAGE: Final = b"""\
#set page(width: float(sys.inputs.width) * 1pt, height: float(sys.inputs.height) * 1pt, margin: 0pt)
#set document(title: sys.inputs.title, date: none)
#set text(lang: "en", region: "GB")
#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%, alt: sys.inputs.alt)
"""
_SIZE: Final = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_MARKUP: Final = re.compile(r"<[^>]*>")
# A unit of an SVG is a 96th of an inch, a point is a 72nd.
_POINTS: Final = 72 / 96
_ACCESSIBLE: Final = ("ua-1",)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A picture to be printed.

    Attributes:
        svg: The picture.
        width: Its width, in units of the SVG.
        height: Its height.
        title: Its title.
        alt: What stands for it where it is not seen.
        own: Whether our fonts have all of its letters.
    """

    svg: str
    width: int
    height: int
    title: str
    alt: str
    own: bool


def to_png(scene: Scene, *, width: int = 1600) -> bytes:
    """A scene as a PNG of a width in pixels.

    Raises:
        UegraphError: The picture could not be made.
    """
    return _printed(_sheet(scene), "png", ppi=72 / _POINTS * width / WIDTH)


def to_pdf(scene: Scene) -> bytes:
    """A scene as a PDF of one page: its text can be searched, and a text stands for the picture.

    Raises:
        UegraphError: The picture could not be made.
    """
    sheet = _sheet(scene)
    # The standard of accessible files allows no letter without a font, so it is kept where the
    # fonts are known to have all.
    return _printed(sheet, "pdf", pdf_standards=list(_ACCESSIBLE) if sheet.own else [])


def made_by() -> str:
    """What makes PNG and PDF, for the receipt of a file."""
    return f"typst {metadata.version('typst')}, without a browser"


def borrowed(scene: Scene) -> str:
    """The letters of a picture that our fonts lack: they are drawn with fonts of this machine.

    Where no font of the machine has them either, a box stands for each.
    """
    return lacking(_texts(to_svg(scene)))


def _sheet(scene: Scene) -> _Sheet:
    svg = to_svg(scene)
    size = _SIZE.search(svg)
    assert size is not None
    return _Sheet(
        svg,
        int(size[1]),
        int(size[2]),
        printable(scene.title) or "Map",
        " ".join(map(printable, scene.telling)) or "A map.",
        own=not lacking(_texts(svg)),
    )


def _texts(svg: str) -> str:
    return html.unescape(_MARKUP.sub("", svg))


def _printed(sheet: _Sheet, form: Literal["png", "pdf"], **how: Any) -> bytes:
    import typst  # noqa: PLC0415 - 80 MB, for pictures only

    told = {
        "svg": sheet.svg,
        "width": str(sheet.width * _POINTS),
        "height": str(sheet.height * _POINTS),
        "title": sheet.title,
        "alt": sheet.alt,
    }
    try:
        made = typst.compile(
            _PAGE,
            format=form,
            font_paths=[str(FONTS)],
            ignore_system_fonts=sheet.own,
            sys_inputs=told,
            **how,
        )
    except (RuntimeError, ValueError) as error:
        raise UegraphError(
            f"The picture could not be made as {form.upper()}: {error}. Write it as SVG instead."
        ) from error
    assert isinstance(made, bytes)
    return made
