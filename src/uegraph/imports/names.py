"""How an import compares names."""

from __future__ import annotations

import unicodedata


def normal(text: str) -> str:
    """The form in which names are compared: case, accents of form, marks and spaces do not count.

    >>> normal("Office for  Data & Maps.") == normal("office for data and maps")
    True
    """
    plain = unicodedata.normalize("NFKC", text).casefold().replace("&", " and ")
    found = "".join(one if one.isalnum() else " " for one in plain)
    return " ".join(found.split()) or plain.strip()
