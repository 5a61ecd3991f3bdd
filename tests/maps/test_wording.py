from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uegraph.maps.wording import all_visible, visible

# The explicit formatting characters of UAX 9, table "Bidirectional Character Types".
ORDERS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("\u202a\u202e\u2066\u2069\u200e\u200f\u061cאבعa ("))
)


@given(TEXTS)
def test_no_order_of_direction_is_left_and_nothing_else_is_lost(text: str) -> None:
    shown = visible(text)
    assert not {unicodedata.bidirectional(letter) for letter in shown} & ORDERS
    kept = [letter for letter in text if unicodedata.category(letter) != "Cf"]
    assert [letter for letter in shown if unicodedata.category(letter) != "Cf"] == kept
    assert visible(shown) == shown


@pytest.mark.parametrize("name", ["משרד האוצר (MoF)\u200f הלשכה", "وزارة الصحة", "Café 🧑‍🤝‍🧑"])
def test_names_of_right_to_left_scripts_and_joined_emoji_stay_as_they_are(name: str) -> None:
    assert visible(name) == name


def test_a_mark_that_turns_a_latin_name_goes() -> None:
    assert visible("\u200fOffice\u200e (\u061c1)") == "Office (1)"


def test_iris_are_left_alone() -> None:
    shown = {"id": "urn:\u202e", "to": "urn:\u202e", "label": "\u202ea", "facts": [("b\u202c", 1)]}
    assert all_visible(shown) == {
        "id": "urn:\u202e",
        "to": "urn:\u202e",
        "label": "a",
        "facts": [["b", 1]],
    }
