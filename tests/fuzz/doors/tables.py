"""Answers, exports and notes that a spreadsheet opens: no cell of them may be a formula."""

from __future__ import annotations

import csv
import io
import re
from contextlib import redirect_stdout
from typing import TYPE_CHECKING

from tests.fuzz.payloads import text

from uegraph.cli.answers import print_rows
from uegraph.files import inert

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.fuzz.trap import Trap

NUMBER = re.compile(r"[+-]?\d+([.,]\d+)*")


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Prints rows with any texts in each of the forms."""

    def case(chance: random.Random) -> str:
        columns = ["name", "other"]
        rows = [
            {column: trap.fill(text(chance)) for column in columns}
            for _ in range(chance.randint(1, 3))
        ]
        told = {form: _printed(rows, columns, form) for form in ("csv", "table", "md", "json")}
        held = list(csv.reader(io.StringIO(told["csv"], newline="")))
        assert len(held) == len(rows) + 1
        for cells, row in zip(held[1:], rows, strict=True):
            for cell, column in zip(cells, columns, strict=True):
                _check(cell, row[column])
        for form in ("table", "md"):
            assert not re.search(
                "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", told[form]
            )
        return "".join(told.values())

    return case


def _printed(rows: list[dict[str, str]], columns: list[str], form: str) -> str:
    out = io.StringIO()
    with redirect_stdout(out):
        print_rows(rows, columns, form)
    return out.getvalue()


def _check(cell: str, given: str) -> None:
    """A cell says what was given, and begins with nothing that runs."""
    assert cell[:1] not in tuple("=+-@\t\r") or NUMBER.fullmatch(cell), cell
    plain = re.sub(r"\r\n?", "\n", given)
    assert cell in {plain, f"'{plain}", inert(plain)}, (cell, given)
