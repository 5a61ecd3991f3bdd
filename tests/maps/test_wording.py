from __future__ import annotations

import unicodedata
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from uegraph.maps.wording import visible

# The explicit formatting characters of UAX 9, table "Bidirectional Character Types".
ORDERS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
TEXTS = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from("\x00\x1b\ud800\uffff"),
        st.sampled_from("\u202a\u202e\u2066\u2069\u200e\u200f\u061cאבعa ("),
    )
)


def as_shown(letter: str) -> str:
    """What is no character of XML 1.0, production 2, is shown as one that is missing."""
    code = ord(letter)
    allowed = code in {9, 10, 13} or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF
    return letter if allowed and code != 127 else "\ufffd"


@given(TEXTS)
def test_no_order_of_direction_is_left_and_nothing_else_is_lost(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.bidirectional(letter) for letter in shown} & ORDERS
    kept = [as_shown(letter) for letter in text if unicodedata.category(letter) != "Cf"]
    assert [letter for letter in shown if unicodedata.category(letter) != "Cf"] == kept
    etree.fromstring(f"<text>{escape(shown)}</text>")
    assert visible(shown) == shown


@pytest.mark.parametrize("name", ["משרד האוצר (MoF)\u200f הלשכה", "وزارة الصحة", "Café 🧑‍🤝‍🧑"])
def test_names_of_right_to_left_scripts_and_joined_emoji_stay_as_they_are(name: str) -> None:
    assert visible(name) == name


def test_a_mark_that_turns_a_latin_name_goes() -> None:
    assert visible("\u200fOffice\u200e (\u061c1)") == "Office (1)"
