"""Amounts as people write them: ``over 180``, ``1,000+``, ``150-200``, ``about 1.5k``.

A number in a cell may say how it limits the true one: this is the grammar of such numbers.
Nothing is guessed: two numbers that no rule joins, or a word that no rule knows, are refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from uegraph.dates.points import MONTHS
from uegraph.ingest.source import Fault

_LONGEST: Final = 80
UNKNOWN: Final = "cell:unknown"
"""The rule of a fault that says that a number is not known, and not that it is wrong."""

_UNKNOWN: Final = frozenset(
    {"tbc", "tbd", "tba", "?", "??", "-", "--", "n/a", "na", "none yet", "not yet", "unknown"}
    | {"not known", "not recorded", "not stated", "no data", "pending", "awaiting", "to follow"}
    | {"to be confirmed", "to be decided", "not available"}
)
_BEFORE: Final = {
    "more-than": "over|more than|above|greater than|in excess of|upwards of|exceeding|>",
    "at-least": "at least|min.?|minimum|minimum of|no fewer than|no less than|not less than|>=|≥",
    "about": "about|approx.?|approximately|around|roughly|circa|ca.?|c.?|est.?|estimated|some"
    "|nearly|almost|~|≈",
    "up-to": "up to|max.?|maximum|maximum of|at most|no more than|not more than|as many as|<=|≤",
    "fewer-than": "less than|fewer than|under|below|<",
    "exactly": "exactly|precisely|=",
}
_AFTER: Final = {
    "at-least": "+|plus|or more|or above|and over|and above|and more|minimum",
    "up-to": "or fewer|or less|max.?|maximum",
    "about": "ish|-ish|approx.?|approximately|(approx.?)|(est.?)|(estimate)|(estimated)|or so",
}
# What is counted, which the row's kind says; a word that is not here may change the number.
_UNITS: Final = (
    "people|persons|participants|attendees|delegates|guests|visitors|members|users|staff|colleagues"
    "|students|residents|citizens|households|families|businesses|charities|responses|replies"
    "|respondents|submissions|sign-ups|signups|registrations|registered|attended|subscribers"
    "|followers|readers|views|downloads|events|meetings|sessions|workshops|groups|organisations"
    "|organizations|orgs|bodies|departments|stakeholders|in total|total"
)
# How something was held: it does not change the number, and is told to be left out.
_REMARKS: Final = "online|in person|in-person|hybrid|virtual|virtually|face to face|on site"
_NUMBER: Final = (
    r"(?:\d{1,3}(?:,\d{3}){1,5}|\d{1,3}(?: \d{3}){1,5}|\d{1,18})(?:\.\d{1,3})?"
    r"(?: ?(?:k|m|thousand|million)\b)?"
)


def is_unknown(text: str) -> bool:
    """Whether a text stands where something is not known, such as ``TBC`` or ``n/a``."""
    return text.strip().casefold() in _UNKNOWN


def _choice(*words: str) -> str:
    """Any of some words, the longest first."""
    each = sorted({word for group in words for word in group.split("|")}, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\.\?", r"\.?") for word in each)


_BOUNDS_BEFORE: Final = {
    word: bound for bound, words in _BEFORE.items() for word in words.replace(".?", "").split("|")
}
_BOUNDS_AFTER: Final = {
    word: bound for bound, words in _AFTER.items() for word in words.replace(".?", "").split("|")
}
# "c20" is about 20; "or less" needs its space.
_LEADING: Final = rf"(?:(?P<before>{_choice(*_BEFORE.values())}) ?)?"
_TRAILING: Final = rf"(?: ?(?P<after>{_choice(*_AFTER.values())}))?"
_TAIL: Final = (
    rf"(?: ?\(?(?P<unit>{_choice(_UNITS)})\)?)?(?: ?\(?(?P<remark>{_choice(_REMARKS)})\)?)?"
)
_ONE: Final = re.compile(rf"{_LEADING}(?P<number>{_NUMBER}){_TRAILING}{_TAIL}", re.ASCII)
_RANGE: Final = re.compile(
    rf"(?:between (?P<from>{_NUMBER}) and (?P<until>{_NUMBER})"
    rf"|(?:from )?{_LEADING}(?P<low>{_NUMBER})(?: ?- ?| to )(?P<high>{_NUMBER})){_TAIL}",
    re.ASCII,
)
_GREAT: Final = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}
_MADE_DATE: Final = re.compile(
    rf"(?:19|20)\d\d-(0[1-9]|1[0-2])(?:-(\d\d))?(?:[t ].{{0,20}})?"
    rf"|(\d{{1,2}})[ -]({'|'.join(MONTHS)})|({'|'.join(MONTHS)})[ -](\d{{1,2}})",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and how it limits the true one.

    Attributes:
        value: The number, or the lower end of a range.
        bound: A concept of the scheme ``bound``, by its slug.
        upper: The upper end of a range.
        note: What of the text was left out, to be told.
    """

    value: int
    bound: str
    upper: int | None = None
    note: str = ""


