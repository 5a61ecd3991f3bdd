"""Reading a file of settings for the ranking: strictly, every fault with its line."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from uegraph.errors import InvalidSourceError, ParameterError, SourceError
from uegraph.gaps.settings import SETTINGS, Weighting, check
from uegraph.imports.nodes import Nodes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from yaml.nodes import Node

    from uegraph.errors import Problem

_NUMBER: Final = re.compile(r"[0-9]{1,12}(\.[0-9]{1,9})?")
_MAX_BYTES: Final = 256 * 1024
_EXAMPLE: Final = "Write such as `weights:` and below it, indented, `population: 10`."


class InvalidWeightsError(InvalidSourceError):
    """A file of settings has problems, so that nothing was ranked."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(problems)
        count = len(self.problems)
        said = f"{count} error{'s' * (count != 1)} in the file of weights; nothing was ranked. "
        self.args = (f"{said}Correct the lines named.",)


def read_weighting(path: Path) -> Weighting:
    """The settings that a file gives, over the published ones.

    The file is YAML with up to four sections, ``weights``, ``severity``, ``limits`` and
    ``stability``, each with lines ``name: number``; what it leaves out stays as it is.

    Raises:
        SourceError: The file cannot be read.
        InvalidWeightsError: A line is not as it should be; all of them are named.
        ParameterError: The sum of the weights is out of bounds.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise SourceError(f"{path}: {error.strerror}. Name a file of weights.") from error
    nodes = Nodes(path.name, area="weights", otherwise=_EXAMPLE)
    root = nodes.root(data)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    if root is not None:
        for section, node in nodes.entries(root, SETTINGS, "section"):
            for name, value in nodes.entries(node, SETTINGS[section], "setting"):
                number = _number(nodes, section, name, value)
                if number is not None:
                    found[section][name] = number
    if nodes.problems:
        raise InvalidWeightsError(nodes.problems)
    return Weighting().changed(**found)


def _number(nodes: Nodes, section: str, name: str, node: Node) -> float | None:
    text = nodes.text(node, name)
    if text is None:
        return None
    if not _NUMBER.fullmatch(text):
        bounds = SETTINGS[section][name].bounds
        nodes.fault(node, name, f"'{text}' is not a number for '{name}'", f"Give {bounds}.")
        return None
    try:
        check(section, name, float(text))
    except ParameterError as error:
        what, _, remedy = str(error).rpartition(". ")
        nodes.fault(node, name, what, remedy)
        return None
    return float(text)
