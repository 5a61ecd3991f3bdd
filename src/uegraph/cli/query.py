"""``query`` and ``sparql``: questions and their answers."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

import click

from uegraph.cli.answers import print_rows
from uegraph.cli.options import format_option, open_graph, store_option
from uegraph.errors import QuerySyntaxError

if TYPE_CHECKING:
    from uegraph.queries import Query


@click.command()
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE",
              help="A parameter of the question; may be given several times.")  # fmt: skip
@click.option("--show", is_flag=True, help="Print the question's SPARQL instead of its answer.")
@click.option("--tag", help="List only the questions with this tag.")
@store_option
@format_option()
def query(
    name: str | None, params: tuple[str, ...], show: bool, tag: str | None, store: str | None,
    form: str,
) -> None:  # fmt: skip
    """List the named questions, or answer one.

    Without NAME the questions are listed; parameters in [brackets] may be left out. A
    parameter's value may be a name, an acronym or an id, as in group=gss.

    Example: uegraph query stakeholders/organisations-by-type
    """
    from uegraph import queries  # noqa: PLC0415

    if name is None:
        listed = [
            {"name": q.name, "question": q.summary, "parameters": _parameters(q)}
            for q in queries.questions().values()
            if (q.form == "select" and "internal" not in q.tags if tag is None else tag in q.tags)
        ]
        print_rows(listed, ("name", "question", "parameters"), form)
        return
    question = queries.question(name)
    if show:
        click.echo(question.text.rstrip("\n"))
        return
    values = dict(_pair(param) for param in params)
    queries.check(question, values)
    with open_graph(store) as graph:
        rows = queries.run(graph, question.name, values)
        print_rows(rows.to_dicts(), rows.columns, form)


def _parameters(question: Query) -> list[str]:
    return [f"[{p.name}]" if p.optional else p.name for p in question.params.values()]


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not name:
        raise click.BadParameter(f"'{text}' is not NAME=VALUE, as in group=gss.")
    return name, value


@click.command()
@click.argument("file", type=click.File(encoding="utf-8"))
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True,
              help="Seconds after which the question is stopped.")  # fmt: skip
@click.option("--limit", type=click.IntRange(min=1), default=10_000, show_default=True,
              help="Rows after which the answer is cut.")  # fmt: skip
@store_option
@format_option("ttl")
def sparql(file: IO[str], timeout: float, limit: int, store: str | None, form: str) -> None:
    """Ask a SPARQL question of your own.

    FILE holds a SELECT, ASK, CONSTRUCT or DESCRIBE query; - reads it from the keyboard or a
    pipe. A query that names no graph sees all of them.

    Example: echo 'SELECT ?s WHERE { ?s a ?class } LIMIT 3' | uegraph sparql -
    """
    from uegraph.store.guard import LONGEST  # noqa: PLC0415 - not needed for --help

    try:
        text = file.read(LONGEST + 1)  # a file without end is refused like one that is too long
    except UnicodeDecodeError as error:
        raise QuerySyntaxError(
            f"{file.name} is not UTF-8 text. Save the query as UTF-8."
        ) from error
    with open_graph(store) as graph:
        answer = graph.query(text, timeout=timeout, limit=limit)
    if isinstance(answer, bool):
        print_rows([{"answer": answer}], ["answer"], form)
    elif isinstance(answer, str):
        _print_graph(answer, form)
    elif form == "ttl":
        raise click.UsageError("-f ttl is for CONSTRUCT and DESCRIBE; a SELECT has rows.")
    else:
        print_rows(answer.to_dicts(), answer.columns, form)
        if answer.truncated:
            click.echo(f"Cut after {limit} rows; --limit N gives more.", err=True)


def _print_graph(ntriples: str, form: str) -> None:
    from uegraph.store import to_turtle  # noqa: PLC0415 - loads the engine

    if form not in ("table", "ttl"):
        raise click.UsageError("CONSTRUCT and DESCRIBE answer with a graph: use -f ttl.")
    click.echo(to_turtle(ntriples), nl=False)
