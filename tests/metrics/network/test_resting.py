"""What contacts rest on, by hand and by counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.metrics.network.met import met
from tests.network.published import karate

from uegraph.metrics.network import fragile_ties

if TYPE_CHECKING:
    from uegraph.network import Network


def leaning(net: Network) -> list[tuple[str, str, str]]:
    assert net.incidence is not None
    held = net.incidence.activities["name"]
    return [
        (net.names[one], net.names[other], held[activity])
        for one, other, activity in fragile_ties(net).iter_rows()
    ]


def test_a_tie_of_a_single_activity_is_fragile_unless_it_is_stated() -> None:
    net = met(
        {"a1": ["ann", "bob", "cas"], "a2": ["ann", "bob"], "a3": ["cas", "dan"]},
        stated=[("cas", "bob"), ("dan", "eve")],
    )
    assert leaning(net) == [("ann", "cas", "a1"), ("cas", "dan", "a3")]


def test_where_activities_are_not_told_nothing_is_said() -> None:
    assert fragile_ties(karate()).is_empty()
    assert fragile_ties(karate()).columns == ["source", "target", "activity"]
