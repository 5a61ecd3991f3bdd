"""Networks made by hand of who met whom at what, and what somebody states beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from uegraph.network.model import LINKS, Incidence, Network, tidy
from uegraph.network.projecting import derived

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Stated = tuple[str, str, str]
"""Two bodies, and what a source states of them."""


def met(
    meetings: Mapping[str, Sequence[str]],
    *,
    stated: Sequence[Stated] = (),
    alone: Sequence[str] = (),
    **traits: Mapping[str, str],
) -> Network:
    """The network of bodies that met, under their names.

    Args:
        meetings: Who took part in each activity.
        stated: What is stated.
        alone: Bodies of which no link is recorded.
        traits: What is recorded of some of them, such as ``sector``.
    """
    names = {*alone, *(name for who in meetings.values() for name in who)}
    names |= {name for one, other, _ in stated for name in (one, other)}
    bodies = sorted(names)
    code = {name: place for place, name in enumerate(bodies)}
    points = pl.DataFrame(
        {
            "iri": [f"urn:body:{name}" for name in bodies],
            "name": bodies,
            "kind": ["organisation"] * len(bodies),
            **{
                trait: [traits.get(trait, {}).get(name) for name in bodies]
                for trait in ("sector", "type", "place")
            },
        },
        schema=dict.fromkeys(("iri", "name", "kind", "sector", "type", "place"), pl.String),
    )
    incidence = _incidence(meetings, code)
    said = pl.DataFrame(
        [
            {"source": code[one], "target": code[other], "weight": 1.0, "stated": True,
             "type": words, "statement": f"urn:said:{place}"}
            for place, (one, other, words) in enumerate(stated)
        ],
        schema=LINKS,
    )  # fmt: skip
    links = pl.concat([derived(points, ("organisation",), incidence), said], how="diagonal")
    return Network(points, tidy(links, directed=False), incidence=incidence)


def _incidence(meetings: Mapping[str, Sequence[str]], code: Mapping[str, int]) -> Incidence:
    activities = sorted(meetings)
    parts = [
        (code[name], place, 1.0, False)
        for place, activity in enumerate(activities)
        for name in meetings[activity]
    ]
    schema: dict[str, Any] = {
        "point": pl.UInt32, "activity": pl.UInt32, "weight": pl.Float64, "organiser": pl.Boolean
    }  # fmt: skip
    rows = {
        "iri": [f"urn:activity:{name}" for name in activities],
        "name": activities,
        "when": ["2023"] * len(activities),
        "day": [738_520] * len(activities),
        "size": [len({*meetings[name]}) for name in activities],
        "factor": [1.0] * len(activities),
    }
    forms: dict[str, Any] = {
        "iri": pl.String, "name": pl.String, "when": pl.String, "day": pl.Int32,
        "size": pl.UInt32, "factor": pl.Float64,
    }  # fmt: skip
    frame = pl.DataFrame(parts, schema=schema, orient="row").unique().sort("point", "activity")
    return Incidence(frame, pl.DataFrame(rows, schema=forms))
