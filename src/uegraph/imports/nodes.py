"""Reading a mapping's YAML strictly: every value as the text written, every fault with its line.

Like the reader of ``dataset.yml`` in ``uegraph.ingest.settings``, whose parts are its own: aliases,
tags, depth beyond need, repeated and unknown keys are refused before anything is built.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.errors import InvalidSourceError, Problem
from uegraph.ingest.settings import is_tame
from uegraph.ingest.source import printable
from uegraph.ingest.suggest import did_you_mean, names
from uegraph.ingest.values import REFUSED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from yaml.nodes import Node

_MAX_BYTES: Final = 256 * 1024
_MAX_DEPTH: Final = 6
_MEND: Final = "Mend the line; put what holds signs such as ? : # { into quotation marks."


class InvalidMappingError(InvalidSourceError):
    """A mapping has problems, so that nothing was imported."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        errors = sum(problem.severity == "error" for problem in self.problems)
        said = f"{errors} error{'s' * (errors != 1)} in the mapping; nothing was imported. "
        self.args = (f"{said}Correct the lines named.",)


class Nodes:
    """Walks a mapping's YAML and collects what is wrong with it.

    Args:
        label: The file as messages name it.
        area: What the names of its rules begin with.
        otherwise: What to do where the file does not hold `key: value` lines at all.
    """

    def __init__(
        self, label: str, *, area: str = "mapping", otherwise: str = "Try --draft."
    ) -> None:
        self.label = label
        self.area = area
        self.otherwise = otherwise
        self.problems: list[Problem] = []

    def fault(self, node: Node | int, name: str, message: str, remedy: str, rule: str = "") -> None:
        """Note what is wrong at a place of the mapping."""
        row = node if isinstance(node, int) else node.start_mark.line + 1
        name, message, remedy = (printable(text)[:300] for text in (name, message, remedy))
        rule = rule or f"{self.area}:value"
        self.problems.append(Problem(self.label, "", row, name, message, remedy, "error", rule))

    def root(self, data: bytes) -> Node | None:
        """The mapping's outermost node; ``None`` where it cannot be read."""
        import yaml  # noqa: PLC0415 - 20 ms, only where a mapping is read

        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return self._refused(0, "is not UTF-8", "Save it as plain UTF-8 text.")
        if len(data) > _MAX_BYTES:
            said = f"is larger than {_MAX_BYTES // 1024} KB"
            return self._refused(0, said, "Shorten it.")
        try:
            if not is_tame(yaml.parse(text, Loader=yaml.BaseLoader), _MAX_DEPTH):
                said = "uses an alias (*) or nests too deeply"
                return self._refused(0, said, "Write each value out.")
            root: Node | None = yaml.compose(text, Loader=yaml.BaseLoader)
        except yaml.YAMLError as error:
            mark, at = getattr(error, "problem_mark", None), getattr(error, "position", None)
            row = mark.line + 1 if mark else text.count("\n", 0, at or 0) + 1
            said = getattr(error, "problem", None) or "it holds a character that no text may hold"
            return self._refused(row, f"is not valid YAML: {said}", _MEND)
        if root is None or not isinstance(root, yaml.MappingNode):
            return self._refused(0, "does not hold `key: value` lines", self.otherwise)
        return root

    def _refused(self, row: int, message: str, remedy: str) -> Node | None:
        self.fault(row, "", message, remedy, f"{self.area}:yaml")
        return None

    def entries(
        self, node: Node, known: Iterable[str] | None, what: str
    ) -> Iterator[tuple[str, Node]]:
        """The keys of a node with their values; unknown and repeated ones are noted.

        Known keys compare as headings do, and come as they are known.

        Args:
            node: A node that is to hold ``key: value`` lines.
            known: The keys allowed; ``None`` allows any.
            what: What a key is, as messages name it.
        """
        import yaml  # noqa: PLC0415 - as above

        if not isinstance(node, yaml.MappingNode):
            self.fault(node, "", f"{what}s are expected here", "Write `key: value` lines below.")
            return
        seen: set[str] = set()
        rule = f"{self.area}:key"
        allowed = None if known is None else names(known)
        for key, value in node.value:
            given = self.text(key, what)
            if given is None:
                continue
            name = given if allowed is None else allowed.get(shapes.key(given), "")
            if allowed is not None and not name:
                remedy = did_you_mean(given, allowed, f"Known: {', '.join(allowed.values())}.")
                self.fault(key, given, f"'{given}' is not a known {what}", remedy, rule)
            elif name in seen:
                self.fault(key, name, f"'{name}' is given twice", "Keep one.", rule)
            else:
                seen.add(name)
                yield name, value

    def text(self, node: Node, name: str) -> str | None:
        """The text of a node, or a note that it is none."""
        import yaml  # noqa: PLC0415 - as above

        if not isinstance(node, yaml.ScalarNode):
            self.fault(node, name, f"'{name}' must be one text", "Write it on one line.")
        elif REFUSED.search(node.value):
            self.fault(node, name, f"'{name}' holds a control character", "Delete it.")
        else:
            return str(node.value).strip() if node.style is None else str(node.value)
        return None

    def texts(self, node: Node, name: str) -> list[str]:
        """The texts of a list, or the only one."""
        import yaml  # noqa: PLC0415 - as above

        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found = (self.text(part, name) for part in nodes)
        return [text for text in found if text is not None]

    def choice(self, node: Node, name: str, choices: Sequence[str]) -> str:
        """A text that is one of a few; the first where it is not."""
        text = self.text(node, name)
        if text is not None and text not in choices:
            remedy = f"Write {' or '.join(choices)}."
            self.fault(node, name, f"'{text}' is not a choice of '{name}'", remedy)
        return text if text is not None and text in choices else choices[0]
