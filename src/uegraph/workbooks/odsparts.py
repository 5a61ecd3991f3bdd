"""The pieces of OpenDocument that a workbook is put together from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lxml import etree

from uegraph.workbooks import look, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element as Element

    from uegraph.workbooks.plan import Field, Plan

_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES: Final = {
    **{
        name: f"{_OASIS}{name}:1.0"
        for name in ("office", "style", "table", "text", "meta", "config", "manifest")
    },
    "number": f"{_OASIS}datastyle:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "svg": f"{_OASIS}svg-compatible:1.0",
    "of": f"{_OASIS}of:1.2",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}
_RUN: Final = re.compile(r"^ | $| {2,}|\t")
_CHARACTER: Final = 0.21  # centimetres, of Arial at 11 points


def element(tag: str, attributes: Mapping[str, str] | None = None, *inner: Element) -> Element:
    """An element by its prefixed name, with what is inside it."""
    found = etree.Element(qualified(tag), nsmap=_SPACES)
    for name, value in (attributes or {}).items():
        found.set(qualified(name), value)
    found.extend(inner)
    return found


def qualified(name: str) -> str:
    """A prefixed name as lxml knows it."""
    prefix, _, local = name.partition(":")
    return f"{{{_SPACES[prefix]}}}{local}"


def text_bytes(root: Element) -> bytes:
    """An element as a file."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=["of"])
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def paragraphs(text: str) -> Iterable[Element]:
    """A text, a line a paragraph; spaces that XML would swallow are counted instead."""
    return [_paragraph(line) for line in text.split("\n")] if text else []


def _paragraph(line: str) -> Element:
    found = element("text:p")
    last, at = None, 0
    for run in [*_RUN.finditer(line), None]:
        plain = line[at : run.start() if run else len(line)]
        if last is None:
            found.text = plain
        else:
            last.tail = plain
        if run:
            spaces = {"text:c": str(len(run[0]))}
            last = element("text:tab") if run[0] == "\t" else element("text:s", spaces)
            found.append(last)
            at = run.end()
    return found


def note(text: str) -> Element:
    """A note at a cell, shown when one points at it."""
    lines = look.height([(text, 44)]) / look.LINE
    size = {"svg:width": "8.5cm", "svg:height": f"{0.5 * lines + 0.5:.1f}cm"}
    creator = element("dc:creator")
    creator.text = "uegraph"
    return element(
        "office:annotation", {"office:display": "false", **size}, creator, *paragraphs(text)
    )


def validation(name: str, cell: str, field: Field) -> Element:
    """The rule of a column's cells: a warning at most, so that one can always paste and go on."""
    title = field.heading.removesuffix(" *")
    rule = {"table:name": name, "table:base-cell-address": cell, "table:allow-empty-cell": "true"}
    if condition := _condition(field):
        rule["table:condition"] = f"of:{condition}"
    if field.choice:
        rule["table:display-list"] = "unsorted"
    said = {"table:title": title, "table:display": "true"}
    inner = [element("table:help-message", said, *paragraphs(field.hint))]
    if condition:
        alarmed = "true" if field.strict or not field.choice else "false"
        fault = words.NOT_OFFERED if field.choice else words.NOT_WITHIN
        warned = {**said, "table:message-type": "warning", "table:display": alarmed}
        inner.append(element("table:error-message", warned, *paragraphs(fault)))
    return element("table:content-validation", rule, *inner)


def _condition(field: Field) -> str:
    if field.choice:
        return f"cell-content-is-in-list({field.choice.name})"
    least, most = field.limits
    whole = "cell-content-is-whole-number() and "
    if least is not None and most is not None:
        return f"{whole}cell-content-is-between({least},{most})"
    if least is not None:
        return f"{whole}cell-content()>={least}"
    return f"{whole}cell-content()<={most}" if most is not None else ""


def fonts() -> Element:
    """The font of the workbook."""
    face = {"style:name": "Arial", "svg:font-family": "Arial", "style:font-family-generic": "swiss"}
    return element("office:font-face-decls", {}, element("style:font-face", face))


def layout_style(name: str, family: str, value: float | str) -> Element:
    """The style of a table (pages wide and colour of the tab), a column or a row."""
    attributes = {"style:name": name, "style:family": family}
    if family == "table":
        wide, _, tab = str(value).partition(" ")
        attributes["style:master-page-name"] = f"wide{wide}"
        inner = {"table:display": "true", **({"table:tab-color": tab} if tab else {})}
    elif family == "table-column":
        inner = {"style:column-width": f"{float(value) * _CHARACTER:.2f}cm"}
    else:
        inner = {"style:row-height": f"{value}pt", "style:use-optimal-row-height": "true"}
    return element("style:style", attributes, element(f"style:{family}-properties", inner))


