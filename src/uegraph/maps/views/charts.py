"""What the charts share: names that fit, passages, counts of states and tidy rows of marks."""

from __future__ import annotations

import textwrap
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from uegraph.coverage import STATES
from uegraph.network import Evidence
from uegraph.words import as_words, listed, many

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from uegraph import coverage

LETTER: Final = 6.6
"""The width of a letter of a name on the canvas, a little generous."""

_PASSAGES: Final = 24
"""The passages that a chart repeats of one thing; all of them are told by ``uegraph explain``."""

_PIECES: Final = 200
"""The participations that are looked through for them."""

UNSEEN: Final = ("known gap", "inferred gap", "no evidence")
"""The states in which nothing on record reached anybody."""


def cut(name: str, most: int = 34) -> str:
    """A name that fits, cut with an ellipsis.

    >>> cut("Deaf people"), cut("People with caring responsibilities", 20)
    ('Deaf people', 'People with caring…')
    """
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def wrapped(name: str, letters: int, lines: int) -> list[str]:
    """A name in a few short lines.

    >>> wrapped("Environment, Climate and Natural Resources", 12, 3)
    ['Environment,', 'Climate and', 'Natural…']
    """
    found = textwrap.wrap(name, letters, max_lines=lines, placeholder="…", break_long_words=False)
    return [cut(line, letters + 4) for line in found] or [""]


def width(text: str) -> float:
    """How wide a text is on the canvas, about."""
    return len(text) * LETTER


def focus(mark: str) -> str:
    """The view of a story that shows one mark."""
    return f"f={quote(mark, safe='')}"


def passages(row: coverage.CoverageRow) -> tuple[Evidence, ...]:
    """Where sources say what a state rests on, that which decides it first."""
    found = [passage for one in row.statements for passage in one.passages]
    found += [passage for one in islice(row.evidence, _PIECES) for passage in one.passages]
    unique = dict.fromkeys(Evidence(one.source, one.section, one.paragraph) for one in found)
    return tuple(islice(unique, _PASSAGES))


def deeds(row: coverage.CoverageRow, shown: Collection[str]) -> Iterator[tuple[str, str]]:
    """What is known of a state beside its reason: pairs of a word and a text.

    Args:
        row: The target, without what is private.
        shown: The things that may be named.
    """
    pieces = list(islice(row.evidence, _PIECES))
    if pieces:
        lead = pieces[0]
        yield from (("level", lead.level),) if lead.level else ()
        yield from (("direction", lead.direction),) if lead.direction else ()
        named = [one.activity_name for one in pieces if one.activity in shown]
        yield from (("in", listed(named, few=6)),) if named else ()
        parties = [one.party_name for one in pieces if one.party in shown]
        yield from (("who took part", listed(parties, few=6)),) if parties else ()
        yield "participations on record", f"{len(row.evidence):,}"
    if row.partial:
        yield "only in part", "the state rests on a part of it"
    if not row.certain:
        yield "not certain", "an inexact date leaves the state open"
    yield from (("remark", remark) for remark in row.remarks)


def tally(counts: Mapping[str, int]) -> str:
    """How many have each state, in words, in the order of precedence.

    >>> tally({"no evidence": 2, "engaged": 1, "stale": 0})
    '1 engaged, 2 no evidence'
    """
    order = [as_words(state) for state in STATES]
    return ", ".join(f"{counts[state]:,} {state}" for state in order if counts.get(state))


def out_of(number: int, total: int, noun: str, plural: str = "") -> str:
    """A number of a total of things.

    >>> out_of(1, 12, "theme")
    '1 of 12 themes'
    """
    return f"{number:,} of {many(total, noun, plural)}"


def sentences(texts: Iterable[str | None]) -> tuple[str, ...]:
    """The texts that there are."""
    return tuple(text for text in texts if text)
