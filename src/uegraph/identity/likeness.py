"""How alike two names are, and why: the words they share, weighed, and what tells them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from uegraph.identity.vocabulary import BODIES, SORTS, TURNING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.identity.folding import Form
    from uegraph.identity.words import Words

# Tuned on one half of tests/real/linking.csv; docs/identity.md has what they give on the other.
_SPELLING: Final = 0.25  # what the letters count for, beside the weighed words
_OTHER_SORT: Final = 0.75
_OTHER_PLACE: Final = 0.6
_OTHER_NUMBER: Final = 0.75
# Of the weight of words that one name has more, when it has all of the other's: so much is
# forgiven where a shared word is the rarest, and so much where one of the surplus is.
_FORGIVEN: Final = (0.5, 0.2)
_TURNED: Final = 0.7
_OTHER_ASIDE: Final = 0.5
_OTHER_BODY: Final = 0.85
_CONTRAST: Final = 0.9
_TELLING: Final = 0.6  # the weight from which a word says which body is meant
_SILENT: Final = frozenset({"england", "uk"})
"""Countries that are left out where they are meant: the list's own."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are.

    Attributes:
        score: From 0, nothing in common, to 1, the same words.
        shared: The rarer words that they share.
        against: What tells them apart, in words.
    """

    score: float
    shared: tuple[str, ...]
    against: tuple[str, ...]


def compare(one: Form, other: Form, words: Words, *, loosely: bool = True) -> Likeness:
    """How alike two names are by their words, whichever comes first.

    Args:
        one: A name.
        other: Another.
        words: How rare words are.
        loosely: Whether a name may leave out words of the other, as people do with bodies; a
            word more makes another audience of an audience.
    """
    if other.words < one.words:
        one, other = other, one  # so that whichever comes first, the same is found
    pairs = list(_pairs(one.words, other.words, words))
    shared = sum((words.weight(a) + words.weight(b)) * sure for a, b, sure in pairs)
    rest_one = _rest(one.words, [a for a, _, _ in pairs])
    rest_other = _rest(other.words, [b for _, b, _ in pairs])
    total = sum(map(words.weight, (*one.words, *other.words)))
    if loosely and not (rest_one and rest_other):
        rest = [words.weight(word) for word in rest_one + rest_other]
        rarest = max((words.weight(w) for a, b, _ in pairs for w in (a, b)), default=0.0)
        total -= _FORGIVEN[max(rest, default=0.0) > rarest] * sum(rest)
    by_words = shared / total if total else 0.0
    by_letters = fuzz.token_sort_ratio(one.text, other.text) / 100
    score = (1 - _SPELLING) * by_words + _SPELLING * by_letters
    against = tuple(_against(one, other, words, rest_one, rest_other))
    for _, factor in against:
        score *= factor
    best = sorted(pairs, key=lambda pair: -words.weight(pair[0]))
    return Likeness(score, tuple(a for a, _, _ in best[:3]), tuple(what for what, _ in against))


def _pairs(
    one: tuple[str, ...], other: tuple[str, ...], words: Words
) -> Iterator[tuple[str, str, float]]:
    """Words of two names that are meant to be the same, each used once, the surest first."""
    left = list(other)
    late = []
    for word in one:
        if word in left:
            left.remove(word)
            yield word, word, 1.0
        else:
            late.append(word)
    for word in late:
        best = max(left, key=lambda found: words.alike(word, found), default="")
        if best and (sure := words.alike(word, best)):
            left.remove(best)
            yield word, best, sure


def _rest(words: tuple[str, ...], paired: list[str]) -> list[str]:
    left = list(words)
    for word in paired:
        left.remove(word)
    return left


def _against(
    one: Form, other: Form, words: Words, rest_one: list[str], rest_other: list[str]
) -> Iterator[tuple[str, float]]:
    several = max(words.nations(one), words.nations(other)) > 1
    silent = frozenset({"uk"}) if several else _SILENT
    places = (one.nations - silent) ^ (other.nations - silent)
    if places or (one.directions ^ other.directions):
        named = sorted(places | (one.directions ^ other.directions))
        yield f"only one names {' and '.join(map(_shown, named))}", _OTHER_PLACE
    if one.numbers and other.numbers and one.numbers != other.numbers:
        yield "different numbers", _OTHER_NUMBER
    if turned := TURNING.intersection(rest_one + rest_other):
        yield f"only one says '{min(turned)}'", _TURNED
    if not (one.aside <= other.aside or one.aside >= other.aside):
        yield "different in brackets", _OTHER_ASIDE
    sorts = SORTS.intersection(rest_one), SORTS.intersection(rest_other)
    if all(sorts):
        yield f"{min(sorts[0])} against {min(sorts[1])}", _OTHER_SORT
    elif more := BODIES.intersection(rest_one + rest_other):
        yield f"only one is a {min(more)}", _OTHER_BODY
    telling = [[w for w in rest if words.weight(w) > _TELLING] for rest in (rest_one, rest_other)]
    if all(telling):
        yield f"'{telling[0][0]}' against '{telling[1][0]}'", _CONTRAST


def _shown(place: str) -> str:
    return "Northern Ireland" if place == "northernireland" else place.capitalize()
