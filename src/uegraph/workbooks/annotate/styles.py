"""How the sheet of problems looks: formats put behind those of the workbook, which all stay."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from uegraph.workbooks.annotate.parts import to_xml

if TYPE_CHECKING:
    from uegraph.workbooks.annotate.parts import Package

# 49 is the format "text": whoever edits such a cell still has text in it.
_FORMAT: Final = {"numFmtId": "49", "fillId": "0", "borderId": "0", "xfId": "0",
                  "applyNumberFormat": "1", "applyFont": "1", "applyAlignment": "1"}  # fmt: skip
_ALIGNED: Final = {"vertical": "top", "wrapText": "1"}
_BLUE: Final = "FF0563C1"


@dataclass(frozen=True, slots=True)
class Looks:
    """The numbers of the cell formats for texts, for headings, and for links."""

    text: int = 0
    heading: int = 0
    link: int = 0


def add_looks(package: Package, styles: str | None) -> Looks:
    """The formats of the sheet of problems, added unless an earlier run did.

    Args:
        package: The workbook.
        styles: The part that holds its formats; a workbook may do without.
    """
    if styles is None or styles not in package:
        return Looks()
    root = package.tree(styles)
    space = f"{{{etree.QName(root).namespace}}}"
    fonts, formats = root.find(f"{space}fonts"), root.find(f"{space}cellXfs")
    if fonts is None or formats is None or not len(fonts):
        return Looks()
    before = len(fonts), len(formats)
    bold, link = deepcopy(fonts[0]), deepcopy(fonts[0])
    _set(bold, space, "b", {})
    _set(link, space, "u", {})
    _set(link, space, "color", {"rgb": _BLUE})
    numbers = [0, _number(fonts, bold), _number(fonts, link)]
    looks = Looks(*[_number(formats, _format(space, font)) for font in numbers])
    if before != (len(fonts), len(formats)):
        fonts.set("count", str(len(fonts)))
        formats.set("count", str(len(formats)))
        package.change(styles, to_xml(root))
    return looks


def _set(font: etree._Element, space: str, name: str, values: dict[str, str]) -> None:
    """Give a font a property, in the place of the one it may have."""
    found = font.find(f"{space}{name}")
    if found is not None:
        font.replace(found, etree.Element(f"{space}{name}", values))
    else:
        font.insert(0, etree.Element(f"{space}{name}", values))


def _format(space: str, font: int) -> etree._Element:
    made = etree.Element(f"{space}xf", {**_FORMAT, "fontId": str(font)})
    etree.SubElement(made, f"{space}alignment", _ALIGNED)
    return made


def _number(parent: etree._Element, wanted: etree._Element) -> int:
    """The place of an equal element, put behind all others if there is none."""
    for at, found in enumerate(parent):
        if _content(found) == _content(wanted):
            return at
    parent.append(wanted)
    return len(parent) - 1


def _content(element: etree._Element) -> tuple[object, ...]:
    return element.tag, sorted(element.items()), [_content(child) for child in element]
