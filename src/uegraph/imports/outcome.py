"""What an import gives: the data set, what became of each row and column, and all problems."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from uegraph.imports.written import write_folder

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.errors import Problem


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of the rows of a file; ``read`` is the sum of the others.

    Attributes:
        read: The rows below the headings.
        data: Those that became data.
        problem: Those left out because of an error.
        skipped: Those that the mapping leaves out.
        blank: Those that are blank.
    """

    read: int
    data: int
    problem: int
    skipped: int
    blank: int


@dataclass(frozen=True, slots=True)
class Imported:
    """A data set made of a foreign table, not yet written.

    Attributes:
        files: The files of the data set with their bytes.
        tables: Its tables: name to rows, each a mapping of columns to cells.
        problems: What is wrong with the foreign table, in the order of its rows.
        counts: What became of its rows.
        columns: Each heading of the file with the columns that it fills.
        left_out: The rows that were left out because of an error.
    """

    files: dict[str, bytes]
    tables: dict[str, tuple[dict[str, str], ...]]
    problems: tuple[Problem, ...]
    counts: Counts
    columns: dict[str, tuple[str, ...]]
    left_out: tuple[int, ...]

    def write(self, folder: Path, *, replace: bool = False) -> bool:
        """Write the data set into a folder, whole or not at all.

        Returns:
            Whether anything was written: not where the folder holds just this already.

        Raises:
            SourceError: The folder holds other things, or a data set that differs.
            ResourceError: It cannot be written.
        """
        return write_folder(folder, self.files, replace=replace)

    def flat(self) -> list[dict[str, object]]:
        """All that is to be told, as flat objects: counts, columns, tables, problems."""
        counts = [{"about": "rows", **asdict(self.counts)}]
        columns = [
            {"about": "column", "column": heading, "becomes": list(targets)}
            for heading, targets in self.columns.items()
        ]
        tables = [
            {"about": "table", "table": name, "rows": len(rows)}
            for name, rows in self.tables.items()
        ]
        problems = [{"about": "problem", **asdict(problem)} for problem in self.problems]
        return [*counts, *columns, *tables, *problems]
