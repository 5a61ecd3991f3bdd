"""The same body twice: pairs that may be one, and names that stand for a body, each with why."""

from __future__ import annotations

from uegraph.identity.doubles import Pair, duplicates
from uegraph.identity.judging import THRESHOLD
from uegraph.identity.linking import Candidate, Link, link
from uegraph.identity.parties import KINDS, Party
from uegraph.identity.record import Record, decide, records, standing, undo
from uegraph.identity.things import decided, thing

__all__ = [
    "KINDS",
    "THRESHOLD",
    "Candidate",
    "Link",
    "Pair",
    "Party",
    "Record",
    "decide",
    "decided",
    "duplicates",
    "link",
    "records",
    "standing",
    "thing",
    "undo",
]
