"""Who is not to be suggested: bodies that may not be called on, and pairs that need no introduction.

What is left out is counted, never named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.queries import ask
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from scipy.sparse import csr_array

    from uegraph.network import Network
    from uegraph.store import Store

WITHDRAWN: Final = "withdrawn"
"""The permission of a body that asked not to be called on."""

_WHOLES: Final = ("unit of", "part of")
_ENDED: Final = ("abolished", "merged", "renamed", "replaced", "split")
_CHANGES: Final = {"before": pl.String, "after": pl.String}


def changes(store: Store) -> pl.DataFrame:
    """Which bodies ended, and what each became: ``before`` and ``after``, null where nothing."""
    rows = ask(store, "stakeholders/changes")
    ended = [
        (row["before_id"], row["after_id"])
        for row in rows
        if row["change"] in _ENDED and row["before_id"] != row["after_id"]
    ]
    return pl.DataFrame(ended, schema=_CHANGES, orient="row")


@dataclass(frozen=True)
class Apart:
    """Which bodies and pairs of a network are not to be suggested.

    Attributes:
        net: The network with every link that is recorded, whatever is asked about.
        ended: Bodies that ended and what they became, as of ``changes``.
    """

    net: Network
    ended: pl.DataFrame

    @cached_property
    def withdrawn(self) -> np.ndarray:
        """Whose permission is withdrawn, by code."""
        return self._where(pl.col("permission").str.to_lowercase() == WITHDRAWN, "permission")

    @cached_property
    def closed(self) -> np.ndarray:
        """Who ended, by code."""
        return self._where(pl.col("iri").is_in(self.ended["before"].implode()), "iri")

    @cached_property
    def nameless(self) -> np.ndarray:
        """Whom a source describes without naming, by code."""
        return self._where(~pl.col("named"), "named")

    @cached_property
    def free(self) -> np.ndarray:
        """Who can be suggested, by code."""
        found: np.ndarray = ~(self.withdrawn | self.closed | self.nameless)
        return found

    @cached_property
    def linked(self) -> csr_array:
        """Points × points, other than 0 where the two, or bodies that they were, are linked."""
        line = self._lineage
        return (line @ self.net.neighbours @ line.T).tocsr()

    def one_house(self, pairs: pl.DataFrame) -> np.ndarray:
        """For each pair whether one is part of the other, or both are parts of the same body."""
        import numpy as np  # noqa: PLC0415 - heavy

        one, other = (pairs[end].to_numpy().astype(np.int64) for end in ("source", "target"))
        inside, direct = self._inside, self._direct
        within = np.asarray(inside[one, other]).ravel() + np.asarray(inside[other, one]).ravel()
        siblings = np.asarray(direct[one].multiply(direct[other]).sum(axis=1)).ravel()
        found: np.ndarray = (within > 0) | (siblings > 0)
        return found

    def contacts(self, net: Network) -> Network:
        """The links over which one body can introduce two others.

        A whole is no go-between of its parts, and whoever is not to be suggested is none either.
        """
        free = pl.Series(self.free)
        kept = net.links.filter(
            ~_whole_part(pl.col("type"))
            & free.gather(net.links["source"])
            & free.gather(net.links["target"])
        )
        return replace(net, links=kept)

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """What is left out, a sentence each."""
        return tuple(self._remarks())

    def _remarks(self) -> Iterator[str]:
        why = (
            (self.withdrawn, "permission withdrawn"),
            (self.closed & ~self.withdrawn, "they ended, or go on as another body"),
            (self.nameless, "a source describes them without a name"),
        )
        for which, reason in why:
            if which.any():
                number = many(int(which.sum()), "body", "bodies")
                one = reason.replace("they ended, or go", "it ended, or goes")
                one = one.replace("them", "it")
                yield f"{number} left out: {one if which.sum() == 1 else reason}."

    def _where(self, condition: pl.Expr, column: str) -> np.ndarray:
        import numpy as np  # noqa: PLC0415 - heavy

        if column not in self.net.points.columns:
            return np.zeros(len(self.net), dtype=bool)
        return self.net.points.select(condition.fill_null(value=False)).to_series().to_numpy()

    @cached_property
    def _lineage(self) -> csr_array:
        """Points × points: each itself and what it was before, however far back."""
        codes = self.net.places
        ends = [
            (codes[after], codes[before])
            for before, after in self.ended.drop_nulls().iter_rows()
            if before in codes and after in codes
        ]
        return _reaching(ends, len(self.net), itself=True)

    @cached_property
    def _inside(self) -> csr_array:
        """Points × points: each and the bodies that it is part of, at any depth."""
        return _reaching(self._parts, len(self.net), itself=False)

    @cached_property
    def _direct(self) -> csr_array:
        return _sparse(self._parts, len(self.net))

    @cached_property
    def _parts(self) -> list[tuple[int, int]]:
        """The parts with their wholes; a stated link may be stored either way round."""
        if not self.net.wholes:
            return []
        return self.net.wholes
