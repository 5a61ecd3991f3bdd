"""The question library: reads query files and refuses one that breaks its conventions.

Invariant: a question's header and its SPARQL say the same. The columns described are the columns
projected, each parameter has one marked VALUES line, and the order leaves no two rows tied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

from uegraph import resources
from uegraph.errors import ResourceError, UnknownNameError
from uegraph.queries import text as sparql

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

ParamType = Literal["iri", "string", "integer", "decimal", "boolean", "date", "edtf"]

_KEYS = {"summary", "description", "tags", "params", "columns"}
_PARAM_KEYS = {"type", "help", "optional", "kind", "scheme"}


@dataclass(frozen=True, slots=True)
class Param:
    """One thing that a question can be asked about.

    Attributes:
        name: Its name.
        variable: The variable that stands for it: its name, or ``theme_id`` for ``theme`` where
            the answer has a column ``theme`` of its own.
        type: What its values are.
        help: What it means.
        example: The terms on its VALUES line, as SPARQL.
        optional: Left out, the question is asked of everything.
        kinds: The kinds of thing that an ``iri`` may name by its bare slug.
        schemes: The concept schemes that an ``iri`` may name a concept of by its bare slug.
    """

    name: str
    variable: str
    type: ParamType
    help: str
    example: str
    optional: bool
    kinds: tuple[str, ...]
    schemes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A named question with its SPARQL.

    Attributes:
        name: The path of its file without the ending: ``stakeholders/members``.
        summary: The question in plain words.
        description: What an answer means and what it leaves out.
        tags: Words to find it by.
        params: What it can be asked about, by name.
        columns: What each column of the answer holds, in order; none for a CONSTRUCT.
        form: ``select`` for rows, ``construct`` for triples.
        text: The SPARQL, which runs as it stands with the examples as parameters.
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    params: Mapping[str, Param]
    columns: Mapping[str, str]
    form: Literal["select", "construct"]
    text: str


def questions() -> Mapping[str, Query]:
    """Every question that uegraph can answer, by name, sorted.

    Raises:
        ResourceError: A query file is broken.
    """
    return _read_folder(resources.root() / "queries")


@cache
def _read_folder(folder: Path) -> Mapping[str, Query]:
    files = resources.query_files()
    names = {path.relative_to(folder).with_suffix("").as_posix(): path for path in files}
    return MappingProxyType({name: read_query(names[name], name) for name in sorted(names)})


def question(name: str) -> Query:
    """The question of this name.

    Raises:
        UnknownNameError: There is none; the nearest names are offered.
    """
    known = questions()
    if name not in known:
        raise UnknownNameError(f"No question is called '{name}'. {_offer(name, known)}")
    return known[name]


def _offer(name: str, known: Mapping[str, Query]) -> str:
    found = nearest(name, known)
    short = {full.rpartition("/")[2]: full for full in known}
    found += [short[last] for last in nearest(name.rpartition("/")[2], short)]
    unique = list(dict.fromkeys(found))[:3]
    return f"Did you mean {' or '.join(unique)}?" if unique else "'uegraph query' lists them all."


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """Up to three known names that look like the one given, the likeliest first."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where a name is wrong

    return get_close_matches(name, list(known), n=3, cutoff=0.6)


def read_query(path: Path, name: str) -> Query:
    """Reads one query file and checks that its header and its SPARQL agree.

    Raises:
        ResourceError: They do not, or the header is not understood.
    """
    text = path.read_text(encoding="utf-8")
    header = _header(text, path)
    _refuse(path, sorted(header.keys() - _KEYS), "unknown header keys")
    _refuse(path, sorted({"summary"} - header.keys()), "missing header keys")
    form = sparql.form(text)
    if form not in ("select", "construct"):
        raise ResourceError(f"{path}: not a SELECT or CONSTRUCT query. Write one question a file.")
    columns = {key: str(told) for key, told in _mapping(path, header, "columns").items()}
    if form == "select":
        _check_columns(path, text, tuple(columns))
    return Query(
        name=name,
        summary=str(header["summary"]).strip(),
        description=str(header.get("description", "")).strip(),
        tags=_names(header.get("tags")),
        params=MappingProxyType(_params(path, text, _mapping(path, header, "params"))),
        columns=MappingProxyType(columns),
        form="select" if form == "select" else "construct",
        text=text,
    )


