"""Single values: text, numbers, dates and addresses as N-Triples terms, or what is wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from uegraph import dates
from uegraph.errors import DateError
from uegraph.ingest.amounts import UNKNOWN, read_amount
from uegraph.ingest.source import Fault
from uegraph.namespaces import EDTF, PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.shapes import Column

MAX_CHARACTERS: Final = 10_000
NAMES: Final = tuple(expand(name) for name in ("skos:prefLabel", "skos:altLabel", "ueg:acronym"))
"""The properties that say what a thing is called."""

_XSD: Final = PREFIXES["xsd"]
_PERIOD: Final = expand("ueg:period")
_SLUG: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
# Control characters except tab and line ends, halves of surrogate pairs, and non-characters:
# XML, JSON and spreadsheets refuse or change them.
REFUSED: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HOST: Final = re.compile(r"www\.[a-z0-9-]+\.[a-z0-9./_-]+\Z", re.IGNORECASE)
_QUOTED: Final = re.compile(r'["\\\n\r\t\u2028\u2029]')
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_BOOLEANS: Final = dict.fromkeys(("yes", "y", "true"), "true") | dict.fromkeys(
    ("no", "n", "false"), "false"
)


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
    if _HOST.match(text):
        remedy = f"Write the whole address: https://{text[:80]} ."
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
    """A text, kept to the letter; in a name, each stretch of white space is one space."""
    if column.path in NAMES:
        text = " ".join(text.split())
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
    """A whole number, also as ``1,000``, ``1 000`` or ``12.0``."""
    number = int(text) if re.fullmatch(r"[+-]?[0-9]{1,18}", text) else _spelled(text, column)
    if isinstance(number, Fault):
        return number
    if column.min_value is not None and number < column.min_value:
        return Fault(text, f"{number} is less than {column.min_value}", column.message)
    if column.max_value is not None and number > column.max_value:
        return Fault(text, f"{number} is more than {column.max_value}", column.message)
    return literal(str(number), _XSD + "integer")


def _spelled(text: str, column: Column) -> int | Fault:
    """A number with separators; one that says more, such as ``20+``, has no place here."""
    found = read_amount(text)
    if isinstance(found, Fault):
        needed = found.rule == UNKNOWN and column.min_count
        remedy = "Leave the row out until it is known." if needed else found.remedy
        return replace(found, rule="", remedy=remedy)
    if found.bound == "exactly" and not found.note:
        return found.value
    said = f"'{found.bound}'" if found.upper is None else f"'{found.bound}' up to {found.upper}"
    message = f"'{text[:80]}' says more than the number {found.value}"
    remedy = f"Write {found.value}, and {said} in a column for it or in the note."
    return Fault(text, message, remedy if not found.note else f"Write {found.value}.")


def read_boolean(text: str, _column: Column) -> str | Fault:
    """Yes or no, also as their first letters, or as true or false."""
    value = _BOOLEANS.get(text.casefold())
    if value is None:
        return Fault(text, f"'{text[:80]}' is neither yes nor no", "Write yes or no.")
    return literal(value, _XSD + "boolean")


def dated(text: str, column: Column, day_first: bool | None) -> tuple[str | None, Fault | None]:
    """A date as people write it: the term, and a warning where the text had another meaning.

    Args:
        text: The value.
        column: Its column; in one for periods, a stretch such as ``2023/24`` lasts all of it.
        day_first: Whether ``03/04/2024`` is in April; ``None`` where nobody has said: then it is,
            with a warning.

    Returns:
        The EDTF literal, or ``None`` where there is none; and what is wrong or doubtful.
    """
    try:
        found = dates.read(text, day_first=day_first)
    except DateError as error:
        start = f"'{text.strip()[:60]}'"
        reason, _, remedy = str(error).removeprefix(start).partition(". ")
        return None, Fault(text, start + reason, remedy)
    edtf = found.edtf
    if column.path == _PERIOD and edtf != text and (ends := dates.one_of(edtf)):
        edtf = "/".join(ends)
    if not found.note:
        return literal(edtf, EDTF), None
    message, clear = f"'{text}' is {found.note}", found.clear or edtf
    remedy = f"If that is right, write {clear}." if clear != text else "If it is wrong, correct it."
    if day_first is None and found.note.endswith(", day first"):
        remedy = f"If that is right, write {clear}, or set dates to 'day first' in the settings."
    return literal(edtf, EDTF), Fault("", message, remedy, "cell:date", "warning")


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
    None: read_address,
}
"""How a value of each datatype but a date is read; without a datatype it is a web address."""
