"""``power-interest``: who is judged how powerful and interested, and was it engaged?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.answers import plain, print_cards, print_rows
from uegraph.cli.options import as_of_option, format_option, open_graph, store_option, working
from uegraph.words import as_words, many

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from uegraph.assessments import Judgement, PowerInterest, Range, Standing

HEADS: Final = ("quadrant", "stakeholder", "topic", "power", "interest", "state")
BODIES: Final = ("judgements", "salience", "remarks")
FEW: Final = 10  # names in one line of the summary
COLUMNS: Final = (
    *("quadrant", "stakeholder", "topic", "power", "interest", "legitimacy", "urgency"),
    *("salience", "prominence", "state", "unengaged", "judgements", "remarks"),
)
_NOBODY: Final = (
    "No assessment is recorded, so nobody can be placed. Add a row to the table 'assessments' for "
    "each judgement: the stakeholder, the topic, power and interest from 1 to 5, who judges and "
    "when; then build again."
)


@click.command("power-interest")
@click.option(
    "--topic",
    metavar="NAME",
    help="A theme or product: only assessments on it or on a narrower theme.  [default: all]",
)
@as_of_option("Assessments made after this day do not count.  [default: all count]")
@click.option(
    "--cut",
    type=click.FloatRange(1, 5),
    default=3.0,
    show_default=True,
    help="Above this score power and interest are high, below it low; on it they are left open.",
)
@click.option(
    "--salience-cut",
    type=click.FloatRange(1, 5),
    default=3.0,
    show_default=True,
    help="Above this score a stakeholder has power, legitimacy or urgency.",
)
@store_option
@format_option()
def power_interest(
    topic: str | None, as_of: date | None, cut: float, salience_cut: float, store: str | None,
    form: str,
) -> None:  # fmt: skip
    """Place the assessed by power and interest.

    The latest score of each assessor counts. Where assessors differ, all are shown; what nobody
    judged is not known, and never counts as low.

    Example: uegraph power-interest --cut 2.5
    """
    from uegraph.assessments import power_interest as place  # noqa: PLC0415 - not for --help

    with open_graph(store) as graph, working("Reading what is recorded"):
        found = place(graph, topic=topic, as_of=as_of, cut=cut, salience_cut=salience_cut)
    rows = flat_rows(found)
    if not rows:
        click.echo(_empty(found), err=True)
    if form != "table":
        print_rows(rows, COLUMNS, form)
        return
    click.echo(summary(found))
    if rows:
        click.echo()
        print_cards([_in_short(row) for row in rows], HEADS, BODIES)


def flat_rows(found: PowerInterest) -> list[dict[str, Any]]:
    """The standings as flat rows; a score that was not judged is empty, never 0."""
    return [
        {
            "stakeholder": row.label,
            "id": row.stakeholder,
            "kind": row.kind,
            "topic": row.topic_name or None,
            "topic_id": row.topic or None,
            "power": _range(row.power),
            "interest": _range(row.interest),
            "legitimacy": _range(row.legitimacy),
            "urgency": _range(row.urgency),
            "quadrant": list(row.quadrants),
            "salience": list(row.salience),
            "split": row.split,
            "prominence": row.prominence,
            "state": _state(row),
            "unengaged": row.unengaged,
            "judgements": [_told(judgement) for judgement in row.judgements],
            "remarks": list(row.remarks),
        }
        for row in found.rows
    ]


def summary(found: PowerInterest) -> str:
    """What was placed and by whom, the grid, who was not engaged, and what was left out."""
    assessors = {judgement.assessor for row in found.rows for judgement in row.judgements}
    stakeholders = {row.stakeholder for row in found.rows}
    on = f" on {found.topic_name}" if found.topic else ""
    by = f", as of {found.as_of}" if found.as_of else ""
    told = f"{many(found.counted, 'assessment')} by {many(len(assessors), 'body', 'bodies')}"
    lines = [f"Power and interest{on}{by}: {told} of {many(len(stakeholders), 'stakeholder')}."]
    if not found.rows:
        lines = [f"Power and interest{on}{by}: nobody is placed."]
    else:
        lines.append(
            f"  Above {found.cut:g} of 5 is high, below it low; a score of exactly {found.cut:g} "
            "leaves it open, and so does what nobody judged."
        )
        lines += [f"  {line}" for line in _grid(found)]
        lines += [f"  {line}" for line in _unengaged(found)]
    lines += [f"  {line}" for line in _left_out(found)]
    return "\n".join(plain(line) for line in lines)


def _grid(found: PowerInterest) -> list[str]:
    """One line for each quadrant that holds somebody for certain, and one for those left open."""
    from uegraph.assessments import QUADRANTS  # noqa: PLC0415 - not needed for --help

    lines = []
    for quadrant in QUADRANTS:
        settled = [row for row in found.rows if row.quadrants == (quadrant,)]
        lines.append(f"{quadrant.capitalize()}: {_named(settled) or 'nobody for certain'}.")
    still_open = [row for row in found.rows if len(row.quadrants) > 1]
    if still_open:
        lines.append(f"Open, or the assessors differ: {_named(still_open)}.")
    return lines


def _unengaged(found: PowerInterest) -> list[str]:
    if not found.unengaged:
        return ["Of those whose power or interest is or may be high, all have been engaged."]
    told = _few(
        [
            f"{_who(row)} ({_state(row)}" + (", perhaps high)" if row.prominence != "high" else ")")
            for row in found.unengaged
        ]
    )
    lines = [f"Power or interest is high, and nothing recorded engaged them: {told}."]
    if any(row.state == "no-evidence" for row in found.unengaged):
        lines.append("No evidence is not a no: it may only not be written down.")
    return lines


def _left_out(found: PowerInterest) -> list[str]:
    lines = []
    if found.assessed:
        told = ", ".join(
            f"{one.total - one.count} of {many(one.total, one.kind)}" for one in found.assessed
        )
        lines.append(f"Not assessed{' on it' if found.topic else ''}: {told}.")
    parts = [
        (found.superseded, "judged anew since"),
        (found.later, "made after that day"),
        (found.elsewhere, "on another topic or on none"),
        (found.private, "marked private"),
    ]
    told = ", ".join(f"{number} {why}" for number, why in parts if number)
    return [*lines, f"Assessments left out: {told}."] if told else lines


def _empty(found: PowerInterest) -> str:
    others = found.later + found.elsewhere + found.private
    if not others:
        return _NOBODY
    return f"None of {many(others, 'assessment')} answers this question."


def _named(rows: Sequence[Standing]) -> str:
    return _few([_who(row) for row in rows])


def _few(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are; the rows have them all."""
    more = f" and {len(names) - FEW:,} more" if len(names) > FEW else ""
    return "; ".join(names[:FEW]) + more


