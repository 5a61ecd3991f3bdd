"""The styles of an OpenDocument spreadsheet, as far as they change what a cell means.

Two things matter: which dates show no day, and which sheets are hidden. A cell's style names a
style of dates, or inherits one; it may stand in ``styles.xml`` or before the sheets themselves.
"""

from __future__ import annotations

from typing import Final

from uegraph.ingest.grids.formats import shown

_LETTERS: Final = {"year": "y", "month": "m", "day": "d", "hours": "h", "seconds": "s"}
# A quarter or a week is less than a year and more than a day: such dates stay whole.
_FINER: Final = {"quarter": "d", "week-of-year": "d", "era": "y", "minutes": "h"}
_DEPTH: Final = 20


class Styles:
    """What the styles read so far say."""

    def __init__(self) -> None:
        self._dates: dict[str, set[str]] = {}
        self._parents: dict[str, str] = {}
        self._formats: dict[str, str] = {}
        self._hidden: set[str] = set()
        self._shown: dict[str, int] = {}
        self._date = ""
        self._style = ""

    def start(self, name: str, said: dict[str, str]) -> None:
        """Take note of an element.

        Args:
            name: Its name without the namespace.
            said: Its attributes, likewise.
        """
        if name == "date-style":
            self._date = said.get("name", "")
            self._dates[self._date] = set()
        elif self._date and (letter := _LETTERS.get(name) or _FINER.get(name)):
            self._dates[self._date].add(letter)
        elif name == "style":
            self._style = said.get("name", "")
            self._parents[self._style] = said.get("parent-style-name", "")
            if date := said.get("data-style-name"):
                self._formats[self._style] = date
        elif name == "table-properties" and said.get("display") == "false":
            self._hidden.add(self._style)

    def end(self, name: str) -> None:
        """Take note that an element ends."""
        if name == "date-style":
            self._date = ""

    def hides(self, style: str) -> bool:
        """Whether a sheet of this style is hidden."""
        return style in self._hidden

    def shown(self, style: str) -> int:
        """How many characters of a date a cell of this style shows; 0 for all of them."""
        if style not in self._shown:
            self._shown[style] = self._look_up(style)
        return self._shown[style]

    def _look_up(self, style: str) -> int:
        for _ in range(_DEPTH):
            if style in self._formats:
                return shown(self._dates.get(self._formats[style], ()))
            style = self._parents.get(style, "")
        return 0
