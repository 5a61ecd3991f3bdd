"""``duplicates``, ``same``, ``different``, ``unsure``, ``decisions``: is it the same body twice?"""

from __future__ import annotations

import getpass
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import print_cards, print_rows
from uegraph.cli.options import (
    DECISIONS,
    Command,
    decisions_option,
    format_option,
    open_graph,
    store_option,
)
from uegraph.files import inert
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.identity import Pair

THRESHOLD: Final = 0.8
COLUMNS: Final = ("score", "one", "other", "one_id", "other_id", "kind", "why")
TAKEN: Final = ("decision", "one", "other", "decided_by", "when", "note", "counts")
_SAID: Final = {
    "same": "are the same",
    "different": "are not the same",
    "unsure": "may or may not be the same",
}


@click.command()
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1),
    default=THRESHOLD,
    show_default=True,
    help="The score from which a pair is listed.",
)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="A kind of thing to look through, such as audience, theme or product; may be given "
    "several times.  [default: organisation]",
)
@decisions_option
@store_option
@format_option()
def duplicates(
    threshold: float, kinds: tuple[str, ...], decisions: Path | None, store: str | None, form: str
) -> None:
    """List what may be recorded twice, with a score and why.

    Pairs about which somebody has decided are left out, and so are bodies that became each other
    by a change. Tell what they are with `same`, `different` or `unsure`.

    Example: uegraph duplicates --kind organisation --kind audience
    """
    from uegraph import identity  # noqa: PLC0415 - not needed for --help

    with open_graph(store) as graph:
        found = identity.duplicates(graph, kinds=kinds or identity.KINDS, threshold=threshold)
        decided = identity.decided(graph, identity.records(_file(decisions)))
    left = [pair for pair in found if frozenset((pair.one.iri, pair.other.iri)) not in decided]
    rows = [_row(pair) for pair in left if not pair.changed]
    if form == "table":
        print_cards(rows, ("score", "one", "other"), ("why", "one_id", "other_id"))
    else:
        print_rows(rows, COLUMNS, form)
    _tell(left, len(found) - len(left))


def _row(pair: Pair) -> dict[str, Any]:
    from uegraph.namespaces import short  # noqa: PLC0415 - as above

    one, other = short(pair.one.iri), short(pair.other.iri)
    return {
        "score": pair.score,
        "one": pair.one.name,
        "other": pair.other.name,
        "one_id": one,
        "other_id": other,
        "kind": pair.one.kind,
        "why": list(pair.why),
    }


def _tell(left: Sequence[Pair], decided: int) -> None:
    """What is alike and yet not listed."""
    for pair in left:
        if pair.changed:
            became = pair.other.iri in pair.one.after
            before, after = (pair.one, pair.other) if became else (pair.other, pair.one)
            click.echo(f"Not listed: {before.name} became {after.name}.", err=True)
    if decided:
        click.echo(f"Not listed: {many(decided, 'pair')} already decided.", err=True)


def _deciding(command: Command) -> Command:
    """What the three commands that decide have in common."""
    for decorate in (
        click.option("--note", default="", help="The reason."),
        click.option("--by", help="Who decides.  [default: the name you are logged in by]"),
        decisions_option,
        store_option,
        click.argument("other", metavar="B"),
        click.argument("one", metavar="A"),
    ):
        command = decorate(command)
    return command


@click.command()
@_deciding
def same(**given: Any) -> None:
    """Decide that two things are one.

    A and B are ids or names. From the next build on, what is said of the one is said of the
    other too, and both names find it.

    Example: uegraph same audience/communities audience/community-groups --by "data team"
    """
    _decide("same", **given)


@click.command()
@_deciding
def different(**given: Any) -> None:
    """Decide that two things are two, however alike their names.

    A and B are ids or names. The pair is no longer listed by `duplicates`.

    Example: uegraph different audience/experts audience/expert-users --note "not all are users"
    """
    _decide("different", **given)


@click.command()
@_deciding
def unsure(**given: Any) -> None:
    """Note that nobody can tell yet whether two things are one.

    A and B are ids or names. They stay two, and the pair is no longer listed by `duplicates`.

    Example: uegraph unsure audience/experts audience/expert-users
    """
    _decide("unsure", **given)


def _decide(
    decision: str, *, one: str, other: str, store: str | None, decisions: Path | None,
    by: str | None, note: str,
) -> None:  # fmt: skip
    from uegraph import identity  # noqa: PLC0415 - as above
    from uegraph.namespaces import short  # noqa: PLC0415 - as above

    with open_graph(store) as graph:
        first, second = (short(identity.thing(graph, text)) for text in (one, other))
    path, who = _file(decisions), inert(_who(by))
    day = datetime.now(UTC).astimezone().date().isoformat()
    record = identity.Record(first, decision, second, who, day, inert(" ".join(note.split())))
    identity.decide(path, record)
    click.echo(f"{first} and {second} {_SAID[decision]}, says {who}. Written to {path}; "
               "`uegraph build` follows it.", err=True)  # fmt: skip


def _who(by: str | None) -> str:
    if by and by.strip():
        return " ".join(by.split())
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise click.UsageError(
            "Nobody is logged in by a name. Say who decides: --by NAME"
        ) from None


@click.command()
@click.option("--undo", nargs=2, metavar="A B", help="Take back the newest decision on A and B.")
@decisions_option
@format_option()
def decisions(undo: tuple[str, str] | None, decisions: Path | None, form: str) -> None:
    """List what was decided to be the same or different, the newest last; or undo it.

    A and B are ids, with or without their kind. Where a pair was decided several times, the newest
    decision counts.

    Example: uegraph decisions
    """
    from uegraph import identity  # noqa: PLC0415 - as above

    path = _file(decisions)
    if undo:
        taken = identity.undo(path, *undo)
        said = f"{taken.one} and {taken.other} {_SAID.get(taken.decision, taken.decision)}"
        click.echo(f"Taken back from {path}: {said}. `uegraph build` follows it.", err=True)
        return
    found = identity.records(path)
    counting = set(map(id, identity.standing(found)))
    rows = [asdict(record) | {"counts": id(record) in counting} for record in found]
    print_rows(rows, TAKEN, form)


def _file(decisions: Path | None) -> Path:
    return decisions or Path(DECISIONS)
