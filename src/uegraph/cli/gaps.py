"""``coverage`` and ``gaps``: whom have we engaged, and whom missed?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.asked import asked_of, asked_options
from uegraph.cli.options import format_option, open_graph, store_option, working
from uegraph.words import as_words, percents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.coverage import CoverageResult, CoverageRow, Evidence, Stated
    from uegraph.gaps import Ranking

LONG = ("reason", "remarks", "evidence", "next_step", "stability")
_SHOWN: Final = 50
"""Pieces of evidence in a row; a broad audience can have thousands."""

_ON_SCREEN: Final = 8
"""Pieces of evidence in a row on a screen."""

_NO_SCOPE: Final = (
    "No scope is recorded, so nothing can be judged. Ask for one here, such as --of audience, or "
    "add a row to the table 'scopes': a name and a target kind; then build again."
)
COVERAGE_COLUMNS = ("state", "target", "reason", "remarks", "evidence")
GAP_COLUMNS = (
    *("rank", "score", "state", "target", "reason", "remarks", "evidence", "next_step"),
    "stability",
)


@click.command()
@asked_options
@store_option
@format_option("ttl")
def coverage(store: str | None, form: str, **asked: Any) -> None:
    """Say for each target whether it was engaged, and how that is known.

    A target with nothing recorded is "no evidence", not "not engaged", unless somebody states
    that the record is complete.

    Example: uegraph coverage --of audience,theme --level involve
    """
    from uegraph.coverage import coverage as decide  # noqa: PLC0415
    from uegraph.export import to_dqv  # noqa: PLC0415

    with open_graph(store) as graph:
        with working("Reading what is recorded"):
            results = decide(graph, **asked_of(asked))
        if form == "ttl":
            click.echo(to_dqv(results), nl=False)
            return
        _print([(result, coverage_rows(result)) for result in results], COVERAGE_COLUMNS, form)


@click.command()
@asked_options
@click.option(
    "-w",
    "--weight",
    "weights",
    multiple=True,
    metavar="TERM=NUMBER",
    help="Another weight for a term of the ranking; may be given several times.",
)
@click.option(
    "--weights",
    "settings",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.yml",
    help="Settings of the ranking; see --show-weights.",
)
@click.option(
    "--show-weights", is_flag=True, help="Print the settings in force as such a file, and stop."
)
@click.option("--top", type=click.IntRange(1), metavar="N", help="List the first N gaps only.")
@store_option
@format_option()
def gaps(
    weights: tuple[str, ...], settings: Path | None, show_weights: bool, top: int | None,
    store: str | None, form: str, **asked: Any,
) -> None:  # fmt: skip
    """Rank who has not been engaged, with the reason for each and what to do next.

    The score is an open sum of named terms; docs/gaps.md has the terms and their weights.

    Example: uegraph gaps --scope audiences --top 5
    """
    from uegraph import gaps as ranking  # noqa: PLC0415

    used = ranking.read_weighting(settings) if settings else ranking.Weighting()
    used = used.changed(weights=dict(_weight(text) for text in weights))
    if show_weights:
        click.echo(used.to_yaml(), nl=False)
        return
    with open_graph(store) as graph:
        with working("Reading what is recorded"):
            rankings = ranking.gaps(graph, weights=used, **asked_of(asked))
        groups = [(found.result, gap_rows(found, top)) for found in rankings]
        _print(groups, GAP_COLUMNS, form)


def coverage_rows(result: CoverageResult) -> list[dict[str, Any]]:
    """The targets of a scope as flat rows, without what is marked private."""
    from uegraph.coverage import shareable  # noqa: PLC0415 - not needed for --help

    return [_flat(result, row) for found in result.rows if (row := shareable(found))]


def gap_rows(ranking: Ranking, top: int | None = None) -> list[dict[str, Any]]:
    """The gaps of a scope as flat rows: each target's row, its rank, and the terms of its score.

    Args:
        ranking: The gaps of the scope.
        top: How many of them, the most pressing first; all when left out.
    """
    from uegraph.coverage import shareable  # noqa: PLC0415 - as above

    return [
        _flat(ranking.result, row)
        | {
            "rank": gap.rank,
            "best_rank": gap.best_rank,
            "worst_rank": gap.worst_rank,
            "median_rank": gap.median_rank,
            "fragile": gap.fragile,
            "stability": gap.stability,
            "next_step": gap.next_step,
            "score": gap.score,
            "terms": [f"{term.name} {term.points:g}: {term.note}" for term in gap.terms],
        }
        for gap in ranking.rows[:top]
        if (row := shareable(gap.row))
    ]


def summary(result: CoverageResult) -> str:
    """One scope in a few lines: the interval of coverage and how many targets have each state."""
    span = "no targets"
    if result.low is not None and result.high is not None:
        share = percents(result.low, result.high)
        span = f"{share} of {result.targets:,} targets engaged"
    shown = {state: f"{n} {as_words(state)}" for state, n in result.counts.items() if n}
    if result.partial:
        shown["engaged"] += f" ({result.partial} in part only)"
    states = ", ".join(shown.values())
    if result.uncertain:
        verb = "rests" if result.uncertain == 1 else "rest"
        states += f"; {result.uncertain} of these {verb} on an inexact date"
    lines = [f"{result.name} (as of {result.as_of or 'no known day'}): {span}."]
    if states:
        lines.append(f"  {states}.")
    silent = result.counts["no-evidence"]
    if silent:
        lines.append(
            f"  For {silent} of {result.targets} nothing is recorded and nobody states that the "
            "record is complete: no evidence, which is not a no."
        )
    lines += [
        f"  {count.stated - count.named} more are known to exist and are not named: {count.name}, "
        f"{count.stated} stated, {count.named} named. No share here counts them."
        for count in result.missing
    ]
    hidden = int(result.frame["private"].sum())
    if hidden:
        lines.append(f"  {hidden} of them marked private and not listed.")
    return "\n".join(lines)


def _flat(result: CoverageResult, row: CoverageRow) -> dict[str, Any]:
    return {
        "scope": result.name,
        "as_of": result.as_of.isoformat() if result.as_of else None,
        "id": row.target,
        "target": row.label,
        "kind": row.kind,
        "state": as_words(row.state),
        "certain": row.certain,
        "partial": row.partial,
        "inherited": row.inherited,
        "reason": row.reason,
        "members": [{"kind": m.kind, "id": m.iri, "name": m.label} for m in row.members],
        "evidence": receipts(row),
        "rows": _table_rows(row),
        "chain": list(row.chain),
        "remarks": list(row.remarks),
    }


def receipts(row: CoverageRow) -> list[str]:
    """Where each piece of evidence stands: activity, section and paragraph.

    What alone would give another state than the row's says so.
    """
    said = [
        f"{item.activity_name} ({_places(item)})"
        + (f": {as_words(item.outcome)}" if item.outcome != row.state else "")
        for item in row.evidence[:_SHOWN]
    ]
    said += [f"{item.kind} stated by {item.stated_by} ({_places(item)})" for item in row.statements]
    more = len(row.evidence) - _SHOWN
    return [*dict.fromkeys(said), *([f"and {more} more"] if more > 0 else [])]


def _table_rows(row: CoverageRow) -> list[str]:
    """The rows of the tables that the evidence was read from."""
    found = [str(place) for item in row.evidence[:_SHOWN] for place in item.rows]
    found += [str(place) for item in row.statements for place in item.rows]
    return list(dict.fromkeys(found))


def _places(item: Evidence | Stated) -> str:
    found = [str(place) for place in item.passages or item.rows]
    return ", ".join(dict.fromkeys(found))


def _print(
    groups: Sequence[tuple[CoverageResult, Sequence[dict[str, Any]]]],
    columns: Sequence[str],
    form: str,
) -> None:
    if not groups:
        click.echo(_NO_SCOPE, err=True)
    if form != "table":
        print_rows([row for _, rows in groups for row in rows], ["scope", *columns], form)
        return
    for place, (result, rows) in enumerate(groups):
        click.echo(("\n" if place else "") + summary(result) + "\n")
        print_cards([_short(row) for row in rows], [c for c in columns if c not in LONG], LONG)


def _short(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a screen: the first pieces of evidence, and how many more there are."""
    evidence = row["evidence"]
    more = len(evidence) - _ON_SCREEN
    return row if more <= 0 else row | {"evidence": [*evidence[:_ON_SCREEN], f"and {more} more"]}


def _weight(text: str) -> tuple[str, float]:
    name, _, number = text.partition("=")
    try:
        return name, float(number)
    except ValueError:
        raise click.BadParameter(
            f"'{text}' is not TERM=NUMBER, as in population=10.", param_hint="--weight"
        ) from None
