"""Random programmes of engagement, and their networks found again by plain loops."""

from __future__ import annotations

import random
from itertools import combinations, product
from typing import TYPE_CHECKING, Any

from uegraph.network.record import ORGANISED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from tests.coverage.programme import Programme

    from uegraph.network import Network

TOOK_PART = {"attended", "responded", "took-part"}
RANKS = {"inform": 1, "consult": 2, "involve": 3, "collaborate": 4, "empower": 5}
WHENS = [None, "2022", "2022-03", "2022-11-05", "2023-02-01", "2023", "2022/2023", "2023-06/..",
         "[2022-01..2023-12]", "../2022-06"]  # fmt: skip


def programme(seed: int) -> Programme:
    """Twelve bodies, four audiences, eleven activities in two themes, and what was private."""
    draw = random.Random(seed)
    bodies = [f"body-{n:02}" for n in range(12)]
    people = [f"people-{n}" for n in range(4)]
    acts = [f"activity-{n:02}" for n in range(11)]

    def private(share: float) -> bool | None:
        return True if draw.random() < share else None

    return {
        "organisations": {
            slug: {
                "private": private(0.1),
                "sector": draw.choice(["charity", "academia", None]),
                "member_of": draw.choice([None, None, "body-00"]) if slug != "body-00" else None,
            }
            for slug in bodies
        },
        "audiences": {slug: {"represented_by": draw.choice([*bodies, None])} for slug in people},
        "unnamed": {"some": {}},
        "themes": {"health": {}, "hospitals": {"broader": "health"}, "housing": {}},
        "goals": {"voices": {}},
        "activities": {
            slug: {
                "type": "event",
                "status": draw.choice(["held", "held", "held", "planned"]),
                "when": draw.choice(WHENS),
                "themes": draw.sample(["health", "hospitals", "housing"], draw.randrange(3)),
                "goals": draw.choice([None, "voices"]),
                # Only towards the first, so that nothing lies within itself.
                "within": acts[0] if n and draw.random() < 0.3 else None,
                "private": private(0.1),
            }
            for n, slug in enumerate(acts)
        },
        "participations": {
            f"part-{n:03}": {
                "activity": draw.choice(acts),
                "party": draw.choice([*bodies, *people, "some"]),
                "role": draw.choice(["organiser", "attendee", "partner", "learner"]),
                "level": draw.choice([None, *RANKS]),
                "outcome": draw.choice([*TOOK_PART, "invited", "served"]),
                "private": private(0.05),
            }
            for n in range(60)
        },
        "relations": {
            f"relation-{n}": {
                "from": draw.choice(bodies),
                "to": draw.choice(bodies),
                "relation_type": "works-with",
                "private": private(0.1),
            }
            for n in range(5)
        },
    }  # fmt: skip


def parts(
    told: Programme, *, keep: Callable[[str], bool] = lambda _: True, level: int = 0
) -> Iterator[tuple[str, str, str]]:
    """Who took part in what, in which role: ``activity``, ``party``, ``role``."""
    for part in told["participations"].values():
        activity = told["activities"][part["activity"]]
        party = found(told, part["party"])
        secret = part["private"] or activity["private"] or party.get("private")
        deep = RANKS.get(part["level"], 0) >= level
        held = activity["status"] == "held"
        if part["outcome"] in TOOK_PART and held and deep and not secret and keep(part["activity"]):
            yield part["activity"], part["party"], part["role"]


def found(told: Programme, slug: str) -> dict[str, Any]:
    return next(
        dict(told[t][slug]) for t in ("organisations", "audiences", "unnamed") if slug in told[t]
    )


def own_or_whole(told: Programme, slug: str, key: str) -> set[str]:
    """What an activity states, else what the larger one states; nothing private tells anything."""
    activity = told["activities"][slug]
    if activity["private"]:
        return set()
    own = activity[key] or []
    values = {own} if isinstance(own, str) else set(own)
    whole = activity["within"]
    return values or (own_or_whole(told, whole, key) if whole else set())


def pairs_of(
    taken: Iterable[tuple[str, str, str]], told: Programme, kinds: tuple[str, ...]
) -> dict[frozenset[str], set[str]]:
    """The pairs that share an activity, each with the activities."""
    there: dict[str, set[tuple[str, str]]] = {}
    for activity, party, role in taken:
        there.setdefault(activity, set()).add((party, role))
    linked: dict[frozenset[str], set[str]] = {}
    for activity, present in there.items():
        bodies = {slug for slug, _ in present if slug in told["organisations"]}
        audiences = {slug for slug, _ in present if slug in told["audiences"]}
        ran = {slug for slug, role in present if role in ORGANISED} & bodies
        both = combinations(sorted(bodies), 2)
        for pair in both if kinds == ("organisation",) else product(ran, audiences):
            linked.setdefault(frozenset(pair), set()).add(activity)
    return linked


def derived(net: Network) -> dict[frozenset[str], tuple[int, float]]:
    """The derived links of a network: how many activities each rests on, and its weight."""
    slugs = [iri.rpartition("/")[2] for iri in net.points["iri"]]
    links = net.links.filter(~net.links["stated"])
    return {
        frozenset((slugs[one], slugs[other])): (shared, weight)
        for one, other, shared, weight in links.select(
            "source", "target", "shared", "weight"
        ).iter_rows()
    }
