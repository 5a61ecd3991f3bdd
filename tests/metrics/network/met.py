"""Networks of who met whom at what, made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from uegraph.network import Incidence, Network, make_network
from uegraph.network.projecting import derived

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def met(
    activities: Mapping[str, Sequence[str]],
    stated: Sequence[tuple[str, str]] = (),
    also: Sequence[str] = (),
) -> Network:
    """A network of who took part in what, what is stated besides, and who else there is."""
    named = {name for parts in activities.values() for name in parts}
    everybody = sorted({*named, *also, *(name for pair in stated for name in pair)})
    ends = {"source": [one for one, _ in stated], "target": [other for _, other in stated]}
    links = pl.DataFrame(ends, schema=dict.fromkeys(ends, pl.String))
    net = make_network(pl.DataFrame({"iri": everybody}, schema={"iri": pl.String}), links)
    incidence = _incidence(activities, net)
    both = pl.concat([net.links, derived(net.points, net.kinds, incidence)], how="diagonal")
    return Network(net.points, both, incidence=incidence)


def _incidence(activities: Mapping[str, Sequence[str]], net: Network) -> Incidence:
    parts = [
        (net.places[name], code, 1.0, False)
        for code, names in enumerate(activities.values())
        for name in sorted(names)
    ]
    held = {
        "iri": list(activities),
        "name": list(activities),
        "when": ["2024" for _ in activities],
        "day": [None for _ in activities],
        "size": [len(names) for names in activities.values()],
        "factor": [1.0 for _ in activities],
    }
    return Incidence(
        pl.DataFrame(
            parts,
            schema={
                "point": pl.UInt32,
                "activity": pl.UInt32,
                "weight": pl.Float64,
                "organiser": pl.Boolean,
            },
            orient="row",
        ),
        pl.DataFrame(held, schema_overrides={"day": pl.Int32}),
    )
