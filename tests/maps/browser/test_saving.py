"""What is seen, as files: a picture, a drawing, tables."""

from __future__ import annotations

import re
import struct
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import pytest
from lxml import etree
from tests.maps.browser.opened import table_of
from tests.maps.browser.scenes import chart, plain, scene

from uegraph.maps import palette
from uegraph.maps.scene import Link, Mark

if TYPE_CHECKING:
    from pathlib import Path

    from tests.maps.browser.conftest import Show
    from tests.maps.browser.opened import Opened

    from uegraph.maps.scene import Scene

pytestmark = pytest.mark.browser

SVG: Final = "{http://www.w3.org/2000/svg}"
MADE: Final = scene(60)


def saved(opened: Opened, button: str, tmp_path: Path) -> tuple[str, bytes]:
    """The name and the content of the file that a button of the menu saves."""
    with opened.page.expect_download() as download:
        opened.page.evaluate("id => document.getElementById(id).click()", button)
    path = tmp_path / "saved"
    download.value.save_as(path)
    opened.page.wait_for_function(
        "name => document.getElementById('said').textContent === `Saved ${name}.`",
        arg=download.value.suggested_filename,
    )
    return download.value.suggested_filename, path.read_bytes()


def pixels(content: bytes) -> tuple[int, int, Counter[bytes]]:
    """The size of a PNG and its colours, read as the standard says: filters undone by hand."""
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    at, data, head = 8, b"", b""
    while at < len(content):
        length, name = struct.unpack(">I4s", content[at : at + 8])
        body = content[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", content[at + 8 + length : at + 12 + length])
        assert zlib.crc32(name + body) == check
        data += body if name == b"IDAT" else b""
        head = body if name == b"IHDR" else head
        at += 12 + length
    wide, high, depth, colour = struct.unpack(">IIBB", head[:10])
    assert (depth, colour) in {(8, 6), (8, 2)}
    step = 4 if colour == 6 else 3
    rows, before = zlib.decompress(data), bytearray(wide * step)
    found: Counter[bytes] = Counter()
    for row in range(high):
        start = row * (wide * step + 1)
        before = unfiltered(rows[start], rows[start + 1 : start + 1 + wide * step], before, step)
        found.update(bytes(before[one : one + 3]) for one in range(0, len(before), step * 4))
    return wide, high, found


def unfiltered(kind: int, row: bytes, above: bytearray, step: int) -> bytearray:
    made = bytearray(row)
    if kind == 0:
        return made
    for at, value in enumerate(row):
        left = made[at - step] if at >= step else 0
        corner = above[at - step] if at >= step else 0
        up = above[at]
        near = min((left, up, corner), key=lambda one: abs(left + up - corner - one))
        made[at] = (value + (0, left, up, (left + up) // 2, near)[kind]) & 255
    return made


def rgb(colour: str) -> bytes:
    return bytes.fromhex(palette.LIGHT[colour].removeprefix("#"))


@pytest.mark.parametrize("made", [MADE, chart()], ids=["network", "chart"])
def test_a_picture_has_the_size_and_the_colours_of_the_canvas(
    show: Show, tmp_path: Path, made: Scene
) -> None:
    opened = show(made, width=900, height=700)
    name, content = saved(opened, "as-png", tmp_path)
    assert name == f"{made.view}.png"
    wide, high, colours = pixels(content)
    holder = opened.page.locator("#canvas").bounding_box()
    assert holder is not None
    assert wide == pytest.approx(holder["width"], abs=1)
    assert high == pytest.approx(holder["height"] + 56 + 26, abs=1)
    kinds = {mark.kind.replace(" ", "-") for mark in made.marks if mark.size}
    for kind in kinds:
        assert colours[rgb(kind)] > 5, kind
    assert colours[rgb("ink")] > 5
    assert len(colours) > 50
    opened.clean()


@pytest.mark.parametrize("made", [MADE, chart(), scene(1500)], ids=["60", "chart", "1500"])
def test_a_drawing_holds_each_drawn_mark_with_its_name_and_nothing_that_runs(
    show: Show, tmp_path: Path, made: Scene
) -> None:
    opened = show(made)
    if len(made.groups) > 10:
        opened.run("uegraph.point.openGroup(1)")
    name, content = saved(opened, "as-svg", tmp_path)
    assert name == f"{made.view}.svg"
    root = etree.fromstring(content)
    assert root.tag == f"{SVG}svg"
    tags = {etree.QName(one).localname for one in root.iter() if isinstance(one.tag, str)}
    assert tags <= {
        *("svg", "g", "path", "circle", "rect", "text", "title", "desc", "defs", "clipPath"),
    }
    for one in root.iter():
        assert not any(re.match("on|.*href", str(key)) for key in one.attrib)
    marks = [one.findtext(f"{SVG}title") for one in root.iter(f"{SVG}g") if len(one)]
    titles = Counter(title for title in marks if title)
    drawn = [made.marks[at] for at in opened.drawn()]
    assert titles == Counter(
        f"{mark.name}: {mark.state}" if mark.state else mark.name for mark in drawn
    )
    assert root.findtext(f"{SVG}title") == made.title
    written = " ".join(one.text or "" for one in root.iter(f"{SVG}text"))
    assert made.title in written
    assert sum(mark.name.split()[0] in written for mark in drawn) > len(drawn) / 4
    opened.clean()


def test_the_tables_as_files_are_the_tables_of_the_page(show: Show, tmp_path: Path) -> None:
    opened = show(MADE)
    opened.page.select_option("#by-sector", "business")
    opened.page.locator('input[value="audience"]').click()
    opened.page.select_option("#by-sector", "")
    name, content = saved(opened, "as-csv", tmp_path)
    assert name == "collaboration.csv"
    assert content.startswith(b"\xef\xbb\xbfName,")
    rows = table_of(content.decode("utf-8"))
    ids = opened.rows()
    assert [row["Name"] for row in rows] == [
        next(mark.name for mark in MADE.marks if mark.id == iri) for iri in ids
    ]
    by_name = {mark.name: mark for mark in MADE.marks}
    for row in rows:
        mark = by_name[row["Name"]]
        assert (row["Kind"], row["Type"], row["Sector"]) == (mark.kind, mark.type, mark.sector)
        assert (row["Coverage"], row["Linked with"]) == (mark.state, str(mark.rank))
        assert row["Where this is said"] == said(mark)
    name, content = saved(opened, "as-links", tmp_path)
    assert name == "collaboration.links.csv"
    rows = table_of(content.decode("utf-8"))
    opened.rows("#links-table")
    assert len(rows) == opened.number("#links-table") > 10
    cells = opened.page.eval_on_selector_all(
        "#links-table tbody tr",
        "rows => rows.map((row) => [...row.children].slice(0, 4).map((one) => one.textContent))",
    )
    assert [list(row.values())[:4] for row in rows[: len(cells)]] == cells
    assert {row["Stated or derived"] for row in rows} == {"stated", "derived"}


def said(mark: Mark) -> str:
    return "; ".join(
        f"“{found.section}”, paragraph {found.paragraph} · {found.source}"
        for found in mark.evidence
    )


FORMULAS: Final = (
    *("=1+1", '=HYPERLINK("http://x.test","y")', "+1+1", "-2+3", "@SUM(A1)", "\tx", "\rx"),
    *("=cmd|' /C calc'!A0", "plain", "a, b", 'say "so"', "two\nlines", "-5", "+44 20", "1e5"),
)


def test_what_a_spreadsheet_would_run_is_text_in_the_file(show: Show, tmp_path: Path) -> None:
    marks = [
        Mark(f"urn:{at}", "organisation", f"Body {at}", x=at * 90, acronym=text, type=text)
        for at, text in enumerate(FORMULAS)
    ]
    opened = show(plain(*marks, links=(Link(0, 1, "relation", "=1+1", level="@x"),)))
    rows = table_of(saved(opened, "as-csv", tmp_path)[1].decode("utf-8"))
    told: dict[str, Any] = {row["Name"]: row["Type"] for row in rows}
    for at, text in enumerate(FORMULAS):
        shown = told[f"Body {at}"]
        assert shown.removeprefix("'") == text
        runs = text[0] in "=+-@\t\r" and text != "-5"
        assert shown.startswith("'") == runs, text
    (link,) = table_of(saved(opened, "as-links", tmp_path)[1].decode("utf-8"))
    assert (link["Link"], link["Level"]) == ("'=1+1", "'@x")


def test_a_sketch_on_paper_is_light_whatever_the_screen_is(show: Show) -> None:
    opened = show(scene(40), color_scheme="dark")
    dark = opened.run("uegraph.looks.colour('card')")
    assert dark == palette.DARK["card"]
    opened.page.emulate_media(media="print")
    opened.run("() => window.dispatchEvent(new Event('beforeprint'))")
    assert opened.run("uegraph.looks.colour('card')") == palette.LIGHT["card"]
    assert opened.page.is_hidden(".tools")
    opened.page.emulate_media(media="screen")
    opened.run("() => window.dispatchEvent(new Event('afterprint'))")
    assert opened.run("uegraph.looks.colour('card')") == dark
