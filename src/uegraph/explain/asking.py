"""The questions that an explanation was read with, for anybody to ask again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph import queries
from uegraph.explain.pieces import Question

if TYPE_CHECKING:
    from collections.abc import Sequence


def shown(shows: str, name: str, **about: Sequence[str]) -> Question:
    """A question as anybody can ask it again, with what it is about filled in."""
    question = queries.question(f"evidence/{name}")
    lines = queries.bind(question, dict(about)).splitlines()
    body = "\n".join(line for line in lines if not line.startswith("#+")).strip()
    return Question(shows, question.name, f"# {question.summary}\n{body}\n")
