"""``demo``: everything once, on the shipped data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from uegraph.cli.answers import print_cards, print_rows, to_csv
from uegraph.cli.gaps import COVERAGE_COLUMNS, GAP_COLUMNS, coverage_rows, gap_rows, summary
from uegraph.cli.options import progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.gaps import Ranking
    from uegraph.store import Store

QUESTIONS: Final = {
    "network/shared-activities": ("name", "other", "shared"),
    "engagement/reach": ("name", "number", "kind", "when"),
    "engagement/announced": ("kind", "name", "status", "when"),
}
ROWS_SHOWN: Final = 8
GAPS_SHOWN: Final = 12


@click.command()
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default="out",
    show_default=True,
    help="The folder to write to; made where it is missing.",
)
def demo(out: Path) -> None:
    """Build the shipped data set, answer questions, list gaps, draw a map, write a report.

    What is shown as tables is also written as CSV, next to the map, the report and the graph.

    Example: uegraph demo --out demo
    """
    from uegraph import files, gaps, ingest, resources  # noqa: PLC0415
    from uegraph.report import report  # noqa: PLC0415

    _make(out)
    folders = list(resources.datasets().values())
    with progress() as step:
        built = ingest.build(folders, out / "graph", progress=step)
        step("deciding coverage")
        rankings = gaps.gaps(built.store)
        step("drawing the map")
        _draw(built.store, out / "map.html", rankings)
        step("writing the report")
        files.write(out / "report.html", report(built.store).to_html().encode())
    _holdings(built.rows, built.triples, len(built.graphs))
    written = ["graph", "map.html", "report.html"]
    for number, name in enumerate(QUESTIONS, 1):
        written.append(_answer(built.store, out, number, name))
    click.echo("\nWhom has nobody engaged?")
    for place, ranking in enumerate(rankings):
        written += _gaps(ranking, out, whole=place == 0)
    built.store.close()
    click.echo(f"\nWritten to {out}/: " + ", ".join(written))
    click.echo(
        f"Open {out / 'map.html'} and {out / 'report.html'} in a browser; both work offline."
    )
    click.echo(f"Ask more: uegraph query --store {out / 'graph'}, and uegraph --help")


def _make(out: Path) -> None:
    from uegraph.errors import ResourceError  # noqa: PLC0415

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResourceError(
            f"The folder {out} could not be made: {error.strerror}. Name another with --out."
        ) from error


def _draw(store: Store, path: Path, rankings: list[Ranking]) -> None:
    from uegraph import maps  # noqa: PLC0415
    from uegraph.coverage import worst_states  # noqa: PLC0415

    maps.write_map(store, path, states=worst_states(ranking.result for ranking in rankings))


def _holdings(rows: Mapping[str, int], triples: int, graphs: int) -> None:
    click.echo("\nWhat the graph holds")
    held = [{"what": name.replace("_", " "), "how_many": count} for name, count in rows.items()]
    print_rows(sorted(held, key=lambda row: -row["how_many"]), ("what", "how_many"), "table")
    click.echo(f"{triples:,} triples in {graphs} named graphs.")


def _answer(store: Store, out: Path, number: int, name: str) -> str:
    from uegraph import files, queries  # noqa: PLC0415

    rows = queries.run(store, name)
    found = rows.to_dicts()
    click.echo(f"\nQuestion {number}: {queries.question(name).summary}")
    print_rows(found[:ROWS_SHOWN], QUESTIONS[name], "table")
    file = f"{name.replace('/', '-')}.csv"
    files.write(out / file, to_csv(found, rows.columns).encode())
    if len(found) > ROWS_SHOWN:
        click.echo(f"… {len(found) - ROWS_SHOWN} more in {out / file}")
    return file


def _gaps(ranking: Ranking, out: Path, *, whole: bool) -> list[str]:
    """Write one scope's coverage and gaps, and show them: whole, or the figures only."""
    from uegraph import files  # noqa: PLC0415

    slug = ranking.result.scope.rpartition("/")[2]
    gaps, states = gap_rows(ranking), coverage_rows(ranking.result)
    files.write(out / f"gaps-{slug}.csv", to_csv(gaps, GAP_COLUMNS).encode())
    files.write(out / f"coverage-{slug}.csv", to_csv(states, COVERAGE_COLUMNS).encode())
    click.echo(f"\n{summary(ranking.result)}")
    if whole:
        click.echo()
        print_cards(gaps[:GAPS_SHOWN], GAP_COLUMNS[:4], ("reason", "remarks"))
        if len(gaps) > GAPS_SHOWN:
            click.echo(f"… {len(gaps) - GAPS_SHOWN} more in {out / f'gaps-{slug}.csv'}")
    return [f"gaps-{slug}.csv", f"coverage-{slug}.csv"]
