"""Dates as people write them: a reader of a map need not know EDTF."""

from __future__ import annotations

import re
from typing import Final

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# EDTF's numbers for seasons (ISO 8601-2, 4.8).
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_PART: Final = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
DATED: Final = frozenset({"when", "published"})
"""The facts whose value is a date."""


def when(text: str) -> str:
    """A date in words; a form that has none stays as it is.

    >>> when("2022-10"), when("2024-04-26"), when("../2024-04-26"), when("2022-04/..")
    ('October 2022', '26 April 2024', 'up to 26 April 2024', 'since April 2022')
    >>> when("2022-10/2023-03"), when("2021-21"), when("2022?")
    ('October 2022 to March 2023', 'spring 2021', '2022?')
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _part(start)
    if start in ("", ".."):
        return f"up to {_part(end)}"
    if end in ("", ".."):
        return f"since {_part(start)}"
    return f"{_part(start)} to {_part(end)}"


def _part(text: str) -> str:
    found = _PART.fullmatch(text)
    if not found:
        return text
    year, month, day = found[1], int(found[2] or 0), int(found[3] or 0)
    name = _SEASONS.get(month, _MONTHS[month - 1] if 1 <= month <= len(_MONTHS) else "")
    if month and not name:
        return text
    return " ".join(part for part in (f"{day}" if day else "", name, year) if part)
