"""A generated row: what it says, and how somebody wrote it into a cell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Said(NamedTuple):
    """A value that is written otherwise than it is meant.

    Attributes:
        value: What is meant, in the form that the graph holds.
        written: What stands in the cell; empty where another cell says it too.
    """

    value: str
    written: str


Value = str | Said
Cells = dict[str, "Value | tuple[Value, ...]"]
"""Heading to value. Things are named ``kind/id``; the places that come with uegraph ``:id``."""


@dataclass(slots=True)
class Line:
    """A row of a table.

    Attributes:
        id: Its id.
        cells: What its cells hold; a blank value is a blank cell.
        source: The id of the source that its evidence stands in; empty where it has none.
    """

    id: str
    cells: Mapping[str, Value | tuple[Value, ...]]
    source: str = ""
