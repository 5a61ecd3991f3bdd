"""The stakeholder network: the graph of the store as a networkx graph, with its evidence.

Points are what people talk about (bodies, audiences, themes, activities, products); links are what
a source states about them, plus one derived family: two bodies that took part in the same activity.
A link says which it is (``stated``) and carries the passages it rests on.

Invariant: what is marked private is absent, and so is every link, fact and collaboration that could
only be known through it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final

from uegraph.network.evidence import Evidence
from uegraph.network.model import CROWD
from uegraph.network.record import TOOK_PART
from uegraph.queries import run
from uegraph.words import as_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    import networkx as nx

    from uegraph.store import Store

KINDS: Final = (
    "organisation",
    "unnamed party",
    "audience",
    "theme",
    "activity",
    "series",
    "product",
)
"""The kinds of point that are drawn unless others are asked for."""

MORE_KINDS: Final = ("goal",)
"""Kinds that can be asked for besides: nearly every activity serves a goal, which tells little."""

LINK_KINDS: Final = (
    "participation",
    "belonging",
    "relation",
    "theme",
    "representation",
    "product",
    "goal",
    "collaboration",
)
"""The families of links; ``collaboration`` alone is derived."""

_TOOK_PART: Final = frozenset(map(as_words, TOOK_PART))
_BODIES: Final = frozenset({"organisation", "unnamed party"})

MOST_COLLABORATIONS: Final = 3_000
"""How many derived links a network holds at most: those with the most activities in common."""


@dataclass(frozen=True, slots=True)
class _Answers:
    """What the four questions about a map answered, keyed by the thing they are about."""

    facts: Mapping[str, Sequence[tuple[str, str]]]
    evidence: Mapping[str, tuple[Evidence, ...]]


def stakeholder_network(
    store: Store,
    *,
    kinds: Collection[str] = KINDS,
    states: Mapping[str, str] | None = None,
) -> nx.MultiDiGraph[str]:
    """Everybody and everything that a map shows, and how they are linked.

    Each point has ``kind``, ``label``, ``acronym``, ``alternative_names``, ``type``, ``sector``,
    ``state``, ``facts`` (pairs of words), ``evidence`` and ``beyond``: how many of its links lead
    to a kind that was not asked for. Each link has ``kind``, ``type``,
    ``stated``, ``level``, ``status``, ``when``, ``facts``, ``evidence`` and, when it is derived,
    ``through``: the activities that the two bodies share. Points, links and values come in sorted
    order, so the same store gives the same graph. What was not derived is told in ``graph.graph``
    (see ``add_collaborations``).

    Args:
        store: The graph to read.
        kinds: The kinds of point to include, of ``KINDS`` and ``MORE_KINDS``.
        states: Coverage states by IRI, as words, where a map is to show them.
    """
    import networkx as nx  # noqa: PLC0415 - heavy, and not every command draws

    answers = _Answers(_facts(store), _evidence(store))
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, kind, name in _rows(store, "network/map-nodes"):
        if kind in kinds and _earlier(graph, node, kind):
            graph.add_node(node, **_point(node, kind, name, answers, (states or {}).get(node, "")))
    for start, end, kind, said, statement in _rows(store, "network/map-links"):
        if start in graph and end in graph and start != end:
            link = _link(kind, said, statement, answers)
            graph.add_edge(start, end, key=f"{kind}|{said}|{statement}", **link)
        elif start != end:
            _count_beyond(graph, start, end)
    add_collaborations(graph)
    return graph


def add_collaborations(graph: nx.MultiDiGraph[str]) -> None:
    """Links every two bodies that took part in the same activity, marked as derived.

    Attendance counts, an invitation does not. The evidence is that of both participations. Of
    activities with more than ``CROWD`` bodies no pair is derived, and of all pairs the
    ``MOST_COLLABORATIONS`` with the most activities in common are kept. ``graph.graph`` tells both:
    ``crowds``, how many activities were passed over, and ``left_out``, how many pairs.
    """
    took_part = {activity: _who_took_part(graph, activity) for activity in sorted(graph)}
    small = {activity: parts for activity, parts in took_part.items() if len(parts) <= CROWD}
    shared = Counter(pair for parts in small.values() for pair in combinations(sorted(parts), 2))
    # A tie is cut by IRI, so that the same graph keeps the same links.
    ranked = sorted(shared, key=lambda pair: (-shared[pair], pair))
    kept = set(ranked[:MOST_COLLABORATIONS])
    through: dict[tuple[str, str], dict[str, set[Evidence]]] = {}
    for activity, parts in small.items():
        for one, other in kept.intersection(combinations(sorted(parts), 2)):
            through.setdefault((one, other), {})[activity] = parts[one] | parts[other]
    for (one, other), activities in sorted(through.items()):
        graph.add_edge(one, other, key="collaboration", **_collaboration(activities))
    graph.graph.update(crowds=len(took_part) - len(small), left_out=len(ranked) - len(kept))


def _who_took_part(graph: nx.MultiDiGraph[str], activity: str) -> dict[str, set[Evidence]]:
    """The bodies that took part in an activity, each with the passages that say so."""
    parts: dict[str, set[Evidence]] = {}
    for party, _, link in graph.in_edges(activity, data=True):
        there = link["kind"] == "participation" and link["status"] in _TOOK_PART
        if there and graph.nodes[party]["kind"] in _BODIES:
            parts.setdefault(party, set()).update(link["evidence"])
    return parts


def _count_beyond(graph: nx.MultiDiGraph[str], *ends: str) -> None:
    """Remembers at a point that it has a link to something the graph leaves out."""
    for end in ends:
        if end in graph:
            graph.nodes[end]["beyond"] += 1


def _collaboration(activities: Mapping[str, Iterable[Evidence]]) -> dict[str, Any]:
    return {
        "kind": "collaboration",
        "type": "took part in the same activity as",
        "stated": False,
        "level": "",
        "status": "",
        "when": "",
        "facts": (),
        "evidence": tuple(sorted({item for found in activities.values() for item in found})),
        "through": tuple(sorted(activities)),
    }


def _earlier(graph: nx.MultiDiGraph[str], node: str, kind: str) -> bool:
    """Whether a kind is to be taken: a series is an activity too, and is drawn as a series."""
    return node not in graph or kind == "series"


def _point(node: str, kind: str, name: str, answers: _Answers, state: str) -> dict[str, Any]:
    facts = answers.facts.get(node, ())
    return {
        "kind": kind,
        "label": name,
        "acronym": _first(facts, "acronym"),
        "alternative_names": tuple(value for fact, value in facts if fact == "also called"),
        "type": _first(facts, "type"),
        "sector": _first(facts, "sector"),
        "state": state,
        "facts": tuple(facts),
        "evidence": answers.evidence.get(node, ()),
        "beyond": 0,
    }


def _link(kind: str, said: str, statement: str, answers: _Answers) -> dict[str, Any]:
    about_link = kind in {"participation", "relation"}
    facts = answers.facts.get(statement, ()) if about_link else ()
    return {
        "kind": kind,
        "type": said,
        "stated": True,
        "level": _first(facts, "level"),
        "status": _first(facts, "status"),
        "when": _first(facts, "when"),
        "facts": tuple(facts),
        "evidence": answers.evidence.get(statement, ()),
        "through": (),
    }


def _rows(store: Store, name: str) -> Iterator[tuple[str, ...]]:
    """The answer of a question as texts: all that a map shows is words."""
    return (tuple(str(value) for value in row) for row in run(store, name))


def _facts(store: Store) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for thing, fact, value in _rows(store, "network/map-facts"):
        found.setdefault(thing, []).append((fact, value))
    return found


def _evidence(store: Store) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    for thing, source, section, paragraph in _rows(store, "network/map-evidence"):
        found.setdefault(thing, []).append(Evidence(source, section, int(paragraph)))
    return {thing: tuple(sorted(passages)) for thing, passages in found.items()}


def _first(facts: Iterable[tuple[str, str]], wanted: str) -> str:
    return next((value for fact, value in facts if fact == wanted), "")
