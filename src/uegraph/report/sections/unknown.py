"""What nobody knows: the limits of the record, each with its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.dates import in_words
from uegraph.queries import ask
from uegraph.report.material import open_names
from uegraph.report.model import Column, Heading, Paragraph, Points, Section, Table
from uegraph.report.wording import listed, number, quoted, shown, time_words
from uegraph.words import many

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from uegraph.report.material import Material
    from uegraph.report.model import Block

_KINDS: Final = {
    "organisation": ("body", "bodies"),
    "unnamed party": ("unnamed party", "unnamed parties"),
    "activity": ("activity", "activities"),
    "series": ("series", "series"),
}


def unknown(read: Material) -> Section:
    """What the record leaves open, and what was left out of the report."""
    return Section("unknown", "What is not known", tuple(_blocks(read)))


def _blocks(read: Material) -> Iterator[Block]:
    yield Paragraph(_lead(read), lead=True)
    yield from _silent(read)
    yield Heading("Who vouches for the record")
    yield from _vouched(read)
    yield from _counted(read)
    points = [*_undated(read), *_unjudged(read), *_passages(read), *_private(read)]
    if points:
        yield Heading("Other limits")
        yield Points(tuple(points))


def _lead(read: Material) -> str:
    silent = sum(result.counts["no-evidence"] for result in read.results)
    if not read.results:
        return "Nobody is on record, so nobody can be said to be missing."
    if not silent:
        return "No target of any scope is without evidence."
    total = sum(result.targets for result in read.results)
    return (
        f"In the scopes, {number(silent)} of {many(total, 'state')} are "
        f"{quoted('no evidence')}: nothing is recorded, and nobody vouches that the record is "
        "complete. Ask before you conclude."
    )


def _silent(read: Material) -> Iterator[Block]:
    """Which targets have no evidence, by scope."""
    rows = []
    for result in read.results:
        names = open_names(result, "no-evidence")
        if names:
            rows.append((shown(result.name), number(result.counts["no-evidence"]),
                         listed(names, 20)))  # fmt: skip
    if rows:
        columns = (Column("Scope"), Column("Targets", "number"), Column("Which", "long"))
        yield Table("Targets without evidence", columns, tuple(rows))


def _vouched(read: Material) -> Iterator[Block]:
    """Who states that the record is complete, for when, and how far that reaches."""
    rows = _completeness(read)
    if not rows:
        yield Paragraph(
            "Nobody. No statement of completeness is recorded, so that silence proves nothing "
            "anywhere in this report."
        )
        return
    columns = (
        Column("Stated by"),
        Column("On"),
        Column("For the time"),
        Column("Limited to", "long"),
    )
    yield Table("Statements that the record is complete", columns, tuple(rows))


def _completeness(read: Material) -> Sequence[tuple[str, ...]]:
    found: dict[str, dict[str, list[str]]] = {}
    for row in ask(read.store, "coverage/statements"):
        if row["kind"] == "completeness":
            told = found.setdefault(str(row["statement"]), {})
            told.setdefault(str(row["detail"]), []).append(str(row["value"]))
    names = _names(read)
    return [
        (
            listed([names[iri] for iri in told.get("stated by", ()) if iri in names]) or "A source",
            in_words(told.get("stated by day", [""])[0][:10]),
            time_words(told.get("period", [""])[0]),
            listed(_limits(told, names)) or "nothing",
        )
        for iri, told in sorted(found.items())
        if iri not in read.private
    ]


def _limits(told: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> list[str]:
    """To what a statement is limited; what is private is said to be so and not named."""
    return [
        names.get(thing, f"{noun} that is marked private")
        for detail, noun in (("scope", "a scope"), ("themes", "a theme"), ("organisers", "a body"))
        for thing in told.get(detail, ())
    ]


def _names(read: Material) -> dict[str, str]:
    """The names of what is not private, scopes among them."""
    scopes = {
        str(row["scope"]): str(row["value"])
        for row in ask(read.store, "coverage/scopes")
        if row["setting"] == "name"
    }
    return scopes | dict(read.names)


def _counted(read: Material) -> Iterator[Block]:
    """What a source counts and the graph does not name."""
    hidden = {
        row["statement"]
        for row in ask(read.store, "engagement/counted-within")
        if row["within"] in read.private
    }
    rows = [
        (shown(row["name"]), f"{row['bound']} {number(row['stated'])}", number(row["named"]))
        for row in ask(read.store, "engagement/counts")
        if row["statement_id"] not in hidden | read.private and row["stated"] > row["named"]
    ]
    if rows:
        yield Heading("Counted, but not named")
        columns = (
            Column("What is counted", "long"),
            Column("Said to be"),
            Column("Named", "number"),
        )
        yield Table("Counts of more than the graph names", columns, tuple(rows))


def _undated(read: Material) -> Iterator[str]:
    without = sum(not row["when"] for row in read.activities)
    if without:
        verb = "has" if without == 1 else "have"
        of = many(len(read.activities), "activity or series", "activities and series")
        yield f"{number(without)} of {of} {verb} no date."
    open_states = sum(result.uncertain for result in read.results)
    if open_states:
        verb = "rests" if open_states == 1 else "rest"
        yield f"{many(open_states, 'state')} {verb} on a date that is not exact."


def _unjudged(read: Material) -> Iterator[str]:
    """An assessment left out as private is one that is recorded."""
    if read.results and not ask(read.store, "coverage/assessments"):
        yield "No assessment of power and interest is recorded."


def _passages(read: Material) -> Iterator[str]:
    idle = len(ask(read.store, "checks/passages-without-facts"))
    if idle:
        yield (
            f"{many(idle, 'passage')} of the sources gave rise to no fact. Something in them "
            "may have been overlooked."
        )


def _private(read: Material) -> Iterator[str]:
    if read.hidden:
        kinds = [
            many(count, *_KINDS.get(kind, (kind,))) for kind, count in sorted(read.hidden.items())
        ]
        yield (
            f"Marked private, and so not named anywhere in this report: {listed(kinds)}. What is "
            "private still counts where a share is taken."
        )
    else:
        yield "Nothing is marked private, so that nothing was left out for that reason."
