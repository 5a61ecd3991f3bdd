"""What answers about a network have in common: sentences, what they rest on, what is not known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from uegraph.network import activities_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.network import Network


@dataclass(frozen=True, slots=True)
class Ground:
    """Something that a link rests on.

    Attributes:
        id: The IRI of the activity, or of the statement.
        said: The activity's name, or what the source states, such as ``works with``.
        when: When it was or held, as EDTF; empty where nobody says.
        stated: True where a source states the link, False where two shared an activity.
    """

    id: str
    said: str
    when: str
    stated: bool


def grounds(net: Network, pairs: Sequence[tuple[int, int]]) -> list[tuple[Ground, ...]]:
    """What the link of each pair of codes rests on: what is stated first, then what was shared."""
    shared = activities_of(net, pairs)
    stated: dict[tuple[int, int], list[Ground]] = {}
    wanted = {(min(pair), max(pair)) for pair in pairs}
    for link in _stated_links(net, wanted):
        pair = (min(link["source"], link["target"]), max(link["source"], link["target"]))
        said = Ground(
            link["statement"] or "", link["type"] or "", link.get("when") or "", stated=True
        )
        stated.setdefault(pair, []).append(said)
    return [
        (
            *stated.get((min(pair), max(pair)), ()),
            *(Ground(iri, name, when or "", stated=False) for iri, name, when in found.iter_rows()),
        )
        for pair, found in zip(pairs, shared, strict=True)
    ]


def _stated_links(net: Network, pairs: set[tuple[int, int]]) -> list[dict[str, Any]]:
    import polars as pl  # noqa: PLC0415 - heavy

    ends = pl.DataFrame(sorted(pairs), schema={"low": pl.UInt32, "high": pl.UInt32}, orient="row")
    low, high = pl.min_horizontal("source", "target"), pl.max_horizontal("source", "target")
    links = net.links.filter("stated").with_columns(low=low, high=high)
    return links.join(ends, on=["low", "high"], how="semi").to_dicts()
