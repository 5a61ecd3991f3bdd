"""Values into questions: each becomes a term the engine wrote, in the place of the example.

Invariant: SPARQL is never put together from text that a user gave. Only the content of a
parameter's VALUES line changes, and only to terms that ``store.serialise_term`` made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from uegraph.dates import interval
from uegraph.errors import ParameterError, QuerySyntaxError, UnknownNameError
from uegraph.namespaces import ID, PREFIXES, SCHEME, expand
from uegraph.queries import text as sparql
from uegraph.queries.library import nearest
from uegraph.store import serialise_term

if TYPE_CHECKING:
    from uegraph.queries.library import Param, Query

Value = str | int | float | Decimal | date
Values = Mapping[str, Value | Iterable[Value] | None]

_SLUG = r"[a-z0-9][a-z0-9-]*"
_SHORT = re.compile(rf"(?:({_SLUG})/)?({_SLUG})")
_FULL = re.compile(r"(?:https?://|urn:)[^\s<>\"{}|\\^`]+")
_EXAMPLE_IRI = re.compile(r"(\w[\w-]*):(\S+)|<([^>]*)>")


def bind(query: Query, params: Values | None = None, *, base: str = ID) -> str:
    """The SPARQL of a question with these values in the place of its examples.

    Several values for one parameter ask for any of them. An optional parameter that is left out
    asks about everything: its VALUES line is removed.

    Args:
        query: The question.
        params: The values by parameter name; ``None`` is the same as left out.
        base: Where the data's own IRIs begin.

    Raises:
        UnknownNameError: The question has no such parameter.
        ParameterError: A required parameter is missing, or a value is not of its type.
    """
    given = {name: value for name, value in (params or {}).items() if value is not None}
    for name in given:
        if name not in query.params:
            raise UnknownNameError(_unknown(query, name))
    terms = {
        name: " ".join(_terms(query, param, given[name], base)) if name in given else None
        for name, param in query.params.items()
    }
    for name, param in query.params.items():
        if terms[name] is None and not param.optional:
            raise ParameterError(
                f"'{query.name}' needs '{name}': {param.help} For example: {name}={example(param)}"
            )
    return sparql.replace_examples(
        query.text, {param.variable: terms[name] for name, param in query.params.items()}
    )


def example(param: Param) -> str:
    """The parameter's example as a user would type it: ``organisation/ons``, not an IRI."""
    text = param.example
    found = _EXAMPLE_IRI.fullmatch(text)
    if param.type == "iri" and found:
        return f"{found[1]}/{found[2]}" if found[1] else _short(found[3])
    quoted = re.match(r'"([^"]*)"', text)
    return quoted[1] if quoted else text


def iris(param: Param, value: Value | Iterable[Value], *, base: str = ID) -> list[list[str]]:
    """For each value of an ``iri`` parameter, the IRIs that it can stand for.

    Raises:
        ParameterError: A value is not of a form that names a thing.
    """
    return [_candidates(param, str(one).strip(), base) for one in _each(value)]


def _short(iri: str) -> str:
    for home in (ID, SCHEME):
        if iri.startswith(home):
            return iri.removeprefix(home)
    return iri


def _unknown(query: Query, name: str) -> str:
    found = nearest(name, query.params)
    hint = f"Did you mean '{found[0]}'?" if found else ""
    known = ", ".join(query.params) or "none"
    return f"'{query.name}' has no parameter '{name}'. It has: {known}. {hint}".strip()


def _each(value: Value | Iterable[Value]) -> list[Value]:
    if isinstance(value, str | int | float | Decimal | date):
        return [value]
    return list(value)


def _terms(query: Query, param: Param, value: Value | Iterable[Value], base: str) -> list[str]:
    try:
        if param.type == "iri":
            found = [iri for one in iris(param, value, base=base) for iri in one]
            terms = [serialise_term(iri, "iri") for iri in found]
        else:
            terms = [_term(param, one) for one in _each(value)]
    except (QuerySyntaxError, ParameterError) as error:
        raise ParameterError(
            f"'{query.name}' cannot take this '{param.name}': {error} "
            f"{param.help} For example: {param.name}={example(param)}"
        ) from error
    if not terms:
        raise ParameterError(f"'{query.name}' was given no value for '{param.name}'.")
    return terms


def _term(param: Param, value: Value) -> str:
    if param.type == "edtf":
        try:
            interval(str(value))
        except ValueError as error:
            raise ParameterError(str(error)) from error
    return serialise_term(value, param.type)


def _candidates(param: Param, text: str, base: str) -> list[str]:
    prefix = text.partition(":")[0]
    if prefix in PREFIXES and not _FULL.fullmatch(text):
        text = expand(text)
    if ":" in text:
        if not _FULL.fullmatch(text):
            raise ParameterError(
                f"{text!r} is not an IRI. Known prefixes are {', '.join(PREFIXES)}."
            )
        return [text]
    found = _SHORT.fullmatch(text)
    if not found:
        raise ParameterError(f"{text!r} names nothing: write small letters, digits and hyphens.")
    return _homes(param, found[1], found[2], base)


def _homes(param: Param, folder: str | None, slug: str, base: str) -> list[str]:
    declared = [base + kind for kind in param.kinds] + [SCHEME + name for name in param.schemes]
    if folder is None and not declared:
        raise ParameterError(f"'{slug}' could be of any kind. Write its kind first: kind/{slug}.")
    if folder is None:
        return [f"{home}/{slug}" for home in declared]
    homes = [base + folder, SCHEME + folder]
    fitting = [home for home in homes if home in declared] if declared else homes
    if not fitting:
        kinds = " or ".join([*param.kinds, *param.schemes])
        raise ParameterError(f"'{folder}/{slug}' is no {kinds}.")
    return [f"{home}/{slug}" for home in fitting]
