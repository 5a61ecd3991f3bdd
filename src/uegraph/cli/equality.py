"""``equality`` and ``areas``: which groups and which parts of the country were engaged?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.asked import asked_of, counting_options
from uegraph.cli.gaps import receipts
from uegraph.cli.options import (
    Command,
    format_option,
    open_graph,
    store_option,
    threshold_option,
    working,
)
from uegraph.words import as_words, many, percents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from uegraph.equality import Area, Characteristic, Figure, Group, Representation, Tally

LONG: Final = ("reason", "remarks", "groups", "representation", "evidence")
RATIO_COLUMNS: Final = (
    *("group", "kind", "participants", "all", "share", "prevalence", "ratio", "reading"),
)
RATIO_ENDS: Final = ("ratio_low", "ratio_high", "sentence")
TITLES: Final = {
    "protected": "Protected characteristics (Equality Act 2010, section 4)",
    "inclusion": "Wider inclusion groups",
    "nation": "Nations of the United Kingdom",
    "region": "Regions of England",
    "finer": "Finer places",
}


def view_options(command: Command) -> Command:
    """The options of both views: what counts, and which counts are too small to be shown."""
    command = click.option(
        "--ratios",
        is_flag=True,
        help="One row for each group and kind of number: its share of those who took part beside "
        "its share of the population.",
    )(command)
    return counting_options(threshold_option(command))


@click.command()
@view_options
@store_option
@format_option()
def equality(
    threshold: int, ratios: bool, store: str | None, form: str, **asked: Any
) -> None:  # fmt: skip
    """Say how far each protected and wider group was engaged.

    Where numbers and populations are recorded, also whether it took part as much as its share of
    the population would suggest. docs/equality.md says how to read it.

    Example: uegraph equality
    """
    from uegraph.equality import equality as view  # noqa: PLC0415 - not needed for --help

    with open_graph(store) as graph:
        with working("Reading what is recorded"):
            found = view(graph, threshold=threshold, **asked_of(asked))
        rows = [(one.heading, one, {"characteristic": one.row.label}) for one in found.rows]
        told = _asked(found.as_of, found.period, threshold)
        _print(rows, found.tallies, told, form, ratios=ratios)


@click.command()
@view_options
@store_option
@format_option()
def areas(
    threshold: int, ratios: bool, store: str | None, form: str, **asked: Any
) -> None:  # fmt: skip
    """Say how far each nation and region was engaged.

    Finer places stand under what they lie in. What concerned the whole country counts for no one
    part of it. docs/equality.md says how to read it.

    Example: uegraph areas
    """
    from uegraph.equality import areas as view  # noqa: PLC0415 - as above

    with open_graph(store) as graph:
        with working("Reading what is recorded"):
            found = view(graph, threshold=threshold, **asked_of(asked))
        rows = [("", one, _place(one, form)) for one in found.rows]
        told = _asked(found.as_of, found.period, threshold)
        _print(rows, found.tallies, told, form, ratios=ratios)


def _asked(as_of: date | None, period: str, threshold: int) -> dict[str, Any]:
    return {
        "as_of": as_of.isoformat() if as_of else None,
        "period": period or None,
        "threshold": threshold,
    }


def _place(area: Area, form: str) -> dict[str, Any]:
    """A place; on a screen set in below what it lies in, elsewhere with that named."""
    depth = len(area.inside) - 1 if form == "table" else 0
    return {
        "place": "  " * depth + area.row.label,
        "level": area.level,
        "code": area.code,
        "inside": list(area.inside),
        "alone": area.alone,
        "population": str(area.population),
        "population_source": area.population_source or None,
    }


def _print(
    rows: Sequence[tuple[str, Characteristic | Area, Mapping[str, Any]]],
    tallies: Mapping[str, Tally],
    asked: Mapping[str, Any],
    form: str,
    *,
    ratios: bool,
) -> None:
    if ratios:
        made = [
            {**asked, **named, **_ratio(group, found)}
            for _, one, named in rows
            for group in one.groups
            for found in group.representations
        ]
        more = () if form == "table" else RATIO_ENDS
        print_rows(made, [*_heads(rows), *RATIO_COLUMNS, *more], form)
        return
    flat = [(part, {**asked, **named, **_flat(one)}) for part, one, named in rows]
    if form != "table":
        print_rows([row for _, row in flat], [*_heads(rows), "state", *LONG], form)
        return
    for part, tally in tallies.items():
        click.echo(summary(TITLES.get(part, part.capitalize()), tally, asked["as_of"]))
    click.echo(_known([group for _, one, _ in rows for group in one.groups], asked["threshold"]))
    for part in dict.fromkeys(part for part, _ in flat):
        click.echo("")
        print_cards([row for other, row in flat if other == part], [*_heads(rows), "state"], LONG)


def _known(groups: Sequence[Group], threshold: int) -> str:
    """For how many groups the ratio is known, and what is not shown."""
    by_id = {group.row.target: group for group in groups}.values()
    known = [
        one for one in by_id if any(found.ratio.low is not None for found in one.representations)
    ]
    of = many(len(by_id), "group")
    said = f"Participation beside prevalence is known for {len(known)} of {of}."
    if not by_id:
        said = "No group is recorded, so nothing is known of participation beside prevalence."
    if threshold:
        said += f" Counts of people below {threshold} are not shown, nor what would give one away."
    return said


def _heads(rows: Sequence[tuple[str, object, Mapping[str, Any]]]) -> list[str]:
    return ["characteristic"] if rows and "characteristic" in rows[0][2] else ["place"]


def summary(title: str, tally: Tally, as_of: str | None) -> str:
    """One heading in a few lines: coverage as an interval, and how many have each state."""
    span = "none to judge"
    if tally.low is not None and tally.high is not None:
        span = f"{percents(tally.low, tally.high)} of {tally.targets} engaged"
    shown = {state: f"{n} {as_words(state)}" for state, n in tally.counts.items() if n}
    if tally.partial:
        shown["engaged"] += f" ({tally.partial} in part only)"
    lines = [f"{title} (as of {as_of or 'no known day'}): {span}."]
    if shown:
        lines.append(f"  {', '.join(shown.values())}.")
    if tally.together:
        lines.append(
            f"  For {tally.together} of the engaged all that is recorded names other places as "
            "well, and says little of each."
        )
    silent = tally.counts["no-evidence"]
    if silent:
        lines.append(
            f"  For {silent} of {tally.targets} nothing is recorded and nobody states that the "
            "record is complete: no evidence, which is not a no."
        )
    return "\n".join(lines)


def _flat(one: Characteristic | Area) -> dict[str, Any]:
    row = one.row
    heading = {"heading": as_words(one.heading)} if hasattr(one, "heading") else {}
    return {
        **heading,
        "id": row.target,
        "state": as_words(row.state),
        "certain": row.certain,
        "partial": row.partial,
        "inherited": row.inherited,
        "reason": row.reason,
        "remarks": [*row.remarks, *_together(one)],
        "evidence": receipts(row),
        "rows": list(dict.fromkeys(str(place) for item in row.evidence for place in item.rows)),
        "groups": [_group(group) for group in one.groups],
        "representation": _representation(one.groups),
    }


def _together(one: Characteristic | Area) -> list[str]:
    """That a place was only ever named among others, which says less than its state may seem to."""
    together = getattr(one, "alone", None) is False
    return ["All that is recorded names other places as well, none this one alone."] * together


def _group(group: Group) -> str:
    """A group with its own state and its population."""
    state = as_words(group.row.state) + (" in part" if group.row.partial else "")
    said = f"{group.row.label}: {state}"
    if group.population.text == "not known":
        return said
    source = group.population_source or "source not recorded"
    return f"{said}, population {group.population} ({source})"


def _representation(groups: Sequence[Group]) -> list[str]:
    """What the numbers of the groups say; of those without numbers there is nothing to say."""
    return [
        f"{group.row.label}: {found.sentence}"
        for group in groups
        for found in group.representations
        if found.kind
    ]


def _ratio(group: Group, found: Representation) -> dict[str, Any]:
    figures: dict[str, Figure] = {
        "participants": found.group,
        "all": found.whole,
        "share": found.share,
        "prevalence": found.prevalence,
        "ratio": found.ratio,
        "population": group.population,
        "part_of_population": group.part_of_population,
    }
    ends = {f"{name}_low": figure.low for name, figure in figures.items()}
    ends |= {f"{name}_high": figure.high for name, figure in figures.items()}
    return {
        **{name: figure.text for name, figure in figures.items()},
        **ends,
        "group": group.row.label,
        "group_id": group.row.target,
        "state": as_words(group.row.state),
        "kind": found.kind or None,
        "activities": found.activities,
        "left_out": found.left_out,
        "part_of": group.part_of or None,
        "sources": [one for one in (group.population_source, group.part_of_source) if one],
        "reading": found.reading,
        "sentence": found.sentence,
    }
