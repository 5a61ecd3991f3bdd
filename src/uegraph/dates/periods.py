"""Stretches of a year that people name: financial years, quarters, seasons, ``early 2024``.

What happened in one of them happened at some time in it, as with a month or a year: so they are
read as "some time between", never as lasting from its first to its last day.
"""

from __future__ import annotations

import re
from typing import Final

from uegraph.dates.points import NotADateError

Found = tuple[str, str, str]
"""A stretch as EDTF, how it was read where that needs saying, and how to write it without doubt."""

# Government's financial year begins in April, the academic year in September.
_BEGINNINGS: Final = {"f": 4, "a": 9}
_NAMED_YEAR: Final = re.compile(
    r"(?P<kind>f/?y ?|financial year |fiscal year |a/?y ?|academic year )?(?:of )?"
    r"(?P<first>\d{4}|\d\d)(?P<mark>[/-]| - | to )(?P<second>\d{4}|\d\d)",
    re.ASCII,
)
_ONE_YEAR: Final = re.compile(r"(?:f/?y ?|financial year |fiscal year )'?(\d{4}|\d\d)", re.ASCII)
_PART: Final = r"(?P<part>q[1-4]|h[12])"
_PARTS: Final = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{_PART}[ ,/-]{{0,2}}(?:of )?(?P<kind>f/?y ?)?(?P<year>\d{{4}})(?:[/-](?P<next>\d\d))?",
        rf"(?P<kind>f/?y ?)?(?P<year>\d{{4}})(?:[/-](?P<next>\d\d))?[ ,/-]{{0,2}}{_PART}",
    )
)
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_SEASON: Final = re.compile(
    r"(spring|summer|autumn|fall|winter),? (?:of )?(\d{4})(?:[/-](\d\d|\d{4}))?", re.ASCII
)
_THIRD: Final = re.compile(
    r"(?:the )?(early|start of|beginning of|mid|middle of|late|end of)[ -](?:in )?(\d{4})", re.ASCII
)
_THIRDS: Final = {"e": 1, "s": 1, "b": 1, "m": 5, "l": 9}


def period(text: str) -> Found | None:
    """A stretch of a year, where a text (in small letters, plain hyphens) names one.

    Raises:
        NotADateError: It names one in a way that could be two.

    >>> period("2023/24")
    ('[2023-04..2024-03]', 'read as the financial year April 2023 to March 2024', 'FY 2023/24')
    >>> period("spring 2024")
    ('2024-21', '', '2024-21')
    """
    return _year(text) or _part(text) or _season(text) or _third(text)


def season_or_years(text: str) -> str:
    """The other meaning of an EDTF season such as ``2019-22``: the span of years, as EDTF."""
    found = re.fullmatch(r"(\d\d)(\d\d)-(2[1-4])", text, re.ASCII)
    return f"{found[1]}{found[2]}/{found[1]}{found[3]}" if found and found[2] < found[3] else ""


def _months(year: int, month: int, count: int) -> str:
    """Some time in so many months from one on."""
    last = month + count - 2
    return f"[{year:04}-{month:02}..{year + last // 12:04}-{last % 12 + 1:02}]"


def _follows(first: str, second: str) -> bool:
    """Whether the second year, of two or four digits, is the one after the first."""
    return str(int(first) + 1)[-len(second) :] == second


def _year(text: str) -> Found | None:
    if alone := _ONE_YEAR.fullmatch(text):
        year = int(alone[1]) % 100
        both = f"{year - 1 + 2000}/{year:02} or {year + 2000}/{(year + 1) % 100:02}"
        raise NotADateError("may be either of two years", f"Write {both}.")
    found = _NAMED_YEAR.fullmatch(text)
    if not found:
        return None
    kind, first, second = found["kind"], found["first"], found["second"]
    if not kind and (len(first) < 4 or len(second) == 4 or not _follows(first, second)):
        return None  # a span of years, a month of a year, or no date
    if not kind and found["mark"] == "-" and int(second) <= 12:
        return None  # ISO's 2010-11 is November
    if len(first) == len(second) == 2:
        first = f"20{first}"
    if not _follows(first, second):
        raise NotADateError("is not one year", "Write such as 2023/24.")
    year = int(first)
    month = _BEGINNINGS[(kind or "f")[0]]
    note = "" if kind else f"read as the financial year April {year} to March {year + 1}"
    return _months(year, month, 12), note, f"FY {year}/{(year + 1) % 100:02}"


def _part(text: str) -> Found | None:
    found = next((hit for form in _PARTS if (hit := form.fullmatch(text))), None)
    if not found:
        return None
    year, following = found["year"], found["next"]
    if following and not _follows(year, following):
        raise NotADateError("is not a part of one year", "Write such as Q3 2023/24.")
    if found["kind"] and not following:
        raise NotADateError("may be in either of two years", "Write such as Q3 2023/24.")
    length = 3 if found["part"][0] == "q" else 6
    start = (int(found["part"][1]) - 1) * length + (3 if following else 0)
    edtf = _months(int(year) + start // 12, start % 12 + 1, length)
    of = "financial" if following else "calendar"
    return edtf, f"read as {_said(edtf)}, {found['part'].upper()} of the {of} year", edtf


def _said(edtf: str) -> str:
    # Not in_words, which says "some time between": a note is read beside the text.
    names = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
             "October", "November", "December")  # fmt: skip
    ends = (end.split("-") for end in edtf.strip("[]").split(".."))
    return " to ".join(f"{names[int(month) - 1]} {year}" for year, month in ends)


def _season(text: str) -> Found | None:
    found = _SEASON.fullmatch(text)
    if not found:
        return None
    season, year, following = _SEASONS[found[1]], found[2], found[3]
    if following and (season != 24 or not _follows(year, following)):
        raise NotADateError("is not one season", "Write such as winter 2023/24.")
    if season == 24:
        edtf = _months(int(year), 12, 3)
        return edtf, "" if following else f"read as {_said(edtf)}", edtf
    code = f"{year}-{season}"
    # Where the short form could also be a span of years, or a financial year, the long one is told.
    edtf = _months(int(year), 3 * (season - 20), 3) if season_or_years(code) else code
    return edtf, "", edtf


def _third(text: str) -> Found | None:
    found = _THIRD.fullmatch(text)
    if not found:
        return None
    edtf = _months(int(found[2]), 9 if found[1] == "end of" else _THIRDS[found[1][0]], 4)
    return edtf, f"read as {_said(edtf)}", edtf
