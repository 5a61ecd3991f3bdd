"""The foreign file: its rows as they stand, and where each heading is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import Problem, SourceError
from uegraph.imports.model import Complaint
from uegraph.ingest.grids.addresses import letters
from uegraph.ingest.grids.limits import MAX_BYTES
from uegraph.ingest.source import printable
from uegraph.ingest.suggest import did_you_mean, names
from uegraph.ingest.values import REFUSED

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from uegraph.errors import Severity
    from uegraph.ingest.grids.grid import Grid, Record, Remark

_SEARCHED: Final = 30  # rows in which headings are looked for
_ENCODINGS: Final = ("latin-1", "cp1252")
_LONGEST: Final = 200  # characters of a heading


@dataclass(frozen=True, slots=True)
class Foreign:
    """A foreign table.

    Attributes:
        file: The file as messages name it.
        sheet: The sheet; empty for a CSV file.
        header: The row of the headings.
        headings: The headings with their positions, in order; those without a name are called
            after their column.
        records: The rows below the headings that are not blank.
        blank: How many rows between the headings and the last row are blank.
        problems: What reading noticed.
        ragged: Whether a row can be too short or too long.
        joined: The headings below which a cell is joined over several rows.
    """

    file: str
    sheet: str
    header: int
    headings: dict[str, int]
    records: tuple[Record, ...]
    blank: int
    problems: tuple[Problem, ...]
    ragged: bool
    joined: tuple[str, ...]

    def problem(self, row: int, complaint: Complaint, severity: Severity) -> Problem:
        """Something wrong at a place of the file; the complaint's heading is the file's own."""
        position = self.headings.get(complaint.heading, -1)
        return _problem((self.file, self.sheet, row, position), complaint, severity)


def _problem(place: tuple[str, str, int, int], complaint: Complaint, severity: Severity) -> Problem:
    file, sheet, row, position = place
    cell = f"{letters(position)}{row}" if row and position >= 0 else ""
    said = (complaint.heading, complaint.message, complaint.remedy)
    heading, message, remedy = (printable(text) for text in said)
    return Problem(file, sheet, row, heading, message, remedy, severity, complaint.rule, cell)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        SourceError: It is not there, is no file, is too large or cannot be read.
    """
    if not path.exists():
        raise SourceError(f"{path} does not exist. Name a file.")
    if not path.is_file():
        raise SourceError(f"{path} is not a file. Name a CSV file or a workbook.")
    if path.stat().st_size > MAX_BYTES:
        raise SourceError(f"{path} is larger than {MAX_BYTES // 2**20} MB. Split it.")
    try:
        return path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from error


def read_foreign(
    data: bytes, file: str, *, sheet: str = "", header: int = 0, wanted: Collection[str] = ()
) -> Foreign:
    """The rows of a foreign file, with its headings.

    Args:
        data: The bytes of the file.
        file: Its name.
        sheet: Which sheet is meant; empty where there is one only.
        header: The row of the headings; 0 is to be recognised.
        wanted: The headings looked for.

    Raises:
        SourceError: The file cannot be read, or has no such sheet or row.
    """
    from uegraph.ingest.grids import read_book  # noqa: PLC0415 - readers are heavy

    book = read_book(data, file)
    told = [_told(remark, file, "") for remark in book.remarks]
    stop = next((problem for problem in told if problem.severity == "error"), None)
    if stop or not book.grids:
        said = f"{stop.message}. {stop.remedy}" if stop else "holds no table."
        raise SourceError(f"{file} {said}")
    grid = _grid(book.grids, sheet, file)
    found = _header(grid, header, wanted, file)
    headings = _headings(found)
    records = tuple(record for record in grid.records if record[0] > found[0])
    last = records[-1][0] if records else found[0]
    joined = _joined(grid, found[0], headings)
    table = Foreign(file, grid.name, found[0], headings, records,
                    last - found[0] - len(records), (), grid.ragged, joined)  # fmt: skip
    remarks = [_told(remark, file, grid.name, headings) for remark in grid.remarks]
    return replace(table, problems=(*told, *remarks))


def _joined(grid: Grid, header: int, headings: dict[str, int]) -> tuple[str, ...]:
    long = [one for one in grid.merged if header < one.first_row < one.last_row]
    held = {at for one in long for at in range(one.first_position, one.last_position + 1)}
    return tuple(heading for heading, at in headings.items() if at in held)


def _grid(grids: Sequence[Grid], sheet: str, file: str) -> Grid:
    held = [grid for grid in grids if grid.records]
    known = ", ".join(f"'{grid.name}'" for grid in held)
    if sheet:
        found = next((one for one in held if shapes.key(one.name) == shapes.key(sheet)), None)
        if found is None:
            near = did_you_mean(sheet, names(grid.name for grid in held), f"Sheets: {known}.")
            raise SourceError(f"{file} has no sheet '{sheet}' with rows. {near}")
        return found
    if len(held) > 1:
        raise SourceError(f"{file} has several sheets. Say which with --sheet: {known}.")
    if not held:
        raise SourceError(f"{file} is empty. Name a file with rows.")
    return held[0]


def _header(grid: Grid, header: int, wanted: Collection[str], file: str) -> Record:
    """The row of the headings.

    It is the one named, the one with most of the headings wanted, or the first wide enough.
    """
    if header:
        found = next((record for record in grid.records if record[0] == header), None)
        if found is None:
            raise SourceError(f"{file} has nothing in row {header}, named as the header.")
        return found
    first = grid.records[:_SEARCHED]
    keys = {shapes.key(heading) for heading in wanted}
    if keys:
        return max(first, key=lambda one: (len(keys & set(map(shapes.key, one[1]))), -one[0]))
    width = max(_filled(record) for record in first)
    return next(record for record in first if _filled(record) * 2 > width)


def _filled(record: Record) -> int:
    return sum(bool(text.strip()) for text in record[1])


def _headings(record: Record) -> dict[str, int]:
    """The headings of a row; one that would read like another gets a number."""
    found: dict[str, int] = {}
    taken: set[str] = set()
    for position, text in enumerate(record[1]):
        name = " ".join(REFUSED.sub(" ", text).split())[:_LONGEST] or f"column {letters(position)}"
        number, unique = 1, name
        while shapes.key(unique) in taken:
            number += 1
            unique = f"{name} ({number})"
        taken.add(shapes.key(unique))
        found[unique] = position
    return found


def _told(remark: Remark, file: str, sheet: str, headings: dict[str, int] | None = None) -> Problem:
    by_position = {position: heading for heading, position in (headings or {}).items()}
    heading = by_position.get(remark.position, "")
    said = Complaint(heading, remark.message, remark.remedy, False, remark.rule)
    return _problem((file, sheet, remark.row, remark.position), said, remark.severity)


def meant(text: str) -> str | None:
    """What a text was before UTF-8 was read as a Western encoding; ``None`` where it was not.

    >>> meant("Ã‰cole"), meant("École"), meant("Ecole")
    ('École', None, None)
    """
    if text.isascii():
        return None
    for encoding in _ENCODINGS:
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None
