"""The figures of a whole network, each as a sentence: who is in it, and how they are linked."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uegraph.connections.naming import (
    counted,
    counted_kind,
    decimal,
    names_in_words,
    noun,
)
from uegraph.metrics.network.order import by_name, in_order, unlinked
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uegraph.metrics.network.model import Total
    from uegraph.network import Network

FEW: Final = 12
"""Names in a sentence; the row has all of them."""

_WHO: Final = "Who is in it"
_LINKED: Final = "Who is linked with whom"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a whole network.

    Attributes:
        name: What is measured, under Kumu's name where Kumu has it.
        about: What family it belongs to, as a heading.
        value: The figure; None where it is not defined.
        sentence: What it says.
        of: What it is out of; None where it is no part of anything.
        unit: What it counts; empty for a share or a ratio.
        low: The figure that one draw in twenty falls below when some activities are left out; None
            where nothing was drawn.
        high: The figure that one draw in twenty rises above.
        exact: Whether it is the figure itself and not an estimate.
        error: Of an estimate, how far it may be off.
        engine: What reckoned it.
        names: Whom it is about, where it is about some.
        ids: Their IRIs.
    """

    name: str
    about: str
    value: float | None
    sentence: str
    of: int | None = None
    unit: str = ""
    low: float | None = None
    high: float | None = None
    exact: bool = True
    error: float | None = None
    engine: str = "numpy"
    names: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()


def who(net: Network) -> Iterator[Figure]:
    """How many points there are, and which of them have no recorded link."""
    size, unit = len(net), noun(net)[1]
    said = counted(net, size)
    if len(net.kinds) == 2:
        each = (counted_kind(net, place) for place in (0, 1))
        said = f"{many(size, 'point')}: {listed(each)}"
    yield Figure("element count", _WHO, size, f"{said}.", unit=unit)
    alone = unlinked(net)
    names, ids = _named(net, alone)
    text = f"Each of the {size:,} has a recorded link." if size else "Nobody is there to be linked."
    if names:
        verb = "has" if len(names) == 1 else "have"
        text = (
            f"{len(names):,} of {size:,} ({percent(len(names) / size)}) {verb} no recorded link: "
            f"{names_in_words(names, FEW)}."
        )
    yield Figure("isolates", _WHO, len(names), text, size, unit, names=names, ids=ids)


def links(net: Network, totals: Mapping[str, Total]) -> Iterator[Figure]:
    """How many pairs are linked, by what, and of how many that could be."""
    possible, pairs = possible_pairs(net), net.pairs
    unit = "ordered pairs" if net.directed else "pairs"
    could = many(possible, unit.removesuffix("s"))
    text = f"None of {could} that could be linked is linked, as far as is recorded."
    if pairs:
        verb = "is" if pairs == 1 else "are"
        share = percent(pairs / possible)
        text = f"{pairs:,} of {could} that could be linked {verb} linked ({share})."
    yield Figure("linked pairs", _LINKED, pairs, text, possible, unit)
    if pairs:
        yield from _kinds_of_links(net, unit)
    count = totals["connection count"]
    text = f"{many(len(net.links), 'link')} in all{', one for each pair' if pairs else ''}."
    if len(net.links) > pairs:
        text = (
            f"{many(len(net.links), 'link')} in all: some pairs have several, derived and stated."
        )
    yield figure_of(count, _LINKED, text)
    density = pairs / possible if possible else None
    text = "Density is not defined with fewer than two points."
    if density is not None:
        text = f"Density {decimal(density)}, where 1 is everybody linked with everybody"
        text += " of the other kind." if len(net.kinds) == 2 else "."
    yield Figure("density", _LINKED, density, text, possible)
    yield from _degrees(net, totals)


def _kinds_of_links(net: Network, unit: str) -> Iterator[Figure]:
    """What is derived and what is stated, apart."""
    shared, stated = _pairs(net, stated=False), _pairs(net, stated=True)
    both = len(np.intersect1d(shared, stated, assume_unique=True))
    for name, number, text in (
        ("by shared activities only", len(shared) - both, "no source states a link"),
        ("by statement only", len(stated) - both, "no shared activity is recorded"),
        ("by both", both, "a source states what shared activities tell"),
    ):
        said = _share_of_links(number, net.pairs, name, text)
        yield Figure(name, _LINKED, number, said, net.pairs, unit)


