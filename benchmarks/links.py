"""Makes large networks: bodies in groups that meet mostly among themselves, a few of them often.

Everything is drawn with one seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import polars as pl

from uegraph.namespaces import EDTF, ID, PREFIXES, RDF_TYPE, SCHEME, expand
from uegraph.network import Incidence, Network

if TYPE_CHECKING:
    from collections.abc import Iterator

SEED: Final = 2024
_GROUP: Final = 60
"""Bodies to a group, on average."""
_WITHIN: Final = 0.85
"""How many in one links stay within a group."""
_CHUNK: Final = 20_000


def linked(bodies: int, links: int) -> Network:
    """A network of so many bodies and about so many links."""
    draw = np.random.default_rng(SEED)
    group = draw.integers(0, max(1, bodies // _GROUP), bodies)
    order = np.argsort(group, kind="stable")
    start = np.searchsorted(group[order], np.arange(group.max() + 1))
    size = np.diff([*start, bodies])
    one = _often(draw, bodies, links)
    mate = order[start[group[one]] + (size[group[one]] * draw.random(links)).astype(int)]
    other = np.where(draw.random(links) < _WITHIN, mate, _often(draw, bodies, links))
    pairs = np.unique(np.sort(np.stack([one, other]), axis=0)[:, one != other], axis=1)
    return Network(_points(bodies), _links(pairs, draw))


def attended(bodies: int, activities: int) -> tuple[pl.DataFrame, Incidence]:
    """Points, and who took part in which of so many activities: two to thirty bodies in each."""
    draw = np.random.default_rng(SEED)
    sizes = np.minimum(2 + draw.geometric(0.25, activities), 30)
    activity = np.repeat(np.arange(activities), sizes)
    parts = pl.DataFrame(
        {"point": _often(draw, bodies, len(activity)), "activity": activity},
        schema={"point": pl.UInt32, "activity": pl.UInt32},
    ).unique().sort("point", "activity")  # fmt: skip
    known = parts.group_by("activity").agg(pl.len().alias("size")).sort("activity")
    names = [f"activity-{n:07}" for n in range(activities)]
    table = known.select(
        pl.Series("iri", names), pl.Series("name", names), pl.lit("2023").alias("when"),
        pl.lit(738_885, pl.Int32).alias("day"), "size", pl.lit(1.0).alias("factor"),
    )  # fmt: skip
    rows = parts.with_columns(weight=1.0, organiser=False)
    return _points(bodies), Incidence(rows, table)


def chunks(bodies: int, activities: int, stated: int) -> Iterator[bytes]:
    """A graph of such a network as N-Quads: bodies, what they took part in, what is stated."""
    yield from _texts(bodies, _body)
    points, incidence = attended(bodies, activities)
    yield from _texts(activities, _activity)
    at, of = incidence.parts["activity"].to_list(), incidence.parts["point"].to_list()
    yield from _texts(len(at), lambda number: _part(number, at[number], of[number]))
    del points
    links = linked(bodies, stated).links.select("source", "target").rows()
    yield from _texts(len(links), lambda number: _membership(*links[number]))


def _texts(number: int, lines: object) -> Iterator[bytes]:
    assert callable(lines)
    for first in range(0, number, _CHUNK):
        last = min(first + _CHUNK, number)
        yield "".join(lines(place) for place in range(first, last)).encode()


def _often(draw: np.random.Generator, bodies: int, number: int) -> np.ndarray:
    """Some of the bodies far more often than most."""
    found: np.ndarray = (bodies * draw.random(number) ** 2).astype(np.int64)
    return found


def _points(bodies: int) -> pl.DataFrame:
    names = [f"body-{number:06}" for number in range(bodies)]
    sectors = pl.Series("sector", np.arange(bodies) % 7).cast(pl.String)
    return pl.DataFrame({"iri": names, "name": names}).with_columns(
        pl.lit("organisation").alias("kind"), sectors
    )


def _links(pairs: np.ndarray, draw: np.random.Generator) -> pl.DataFrame:
    frame = pl.DataFrame(
        {"source": pairs[0].astype(np.uint32), "target": pairs[1].astype(np.uint32)}
    )
    weights = pl.Series("weight", draw.integers(1, 6, pairs.shape[1]).astype(float))
    return frame.with_columns(
        weights, stated=False, type=pl.lit("met"), statement=pl.lit(None, pl.String)
    ).sort("source", "target")


def _line(subject: str, predicate: str, value: str) -> str:
    name = RDF_TYPE if predicate == "a" else expand(predicate)
    return f"<{ID}{subject}> <{name}> {value} <{ID}graph/large> .\n"


def _class(name: str) -> str:
    return f"<{expand(name)}>"


def _body(number: int) -> str:
    subject = f"organisation/body-{number}"
    return "".join(
        (
            _line(subject, "a", _class("org:Organization")),
            _line(subject, "skos:prefLabel", f'"Body {number} for the study of matters"'),
            _line(subject, "ueg:sector", f"<{SCHEME}sector/{_SECTORS[number % len(_SECTORS)]}>"),
        )
    )


def _activity(number: int) -> str:
    subject = f"activity/activity-{number}"
    day = f"{2019 + number % 6}-{1 + number % 12:02}-{1 + number % 28:02}"
    return "".join(
        (
            _line(subject, "a", _class("ueg:EngagementActivity")),
            _line(subject, "skos:prefLabel", f'"Meeting {number} with users"'),
            _line(subject, "ueg:status", f"<{SCHEME}activity-status/held>"),
            _line(subject, "ueg:when", f'"{day}"^^<{EDTF}>'),
            _line(subject, "ueg:latest", f'"{day}"^^<{PREFIXES["xsd"]}date>'),
        )
    )


def _part(number: int, activity: int, body: int) -> str:
    subject = f"participation/p-{number}"
    return "".join(
        (
            _line(subject, "a", _class("ueg:Participation")),
            _line(subject, "ueg:activity", f"<{ID}activity/activity-{activity}>"),
            _line(subject, "ueg:party", f"<{ID}organisation/body-{body}>"),
            _line(subject, "ueg:role", f"<{SCHEME}role/attendee>"),
            _line(subject, "ueg:status", f"<{SCHEME}participation-status/attended>"),
        )
    )


def _membership(one: int, other: int) -> str:
    return _line(f"organisation/body-{one}", "org:memberOf", f"<{ID}organisation/body-{other}>")


_SECTORS: Final = (
    "central-government", "third-sector", "academia", "business", "local-government",
)  # fmt: skip
