"""What the columns of a foreign table seem to hold: judged by their values and their headings."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uegraph import dates
from uegraph.errors import DateError
from uegraph.ingest.amounts import UNKNOWN, read_amount
from uegraph.ingest.source import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from uegraph.imports.table import Foreign

Kind = Literal["blank", "date", "number", "address", "code", "choice", "text"]

_SAMPLE: Final = 400
_MOST: Final = 0.7  # of the values, those that must be of a kind
_SOME: Final = 0.4  # of the values, those that must be where the heading says what they are
_CHOICES: Final = 12
# What parts names, and in more than which share of the values it must stand: one list of people is
# enough to be careful, but "and" joins the words of one name, too.
_MARKS: Final = {";": 0.0, ",": 0.0, "\n": 0.0, " and ": 0.1, " & ": 0.1}
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL: Final = re.compile(r"\S+@\S+\.\w|\[email removed\]", re.IGNORECASE)
_CODE: Final = re.compile(r"(?=[^\d]*\d)[^\W_]+(?:[-_./#][^\W_]+)*")
_NO_COUNT: Final = 1_000_000  # more people than come; such numbers are of orders or members
_NUMERIC_DATE: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}\b", re.ASCII)
NOTHING: Final = frozenset(
    {"tbd", "tbc", "tba", "n/a", "na", "n.a.", "-", "--", "?", "none", "unknown", "nil", "null"}
    | {"not applicable", "not known", "not provided"}
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A column as it looks.

    Attributes:
        heading: Its heading.
        words: The words of the heading, in small letters without accents.
        kind: What its values seem to be.
        some: What many of its values are, though not most.
        filled: How many rows of the sample have a value.
        rows: How many rows the sample has.
        choices: Its few values that come again and again, the most frequent first.
        nothings: Its values that stand for nothing, such as ``TBD``.
        several: Which marks seem to part several values.
        mail: Whether there are e-mail addresses.
        unique: Whether no value comes twice.
        orders: How many of its dates can only begin with a day, and how many only with a month.
    """

    heading: str
    words: tuple[str, ...]
    kind: Kind
    some: frozenset[Kind]
    filled: int
    rows: int
    choices: tuple[str, ...]
    nothings: tuple[str, ...]
    several: tuple[str, ...]
    mail: bool
    unique: bool
    orders: tuple[int, int]

    @property
    def about(self) -> str:
        """What it seems to hold, for readers."""
        kinds = {
            "blank": "no values",
            "date": "dates",
            "number": "numbers",
            "address": "web addresses",
            "code": "codes",
            "choice": "a few values that come again",
            "text": "texts, each once" if self.unique else "texts",
        }
        return f"{kinds[self.kind]} in {self.filled} of {self.rows} rows"


def look(foreign: Foreign) -> list[Seen]:
    """Every column of a table, judged by its first rows."""
    rows = [cells for _, cells in foreign.records[:_SAMPLE]]
    return [
        _seen(heading, [cells[at].strip() for cells in rows if at < len(cells)])
        for heading, at in foreign.headings.items()
    ]


def _seen(heading: str, texts: Sequence[str]) -> Seen:
    nothings = Counter(text for text in texts if text.casefold() in NOTHING)
    found = [text for text in texts if text and text not in nothings]
    counted = Counter(found)
    few = 0 < len(counted) <= _CHOICES and len(counted) * 2 <= len(found)
    kind = _kind(found, few=few)
    return Seen(
        heading=heading,
        words=_words(heading),
        kind=kind,
        some=frozenset(one for one, test in _TESTS.items() if _share(found, test) >= _SOME),
        filled=len(found),
        rows=len(texts),
        choices=tuple(text for text, _ in counted.most_common()) if few else (),
        nothings=tuple(sorted(nothings)),
        several=tuple(mark for mark, least in _MARKS.items() if _parts(found, mark, least)),
        mail=any(_MAIL.search(text) for text in found),
        unique=len(counted) == len(found),
        orders=_orders(found),
    )


def _words(heading: str) -> tuple[str, ...]:
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).casefold()
    plain = unicodedata.normalize("NFKD", parted)
    return tuple(
        re.findall(r"[^\W_]+|#", "".join(one for one in plain if not unicodedata.combining(one)))
    )


def _orders(found: Sequence[str]) -> tuple[int, int]:
    starts = [one for text in found if (one := _NUMERIC_DATE.match(text))]
    pairs = [(int(one[1]), int(one[2])) for one in starts]
    return sum(a > 12 >= b for a, b in pairs), sum(b > 12 >= a for a, b in pairs)


def _parts(found: Sequence[str], mark: str, least: float) -> bool:
    return sum(mark in text for text in found) > len(found) * least


def _kind(found: Sequence[str], *, few: bool) -> Kind:
    if not found:
        return "blank"
    for kind, test in _TESTS.items():
        if _share(found, test) >= _MOST:
            return "code" if kind == "number" and _numbers_things(found) else kind
    return "choice" if few and max(map(len, found)) <= 60 else "text"


def _share(found: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, found)) / max(len(found), 1)


def _numbers_things(found: Sequence[str]) -> bool:
    """Whether numbers tell things apart and count nobody: 1, 2, 3, or numbers of orders."""
    if not all(text.isascii() and text.isdigit() for text in found):
        return False
    numbers = [int(text[:30]) for text in found]
    counted = list(range(numbers[0], numbers[0] + len(numbers)))
    return len(numbers) > 3 and (numbers == counted or min(numbers) >= _NO_COUNT)


def _is_address(text: str) -> bool:
    return bool(_ADDRESS.match(text))


def _is_code(text: str) -> bool:
    return bool(_CODE.fullmatch(text))


def _is_amount(text: str) -> bool:
    read = read_amount(text)
    return not isinstance(read, Fault) or read.rule == UNKNOWN


def _is_date(text: str) -> bool:
    try:
        dates.read(text)
    except DateError:
        return False
    return True


# A year alone is a number, too, and most codes are neither number nor date: the order matters.
_TESTS: Final[dict[Kind, Callable[[str], bool]]] = {
    "address": _is_address,
    "number": _is_amount,
    "date": _is_date,
    "code": _is_code,
}
