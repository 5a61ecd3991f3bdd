"""How to read the report: the rules, and what each state means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage import STATES
from uegraph.report.model import Box, Column, Paragraph, Section, Table
from uegraph.words import as_words

if TYPE_CHECKING:
    from uegraph.coverage import State

MEANINGS: Final[dict[State, str]] = {
    "out-of-scope": "The scope leaves it out on purpose. It is in no figure.",
    "conflict": "A source says that it was not engaged, and an engagement is recorded.",
    "engaged": "A participation counts: in the period, deep enough, recent enough, not one-way.",
    "shallow": "Reached, but less deeply than required, one-way, or at a depth nobody recorded.",
    "stale": "Engaged, but longer ago than the scope allows.",
    "represented": "Only a body that speaks for it took part.",
    "attempted": "Invited, or did not reply or come, and nothing more.",
    "planned": "Only something still to come is recorded.",
    "known-gap": "A source says that it was not engaged.",
    "inferred-gap": "Nothing is recorded, and somebody vouches that the record is complete.",
    "no-evidence": "Nothing is recorded, and nobody vouches for the record: not known.",
}

RULES: Final = tuple(
    text.replace("'", "\u2018", 1).replace("'", "\u2019", 1)
    for text in (
        """Silence is not a no. Where nothing is recorded and nobody vouches that the record is \
complete, the state is 'no evidence'. It is not a finding that somebody was left out.""",
        """Not every contact is engagement. Who organises is not engaged by that, and a page, a \
blog or a newsletter engages nobody by itself.""",
        """A share has two ends. The lower counts what is known; the upper adds what is not known. \
The truth lies between them, for the targets that somebody wrote down.""",
        """Every figure can be traced. The command 'uegraph explain' shows the sources and rows \
behind it.""",
    )
)


def reading() -> Box:
    """The rules, to be read before any figure."""
    return Box("How to read this report", RULES)


def method() -> Section:
    """The states in the order in which they are tried."""
    columns = (Column("State", "state"), Column("It holds when", "long"))
    rows = tuple((as_words(state), MEANINGS[state]) for state in STATES)
    return Section(
        "method",
        "What the states mean",
        (
            Paragraph(
                "Each target of a scope has one state: the first in this list that holds. No clock "
                "is read: recent and future are measured from the day that is given with each "
                "scope, so that the same data give the same report tomorrow."
            ),
            Table("The states, in order", columns, rows),
        ),
    )
