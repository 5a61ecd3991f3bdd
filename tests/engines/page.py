"""The part of ``docs/engines.md`` that says which engine answers what, made from a run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from tests.engines import record
from tests.engines.commands import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE: Final = Path(__file__).parents[2] / "docs" / "engines.md"
NAMES: Final = {"oxigraph": "Oxigraph server 0.5", "virtuoso": "Virtuoso 7.2.5 (Debian)"}
_BEGIN: Final = "<!-- written by python -m tests.engines --write -->\n"
_END: Final = "<!-- until here -->\n"


def write(runs: Mapping[str, tuple[record.Answers, Mapping[str, bool]]]) -> None:
    """Put the tables of a run into the page."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    PAGE.write_text(f"{before}{_BEGIN}{text(runs)}{_END}{after}", encoding="utf-8")


def text(runs: Mapping[str, tuple[record.Answers, Mapping[str, bool]]]) -> str:
    """The tables: how many answers are alike, and every one that is not."""
    lines = [
        "",
        "| engine | the shipped data set | the small cases | commands |",
        "| --- | --- | --- | --- |",
    ]
    for engine, (answers, commands) in runs.items():
        cells = [NAMES[engine], *record.counts(answers)]
        lines.append(f"| {' | '.join(cells)} | {sum(commands.values())} of {len(COMMANDS)} |")
    lines += ["", "| question | data | engine | answer | whose | why |", "| --- " * 6 + "|"]
    lines += [
        f"| {row.question} | {row.data} | {row.engine} | {row.outcome} | {row.whose} | {row.why} |"
        for row in record.known()
    ]
    return "\n".join([*lines, "", ""])
