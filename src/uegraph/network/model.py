"""A network in columns: points, links and, where links are derived, who took part in what.

Invariant: points are sorted by IRI and a point's code is its row; links are sorted, each once, none
from a point to itself. Nothing here changes after it was made, so what is reckoned once is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    import numpy as np
    from scipy.sparse import csr_array

POINTS: Final = {"iri": pl.String, "name": pl.String, "kind": pl.String, "sector": pl.String}
"""The columns that every point has; a point may have more. Unknown is null, never a guess."""

LINKS: Final = {
    "source": pl.UInt32,
    "target": pl.UInt32,
    "weight": pl.Float64,
    "stated": pl.Boolean,
    "type": pl.String,
    "statement": pl.String,
}
"""The columns that every link has.

``weight`` is the strength of the tie, more being stronger; ``stated`` tells what a source says from
what is derived from shared activities; ``type`` is what a stated link says, such as ``works with``;
``statement`` is the IRI that carries its evidence, null where the link is derived.
"""

CROWD: Final = 50
"""With more bodies than this an activity says nothing about any two of them.

By Newman's weight a pair of 1,000 shares a thousandth of a meeting, and the pairs of that one
activity would be half a million.
"""

DERIVED: Final = "took part in the same activity as"
"""The type of a derived link between two bodies."""


@dataclass(frozen=True, slots=True)
class Incidence:
    """Who took part in what, and when: what derived links rest on.

    Attributes:
        parts: One line a part: ``point`` and ``activity`` (codes), ``weight`` (1 unless roles
            weigh), ``organiser`` (whether it ran it), each pair once, sorted.
        activities: One line an activity, its row being its code: ``iri``, ``name``, ``when`` (as
            recorded, EDTF), the four days of ``spans.DAYS``, ``day`` (the last day on which it can
            have ended, as an ordinal; null where not known), ``size`` (how many points took part in
            it) and ``factor`` (how much it adds to a link; 0 where it is a crowd, of which no two
            are linked).
    """

    parts: pl.DataFrame
    activities: pl.DataFrame


@dataclass(frozen=True)
class Network:
    """Points and the links between them.

    Attributes:
        points: One line a point, see ``POINTS``; its row is its code.
        links: One line a link, see ``LINKS``. In an undirected network ``source`` is the smaller
            code. A pair may have several links: a derived one, and each that a source states.
        directed: Whether links lead from ``source`` to ``target`` only.
        kinds: What is linked: one kind of point, or two in a two-mode network, whose links join
            the one with the other.
        weighing: How links weigh: ``count``, ``newman``, ``recency`` or ``role``.
        incidence: What derived links rest on; None in a network that has none.
        remarks: What the network leaves out or cannot know, a sentence each.
        sources: The names of the sources that it rests on.
        as_of: The last day that the record tells of, or the day asked for.
    """

    points: pl.DataFrame
    links: pl.DataFrame
    directed: bool = False
    kinds: tuple[str, ...] = ("organisation",)
    weighing: str = "count"
    incidence: Incidence | None = None
    remarks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    as_of: date | None = None
    _kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __len__(self) -> int:
        """How many points there are."""
        return len(self.points)

    @cached_property
    def names(self) -> list[str]:
        """The names of points, by code."""
        found: list[str] = self.points["name"].to_list()
        return found

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Each point's code by its IRI."""
        return {iri: code for code, iri in enumerate(self.points["iri"])}

    @cached_property
    def matrix(self) -> csr_array:
        """Strengths between points, ``n × n``: the weights of a pair's links together.

        Symmetric in an undirected network; ``matrix[i, j]`` is from i to j in a directed one.
        """
        import numpy as np  # noqa: PLC0415 - heavy
        from scipy.sparse import coo_array, csr_array  # noqa: PLC0415 - heavy

        weights = self.links["weight"].to_numpy()
        one, other = self.links["source"].to_numpy(), self.links["target"].to_numpy()
        if not self.directed:
            weights = np.concatenate([weights, weights])
            one, other = np.concatenate([one, other]), np.concatenate([other, one])
        shape = (len(self), len(self))
        found = csr_array(coo_array((weights, (one, other)), shape=shape))
        found.sum_duplicates()
        found.sort_indices()
        return found

    @cached_property
    def pattern(self) -> csr_array:
        """The same with 1 for each pair that is linked, however often."""
        found = self.matrix.copy()
        found.data[:] = 1.0
        return found

    @cached_property
    def neighbours(self) -> csr_array:
        """The pattern whatever the direction: 1 between two points that are linked either way."""
        if not self.directed:
            return self.pattern
        both = (self.pattern + self.pattern.T).tocsr()
        both.data[:] = 1.0
        return both

    @cached_property
    def degree(self) -> np.ndarray:
        """How many other points each is linked with, either way."""
        import numpy as np  # noqa: PLC0415 - heavy

        counts: np.ndarray = np.diff(self.neighbours.indptr).astype(np.int64)
        return counts

    @property
    def pairs(self) -> int:
        """How many pairs of points are linked; in a directed network, ordered pairs."""
        entries = int(self.matrix.nnz)
        return entries if self.directed else entries // 2

    @property
    def one_source(self) -> bool:
        """Whether everything rests on what a single source says."""
        return len(self.sources) == 1

    def mode(self, place: int) -> np.ndarray:
        """The codes of the points of the first (0) or second (1) kind of a two-mode network."""
        import numpy as np  # noqa: PLC0415 - heavy

        return np.flatnonzero((self.points["kind"] == self.kinds[place]).to_numpy())

    def only(self, *, stated: bool) -> Network:
        """The same points with only the links that are stated, or only those that are derived."""
        chosen = self.links.filter(pl.col("stated") == stated)
        return replace(self, links=chosen, incidence=None if stated else self.incidence)

    def kept(self, name: str, make: Callable[[], Any]) -> Any:
        """What was made of this network once, under a name; made now where it was not."""
        if name not in self._kept:
            self._kept[name] = make()
        return self._kept[name]


