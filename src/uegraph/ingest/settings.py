"""Reading ``dataset.yml``: what a data set is called, and what it promises about itself.

Every value is read as the text that was written, so that a title ``2024`` or a name ``no`` stays
what it is. Aliases, duplicate and unknown keys are refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from uegraph import dates, shapes
from uegraph.errors import DateError, Problem
from uegraph.ingest.grids.encoding import utf8
from uegraph.ingest.grids.refusal import RefusedError, too_large
from uegraph.ingest.source import Settings, printable
from uegraph.ingest.suggest import did_you_mean, names
from uegraph.ingest.values import REFUSED, address_fault, is_slug
from uegraph.namespaces import ID

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from yaml.events import Event
    from yaml.nodes import Node

    from uegraph.ingest.grids.grid import Grid

FILE: Final = "dataset.yml"
"""The name of the file that holds the settings of a data set."""

_MAX_BYTES: Final = 256 * 1024
_MAX_DEPTH: Final = 4
_TEXTS: Final = ("name", "title", "publisher", "url", "licence", "retrieved", "base", "dates")
_ORDERS: Final = {"dayfirst": True, "monthfirst": False}
_KEYS: Final = (*_TEXTS, "assertions", "unmodelled")
RESERVED: Final = re.compile(r"ontology|trace|decisions|derived-.*")
"""Names of graphs that uegraph keeps for itself."""


class _Reader:
    """Collects what one ``dataset.yml`` says and what is wrong with it."""

    def __init__(self, label: str, sheet: str = "") -> None:
        self.label = label
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.texts: dict[str, str] = {}
        self.assertions: dict[str, dict[str, int]] = {"min": {}, "max": {}}
        self.unmodelled: dict[str, str] = {}

    def fault(self, node: Node | None, name: str, message: str, remedy: str, rule: str) -> None:
        self.told(node.start_mark.line + 1 if node else 0, name, message, remedy, rule)

    def told(self, row: int, name: str, message: str, remedy: str, rule: str) -> None:
        sheet, name, message, remedy = map(printable, (self.sheet, name, message, remedy))
        found = Problem(self.label, sheet, row, name, message, remedy, "error", rule)
        self.problems.append(found)


def slug(text: str, otherwise: str = "my-data") -> str:
    """A name that can stand for a data set, made of a text; another where none can be made.

    >>> slug("Housing 2024"), slug("…")
    ('housing-2024', 'my-data')
    """
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:80] or otherwise


def read_settings(data: bytes, label: str, *, fallback: str) -> tuple[Settings, list[Problem]]:
    """What a ``dataset.yml`` says, and what is wrong with it.

    Args:
        data: The bytes of the file.
        label: The file as messages name it.
        fallback: The name to go on with where the file gives none, so that the tables are
            checked all the same.
    """
    reader = _Reader(label)
    root = _compose(data, reader)
    if root is not None:
        for key_node, value in _entries(root, reader, _KEYS, "key"):
            _read_entry(key_node.value, value, reader)
        _check(root, reader)
    return _settings(reader, fallback, ""), reader.problems


def settings_of_sheet(
    grid: Grid, label: str, name: str, title: str
) -> tuple[Settings, list[Problem]]:
    """What a workbook's sheet of settings says, and what is wrong with it.

    Args:
        grid: The sheet: a setting a row, its name in the first cell and its value in the second.
        label: The workbook as messages name it.
        name: The name to go on with where the sheet gives none.
        title: The title to go on with.
    """
    reader = _Reader(label, grid.name)
    rows: dict[str, int] = {}
    for number, cells in grid.records:
        setting, value = shapes.key(cells[0]), cells[1].strip() if len(cells) > 1 else ""
        if setting in _TEXTS and value:
            if setting in rows:
                what = f"'{setting}' is given twice"
                reader.told(number, setting, what, "Keep one of them.", "dataset:key")
            rows[setting] = number
            reader.texts[setting] = value
        elif setting not in (*_TEXTS, "", "setting") and value:
            remedy = did_you_mean(cells[0], names(_TEXTS), f"Known: {', '.join(_TEXTS)}.")
            what = f"'{cells[0][:80]}' is not a known setting"
            reader.told(number, setting[:80], what, remedy, "dataset:key")
    _check_texts(rows, reader)
    return _settings(reader, name, title), reader.problems


def _settings(reader: _Reader, name: str, title: str) -> Settings:
    texts = reader.texts
    return Settings(
        name=texts.get("name") or name,
        title=texts.get("title") or title,
        publisher=texts.get("publisher", ""),
        url=texts.get("url", ""),
        licence=texts.get("licence", ""),
        retrieved=texts.get("retrieved", ""),
        base=texts.get("base") or ID,
        day_first=_ORDERS.get(shapes.key(texts.get("dates", ""))),
        assertions=reader.assertions,
        unmodelled=reader.unmodelled,
    )


def _compose(data: bytes, reader: _Reader) -> Node | None:
    import yaml  # noqa: PLC0415 - 20 ms, only where a data set is read

    try:
        if len(data) > _MAX_BYTES:
            raise too_large(f"is larger than {_MAX_BYTES // 1024} KB")
        text = utf8(data)
    except RefusedError as error:
        remedy = "Write it as plain UTF-8 text."
        reader.fault(None, "", error.message, remedy, "dataset:encoding")
        return None
    try:
        # Events come one by one, so depth and aliases are refused before anything is built.
        if not is_tame(yaml.parse(text, Loader=yaml.BaseLoader), _MAX_DEPTH):
            message = "uses an alias (*) or nests too deeply"
            reader.fault(None, "", message, "Write each value out.", "dataset:yaml")
            return None
        root: Node | None = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else 0
        what = f"is not valid YAML: {getattr(error, 'problem', None) or 'unreadable characters'}"
        remedy = "Write lines like `name: my-data`."
        reader.problems.append(
            Problem(reader.label, "", row, "", what, remedy, "error", "dataset:yaml")
        )
        return None
    if not isinstance(root, yaml.MappingNode):
        message = "does not hold `key: value` lines"
        reader.fault(root, "", message, "Write at least name and title.", "dataset:yaml")
        return None
    return root


def is_tame(events: Iterator[Event], depth_allowed: int) -> bool:
    """Whether YAML uses no alias and nests no deeper than it needs to."""
    import yaml  # noqa: PLC0415 - as above

    depth = 0
    for event in events:
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > depth_allowed or isinstance(event, yaml.AliasEvent):
            return False
    return True


def _entries(
    node: Node, reader: _Reader, known: tuple[str, ...] | None, what: str
) -> Iterator[tuple[Node, Node]]:
    """The entries of a mapping; unknown and repeated keys become problems."""
    seen: set[str] = set()
    for key_node, value in node.value:
        name = str(key_node.value)
        if known is not None and name not in known:
            remedy = did_you_mean(name, names(known), f"Known: {', '.join(known)}.")
            reader.fault(key_node, name, f"'{name}' is not a known {what}", remedy, "dataset:key")
        elif name in seen:
            message = f"'{name}' is given twice"
            reader.fault(key_node, name, message, "Keep one of them.", "dataset:key")
        else:
            seen.add(name)
            yield key_node, value


def _read_entry(name: str, value: Node, reader: _Reader) -> None:
    if name == "assertions":
        _read_assertions(value, reader)
    elif name == "unmodelled":
        if _is_mapping(value, name, reader):
            for key_node, reason in _entries(value, reader, None, "passage"):
                if _is_text(reason, "unmodelled", reader):
                    reader.unmodelled[key_node.value] = reason.value
    elif _is_text(value, name, reader):
        reader.texts[name] = value.value.strip()


def _is_text(node: Node, name: str, reader: _Reader) -> bool:
    import yaml  # noqa: PLC0415 - as above

    if not isinstance(node, yaml.ScalarNode):
        message = f"'{name}' must be one text"
        reader.fault(node, name, message, "Write it on one line.", "dataset:value")
        return False
    if REFUSED.search(node.value):
        message = f"'{name}' holds a control character"
        reader.fault(node, name, message, "Delete it.", "dataset:value")
        return False
    return True


def _is_mapping(node: Node, name: str, reader: _Reader) -> bool:
    import yaml  # noqa: PLC0415 - as above

    if isinstance(node, yaml.MappingNode):
        return True
    remedy = f"Write `{name}:` and below it indented lines."
    reader.fault(node, name, f"'{name}' must hold `key: value` lines", remedy, "dataset:value")
    return False


def _read_assertions(node: Node, reader: _Reader) -> None:
    if not _is_mapping(node, "assertions", reader):
        return
    for bound, limits in _entries(node, reader, ("min", "max"), "bound"):
        if not _is_mapping(limits, bound.value, reader):
            continue
        for table, number in _entries(limits, reader, tuple(shapes.tables()), "table"):
            if re.fullmatch(r"[0-9]{1,9}", str(number.value)):
                reader.assertions[bound.value][table.value] = int(number.value)
            else:
                message = f"'{number.value}' is not a number of rows"
                reader.fault(number, table.value, message, "Write such as 10.", "dataset:value")


def _check(root: Node, reader: _Reader) -> None:
    """The rules that the texts of a file have to keep."""
    for name in ("name", "title"):
        if not reader.texts.get(name) and not any(p.column == name for p in reader.problems):
            remedy = f"Add a line `{name}: …`."
            reader.fault(None, name, f"'{name}' is missing", remedy, "dataset:value")
    rows = {str(key_node.value): value.start_mark.line + 1 for key_node, value in root.value}
    _check_texts(rows, reader)


def _check_texts(rows: Mapping[str, int], reader: _Reader) -> None:
    """The rules that a single text has to keep, wherever it stands."""
    rules: dict[str, Callable[[str], tuple[str, str] | None]] = {
        "name": _name_fault,
        "url": address_fault,
        "base": _base_fault,
        "retrieved": _date_fault,
        "dates": _order_fault,
    }
    for name, rule in rules.items():
        text = reader.texts.get(name)
        if text and (fault := rule(text)):
            reader.told(rows[name], name, *fault, "dataset:value")
            del reader.texts[name]


def _order_fault(text: str) -> tuple[str, str] | None:
    if shapes.key(text) in _ORDERS:
        return None
    return f"'{text[:80]}' is not an order of dates", "Write `day first` or `month first`."


def _name_fault(text: str) -> tuple[str, str] | None:
    if not is_slug(text):
        return (
            f"'{text}' is not a slug",
            "Write such as `my-data-2024`.",
        )
    if RESERVED.fullmatch(text):
        return f"'{text}' is a name that uegraph keeps for itself", "Choose another name."
    return None


def _base_fault(text: str) -> tuple[str, str] | None:
    if text.endswith(("/", "#")):
        return address_fault(text)
    return f"'{text}' ends in neither '/' nor '#'", f"Write such as {ID}"


def _date_fault(text: str) -> tuple[str, str] | None:
    try:
        dates.interval(text)
    except DateError as error:
        what, _, remedy = str(error).partition(". ")
        return what, remedy
    return None
