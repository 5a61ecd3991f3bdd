"""Whether those who are assessed were engaged on the topic they are assessed on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage.facts import read_facts
from uegraph.coverage.scopes import decide

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from uegraph.coverage import State
    from uegraph.coverage.facts import Facts
    from uegraph.store import Store

_KINDS: Final = ("audience", "organisation")


def states(
    store: Store, asked: Iterable[tuple[str, str]], kinds: Mapping[str, str], as_of: date | None
) -> dict[tuple[str, str], State]:
    """The coverage state of each pair of a stakeholder and a topic, at any time.

    A pair without a theme, of a product or of no topic, has the state of the stakeholder on every
    theme. What has no name cannot be a target, and has no state.

    Args:
        store: The graph.
        asked: The pairs; an empty topic stands for none.
        kinds: The kinds of stakeholders and topics.
        as_of: The day from which recent and future are measured, as in `coverage`.
    """
    pairs = set(asked)
    if not pairs:
        return {}
    facts = read_facts(store)
    found: dict[tuple[str, str], State] = {}
    for kind in _KINDS:
        mine = {pair for pair in pairs if kinds.get(pair[0]) == kind}
        themed = {pair for pair in mine if kinds.get(pair[1]) == "theme"}
        found |= _of_pairs(facts, kind, themed, as_of)
        alone = _of_stakeholders(facts, kind, mine - themed, as_of)
        found |= {pair: alone[pair[0]] for pair in mine - themed}
    return found


def _of_pairs(
    facts: Facts, kind: str, pairs: set[tuple[str, str]], as_of: date | None
) -> dict[tuple[str, str], State]:
    if not pairs:
        return {}
    targets = sorted({iri for pair in pairs for iri in pair})
    [result] = decide(facts, of=(kind, "theme"), targets=targets, as_of=as_of)
    cells = result.frame.select(kind, "theme", "state").iter_rows()
    return {(target, theme): state for target, theme, state in cells if (target, theme) in pairs}


def _of_stakeholders(
    facts: Facts, kind: str, pairs: set[tuple[str, str]], as_of: date | None
) -> dict[str, State]:
    if not pairs:
        return {}
    targets = sorted({stakeholder for stakeholder, _ in pairs})
    [result] = decide(facts, of=(kind,), targets=targets, as_of=as_of)
    return dict(result.frame.select(kind, "state").iter_rows())