def _share_of_links(number: int, pairs: int, name: str, text: str) -> str:
    if pairs == 1:
        return f"It is linked {name}: {text}." if number else f"It is not linked {name}."
    if not number:
        return f"None of the {pairs:,} is linked {name}."
    who = f"All {pairs:,}" if number == pairs else f"{number:,} of the {pairs:,}"
    return f"{who} {'is' if number == 1 else 'are'} linked {name}: {text}."


def _degrees(net: Network, totals: Mapping[str, Total]) -> Iterator[Figure]:
    mean, linked = totals["average degree"], net.degree[net.degree > 0]
    one = noun(net)[0]
    if not len(linked):
        yield figure_of(mean, _LINKED, f"A {one} has no link on average.", len(net))
        yield figure_of(totals["reciprocity"], _LINKED, "Reciprocity is not defined without links.")
        return
    others = decimal(net.degree.mean())
    text = f"A {one} is linked with {others} {'other' if others == '1' else 'others'} on average"
    if len(net.links) > net.pairs:
        text += f", by {decimal(mean.value)} links"
    if len(linked) < len(net):
        text += f"; one that is linked at all with {decimal(linked.mean())}"
    yield figure_of(mean, _LINKED, f"{text}.", len(net))
    reciprocity = totals["reciprocity"]
    text = "Reciprocity is not defined: links have no direction here."
    if net.directed:
        text = f"{percent(reciprocity.value)} of linked pairs are linked back."
    yield figure_of(reciprocity, _LINKED, text)
    if len(net.kinds) == 1:
        yield _centralised(net)


def _centralised(net: Network) -> Figure:
    """Whether links gather on few, and on whom."""
    names, ids = _named(net, in_order(np.flatnonzero(net.degree == net.degree.max()), by_name(net)))
    value = centralisation(net)
    verb, each = ("has", "") if len(names) == 1 else ("have", " each")
    text = f"{names_in_words(names, 3)} {verb} most contacts, {net.degree.max():,}{each}. "
    text += "Centralisation "
    if value is None:
        text += "is not defined with fewer than three points."
    else:
        text += f"{decimal(value)}, where 0 is all alike and 1 is a star around one."
    return Figure("centralisation", _LINKED, value, text, names=names, ids=ids)


def centralisation(net: Network) -> float | None:
    """How far links gather on one point: 0 where all have as many, 1 in a star.

    Σ (largest degree - degree) ÷ ((n - 1)(n - 2)); None with fewer than three points, and in
    networks of two kinds, whose points cannot all be linked with each other.

    References:
        Freeman, L. (1979). Centrality in social networks: conceptual clarification. Social
        Networks 1, 215-239.
    """
    size, degree = len(net), net.degree
    if size < 3 or len(net.kinds) == 2:
        return None
    return float((degree.max() - degree).sum() / ((size - 1) * (size - 2)))


def possible_pairs(net: Network) -> int:
    """How many pairs could be linked: in a network of two kinds, one of each."""
    size = len(net)
    if len(net.kinds) == 2:
        return len(net.mode(0)) * len(net.mode(1))
    return size * (size - 1) if net.directed else size * (size - 1) // 2


def figure_of(found: Total, about: str, sentence: str, of: int | None = None) -> Figure:
    """A total as a figure; what is infinite is not defined."""
    value = found.value if found.value is not None and isfinite(found.value) else None
    return Figure(
        found.name, about, value, sentence, of, found.unit,
        exact=found.exact, error=found.error, engine=found.engine,
    )  # fmt: skip


def _pairs(net: Network, *, stated: bool) -> np.ndarray:
    """Each pair that such a link joins, as one number."""
    chosen = net.links.filter(pl.col("stated") == stated)
    one, other = (chosen[end].to_numpy().astype(np.int64) for end in ("source", "target"))
    return np.unique(one * len(net) + other)


def _named(net: Network, codes: np.ndarray) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names and the IRIs of points."""
    found = net.points[codes.tolist()]
    return tuple(found["name"].to_list()), tuple(found["iri"].to_list())
