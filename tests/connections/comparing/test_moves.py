"""Who moved in a ranking: in networks of two kinds, and where a figure is not defined."""

from __future__ import annotations

import re
from dataclasses import replace

import polars as pl
from tests.network.published import karate, southern_women

from uegraph.connections.comparing.moves import moves

TEXTS = ("1936", "1937")


def test_each_kind_ranks_by_itself() -> None:
    before = southern_women()
    fewer = before.links.filter(~((pl.col("source") % 3 == 0) & (pl.col("target") % 2 == 0)))
    after = replace(before, links=fewer)
    found, unsure = moves(before, after, TEXTS, ["degree"], 20)
    assert found
    assert not unsure
    kinds = dict(before.points.select("iri", "kind").iter_rows())
    for move in found:
        of = {int(number) for number in re.findall(r" of (\d+) in ", move.sentence)}
        assert max(of) <= (18 if kinds[move.iri] == "woman" else 14)
        assert max(move.first, move.second) <= max(of)


def test_who_has_no_figure_has_no_rank_and_did_not_move() -> None:
    before = karate()
    # With one contact clustering is not defined: the twelfth member knows the instructor alone.
    after = replace(before, links=before.links.filter(pl.col("target") % 5 != 0))
    twelfth = before.points["iri"][int((before.degree == 1).argmax())]
    found, _ = moves(before, after, TEXTS, ["clustering"], 20)
    assert found
    assert twelfth not in {move.iri for move in found}
