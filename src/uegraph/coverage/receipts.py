"""Where sources say so and where tables hold it: the receipts of every entity."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, cast

from uegraph.coverage.model import Passage, TableRow
from uegraph.coverage.questions import ask, day_of, unordered

if TYPE_CHECKING:
    from datetime import date

    from uegraph.store import Store


def read_receipts(
    store: Store,
) -> tuple[dict[str, tuple[Passage, ...]], dict[str, tuple[TableRow, ...]], dict[str, date]]:
    """Passages and table rows of each entity, and the latest day on which a source told of it."""
    known = _passages(store)
    passages: dict[str, set[int]] = defaultdict(set)
    rows: dict[str, list[TableRow]] = defaultdict(list)
    told: dict[str, date] = {}
    for entity, passage, file, row in unordered(store, "receipts"):
        if file is not None:
            rows[str(entity)].append(TableRow(str(file), cast("int", row)))
        for place, _, day in known.get(str(passage), ()):
            passages[str(entity)].add(place)
            if day:
                told[str(entity)] = max(day, told.get(str(entity), day))
    places = {place: passage for found in known.values() for place, passage, _ in found}
    return (
        {entity: tuple(places[n] for n in sorted(found)) for entity, found in passages.items()},
        {entity: tuple(sorted(found, key=_as_in_files)) for entity, found in rows.items()},
        told,
    )


def _passages(store: Store) -> dict[str, list[tuple[int, Passage, date | None]]]:
    """Each passage with its place in the order of all, and when its source was published."""
    found: dict[str, list[tuple[int, Passage, date | None]]] = defaultdict(list)
    for place, row in enumerate(ask(store, "passages")):
        passage = Passage(row["source"], row["section"], row["paragraph"])
        found[row["passage"]].append((place, passage, day_of(row["published"])))
    return found


def _as_in_files(row: TableRow) -> tuple[str, str]:
    return row.file, str(row.row).zfill(9)
