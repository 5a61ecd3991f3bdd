"""A scene as the page reads it: columns of JSON, each value said once, texts that are only texts.

A large block is compressed, because a map of twenty thousand bodies has to travel by mail; the
browser unpacks it by itself.
"""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import dataclass, fields
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from uegraph.maps.scene import Frame, Group, Link, Mark
from uegraph.maps.wording import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from uegraph.maps.scene import Scene
    from uegraph.network import Evidence

PLAIN: Final = 300_000
"""How many letters a block has at most before it is compressed."""

_EFFORT: Final = 6
"""Of zlib: the greatest, 9, takes seven times as long for four in a hundred fewer bytes."""

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


@dataclass(frozen=True, slots=True)
class Passages:
    """Every passage of a scene once, numbered in order.

    Attributes:
        all: The passages.
        numbers: The number of each object that stands for one; comparing them by what they say
            would take longer than all else.
    """

    all: tuple[Evidence, ...]
    numbers: Mapping[int, int]

    @classmethod
    def of(cls, scene: Scene) -> Passages:
        """The passages that marks and links rest on."""
        told = chain(
            (mark.evidence for mark in scene.marks), (link.evidence for link in scene.links)
        )
        objects = {id(found): found for found in chain.from_iterable(told)}
        ordered = tuple(sorted(set(objects.values())))
        place = {found: number for number, found in enumerate(ordered)}
        return cls(ordered, {key: place[found] for key, found in objects.items()})


def marks(scene: Scene, passages: Passages) -> dict[str, Any]:
    """The marks as columns; passages are numbers."""
    return columns(scene.marks, Mark, passages)


def links(scene: Scene, passages: Passages) -> dict[str, Any]:
    """The links as columns."""
    return columns(scene.links, Link, passages)


def rest(scene: Scene, passages: Passages) -> dict[str, Any]:
    """All that a page needs besides marks and links."""
    return {
        "view": scene.view,
        "title": visible(scene.title),
        "fixed": scene.fixed,
        "noun": scene.noun,
        "telling": [visible(text) for text in scene.telling],
        "groups": columns(scene.groups, Group),
        "frames": columns(scene.frames, Frame),
        "stories": [
            {"sentence": visible(story.sentence), "view": story.view} for story in scene.stories
        ],
        "passages": [
            [visible(found.source), visible(found.section), found.paragraph]
            for found in passages.all
        ],
    }


def columns(items: Sequence[Any], kind: type, passages: Passages | None = None) -> dict[str, Any]:
    """A list for each attribute that differs from its default anywhere, and how many items are.

    Values that come again and again are said once: such a column has ``words`` and their places.

    >>> columns([Frame("text", 1, 2.04, text="a")], Frame)
    {'count': 1, 'columns': {'shape': ['text'], 'text': ['a'], 'x': [1], 'y': [2]}}
    """
    found: dict[str, Any] = {}
    for attribute in sorted(fields(kind), key=lambda one: one.name):
        values = list(map(attrgetter(attribute.name), items))
        if values and values.count(attribute.default) < len(values):
            found[attribute.name] = _column(attribute.name, values, passages)
    return {"count": len(items), "columns": found}


def block(data: Any) -> Block:
    """Data as a browser reads it back."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    if len(text) > PLAIN:
        packed = zlib.compress(text.encode(), _EFFORT)
        return Block(base64.b64encode(packed).decode(), "deflate")
    # What could end the element or begin another stands as an escape of JSON.
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Block(text, "json")


def _column(name: str, values: list[Any], passages: Passages | None) -> Any:
    """The values of one attribute as JSON has them."""
    if name in _PLACES:
        return [_rounded(value) for value in values]
    if name == "evidence":
        assert passages is not None
        number = passages.numbers
        return _said_once([tuple(number[id(item)] for item in found) for found in values], list)
    if name in _IRIS:
        return values
    if isinstance(values[0], str):
        return _said_once(values, visible)
    if isinstance(values[0], tuple):
        return _said_once(values, _plain)
    return values


def _said_once(values: list[Any], plain: Callable[[Any], Any]) -> Any:
    """Each different value made plain once, and said once where that is shorter."""
    made = {value: plain(value) for value in dict.fromkeys(values)}
    if len(made) * 2 > len(values):
        return [made[value] for value in values]
    place = {value: at for at, value in enumerate(made)}
    return {"words": list(made.values()), "at": [place[value] for value in values]}


def _rounded(value: float) -> float:
    near = round(value, 1)
    return int(near) if near == int(near) else near


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
