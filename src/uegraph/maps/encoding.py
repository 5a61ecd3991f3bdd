"""A scene as the page reads it: columns of JSON, each value said once, texts that are only texts.

A large block is compressed, because a map of twenty thousand bodies has to travel by mail; the
browser unpacks it by itself.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import asdict, dataclass, fields
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from uegraph.maps.scene import Frame, Group, Link, Mark
from uegraph.maps.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from uegraph.maps.scene import Scene
    from uegraph.network import Evidence

PLAIN: Final = 300_000
"""How many letters a block has at most before it is compressed."""

_IRIS: Final = frozenset({"id"})
_PLACES: Final = frozenset({"x", "y", "right", "bottom", "radius", "wide", "high", "size"})


@dataclass(frozen=True, slots=True)
class Block:
    """The content of a script element that a browser does not run.

    Attributes:
        text: JSON, or compressed JSON in base64.
        form: ``json`` or ``deflate``.
    """

    text: str
    form: str


def marks(scene: Scene) -> list[dict[str, Any]]:
    """The marks as rows of plain values; passages are numbers in ``passages``."""
    return _rows(scene.marks, passages(scene))


def links(scene: Scene) -> list[dict[str, Any]]:
    """The links as rows of plain values."""
    return _rows(scene.links, passages(scene))


def rest(scene: Scene) -> dict[str, Any]:
    """All that a page needs besides marks and links."""
    return {
        "view": scene.view,
        "title": visible(scene.title),
        "fixed": scene.fixed,
        "telling": [visible(text) for text in scene.telling],
        "groups": columns(_rows(scene.groups, {}), Group),
        "frames": columns(_rows(scene.frames, {}), Frame),
        "stories": [asdict(story) for story in scene.stories],
        "passages": [
            [visible(found.source), visible(found.section), found.paragraph]
            for found in passages(scene)
        ],
    }


def mark_columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of marks as columns."""
    return columns(rows, Mark)


def link_columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Rows of links as columns."""
    return columns(rows, Link)


def columns(rows: Sequence[Mapping[str, Any]], kind: type) -> dict[str, Any]:
    """A list for each attribute that differs from its default anywhere, and how many rows there are.

    Texts that come again and again are said once: such a column has ``words`` and their places.

    >>> columns([{"text": "a", "x": 1, "look": "plain"}], Frame)
    {'count': 1, 'columns': {'text': ['a'], 'x': [1]}}
    """
    found: dict[str, Any] = {}
    for attribute in fields(kind):
        values = [row[attribute.name] for row in rows if attribute.name in row]
        if not values or all(value == attribute.default for value in values):
            continue
        found[attribute.name] = _said_once(values)
    return {"count": len(rows), "columns": dict(sorted(found.items()))}


def block(data: Any) -> Block:
    """Data as a browser reads it back."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if len(text) > PLAIN:
        packed = zlib.compress(text.encode(), 9)
        return Block(base64.b64encode(packed).decode(), "deflate")
    # What could end the element or begin another stands as an escape of JSON.
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Block(text, "json")


def _said_once(values: list[Any]) -> Any:
    if not isinstance(values[0], str):
        return values
    words = list(dict.fromkeys(values))
    if len(words) * 2 > len(values):
        return values
    place = {word: at for at, word in enumerate(words)}
    return {"words": words, "at": [place[value] for value in values]}


def passages(scene: Scene) -> Mapping[Evidence, int]:
    """Every passage of a scene once, numbered in order."""
    found: set[Evidence] = set()
    for item in (*scene.marks, *scene.links):
        found.update(item.evidence)
    return {passage: number for number, passage in enumerate(sorted(found))}


def _rows(items: Iterable[Any], numbers: Mapping[Evidence, int]) -> list[dict[str, Any]]:
    return [
        {name: plain(getattr(item, name)) for name, plain in _plainers(type(item), numbers)}
        for item in items
    ]


def _plainers(
    kind: type, numbers: Mapping[Evidence, int]
) -> list[tuple[str, Callable[[Any], Any]]]:
    def numbered(found: tuple[Evidence, ...]) -> list[int]:
        return [numbers[item] for item in found]

    special: dict[str, Callable[[Any], Any]] = {
        "evidence": numbered,
        **dict.fromkeys(_PLACES, _rounded),
        **dict.fromkeys(_IRIS, str),
    }
    return [(name, special.get(name, _plain)) for name in _names(kind)]


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(attribute.name for attribute in fields(kind))


def _rounded(value: float) -> float:
    near = round(value, 1)
    return int(near) if near == int(near) else near


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value) if value else value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
