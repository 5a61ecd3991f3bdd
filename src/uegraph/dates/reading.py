"""Dates as people write them, read into EDTF; what can be read in two ways is said to be.

The reading is never more precise than the text. Where a text has a usual meaning and another, the
usual one is taken and told in a note; where it has no usual one, it is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from uegraph.dates.intervals import interval
from uegraph.dates.periods import period, season_or_years
from uegraph.dates.points import NotADateError, day_alone, point, with_year
from uegraph.dates.words import in_words
from uegraph.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.dates.points import Point

_LONGEST: Final = 60  # characters; no date that people write is longer
_HYPHENS: Final = re.compile(r"[\u2010-\u2012\u2212]")
_DASHES: Final = re.compile(r"[\u2013-\u2015]")  # these join two dates, and never the parts of one
_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u202f]+")
_UNKNOWN: Final = frozenset(
    {"tbc", "tbd", "tba", "?", "??", "-", "--", "n/a", "na", "none", "various", "pending"}
    | {"unknown", "not known", "not recorded", "not applicable", "ongoing"}
    | {"to be confirmed", "to be decided"}
)
# Day 1 is 1 January 1900, and a 29 February 1900 is counted that never was.
_EXCEL: Final = date(1899, 12, 30)
_SERIAL: Final = re.compile(r"([2-7]\d{4})(?:\.\d{1,12})?", re.ASCII)
_JOINTS: Final = (r" (?:to|until|till|through|thru) ", r" - ", r" ?- ?")
_OPEN_ENDS: Final = frozenset({"", "present", "now", "today", "date", "current", "ongoing"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in a text.

    Attributes:
        edtf: The date as EDTF, which ``interval`` takes.
        note: How it was read, where it could be read in another way; else empty.
        clear: How to write what has a note so that it has none, where not as EDTF.
    """

    edtf: str
    note: str = ""
    clear: str = ""


def read(text: str, *, day_first: bool | None = None) -> Reading:
    """The date that somebody wrote, at its precision.

    Beside EDTF, English dates are read: days, months, years, spans of them, financial years,
    quarters, seasons, ``since``, ``before``, ``circa``. Of ``03/04/2024`` the day comes first
    unless said otherwise; ``04/26/2024`` can only begin with its month, and a note says so.
    ``2023-24`` is the financial year, which people mean, and not EDTF's winter.

    Args:
        text: What stands in a cell.
        day_first: Whether the day comes before the month where both are numbers. ``None`` is for
            where nobody has said: then it does, and a note tells of each that could be otherwise.

    Raises:
        DateError: The text is not a date, or could be two with equal right.

    >>> read("Fri 26 Apr 2024")
    Reading(edtf='2024-04-26', note='', clear='')
    >>> read("3 May - 6 June 2024").edtf, read("since May 2022").edtf, read("c. 2023").edtf
    ('2024-05-03/2024-06-06', '2022-05/..', '2023~')
    >>> read("03/04/2024")
    Reading(edtf='2024-04-03', note='read as 3 April 2024, day first', clear='')
    """
    given = text.strip()
    try:
        return _read(given, day_first=day_first)
    except NotADateError as error:
        reason, remedy = error.args
        raise DateError(f"'{given[:_LONGEST]}' {reason}. {remedy}") from None


def _read(given: str, *, day_first: bool | None) -> Reading:
    if len(given) > _LONGEST:
        raise NotADateError("is too long for a date", "Write such as 2024-04-26.")
    plain = _plain(given)
    if found := period(plain):
        edtf, note, clear = found
        return _sound(Reading(edtf, note, clear if note and clear != edtf else ""))
    try:
        interval(given)
    except DateError:
        read = _written(plain, day_first=day_first)
        if not read:
            raise
        return _sound(read)
    return Reading(given, _doubt(given))


def _plain(text: str) -> str:
    dashed = _DASHES.sub(" - ", _HYPHENS.sub("-", text))
    return _SPACES.sub(" ", dashed).casefold().replace("\u2019", "'").strip()


def _doubt(edtf: str) -> str:
    """What an EDTF text could also be meant for."""
    if years := season_or_years(edtf):
        return f"read as {in_words(edtf)}; for the years from one to the other write {years}"
    found = re.fullmatch(r"(\d{4})/(\d{4})", edtf, re.ASCII)
    if found and int(found[1]) + 1 == int(found[2]):
        short = f"{found[1]}/{found[2][2:]}"
        return f"read as both years from January to December; for the financial year write {short}"
    return ""


def _sound(read: Reading) -> Reading:
    try:
        interval(read.edtf)
    except DateError:
        raise NotADateError("ends before it starts", "Put the earlier date first.") from None
    return read


