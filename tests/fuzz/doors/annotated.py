"""A broken workbook given back with notes: its parts are parsed and written in this process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fuzz import mutation
from tests.fuzz.doors.workbooks import hostile, notes
from tests.fuzz.samples import packed, parts
from tests.ingest.grids.crafted import excel

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.fuzz.trap import Trap

ROWS = "".join(
    f'<row r="{at}">'
    + "".join(
        f'<c r="{column}{at}" t="inlineStr"><is><t>{cell}</t></is></c>'
        for column, cell in zip("ABCD", cells, strict=True)
    )
    + "</row>"
    for at, cells in enumerate(
        [("id", "name", "type", "url"), ("a", "A", "none", "x"), ("a", "", "formal", "//")], 1
    )
)


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Checks a workbook with mistakes in it, broken in a part, and writes notes to them."""
    whole = parts(excel(ROWS))
    book = whole["xl/workbook.xml"].replace(b'name="S"', b'name="Organisations"')
    whole = whole | {"xl/workbook.xml": book}

    def case(chance: random.Random) -> str:
        if chance.random() < 0.3:
            name, data = hostile(chance, trap)
        elif chance.random() < 0.4:
            name, data = mutation.workbook(chance.randrange(1 << 30))
        else:
            part = chance.choice(sorted(whole))
            name = "organisations.xlsx"
            data = packed(whole | {part: mutation.mutate(whole[part], chance)})
        path = trap.place / name
        path.write_bytes(data)
        return notes(path, chance)

    return case
