"""``docs/conformance.md``, made from the two tables and from nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.w3c import manifests, record, shacl, sparql

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAGE: Final = Path(__file__).parents[2] / "docs" / "conformance.md"

_HEAD: Final = """# Conformance

The W3C's test cases for SPARQL 1.1 and for SHACL, put to uegraph's own doors. This page is made
from two tables beside the tests: [how many cases there are](../tests/w3c/groups.csv) and [every
case that does not pass](../tests/w3c/known.csv), with whose that is and why. A case that starts
to fail, or to pass, breaks the suite.

```sh
python -m tests.w3c          # every case; status 1 where one ends otherwise than the table says
python -m tests.w3c --write  # renew the tables and this page
pytest tests/w3c             # the same as tests; rdflib only where a door of ours fails
```

The cases are not part of this repository. They are looked for beside the checkout, in
`../shared/w3c` (`w3c/rdf-tests` at ad541a5, `w3c/data-shapes` at ff9edb9); without them the tests
say so and are skipped.
"""

_SPARQL: Final = """
## SPARQL 1.1

Four are asked each case:

- **inside**: `uegraph.store` as uegraph's own questions use it, the embedded engine in this
  process; updates by `Store.update`;
- **guarded**: as `uegraph sparql` asks: read by the guard, answered by a process that can be
  stopped, on a read-only view. There is no such door for updates; of these the guard's reading is
  run by the bare engine;
- **Oxigraph** alone and **rdflib** alone, to tell whose a failure is.

Rows are compared as sets, in order where the query sorts, whatever blank nodes are called;
numbers and truth values by value within their datatype; graphs as graphs. A request that is no
SPARQL has to be refused, in whatever words.

In uegraph every statement has a named graph and a query sees their union. Where a case tells
default and named graphs apart, its query gets the FROM clauses that say so, and the address of
its file as its base; nothing else is changed.

Passed / refused by design / failed:
"""

_SHACL: Final = """
## SHACL

uegraph holds no SHACL engine. Its [shapes](ontology.md) are plain SHACL that any engine reads,
and the tests hold them, the shipped data and the checks of cells against **pySHACL**; its reports
are compared result by result (focus node, path, value, severity, component, shape; not the words
of messages).

`uegraph.shapes` reads shapes into tables and columns. What it must never do is pass over a
constraint. So each case is given to **our reader** too, each of its shapes as a table: it carries
the shape out, and our checks of cells find fault where the W3C does, or it refuses the shape and
names what it cannot carry out.

Passed / refused by design / failed:
"""

_OFFERED: Final = """
## Not offered

Cases of kinds that no door of uegraph offers, and which are not run. Federated queries (SERVICE)
have no group of evaluation cases here; their syntax cases are above, refused.
"""


def text() -> str:
    """The page."""
    sparql_groups = (*manifests.QUERY_GROUPS, *manifests.UPDATE_GROUPS)
    parts = [_HEAD, _SPARQL, _table(sparql_groups, sparql.RUNNERS)]
    parts += ["\n### Failed\n", _failed(sparql_groups), "\n### Refused by design\n"]
    parts += [_refused(sparql_groups), _SHACL, _table(shacl.GROUPS, shacl.VALIDATORS)]
    parts += ["\n### Failed\n", _failed(shacl.GROUPS), "\n### Refused by design\n"]
    parts += [_refused(shacl.GROUPS), _OFFERED, _not_offered()]
    return "\n".join(parts)


def _table(groups: Sequence[str], runners: Sequence[str]) -> str:
    names = {"shapes": "our reader", "pyshacl": "pySHACL", "oxigraph": "Oxigraph"}
    heads = ["group", "cases", *(names.get(by, by) for by in runners)]
    lines = [_line(heads), _line(["---", *["--:"] * (len(heads) - 1)])]
    lines += [_line([group, *_cells([group], runners)]) for group in groups]
    lines.append(_line(["**all**", *(f"**{cell}**" for cell in _cells(groups, runners))]))
    return "\n".join(lines)


def _cells(groups: Sequence[str], runners: Sequence[str]) -> list[str]:
    total = sum(record.sizes()[group] for group in groups)
    cells = [str(total)]
    for by in runners:
        ends = Counter(o for group in groups for o in record.expected(group, by).values())
        cells.append(f"{total - ends.total()} / {ends['refused']} / {ends['failed']}")
    return cells


def _rows(groups: Sequence[str], outcome: str) -> list[record.Known]:
    return [
        row
        for row in record.known()
        if row.outcome == outcome and row.case.rpartition("/")[0] in groups
    ]


def _failed(groups: Sequence[str]) -> str:
    """Each failure of a door of ours by name, and of rdflib how many there are of a kind."""
    rows = _rows(groups, "failed")
    lines = [_line(["case", "fails", "whose", "why"]), _line(["---"] * 4)]
    others = Counter(row.why for row in rows if row.by == ("rdflib",))
    lines += [
        _line([row.case, ", ".join(row.by), row.whose, row.why.replace("|", "\\|")])
        for row in rows
        if row.by != ("rdflib",)
    ]
    lines += [
        _line([f"{n} cases, named in the table", "rdflib", "rdflib", why])
        for why, n in sorted(others.items())
    ]
    return "\n".join(lines)


def _refused(groups: Sequence[str]) -> str:
    counts = Counter((row.why, ", ".join(row.by)) for row in _rows(groups, "refused"))
    lines = [_line(["cases", "refused by", "why"]), _line(["--:", "---", "---"])]
    lines += [_line([str(n), by, why]) for (why, by), n in sorted(counts.items())]
    return "\n".join(lines)


def _not_offered() -> str:
    lines = [_line(["group", "cases", "why"]), _line(["---", "--:", "---"])]
    sizes = record.sizes()
    lines += [_line([g, str(sizes[g]), why]) for g, why in manifests.NOT_OFFERED.items()]
    return "\n".join(lines) + "\n"


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
