"""Single values: text, numbers, dates and addresses as N-Triples terms, or what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from uegraph import dates
from uegraph.errors import DateError
from uegraph.ingest.source import Fault
from uegraph.namespaces import EDTF, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.shapes import Column

MAX_CHARACTERS: Final = 10_000
_XSD: Final = PREFIXES["xsd"]
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
# Control characters except tab and line ends, halves of surrogate pairs, and non-characters:
# XML, JSON and spreadsheets refuse or change them.
REFUSED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_QUOTED: Final = re.compile(r'["\\\n\r\t\u2028\u2029]')
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BOOLEANS: Final = {"true": "true", "yes": "true", "false": "false", "no": "false"}


def is_slug(text: str) -> bool:
    """Whether a text can be an id: small letters, digits and hyphens."""
    return _SLUG.fullmatch(text) is not None


def literal(text: str, datatype: str | None = None) -> str:
    r"""A text as an N-Triples literal, on one line whatever it holds.

    >>> print(literal('She said "yes"'))
    "She said \"yes\""
    """
    quoted = _QUOTED.sub(lambda found: _escape(found[0]), text)
    return f'"{quoted}"^^<{datatype}>' if datatype else f'"{quoted}"'


def _escape(character: str) -> str:
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def address_fault(text: str) -> tuple[str, str] | None:
    """What is wrong with a web address, and the remedy; ``None`` where nothing is."""
    from pyoxigraph import NamedNode  # noqa: PLC0415 - the engine knows what an IRI is

    remedy = "Write the whole address, such as https://www.ons.gov.uk/ ."
    try:
        NamedNode(text)
        parts = urlsplit(text)
    except ValueError:
        return f"'{text[:80]}' is not a web address", remedy
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return f"'{text[:80]}' is not a web address", remedy
    return None


def too_long(text: str) -> Fault:
    """The fault of a cell that holds too much."""
    message = f"the cell holds {len(text):,} characters, more than {MAX_CHARACTERS:,}"
    return Fault("", message, "Shorten it, or look for a missing quotation mark.", "cell:length")


def read_text(text: str, column: Column) -> str | Fault:
    """A text, kept to the letter."""
    if len(text) > MAX_CHARACTERS:
        return too_long(text)
    if odd := REFUSED.search(text):
        where = f"character {odd.start() + 1} is the control character U+{ord(odd[0]):04X}"
        return Fault("", where, "Delete it.", "cell:character")
    least, most = column.min_length or 0, column.max_length or MAX_CHARACTERS
    if not least <= len(text) <= most:
        return Fault(text, f"{len(text)} characters", f"Write from {least} to {most} characters.")
    if column.pattern and not re.search(column.pattern, text):
        return Fault(text, f"'{text[:80]}' has not the form asked for", column.message)
    return literal(text)


def read_integer(text: str, column: Column) -> str | Fault:
    """A whole number."""
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", text):
        plain = re.sub(r"[ ,\u00a0\u202f]|\.0+$", "", text)
        better = plain if re.fullmatch(r"-?[0-9]{1,18}", plain) else "12"
        return Fault(text, f"'{text[:80]}' is not a whole number", f"Write such as {better}.")
    number = int(text)
    if column.min_value is not None and number < column.min_value:
        return Fault(text, f"{number} is less than {column.min_value}", column.message)
    if column.max_value is not None and number > column.max_value:
        return Fault(text, f"{number} is more than {column.max_value}", column.message)
    return literal(str(number), _XSD + "integer")


def read_boolean(text: str, _column: Column) -> str | Fault:
    """True or false, also as yes or no."""
    value = _BOOLEANS.get(text.casefold())
    if value is None:
        return Fault(text, f"'{text[:80]}' is neither true nor false", "Write true or false.")
    return literal(value, _XSD + "boolean")


def read_date(text: str, _column: Column) -> str | Fault:
    """A date of any precision that ``uegraph.dates`` reads."""
    try:
        dates.interval(text)
    except DateError as error:
        message, _, remedy = str(error).partition(". ")
        return Fault(text, message, remedy)
    return literal(text, EDTF)


def read_address(text: str, column: Column) -> str | Fault:
    """A web address."""
    if fault := address_fault(text):
        return Fault(text, *fault)
    if column.pattern and not re.search(column.pattern, text):
        return Fault(text, f"'{text[:80]}' has not the form asked for", column.message)
    return f"<{text}>"


READERS: Final[dict[str | None, Callable[[str, Column], str | Fault]]] = {
    _XSD + "string": read_text,
    _XSD + "integer": read_integer,
    _XSD + "boolean": read_boolean,
    EDTF: read_date,
    None: read_address,
}
"""How a value of each datatype is read; without a datatype it is a web address."""
