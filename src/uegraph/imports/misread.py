"""Texts that somebody read in the wrong encoding before: ``Ã‰cole`` for ``École``."""

from __future__ import annotations

from typing import Final

_ENCODINGS: Final = ("latin-1", "cp1252")


def meant(text: str) -> str | None:
    """What a text was before UTF-8 was read as a Western encoding; ``None`` where it was not.

    >>> meant("Ã‰cole"), meant("École"), meant("Ecole")
    ('École', None, None)
    """
    if text.isascii():
        return None
    for encoding in _ENCODINGS:
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None
