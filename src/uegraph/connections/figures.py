"""The figures of a whole network, each as a sentence with what it is out of.

Families of figures: who is in it, how they are linked, how far they are from each other, how they
gather in circles, and what record all of it rests on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uegraph.connections.chance import chance_transitivity
from uegraph.connections.naming import called, counted, noun
from uegraph.dates import in_words
from uegraph.dates.times import times
from uegraph.metrics.network.clustering import transitivity
from uegraph.metrics.network.mixing import ei_index
from uegraph.metrics.network.order import by_name
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uegraph.metrics.network.model import Total
    from uegraph.network import Network

FEW: Final = 40
"""Names in a sentence; the row has all of them."""

_DRAWN: Final = 1_000
_DRAW_UP_TO: Final = 20_000
"""Links up to which the mixing of sectors is compared with random draws."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a whole network.

    Attributes:
        name: What is measured, under Kumu's name where Kumu has it.
        about: What family it belongs to, as a heading.
        value: The figure; None where it is not defined.
        of: What it is out of; None where it is no part of anything.
        unit: What it counts; empty for a share or a ratio.
        low: The figure that one draw in twenty falls below when some activities are left out; None
            where nothing was drawn.
        high: The figure that one draw in twenty rises above.
        exact: Whether it is the figure itself and not an estimate.
        error: Of an estimate, how far it may be off.
        engine: What reckoned it.
        sentence: What it says.
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
    about, size = "Who is in it", len(net)
    unit = noun(net)[1]
    kinds = [int((net.points["kind"] == kind).sum()) for kind in net.kinds]
    said = counted(net, size)
    if len(kinds) == 2:
        each = (f"{number:,} of the kind {kind}" for kind, number in zip(net.kinds, kinds))
        said = f"{many(size, 'point')}: {listed(each)}"
    yield Figure("element count", about, size, f"{said}.", unit=unit)
    alone = unlinked(net)
    names = tuple(net.points["name"].gather(alone).to_list())
    if len(alone):
        text = (
            f"{len(alone):,} of {size:,} ({percent(len(alone) / size)}) have no recorded link: "
            f"{listed(map(called, names), few=FEW)}."
        )
    else:
        text = f"Each of the {size:,} has a recorded link."
    ids = tuple(net.points["iri"].gather(alone).to_list())
    yield Figure("isolates", about, len(alone), text, size, unit, names=names, ids=ids)


def unlinked(net: Network) -> np.ndarray:
    """The codes of points without a recorded link, by name."""
    alone = np.flatnonzero(net.degree == 0)
    ordered: np.ndarray = alone[np.argsort(by_name(net)[alone])]
    return ordered


def links(net: Network, totals: Mapping[str, Total]) -> Iterator[Figure]:
    """How many pairs are linked, by what, and of how many that could be."""
    about, unit = "Who is linked with whom", "pairs"
    possible, pairs = _possible(net), net.pairs
    unit = "ordered pairs" if net.directed else "pairs"
    yield Figure(
        "connection count", about, pairs,
        f"{pairs:,} of {possible:,} {unit} that could be linked are linked"
        f"{_share(pairs, possible)}.", possible, unit,
    )  # fmt: skip
    shared, stated = _pairs(net, stated=False), _pairs(net, stated=True)
    both = len(np.intersect1d(shared, stated, assume_unique=True))
    for name, number, text in (
        ("by shared activities only", len(shared) - both, "and no source states a link"),
        ("by statement only", len(stated) - both, "and no shared activity is recorded"),
        ("by both", both, "a source states what shared activities show"),
    ):
        said = f"{number:,} of the {pairs:,} {name}: {text}."
        yield Figure(name, about, number, said, pairs, unit)
    density = totals["density"]
    yield _figure(
        density, about,
        f"Density {_decimal(density.value)}, where 1 is everybody linked with everybody."
        if density.value is not None else "Density is not defined with fewer than two points.",
        possible,
    )  # fmt: skip
    yield from _degrees(net, totals, about)


