"""How a spreadsheet names columns and cells."""

from __future__ import annotations


def letters(position: int) -> str:
    """The name of a column, counted from 0.

    >>> letters(0), letters(26), letters(16383)
    ('A', 'AA', 'XFD')
    """
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def position(name: str) -> int:
    """The place of a column, counted from 0.

    >>> position("A"), position("xfd")
    (0, 16383)
    """
    at = 0
    for letter in name.upper():
        at = at * 26 + ord(letter) - 64
    return at - 1


def beyond(columns: int) -> str:
    """A regular expression of the names of all columns after the first so many.

    >>> import re
    >>> [name for name in ("Z", "AB", "AC", "BA", "AAA") if re.fullmatch(beyond(28), name)]
    ['AC', 'BA', 'AAA']
    """
    last = letters(columns - 1)
    longer = [f"[A-Z]{{{len(last) + 1},}}"]
    for at, letter in enumerate(last):
        if letter != "Z":
            rest = f"[A-Z]{{{len(last) - at - 1}}}"
            longer.append(f"{last[:at]}[{chr(ord(letter) + 1)}-Z]{rest}")
    return f"(?:{'|'.join(longer)})"
