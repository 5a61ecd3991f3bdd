"""The sides that somebody may want to bring together: who works on a theme, in a sector."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.connections.naming import called
from uegraph.connections.suggesting.profiles import TELLING
from uegraph.errors import ParameterError
from uegraph.network.filters import with_narrower
from uegraph.queries.naming import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

    from uegraph.connections.suggesting.pairs import Basis
    from uegraph.network import Record

_SECTOR: Final = "sector/"
_WORDS: Final = {"theme": "on {}", "audience": "with {}", "sector": "in the sector “{}”"}


@dataclass(frozen=True)
class Side:
    """Everybody who has to do with something.

    Attributes:
        name: The theme, audience or sector.
        kind: Which of these it is.
        traits: The IRIs of the theme or audience and of those narrower; none of a sector.
        members: Which bodies have to do with it, by code.
    """

    name: str
    kind: str
    traits: frozenset[str]
    members: np.ndarray

    @property
    def words(self) -> str:
        """What its bodies do, after ``works``."""
        return _WORDS[self.kind].format(called(self.name))


def sides(basis: Basis, record: Record, names: Sequence[str]) -> tuple[Side, ...]:
    """The sides that names stand for.

    Raises:
        UnknownNameError: There is no such theme, audience or sector, or more than one.
        ParameterError: They are one and the same.
    """
    points = basis.net.points
    things = record.things.filter(pl.col("kind").is_in(TELLING))
    kinds = dict(things.select("iri", "kind").iter_rows())
    known: dict[str, str] = dict(things.select("iri", "name").iter_rows())
    for sector in points["sector"].drop_nulls().unique():
        known[_SECTOR + sector] = sector
    found = named(names, known, "theme, audience or sector")
    if len(set(found)) < len(found):
        raise ParameterError(f"Both sides are '{known[found[0]]}'. Name two different ones.")
    return tuple(_side(basis, record, iri, known[iri], kinds.get(iri, "sector")) for iri in found)


def _side(basis: Basis, record: Record, iri: str, name: str, kind: str) -> Side:
    free = basis.apart.free
    if kind == "sector":
        mine = (basis.net.points["sector"] == name).fill_null(value=False).to_numpy()
        return Side(name, kind, frozenset(), mine & free)
    traits = with_narrower(record.ties, [iri])
    return Side(name, kind, frozenset(traits), basis.profiles.holding(traits) & free)
