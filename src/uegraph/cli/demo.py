"""``demo``: everything once, on the shipped data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from uegraph.cli.answers import print_cards, print_rows, to_csv
from uegraph.cli.gaps import COVERAGE_COLUMNS, GAP_COLUMNS, coverage_rows, gap_rows, summary
from uegraph.cli.options import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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
    """Build the shipped data set, answer questions, list gaps, draw maps, write a report.

    What is shown as tables is also written as CSV, next to the maps, the report and the graph;
    index.html leads to all of it.

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
        step("writing the report")
        files.write(out / "report.html", report(built.store).to_html().encode())
        written = ["graph", "report.html", *_draw(built.store, out, rankings, step)]
    _holdings(built.rows, built.triples, len(built.graphs))
    for number, name in enumerate(QUESTIONS, 1):
        written.append(_answer(built.store, out, number, name))
    click.echo("\nWhom has nobody engaged?")
    for place, ranking in enumerate(rankings):
        written += _gaps(ranking, out, whole=place == 0)
    built.store.close()
    click.echo(f"\nWritten to {out}/: " + ", ".join(written))
    click.echo(f"Open {out / 'index.html'} in a browser; all of it works offline.")
    click.echo(f"Ask more: uegraph query --store {out / 'graph'}, and uegraph --help")


def _make(out: Path) -> None:
    from uegraph.errors import ResourceError  # noqa: PLC0415

    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResourceError(
            f"The folder {out} could not be made: {error.strerror}. Name another with --out."
        ) from error


def _draw(
    store: Store, out: Path, rankings: list[Ranking], step: Callable[[str], None]
) -> list[str]:
    """Write all maps, and the page that leads to them and to the report."""
    from uegraph.maps.overview import write_overview  # noqa: PLC0415 - heavy

    wanted = [one for ranking in rankings for one in _targets(ranking)]
    more = [("report.html", "Report")]
    return write_overview(store, out, wanted=wanted, more=more, step=step)


def _targets(ranking: Ranking) -> list[str]:
    """The IRIs of the gaps of a scope, the most pressing first; of pairs there are none."""
    kinds = ranking.result.kinds
    return ranking.frame[kinds[0]].to_list() if len(kinds) == 1 else []


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
