"""An invented network in the form that ``stakeholder_network`` returns, of any size."""

from __future__ import annotations

from random import Random
from typing import Any

import networkx as nx

from uegraph.network import Evidence, add_collaborations

BASE = "https://w3id.org/uegraph/id/"
PASSAGES = tuple(Evidence("Invented report", f"Section {at}", 1 + at % 4) for at in range(12))
WORDS = (
    *("Harbour", "River", "Orchard", "Valley", "Bridge"),
    *("Meadow", "Lantern", "Granite", "Willow", "Summit"),
)
FORMS = ["Trust", "Office", "Council", "Forum", "Institute", "Agency", "Network", "Department"]


def point(kind: str, label: str, **more: Any) -> dict[str, Any]:
    """The attributes of a point, blank where not told."""
    blank = {
        "acronym": "",
        "alternative_names": (),
        "type": "",
        "sector": "",
        "state": "",
        "beyond": 0,
    }
    return {"kind": kind, "label": label, **blank, "facts": (), "evidence": PASSAGES[:1], **more}


def link(kind: str, said: str, **more: Any) -> dict[str, Any]:
    """The attributes of a stated link, blank where not told."""
    blank = {"level": "", "status": "", "when": "", "facts": (), "through": ()}
    return {"kind": kind, "type": said, "stated": True, **blank, "evidence": PASSAGES[1:2], **more}


def invented(bodies: int = 40, *, activities: int = 30, lonely: int = 5) -> nx.MultiDiGraph[str]:
    """A network with hubs, themes, audiences, activities and some bodies without a link."""
    random = Random(7)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    names = [f"{BASE}organisation/o{at:05d}" for at in range(bodies)]
    for at, name in enumerate(names):
        label = f"{WORDS[at % 10]} {FORMS[at // 10 % 8]} for Statistics {at}"
        graph.add_node(
            name,
            **point(
                "organisation",
                label,
                acronym=f"{label[0]}{FORMS[at // 10 % 8][0]}S{at}",
                alternative_names=(f"The {WORDS[at % 10]} {at}",),
                type="charity",
                facts=(("description", f"Works on {WORDS[-at % 10]}."),),
            ),
        )
    themes = _many(graph, "theme", 4, "Theme on {}")
    audiences = _many(graph, "audience", max(6, bodies // 4), "{} users")
    done = _many(graph, "activity", activities, "{} webinar")
    linked = names[: bodies - lonely]
    for at, name in enumerate(linked[1:], start=1):
        parent = linked[random.randrange(max(1, at // 4))]
        graph.add_edge(name, parent, key=f"b{at}", **link("belonging", "part of"))
    for at, activity in enumerate(done):
        graph.add_edge(activity, themes[at % 4], key=f"t{at}", **link("theme", "about"))
        _parts(graph, activity, random.sample(linked, 3), audiences[at % len(audiences)], at)
    for audience in audiences:
        graph.add_edge(
            audience, random.choice(linked), key="r", **link("representation", "represented by")
        )
    add_collaborations(graph)
    return graph


def _many(graph: nx.MultiDiGraph[str], kind: str, count: int, label: str) -> list[str]:
    names = [f"{BASE}{kind}/{at:05d}" for at in range(count)]
    for at, name in enumerate(names):
        graph.add_node(name, **point(kind, label.format(f"{WORDS[at % 10]} {at}")))
    return names


def _parts(
    graph: nx.MultiDiGraph[str], activity: str, bodies: list[str], audience: str, at: int
) -> None:
    for part, (body, role) in enumerate(
        zip([*bodies, audience], ["organiser", "attendee", "attendee", "target"], strict=True)
    ):
        level = ("inform", "consult", "involve", "collaborate")[at % 4]
        graph.add_edge(
            body,
            activity,
            key=f"p{at}-{part}",
            **link("participation", role, level=level, status="attended", when="2023-05"),
        )
