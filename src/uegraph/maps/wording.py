"""Texts as a page may show them: without what turns the text around it or is no letter at all.

A name in Arabic or Hebrew keeps its letters and its direction, which follow from the letters
themselves. What goes are the invisible orders (override, embedding, isolate) that make a reader see
other words than those stored.

References:
    Unicode Standard Annex 9, Unicode Bidirectional Algorithm, section 2.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ORDERS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u206a-\u206f]")
_MARKS: Final = re.compile("[\u200e\u200f\u061c]")
# What neither HTML nor SVG may hold: control characters, halves of a letter, what is no character.
_NONE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def visible(text: str) -> str:
    r"""A text without invisible orders of direction; what is no letter is shown as one missing.

    Direction marks stay where there is a right-to-left letter, whose punctuation they place.

    >>> visible("\u202eevil\u202c name")
    'evil name'
    """
    if text.isascii() and text.isprintable():
        return text
    text = _NONE.sub("\ufffd", text)
    text = _ORDERS.sub("", text)
    turned = any(
        unicodedata.bidirectional(letter) in {"R", "AL"} for letter in _MARKS.sub("", text)
    )
    return text if turned else _MARKS.sub("", text)