def _written(text: str, *, day_first: bool | None) -> Reading | None:
    _refuse(text)

    def at(part: str) -> Point | None:
        return point(part, day_first=day_first)

    if found := at(text):
        if found.year is None:
            raise NotADateError("has no year", "Write it too, as in 26 April 2024.")
        return Reading(found.edtf, found.note)
    return _qualified(text, day_first=day_first) or _span(text, day_first=day_first)


def _refuse(text: str) -> None:
    """Refuses what stands in cells of dates and is none, with a remedy of its own."""
    if text in _UNKNOWN:
        raise NotADateError("is not a date", "Leave the cell blank until the date is known.")
    if found := _SERIAL.fullmatch(text):
        day = _EXCEL + timedelta(days=int(found[1]))
        words = in_words(str(day))
        remedy = f"It may be Excel's number for {words}: write {day}, or format the cell as a date."
        raise NotADateError("is a number, not a date", remedy)


_QUALIFIERS: Final = tuple(
    (name, re.compile(form))
    for name, form in (
        ("about", r"(?:circa|approximately|approx\.?|around|about|roughly|ca\.?|c\.?|~) ?(.+)"),
        ("maybe", r"(.+?) ?(?:\?|\(?(?:tbc|provisional|to be confirmed)\)?)"),
        ("before", r"(?:before|prior to|pre)[ -](.+)"),
        ("after", r"(?:after|post)[ -](.+)"),
        ("until", r"(?:until|till|up to|to|by|no later than|on or before) (.+)"),
        ("since", r"(?:since|from|starting) (.+)"),
        ("since", r"(.+?),? (?:onwards?|and ongoing|ongoing|to date)"),
        ("part", r"(?:early|mid|late|(?:the )?(?:start|beginning|middle|end) of)[ -](?:in )?(.+)"),
    )
)


def _qualified(text: str, *, day_first: bool | None) -> Reading | None:
    for name, form in _QUALIFIERS:
        found = form.fullmatch(text)
        of = point(found[1], day_first=day_first) if found else None
        if of and of.year:
            return _as_qualified(name, of)
    return None


def _as_qualified(name: str, of: Point) -> Reading | None:
    try:
        edtf = {
            "about": lambda: f"{of.edtf}~",
            "maybe": lambda: f"{of.edtf}?",
            "before": lambda: f"../{of.before().edtf}",
            "after": lambda: f"[{of.after().edtf}..]",
            "until": lambda: f"../{of.edtf}",
            "since": lambda: f"{of.edtf}/..",
            "part": lambda: of.edtf,
        }[name]()
    except OverflowError:
        return None  # beyond the calendar
    if name == "part":
        return None if of.day else Reading(edtf, f"read as {in_words(edtf)}")
    return Reading(edtf, of.note)


def _span(text: str, *, day_first: bool | None) -> Reading | None:
    between = text.startswith("between ") and " and " in text
    if between:
        pairs: Iterator[tuple[str, str]] = _parted(text.removeprefix("between "), (" and ",))
    else:
        pairs = _parted(text.removeprefix("from "), _JOINTS)
    for left, right in pairs:
        ends = _ends(left, right, day_first=day_first)
        if ends:
            first, last, note = ends
            edtf = f"[{first}..{last}]" if between else f"{first}/{last}"
            return Reading(edtf, _of_span(edtf, note))
    return None


def _of_span(edtf: str, note: str) -> str:
    """The whole span as it was read, where one of its ends could be read otherwise."""
    order = next((way for way in (", day first", ", month first") if way in note), "")
    return f"read as {in_words(edtf)}{order}" if note else ""


def _parted(text: str, joints: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Every way to part a text at a joint, the plainest joints first."""
    for joint in joints:
        for found in re.finditer(joint, f"{text} "):
            yield text[: found.start()], text[found.end() :].strip()


def _ends(left: str, right: str, *, day_first: bool | None) -> tuple[str, str, str] | None:
    """Both ends as EDTF and the notes on them; what the first leaves out, the second gives it."""
    first = point(left, day_first=day_first)
    if right in _OPEN_ENDS:
        return (first.edtf, "..", first.note) if first and first.year else None
    if re.fullmatch(r"\d{4}/\d\d", f"{left}/{right}", re.ASCII):
        return left, f"{left[:2]}{right}", f"read as {left} to {left[:2]}{right}"
    last = point(right, day_first=day_first)
    if not last or not last.year:
        return None
    first = first or day_alone(left, last)
    if not first:
        return None
    whole = with_year(first, last.year)
    notes = "; ".join(note for note in (whole.note, last.note) if note)
    return whole.edtf, last.edtf, notes
