"""N-Quads that are loaded as they stand: from a file, packed or not, and as a graph's content."""

from __future__ import annotations

import contextlib
import gzip
import logging
from typing import TYPE_CHECKING, Final

from tests.fuzz.payloads import broken, text

from uegraph.ingest.ready import pieces
from uegraph.namespaces import PREFIXES
from uegraph.store import build, open_store, serialise_term

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from tests.fuzz.trap import Trap

    from uegraph.store import Store

DATATYPES: Final = (
    *(f"{PREFIXES['rdf']}{name}" for name in ("HTML", "XMLLiteral", "JSON", "langString")),
    *(
        f"{PREFIXES['xsd']}{name}"
        for name in ("integer", "decimal", "date", "dateTime", "duration")
    ),
    *(
        f"{PREFIXES['xsd']}{name}"
        for name in ("base64Binary", "hexBinary", "double", "boolean", "x")
    ),
)
PIECES: Final = (
    "<<(", ")>>", "<", ">", '"', "\\", "\\u0000", "\\uD800", "\\u003E", "\\U0010FFFF", "@en", "^^",
    "_:b", ".", "#", "\n", "\r", "\x00", "<URL>", "<file://SECRET>", "@prefix a: <URL> .", "{",
    "}", "[", "(", '{"@context": "URL"}', "<?xml version='1.0'?><!DOCTYPE a SYSTEM 'URL'>",
    "<rdf:RDF>", "GRAPH",
)  # fmt: skip


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Loads lines that are odd, broken, deep, long or packed a thousandfold."""
    logging.disable(logging.CRITICAL)  # rdflib tells at length of odd values

    def case(chance: random.Random) -> str:
        lines = "".join(_line(chance) for _ in range(chance.randint(1, 6)))
        if chance.random() < 0.3:
            lines = broken(lines, chance, PIECES)
        path = _written(trap.place, trap.fill(lines).encode(), chance)
        with build(":memory:", lambda store: store.load_nquads(pieces(path))) as store:
            return _told(store)

    return case


def _told(store: Store) -> str:
    """All that a graph says of itself; each name has to be one that a query can ask for."""
    said = store.dump()
    if b"_:" not in said:  # blank nodes get other names
        with open_store(read_only=False) as again:
            again.load_nquads(said)
            assert again.dump() == said
    for name, count in store.graphs().items():
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{name}> {{ ?s ?p ?o }} }}"
        found = store.construct(query, trusted=True)
        assert found.count("\n") == count
    with contextlib.suppress(UnicodeEncodeError):
        store.to_rdflib()
    return said.decode()[:100_000]


def _line(chance: random.Random) -> str:
    graph = chance.choice((*["<http://e/g>", "<http://e/h>", "<urn:x>"] * 9, "_:g", ""))
    subject = chance.choice(("<http://e/s>", "_:b", "<http://e/é>", "<urn:x:y>"))
    return f"{subject} <http://e/{chance.choice('pqr')}> {_object(chance)} {graph} .\n"


def _object(chance: random.Random) -> str:  # noqa: PLR0911 - a kind of object each
    kind = chance.random()
    if kind < 0.3:
        return serialise_term(text(chance), "string")
    if kind < 0.6:
        return f"{serialise_term(text(chance), 'string')}^^<{chance.choice(DATATYPES)}>"
    if kind < 0.7:
        return f'"x"@{"-".join(["abcdefgh"] * chance.choice((1, 2, 400)))}'
    if kind < 0.8:
        deep = chance.choice((1, 1, 5, 5, 99, 99, 200, 20_000))
        return "<<( <http://e/s> <http://e/p> " * deep + "<http://e/o>" + " )>>" * deep
    if kind < 0.85:
        nested = chance.choice(("<b>", "[", '{"a":', "&a;")) * chance.choice((10, 1_000, 30_000))
        return f"{serialise_term(nested, 'string')}^^<{chance.choice(DATATYPES)}>"
    if kind < 0.86:
        return serialise_term("a" * chance.choice((10_000, 10_000, 20 << 20)), "string")
    return f"<http://e/{chance.choice(('a', 'é', '%41', '%zz', '?q#f', ':', '//'))}>"


def _written(place: Path, data: bytes, chance: random.Random) -> Path:
    """A file of the lines; packed ones may be cut, or hold far more than a graph does."""
    if chance.random() < 0.6:
        path = place / "data.nq"
        path.write_bytes(data)
        return path
    path = place / "data.nq.gz"
    filler = b" " * (100 << 20) if chance.random() < 0.03 else b""
    packed = gzip.compress(data + filler, 1)
    path.write_bytes(packed[: chance.randint(1, len(packed))] if chance.random() < 0.2 else packed)
    return path
