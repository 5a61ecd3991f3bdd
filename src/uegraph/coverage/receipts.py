"""Where sources say so and where tables hold it: the receipts of entities."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from uegraph.coverage.model import Passage, TableRow
from uegraph.dates.times import day_of
from uegraph.queries import ask

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from uegraph.store import Store

_AT_ONCE: Final = 2000
_Known = tuple[int, Passage, "date | None"]


class Receipts:
    """The passages and table rows of entities, asked of the store for those that are shown.

    Of a million participations a reader looks at some hundred; so the graph has to be open while
    rows with evidence are looked at for the first time.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._found: dict[str, tuple[tuple[Passage, ...], tuple[TableRow, ...]]] = {}

    def read(self, entities: Iterable[str]) -> None:
        """Look up many at once, which takes hardly longer than one."""
        # Not a difference with the keys, which would go through all that were found so far.
        wanted = sorted({entity for entity in entities if entity not in self._found})
        for first in range(0, len(wanted), _AT_ONCE):
            self._read(wanted[first : first + _AT_ONCE])

    def passages(self, entity: str) -> tuple[Passage, ...]:
        """Where sources say so."""
        self.read([entity])
        return self._found[entity][0]

    def rows(self, entity: str) -> tuple[TableRow, ...]:
        """Where tables hold it."""
        self.read([entity])
        return self._found[entity][1]

    @cached_property
    def _known(self) -> Mapping[str, tuple[_Known, ...]]:
        return passages_of(self._store)

    def _read(self, entities: list[str]) -> None:
        places: dict[str, dict[int, Passage]] = defaultdict(dict)
        rows: dict[str, set[TableRow]] = defaultdict(set)
        for row in ask(self._store, "coverage/receipts", entity=entities):
            for place, said, _ in self._known.get(row["passage"], ()):
                places[row["entity"]][place] = said
            if row["file"] is not None:
                rows[row["entity"]].add(TableRow(row["file"], row["row"]))
        for entity in entities:
            stated = sorted(places.get(entity, {}).items())
            held = sorted(rows.get(entity, ()), key=lambda line: (line.file, line.row))
            self._found[entity] = (tuple(passage for _, passage in stated), tuple(held))


def told_of(store: Store) -> dict[str, date]:
    """The latest day on which a source told of each activity."""
    known = passages_of(store)
    found: dict[str, date] = {}
    for row in ask(store, "coverage/activity-passages"):
        for _, _, day in known.get(row["passage"], ()):
            if day:
                found[row["activity"]] = max(day, found.get(row["activity"], day))
    return found


def passages_of(store: Store) -> dict[str, tuple[_Known, ...]]:
    """Each passage with its place in the order of all, and when its source was published."""
    found: dict[str, list[_Known]] = defaultdict(list)
    for place, row in enumerate(ask(store, "coverage/passages")):
        passage = Passage(row["source"], row["section"], row["paragraph"])
        found[row["passage"]].append((place, passage, day_of(row["published"])))
    return {iri: tuple(places) for iri, places in found.items()}
