"""What a query says beside its patterns: its prefixes, its base, the graphs it names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from uegraph.errors import QuerySyntaxError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.store.tokens import Token


@dataclass(frozen=True, slots=True)
class Prologue:
    """What names in a query stand for.

    Attributes:
        prefixes: The declared prefixes, each with its colon.
        base: What relative IRIs are relative to; empty where the query does not say.
        end: The place of the first token of the query proper.
    """

    prefixes: dict[str, str]
    base: str
    end: int

    def iri(self, token: Token) -> str:
        """The IRI that a token stands for; an undeclared prefix stands for itself."""
        if token.kind == "iri":
            return _resolved(self.base, token)
        prefix, _, local = token.text.partition(":")
        return self.prefixes.get(f"{prefix}:", f"{prefix}:") + re.sub(r"\\(.)", r"\1", local)


def read_prologue(tokens: Sequence[Token]) -> Prologue:
    """The prefixes and the base that a query declares."""
    prefixes: dict[str, str] = {}
    base = ""
    place = 0
    while place < len(tokens):
        word = tokens[place].text.upper()
        kinds = [token.kind for token in tokens[place + 1 : place + 3]]
        if word == "PREFIX" and kinds == ["name", "iri"]:
            prefixes[tokens[place + 1].text] = _resolved(base, tokens[place + 2])
            place += 3
        elif word == "BASE" and kinds[:1] == ["iri"]:
            base = _resolved(base, tokens[place + 1])
            place += 2
        else:
            break
    return Prologue(prefixes, base, place)


def named_graphs(
    tokens: Sequence[Token], names: Prologue
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The graphs named by FROM, and those named by FROM NAMED.

    Raises:
        QuerySyntaxError: A FROM names no graph.
    """
    default: dict[str, None] = {}
    named: dict[str, None] = {}
    for place, token in enumerate(tokens):
        if token.kind != "word" or "FROM" not in token.text.upper():
            continue
        rest = tokens[place + 1 : place + 3]
        graphs = default
        if rest and rest[0].text.upper() == "NAMED":
            rest, graphs = rest[1:], named
        if token.text.upper() != "FROM" or not rest or rest[0].kind not in {"iri", "name"}:
            raise QuerySyntaxError(f"After {token.text} the query has to name a graph.")
        graphs[names.iri(rest[0])] = None
    return tuple(default), tuple(named)


def _resolved(base: str, token: Token) -> str:
    """An IRI made whole by its base; one that is no address stays as it is written."""
    text = token.text[1:-1]
    try:
        return urljoin(base, text)
    except ValueError:  # such as a bracket where the host begins
        return text
