"""How problems are told to people: what stops a build first, by sheet, and the same thing once."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.errors import Problem

SHOWN_OF_A_KIND: Final = 10
_ROWS_NAMED: Final = 5
_LONG: Final = 100  # characters of a remedy that is not to be read twice
_TITLES: Final = {"error": "Errors", "warning": "Warnings"}

Line = tuple[str, str]
"""A line, and what it is: ``title``, ``place`` or empty for a problem."""


@dataclass(frozen=True, slots=True)
class _Same:
    """Problems that differ in nothing but their rows."""

    problems: tuple[Problem, ...]

    @property
    def rows(self) -> list[int]:
        return sorted({problem.row for problem in self.problems})

    @property
    def order(self) -> tuple[int, int, str, str, str]:
        """The most frequent first, then as they stand in the sheet."""
        first = self.problems[0]
        letters = first.cell.rstrip("0123456789")
        place = f"{len(letters)}{letters}"
        return -len(self.problems), first.row, place, first.message, first.remedy

    @property
    def remedy(self) -> str:
        return self.problems[0].remedy

    @property
    def text(self) -> str:
        """Where it is and what is wrong."""
        first = self.problems[0]
        times, cell = len(self.problems), first.cell
        if times == 1:
            place = f"row {first.row}" if first.row else ""
            said = first.message
        else:
            place, cell = f"{times:,} times", cell.rstrip("0123456789")
            said = f"{first.message} — {_named(self.rows)}"
        column = f"{first.column} ({cell})" if first.column and cell else first.column or cell
        return _joined(place, column, said)


def told(problems: Sequence[Problem], width: int) -> Iterator[Line]:
    """Problems as lines for a reader: errors before warnings, each under its file and sheet.

    Problems that are the same but for their rows are told once, and of very many of one kind
    only the most frequent, with the number of the others.

    Args:
        problems: What was found.
        width: How many characters a line may have.
    """
    for severity, title in _TITLES.items():
        group = sorted(problem for problem in problems if problem.severity == severity)
        if not group:
            continue
        yield title, "title"
        for (file, sheet), members in groupby(group, key=lambda p: (p.file, p.sheet)):
            yield "", ""
            yield from ((line, "place") for line in _wrapped(_joined(file, sheet), width, ""))
            for text in _section(list(members)):
                yield from ((line, "") for line in _wrapped(text, width, "  "))
        yield "", ""


def _section(problems: Sequence[Problem]) -> Iterator[str]:
    """The problems of one sheet: kinds of which there are very many, and then all others."""
    kinds: dict[tuple[str, str], dict[tuple[str, str], list[Problem]]] = defaultdict(dict)
    for problem in problems:
        same = kinds[problem.rule, problem.column]
        same.setdefault((problem.message, problem.remedy), []).append(problem)
    others: list[_Same] = []
    for same in sorted(kinds.values(), key=_order):
        entries = sorted((_Same(tuple(group)) for group in same.values()), key=lambda e: e.order)
        if len(entries) <= SHOWN_OF_A_KIND:
            others += entries
            continue
        yield from _texts(entries[:SHOWN_OF_A_KIND])
        yield _rest(entries[SHOWN_OF_A_KIND:])
    yield from _texts(sorted(others, key=lambda entry: entry.order))


def _texts(entries: Sequence[_Same]) -> Iterator[str]:
    """Problems with what would be right, which is said once where it is the same for several.

    A long remedy, such as a list of words, brings those together that do not stand together.
    """
    first = {entry.remedy: at for at, entry in reversed(list(enumerate(entries)))}
    near = sorted(
        enumerate(entries),
        key=lambda pair: first[pair[1].remedy] if len(pair[1].remedy) > _LONG else pair[0],
    )
    for remedy, members in groupby((entry for _, entry in near), key=lambda entry: entry.remedy):
        texts = [entry.text for entry in members]
        if len(texts) == 1:
            yield _joined(*texts, remedy)
        else:
            yield from texts
            if remedy:
                yield f"for these {len(texts)} · {remedy}"


def _order(same: dict[tuple[str, str], list[Problem]]) -> tuple[int, Problem]:
    return -sum(map(len, same.values())), min(map(min, same.values()))


def _rest(entries: Sequence[_Same]) -> str:
    rows = sorted({row for entry in entries for row in entry.rows})
    column = entries[0].problems[0].column
    times = sum(len(entry.problems) for entry in entries)
    return f"… and {times:,} more of this kind{f' in {column}' * bool(column)} — {_named(rows)}"


def _named(rows: Sequence[int]) -> str:
    named = ", ".join(map(str, rows[:_ROWS_NAMED]))
    return f"row{'s' * (len(rows) > 1)} {named}{', …' * (len(rows) > _ROWS_NAMED)}"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}    ",
        break_on_hyphens=False,
    )
