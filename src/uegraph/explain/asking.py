"""How an explanation asks the store: named questions, each once for all that it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from uegraph import queries
from uegraph.explain.pieces import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.store import Store


def ask(store: Store, name: str, **about: Sequence[str]) -> list[dict[str, Any]]:
    """The answer of one of the questions about evidence, whole; none where it is about nothing."""
    if not all(about.values()):
        return []
    text = queries.bind(queries.question(f"evidence/{name}"), dict(about))
    return store.select(text, timeout=None, limit=None, trusted=True).to_dicts()


def shown(shows: str, name: str, **about: Sequence[str]) -> Question:
    """A question as anybody can ask it again, with what it is about filled in."""
    question = queries.question(f"evidence/{name}")
    lines = queries.bind(question, dict(about)).splitlines()
    body = "\n".join(line for line in lines if not line.startswith("#+")).strip()
    return Question(shows, question.name, f"# {question.summary}\n{body}\n")


def private(store: Store) -> frozenset[str]:
    """What is marked private; its names may stand nowhere."""
    text = queries.question("coverage/private").text
    found = store.select(text, timeout=None, limit=None, trusted=True)
    return frozenset(str(thing) for (thing,) in found)
