"""Names of what is exported: the same question asked again gives the same IRIs.

Invariant: an IRI ends in a hash of all that it was made from, so that two things never share one;
the words before it are for people.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.coverage import CoverageResult
    from uegraph.coverage.scope import Scope

_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]")
# What RFC 3987 forbids in an IRI, and N-Triples between its brackets.
_FORBIDDEN: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


def is_iri(text: str) -> bool:
    """Whether a text is an absolute IRI rather than a word.

    >>> is_iri("https://example.org/a"), is_iri("2024-01"), is_iri("")
    (True, False, False)
    """
    return bool(_ABSOLUTE.match(text))


def resource(text: str, base: str, folder: str) -> str:
    """The IRI of what a text names: itself, or one below the base.

    >>> resource("2024-01", "https://example.org/id/", "period")
    'https://example.org/id/period/2024-01'
    """
    if is_iri(text):
        return _FORBIDDEN.sub(lambda found: quote(found[0]), text)
    return f"{base}{folder}/{quote(text, safe='')}"


def coverage_iri(result: CoverageResult, base: str) -> str:
    """The IRI of the figures and states of one scope as of one day."""
    asked = result.asked
    day = result.as_of.isoformat() if result.as_of else "undated"
    settings = (asked.level, asked.two_way, asked.units, asked.period_text, asked.stale_after, day)
    chosen = (asked.themes, asked.types, asked.organisers, _targets(asked))
    made_from = [asked.iri, *asked.kinds, *map(str, settings), *(str(sorted(s)) for s in chosen)]
    return f"{base}coverage/{_words([asked.iri or asked.name])}-{day}-{_hash(made_from)}"


def _targets(asked: Scope) -> list[str]:
    """The targets that were chosen on the spot; a recorded scope stands for those it names."""
    if asked.iri:
        return []
    pairs = zip(asked.kinds, asked.members, strict=True)
    return [iri for kind, members in pairs if kind not in asked.all_of for iri in members]


def target_name(members: Sequence[str]) -> str:
    """The last part of the IRI of a target, which may have several members."""
    return f"{_words(members)}-{_hash(members)}"


def _words(names: Sequence[str]) -> str:
    """The ends of names as small letters, digits and hyphens."""
    ends = [re.sub(r"[^a-z0-9]+", "-", name.rpartition("/")[2].lower())[:40] for name in names]
    return "-".join(end.strip("-") or "x" for end in ends)


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()[:12]
