"""Texts with headings in braces, such as ``Held in {Place}[; see {URL}]``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uegraph.errors import UegraphError
from uegraph.imports.model import Piece, Text

if TYPE_CHECKING:
    from collections.abc import Callable

_PART: Final = re.compile(r"\[([^\[\]]*)\]|([^\[\]]+)|([\[\]])")
_PIECE: Final = re.compile(r"([^{}]*)(?:\{([^{}]*)\}|\Z)|([{}])")


class TextError(UegraphError):
    """A text with headings is not well formed."""


def read_text(text: str) -> Text:
    """A text with headings in braces; what stands in square brackets may be left out.

    >>> read_text("Held in {Place}[; see {URL}]").headings
    ('Place', 'URL')

    Raises:
        TextError: A brace or bracket has no partner, or stands in another.
    """
    parts = []
    for found in _PART.finditer(text):
        if found[3]:
            raise TextError(
                f"'{found[3]}' has no partner. Write such as 'in {{Place}}[, {{Day}}]'."
            )
        optional = found[1] is not None
        parts.append((optional, tuple(_pieces(found[1] if optional else found[2]))))
    return Text(tuple(parts))


def _pieces(text: str) -> list[Piece]:
    found = []
    for piece in _PIECE.finditer(text):
        if piece[3] or (piece[2] is not None and not piece[2].strip()):
            raise TextError(f"'{text}' has a brace without a heading. Write such as '{{Place}}'.")
        if piece[0]:
            found.append(Piece(piece[1], (piece[2] or "").strip()))
    return found


def fill(text: Text, value_of: Callable[[str], str]) -> str:
    """A text with the values of a row; empty where a heading outside brackets is blank."""
    filled = ""
    for optional, pieces in text.parts:
        said = ""
        for piece in pieces:
            value = value_of(piece.heading) if piece.heading else ""
            if piece.heading and not value:
                if not optional:
                    return ""
                break
            said += piece.words + value
        else:
            filled += said
    return filled.strip()
