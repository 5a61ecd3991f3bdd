"""The attributes of a user's graph as columns: any Python value must find a place or a word."""

from __future__ import annotations

from itertools import chain
from math import inf, isfinite, nan
from numbers import Integral, Real
from types import NoneType
from typing import TYPE_CHECKING, Any

import polars as pl

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def as_text(value: object) -> str:
    """A value as text that every format can carry: half a surrogate pair is written out."""
    return str(value).encode("utf-8", "backslashreplace").decode()


def as_columns(
    told: Sequence[Mapping[Any, Any]],
    forms: Mapping[str, Any],
    aliases: Mapping[str, str],
    taken: frozenset[str],
) -> tuple[dict[str, pl.Series], tuple[str, ...]]:
    """A column for each attribute that anything has, and the attributes that have no place.

    Args:
        told: The attributes of one node or link each.
        forms: The types of the columns that are known.
        aliases: By which other attribute a known one goes where it is not there itself.
        taken: Words that are no attribute.
    """
    words = {as_text(word): word for word in dict.fromkeys(chain.from_iterable(told))}
    for name, alias in aliases.items():
        if name not in words and alias in words:
            words[name] = words.pop(alias)
    columns, lost = {}, []
    for name, word in words.items():
        values = _column([item.get(word) for item in told])
        fitting = None if name in taken else _cast(values, forms.get(name, values.dtype))
        if fitting is None:
            lost.append(name)
        elif fitting.null_count() < len(told):
            columns[name] = fitting
    return columns, tuple(lost)


def strength(weight: object) -> float:
    """A weight as a number above 0; NaN where it is none."""
    if weight is None:
        return 1.0
    if isinstance(weight, bool) or not isinstance(weight, float | int | Real):
        return nan
    number = _number(weight)
    return number if isfinite(number) and number > 0 else nan


def _column(values: list[Any]) -> pl.Series:
    """Values in the plainest type that holds them all: truth, whole, number, else text."""
    if any(not issubclass(kind, Integral) for kind in _numbers(values)):
        values = [None if _is_nan(said) else said for said in values]
    types = {*map(type, values)} - {NoneType}
    if types == {bool}:
        return pl.Series(values, dtype=pl.Boolean)
    if types and bool not in types and types == _numbers(values):
        whole = all(issubclass(kind, Integral) for kind in types)
        try:
            made = [None if said is None else (int if whole else float)(said) for said in values]
            return pl.Series(made, dtype=pl.Int64 if whole else pl.Float64)
        except (OverflowError, TypeError):  # more than 64 bits hold: as text
            pass
    texts = [None if said is None else as_text(said) for said in values]
    return pl.Series(texts, dtype=pl.String)


def _numbers(values: list[Any]) -> set[type]:
    return {kind for kind in {*map(type, values)} if issubclass(kind, Real)}


def _is_nan(said: object) -> bool:
    return isinstance(said, Real) and said != said  # noqa: PLR0124 - only NaN is not itself


def _cast(values: pl.Series, form: Any) -> pl.Series | None:
    """The values in the type of their column; nothing where one does not fit."""
    try:
        return values.cast(form)
    except pl.exceptions.PolarsError:
        return None


def _number(weight: Any) -> float:
    try:
        return float(weight)
    except OverflowError:
        return inf
