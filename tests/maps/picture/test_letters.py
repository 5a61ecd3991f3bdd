"""Breaking texts into lines, and the fonts they are measured with."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uegraph.errors import ResourceError
from uegraph.maps.picture.fonts import refresh
from uegraph.maps.picture.letters import FONTS, broken, lacking, letters, printable, widest

if TYPE_CHECKING:
    from pathlib import Path


@given(st.text(max_size=80), st.integers(40, 200), st.integers(1, 3))
def test_lines_are_no_wider_than_asked(text: str, width: int, most: int) -> None:
    lines = broken(printable(text), width, 11, most=most)
    assert len(lines) <= most
    assert widest(lines, 11) <= width
    whole = "".join(lines).replace(" ", "")
    kept = printable(text).replace(" ", "")
    assert whole == kept or (whole.endswith("…") and kept.startswith(whole[:-1]))


@given(st.text(max_size=200))
def test_what_is_printable_stays_so(text: str) -> None:
    assert printable(printable(text)) == printable(text)


def test_widths_are_those_the_font_states() -> None:
    """As fontTools reads them from the same file, in thousandths."""
    read = {"A": 684, "i": 278, "W": 989, " ": 318, "m": 974, "…": 1000}
    found = {letter: round(1000 * letters().advances[letter]) for letter in read}
    assert found == read


def test_languages_of_these_islands_and_their_neighbours_are_not_lacking() -> None:
    told = "Tŷ Ŵyn Éire Gàidhlig Wałbrzych Čeština Ελλάδα Україна Ğ ß Þór “quoted” … • €"
    assert lacking(told) == ""


def test_the_fonts_are_those_their_note_names() -> None:
    contents = {name: (FONTS / name).read_bytes() for name in refresh.KEPT.values()}
    note = (FONTS / "VERSION").read_text(encoding="utf-8")
    version = note.split()[1]
    assert note == refresh.noted(version, contents)


def test_without_npm_refreshing_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: Any, **__: Any) -> None:
        raise FileNotFoundError("npm")

    monkeypatch.setattr(subprocess, "run", missing)
    with pytest.raises(ResourceError, match="Install npm"):
        refresh.refresh(tmp_path)
    assert list(tmp_path.iterdir()) == []
