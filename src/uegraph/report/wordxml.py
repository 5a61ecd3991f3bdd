"""What python-docx has no call for: borders, header rows, language, links, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.run import Run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_RULES: Final = {"top": ("single", "8", "17212B"), "bottom": ("single", "8", "17212B"),
                 "insideH": ("single", "4", "B9C3CD")}  # fmt: skip


def _made(tag: str, **values: str) -> Any:
    """An element with attributes of the same vocabulary."""
    found = OxmlElement(tag)
    for name, value in values.items():
        found.set(qn(f"w:{name}"), value)
    return found


def rule(table: Table, caption: str) -> None:
    """Lines between rows and none between columns; the caption as the text that stands for it."""
    properties: Any = table._tbl.tblPr  # noqa: SLF001 - python-docx has no other way to it
    borders = _made("w:tblBorders")
    for side, (kind, size, colour) in _RULES.items():
        borders.append(_made(f"w:{side}", val=kind, sz=size, space="0", color=colour))
    for child in (
        _made("w:tblW", w="5000", type="pct"),
        borders,
        _made("w:tblLayout", type="fixed"),
    ):
        for old in properties.findall(child.tag):
            properties.remove(old)
        properties.append(child)
    margins = _made("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "0"), ("bottom", "50"), ("right", "110")):
        margins.append(_made(f"w:{side}", w=width, type="dxa"))
    properties.append(margins)
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.remove(look)
        properties.append(look)
    properties.append(_made("w:tblCaption", val=caption))


def repeat_header(table: Table) -> None:
    """The first row stands on each page again, and no row is cut by the end of a page."""
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - as above
        properties.append(_made("w:cantSplit"))
        if number == 0:
            properties.append(_made("w:tblHeader"))


def shade(cell: _Cell, colour: str) -> None:
    """A colour behind a cell."""
    cell._tc.get_or_add_tcPr().append(_made("w:shd", val="clear", color="auto", fill=colour))  # noqa: SLF001 - as above


def set_apart(paragraph: Paragraph, fill: str, line: str) -> None:
    """A line at the left of a paragraph and a colour behind it."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - as above
    borders = _made("w:pBdr")
    borders.append(_made("w:left", val="single", sz="24", space="8", color=line))
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    properties.insert_element_before(
        _made("w:shd", val="clear", color="auto", fill=fill),
        "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr",
    )  # fmt: skip


def link(paragraph: Paragraph, text: str, relation: str) -> Run:
    """A text that leads to the page of a relation."""
    found = OxmlElement("w:hyperlink")
    found.set(qn("r:id"), relation)
    element: Any = OxmlElement("w:r")
    run = Run(element, paragraph)
    run.text = text
    run.font.underline = True
    found.append(element)
    paragraph._p.append(found)  # noqa: SLF001 - as above
    return run


def number_pages(paragraph: Paragraph) -> None:
    """The number of the page, and of how many."""
    for text, code in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        paragraph.add_run(text)
        field = _made("w:fldSimple", instr=code)
        run = OxmlElement("w:r")
        shown = OxmlElement("w:t")
        shown.text = "1"
        run.append(shown)
        field.append(run)
        paragraph._p.append(field)  # noqa: SLF001 - as above


def use_font(style: Any, font: str) -> None:
    """One font for every script of a style, in place of the theme's, and letters not spread."""
    properties = style.element.get_or_add_rPr()
    for spread in properties.findall(qn("w:spacing")):
        properties.remove(spread)
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), font)


def speak(document: Document, language: str) -> None:
    """The language of the text, for spelling and for readers that speak."""
    for found in document.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)


def forget_maker(document: Document, title: str, language: str) -> None:
    """Title and language among the properties, and nothing of who, when and with what picture."""
    properties = document.core_properties
    properties.title, properties.language = title, language
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.revision = 1
    element: Any = properties._element  # noqa: SLF001 - as above
    for child in list(element):
        if child.tag.rpartition("}")[2] in ("created", "modified", "lastPrinted"):
            element.remove(child)
    package = document.part.package
    assert package is not None
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.rels.pop(name)
