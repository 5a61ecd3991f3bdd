"""A query as its words, signs, names, strings and IRIs, as SPARQL 1.1 tells them apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, cast

from uegraph.errors import QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Iterator

# SPARQL 1.1, section 19.8: productions 164 to 167.
_LETTER: Final = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_FOLLOWING: Final = rf"{_LETTER}_0-9\u00b7\u0300-\u036f\u203f-\u2040"
_CODEPOINT: Final = r"\\u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|\\U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}"
_ESCAPE: Final = rf"\\[tbnrf\\\"']|{_CODEPOINT}"
_PREFIX: Final = rf"[{_LETTER}](?:[{_FOLLOWING}.\-]*[{_FOLLOWING}\-])?"
_LOCAL_LETTER: Final = rf"[{_FOLLOWING}:\-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_LOCAL: Final = rf"(?:{_LOCAL_LETTER})(?:\.*(?:{_LOCAL_LETTER}))*"

_PLAIN: Final = r"""(?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)"""
_TOKEN: Final = rf"""
      (?P<space>[ \t\n]+|\#[^\n]*)
    | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]++|{_CODEPOINT})*+>)
    | (?P<string>'''(?:'{{0,2}}(?:[^'\\]++|{_ESCAPE}))*+'''
        | \"\"\"(?:"{{0,2}}(?:[^"\\]++|{_ESCAPE}))*+\"\"\"
        | '(?!'')(?:[^'\\\n]++|{_ESCAPE})*+'
        | "(?!"")(?:[^"\\\n]++|{_ESCAPE})*+")
    | (?P<variable>[?$][{_LETTER}_0-9][{_FOLLOWING}]*)
    | (?P<label>_:[{_LETTER}_0-9](?:[{_FOLLOWING}.\-]*[{_FOLLOWING}\-])?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    | (?P<name>(?:{_PREFIX})?:(?:{_LOCAL})?)
    | {_PLAIN}
    | (?P<mark>[{{}}()\[\].,;*/|^!=<>&+\-?~])
"""


@dataclass(frozen=True, slots=True)
class Token:
    """One word, sign, name, string or IRI of a query, and where it stands."""

    kind: str
    text: str
    start: int


def read_tokens(text: str) -> list[Token]:
    """The tokens of a query, comments and spaces left out.

    Raises:
        QuerySyntaxError: It cannot be SPARQL: an unknown character, an unclosed string.
    """
    return list(_scan(text))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Compiled at the first query: it takes 15 ms, and most commands ask none from outside."""
    plain = rf"{_PLAIN} | (?P<mark>[.\-])"
    run = rf"[{_FOLLOWING}.\-]+"
    return tuple(re.compile(text, re.VERBOSE) for text in (_TOKEN, plain, run))


def _scan(text: str) -> Iterator[Token]:
    """The tokens one by one, in a time linear in the text.

    Only where a run of letters ends in a colon can a prefixed name begin in it. Looked for at
    every letter of the others, as in ``a.a.a.a.a``, names would take a quadratic time.
    """
    token, plain, letters = _patterns()
    place = end = 0
    pattern = token
    while place < len(text):
        if place >= end:
            run = letters.match(text, place)
            end = run.end() if run else place + 1
            pattern = (
                plain if run and (text[end - 1] == "." or text[end : end + 1] != ":") else token
            )
        match = pattern.match(text, place)
        if match is None:
            raise QuerySyntaxError(_unreadable(text, place))
        kind = cast("str", match.lastgroup)
        if kind != "space":
            yield Token(kind, match[0], place)
        place = match.end()


def _unreadable(text: str, place: int) -> str:
    line = text.count("\n", 0, place) + 1
    column = place - (text.rfind("\n", 0, place) + 1) + 1
    what = f"The query cannot be read at line {line}, column {column}: "
    if text[place] in "'\"":
        return what + "a string that is not closed, or with an escape SPARQL does not know."
    if text[place] == "\\":
        return what + "escapes are allowed in strings and IRIs only. Write the character itself."
    return what + f"{text[place]!r} does not belong there."