def add_cell_styles(automatic: Element) -> None:
    """The styles of cells, after the formats of numbers that they use."""
    automatic.append(
        element("number:text-style", {"style:name": "as-text"}, element("number:text-content"))
    )
    grouped = {
        "number:min-integer-digits": "1",
        "number:grouping": "true",
        "number:decimal-places": "0",
    }
    automatic.append(
        element("number:number-style", {"style:name": "whole"}, element("number:number", grouped))
    )
    italic, grey = {"fo:font-style": "italic"}, {"fo:background-color": look.SHOWN}
    white = {"fo:font-weight": "bold", "fo:color": "#FFFFFF"}
    under = {"fo:color": look.LINK, "style:text-underline-style": "solid"}
    box = {"fo:background-color": look.HEAD, "fo:border": "0.5pt solid #FFFFFF"}
    automatic.extend(
        [
            _cell_style(
                "title", "", {}, {"fo:font-weight": "bold", "fo:font-size": "16pt"}, wrap=False
            ),
            _cell_style("head", "", box, white),
            _cell_style("body", "", {}, {}),
            _cell_style("link", "", {}, under),
            _cell_style("text", "as-text", {}, {}),
            _cell_style("number", "whole", {}, {}),
            _cell_style("shown-text", "as-text", grey, italic),
            _cell_style("shown-number", "whole", grey, italic),
        ]
    )


def _cell_style(
    name: str, form: str, cell: Mapping[str, str], text: Mapping[str, str], *, wrap: bool = True
) -> Element:
    attributes = {"style:name": name, "style:family": "table-cell"}
    attributes |= {"style:parent-style-name": "Default"}
    if form:
        attributes["style:data-style-name"] = form
    wrapped = {"style:vertical-align": "top", **({"fo:wrap-option": "wrap"} if wrap else {})}
    return element(
        "style:style",
        attributes,
        element("style:table-cell-properties", {**wrapped, **cell}),
        element("style:text-properties", text),
    )


def styles(pages_wide: Iterable[int]) -> Element:
    """``styles.xml``: the font and the language of everything, and how sheets are printed."""
    letters = {"style:font-name": "Arial", "fo:font-size": "11pt"}
    letters |= {"fo:language": "en", "fo:country": "GB"}
    plain = {"style:name": "Default", "style:family": "table-cell"}
    automatic, masters = element("office:automatic-styles"), element("office:master-styles")
    for wide in sorted(pages_wide):
        paper = {
            "style:print-orientation": "landscape",
            "fo:page-width": "29.7cm",
            "fo:page-height": "21cm",
        }
        paper |= {"fo:margin": "1.5cm", "style:scale-to-X": str(wide)}
        layout = element("style:page-layout-properties", paper)
        automatic.append(element("style:page-layout", {"style:name": f"paper{wide}"}, layout))
        named = {"style:name": f"wide{wide}", "style:page-layout-name": f"paper{wide}"}
        masters.append(element("style:master-page", named))
    return element(
        "office:document-styles",
        {"office:version": "1.3"},
        fonts(),
        element(
            "office:styles",
            {},
            element("style:style", plain, element("style:text-properties", letters)),
        ),
        automatic,
        masters,
    )


def meta(plan: Plan) -> Element:
    """``meta.xml``: title, author, language."""
    said = {
        "dc:title": plan.title,
        "meta:initial-creator": "uegraph",
        "dc:creator": "uegraph",
        "meta:creation-date": f"{look.CREATED:%Y-%m-%dT%H:%M:%S}",
        "dc:language": "en-GB",
        "dc:description": words.ABOUT,
    }
    inner = element("office:meta")
    for name, text in said.items():
        part = element(name)
        part.text = text
        inner.append(part)
    return element("office:document-meta", {"office:version": "1.3"}, inner)


def settings(held: Mapping[str, tuple[int, int]]) -> Element:
    """``settings.xml``: what stays in sight of each sheet, and which one is shown first."""
    tables = element("config:config-item-map-named", {"config:name": "Tables"})
    for sheet, (columns, rows) in held.items():
        entry = element("config:config-item-map-entry", {"config:name": sheet})
        split = {"HorizontalSplitMode": 2 if columns else 0, "VerticalSplitMode": 2}
        split["ActiveSplitRange"] = 3 if columns else 2
        places = {"HorizontalSplitPosition": columns, "VerticalSplitPosition": rows}
        places |= {"PositionRight": columns, "PositionBottom": rows}
        entry.extend(_item(name, "short", str(value)) for name, value in split.items())
        entry.extend(_item(name, "int", str(value)) for name, value in places.items())
        tables.append(entry)
    first = _item("ActiveTable", "string", next(iter(held)))
    named = _item("ViewId", "string", "view1")
    view = element("config:config-item-map-entry", {}, named, tables, first)
    views = element("config:config-item-map-indexed", {"config:name": "Views"}, view)
    group = element("config:config-item-set", {"config:name": "ooo:view-settings"}, views)
    inner = element("office:settings", {}, group)
    return element("office:document-settings", {"office:version": "1.3"}, inner)


def _item(name: str, kind: str, value: str) -> Element:
    found = element("config:config-item", {"config:name": name, "config:type": kind})
    found.text = value
    return found


def manifest(mime: str, parts: Iterable[str]) -> Element:
    """``META-INF/manifest.xml``: the list of all parts."""
    found = element("manifest:manifest", {"manifest:version": "1.3"})
    for path, kind in [("/", mime), *((part, "text/xml") for part in parts)]:
        attributes = {"manifest:full-path": path, "manifest:media-type": kind}
        found.append(element("manifest:file-entry", attributes))
    return found
