"""Dates as people say them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from uegraph.dates.intervals import one_of

if TYPE_CHECKING:
    from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)
_DOUBTS = {"": "", "~": "about", "?": "perhaps", "%": "perhaps about"}

# Months, and the numbers that EDTF gives to seasons (ISO 8601-2, 4.8); 0 is a year alone.
_NAMES = dict(
    enumerate(
        (
            *("", "January", "February", "March", "April", "May", "June"),
            *("July", "August", "September", "October", "November", "December"),
        )
    )
) | {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def in_words(text: str) -> str:
    """A date as people say it; a rarer form stays as it is.

    >>> in_words("2022-10"), in_words("2024-04-26"), in_words("2021-21"), in_words("202X")
    ('October 2022', '26 April 2024', 'spring 2021', '202X')
    >>> in_words("2024-05~"), in_words("2024-05?"), in_words("2022%/2023")
    ('about May 2024', 'perhaps May 2024', 'perhaps about 2022 to 2023')
    >>> in_words("2022-10/2023-03"), in_words("../2024-04-26"), in_words("2022-04/..")
    ('October 2022 to March 2023', 'some time up to 26 April 2024', 'since April 2022')
    >>> in_words("[2021-02..2024-04-26]")
    'some time between February 2021 and 26 April 2024'
    """
    between = one_of(text)
    if between and ".." not in between:
        return f"some time between {_part(between[0])} and {_part(between[1])}"
    if between and between[1] == "..":
        return f"some time from {_part(between[0])} on"
    start, slash, end = ("", "/", between[1]) if between else text.partition("/")
    if not slash:
        return _part(text)
    if start in ("", ".."):
        return f"some time up to {_part(end)}"
    if end in ("", ".."):
        return f"since {_part(start)}"
    return f"{_part(start)} to {_part(end)}"


def day_in_words(day: date | None) -> str:
    """A day as people say it; that none is known where there is none.

    >>> day_in_words(None)
    'no known day'
    """
    return in_words(day.isoformat()) if day else "no known day"


def _part(text: str) -> str:
    found = _DATE.fullmatch(text)
    name = _NAMES.get(int(found[2] or 0)) if found else None
    if not found or name is None:
        return text
    day = str(int(found[3])) if found[3] else ""
    return " ".join(word for word in (_DOUBTS[found[4]], day, name, found[1]) if word)
