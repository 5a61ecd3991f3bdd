"""What a file may hold at most, each number with its reason.

The limits are far above what a team keeps and low enough that the worst file that keeps to them
is read in seconds and in less than ``MEMORY``.
"""

from __future__ import annotations

from typing import Final

MEBIBYTE: Final = 1 << 20

MAX_BYTES: Final = 256 * MEBIBYTE
"""Of a file as it lies on disk; a workbook of 100,000 activities has 10 to 20."""

MAX_ROWS: Final = 1_048_576
"""What a spreadsheet can hold."""

MAX_COLUMNS: Final = 1_000
"""Thirty times the widest table; a value further right is there by mistake."""

MAX_CELLS: Final = 20 * MAX_ROWS
"""Of the rectangle from A1 to the last value: a sheet that is full to its last row."""

MAX_SHEETS: Final = 1_000
"""A workbook made by hand has tens."""

MAX_NAME: Final = 255
"""Characters of the name of a sheet; Excel takes 31, and longer ones are cut."""

MAX_ENTRIES: Final = 20_000
"""Of the archive that a workbook is: sheets, their notes and pictures."""

MAX_UNPACKED: Final = 512 * MEBIBYTE
"""Of all parts that are read; 100,000 activities unpack to 120."""

MAX_PART: Final = 32 * MEBIBYTE
"""Of a part that lists sheets or formats; the largest seen are under one."""

MAX_RECORD: Final = 16 * MEBIBYTE
"""Characters of a row of a CSV file; a quotation mark never closed makes longer ones."""

MAX_MERGED: Final = 100_000
"""Joined cells of a sheet."""

MAX_ALIKE: Final = 1_000
"""Remarks of one kind about one sheet; the rest is counted."""

MAX_ANSWER: Final = 512 * MEBIBYTE
"""Text of all cells: as much as may be unpacked."""

MEMORY: Final = 2048 * MEBIBYTE
"""Address space of the process that reads a workbook, where the system can limit it."""

SECONDS: Final = 120.0
"""Wall time of that process; the largest workbook within the limits takes less than 20."""