def read_amount(text: str) -> Amount | Fault:
    """The amount that somebody wrote, or what is wrong with it.

    A fault of the rule ``UNKNOWN`` says that the number is not known, as ``TBC`` does. Of ``around
    30-40`` the range is kept, which says how sure one is, and a note tells what is left out.

    >>> read_amount("over 180"), read_amount("1,000+")
    (Amount(value=180, bound='more-than', upper=None, note=''), \
Amount(value=1000, bound='at-least', upper=None, note=''))
    >>> read_amount("150-200")
    Amount(value=150, bound='range', upper=200, note='')
    """
    if text.isascii() and text.isdigit() and len(text) <= 18:
        return Amount(int(text), "exactly")
    plain = _plain(text)
    if plain in _UNKNOWN:
        remedy = "Leave the cell blank until it is known."
        return Fault(text, f"'{text}' says that the number is not known", remedy, UNKNOWN)
    if len(plain) > _LONGEST:
        return _refused(text, "is too long for a number", "Write a number, such as 12.")
    found = _made_date(text, plain) or _one(text, plain) or _range(text, plain)
    return found or _neither(text, plain)


def _plain(text: str) -> str:
    dashed = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    return re.sub(r"[\s\u00a0\u2007\u202f]+", " ", dashed).casefold().strip()


def _refused(text: str, reason: str, remedy: str) -> Fault:
    return Fault(text, f"'{text[:_LONGEST]}' {reason}", remedy)


def _one(text: str, plain: str) -> Amount | Fault | None:
    found = _ONE.fullmatch(plain)
    if not found:
        return None
    value = _whole(found["number"])
    if value is None:
        return _refused(text, "is not a whole number", "Write such as 12.")
    before = _bound(_BOUNDS_BEFORE, found["before"])
    after = _bound(_BOUNDS_AFTER, found["after"])
    if before and after and before != after:
        reason = f"says both '{before}' and '{after}'"
        return _refused(text, reason, "Keep the one that is meant.")
    bound = before or after or "exactly"
    if bound == "fewer-than" and value == 0:
        return _refused(text, "is fewer than none", "Write 0, or correct the number.")
    return Amount(value, bound, note=_left_out(found["remark"]))


def _range(text: str, plain: str) -> Amount | Fault | None:
    found = _RANGE.fullmatch(plain)
    if not found:
        return None
    low, high = _whole(found["from"] or found["low"]), _whole(found["until"] or found["high"])
    if low is None or high is None:
        return _refused(text, "is not a range of whole numbers", "Write such as 150-200.")
    if low > high:
        return _refused(text, "is a range upside down", f"Write {high}-{low} if that is meant.")
    before = _bound(_BOUNDS_BEFORE, found["before"])
    if before not in (None, "about", "exactly"):
        reason = f"is a range and says '{before}'"
        return _refused(text, reason, f"Write {low}-{high}, or one number with its bound.")
    left_out = found["before"] if before == "about" else found["remark"]
    return Amount(low, "range", high, note=_left_out(left_out))


def _bound(bounds: dict[str, str], word: str | None) -> str | None:
    return bounds[word] if word in bounds else bounds[word.replace(".", "")] if word else None


def _left_out(words: str | None) -> str:
    return f"'{words}' is left out" if words else ""


def _whole(number: str) -> int | None:
    """The whole number written; ``None`` where it has a fraction, or may have one."""
    digits, _, great = re.sub(r"(?<=[\d.])(?=[a-z])", " ", number).rpartition(" ")
    if great not in _GREAT:
        digits, great = number, ""
    digits = re.sub(r"[ ,]", "", digits)
    # 1.000 is a thousand to a German and one to us; 12.0 is how spreadsheets write twelve.
    if not great and re.search(r"\.\d{3}", digits):
        return None
    value = Decimal(digits) * _GREAT.get(great, 1)
    return int(value) if value == value.to_integral_value() else None


def _made_date(text: str, plain: str) -> Fault | None:
    """Spreadsheets take ``5-10`` for a date: the numbers are in it still, month and day."""
    found = _MADE_DATE.fullmatch(plain)
    if not found:
        return None
    month, day, *named = found.groups()
    if month:
        ends = sorted((int(month), int(day or text[2:4])))
    else:
        name = named[1] or named[2]
        ends = sorted((MONTHS.index(name) + 1, int(named[0] or named[3])))
    remedy = f"If a spreadsheet made it of a range, write {ends[0]} to {ends[1]}."
    return _refused(text, "is a date, not a number", remedy)


def _neither(text: str, plain: str) -> Fault:
    if re.fullmatch(r"-\d+", plain, re.ASCII):
        return _refused(text, "is less than 0", "Write a number of 0 or more.")
    if "%" in plain or "percent" in plain or "per cent" in plain:
        return _refused(text, "is a share, not a number", "Write how many it is.")
    numbers = re.findall(_NUMBER, plain, re.ASCII)
    if len(numbers) > 1:
        reason = "holds several numbers, and nothing says how they belong together"
        return _refused(text, reason, "Write one number, or a range such as 150-200.")
    if numbers:
        number = _whole(numbers[0])
        remedy = f"Write such as {number}, over {number} or about {number}; the rest into the note."
        return _refused(text, "is more than a number", remedy)
    remedy = "Write it in digits, such as 12, or leave it blank."
    return _refused(text, "is not a whole number", remedy)
