"""The figures of a whole network, continued: how far apart, in what circles, and on what record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uegraph.connections.naming import called, counted, decimal, names_in_words, noun
from uegraph.connections.overview.chance import chance_transitivity
from uegraph.connections.overview.figures import Figure, figure_of, possible_pairs
from uegraph.dates import in_words
from uegraph.dates.times import times
from uegraph.metrics.network.breaking import components
from uegraph.metrics.network.clustering import transitivity
from uegraph.metrics.network.mixing import ei_index
from uegraph.metrics.network.order import by_name
from uegraph.words import listed, many, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from uegraph.metrics.network.mixing import Mixed
    from uegraph.metrics.network.model import Total
    from uegraph.network import Network

_FAR: Final = "How far apart they are"
_CIRCLES: Final = "Circles and sectors"
_RECORD: Final = "What it rests on"

_DRAWN: Final = 1_000
_DRAW_UP_TO: Final = 20_000
"""Linked pairs up to which the mixing of sectors is compared with random draws."""


def ways(net: Network, totals: Mapping[str, Total]) -> Iterator[Figure]:
    """In how many parts the network is, and how many steps lie between two of the largest."""
    size, sizes = len(net), components(net).sizes
    groups, largest = int((sizes > 1).sum()), int(sizes[0]) if size else 0
    alone = size - int(sizes[sizes > 1].sum())
    text = f"{many(len(sizes), 'part')} with no recorded link from one to another: "
    text += "one in which all that are linked hang together" if groups == 1 else ""
    text += f"{groups:,} of two or more" if groups > 1 else ""
    text += f", and {alone:,} that {'stands' if alone == 1 else 'stand'} alone" if alone else ""
    if len(sizes) == 1:
        text = "All hang together in one part"
    elif not groups:
        text = "Each stands alone"
    yield replace(figure_of(totals["components"], _FAR, f"{text}.", size), unit="parts")
    if largest < 2:
        for name in ("average path length", "diameter"):
            text = f"{name.capitalize()} is not defined without links."
            yield figure_of(totals[f"{name} of the largest component"], _FAR, text)
        return
    text = f"{largest:,} of {size:,} ({percent(largest / size)}) are in the largest part"
    text += f", {called(net.names[_first(net)])} among them" if groups > 1 else ""
    yield Figure("largest part", _FAR, largest, f"{text}.", size, noun(net)[1], engine="scipy")
    inside = "" if largest == size else " of the largest part"
    for name, text in (
        (
            "average path length",
            f"Two{inside} are {{}} apart on average, by the shortest way",
        ),
        ("diameter", f"The two{inside} that are farthest apart are {{}} from each other"),
    ):
        found = totals[f"{name} of the largest component"]
        steps = decimal(found.value)
        said = text.format(f"{steps} step{'s' * (steps != '1')}") + estimated(found)
        if largest < size and name == "diameter":
            said += "; over the whole it is infinite, as some do not reach each other"
        yield figure_of(found, _FAR, f"{said}.", largest)


def circles(net: Network, totals: Mapping[str, Total]) -> Iterator[Figure]:
    """Whether contacts of contacts are linked, more than by chance, and whether sectors mix."""
    if len(net.kinds) == 2:
        text = "Transitivity is not defined: two of the same kind are never linked here."
        yield Figure("transitivity", _CIRCLES, None, text)
        return
    yield _closed(net, totals["transitivity"])
    if net.kinds == ("organisation",):
        yield _mixed(net)


def _closed(net: Network, found: Total) -> Figure:
    if found.value is None:
        return figure_of(found, _CIRCLES, "Transitivity is not defined: nobody has two contacts.")
    text = (
        f"Two who have a contact in common are linked themselves in {percent(found.value)} of "
        f"cases (transitivity); as many links between any two at random would make it "
        f"{percent(net.pairs / possible_pairs(net))}."
    )
    return figure_of(found, _CIRCLES, text + _beside_chance(net))


def _beside_chance(net: Network) -> str:
    """What is to be said of triangles that come by themselves; nothing where there are none."""
    chance = chance_transitivity(net)
    if chance is None:
        return ""
    text = " But three in one activity are three links at once: "
    if net.links["stated"].any():
        derived = transitivity(net.only(stated=False)).value
        text += f"by shared activities alone it is {percent(derived)}, and "
    return (
        text + f"the same activities with bodies drawn at random would make it {percent(chance)}."
    )


def _mixed(net: Network) -> Figure:
    sectors = net.points["sector"].to_list()
    known = sum(sector is not None for sector in sectors)
    text = f"The sector of {known:,} of {counted(net, len(net))} is known"
    if not known:
        return Figure("E-I index", _CIRCLES, None, f"{text}: how sectors mix is not known.", of=0)
    if len(set(sectors) - {None}) == 1:
        (only,) = set(sectors) - {None}
        text += f", and all are of one, {called(str(only))}: there is nothing to mix."
        return Figure("E-I index", _CIRCLES, None, text, of=0)
    draws = _DRAWN if net.pairs <= _DRAW_UP_TO else 0
    found = ei_index(net, sectors, times=draws).whole
    linked = found.internal + found.external
    if found.index is None:
        text += ", and no link joins two of these: how sectors mix is not known."
        return Figure("E-I index", _CIRCLES, None, text, of=0)
    verb = "joins" if found.external == 1 else "join"
    text += (
        f". {found.external:,} of {many(linked, 'linked pair')} of these "
        f"({percent(found.external / linked)}) {verb} two sectors: E-I index "
        f"{decimal(found.index)}, where -1 is all within a sector and 1 all across"
    )
    text += _expected(found, draws)
    if found.not_known:
        text += (
            f" Of {many(found.not_known, 'more linked pair')} the sector of one end is not known."
        )
    return Figure("E-I index", _CIRCLES, found.index, text, of=linked)


def _expected(found: Mixed, draws: int) -> str:
    """How the index compares with chance."""
    if found.expected is None:
        return "."
    text = f"; links at random would make it {decimal(found.expected)}"
    if not draws or found.as_low is None or found.as_high is None or found.index is None:
        return f"{text}."
    low = found.index < found.expected
    share = percent(found.as_low if low else found.as_high)
    return (
        f"{text}, and sectors handed out at random make it as {'low' if low else 'high'} in "
        f"{share} of {draws:,} draws."
    )


def record(net: Network) -> Iterator[Figure]:
    """What the network rests on: how many activities, when, and how many sources."""
    if net.incidence is not None:
        activities = net.incidence.activities
        yield _activities(net, activities)
        if len(activities):
            yield _span(activities)
    stated = net.links.filter("stated")
    if len(stated):
        yield _stated(stated)
    sources = len(net.sources)
    text = f"{many(sources, 'source')}: {names_in_words(net.sources, 5)}."
    yield Figure("sources", _RECORD, sources, text if sources else "No source is cited.",
                 unit="sources", names=net.sources)  # fmt: skip


def _activities(net: Network, activities: pl.DataFrame) -> Figure:
    every = len(activities)
    if not every:
        return Figure("activities", _RECORD, 0, "No activity counts, so no link is derived.", of=0)
    linking = int(((activities["size"] > 1) & (activities["factor"] > 0)).sum())
    single = int((activities["size"] == 1).sum())
    verb = "has" if linking == 1 else "have"
    text = (
        f"{linking:,} of {many(every, 'activity', 'activities')} {verb} two or more of them in it"
    )
    if single:
        text += f"; {single:,} {'has' if single == 1 else 'have'} one only, and so link nobody"
    none = int((activities["size"] == 0).sum())
    if none:
        text += f"; {none:,} {'has' if none == 1 else 'have'} none"
    crowds = every - linking - single - none
    if crowds:
        text += (
            f"; {many(crowds, 'crowd')} {'is' if crowds == 1 else 'are'} too large to link any two"
        )
    if "activity" in net.kinds:
        text = f"{many(every, 'activity', 'activities')} {'is' if every == 1 else 'are'} in it"
    return Figure("activities", _RECORD, linking, f"{text}.", every, "activities")


def _span(activities: pl.DataFrame) -> Figure:
    found = [times(when) for when in activities["when"].unique().to_list() if when]
    first = min((day for one in found if (day := one.began_from)), default=None)
    last = max((day for one in found if (day := one.ended_by)), default=None)
    dated = int((activities["when"] != "").sum())
    verb = "is" if dated == 1 else "are"
    text = f"{dated:,} of {many(len(activities), 'activity', 'activities')} {verb} dated"
    if first or last:
        text += f", {_between(first, last)}"
    return Figure("time span", _RECORD, dated, f"{text}.", len(activities), "activities")


def _between(first: date | None, last: date | None) -> str:
    if first and last:
        return f"between {in_words(first.isoformat())} and {in_words(last.isoformat())}"
    day = first or last
    assert day is not None
    return f"{'from' if first else 'up to'} {in_words(day.isoformat())}{' on' if first else ''}"


def _stated(stated: pl.DataFrame) -> Figure:
    kinds = stated.group_by(pl.col("type").fill_null("not said how")).len()
    ordered = kinds.sort(["len", "type"], descending=[True, False])
    said = listed((f"{called(kind)} ({number:,})" for kind, number in ordered.iter_rows()), few=6)
    text = f"{many(len(stated), 'link is', 'links are')} stated: {said}."
    return Figure("stated links", _RECORD, len(stated), text, unit="links")


def _first(net: Network) -> int:
    """The point of the largest part with most contacts; of several, that with the first name."""
    others = components(net).membership > 0
    return int(np.lexsort((by_name(net), -net.degree, others))[0])


def estimated(found: Total) -> str:
    """That a figure is an estimate, in brackets; nothing where it is exact."""
    if found.exact:
        return ""
    return " (estimated" + (f", give or take {found.error:.2g})" if found.error else ")")
