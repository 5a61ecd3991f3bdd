"""What can go wrong, in words a user can act on.

Every error says what is wrong, where, and what to do. Library code raises these; only the
command line prints them and chooses an exit code.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Severity = Literal["error", "warning"]


class UegraphError(Exception):
    """The root of the tree: anything uegraph refuses to do, with the remedy in its message."""


class ResourceError(UegraphError):
    """A file of uegraph itself (ontology, query, shipped data) is missing or broken."""


class StoreError(UegraphError):
    """The graph cannot be opened, read or written."""


class QueryRefusedError(UegraphError):
    """A query asks for something that is not allowed: the network, another file, an update."""


class QuerySyntaxError(UegraphError):
    """A query is not valid SPARQL 1.1."""


class QueryLimitError(UegraphError):
    """A query ran into its time or row limit and was stopped."""


class UnknownNameError(UegraphError):
    """A name (of a question, parameter, target, scope) is not known; near ones are offered."""


class ParameterError(UegraphError):
    """A question is asked with a value that it cannot take, or without one that it needs."""


class SourceError(UegraphError):
    """A source cannot be read at all: not there, not a table, not a data set."""


class DateError(UegraphError, ValueError):
    """A text is not a date that uegraph understands."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in a source, with its place and its remedy.

    Attributes:
        file: The file as the user named it, relative to its data set.
        sheet: The sheet of a workbook; empty for a CSV file.
        row: The row as a spreadsheet counts it (the header is row 1); 0 when it is the whole file.
        column: The column's header; empty when it is the whole row or file.
        message: What is wrong.
        remedy: What would be right.
        severity: ``error`` stops a build, ``warning`` does not.
        rule: The readable name of the shape or check that found it.
        cell: The cell as a spreadsheet names it, such as ``C7``; empty where it is not one cell.
    """

    file: str
    sheet: str
    row: int
    column: str
    message: str
    remedy: str
    severity: Severity
    rule: str
    cell: str = ""

    def __str__(self) -> str:
        """``organisations.csv · row 7 · part of · …``, the way people name a cell."""
        column = f"{self.column} ({self.cell})" if self.sheet and self.cell else self.column
        place = [self.file, self.sheet, f"row {self.row}" if self.row else "", column]
        return " · ".join(part for part in [*place, self.message, self.remedy] if part)


class InvalidSourceError(UegraphError):
    """A source was read and has problems that stop it from being loaded.

    Attributes:
        problems: All of them, in the order of file, row and column.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        errors = sum(problem.severity == "error" for problem in self.problems)
        super().__init__(
            f"{errors} error{'s' * (errors != 1)} in the source; nothing was loaded. "
            "Correct the cells named and build again."
        )
