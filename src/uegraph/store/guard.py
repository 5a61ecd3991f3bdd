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
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, cast

from uegraph.errors import QueryRefusedError, QuerySyntaxError
from uegraph.namespaces import PREFIXES
from uegraph.store.prologue import named_graphs, read_prologue
from uegraph.store.tokens import read_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.store.tokens import Token

Form = Literal["SELECT", "ASK", "CONSTRUCT", "DESCRIBE"]

LONGEST: Final = 1 << 20
"""Characters of a query; reading one of a million takes seconds and 200 MB."""

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

_CODEPOINTS: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


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
    if len(query) > LONGEST:
        raise QueryRefusedError(
            f"The query has more than {LONGEST:,} characters. Ask for less at once."
        )
    text = _plain(query)
    for variant in _decoded(text):
        found = read_tokens(variant)
        _check(found)
        _check_functions(found)
    tokens = read_tokens(text)
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
        tokens = read_tokens(variant)
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
