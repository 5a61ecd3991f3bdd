"""Which audiences and themes the tiles are of, in which order, and what there is no room for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import polars as pl

from uegraph.maps.scene import MOST
from uegraph.words import as_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.coverage import CoverageResult
    from uegraph.maps.material import Material

_MOST_THEMES: Final = 40
_NOT_REACHED: Final = ("out-of-scope", "known-gap", "inferred-gap", "no-evidence")


@dataclass(frozen=True, slots=True)
class Row:
    """An audience, with the places of its tiles in the answer of coverage."""

    iri: str
    name: str
    at: int
    engaged: int
    reached: int
    out_of_scope: int
    themes: int

    @property
    def order(self) -> tuple[object, ...]:
        """Those engaged on the most themes first; then by name."""
        return -self.engaged, -self.reached, self.name.casefold(), self.iri


@dataclass(frozen=True, slots=True)
class Part:
    """Rows under one heading, of which some may be left out."""

    title: str
    rows: tuple[Row, ...]
    left_out: int = 0


def themes(found: CoverageResult, material: Material) -> tuple[tuple[str, str], ...]:
    """The columns: all themes by name, or those with the most on record."""
    seen = found.frame.filter(pl.col("theme").is_in([*material.points]))
    reached = ~pl.col("state").cast(pl.String).is_in(_NOT_REACHED)
    each = seen.group_by("theme", maintain_order=True).agg(
        pl.col("theme_name").first(), reached.sum().alias("reached")
    )
    most = each.sort(["reached", "theme_name", "theme"], descending=[True, False, False])
    kept = most.head(_MOST_THEMES).sort("theme_name", "theme")
    return tuple(kept.select("theme", "theme_name").iter_rows())


def rows(found: CoverageResult, material: Material, themes: Sequence[tuple[str, str]]) -> list[Row]:
    """The audiences that may be shown, in the order in which they stand."""
    state = pl.col("state").cast(pl.String)
    each = (
        found.frame.with_row_index("at")
        .group_by("audience", maintain_order=True)
        .agg(
            pl.col("audience_name").first().alias("name"),
            pl.col("at").first(),
            *_counted(state.filter(pl.col("theme").is_in([iri for iri, _ in themes]))),
        )
    )
    made = [Row(iri, *rest) for iri, *rest in each.iter_rows() if iri in material.points and themes]
    return sorted(made, key=lambda row: row.order)


def _counted(state: pl.Expr) -> list[pl.Expr]:
    return [
        (state == "engaged").sum().alias("engaged"),
        (~state.is_in(_NOT_REACHED)).sum().alias("reached"),
        (state == "out-of-scope").sum().alias("out_of_scope"),
        state.len().alias("themes"),
    ]


def parts(rows: Sequence[Row], themes: int) -> list[Part]:
    """What is on record, and what is not: of each as much as there is room for."""
    room = MOST // max(themes, 1)
    seen = [row for row in rows if row.reached]
    silent = [row for row in rows if not row.reached]
    half = room // 2
    shown = min(len(seen), max(half, room - len(silent)))
    rest = min(len(silent), room - shown)
    parts = [
        Part("Something on record", tuple(seen[:shown]), len(seen) - shown),
        Part("Nothing on record, on any theme", tuple(silent[:rest]), len(silent) - rest),
    ]
    return [part for part in parts if part.rows]


def counts(found: CoverageResult, material: Material) -> Counter[str]:
    """How many pairs have each state, of those that may be shown."""
    shown = [*material.points]
    mine = pl.col("audience").is_in(shown) & pl.col("theme").is_in(shown)
    states = found.frame.filter(mine)["state"].cast(pl.String).to_list()
    return Counter(map(as_words, states))
