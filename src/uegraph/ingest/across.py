"""Checks that need the whole: circles, evidence of one row from two sources, promised numbers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import Problem
from uegraph.ingest.source import Fault, given_by, of_class, values_of
from uegraph.ingest.suggest import did_you_mean, names
from uegraph.namespaces import SCHEME, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from uegraph.ingest.source import Dataset, Place, Row
    from uegraph.shapes import Column

# A thing cannot be above itself. Properties of one line climb the same ladder: a body can be part
# of one body and unit of another, and a circle through both is as wrong as through one. The
# ontology's subproperties join in (an occurrence is part of its series). Other properties may run
# in circles: two bodies are members of each other's forums, two themes learn from each other.
_LADDERS: Final = tuple(
    tuple(map(expand, line))
    for line in (
        ("skos:broader",),
        ("dcterms:isPartOf",),
        ("org:subOrganizationOf", "org:unitOf"),
        ("prov:wasRevisionOf",),
    )
)
_PASSAGE: Final = expand("ueg:Passage")
_DOCUMENT: Final = expand("foaf:Document")
_UPPER: Final = expand("ueg:upperValue")
_LOWER: Final = expand("ueg:value")
_BOUND: Final = expand("ueg:bound")
_RANGE: Final = f"<{SCHEME}bound/range>"
_SHOWN: Final = 12
_FREE: Final = frozenset(map(expand, ("skos:prefLabel", "skos:note", "dcterms:description")))


def problems_across(datasets: Sequence[Dataset], rows: Sequence[Row]) -> list[Problem]:
    """What is wrong between rows, though each row alone is right."""
    return [
        *(problem for ladder in _LADDERS for problem in _circles(rows, ladder)),
        *_mixed_evidence(rows),
        *_contradictions(rows),
        *_ranges(rows),
        *(problem for dataset in datasets for problem in _promises(dataset, rows)),
    ]


def source_of(rows: Sequence[Row]) -> dict[Place, str]:
    """For each row with evidence, by its place: the source that its passages stand in, as a term.

    Where there are several, the first in sorted order: such rows are errors.
    """
    return {place: min(found) for place, found in _sources(rows).items()}


def _sources(rows: Sequence[Row]) -> dict[Place, set[str]]:
    """The place of a row to the sources of its evidence."""
    documents = {
        f"<{row.iri}>": term
        for row, _, term in values_of(rows, of_class(_DOCUMENT))
        if row.sheet.table.target_class == _PASSAGE
    }
    sources: dict[Place, set[str]] = {}
    for row, _, term in values_of(rows, of_class(_PASSAGE)):
        if term in documents:
            sources.setdefault(row.place, set()).add(documents[term])
    return sources


def _mixed_evidence(rows: Sequence[Row]) -> Iterator[Problem]:
    mixed = {place: found for place, found in _sources(rows).items() if len(found) > 1}
    for row, column, _ in values_of(rows, of_class(_PASSAGE)) if mixed else ():
        if found := mixed.pop(row.place, None):
            named = " and ".join(sorted(term.strip("<>").rpartition("/")[2] for term in found))
            message = f"the evidence comes from more than one source: {named}"
            remedy = "Name passages of one source; give what another source says its own row."
            fault = Fault("", message, remedy, "check:evidence")
            yield row.sheet.problem(row.number, column.header, fault)


def _contradictions(rows: Sequence[Row]) -> Iterator[Problem]:
    """Where rows about one thing differ on what it can have only one of.

    Both are kept, each in its source's graph. Another name is no contradiction, nor a remark.
    """
    about: dict[str, list[Row]] = {}
    for row in rows:
        about.setdefault(row.iri, []).append(row)
    for told in about.values():
        said: dict[str, tuple[Row, str]] = {}
        for row in told if len(told) > 1 else ():
            for column, term in _only_ones(row):
                first, other = said.setdefault(column.path, (row, term))
                repeated = row.dataset is first.dataset and row.slug == first.slug
                if term != other and not repeated:  # an id used twice is told as such
                    yield _contradiction(row, column, term, first, other)


def _only_ones(row: Row) -> Iterator[tuple[Column, str]]:
    for (_, column), cell in zip(row.sheet.columns, row.cells, strict=True):
        if column.max_count == 1 and not column.inverse and column.path not in _FREE:
            yield from ((column, term) for term in cell.terms)


def _contradiction(row: Row, column: Column, term: str, first: Row, other: str) -> Problem:
    mine, theirs = _in_words(term, column), _in_words(other, column)
    message = f"'{mine}' here, but '{theirs}' in {_where(first, row)}"
    remedy = "Find out which is right, and correct the other; until then both are kept."
    fault = Fault("", message, remedy, "check:contradiction", "warning")
    return row.sheet.problem(row.number, column.header, fault)


def _circles(rows: Sequence[Row], ladder: tuple[str, ...]) -> Iterator[Problem]:
    """One problem for each circle of rows that are, step by step, above themselves."""
    steps = shapes.narrower_properties(*ladder)
    rung = {row.iri: row for row in reversed(rows)}
    above: dict[str, dict[str, str]] = {}
    for row, column, term in values_of(rows, given_by(*steps)):
        if term[1:-1] in rung:
            above.setdefault(row.iri, {})[term[1:-1]] = column.header
    for circle in circles(above):
        yield _circle(circle, rung, above)


def circles(above: Mapping[str, Iterable[str]]) -> Iterator[list[str]]:
    """Circles such that nothing runs in a circle once one step of each is taken away.

    >>> list(circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]}))
    [['a', 'b', 'c']]
    """
    done: set[str] = set()
    for root in above:
        path, ahead = [root], [iter(above[root])]
        place = {root: 0}
        while path and root not in done:
            up = next(ahead[-1], None)
            if up is None:
                ahead.pop()
                done.add(path[-1])
                del place[path.pop()]
            elif up in place:
                yield path[place[up] :]
            elif up not in done:
                place[up] = len(path)
                path.append(up)
                ahead.append(iter(above.get(up, ())))


def _circle(
    circle: list[str], rung: Mapping[str, Row], above: Mapping[str, Mapping[str, str]]
) -> Problem:
    first = min(range(len(circle)), key=lambda at: rung[circle[at]].place)
    chain = [*circle[first:], *circle[:first]]
    start = rung[chain[0]]
    header = above[chain[0]][chain[1 % len(chain)]]
    shown = [f"{rung[iri].slug} ({_where(rung[iri], start)})" for iri in chain[:_SHOWN]]
    more = [f"… {len(chain) - _SHOWN} more"] if len(chain) > _SHOWN else []
    message = f"goes round in a circle: {' → '.join([*shown, *more, start.slug])}"
    remedy = "Empty or correct one of these cells: nothing can be above itself."
    fault = Fault("", message, remedy, "check:circle")
    return start.sheet.problem(start.number, header, fault)


def _in_words(term: str, column: Column) -> str:
    """A value as a cell may hold it: a label, a text, or an id."""
    if not term.startswith("<"):
        return _text(term)[:80]
    labels = (
        {c.iri: c.label for c in shapes.concepts(column.scheme).values()} if column.scheme else {}
    )
    return labels.get(term[1:-1]) or term[1:-1].rpartition("/")[2]


def _where(row: Row, start: Row) -> str:
    """Where a row stands, with its file where that is not the one the message begins with."""
    same = row.sheet.place == start.sheet.place
    return f"row {row.number}" if same else f"{row.sheet.place}, row {row.number}"


def _text(term: str) -> str:
    return term.split('"')[1]


def _ranges(rows: Sequence[Row]) -> Iterator[Problem]:
    """Ranges upside down, without an upper end, or with one that their bound does not know of."""
    lowers = {id(row): _text(term) for row, _, term in values_of(rows, given_by(_LOWER))}
    uppers = {id(row): _text(term) for row, _, term in values_of(rows, given_by(_UPPER))}
    for row, column, term in values_of(rows, given_by(_BOUND)):
        is_range = term == _RANGE
        if is_range and id(row) not in uppers:
            message, remedy = "a range has no upper value", "Write it, or another bound."
            yield _range_problem(row, column, message, remedy)
        elif not is_range and id(row) in uppers:
            message = f"there is an upper value, {uppers[id(row)]}, and the bound is no range"
            yield _range_problem(row, column, message, "Write range, or empty the upper value.")
    for row, column, term in values_of(rows, given_by(_UPPER)):
        upper, lower = _text(term), lowers.get(id(row))
        if lower is not None and int(upper) < int(lower):
            message = f"{upper} is below the lower end of the range, {lower}"
            yield _range_problem(row, column, message, "Exchange the two numbers.")


def _range_problem(row: Row, column: Column, message: str, remedy: str) -> Problem:
    fault = Fault("", message, remedy, "check:range", "warning")
    return row.sheet.problem(row.number, column.header, fault)


def _promises(dataset: Dataset, rows: Sequence[Row]) -> Iterator[Problem]:
    """What ``dataset.yml`` promises and the tables do not keep."""
    counts: Counter[str] = Counter()
    for sheet in dataset.sheets:
        counts[sheet.table.name] += len(sheet.records)
    unread = {sheet.table.name for sheet in dataset.sheets if not sheet.complete}
    limits = dataset.settings.assertions
    for bound, ratio in (("min", 1), ("max", -1)):
        for table, limit in limits.get(bound, {}).items():
            count = counts[table]
            if count * ratio < limit * ratio and table not in unread:
                words = "at least" if bound == "min" else "at most"
                message = f"{table} has {count} rows, where {words} {limit} are promised"
                remedy = "Complete the table, or correct the assertion."
                yield _settings_problem(dataset, "assertions", message, remedy)
    passages = {r.slug for r in rows if r.sheet.table.target_class == _PASSAGE}
    known = not any(s.table.target_class == _PASSAGE and not s.complete for s in dataset.sheets)
    for slug in dataset.settings.unmodelled:
        if known and slug not in passages:
            remedy = did_you_mean(slug, names(passages), "Delete it, or add the passage.")
            message = f"'{slug}' is not the id of a passage"
            yield _settings_problem(dataset, "unmodelled", message, remedy)


def _settings_problem(dataset: Dataset, name: str, message: str, remedy: str) -> Problem:
    rule = f"check:{name}"
    return Problem(dataset.settings_file, "", 0, name, message, remedy, "error", rule)
