"""SPARQL from outside: what the guard lets through goes to the bare engine, which would call."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import pyoxigraph as ox
from tests.fuzz.payloads import text

from uegraph.store import build, open_store, read_query, serialise_term

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.fuzz.trap import Trap

T = TypeVar("T")
DATA: Final = (
    b'<http://e/s> <http://e/p> "o" <http://e/g> .\n<http://e/o> <http://e/p> "1" <http://e/g> .\n'
)
SPACES: Final = (" ", "\n", "\t", "\r\n", "\r", "# '\n", '#"""\n', "#>\r", "")
TERMS: Final = (
    "?s", "?o", "<http://e/s>", "e:s", "e:", ":", "'x'", '"x"@en', "1", "1.5e3", "true", "<URL>",
    "<relative>", "_:a", "service:x", "SERVICE:", "?SERVICE", "'''a'''", "[]",
    "<http://e/\\u0041>", "\"\\u0022\"", "<file://SECRET>", "<< ?s ?p ?o >>", "()",
)  # fmt: skip
REACHING: Final = (
    "SERVICE <URL> {", "service silent <URL>{", "SERVICE x: {", "SERVICE ?u {",
    "\\u0053ERVICE <URL> {", "SERVICE#\n<URL>{", "LOAD <URL>", "FROM <URL>",
    "FROM NAMED <file://SECRET>", "trueSERVICE<URL>{", "1SERVICE x:{", "SERVICE:x{",
    "SERVICE e:u{", "e:a.SERVICE<URL>{", "_:b.SERVICE<URL>{", "INSERT DATA {",
)  # fmt: skip
PIECES: Final = (
    *REACHING, *TERMS, "{", "}", "(", ")", ".", ";", "#", "'", '"', "'''", "<", ">", "\\", "\n",
    "\r", "\\u000A", "\\u0027", "\\U0000007B", "FILTER(?o<STR('>'))", "<1#>'''\n",
)  # fmt: skip


class Grammar:
    """Queries that are mostly valid, with a clause that would reach out in some place of them."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.left = 12

    def query(self) -> str:
        """A query."""
        forms = (
    "SELECT *", "SELECT DISTINCT ?s", "ASK", "CONSTRUCT { ?s ?p ?o } WHERE", "DESCRIBE ?s",
    "SELECT (COUNT(*) AS ?n)", "select reduced ?s ?o",
)  # fmt: skip
        prologue = (
            "PREFIX e: <http://e/> PREFIX : <URL> PREFIX x: <URL> PREFIX service: <URL> "
            "PREFIX SERVICE: <http://z/>"
        )
        base = self.one("", "", "BASE <URL>", "BASE <file://SECRET>")
        from_ = self.one(
            "", "", "", "FROM <URL>", "FROM e:g", "FROM NAMED <http://e/g>", "FROM <x>"
        )
        tail = self.one("", "", "LIMIT 3", "ORDER BY ?s", "VALUES ?s { <URL> }", "OFFSET 1", "#\r}")
        parts = (base, prologue, self.one(*forms), from_, self.group(), tail)
        return self.space().join(parts)

    def group(self) -> str:
        """A group of patterns."""
        self.left -= 1
        patterns = [self.pattern() for _ in range(self.chance.randint(0, 3))]
        between = self.space() + self.one("", ".", " . ")
        return f"{{{self.space()}{between.join(patterns)}{self.space()}}}"

    def pattern(self) -> str:
        """A triple, a clause, or something that holds groups."""
        if self.left < 0 or self.chance.random() < 0.4:
            path = self.one("?p", "<http://e/p>", "e:p", "a", "e:p*", "^e:p|e:q")
            return f"{self.term()} {path} {self.term()}"
        kinds: tuple[Callable[[], str], ...] = (
            self.group,
            lambda: f"OPTIONAL{self.space()}{self.group()}",
            lambda: f"{self.group()} UNION {self.group()}",
            lambda: f"MINUS {self.group()}",
            lambda: f"GRAPH {self.term()} {self.group()}",
            lambda: f"FILTER{self.space()}({self.expression()})",
            lambda: f"FILTER NOT EXISTS {self.group()}",
            lambda: f"BIND({self.expression()} AS ?b{self.left})",
            lambda: f"VALUES ?u {{ <URL> {self.literal()} }}",
            lambda: f"{{ SELECT * {self.group()} }}",
            lambda: f"{self.one(*REACHING)} {self.term()} ?p ?o }}",
        )
        return self.chance.choice(kinds)()

    def expression(self) -> str:
        """An expression."""
        return self.one(
            "?o<?s", "?o < 1 && 2>1", "STR(?o)", "IRI('URL')", "EXISTS { ?s ?p ?o }", "1<1#>'''\n",
            "?o IN (<URL>, 1)", "REGEX(STR(?s), '(a+)+$')", "?s<STR('>')", "e:f(?s)", "true",
            "CONCAT('a', 'URL')", "-?o", "!(?o = <URL>)", f"?o = {self.literal()}",
        )  # fmt: skip

    def literal(self) -> str:
        """A string that holds anything, as the engine writes it."""
        return serialise_term(text(self.chance), "string")

    def term(self) -> str:
        """A term."""
        return self.one(*TERMS, self.literal())

    def space(self) -> str:
        """A space of some kind, most often a usual one."""
        return " " if self.chance.random() < 0.8 else self.one(*SPACES)

    def one(self, *choices: T) -> T:
        """One of them."""
        return self.chance.choice(choices)


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Puts a query to the guard, then to the engine in this process; sometimes to the real door."""
    engine = ox.Store()
    engine.load(DATA, format=ox.RdfFormat.N_QUADS)
    folder = trap.outside.parent / "graph"
    build(folder, DATA).close()

    def case(chance: random.Random) -> str:
        asked = Grammar(chance).query()
        for _ in range(chance.choice((0, 0, 1, 2))):
            at = chance.randint(0, len(asked))
            asked = asked[:at] + chance.choice(PIECES) + asked[at:]
        asked = trap.fill(asked)
        if chance.random() < 0.02:
            with open_store(folder) as store:
                return str(store.query(asked, timeout=5, limit=100))
        return _answer(engine, read_query(asked).text)

    return case


def _answer(engine: ox.Store, asked: str) -> str:
    """The first rows of an answer; the engine may refuse what is no SPARQL, but not call."""
    try:
        found = engine.query(asked, use_default_graph_as_union=True)
        if isinstance(found, ox.QueryBoolean):
            return str(found)
        return "".join(str(one) for one, _ in zip(found, range(100), strict=False))
    except SyntaxError as error:
        return str(error)
    except (RuntimeError, ValueError) as error:
        if "custom function" in str(error) or "not supported" in str(error):
            return str(error)
        raise
