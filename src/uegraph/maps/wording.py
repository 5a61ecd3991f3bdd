"""Texts as a page may show them: characters that turn the text around them are taken out.

A name in Arabic or Hebrew keeps its letters and its direction, which follow from the letters
themselves. What goes are the invisible orders (override, embedding, isolate) that make a reader see
other words than those stored.

References:
    Unicode Standard Annex 9, Unicode Bidirectional Algorithm, section 2.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Final

_ORDERS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u206a-\u206f]")
_MARKS: Final = re.compile("[\u200e\u200f\u061c]")
_IRIS: Final = frozenset({"id", "from", "to", "through", "heads"})


def visible(text: str) -> str:
    r"""A text without invisible orders of direction.

    Direction marks stay where there is a right-to-left letter, whose punctuation they place.

    >>> visible("\u202eevil\u202c name")
    'evil name'
    """
    if text.isascii():
        return text
    text = _ORDERS.sub("", text)
    turned = any(
        unicodedata.bidirectional(letter) in {"R", "AL"} for letter in _MARKS.sub("", text)
    )
    return text if turned else _MARKS.sub("", text)


def all_visible(value: Any) -> Any:
    """The same data with every text made visible, but for IRIs, which are never shown."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: found if key in _IRIS else all_visible(found) for key, found in value.items()}
    if isinstance(value, (list, tuple)):
        return [all_visible(found) for found in value]
    return value
