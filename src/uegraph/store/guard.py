r"""The guard reads a query before any engine does, and refuses what reaches outside the graph.

It works on tokens, not on substrings: a string, a comment, an IRI or a variable may say
"service". Two things make it stricter than the grammar.

* Oxigraph's parser backtracks: ``SERVICE:x { … }`` is a prefixed name to a tokenizer and a
  SERVICE clause to Oxigraph, and ``?a<STR('>')`` holds an IRI to one and a comparison to the
  other. What can be read both ways is refused, with the wording that cannot.
* Some engines replace ``\u0053`` before they read a query and some after. A query with such
  escapes is read both ways, and has to be harmless in both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal, cast

from uegraph.errors import QueryRefusedError, QuerySyntaxError
from uegraph.namespaces import PREFIXES
from uegraph.store.prologue import named_graphs, read_prologue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

_READS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_WRITES: Final = (
    *("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP"),
    *("ADD", "MOVE", "COPY", "WITH", "USING", "INTO"),
)

# Virtuoso's built-in and SQL functions, Jena's Java classes: as schemes, and by their namespaces.
_PROGRAMS: Final = (
    *("bif:", "sql:", "java:", "http://www.openlinksw.com/schemas/bif#"),
    *("http://www.openlinksw.com/schemas/sql#", "http://jena.apache.org/arq/"),
    "http://jena.hpl.hp.com/arq/",
)

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

_TOKEN: Final = rf"""
      (?P<space>[ \t\n]+|\#[^\n]*)
    | (?P<iri><(?:[^\x00-\x20<>"{{}}|^`\\]|{_CODEPOINT})*>)
    | (?P<string>'''(?:'{{0,2}}(?:[^'\\]|{_ESCAPE}))*'''
        | \"\"\"(?:"{{0,2}}(?:[^"\\]|{_ESCAPE}))*\"\"\"
        | '(?!'')(?:[^'\\\n]|{_ESCAPE})*'
        | "(?!"")(?:[^"\\\n]|{_ESCAPE})*")
    | (?P<variable>[?$][{_LETTER}_0-9][{_FOLLOWING}]*)
    | (?P<label>_:[{_LETTER}_0-9](?:[{_FOLLOWING}.\-]*[{_FOLLOWING}\-])?)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[A-Za-z]+)?)
    | (?P<name>(?:{_PREFIX})?:(?:{_LOCAL})?)
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<mark>[{{}}()\[\].,;*/|^!=<>&+\-?~])
"""
_CODEPOINTS: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


@dataclass(frozen=True, slots=True)
class Token:
    """One word, sign, name, string or IRI of a query, and where it stands."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A query that the guard let through.

    Attributes:
        text: The query, its line ends made the same everywhere.
        form: What it answers with: rows, yes or no, or a graph.
        default: The graphs that its FROM clauses name.
        named: The graphs that its FROM NAMED clauses name.
    """

    text: str
    form: Form
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def graphs(self) -> tuple[str, ...]:
        """Every graph that the query asks for by FROM or FROM NAMED."""
        return self.default + self.named


@lru_cache(maxsize=64)
def read_query(query: str) -> Reading:
    """A query from outside, read and found to stay inside the graph.

    Raises:
        QueryRefusedError: It asks another server (SERVICE), loads a file, or changes the graph.
        QuerySyntaxError: It cannot be SPARQL: an unknown character, an unclosed string.
    """
    text = _plain(query)
    for variant in _decoded(text):
        found = _tokens(variant)
        _check(found)
        _check_functions(found)
    tokens = _tokens(text)
    names = read_prologue(tokens)
    _require_declared(tokens[names.end :], names.prefixes)
    return Reading(text, _form(tokens[names.end :]), *named_graphs(tokens, names))


def read_update(update: str) -> str:
    """An update of our own, read and found to reach for no other server or file.

    Raises:
        QueryRefusedError: It contains SERVICE or LOAD.
        QuerySyntaxError: It cannot be SPARQL.
    """
    text = _plain(update)
    for variant in (text, *_decoded(text)):
        tokens = _tokens(variant)
        _check_words(tokens, ("SERVICE", "LOAD"))
        _check_names(tokens)
        _check_iris(tokens)
    return text


def _plain(text: str) -> str:
    """One kind of line end: engines disagree on whether a lone return ends a comment."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(text: str) -> tuple[str, ...]:
    """The text as engines see it that replace codepoint escapes first, where that differs."""
    changed = _CODEPOINTS.sub(lambda match: _character(match[1] or match[2]), text)
    return (text,) if changed == text else (text, _plain(changed))


