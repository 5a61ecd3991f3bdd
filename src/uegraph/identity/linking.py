"""Linking a list of names to the bodies of a graph, such as a register."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from uegraph.identity.index import Index, read
from uegraph.identity.judging import THRESHOLD, Verdict, judge
from uegraph.identity.parties import Party, parties

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from uegraph.store import Store

_MARGIN: Final = 0.02
"""A second body this near to the best leaves open which is meant."""

Outcome = Literal["found", "unsure", "none"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A body that a name may stand for.

    Attributes:
        party: The body.
        score: How likely it is meant, from 0 to 1.
        why: The reasons in words.
        after: The bodies that it became, by name; where there are any, it is closed.
    """

    party: Party
    score: float
    why: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """What a name of a list stands for.

    Attributes:
        name: The name.
        outcome: ``found``, ``none``, or ``unsure`` where two bodies fit equally.
        best: The body that fits best, also where that is not well enough.
        runner_up: The next.
    """

    name: str
    outcome: Outcome
    best: Candidate | None
    runner_up: Candidate | None


def link(
    names: Iterable[str],
    store: Store,
    *,
    kinds: Sequence[str] = ("organisation",),
    threshold: float = THRESHOLD,
) -> list[Link]:
    """For each name the body of a graph that it stands for, how sure that is, and why.

    A closed body is found by its own name, with what became of it; where a live one fits
    equally, the live one is meant.

    Args:
        names: Names as people write them, short forms included.
        store: The graph with the bodies.
        kinds: What kinds of things are looked through.
        threshold: The score from which a body is found.

    Raises:
        UnknownNameError: There is no such kind of thing with a name.
    """
    index = Index(parties(store, kinds))
    called = {entry.party.iri: entry.party.name for entry in index.entries}
    return [_link(name, index, called, threshold) for name in names]


def _link(name: str, index: Index, called: dict[str, str], threshold: float) -> Link:
    asked = read(Party("", "", name))
    judged = [(index.entries[at].party, judge(asked, index.entries[at], index.words))
              for at in index.near(asked)]  # fmt: skip
    judged.sort(key=lambda pair: (-pair[1].score, bool(pair[0].after), pair[0].iri))
    ordered = _live_first(judged)
    best, runner_up = (*(_candidate(*pair, called) for pair in ordered[:2]), None, None)[:2]
    return Link(name, _outcome(best, runner_up, threshold), best, runner_up)


def _live_first(judged: list[tuple[Party, Verdict]]) -> list[tuple[Party, Verdict]]:
    """Of those that fit equally, the live ones first."""
    top = judged[0][1].score if judged else 0.0
    level = [pair for pair in judged if pair[1].score > top - _MARGIN]
    return sorted(level, key=lambda pair: bool(pair[0].after)) + judged[len(level) :]


def _candidate(party: Party, verdict: Verdict, called: dict[str, str]) -> Candidate:
    after = tuple(called.get(iri, iri) for iri in party.after)
    return Candidate(party, verdict.score, verdict.why, after)


def _outcome(best: Candidate | None, runner_up: Candidate | None, threshold: float) -> Outcome:
    if best is None or best.score < threshold:
        return "none"
    if runner_up is None or best.score - runner_up.score >= _MARGIN:
        return "found"
    return "found" if runner_up.after and not best.after else "unsure"
