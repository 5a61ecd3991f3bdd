"""Who is not to be suggested: bodies that may not be called on, pairs that know each other.

What is left out is counted, never named.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.network.permission import WITHDRAWN, permitted
from uegraph.queries import values
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from scipy.sparse import csr_array

    from uegraph.network import Network
    from uegraph.store import Store

WHOLES: Final = ("unit of", "part of")
_ENDED: Final = ("abolished", "merged", "renamed", "replaced", "split")
_CHANGES: Final = ("before", "after")


def changes(store: Store) -> pl.DataFrame:
    """Which bodies ended, and what each became: ``before`` and ``after``, null where nothing."""
    kind, before, after = (
        frame.cast(pl.String)
        for frame in values(
            store, "ueg:changeType", "org:originalOrganization", "org:resultingOrganization"
        )
    )
    ended = kind.filter(pl.col("value").str.split("/").list.last().is_in(_ENDED)).select("thing")
    both = before.rename({"value": "before"}).join(ended, on="thing", how="semi")
    found = both.join(after.rename({"value": "after"}), on="thing", how="left")
    same = (pl.col("before") == pl.col("after")).fill_null(value=False)
    return found.filter(~same).select(*_CHANGES).unique().sort(*_CHANGES)


def wholes(stated: pl.DataFrame) -> pl.DataFrame:
    """Which body is part of which: ``part`` and ``whole``.

    Args:
        stated: The stated links of a record.
    """
    found = stated.filter(_whole_part(pl.col("type")))
    return found.select(pl.col("source").alias("part"), pl.col("target").alias("whole"))


@dataclass(frozen=True)
class Apart:
    """Which bodies and pairs of a network are not to be suggested.

    Attributes:
        net: The network with every link that is recorded, whatever is asked about.
        ended: Bodies that ended and what they became, as of ``changes``.
        parts: Which body is part of which, as of ``wholes``.
    """

    net: Network
    ended: pl.DataFrame
    parts: pl.DataFrame

    @cached_property
    def withdrawn(self) -> np.ndarray:
        """Whose permission is withdrawn, by code."""
        return permitted(self.net.points, WITHDRAWN).to_numpy()

    @cached_property
    def closed(self) -> np.ndarray:
        """Who ended, by code."""
        return self._where(pl.col("iri").is_in(self.ended["before"].implode()), "iri")

    @cached_property
    def nameless(self) -> np.ndarray:
        """Whom a source describes without naming, by code."""
        return self._where(pl.col("named").cast(pl.String) == "false", "named")

    @cached_property
    def free(self) -> np.ndarray:
        """Who can be suggested, by code."""
        found: np.ndarray = ~(self.withdrawn | self.closed | self.nameless)
        return found

    @cached_property
    def linked(self) -> csr_array:
        """Points × points, other than 0 where the two are linked, or what they are made of is.

        A body knows whom its parts know, and whom the body knew that it was before. A part does not
        know everybody whom the whole knows.
        """
        mine = self._mine
        if mine.nnz == len(self.net):
            return self.net.neighbours
        return (mine @ self.net.neighbours @ mine.T).tocsr()

    def one_house(self, pairs: pl.DataFrame) -> np.ndarray:
        """For each pair whether one is part of the other, or both are parts of the same body."""
        import numpy as np  # noqa: PLC0415 - heavy

        one, other = (pairs[end].to_numpy().astype(np.int64) for end in ("source", "target"))
        siblings = np.asarray(self._direct[one].multiply(self._direct[other]).sum(axis=1)).ravel()
        found: np.ndarray = _at(self._house, pairs) | (siblings > 0)
        return found

    def known(self, pairs: pl.DataFrame) -> np.ndarray:
        """For each pair whether it is linked, as of ``linked``."""
        return _at(self.linked, pairs)

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

    def house(self, code: int) -> list[int]:
        """A body, what it is part of and what its parts are, at any depth."""
        both = self._house
        kin: list[int] = both.indices[both.indptr[code] : both.indptr[code + 1]].tolist()
        return [code, *kin]

    @cached_property
    def _house(self) -> csr_array:
        return (self._inside + self._inside.T).tocsr()

    @cached_property
    def _mine(self) -> csr_array:
        """Points × points: each itself, its parts and what it was before, however far down."""
        before = self._coded(self.ended.select("after", "before"))
        parts = [(whole, part) for part, whole in self._pairs]
        return _reaching(before + parts, len(self.net), itself=True)

    @cached_property
    def _inside(self) -> csr_array:
        """Points × points: each and the bodies that it is part of, at any depth."""
        return _reaching(self._pairs, len(self.net), itself=False)

    @cached_property
    def _direct(self) -> csr_array:
        return _sparse(self._pairs, len(self.net))

    @cached_property
    def _pairs(self) -> list[tuple[int, int]]:
        return self._coded(self.parts.select("part", "whole"))

    def _coded(self, ends: pl.DataFrame) -> list[tuple[int, int]]:
        if ends.is_empty():
            return []
        codes = self.net.places
        rows = ends.drop_nulls().unique().iter_rows()
        return [(codes[one], codes[other]) for one, other in rows if {one, other} <= codes.keys()]


def _reaching(ends: list[tuple[int, int]], size: int, *, itself: bool) -> csr_array:
    """Points × points: 1 where steps lead from the one to the other, one or many.

    Args:
        ends: From where to where a step leads.
        size: How many points there are.
        itself: Whether a point reaches itself.
    """
    steps: dict[int, set[int]] = {}
    for one, other in ends:
        steps.setdefault(one, set()).add(other)
    found: set[tuple[int, int]] = set()
    for start in steps:
        seen, ahead = {start}, [start]
        while ahead:
            fresh = steps.get(ahead.pop(), set()) - seen
            seen |= fresh
            ahead += fresh
        found |= {(start, code) for code in seen - {start}}
    reached = _sparse(sorted(found), size)
    if not itself:
        return reached
    from scipy.sparse import csr_array, eye_array  # noqa: PLC0415 - heavy

    return csr_array(reached + eye_array(size, format="csr"))


def _sparse(ends: list[tuple[int, int]], size: int) -> csr_array:
    import numpy as np  # noqa: PLC0415 - heavy
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy

    rows = np.array([one for one, _ in ends], dtype=np.int64)
    columns = np.array([other for _, other in ends], dtype=np.int64)
    return csr_array((np.ones(len(ends)), (rows, columns)), shape=(size, size))


def _at(matrix: csr_array, pairs: pl.DataFrame) -> np.ndarray:
    """For each pair whether the matrix has anything there."""
    import numpy as np  # noqa: PLC0415 - heavy

    if pairs.is_empty():
        return np.zeros(0, dtype=bool)
    ends = tuple(pairs[end].to_numpy().astype(np.int64) for end in ("source", "target"))
    found: np.ndarray = np.asarray(matrix[ends]).ravel() != 0
    return found


def _whole_part(kind: pl.Expr) -> pl.Expr:
    """Whether a link says that one is part of the other; a judged one says so too."""
    return pl.any_horizontal(kind.str.starts_with(word) for word in WHOLES).fill_null(value=False)
