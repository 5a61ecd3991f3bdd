"""The network summed up: how large, how dense, how far, in what circles, and how sure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from uegraph.connections.naming import counted, decimal, noun
from uegraph.connections.overview.circles import circles, record, ways
from uegraph.connections.overview.figures import Figure, links, who
from uegraph.connections.overview.ranges import ranges
from uegraph.metrics.network.leaving import TIMES
from uegraph.metrics.network.whole import whole
from uegraph.words import many, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.connections.overview.ranges import Ranges
    from uegraph.network import Network

_SHARES: Final = ("transitivity",)
"""Figures that are told in per cent."""


@dataclass(frozen=True, slots=True)
class Summary:
    """A network in figures and sentences.

    Attributes:
        network: The network.
        headline: What it comes to, in a sentence or two.
        rows: The figures, by family.
        draws: How many draws the ranges of figures rest on; 0 for none.
        remarks: What it does not know.
    """

    network: Network
    headline: str
    rows: tuple[Figure, ...]
    draws: int
    remarks: tuple[str, ...]


def summary(net: Network, *, times: int = TIMES) -> Summary:
    """Who is in a network, who is linked with whom, how far and in what circles, and how sure.

    Args:
        net: The network.
        times: How often a tenth of the activities is left out to see how far the figures hang on
            single ones, at most; 0 for never.
    """
    moved = ranges(net, times=times)
    rows = tuple(_ranged(row, moved) for row in _figures(net))
    return Summary(net, _headline(net), rows, moved.times, (*net.remarks, *_remarks(net, moved)))


def _figures(net: Network) -> Iterator[Figure]:
    """The figures, as far as there is anything to be measured."""
    yield from who(net)
    if len(net) > 1:
        totals = {total.name: total for total in whole(net)}
        yield from links(net, totals)
        yield from ways(net, totals)
        if net.pairs:
            yield from circles(net, totals)
    yield from record(net)


def _ranged(row: Figure, moved: Ranges) -> Figure:
    """A figure with its range, where it has one."""
    if row.value is None or row.name not in moved.low:
        return row
    low, high = moved.low[row.name], moved.high[row.name]
    in_words = percent if row.name in _SHARES else decimal
    span = " to ".join(dict.fromkeys((in_words(low), in_words(high))))
    return replace(row, low=low, high=high, sentence=f"{row.sentence} Range: {span}.")


def _headline(net: Network) -> str:
    size = len(net)
    if size < 2:
        said = f"1 {noun(net)[0]} is" if size else f"No {noun(net)[1]} are"
        return f"{said} on record: a network takes two."
    if not net.pairs:
        return f"No link is recorded between any two of {counted(net, size)}."
    linked = int((net.degree > 0).sum())
    who = f"{linked:,} of {counted(net, size)} ({percent(linked / size)})"
    who = who if linked < size else f"All {counted(net, size)}"
    found, pairs = many(len(net.links), "recorded link"), many(net.pairs, "pair")
    return f"{who} are linked, by {found} between {pairs}."


def _remarks(net: Network, moved: Ranges) -> Iterator[str]:
    """How sure the figures are, and what nobody can tell from them."""
    if len(net) > 1:
        yield moved.note
    if moved.times:
        yield (
            "A range shows how far a figure hangs on single records. With less on record there are "
            "fewer links, so a figure can lie outside its own range; and what was never recorded "
            "cannot be left out."
        )
    if (net.degree == 0).any():
        yield "No recorded link does not mean no contact."