def _degrees(net: Network, totals: Mapping[str, Total], about: str) -> Iterator[Figure]:
    mean, linked = totals["average degree"], net.degree[net.degree > 0]
    if not len(linked):
        yield _figure(mean, about, "Nobody is linked with anybody, as far as is recorded.")
        return
    one = noun(net)[0]
    text = f"A {one} is linked with {_decimal(mean.value)} others on average"
    if len(linked) < len(net):
        text += f", and with {linked.mean():.1f} where it is linked at all"
    yield _figure(mean, about, f"{text}.", len(net))
    reciprocity = totals["reciprocity"]
    if net.directed:
        text = f"{percent(reciprocity.value)} of links are returned by a link the other way."
    else:
        text = "Reciprocity is not defined: links have no direction here."
    yield _figure(reciprocity, about, text)
    top = np.flatnonzero(net.degree == net.degree.max())
    top = top[np.argsort(by_name(net)[top])]
    names, most = net.points["name"].gather(top).to_list(), int(net.degree.max())
    value = centralisation(net)
    said = listed(map(called, names), few=3)
    text = f"{said} {'has' if len(top) == 1 else 'have'} most, {most:,}"
    text += f"{' each' if len(top) > 1 else ''}. "
    text += (
        "Centralisation is not defined with fewer than three points."
        if value is None
        else f"Centralisation {value:.2f}, where 0 is all alike and 1 is a star around one."
    )
    ids = tuple(net.points["iri"].gather(top).to_list())
    yield Figure("centralisation", about, value, text, names=tuple(names), ids=ids)


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


def ways(net: Network, totals: Mapping[str, Total]) -> Iterator[Figure]:
    """In how many parts the network is, and how many steps lie between two points of the largest."""
    about, size = "How far apart they are", len(net)
    components, alone = totals["components"], int((net.degree == 0).sum())
    sizes = _parts(net)
    groups = int((sizes > 1).sum())
    largest = int(sizes[0]) if len(sizes) else 0
    text = f"The network is in {many(groups, 'part')} between which no link is recorded"
    text = "All linked points hang together in one part" if groups == 1 else text
    if alone:
        text += f"; {many(alone, 'point')} without a link {'stands' if alone == 1 else 'stand'} apart"
    yield _figure(components, about, f"{text}.", size)
    said = f"{largest:,} of {size:,} ({percent(largest / size)}) are in the largest part."
    yield Figure("largest part", about, largest, said, size, noun(net)[1], engine="scipy")
    for name, text in (
        ("average path length", "Two of the largest part are {} steps apart on average"),
        ("diameter", "The two that are farthest apart are {} steps from each other"),
    ):
        found = totals[name]
        if largest < 2 or found.value is None or not isfinite(found.value):
            yield _figure(found, about, f"{name.capitalize()} is not defined without links.")
            continue
        yield _figure(found, about, f"{text.format(_decimal(found.value))}{_estimated(found)}.")


def circles(net: Network, totals: Mapping[str, Total]) -> Iterator[Figure]:
    """Whether contacts of contacts are linked, more than by chance, and whether sectors mix."""
    about = "Circles and sectors"
    yield _closed(net, totals["transitivity"], about)
    if "sector" in net.points.columns and len(net.kinds) == 1:
        yield from _mixed(net, about)


def _closed(net: Network, found: Total, about: str) -> Figure:
    if found.value is None or len(net.kinds) == 2:
        why = (
            "two of the same kind are never linked"
            if len(net.kinds) == 2
            else "nobody has two contacts"
        )
        return Figure(found.name, about, None, f"Transitivity is not defined: {why}.")
    text = (
        f"Where two have a contact in common, they are linked themselves in {percent(found.value)} "
        f"of cases (transitivity{_estimated(found)})."
    )
    possible = _possible(net)
    text += f" If as many links fell anywhere, it would be {percent(net.pairs / _possible(net))}."
    text += _beside_chance(net)
    return _figure(found, about, text)


def _beside_chance(net: Network) -> str:
    """What is to be said of triangles that come by themselves; nothing where there are none."""
    chance = chance_transitivity(net)
    if chance is None:
        return ""
    text = " But an activity of three is three links at once: "
    if net.links["stated"].any():
        derived = transitivity(net.only(stated=False)).value
        if derived is None:
            return ""
        text += f"by shared activities alone it is {percent(derived)}, and "
    return text + f"the same activities with bodies drawn at random would give {percent(chance)}."


def _mixed(net: Network, about: str) -> Iterator[Figure]:
    sectors = net.points["sector"].to_list()
    known = sum(sector is not None for sector in sectors)
    draws = _DRAWN if net.pairs <= _DRAW_UP_TO else 0
    found = ei_index(net, sectors, times=draws).whole
    linked = found.internal + found.external
    base = f"The sector of {known:,} of {len(net):,} is known"
    if found.index is None:
        text = f"{base}, and no link joins two of them: how sectors mix is not known."
        yield Figure("E-I index by sector", about, None, text, of=known)
        return
    text = (
        f"{base}. Of {many(linked, 'linked pair')} of them {found.external:,} "
        f"({percent(found.external / linked)}) cross sectors: E-I index {found.index:.2f}, where -1 "
        f"is all within a sector and 1 is all across"
    )
    if found.expected is not None:
        text += f"; links at random would give {found.expected:.2f}"
        sure = min(found.as_low or 1, found.as_high or 1)
        if draws:
            text += f", and {'few' if sure <= 0.05 else 'many'} of {draws:,} draws go as far"
    if found.not_known:
        text += f". For {many(found.not_known, 'linked pair')} it is not known"
    yield Figure("E-I index by sector", about, found.index, f"{text}.", of=linked)


