"""Ids and names of what an import makes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Final

_LENGTH: Final = 60


def slug(text: str, length: int = _LENGTH) -> str:
    """A text as an id; scripts that have no Latin letters give a number that stands for the text.

    >>> slug("Universität Graz"), slug("市民")
    ('universitat-graz', 'n-02866c0b')
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    letters = letters.replace("'", "").replace("\u2019", "")
    found = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    readable = sum(one.isalnum() for one in letters)
    if len(found.replace("-", "")) * 2 < readable or not found:
        digest = hashlib.sha256(text.encode()).hexdigest()[:8]
        return f"{found[: length - 9]}-{digest}" if found else f"n-{digest}"
    if len(found) <= length:
        return found
    return found[:length].rpartition("-")[0] or found[:length]


def normal(text: str) -> str:
    """The form in which names are compared: case, accents of form, marks and spaces do not count.

    >>> normal("Office for  Data & Maps.") == normal("office for data and maps")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    found = "".join(one if one.isalnum() else " " for one in plain)
    return " ".join(found.split()) or plain.strip()
