"""The page as a file: what it holds, what it allows, and that nothing in it leads elsewhere."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.maps.browser import scenes

from uegraph import coverage, ingest, maps, resources
from uegraph.maps import encoding, legend, vendor
from uegraph.maps.page import render
from uegraph.maps.scene import Scene

VENDOR = Path(vendor.__file__).parent
PAGE = VENDOR.parent / "page"


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
        """A block of data, unpacked where it is compressed."""
        ((attributes, text),) = [
            (attributes, text) for _, attributes, text in self.texts if attributes.get("id") == name
        ]
        if attributes["data-form"] == "deflate":
            text = zlib.decompress(base64.b64decode(text)).decode()
        return json.loads(text)

    def column(self, name: str, column: str) -> list[Any]:
        """One column of a block of rows."""
        values = self.data(name)["columns"][column]
        if isinstance(values, dict):
            return [values["words"][place] for place in values["at"]]
        return list(values)


@pytest.fixture(scope="module")
def html() -> str:
    return render(scenes.scene(40))


def test_the_page_holds_the_marks_and_links_of_the_scene(html: str) -> None:
    page, scene = Reader(html), scenes.scene(40)
    assert page.column("map-marks", "id") == [mark.id for mark in scene.marks]
    assert page.column("map-marks", "name") == [mark.name for mark in scene.marks]
    for end in ("start", "end", "said"):
        assert page.column("map-links", end) == [getattr(link, end) for link in scene.links]


def test_every_mark_and_link_keeps_its_evidence(html: str) -> None:
    page, scene = Reader(html), scenes.scene(40)
    passages = page.data("map-page")["passages"]
    for block, items in (("map-marks", scene.marks), ("map-links", scene.links)):
        told = [[passages[at] for at in places] for places in page.column(block, "evidence")]
        assert told == [
            [[one.source, one.section, one.paragraph] for one in item.evidence] for item in items
        ]


def test_the_policy_names_each_script_and_style_and_nothing_else(html: str) -> None:
    page = Reader(html)
    (policy,) = [
        attributes["content"]
        for tag, attributes in page.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy is not None
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    allowed = {"default-src", "script-src", "style-src", "img-src", "base-uri", "form-action"}
    assert set(rules) <= allowed
    assert rules.get("img-src", "data: blob:") == "data: blob:"
    assert "unsafe" not in policy

    def hashes(tag: str) -> list[str]:
        return [
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            for found, attributes, text in page.texts
            if found == tag and attributes.get("type") != "application/json"
        ]

    assert rules["script-src"].split() == hashes("script")
    assert rules["style-src"].split() == hashes("style")


def test_every_script_and_style_in_the_folder_is_in_the_page(html: str) -> None:
    for path in PAGE.glob("*.js"):
        assert path.read_text("utf-8") in html, path.name
    assert (PAGE / "map.css").read_text("utf-8") in html


def test_nothing_in_the_page_points_outside_it(html: str) -> None:
    for tag, attributes in Reader(html).tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert not {"src", "srcset", "action", "data", "style"} & set(attributes), (tag, attributes)
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        if "href" in attributes:
            assert (attributes["href"] or "").startswith("#"), attributes
    assert "sourceMappingURL" not in html


@pytest.mark.parametrize("path", sorted(PAGE.glob("*.js")), ids=lambda path: path.name)
def test_a_script_of_ours_never_turns_text_into_markup_or_code(path: Path) -> None:
    risky = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|srcdoc"
    assert re.findall(risky, path.read_text("utf-8")) == []


@pytest.mark.parametrize("bodies", [12, 2_000])
def test_a_hostile_name_stays_inside_its_block_of_data(bodies: int) -> None:
    scene, name = scenes.scene(bodies), "</script><script>alert(1)</script><!--"
    marks = (replace(scene.marks[0], name=name, facts=((name, name),)), *scene.marks[1:])
    hostile = replace(scene, marks=marks, title=name, telling=(name,), receipt=((name, name),))
    plain, page = Reader(render(scene)), Reader(render(hostile))
    tags = Counter(tag for tag, _ in page.tags)
    assert tags["script"] == Counter(tag for tag, _ in plain.tags)["script"]
    assert page.column("map-marks", "name")[0] == name


def test_a_scene_of_nothing_is_a_page() -> None:
    page = Reader(render(Scene("collaboration", "Empty", ("There is nothing to show.",), ())))
    assert page.data("map-marks")["count"] == 0


def test_the_same_scene_gives_the_same_bytes(html: str) -> None:
    assert render(scenes.scene(40)) == html


def test_a_block_of_data_can_end_no_element() -> None:
    block = encoding.block({"text": "<&>\u2028"})
    assert json.loads(block.text) == {"text": "<&>\u2028"}
    assert not set("<&>\u2028") & set(block.text)


def test_every_kind_has_a_shape_and_a_colour_of_its_own() -> None:
    assert len({kind.shape for kind in legend.KINDS.values()}) == len(legend.KINDS)
    assert len({kind.colour for kind in legend.KINDS.values()}) == len(legend.KINDS)
    assert {kind.shape for kind in legend.KINDS.values()} <= set(legend.SHAPES)


def test_every_state_of_the_model_has_a_look_of_its_own() -> None:
    # The states as the shipped concept scheme names them, read without uegraph.
    scheme = Path(__file__).parents[2] / "ontology" / "concepts" / "coverage-state.ttl"
    labels = re.findall(r'skos:prefLabel "([^"]+)"@en', scheme.read_text(encoding="utf-8"))
    assert len(labels) == 11
    assert set(labels) == set(legend.STATES)
    looks = Counter((state.filling, state.border) for state in legend.STATES.values())
    assert max(looks.values()) == 1


def test_the_states_that_coverage_decides_are_those_that_the_map_draws() -> None:
    store = ingest.build(list(resources.datasets().values()), ":memory:").store
    states = coverage.worst_states(coverage.coverage(store))
    page = Reader(maps.make(store, "engagement").to_html())
    drawn = Counter(state for state in page.column("map-marks", "state") if state)
    bodies = {iri: state for iri, state in states.items() if "/place/" not in iri}
    expected = Counter(state.replace("-", " ") for state in bodies.values())
    assert len(expected) > 3
    assert drawn == expected


def test_the_vendored_file_is_the_one_its_version_note_names() -> None:
    version, digest = (VENDOR / "VERSION").read_text(encoding="utf-8").split("\n")[:2]
    content = (VENDOR / "vis-network.min.js").read_bytes()
    assert digest == f"sha256 {hashlib.sha256(content).hexdigest()}"
    assert f"@version {version.split()[1]}".encode() in content
    assert {path.name for path in VENDOR.glob("LICENSE-*")} == {"LICENSE-APACHE-2.0", "LICENSE-MIT"}
