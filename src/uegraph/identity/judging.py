"""Whether two things are one: a score from 0 to 1, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph.identity.likeness import Likeness, compare
from uegraph.namespaces import short

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.identity.index import Entry
    from uegraph.identity.words import Words

THRESHOLD: Final = 0.8
"""From this score on two names are taken for names of one body; docs/identity.md has why."""

_LOOSELY: Final = ("organisation",)
_ACRONYM_ALONE: Final = 0.92  # a short form is all that one side has
_INITIALS_ALONE: Final = 0.82  # as before, and nobody says that it is the other's short form
_NAMES_SUPPORT: Final = 0.45  # so alike must names be before a short form can speak for them
# Of what is missing to 1, a short form adds so much, and less where it is as short as many are
# and something tells the names apart.
_SUPPORT: Final = (0.5, 0.25)
_LONG: Final = 4
_OTHER_CODE: Final = 0.3
_WORD: Final = 0.99  # the most that names alone can give: two bodies may share a name


@dataclass(frozen=True, slots=True)
class Verdict:
    """How likely it is that two things are one.

    Attributes:
        score: From 0 to 1.
        why: The reasons, those against included, in words.
    """

    score: float
    why: tuple[str, ...]


def judge(one: Entry, other: Entry, words: Words) -> Verdict:
    """How likely it is that two things are one, whichever comes first.

    Args:
        one: A thing.
        other: Another.
        words: How rare words are.
    """
    mine, theirs = dict(one.party.codes), dict(other.party.codes)
    both = sorted(set(mine) & set(theirs))
    for within in both:
        if mine[within] == theirs[within]:
            listed = short(within).rpartition("/")[2].upper()
            return Verdict(1.0, (f"same code {mine[within]} in {listed}",))
    verdict = _by_names(one, other, words)
    if both:
        listed = short(both[0]).rpartition("/")[2].upper()
        against = f"different codes in {listed}"
        return Verdict(min(verdict.score, _OTHER_CODE), (*verdict.why, against))
    return verdict


def _by_names(one: Entry, other: Entry, words: Words) -> Verdict:
    best = max(
        (
            compare(a, b, words, loosely=other.party.kind in _LOOSELY)
            for a in one.forms
            for b in other.forms
        ),
        key=lambda found: found.score,
        default=Likeness(0.0, (), ()),
    )
    score, said = best.score, []
    same = _same_short(one, other)
    if same and score >= _NAMES_SUPPORT:
        score += _SUPPORT[bool(best.against) and len(same) < _LONG] * (1 - score)
        said.append(f"same acronym {same.upper()}")
    elif same and _only_short(one, other):
        score = max(score, _ACRONYM_ALONE)
        said.append(f"same acronym {same.upper()}")
    elif initials := _initials(one, other) or _initials(other, one):
        score = max(score, _INITIALS_ALONE if len(initials) > 2 else 0.0)
        said.append(f"{initials.upper()} are the initials")
    return Verdict(round(min(score, _WORD), 3), (*said, *_names(best)))


def _same_short(one: Entry, other: Entry) -> str:
    return min(one.shorts & other.shorts, key=lambda text: (-len(text), text), default="")


def _only_short(one: Entry, other: Entry) -> bool:
    """Whether one of the two is named by a short form alone, so that no names can be compared."""
    return any(all(form.single for form in entry.forms) for entry in (one, other))


def _initials(one: Entry, other: Entry) -> str:
    """The short form that is all one thing has, where it is the initials of the other's name."""
    if not all(form.single for form in one.forms):
        return ""
    letters = {found for form in other.forms for found in form.initials}
    return min(one.shorts & letters, default="")


def _names(best: Likeness) -> Iterator[str]:
    if best.score >= 0.995:
        yield "same name"
    elif best.score > 0.3:
        yield f"names alike {best.score:.2f}"
        if best.shared:
            yield f"share {', '.join(map(repr, best.shared))}"
    yield from best.against
