from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pyoxigraph as ox
import pytest
from tests.maps.sample import invented, link, point

from uegraph import coverage, ingest, resources
from uegraph.errors import ResourceError
from uegraph.maps import draw, legend, vendor, write_map
from uegraph.network import KINDS, LINK_KINDS, MORE_KINDS
from uegraph.store import open_store

VENDOR = Path(vendor.__file__).parent


class Reader(HTMLParser):
    """Python's own HTML parser: tags with attributes, and the text of scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] in {"script", "style"} and data.strip():
            self.texts.append((*self.tags[-1], data))

    def data(self, name: str) -> Any:
        (found,) = [text for _, attributes, text in self.texts if attributes.get("id") == name]
        return json.loads(found)


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph[str]:
    return invented(40)


@pytest.fixture(scope="module")
def html(graph: nx.MultiDiGraph[str]) -> str:
    return draw(graph, title="A map", receipt={"Made from": "an invented report"})


def test_the_page_holds_the_points_and_links_of_the_graph(
    html: str, graph: nx.MultiDiGraph[str]
) -> None:
    page = Reader(html)
    nodes, edges = page.data("map-nodes"), page.data("map-edges")
    assert [node["id"] for node in nodes] == sorted(graph)
    assert {node["id"]: node["label"] for node in nodes} == {
        name: graph.nodes[name]["label"] for name in graph
    }
    drawn = sorted((edge["from"], edge["to"], edge["kind"], edge["type"]) for edge in edges)
    assert drawn == sorted(
        (s, e, link["kind"], link["type"]) for s, e, link in graph.edges(data=True)
    )


def test_every_link_keeps_its_evidence(html: str, graph: nx.MultiDiGraph[str]) -> None:
    page = Reader(html)
    passages = page.data("map-page")["passages"]
    told = sorted(
        (edge["from"], edge["to"], [passages[at] for at in edge["evidence"]])
        for edge in page.data("map-edges")
    )
    assert told == sorted(
        (s, e, [[item.source, item.section, item.paragraph] for item in link["evidence"]])
        for s, e, link in graph.edges(data=True)
    )


def test_the_same_graph_gives_the_same_bytes(html: str) -> None:
    assert draw(invented(40), title="A map", receipt={"Made from": "an invented report"}) == html


def test_the_policy_names_every_script_and_style_and_nothing_from_elsewhere(html: str) -> None:
    page = Reader(html)
    (policy,) = [
        attributes["content"]
        for tag, attributes in page.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert set(rules) == {"default-src", "script-src", "style-src", "base-uri", "form-action"}
    assert "unsafe" not in policy

    def hashes(tag: str) -> list[str]:
        return [
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for found, attributes, text in page.texts
            if found == tag and attributes.get("type") != "application/json"
        ]

    assert rules["script-src"].split() == hashes("script")
    assert rules["style-src"].split() == hashes("style")


def test_nothing_in_the_page_points_outside_it(html: str) -> None:
    page = Reader(html)
    for tag, attributes in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert not {"src", "srcset", "action", "data", "style"} & set(attributes), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        if "href" in attributes:
            assert attributes["href"] == "#find"
    assert "sourceMappingURL" not in html


def test_a_hostile_name_stays_inside_its_json_block() -> None:
    graph = invented(12)
    name = "</script><script>alert(1)</script><!--"
    graph.add_node("urn:x", **point("organisation", name, facts=(("note", name),)))
    graph.add_edge("urn:x", min(graph), key="k", **link("relation", name))
    plain = Reader(draw(invented(12), title="t"))
    hostile = Reader(draw(graph, title=name, receipt={name: name}))
    scripts = [tag for tag, _ in hostile.tags].count("script")
    assert scripts == [tag for tag, _ in plain.tags].count("script")
    assert {node["label"] for node in hostile.data("map-nodes")} >= {name}


def test_a_network_of_nothing_is_a_page_that_says_so() -> None:
    assert "There is nothing to show" in draw(nx.MultiDiGraph(), title="Empty")


def test_states_are_told_by_border_in_the_legend() -> None:
    graph = invented(12)
    names = sorted(graph)
    graph.nodes[names[0]]["state"] = "engaged"
    graph.nodes[names[1]]["state"] = "no evidence"
    states = Reader(draw(graph, title="t")).data("map-page")["states"]
    assert [(state["name"], state["border"], state["count"]) for state in states] == [
        ("engaged", "solid", 1),
        ("no evidence", "dotted", 1),
    ]


def test_every_kind_and_family_of_the_network_has_its_mark() -> None:
    nodes = [{"kind": kind} for kind in (*KINDS, *MORE_KINDS)]
    shapes = [kind["shape"] for kind in legend.kinds(nodes)]
    assert len(set(shapes)) == len(shapes) == len(nodes)
    assert len(legend.links({"kind": kind} for kind in LINK_KINDS)) == len(LINK_KINDS)


def test_every_state_of_the_model_has_its_border() -> None:
    # The states as the shipped concept scheme names them, read without uegraph.
    scheme = Path(__file__).parents[2] / "ontology" / "concepts" / "coverage-state.ttl"
    labels = re.findall(r'skos:prefLabel "([^"]+)"@en', scheme.read_text(encoding="utf-8"))
    assert len(labels) == 11
    assert len(legend.states({"state": label} for label in labels)) == 11


def test_silence_and_a_known_gap_never_look_alike() -> None:
    borders = {
        state["name"]: state["border"]
        for state in legend.states(
            {"state": name} for name in ("engaged", "known gap", "inferred gap", "no evidence")
        )
    }
    assert borders["known gap"] == borders["inferred gap"]
    assert len(set(borders.values())) == 3


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_marks_have_the_contrast_that_wcag_asks_for(html: str, scheme: str) -> None:
    light, dark = re.findall(r":root \{(.*?)\}", html, re.DOTALL)[:2]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    if scheme == "dark":
        colours |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", dark))
    for text in ("ink", "muted", "accent"):
        for ground in ("paper", "card", "bubble"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    edges = [name for name in colours if name.endswith("-edge") and name != "halo-edge"]
    assert len(edges) == len((*KINDS, *MORE_KINDS))
    for name in edges:
        for ground in ("card", "bubble", "halo"):
            assert contrast(colours[name], colours[ground]) >= 3, (name, ground)
    for ground in ("card", "bubble"):
        assert contrast(colours["halo-edge"], colours[ground]) >= 3, ground
    assert contrast(colours["control"], colours["card"]) >= 3


def test_the_states_that_coverage_decides_are_those_that_the_map_draws(tmp_path: Path) -> None:
    store = ingest.build(list(resources.datasets().values()), ":memory:").store
    states = coverage.worst_states(coverage.coverage(store))
    write_map(store, tmp_path / "map.html", states=states)
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    drawn = Counter(node["state"] for node in Reader(page).data("map-nodes") if node["state"])
    bodies = {iri: state for iri, state in states.items() if "/place/" not in iri}
    expected = Counter(state.replace("-", " ") for state in bodies.values())
    assert len(expected) > 3
    assert drawn == expected


def test_a_secret_on_a_private_thing_is_not_in_the_bytes(tmp_path: Path) -> None:
    given = Path(__file__).parents[1] / "network" / "given.trig"
    quads = ox.serialize(ox.parse(path=str(given)), format=ox.RdfFormat.N_QUADS)
    assert quads is not None
    assert b"Hush-hush" in quads
    with open_store(read_only=False) as store:
        store.load_nquads(quads)
        written = write_map(store, tmp_path / "map.html")
    content = written.path.read_bytes()
    assert written.size == len(content)
    assert b"Alpha" in content
    for secret in (
        b"Hush-hush",
        b"Closed-door",
        b"in confidence",
        b"urn:org/secret",
        b"urn:part/5",
    ):
        assert secret not in content


def test_a_map_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    with (
        open_store(read_only=False) as store,
        pytest.raises(ResourceError, match="Choose a folder"),
    ):
        write_map(store, tmp_path / "not there" / "map.html")
    (tmp_path / "map.html").mkdir()
    with (
        open_store(read_only=False) as store,
        pytest.raises(ResourceError, match="is a folder, not a file"),
    ):
        write_map(store, tmp_path / "map.html")
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_the_vendored_file_is_the_one_its_version_note_names() -> None:
    version, digest = (VENDOR / "VERSION").read_text(encoding="utf-8").split("\n")[:2]
    content = (VENDOR / "vis-network.min.js").read_bytes()
    assert digest == f"sha256 {hashlib.sha256(content).hexdigest()}"
    assert f"@version {version.split()[1]}".encode() in content
    assert {path.name for path in VENDOR.glob("LICENSE-*")} == {"LICENSE-APACHE-2.0", "LICENSE-MIT"}
