"""Reading how one column is filled: a heading, or a few lines that say more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.errors import UegraphError
from uegraph.imports.model import Rule
from uegraph.imports.patterns import MAX_PATTERNS, read_pattern, read_words
from uegraph.imports.texts import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yaml.nodes import Node

    from uegraph.imports.model import Origin, Text
    from uegraph.imports.nodes import Nodes
    from uegraph.imports.patterns import Pattern, Words

_ORIGINS: Final[tuple[Origin, ...]] = ("column", "text", "constant", "row", "from")
_STEPS: Final = (
    *("remove", "split", "keep", "drop", "pattern", "values", "containing"),
    *("otherwise", "default", "prefix"),
)


def read_rule(node: Node, name: str, nodes: Nodes, lists: Mapping[str, list[str]]) -> Rule | None:
    """How a column is filled; ``None`` where that cannot be read, and is noted."""
    import yaml  # noqa: PLC0415 - 20 ms, only where a mapping is read

    row = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        headings = nodes.texts(node, name)
        if not all(headings) or not headings:
            remedy = "Write the heading of a column of the file, or {constant: …}."
            nodes.fault(node, name, f"'{name}' names no column", remedy)
            return None
        return Rule("column", tuple(headings), row=row)
    steps = dict(nodes.entries(node, (*_ORIGINS, *_STEPS), "step"))
    origins = [origin for origin in _ORIGINS if origin in steps]
    if len(origins) != 1:
        message = f"'{name}' says {'twice' if origins else 'nowhere'} where its values come from"
        nodes.fault(node, name, message, f"Write one of: {', '.join(_ORIGINS)}.")
        return None
    return _Steps(steps, name, nodes, lists).rule(origins[0], row)


class _Steps:
    """The steps of one rule, as they stand in the mapping."""

    def __init__(
        self, steps: Mapping[str, Node], name: str, nodes: Nodes, lists: Mapping[str, list[str]]
    ) -> None:
        self.steps = steps
        self.name = name
        self.nodes = nodes
        self.lists = lists

    def rule(self, origin: Origin, row: int) -> Rule:
        said = self.steps[origin]
        named = origin in ("constant", "row", "from")
        return Rule(
            origin=origin,
            headings=tuple(self.nodes.texts(said, origin)) if origin == "column" else (),
            text=self._text(origin) if origin == "text" else None,
            name=(self.nodes.text(said, origin) or "") if named else "",
            remove=tuple(self._patterns("remove")),
            split=tuple(part for part in self._texts("split") if part),
            keep=self._words("keep"),
            drop=self._words("drop"),
            pattern=next(iter(self._patterns("pattern")), None),
            values=self._values(),
            containing=self._containing(),
            otherwise=self._text("otherwise"),
            default=self._text("default"),
            prefix=self._one("prefix") or "",
            row=row,
        )

    def _one(self, step: str) -> str | None:
        return self.nodes.text(self.steps[step], step) if step in self.steps else None

    def _texts(self, step: str) -> list[str]:
        return self.nodes.texts(self.steps[step], step) if step in self.steps else []

    def _text(self, step: str) -> Text | None:
        text = self._one(step)
        try:
            return read_text(text) if text is not None else None
        except UegraphError as error:
            self._fault(step, error)
            return None

    def _patterns(self, step: str) -> list[Pattern]:
        found: list[Pattern] = []
        texts = self._texts(step)
        if len(texts) > MAX_PATTERNS:
            message = f"'{step}' has more than {MAX_PATTERNS} patterns"
            self.nodes.fault(self.steps[step], self.name, message, "Join some with | between them.")
            return found
        for text in texts:
            try:
                found.append(read_pattern(text))
            except UegraphError as error:
                self._fault(step, error)
        return found

    def _fault(self, step: str, error: UegraphError) -> None:
        message, _, remedy = str(error).partition(". ")
        self.nodes.fault(self.steps[step], self.name, message, remedy)

    def _words(self, step: str) -> Words | None:
        texts = self._texts(step)
        return self._listed(texts, step) if texts else None

    def _listed(self, texts: list[str], step: str) -> Words | None:
        """Words; the name of a list stands for its words."""
        try:
            return read_words([word for text in texts for word in self.lists.get(text, [text])])
        except UegraphError as error:
            self._fault(step, error)
            return None

    def _values(self) -> dict[str, str] | None:
        if "values" not in self.steps:
            return None
        pairs = self.nodes.entries(self.steps["values"], None, "value")
        texts = ((given, self.nodes.text(value, given)) for given, value in pairs)
        return {given.strip().casefold(): text for given, text in texts if text is not None}

    def _containing(self) -> tuple[tuple[Words, str], ...]:
        if "containing" not in self.steps:
            return ()
        found = []
        for meant, node in self.nodes.entries(self.steps["containing"], None, "value"):
            if words := self._listed(self.nodes.texts(node, meant), "containing"):
                found.append((words, meant))
        return tuple(found)
