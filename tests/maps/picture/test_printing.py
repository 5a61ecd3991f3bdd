"""PNG and PDF: they hold what the SVG holds, and are the same every time."""

from __future__ import annotations

import re
import struct
import subprocess
import zlib
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from tests.maps.picture.scenes import scene, tiles
from tests.programs import program

from uegraph.maps.picture import borrowed, made_by, to_pdf, to_png, to_svg
from uegraph.maps.picture.letters import letters
from uegraph.maps.scene import Mark, Scene

if TYPE_CHECKING:
    from pathlib import Path

WELSH_AND_POLISH = "Cyngor Tŷ Ŵyn Wałbrzych"


def pixels(png: bytes) -> tuple[int, int, set[bytes]]:
    """The size of a PNG, and the different bytes of its packed rows."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    packed, at = b"", 8
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    rows = zlib.decompress(packed)
    return width, height, {rows[at : at + 1] for at in range(0, len(rows), 7)}


def words(pdf: bytes, folder: Path) -> list[tuple[str, float, float, float, float]]:
    """Each word of a PDF with its left, upper, right and lower edge, as poppler finds them."""
    pdftotext = program("pdftotext", "poppler-utils")
    place = folder / "picture.pdf"
    place.write_bytes(pdf)
    told = subprocess.run([pdftotext, "-bbox", place, "-"], capture_output=True, check=True).stdout
    page = etree.fromstring(told, etree.XMLParser(resolve_entities=False))
    found = []
    for word in page.iter("{http://www.w3.org/1999/xhtml}word"):
        left, top, right, bottom = (
            float(word.attrib[edge]) for edge in ("xMin", "yMin", "xMax", "yMax")
        )
        found.append((word.text or "", left, top, right, bottom))
    return found


@pytest.mark.parametrize("width", [400, 1_600, 1_601])
def test_a_png_has_the_width_asked_for_and_is_not_blank(width: int) -> None:
    root = etree.fromstring(to_svg(scene(20)).encode())
    wide, high, shades = pixels(to_png(scene(20), width=width))
    assert wide == width
    assert high == pytest.approx(
        width * float(root.attrib["height"]) / float(root.attrib["width"]), abs=1
    )
    assert len(shades) > 50


def test_an_empty_scene_is_blank_but_for_its_title() -> None:
    blank = pixels(to_png(Scene("any", "", (), ())))[2]
    assert len(blank) < len(pixels(to_png(Scene("any", "Nothing yet", (), ())))[2])


@pytest.mark.parametrize("made", [scene(150), tiles()], ids=["marks", "tiles"])
def test_the_same_scene_gives_the_same_files(made: Scene) -> None:
    assert to_png(made) == to_png(made)
    assert to_pdf(made) == to_pdf(made)


def test_a_pdf_holds_every_word_of_the_svg(tmp_path: Path) -> None:
    made = scene(150, title=f"Bodies of {WELSH_AND_POLISH}")
    root = etree.fromstring(to_svg(made).encode())
    said = " ".join(str(text) for element in root.iter("{*}text") for text in element.itertext())
    found = [word for word, *_ in words(to_pdf(made), tmp_path)]
    # poppler breaks and joins at marks of punctuation; letters it keeps.
    letters_only = re.compile(r"[^\W_]+")
    assert set(letters_only.findall(said)) <= set(letters_only.findall(" ".join(found)))
    assert {"Tŷ", "Ŵyn", "Wałbrzych"} <= set(found)


def test_a_pdf_says_what_it_shows_to_whoever_cannot_see_it() -> None:
    pdf = to_pdf(scene(20))
    assert pdf.startswith(b"%PDF-1.7")
    assert b"/MarkInfo" in pdf
    assert b"pdfuaid:part" in pdf
    assert b"/Alt" in pdf
    assert b"/Lang(en-GB)" in pdf
    assert b"/CreationDate" not in pdf


def test_letters_are_as_wide_as_poppler_finds_them(tmp_path: Path) -> None:
    names = ["Harbour", "ILLIMITABLE", "WAVELENGTH", "Ŵyłśąż", "Ελληνικά", "0123456789"]
    marks = tuple(Mark(f"m{at}", "organisation", text, y=100 * at) for at, text in enumerate(names))
    found = {
        word: right - left
        for word, left, _, right, _ in words(to_pdf(Scene("any", "", (), marks)), tmp_path)
    }
    for text in names:
        # In points at a size of 11 units; pairs of letters are moved closer by a few hundredths.
        assert found[text] == pytest.approx(letters().width(text, 11 * 0.75), rel=0.04)


@pytest.mark.parametrize("count", [150, 1_000])
def test_words_do_not_lie_over_each_other_in_the_pdf(count: int, tmp_path: Path) -> None:
    found = [
        # The middle of each word: poppler's boxes reach from the highest to the lowest letter.
        (word, left, top + 0.3 * (bottom - top), right, bottom - 0.3 * (bottom - top))
        for word, left, top, right, bottom in words(to_pdf(scene(count)), tmp_path)
    ]
    for at, (_, left, top, right, bottom) in enumerate(found):
        for _, *other in found[at + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart, (found[at], other)


@pytest.mark.parametrize(
    "text",
    ["</svg>", '"quoted" #panic() \\', "مرحبا بالعالم", "😀 日本語", "\x00\ud800", "a" * 9_999],
)
def test_hostile_names_do_no_harm(text: str) -> None:
    made = Scene("any", text, (text,), (Mark("m", "organisation", text),))
    assert pixels(to_png(made))[0] == 1_600
    assert to_pdf(made).startswith(b"%PDF")


def test_letters_from_fonts_of_the_machine_are_told() -> None:
    assert borrowed(scene(20)) == ""
    assert borrowed(Scene("any", "日本 & Wales <", (), ())) == "日本"


def test_it_says_what_made_them() -> None:
    assert re.fullmatch(r"typst \d+\.\d+\.\d+, without a browser", made_by())
