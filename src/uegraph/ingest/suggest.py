"""Near names: what somebody probably meant, to be offered and never assumed."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from uegraph.shapes import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# A comparison by difflib costs about 20 µs: with more candidates than this only those that begin
# alike are compared, so that a sheet of unknown ids cannot take minutes.
_MANY: Final = 2_000


def nearest(text: str, candidates: Mapping[str, str]) -> str | None:
    """The candidate most like a text, or ``None`` where none is near.

    Args:
        text: What was written.
        candidates: How each candidate may be written (in the form of ``key``) and what it is.

    >>> nearest("Organisation", names(["organisations", "themes"]))
    'organisations'
    """
    wanted = key(text[:200])
    if wanted in candidates:
        return candidates[wanted]
    known: Iterable[str] = candidates
    if len(candidates) > _MANY:
        known = [name for name in candidates if name[:3] == wanted[:3]][:_MANY]
    found = get_close_matches(wanted, known, n=1, cutoff=0.6)
    return candidates[found[0]] if found else None


def names(known: Iterable[str]) -> dict[str, str]:
    """Names as candidates for ``nearest``."""
    return {key(name): name for name in known}


def did_you_mean(text: str, candidates: Mapping[str, str], otherwise: str) -> str:
    """``Did you mean 'x'?``, or what to do where nothing is near."""
    found = nearest(text, candidates)
    return f"Did you mean '{found}'?" if found else otherwise
