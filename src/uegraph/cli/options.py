"""Options that several commands share, spelled once."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from uegraph.store import Store

FOLDER: Final = "uegraph-store"
DECISIONS: Final = "uegraph-decisions.csv"

Command = Callable[..., Any]


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """The callback of an option that takes a day."""
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        raise click.BadParameter(f"'{value}' is not a day. Write it as 2024-04-26.") from None


def period(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The callback of an option that takes a time as EDTF."""
    from uegraph.dates import interval  # noqa: PLC0415 - not needed for --help
    from uegraph.errors import DateError  # noqa: PLC0415 - as above

    try:
        if value is not None:
            interval(value)
    except DateError as error:
        raise click.BadParameter(str(error)) from None
    return value


def as_of_option(meaning: str) -> Callable[[Command], Command]:
    """``--as-of``: a day, with what it means to the command."""
    return click.option("--as-of", metavar="YYYY-MM-DD", callback=day, help=meaning)


def threshold_option(command: Command) -> Command:
    """``--threshold``: which counts of people are too small to be shown."""
    return click.option(
        "--threshold",
        type=click.IntRange(min=0),
        default=10,
        show_default=True,
        metavar="N",
        help="Do not show counts of people below N, nor what would give them away; 0 shows all.",
    )(command)


def today_option(command: Command) -> Command:
    """``--as-of``: the day after which nothing can have happened yet."""
    return click.option(
        "--as-of",
        metavar="YYYY-MM-DD",
        callback=lambda *given: day(*given) or datetime.now(UTC).astimezone().date(),
        help="The day after which nothing can have happened yet.  [default: today]",
    )(command)


def taken_decisions(named: Path | None) -> Path | None:
    """The file with decisions: the one named, else the one here where there is one."""
    found = named or (Path(DECISIONS) if Path(DECISIONS).exists() else None)
    if found:
        click.echo(f"Following the decisions in {found}", err=True)
    return found


def wait_option(command: Command) -> Command:
    """``--wait``: how long to wait for somebody else who builds the same graph."""
    return click.option(
        "--wait",
        type=click.FloatRange(min=0),
        default=10.0,
        show_default=True,
        metavar="SECONDS",
        help="How long to wait while another process builds the same folder.",
    )(command)


def say(sentence: str) -> None:
    """Tell the person at the terminal something beside the answer."""
    click.echo(sentence, err=True)


def store_option(command: Command) -> Command:
    """``--store``: which graph to read."""
    return click.option(
        "--store",
        metavar="WHERE",
        envvar="UEGRAPH_STORE",
        help=f"A folder made by `uegraph build`, or a SPARQL 1.1 server's URL.  [default: "
        f"./{FOLDER} where it exists, else the data set that comes with uegraph]",
    )(command)


def decisions_option(command: Command) -> Command:
    """``--decisions``: the file that says which things are the same."""
    return click.option(
        "--decisions",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE",
        envvar="UEGRAPH_DECISIONS",
        help=f"The file with decisions on what is the same.  [default: ./{DECISIONS}]",
    )(command)


def format_option(*extra: str) -> Callable[[Command], Command]:
    """``-f``: how the answer is written; ``--json`` is short for ``-f json``."""

    def decorate(command: Command) -> Command:
        choice = click.Choice(["table", "csv", "json", "md", *extra])
        command = click.option(
            "-f", "--format", "form", type=choice, default="table", show_default=True,
            help="How the answer is written.",
        )(command)  # fmt: skip
        return click.option("--json", "form", flag_value="json", help="Short for --format json.")(
            command
        )

    return decorate


def open_graph(store: str | None) -> Store:
    """The graph that the user named; without a name the one built here, else the shipped one.

    What was chosen is said on stderr, so that nobody mistakes one graph for another.

    Raises:
        StoreError: The graph named is not there.
    """
    from uegraph.store import open_store  # noqa: PLC0415 - not needed for --help

    if store is None and Path(FOLDER).is_dir():
        click.echo(f"Reading ./{FOLDER}", err=True)
        return open_store(FOLDER)
    return open_shipped() if store is None else open_store(store)


def open_shipped() -> Store:
    """The shipped data sets, built in memory."""
    from uegraph import ingest, resources  # noqa: PLC0415

    folders = resources.datasets()
    click.echo(f"Reading the data set that comes with uegraph ({', '.join(folders)})", err=True)
    return ingest.build(list(folders.values()), ":memory:").store


def on_terminal() -> bool:
    """Whether a person sees stderr now, and progress is worth showing."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A line on the terminal that says what is being done; silent where nobody looks."""
    if not on_terminal():
        yield lambda _: None
        return
    from rich.console import Console  # noqa: PLC0415

    with Console(stderr=True).status("Starting …") as status:
        yield lambda step: status.update(f"{step} …")


@contextmanager
def working(what: str) -> Iterator[None]:
    """Says on the terminal what is being done, as long as it is being done."""
    with progress() as step:
        step(what)
        yield
