"""Reading the small parts of a workbook: which elements it has, and what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NoReturn
from xml.parsers import expat

from uegraph.ingest.grids.refusal import SAVE_AGAIN, RefusedError, damaged

if TYPE_CHECKING:
    from collections.abc import Collection

# An encoding that is unknown, or not known to this parser, is none of its own errors.
BROKEN: Final = (expat.ExpatError, LookupError, ValueError)

Element = tuple[str, dict[str, str]]


def parser() -> expat.XMLParserType:
    """A parser of XML with namespaces that refuses document types."""
    made = expat.ParserCreate(namespace_separator=" ")
    made.StartDoctypeDeclHandler = _refuse
    made.buffer_text = True
    return made


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def elements(data: bytes, wanted: Collection[str]) -> list[Element]:
    """The elements of some names in the order of their starts, with their attributes.

    Raises:
        RefusedError: It is not well-formed XML.
    """
    found: list[Element] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if (plain := local(name)) in wanted:
            found.append((plain, {local(key): value for key, value in attributes.items()}))

    reader = parser()
    reader.StartElementHandler = start
    try:
        reader.Parse(data, True)
    except BROKEN as error:
        raise damaged() from error
    return found


def _refuse(*_: object) -> NoReturn:
    raise RefusedError("declares entities, which no spreadsheet does", SAVE_AGAIN)
