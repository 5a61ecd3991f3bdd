"""What the columns of a foreign table seem to hold: judged by their values and their headings."""

from __future__ import annotations

import re
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

Kind = Literal["blank", "date", "number", "address", "choice", "text"]

_SAMPLE: Final = 400
_MOST: Final = 0.7  # of the values, those that must be of a kind
_CHOICES: Final = 12
# What parts names, and in more than which share of the values it must stand: one list of people is
# enough to be careful, but "and" joins the words of one name, too.
_MARKS: Final = {";": 0.0, ",": 0.0, "\n": 0.0, " and ": 0.1, " & ": 0.1}
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_MAIL: Final = re.compile(r"\S+@\S+\.\w|\[email removed\]", re.IGNORECASE)
NOTHING: Final = frozenset({"tbd", "tbc", "tba", "n/a", "na", "-", "?", "none", "unknown", "nil"})


@dataclass(frozen=True, slots=True)
class Seen:
    """A column as it looks.

    Attributes:
        heading: Its heading.
        words: The words of the heading, in small letters.
        kind: What its values seem to be.
        filled: How many rows of the sample have a value.
        rows: How many rows the sample has.
        choices: Its few values that come again and again, the most frequent first.
        nothings: Its values that stand for nothing, such as ``TBD``.
        several: Which marks seem to part several values.
        mail: Whether there are e-mail addresses.
        unique: Whether no value comes twice.
    """

    heading: str
    words: tuple[str, ...]
    kind: Kind
    filled: int
    rows: int
    choices: tuple[str, ...]
    nothings: tuple[str, ...]
    several: tuple[str, ...]
    mail: bool
    unique: bool


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
        words=tuple(
            re.findall(r"[^\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading).casefold())
        ),
        kind=kind,
        filled=len(found),
        rows=len(texts),
        choices=tuple(text for text, _ in counted.most_common()) if few else (),
        nothings=tuple(sorted(nothings)),
        several=tuple(mark for mark, least in _MARKS.items() if _parts(found, mark, least)),
        mail=any(_MAIL.search(text) for text in found),
        unique=len(counted) == len(found),
    )


def _parts(found: Sequence[str], mark: str, least: float) -> bool:
    return sum(mark in text for text in found) > len(found) * least


def _kind(found: Sequence[str], *, few: bool) -> Kind:
    if not found:
        return "blank"
    if _most(found, lambda text: bool(_ADDRESS.match(text))):
        return "address"
    if _most(found, _is_amount):
        return "number"
    if _most(found, _is_date):
        return "date"
    return "choice" if few and max(map(len, found)) <= 60 else "text"


def _most(found: Sequence[str], test: Callable[[str], bool]) -> bool:
    return sum(map(test, found)) >= _MOST * len(found)


def _is_amount(text: str) -> bool:
    read = read_amount(text)
    return not isinstance(read, Fault) or read.rule == UNKNOWN


def _is_date(text: str) -> bool:
    try:
        dates.read(text)
    except DateError:
        return False
    return True
