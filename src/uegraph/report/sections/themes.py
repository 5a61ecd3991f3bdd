"""Who was engaged on what: audiences by themes, as a map of states."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from uegraph.coverage import coverage
from uegraph.report.model import Column, Paragraph, Section, Table
from uegraph.report.wording import listed, number, quoted, shown, time_words
from uegraph.words import as_words, many, percents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from uegraph.coverage import CoverageResult
    from uegraph.report.material import Material
    from uegraph.report.model import Block

ROWS: Final = 40
THEMES: Final = 12
_ACROSS: Final = 6  # themes side by side, so that a table fits a sheet of paper
_SILENT: Final = frozenset({"no-evidence", "out-of-scope"})

States = dict[str, dict[str, str]]
"""For each audience, by name, its state on each theme, by name."""


def themes(read: Material) -> Section | None:
    """The states of audiences on themes; None where there are no audiences or no themes."""
    if not read.counts.get("audience") or not read.counts.get("theme"):
        return None
    model = _model(read)
    [result] = coverage(
        read.store,
        of=("audience", "theme"),
        targets=_members(model) if model else None,
        period=(model.period if model else "") or None,
        as_of=read.asked.as_of or (model.as_of if model else None),
    )
    return Section("themes", "Audiences by theme", tuple(_blocks(result, model)))


def _model(read: Material) -> CoverageResult | None:
    """The scope whose audiences and period are taken: of those with audiences the largest."""
    found = [result for result in read.results if result.kinds == ("audience",) and result.targets]
    return max(found, key=lambda result: result.targets, default=None)


def _members(model: CoverageResult) -> list[str]:
    frame = model.frame
    kept = frame.filter((frame["state"] != "out-of-scope") & ~frame["private"])
    return [str(iri) for iri in kept["audience"]]


def _blocks(result: CoverageResult, model: CoverageResult | None) -> Iterator[Block]:
    states = _states(result)
    spoken = {name: cells for name, cells in states.items() if set(cells.values()) - _SILENT}
    yield Paragraph(_lead(result, states, spoken), lead=True)
    recorded = model if model and model.scope else None
    whose = f"the audiences of {quoted(recorded.name)}" if recorded else "all audiences"
    period = f", {time_words(result.period)}" if result.period else ""
    yield Paragraph(
        f"The cells are of {whose}{period}, at the level {quoted(result.required_level)} or "
        "deeper. An activity that names no theme bears on no cell, so the map can show less than "
        "was done."
    )
    order = sorted(spoken, key=lambda name: (-_engaged(spoken[name]), name))
    yield from _tables({name: spoken[name] for name in order})
    yield from _rest(states, spoken)


def _states(result: CoverageResult) -> States:
    columns = ["audience_name", "theme_name", "state", "private"]
    found: States = defaultdict(dict)
    for audience, theme, state, private in result.frame.select(columns).iter_rows():
        if not private:
            found[audience][theme] = state
    return found


def _engaged(cells: Mapping[str, str]) -> int:
    return sum(state == "engaged" for state in cells.values())


def _lead(result: CoverageResult, states: States, spoken: States) -> str:
    if not spoken:
        return "For no audience is anything recorded on any theme."
    return (
        f"{percents(result.low, result.high)} of {many(result.targets, 'pair')} of an audience and "
        f"a theme are engaged. For {number(len(spoken))} of "
        f"{many(len(states), 'audience')} something is recorded on at least one theme."
    )


def _tables(spoken: States) -> Iterator[Block]:
    every = sorted({theme for cells in spoken.values() for theme in cells})
    rows = list(spoken.items())[:ROWS]
    note = _cut(len(spoken), len(every))
    for start in range(0, min(len(every), THEMES), _ACROSS):
        some = every[start : min(start + _ACROSS, THEMES)]
        columns = (Column("Audience"), *(Column(shown(theme), "state") for theme in some))
        cells = tuple(
            (shown(name), *(as_words(states.get(theme, "")) for theme in some))
            for name, states in rows
        )
        yield Table("State of each audience on each theme", columns, cells, note, heat=True)


def _cut(audiences: int, themes: int) -> str:
    said = []
    if audiences > ROWS:
        said.append(f"The {ROWS} of {many(audiences, 'audience')} engaged on most themes.")
    if themes > THEMES:
        said.append(f"The first {THEMES} of {many(themes, 'theme')} by name.")
    return " ".join(said)


def _rest(states: States, spoken: States) -> Iterator[Block]:
    silent = sorted(states.keys() - spoken.keys())
    if silent:
        has = "has" if len(silent) == 1 else "have"
        yield Paragraph(
            f"{many(len(silent), 'audience')} {has} no evidence on any theme, and no row here: "
            f"{listed(silent, 12)}."
        )
