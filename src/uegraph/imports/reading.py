"""Reading a mapping: what it says, and every line that is wrong with what would be right."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from uegraph.imports.entries import read_entries
from uegraph.imports.model import Entry, Mapping
from uegraph.imports.nodes import InvalidMappingError, Nodes
from uegraph.imports.table import read_bytes
from uegraph.imports.written import settings_text
from uegraph.ingest.settings import FILE, read_settings
from uegraph.ingest.values import address_fault

if TYPE_CHECKING:
    from pathlib import Path

    from yaml.nodes import Node


SETTINGS: Final = ("name", "title", "publisher", "url", "licence", "retrieved", "base")
_NEEDED: Final = ("name", "title", "url", "licence")
_KEYS: Final = (
    *SETTINGS,
    *(
        "source",
        "sheet",
        "header",
        "last",
        "dates",
        "blank",
        "mend",
        "lists",
        "fill down",
        "skip when",
        "unused",
        "rows",
    ),
)


def read_mapping(data: bytes, label: str) -> Mapping:
    """What a mapping says.

    Args:
        data: The bytes of its file.
        label: The file as messages name it.

    Raises:
        InvalidMappingError: It has problems; all of them are named.
    """
    nodes = Nodes(label)
    root = nodes.root(data)
    found = _read(root, nodes) if root else None
    if nodes.problems or found is None:
        raise InvalidMappingError(sorted(nodes.problems))
    return found


def _read(root: Node, nodes: Nodes) -> Mapping:
    values = dict(nodes.entries(root, _KEYS, "key"))
    settings = _settings(values, nodes)
    lists = _lists(values.get("lists"), nodes)
    entries: tuple[Entry, ...] = ()
    if "rows" in values:
        entries = read_entries(values["rows"], nodes, lists)
    else:
        nodes.fault(0, "rows", "'rows' is missing", "Write `rows:` and below it what is made.")
    source = _text(values, "source", nodes)
    return Mapping(
        label=nodes.label,
        settings=settings,
        source=source or settings.get("title", ""),
        header=_row(values, "header", nodes),
        sheet=_text(values, "sheet", nodes),
        day_first=_day_first(values, nodes),
        mend="mend" in values and nodes.choice(values["mend"], "mend", ("no", "yes")) == "yes",
        blank=frozenset(_folded(values.get("blank"), "blank", nodes)),
        last=_row(values, "last", nodes),
        down=tuple(nodes.texts(values["fill down"], "fill down")) if "fill down" in values else (),
        skip=_skip(values.get("skip when"), nodes),
        unused=tuple(nodes.texts(values["unused"], "unused")) if "unused" in values else (),
        entries=entries,
    )


def _text(values: dict[str, Node], name: str, nodes: Nodes) -> str:
    return (nodes.text(values[name], name) or "") if name in values else ""


def _settings(values: dict[str, Node], nodes: Nodes) -> dict[str, str]:
    """The settings of the data set, judged by the reader of ``dataset.yml`` itself."""
    given: dict[str, str] = {
        name: _text(values, name, nodes) for name in SETTINGS if name in values
    }
    for name in _NEEDED:
        if not given.get(name):
            remedy = f"Add a line `{name}: …`; a source needs it."
            nodes.fault(0, name, f"'{name}' is missing", remedy)
    _, problems = read_settings(settings_text(given), FILE, fallback="unnamed")
    for problem in problems:
        if given.get(problem.column):
            row = values[problem.column].start_mark.line + 1
            nodes.problems.append(replace(problem, file=nodes.label, row=row))
    licence = given.get("licence")
    if licence and (fault := address_fault(licence)):
        nodes.fault(values["licence"], "licence", *fault)
    return {name: text for name, text in given.items() if text}


def _lists(node: Node | None, nodes: Nodes) -> dict[str, list[str]]:
    if node is None:
        return {}
    pairs = nodes.entries(node, None, "list")
    return {name: nodes.texts(value, name) for name, value in pairs}


def _row(values: dict[str, Node], name: str, nodes: Nodes) -> int:
    text = _text(values, name, nodes)
    if text and not re.fullmatch(r"[1-9][0-9]{0,6}", text):
        nodes.fault(values[name], name, f"'{text}' is no row", "Write such as 3.")
        return 0
    return int(text or 0)


def _day_first(values: dict[str, Node], nodes: Nodes) -> bool | None:
    if "dates" not in values:
        return None
    choices = ("day first", "month first")
    return nodes.choice(values["dates"], "dates", choices) == choices[0]


def _folded(node: Node | None, name: str, nodes: Nodes) -> list[str]:
    return [text.strip().casefold() for text in nodes.texts(node, name)] if node else []


def _skip(node: Node | None, nodes: Nodes) -> dict[str, frozenset[str]]:
    if node is None:
        return {}
    return {
        heading: frozenset(_folded(value, heading, nodes))
        for heading, value in nodes.entries(node, None, "heading")
    }


def read_mapping_file(path: Path) -> Mapping:
    """What the mapping in a file says.

    Raises:
        SourceError: The file cannot be read.
        InvalidMappingError: It has problems; all of them are named.
    """
    return read_mapping(read_bytes(path), path.name)