def make_network(points: pl.DataFrame, links: pl.DataFrame, **settings: Any) -> Network:
    """A network of points and links given by IRI, in any order.

    Args:
        points: At least ``iri``; a missing ``name`` is the IRI, a missing ``kind`` organisation.
        links: ``source`` and ``target`` as IRIs of points; a missing ``weight`` is 1.
        settings: The other attributes of ``Network``.

    Raises:
        KeyError: A link ends at what is no point.
    """
    named = _completed(points, POINTS, {"name": pl.col("iri"), "kind": pl.lit("organisation")})
    ordered = named.unique("iri").sort("iri")
    codes = ordered.select("iri").with_row_index("code")
    told = _completed(links, LINKS, {"weight": pl.lit(1.0), "stated": pl.lit(True)})
    for end in ("source", "target"):
        told = told.join(codes.rename({"iri": end, "code": f"{end}_code"}), on=end, how="left")
        if told[f"{end}_code"].null_count():
            raise KeyError(str(told.filter(pl.col(f"{end}_code").is_null())[end][0]))
    coded = told.drop("source", "target").rename({"source_code": "source", "target_code": "target"})
    return Network(ordered, tidy(coded, directed=settings.get("directed", False)), **settings)


def tidy(links: pl.DataFrame, *, directed: bool) -> pl.DataFrame:
    """Links by code, sorted, each once, none from a point to itself."""
    if not directed:
        small, large = pl.min_horizontal("source", "target"), pl.max_horizontal("source", "target")
        links = links.with_columns(small.alias("source"), large.alias("target"))
    kept = links.filter(pl.col("source") != pl.col("target")).select(
        *(pl.col(name).cast(form) for name, form in LINKS.items()),
        *(name for name in links.columns if name not in LINKS),
    )
    return kept.unique(maintain_order=False).sort(kept.columns)


def _completed(
    frame: pl.DataFrame, columns: Mapping[str, Any], defaults: Mapping[str, pl.Expr]
) -> pl.DataFrame:
    """The frame with the columns that it lacks, filled by default or unknown."""
    return frame.with_columns(
        defaults.get(name, pl.lit(None, form)).alias(name)
        for name, form in columns.items()
        if name not in frame.columns
    )
