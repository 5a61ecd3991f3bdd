"""Coverage of each scope: the interval, the states and who is in which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.dates import day_in_words
from uegraph.report.material import open_names
from uegraph.report.model import (
    Bar,
    Bars,
    Column,
    Heading,
    Paragraph,
    Section,
    Share,
    Stack,
    Table,
)
from uegraph.report.wording import (
    listed,
    number,
    quoted,
    shown,
    time_words,
)
from uegraph.words import as_words, many, percent, percents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.coverage import CoverageResult, State
    from uegraph.report.material import Material
    from uegraph.report.model import Block

NO_SCOPE: Final = (
    "No coverage scope is recorded, so nobody has said whom the work should reach. A scope is a "
    "row of the table of scopes: a name, and the kind of its targets."
)
NO_TARGETS: Final = "The scopes that are recorded have no targets yet."
ASSUMED: Final = (
    "As a first look, everybody on record is taken as a target, at any time. Who is not on record "
    "is missing from these shares, and some on record may be nobody whom the work should reach."
)

_KINDS: Final = {
    "audience": ("audience", "audiences"),
    "organisation": ("body", "bodies"),
    "place": ("place", "places"),
    "characteristic": ("characteristic", "characteristics"),
    "theme": ("theme", "themes"),
}


def coverage(read: Material) -> Section:
    """The interval of every scope in one picture, then each scope for itself."""
    said = [Paragraph(f"{NO_SCOPE} {ASSUMED}")] if read.assumed and read.results else []
    return Section("coverage", "Coverage", (*said, *_blocks(read.results)))


def _blocks(results: tuple[CoverageResult, ...]) -> Iterator[Block]:
    if not results:
        yield Paragraph(NO_SCOPE, lead=True)
        return
    yield Paragraph(_lead(results), lead=True)
    yield Paragraph(
        "Coverage is a span, not a point. Its lower end counts only targets that are engaged; its "
        "upper end is what it would be if every target without evidence had been engaged too."
    )
    yield _intervals(results)
    for result in results:
        yield Heading(shown(result.name))
        yield from _scope(result)


def _lead(results: tuple[CoverageResult, ...]) -> str:
    asked = [result for result in results if result.targets]
    if not asked:
        return NO_TARGETS
    worst = max(asked, key=lambda result: result.counts["no-evidence"] / result.targets)
    silent = worst.counts["no-evidence"]
    if not silent:
        return "The state of every target rests on a record of engagement or on a statement."
    of = many(worst.targets, "target")
    verb = "has" if silent == 1 else "have"
    return (
        f"Least is known of the scope {quoted(worst.name)}: {number(silent)} of its {of} {verb} "
        "no evidence, neither of engagement nor against it."
    )


def _intervals(results: tuple[CoverageResult, ...]) -> Bars:
    asked = [result for result in results if result.low is not None and result.high is not None]
    columns = (
        Column("Scope"), Column("Targets", "number"), Column("Engaged", "number"),
        Column("No evidence", "number"), Column("Coverage", "number"),
    )  # fmt: skip
    rows = tuple(
        (
            shown(result.name),
            number(result.targets),
            number(result.counts["engaged"]),
            number(result.counts["no-evidence"]),
            percents(result.low, result.high) if result.targets else "no targets",
        )
        for result in results
    )
    title = "Share of targets that are engaged, by scope"
    return Bars(
        title=title,
        sure="Engaged",
        unknown="No evidence: engaged or not, nobody knows",
        bars=tuple(
            Bar(shown(result.name), result.low or 0, result.high or 0,
                percents(result.low, result.high))
            for result in asked
        ),
        table=Table(title, columns, rows),
    )  # fmt: skip


def _scope(result: CoverageResult) -> Iterator[Block]:
    yield Paragraph(_asks(result))
    if not result.targets:
        yield Paragraph("The scope has no targets, so there is no share.")
        return
    yield _states(result)
    said = list(_reservations(result))
    if said:
        yield Paragraph(" ".join(said))


def _asks(result: CoverageResult) -> str:
    """What a scope asks, in sentences."""
    period = f"in the period {time_words(result.period)}" if result.period else "at any time"
    left = many(result.out_of_scope, "target is", "targets are")
    outside = f" {left} out of scope on purpose and in no figure." if result.out_of_scope else ""
    return (
        f"The question: which of {_targets(result)} "
        f"{'was' if result.targets == 1 else 'were'} engaged at the level "
        f"{quoted(result.required_level)} or deeper {period}, as seen from "
        f"{day_in_words(result.as_of)}?{outside}"
    )


def _targets(result: CoverageResult) -> str:
    names = _KINDS.get(result.kind)
    return (
        many(result.targets, *names)
        if names
        else (f"{many(result.targets, 'target')} ({shown(result.kind)})")
    )


def _states(result: CoverageResult) -> Stack:
    counts = [
        (state, count)
        for state, count in result.counts.items()
        if count and state != "out-of-scope"
    ]
    columns = (
        Column("State", "state"), Column("Targets", "number"), Column("Share", "number"),
        Column("Which", "long"),
    )  # fmt: skip
    rows = tuple(
        (as_words(state), number(count), percent(count / result.targets), _named(result, state))
        for state, count in counts
    )
    title = f"States of the {many(result.targets, 'target')} of {quoted(result.name)}"
    return Stack(
        title=title,
        shares=tuple(Share(state, count) for state, count in counts),
        table=Table(title, columns, rows),
    )


def _named(result: CoverageResult, state: State) -> str:
    names = open_names(result, state)
    hidden = result.counts[state] - len(names)
    said = listed(names, 6)
    if hidden:
        said = f"{said}{'; ' if said else ''}{hidden} marked private"
    return said


def _reservations(result: CoverageResult) -> Iterator[str]:
    """What must be known beside the figures."""
    if result.partial:
        of = many(result.counts["engaged"], "engaged target")
        yield f"Of {of}, {number(result.partial)} in a part only."
    if result.uncertain:
        yield (
            f"{many(result.uncertain, 'state rests', 'states rest')} on a date that is not "
            "exact, and could change if the day were known."
        )
    for missing in result.missing:
        yield (
            f"A source counts at least {number(missing.stated)} ({shown(missing.name)}); "
            f"{number(missing.named)} are named here, and the share is of these alone."
        )
