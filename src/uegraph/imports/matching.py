"""The headings that a mapping names, against those of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph import shapes
from uegraph.errors import Problem
from uegraph.imports.nodes import InvalidMappingError
from uegraph.ingest.suggest import did_you_mean, names

if TYPE_CHECKING:
    from collections.abc import Mapping as Dictionary

    from uegraph.imports.model import Mapping
    from uegraph.imports.table import Foreign


def matched(mapping: Mapping, foreign: Foreign) -> dict[str, str]:
    """The headings that a mapping names, with the same headings as the file writes them.

    Raises:
        InvalidMappingError: The file lacks one.
    """
    known = names(foreign.headings)
    problems = []
    for heading, row in mapping.headings.items():
        if shapes.key(heading) not in known:
            otherwise = f"Headings in row {foreign.header} are: {', '.join(foreign.headings)}."
            remedy = did_you_mean(heading, known, otherwise)
            message = f"'{heading}' is not a heading of {foreign.file}"
            problems.append(
                Problem(
                    mapping.label, "", row, heading, message, remedy, "error", "mapping:heading"
                )
            )
    if problems:
        raise InvalidMappingError(sorted(problems))
    return {heading: known[shapes.key(heading)] for heading in mapping.headings}


def used_columns(
    mapping: Mapping, foreign: Foreign, spelt: Dictionary[str, str]
) -> dict[str, tuple[str, ...]]:
    """Each heading of a file with the columns of ours that it goes into."""
    found: dict[str, dict[str, None]] = {heading: {} for heading in foreign.headings}
    for entry in mapping.entries:
        rules = [(filled.column.header, filled.rule) for filled in entry.columns]
        rules += [("id", entry.identity)] if entry.identity else []
        rules += [("amount", entry.amount)] if entry.amount else []
        for header, rule in rules:
            for heading in rule.used:
                found[spelt[heading]][f"{entry.table.name}.{header}"] = None
    for heading in mapping.unused:
        found[spelt[heading]]["(unused)"] = None
    for heading in mapping.skip:
        found[spelt[heading]]["(skip when)"] = None
    return {heading: tuple(targets) for heading, targets in found.items()}