def _header(text: str, path: Path) -> dict[str, Any]:
    import yaml  # noqa: PLC0415 - 20 ms, only where questions are

    lines = re.match(r"(?:#\+[^\n]*\n)*", text)
    source = re.sub(r"^#\+ ?", "", lines.group() if lines else "", flags=re.MULTILINE)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if "*" in source and any(
            isinstance(one, yaml.AliasEvent) for one in yaml.parse(source, loader)
        ):
            raise ResourceError(f"{path}: the header uses an alias (*). Write each value out.")
        header = yaml.load(source, loader)  # noqa: S506 - one of two that are safe
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: a day 2024-13-45
        raise ResourceError(f"{path}: the header's '#+' lines are not YAML: {error}") from error
    if not isinstance(header, dict):
        raise ResourceError(f"{path}: no header. Begin the file with '#+ summary: …'.")
    return {str(key): told for key, told in header.items()}


def _mapping(path: Path, header: dict[str, Any], name: str) -> dict[str, Any]:
    told = header.get(name) or {}
    if not isinstance(told, dict):
        raise ResourceError(f"{path}: '{name}' must map each name to what is said of it.")
    return {str(key): said for key, said in told.items()}


def _check_columns(path: Path, text: str, described: tuple[str, ...]) -> None:
    projected = sparql.projection(text)
    if described != projected:
        raise ResourceError(
            f"{path}: the header describes the columns {', '.join(described) or '(none)'}, the "
            f"query projects {', '.join(projected) or '(none)'}. Make them the same, in order."
        )
    _refuse(path, list(sparql.ties(text)), "rows can tie; add to the ORDER BY")


def _params(path: Path, text: str, told: dict[str, Any]) -> dict[str, Param]:
    try:
        examples = sparql.examples(text)
    except ValueError as error:
        raise ResourceError(f"{path}: {error}.") from error
    variables = {name: name if name in examples else f"{name}_id" for name in told}
    without = sorted(name for name, variable in variables.items() if variable not in examples)
    _refuse(path, without, "parameters without a VALUES line")
    unused = sorted(examples.keys() - set(variables.values()))
    _refuse(path, unused, "VALUES lines without a parameter")
    return {
        name: _param(path, name, variable, told[name], examples[variable])
        for name, variable in variables.items()
    }


def _param(path: Path, name: str, variable: str, told: object, example: str) -> Param:
    if not isinstance(told, dict):
        raise ResourceError(f"{path}: parameter '{name}' must have a type and a help.")
    _refuse(
        path, sorted(map(str, told.keys() - _PARAM_KEYS)), f"parameter '{name}' has unknown keys"
    )
    _refuse(path, sorted({"type", "help"} - told.keys()), f"parameter '{name}' lacks")
    if told["type"] not in get_args(ParamType):
        raise ResourceError(
            f"{path}: parameter '{name}' has the type '{told['type']}'. "
            f"Use one of {', '.join(get_args(ParamType))}."
        )
    if not example:
        raise ResourceError(f"{path}: parameter '{name}' has no example on its VALUES line.")
    return Param(
        name=name,
        variable=variable,
        type=told["type"],
        help=str(told["help"]).strip(),
        example=example,
        optional=told.get("optional") is True,
        kinds=_names(told.get("kind")),
        schemes=_names(told.get("scheme")),
    )


def _names(told: object) -> tuple[str, ...]:
    if told is None:
        return ()
    return tuple(map(str, told)) if isinstance(told, list) else (str(told),)


def _refuse(path: Path, found: list[str], what: str) -> None:
    if found:
        raise ResourceError(f"{path}: {what}: {', '.join(found)}.")
