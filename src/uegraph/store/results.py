"""SPARQL's JSON results, read while they arrive: no further than a limit, and never by halves."""

from __future__ import annotations

import contextlib
import json
import re
from array import array
from codecs import getincrementaldecoder
from itertools import islice
from typing import TYPE_CHECKING, Any

from uegraph.errors import QueryLimitError
from uegraph.store.rows import Rows, to_text
from uegraph.store.terms import from_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import polars as pl


def read_rows(chunks: Iterator[bytes], limit: int | None) -> Rows:
    """The rows of an answer in SPARQL's JSON, read no further than the limit.

    Raises:
        ValueError: The answer is not whole, or not SPARQL's JSON.
    """
    try:
        return _rows(chunks, limit)
    except (AttributeError, RecursionError) as error:  # a list for an object; nested without end
        raise ValueError("the answer is not of the form of SPARQL's JSON") from error


def _rows(chunks: Iterator[bytes], limit: int | None) -> Rows:
    text = _Text(chunks)
    head, columns = _head(text)
    memo: dict[tuple[object, ...], str] = {}
    bindings = text.objects()
    terms = tuple(
        tuple(_cell(row.get(name), memo) for name in columns) for row in islice(bindings, limit)
    )
    if limit is not None and next(bindings, None) is not None:
        return Rows(columns, terms, truncated=True)
    json.loads(head + text.rest())
    return Rows(columns, terms)


def read_texts(chunks: Iterator[bytes]) -> pl.DataFrame:
    """All rows of an answer in SPARQL's JSON as a frame of texts, column by column.

    Each distinct text is held once and each cell is a number, so that a large answer is never in
    memory as such. IRIs stand bare, literals without type or language; null is no value.

    Raises:
        ValueError: The answer is not whole, or not SPARQL's JSON.
    """
    import polars as pl  # noqa: PLC0415 - costs 150 ms, and few callers want a frame

    text = _Text(chunks)
    head, columns = _head(text)
    codes = {name: array("I") for name in columns}
    filled = list(codes.items())
    known: dict[tuple[object, ...], int] = {}
    texts: list[str | None] = [None]
    for row in text.objects():
        for name, column in filled:
            cell = row.get(name)
            if cell is None:
                column.append(0)
                continue
            key = tuple(cell.items())
            if key not in known:
                known[key] = len(texts)
                texts.append(to_text(from_json(cell)))
            column.append(known[key])
    json.loads(head + text.rest())
    words = pl.Series(texts, dtype=pl.Categorical)
    return pl.DataFrame(
        {name: words.gather(pl.Series(column, dtype=pl.UInt32)) for name, column in filled}
    )


def require_uncut(headers: Iterable[tuple[str, str]], rows: int, address: str) -> None:
    """Refuse an answer that Virtuoso cut: it says so in a header, and answers 200 all the same.

    Raises:
        QueryLimitError: There may be more rows than came.
    """
    most = next((value for name, value in headers if name.lower() == "x-sparql-maxrows"), "")
    if most.isdigit() and rows >= int(most):
        raise QueryLimitError(
            f"{address} cuts answers at {most} rows. Raise ResultSetMaxRows in its virtuoso.ini, "
            "or ask for less."
        )


def _head(text: _Text) -> tuple[str, tuple[str, ...]]:
    """All that comes before the rows, and the names of the columns."""
    head = text.until(re.compile(r'"bindings"\s*:\s*\['))
    names = re.search(r'"vars"\s*:\s*(\[[^\]]*\])', head)
    if names is None:
        raise ValueError("no column names before the rows")
    return head, tuple(json.loads(names[1]))


def _cell(cell: dict[str, Any] | None, memo: dict[tuple[object, ...], str]) -> str:
    if cell is None:
        return ""
    if cell.get("type") == "triple":
        return from_json(cell)
    key = tuple(cell.items())
    if key not in memo:
        memo[key] = from_json(cell)
    return memo[key]


class _Text:
    """A JSON text that is still arriving."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._decoder = getincrementaldecoder("utf-8")()
        self._text = ""
        self._place = 0

    def until(self, mark: re.Pattern[str]) -> str:
        """All text up to and including the mark."""
        while (found := mark.search(self._text)) is None:
            self._more()
        self._place = found.end()
        return self._text[: found.end()]

    def objects(self) -> Iterator[dict[str, Any]]:
        """The objects of the list that begins here."""
        decode = json.JSONDecoder().raw_decode
        space = re.compile(r"[\s,]*")
        while True:
            found = space.match(self._text, self._place)
            assert found is not None
            place = found.end()
            if place < len(self._text) and self._text[place] == "]":
                self._place = place
                return
            try:
                value, self._place = decode(self._text, place)
            except json.JSONDecodeError:
                self._more()
            else:
                yield value

    def rest(self) -> str:
        """All text from the list's end."""
        with contextlib.suppress(EOFError):
            while True:
                self._more()
        return self._text[self._place :]

    def _more(self) -> None:
        chunk = next(self._chunks, None)
        if chunk is None:
            raise _EndError("the answer ends too early")
        self._text = self._text[self._place :] + self._decoder.decode(chunk)
        self._place = 0


class _EndError(EOFError, ValueError):
    """No more text comes."""
