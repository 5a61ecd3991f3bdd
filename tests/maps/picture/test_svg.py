"""The SVG: what it must never hold, and that its names can be read."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.maps.picture.scenes import name, scene, tiles

from uegraph.maps import legend
from uegraph.maps.picture import to_svg
from uegraph.maps.picture.letters import LINE, RISE, letters
from uegraph.maps.picture.window import Box
from uegraph.maps.scene import MOST, Frame, Link, Mark, Scene

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><image href="https://example.org/x.png"/>',
    "]]> <!-- &amp; &#0; <?xml?>",
    "nul \x00 bell \x07 escape \x1b \ufffe \ud800 end",
    "\u202eevil\u202c \u2066hidden\u2069",
    "مرحبا بالعالم",
    "a" * 10_000,
    "word " * 2_000,
    "😀 日本語",
    "line\nbreak\ttab",
    "url(https://example.org) javascript:alert(1)",
    "",
    " ",
)


def parsed(svg: str) -> Any:
    return etree.fromstring(svg.encode(), etree.XMLParser(resolve_entities=False, no_network=True))


def texts(svg: str) -> list[tuple[str, Box]]:
    """Each text of a picture with the room that its lines take, worked out from the SVG alone."""
    found = []
    for element in parsed(svg).iter(f"{SVG}text"):
        size = float(element.get("font-size"))
        font = letters(element.get("font-weight") == "bold")
        lines = [line.text for line in element.iter(f"{SVG}tspan")] or [element.text]
        wide = max(font.width(line, size) for line in lines)
        anchor = element.get("text-anchor", "start")
        left = float(element.get("x")) - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        top = float(element.get("y")) - RISE * size
        bottom = top + size + (len(lines) - 1) * LINE * size
        found.append((" ".join(lines), Box(left, top, left + wide, bottom)))
    return found


def overlapping(svg: str, *, slack: float = 0.6) -> list[tuple[str, str]]:
    """Pairs of texts that lie over each other; numbers in an SVG are rounded, hence the slack."""
    found = texts(svg)
    return [
        (text, other)
        for at, (text, box) in enumerate(found)
        for other, more in found[at + 1 :]
        if Box(box.left + slack, box.top + slack, box.right - slack, box.bottom - slack).touches(
            more
        )
    ]


@pytest.mark.parametrize("count", [1, 20, 150, 600, 1_000, 20_000])
def test_no_name_lies_over_another_nor_leaves_the_picture(count: int) -> None:
    svg = to_svg(scene(count))
    assert overlapping(svg) == []
    width, height = (float(parsed(svg).get(side)) for side in ("width", "height"))
    page = Box(0, 0, width, height)
    assert all(box.within(page) for _, box in texts(svg))


def test_texts_of_tiles_do_not_lie_over_each_other() -> None:
    assert overlapping(to_svg(tiles())) == []


def test_a_small_scene_has_every_name() -> None:
    made = scene(20)
    told = {text for text, _ in texts(to_svg(made))}
    assert {mark.acronym or mark.name for mark in made.marks if mark.size} <= told


def test_the_most_important_are_named_first() -> None:
    made = scene(600)
    told = {text for text, _ in texts(to_svg(made))}
    foremost = sorted(
        (mark for mark in made.marks if mark.size), key=lambda mark: (-mark.rank, -mark.size)
    )
    assert all((mark.acronym or mark.name) in told for mark in foremost[:12])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.floats(-400, 400), st.floats(-300, 300), st.text(max_size=60), st.integers(0, 9)
        ),
        max_size=40,
    )
)
def test_names_keep_apart_wherever_marks_stand(drawn: list[tuple[float, float, str, int]]) -> None:
    marks = tuple(
        Mark(f"m{at}", "organisation", text, x=x, y=y, rank=rank)
        for at, (x, y, text, rank) in enumerate(drawn)
    )
    svg = to_svg(Scene("any", "Any", (), marks))
    assert overlapping(svg) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_texts(text: str) -> None:
    mark = Mark("m", "organisation", text, short=text, acronym=text, state="no evidence")
    tile = Mark("t", "theme", text, x=200, wide=40, high=20)
    made = Scene(
        "any",
        text,
        (text, text),
        (mark, tile),
        frames=(Frame("text", 0, 90, text=text), Frame("box", 0, 0, 90, 90, text=text)),
        reading=(text,),
        remarks=(text,),
        receipt=((text, text),),
    )
    svg = to_svg(made)
    tags = {element.tag.removeprefix(SVG) for element in parsed(svg).iter()}
    allowed = {"svg", "title", "desc", "defs", "clipPath", "rect", "g", "path", "circle", "line"}
    assert tags <= allowed | {"text", "tspan"}
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", svg)
    assert len(svg) < 60_000


@pytest.mark.parametrize("made", [scene(20), scene(1_000), tiles()], ids=["20", "1000", "tiles"])
def test_nothing_comes_from_elsewhere_and_nothing_runs(made: Scene) -> None:
    for element in parsed(to_svg(made)).iter():
        for attribute, value in element.attrib.items():
            assert not attribute.startswith("on")
            assert "href" not in attribute
            assert attribute != "style"
            assert not re.search(r"url\((?!#uegraph-)", value)
            assert "://" not in value


def test_what_cannot_be_seen_is_told() -> None:
    made = scene(20)
    root = parsed(to_svg(made))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == made.title
    assert root.findtext(f"{SVG}desc") == " ".join(made.telling)


def test_every_kind_and_every_state_differs_in_shape() -> None:
    """Colours taken out, no two kinds and no two states are drawn alike."""

    def drawn(kind: str, state: str, *, wide: float = 0) -> str:
        mark = Mark("m", kind, "", state=state, size=10, wide=wide, high=wide / 2)
        svg = to_svg(Scene("any", "", (), (mark,)))
        marks = svg.split(">Coverage<" if wide else ">Marks<")[0]
        return re.sub("#[0-9a-f]{6}", "", marks.split("</defs>")[1])

    kinds = [drawn(kind, "engaged") for kind in legend.KINDS]
    assert len(set(kinds)) == len(legend.KINDS)
    for wide in (0, 30):
        states = [drawn("organisation", state, wide=wide) for state in legend.STATES]
        assert len(set(states)) == len(legend.STATES)


def test_a_large_scene_shows_the_foremost_and_counts_the_rest() -> None:
    made = scene(1_000)
    svg = to_svg(made)
    hidden = [int(text.replace(",", "")) for text in re.findall(r"\+ ([\d,]+) more", svg)]
    assert sum(hidden) == 1_000 - MOST
    drawn = svg.split(">Marks<")[0]
    assert drawn.count('<g transform="translate') == MOST
    assert f"Of 1,000 marks the {MOST} with the most links are drawn" in svg


def test_tiles_are_never_left_out() -> None:
    svg = to_svg(tiles(40, 20))
    assert "marks the" not in svg
    drawn = svg.split(">Coverage<")[0]
    assert drawn.count('<g transform="translate') == 800


def test_lines_of_two_activities_weigh_more_than_of_one() -> None:
    bodies = tuple(Mark(f"b{at}", "organisation", name(at), x=200 * at) for at in range(3))
    activities = tuple(Mark(f"a{at}", "activity", "", size=0) for at in range(2))
    parts = [(0, 3), (1, 3), (0, 4), (1, 4), (2, 4)]
    links = tuple(Link(body, act, "participation", "attendee") for body, act in parts)
    svg = to_svg(Scene("collaboration", "", (), bodies + activities, links))
    assert "same activity (derived)" in svg
    widths = re.findall(r'<path d="M[^"]*Q[^"]*" stroke="#6f7d8c" stroke-width="([\d.]+)"', svg)
    assert sorted(map(float, widths)) == [1.0, 1.8]


def test_a_gap_is_no_line() -> None:
    marks = (Mark("a", "audience", "A"), Mark("t", "theme", "T", x=100))
    gap = Link(0, 1, "gap", "nothing on record", stated=False)
    assert "Lines" not in to_svg(Scene("coverage", "", (), marks, (gap,)))


@pytest.mark.parametrize("count", [20, 1_000])
def test_a_height_asked_for_is_kept(count: int) -> None:
    root = parsed(to_svg(scene(count), width=1_600, height=900))
    assert (root.get("width"), root.get("height")) == ("1600", "900")
    assert overlapping(to_svg(scene(count), width=1_600, height=900)) == []


def test_an_empty_scene_is_a_picture_too() -> None:
    assert "Nothing yet" in to_svg(Scene("any", "Nothing yet", (), ()))


def test_the_same_scene_gives_the_same_bytes_in_another_process() -> None:
    told = (
        "import hashlib; from tests.maps.picture.scenes import scene;"
        "from uegraph.maps.picture import to_svg;"
        "print(hashlib.sha256(to_svg(scene(1000)).encode()).hexdigest())"
    )
    found = [
        subprocess.run(
            [sys.executable, "-c", told],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert all(one == other for one, other in pairwise(found))


def test_what_is_not_drawn_leaves_no_trace() -> None:
    marks = (Mark("m", "organisation", "Seen"), Mark("a", "activity", "Unseen", size=0))
    assert "Unseen" not in to_svg(Scene("any", "", (), marks))
    assert "Seen" in to_svg(replace(Scene("any", "", (), marks), title="T"))