def _character(digits: str) -> str:
    number = int(digits, 16)
    if number > 0x10FFFF or 0xD800 <= number <= 0xDFFF:
        raise QuerySyntaxError(
            f"The escape of {digits} in the query names no character. Write the character itself."
        )
    return chr(number)


def _tokens(text: str) -> list[Token]:
    return list(_scan(text))


@cache
def _pattern() -> re.Pattern[str]:
    """Compiled at the first query: it takes 15 ms, and most commands ask none from outside."""
    return re.compile(_TOKEN, re.VERBOSE)


def _scan(text: str) -> Iterator[Token]:
    pattern = _pattern()
    place = 0
    while place < len(text):
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


def _check(tokens: Sequence[Token]) -> None:
    _check_words(tokens, ("SERVICE", "SILENT", *_WRITES))
    _check_names(tokens)
    _check_iris(tokens)


def _check_words(tokens: Sequence[Token], forbidden: Sequence[str]) -> None:
    """Refuse a keyword, also one glued to another word: engines read ``trueSERVICE`` as two."""
    for token in tokens:
        found = [name for name in forbidden if token.kind == "word" and name in token.text.upper()]
        if found and found[0] in {"SERVICE", "SILENT"}:
            raise QueryRefusedError(
                "The query asks another server (SERVICE). Only this graph can be asked: "
                "remove the SERVICE clause, or build the other data into the graph."
            )
        if found:
            raise QueryRefusedError(
                f"The query contains {token.text}, which belongs to an update. "
                "A query only reads; change the sources and run `uegraph build` instead."
            )


def _check_names(tokens: Sequence[Token]) -> None:
    """Refuse a prefixed name that a parser could read as the word SERVICE and its address."""
    for place, token in enumerate(tokens):
        if token.kind not in {"name", "label"} or "service" not in token.text.casefold():
            continue
        before = tokens[place - 1].text.upper() if place else ""
        after = list(tokens[place + 1 : place + 3])
        if after and after[0].kind in {"iri", "name", "variable"}:
            del after[0]
        if before != "GRAPH" and after and after[0].text == "{":
            raise QueryRefusedError(
                f"The name {token.text} before '{{' can be read as a SERVICE clause. "
                "Put a '.' and a line before the '{', or use another prefix."
            )


def _check_iris(tokens: Sequence[Token]) -> None:
    """Refuse ``<…>`` that a parser could read as "less than", followed by something hidden.

    With ``://`` it cannot be a comparison. Without ``' # ( )`` nothing can be hidden in it.
    """
    for place, token in enumerate(tokens):
        if token.kind != "iri" or not re.search(r"['#()]", token.text):
            continue
        absolute = re.match(r"<[A-Za-z][A-Za-z0-9+.\-]*://", token.text)
        declared = place > 1 and tokens[place - 2].text.upper() == "PREFIX"
        if absolute or declared or not place or not _ends_operand(tokens[place - 1]):
            continue
        raise QueryRefusedError(
            f"{token.text} can be read as an IRI and as a comparison. Declare a PREFIX and write "
            "a prefixed name, or put spaces around '<'."
        )


def _check_functions(tokens: Sequence[Token]) -> None:
    """Refuse the names by which some servers let a query run programs.

    A call cannot be told from a list after a property, so the names are refused wherever they are.
    """
    names = read_prologue(tokens)
    for token in tokens:
        if token.kind not in {"iri", "name"}:
            continue
        iri = names.iri(token)
        if iri.casefold().startswith(_PROGRAMS):
            raise QueryRefusedError(
                f"{token.text} can run a program on the server that is asked. "
                "Use the functions of SPARQL 1.1 alone."
            )


def _ends_operand(token: Token) -> bool:
    """Whether "less than" can follow: also after words glued together, as in DISTINCTtrue."""
    if token.kind == "word":
        return token.text.upper().endswith(("TRUE", "FALSE"))
    return token.kind != "mark" or token.text in ")]}"


def _require_declared(tokens: Sequence[Token], prefixes: dict[str, str]) -> None:
    """Name the PREFIX line that is missing: the engine only says that it expected a brace."""
    for token in tokens:
        prefix = token.text.partition(":")[0]
        if token.kind == "name" and f"{prefix}:" not in prefixes:
            line = f"PREFIX {prefix}: <{PREFIXES.get(prefix, '…')}>"
            raise QuerySyntaxError(f"The prefix of {token.text} is not declared. Add: {line}")


def _form(tokens: Sequence[Token]) -> Form:
    word = tokens[0].text.upper() if tokens else ""
    if word not in _READS:
        found = f"this one with {tokens[0].text!r}" if tokens else "this one is empty"
        raise QuerySyntaxError(
            f"A query begins with {', '.join(_READS)} (after PREFIX and BASE); {found}."
        )
    return cast("Form", word)