def record(net: Network) -> Iterator[Figure]:
    """What the network rests on: how many activities, when, and how many sources."""
    about = "What it rests on"
    if net.incidence is not None:
        activities = net.incidence.activities
        yield from _activities(activities, about)
        yield _span(activities, about)
    stated = net.links.filter("stated")
    if len(stated):
        kinds = stated.group_by(pl.col("type").fill_null("not said how")).len()
        first = kinds.sort("len", "type", descending=[True, False]).head(4).iter_rows()
        said = listed(f"{called(kind)} ({number:,})" for kind, number in first)
        text = f"{many(len(stated), 'link')} that sources state: {said}"
        more = len(kinds) - 4
        text += f", and {many(more, 'other kind')}" if more > 0 else ""
        yield Figure("stated links", about, len(stated), f"{text}.", unit="links")
    sources = len(net.sources)
    text = f"{many(sources, 'source')}: {listed(map(called, net.sources), few=5)}."
    text = text if sources else "No source is cited."
    text += " Nothing that it does not tell is in the network." if net.one_source else ""
    yield Figure("sources", about, sources, text, unit="sources", names=net.sources)


def _activities(activities: pl.DataFrame, about: str) -> Iterator[Figure]:
    every = len(activities)
    linking = int(((activities["size"] > 1) & (activities["factor"] > 0)).sum())
    single = int((activities["size"] == 1).sum())
    text = f"{many(every, 'activity', 'activities')} count"
    if every:
        text = (
            f"{linking:,} of {many(every, 'activity', 'activities')} that count have two or more "
            f"of them in it, and so link them; {single:,} have one, of whom no link can be told"
        )
    yield Figure("activities", about, linking, f"{text}.", every, "activities")


def _span(activities: pl.DataFrame, about: str) -> Figure:
    whens = [when for when in activities["when"].unique().to_list() if when]
    found = [times(when) for when in whens]
    first = min((day for one in found if (day := one.began_from)), default=None)
    last = max((day for one in found if (day := one.ended_by)), default=None)
    dated = int((activities["when"] != "").sum())
    text = f"{dated:,} of {many(len(activities), 'activity', 'activities')} are dated"
    if first or last:
        text += f", {_between(first, last)}"
    return Figure("time span", about, dated, f"{text}.", len(activities), "activities")


def _between(first: date | None, last: date | None) -> str:
    if first and last:
        return f"between {in_words(first.isoformat())} and {in_words(last.isoformat())}"
    day = first or last
    assert day is not None
    return f"{'since' if first else 'up to'} {in_words(day.isoformat())}"


def _figure(found: Total, about: str, sentence: str, of: int | None = None) -> Figure:
    value = found.value if found.value is not None and isfinite(found.value) else None
    return Figure(
        found.name, about, value, sentence, of, found.unit,
        exact=found.exact, error=found.error, engine=found.engine,
    )  # fmt: skip


def _possible(net: Network) -> int:
    size = len(net)
    if len(net.kinds) == 2:
        one, other = (int((net.points["kind"] == kind).sum()) for kind in net.kinds)
        return one * other
    return size * (size - 1) if net.directed else size * (size - 1) // 2


def _pairs(net: Network, *, stated: bool) -> np.ndarray:
    """Each pair that such a link joins, as one number."""
    chosen = net.links.filter(pl.col("stated") == stated)
    one, other = (chosen[end].to_numpy().astype(np.int64) for end in ("source", "target"))
    return np.unique(one * len(net) + other)


def _parts(net: Network) -> np.ndarray:
    """How many points each part has, from most to least."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy

    _, labels = connected_components(net.neighbours, directed=False)
    return np.sort(np.bincount(labels))[::-1]


def _share(number: int, of: int) -> str:
    return f" ({percent(number / of)})" if of else ""


def _decimal(value: float | None) -> str:
    return "not defined" if value is None else f"{value:,.3g}"


def _estimated(found: Total) -> str:
    if found.exact:
        return ""
    return " (estimated" + (f", give or take {found.error:.2g})" if found.error else ")")
