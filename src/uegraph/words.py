"""Numbers of things, shares, lists of names and slugs, as they stand in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def many(number: int, noun: str, plural: str = "") -> str:
    """A number of things.

    >>> many(1, "body", "bodies"), many(1200, "activity", "activities"), many(0, "ask")
    ('1 body', '1,200 activities', '0 asks')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(names: Iterable[str], *, few: int | None = None) -> str:
    """Names, each once, as a list in a sentence; the first few where there are more.

    >>> listed("abcd", few=2), listed("abc", few=2), listed("ab"), listed("a"), listed("")
    ('a, b and 2 more', 'a, b and c', 'a and b', 'a', '')
    """
    unique = list(dict.fromkeys(names))
    if few is not None and len(unique) > few + 1:
        return f"{', '.join(unique[:few])} and {len(unique) - few:,} more"
    return " and ".join([", ".join(unique[:-1]), unique[-1]] if len(unique) > 1 else unique)


def percent(share: float | None) -> str:
    """A share in whole per cent, which is 0 or 100 only where it is just that.

    >>> percent(0.25), percent(0.001), percent(0.999), percent(None)
    ('25%', 'under 1%', 'over 99%', 'not known')
    """
    if share is None:
        return "not known"
    if 0 < share <= 0.005:
        return "under 1%"
    if 0.995 <= share < 1:
        return "over 99%"
    return f"{share:.0%}"


def percents(low: float | None, high: float | None) -> str:
    """A share between two bounds; one number where they read alike.

    >>> percents(0.25, 0.5), percents(0.5, 0.5)
    ('25% to 50%', '50%')
    """
    return " to ".join(dict.fromkeys((percent(low), percent(high))))


def as_words(slug: str) -> str:
    """A state or term as people read it.

    >>> as_words("no-evidence"), as_words("time_since")
    ('no evidence', 'time since')
    """
    return slug.replace("-", " ").replace("_", " ")
