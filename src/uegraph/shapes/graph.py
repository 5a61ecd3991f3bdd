"""The ontology's files as triples to look up, without a query engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.errors import ResourceError
from uegraph.namespaces import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pyoxigraph import BlankNode, NamedNode, Triple
    from pyoxigraph import Literal as RdfLiteral

    Term = NamedNode | BlankNode | RdfLiteral | Triple

_RDF: Final = PREFIXES["rdf"]


class Graph:
    """The ontology's triples, looked up by subject and predicate."""

    def __init__(self, files: Sequence[Path]) -> None:
        from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - only where the model is read

        self._objects: dict[tuple[str, str], list[Term]] = {}
        self._pairs: dict[str, list[tuple[str, str]]] = {}
        self.predicates: dict[str, list[str]] = {}
        for path in files:
            try:
                for quad in parse(path=path, format=RdfFormat.TURTLE, rename_blank_nodes=True):
                    self._add(_name(quad.subject), quad.predicate.value, quad.object)
            except (SyntaxError, OSError) as error:
                raise ResourceError(f"{path} cannot be read: {error}. Mend the file.") from error

    def _add(self, subject: str, predicate: str, value: Term) -> None:
        self._objects.setdefault((subject, predicate), []).append(value)
        self._pairs.setdefault(predicate, []).append((subject, _name(value)))
        self.predicates.setdefault(subject, []).append(predicate)

    def pairs(self, predicate: str) -> list[tuple[str, str]]:
        """The subjects and objects that a predicate joins, in the order of the files."""
        return self._pairs.get(predicate, [])

    def all(self, subject: str, predicate: str) -> list[str]:
        """Every value, in the order of the files."""
        return [_name(value) for value in self._objects.get((subject, predicate), [])]

    def one(self, subject: str, predicate: str) -> str | None:
        """The value; of several the English one, or the one without a language."""
        values = self._objects.get((subject, predicate), [])
        plain = [v for v in values if (getattr(v, "language", None) or "en").startswith("en")]
        return _name((plain or values)[0]) if values else None

    def number(self, subject: str, predicate: str) -> int | None:
        """The value as a whole number."""
        text = self.one(subject, predicate)
        return None if text is None else int(text)

    def items(self, head: str) -> list[str]:
        """The members of an RDF list."""
        found = []
        while head != _RDF + "nil":
            found += self.all(head, _RDF + "first")
            head = self.all(head, _RDF + "rest")[0]
        return found


def _name(term: Term) -> str:
    return str(term) if type(term).__name__ in ("BlankNode", "Triple") else str(term.value)  # type: ignore[union-attr]