def _who(row: Standing) -> str:
    return f"{row.label} on {row.topic_name}" if row.topic else row.label


def _state(row: Standing) -> str | None:
    return as_words(row.state) if row.state else None


def _range(values: Range | None) -> str | None:
    return str(values) if values else None


def _told(judgement: Judgement) -> str:
    """One assessor's scores with their dates: ``ONS: power 4, interest 2 (May 2024)``."""
    from uegraph.dates import in_words  # noqa: PLC0415 - not needed for --help

    by_date: dict[str, list[str]] = {}
    for score in judgement.scores:
        by_date.setdefault(score.when, []).append(f"{score.attribute} {score.value}")
    told = [
        f"{', '.join(scores)} ({in_words(when) if when else 'undated'})"
        for when, scores in by_date.items()
    ]
    return f"{judgement.name}: {', '.join(told)}"


def _in_short(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a narrow screen: what is open is one word, what is missing says so."""
    from uegraph.assessments import QUADRANTS, SALIENCE  # noqa: PLC0415 - not needed for --help

    return row | {
        "quadrant": _any(row["quadrant"], len(QUADRANTS)),
        "salience": _any(row["salience"], len(SALIENCE)),
        **{name: row[name] or "not known" for name in ("power", "interest", "state")},
        "topic": row["topic"] or "-",
    }


def _any(names: Sequence[str], every: int) -> str:
    return "not known" if len(names) == every else " or ".join(names)
