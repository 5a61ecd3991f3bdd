"""Rows: the answer to a SELECT, as small as its text and as exact as its terms."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from uegraph.store.terms import Value, to_rdflib, to_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import polars as pl
    from rdflib.term import Identifier

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows that a question answers with.

    Iterating gives tuples of plain Python values: IRIs and strings as ``str``, whole numbers as
    ``int``, ``xsd:decimal`` as ``Decimal``, ``xsd:double`` as ``float``, truth values as ``bool``,
    dates as ISO text, ``None`` for no value.

    Attributes:
        columns: The names of the columns, in the order of the query.
        terms: The rows as RDF terms in SPARQL's text, so that ``<x>`` and ``"x"`` stay apart.
        truncated: Whether there were more rows than the limit.
    """

    columns: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    truncated: bool = False

    def __len__(self) -> int:
        return len(self.terms)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        value = _Memo(to_value).__getitem__
        return (tuple(map(value, row)) for row in self.terms)

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as dictionaries, column name to value."""
        return [dict(zip(self.columns, row, strict=True)) for row in self]

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars data frame.

        A column of truth values is Boolean, of whole numbers Int64, of other numbers Float64;
        every other column, also a mixed one, is String.
        """
        import polars as pl  # noqa: PLC0415 - costs 150 ms, and few callers want a frame

        value = _Memo(to_value).__getitem__
        columns = zip(*self.terms, strict=True) if self.terms else ((),) * len(self.columns)
        return pl.DataFrame(
            [
                _series(name, list(map(value, column)))
                for name, column in zip(self.columns, columns, strict=True)
            ]
        )

    def to_texts(self) -> pl.DataFrame:
        """The rows as a frame of texts: IRIs bare, literals without type or language."""
        import polars as pl  # noqa: PLC0415 - as above

        text = _Memo(to_text).__getitem__
        columns = zip(*self.terms, strict=True) if self.terms else ((),) * len(self.columns)
        return pl.DataFrame(
            {
                name: pl.Series(name, list(map(text, column)), dtype=pl.Categorical)
                for name, column in zip(self.columns, columns, strict=True)
            }
        )

    def to_rdflib(self) -> list[tuple[Identifier | None, ...]]:
        """The rows as tuples of rdflib terms."""
        term = _Memo(to_rdflib).__getitem__
        return [tuple(map(term, row)) for row in self.terms]


def to_text(term: str) -> str | None:
    """A term as a plain text: an IRI bare, a literal without type or language."""
    value = to_value(term)
    return None if value is None else _text(value)


def rows_from_tsv(body: bytes, *, limit: int | None) -> Rows:
    """The rows of an answer in SPARQL's tab-separated form, complete or cut after the limit."""
    header, *lines = body.decode().split("\n")
    lines.pop()  # what follows the last line end: nothing, or the start of a row that was cut
    names = tuple(name.removeprefix("?") for name in header.split("\t")) if header else ()
    truncated = limit is not None and len(lines) > limit
    kept = lines[:limit] if truncated else lines
    terms = tuple(tuple(line.split("\t")) for line in kept) if names else ((),) * len(kept)
    return Rows(names, terms, truncated)


def frame_from_csv(body: bytes) -> pl.DataFrame | None:
    """The rows of an answer in SPARQL's comma-separated form, every column a text or null.

    The texts are categorical: most repeat, and a million IRIs held once each take a tenth.
    ``None`` where an IRI has a comma: that form puts no quotation marks around IRIs.
    """
    import polars as pl  # noqa: PLC0415 - costs 150 ms, and few callers want a frame

    names = body[: body.index(b"\n")].decode().strip().split(",")
    try:
        return pl.read_csv(body, schema_overrides=dict.fromkeys(names, pl.Categorical))
    except pl.exceptions.ComputeError:  # a row with more fields than there are columns
        return None


class _Memo(dict[str, T]):
    """Each distinct text is converted once: most cells of a large answer repeat."""

    def __init__(self, convert: Callable[[str], T]) -> None:
        super().__init__()
        self._convert = convert

    def __missing__(self, text: str) -> T:
        value = self[text] = self._convert(text)
        return value


def _series(name: str, values: list[Value]) -> pl.Series:
    import polars as pl  # noqa: PLC0415 - as above

    kinds = {type(value) for value in values} - {type(None)}
    if kinds == {bool}:
        return pl.Series(name, values, dtype=pl.Boolean)
    if kinds == {int} and all(abs(v) < 2**63 for v in values if isinstance(v, int)):
        return pl.Series(name, values, dtype=pl.Int64)
    if kinds and kinds <= {int, float, Decimal}:
        floats = [None if value is None else float(value) for value in values]
        return pl.Series(name, floats, dtype=pl.Float64)
    texts = [None if value is None else _text(value) for value in values]
    return pl.Series(name, texts, dtype=pl.String)


def _text(value: Value) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
