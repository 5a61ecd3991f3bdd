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
from uegraph.namespaces import ID, PREFIXES, SCHEME, expand, short
from uegraph.queries import text as sparql
from uegraph.queries.library import nearest
from uegraph.store import serialise_term

if TYPE_CHECKING:
    from uegraph.queries.library import Param, Query

Value = str | int | float | Decimal | date
Values = Mapping[str, Value | Iterable[Value] | None]

_SLUG = r"[a-z0-9][a-z0-9-]*"
_SHORT = re.compile(rf"(?:({_SLUG})/)?({_SLUG})")
_FULL = re.compile(r"(?:https?://|urn:)[^\x00-\x20<>\"{}|\\^`]+")
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
    given = _given(query, params)
    terms = {
        param.variable: " ".join(_terms(query, param, given[name], base)) if name in given else None
        for name, param in query.params.items()
    }
    return sparql.replace_examples(query.text, terms)


def check(query: Query, params: Values | None = None) -> None:
    """Refuses what no graph could make right; whether a thing has the name given, only one can say.

    Args:
        query: The question.
        params: The values by parameter name; ``None`` is the same as left out.

    Raises:
        UnknownNameError: The question has no such parameter.
        ParameterError: A required parameter is missing, or a value is not of its type.
    """
    for name, value in _given(query, params).items():
        if query.params[name].type != "iri":
            _terms(query, query.params[name], value, ID)


def _given(query: Query, params: Values | None) -> dict[str, Value | Iterable[Value]]:
    given = {name: value for name, value in (params or {}).items() if value is not None}
    for name in given:
        if name not in query.params:
            raise UnknownNameError(_unknown(query, name))
    for name, param in query.params.items():
        if name not in given and not param.optional:
            raise ParameterError(
                f"'{query.name}' needs '{name}': {param.help} For example: {name}={example(param)}"
            )
    return given


def example(param: Param) -> str:
    """The parameter's example as a user would type it: ``organisation/ons``, not an IRI."""
    text = param.example
    found = _EXAMPLE_IRI.fullmatch(text)
    if param.type == "iri" and found:
        return f"{found[1]}/{found[2]}" if found[1] else short(found[3])
    quoted = re.match(r'"([^"]*)"', text)
    return quoted[1] if quoted else text


def cannot_take(query: Query, param: Param, error: Exception) -> str:
    """Why a value is refused, with what the parameter means and an example."""
    return (
        f"'{query.name}' cannot take this '{param.name}': {error} "
        f"{param.help} For example: {param.name}={example(param)}"
    )


def _unknown(query: Query, name: str) -> str:
    found = nearest(name, query.params)
    hint = f"Did you mean '{found[0]}'?" if found else ""
    known = ", ".join(query.params) or "none"
    return f"'{query.name}' has no parameter '{name}'. It has: {known}. {hint}".strip()


def each(value: Value | Iterable[Value]) -> list[Value]:
    """The values of a parameter that may have been given one or several."""
    if isinstance(value, str | int | float | Decimal | date):
        return [value]
    return list(value)


def _terms(query: Query, param: Param, value: Value | Iterable[Value], base: str) -> list[str]:
    try:
        if param.type == "iri":
            found = [
                iri for one in each(value) for iri in candidates(param, str(one).strip(), base)
            ]
            terms = [serialise_term(iri, "iri") for iri in found]
        else:
            terms = [_term(param, one) for one in each(value)]
    except (QuerySyntaxError, ParameterError) as error:
        raise ParameterError(cannot_take(query, param, error)) from error
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


def candidates(param: Param, text: str, base: str) -> list[str]:
    """The IRIs that a text can stand for by its form: an IRI, a prefixed name or a slug.

    Raises:
        ParameterError: It is of no form that names a thing, or names one of another kind.
    """
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
    return _by_slug(param, found[1], found[2], base)


def homes(param: Param, base: str) -> list[str]:
    """Where the IRIs of what may be given begin; empty when it may be anything."""
    kinds = [f"{base}{kind}/" for kind in param.kinds]
    return kinds + [f"{SCHEME}{name}/" for name in param.schemes]


def _by_slug(param: Param, folder: str | None, slug: str, base: str) -> list[str]:
    declared = homes(param, base)
    if folder is None and not declared:
        raise ParameterError(f"'{slug}' could be of any kind. Write its kind first: kind/{slug}.")
    if folder is None:
        return [home + slug for home in declared]
    named = [f"{base}{folder}/", f"{SCHEME}{folder}/"]
    fitting = [home for home in named if home in declared] if declared else named
    if not fitting:
        kinds = " or ".join([*param.kinds, *param.schemes])
        raise ParameterError(f"'{folder}/{slug}' is no {kinds}.")
    return [home + slug for home in fitting]
