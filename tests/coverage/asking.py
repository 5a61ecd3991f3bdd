"""The program asked as the oracle is, and its answer as the oracle gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.coverage.case import PERIODS, Cell
from tests.coverage.oracle import Answer, decide
from tests.coverage.programme import Programme, iri
from tests.coverage.reach import several

from uegraph.coverage import coverage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from uegraph.coverage.model import CoverageResult
    from uegraph.store import Store

Answers = dict[Cell, Answer]


def asked_of(store: Store, scope: str, as_of: date | None = None) -> CoverageResult:
    """The program's answer for a recorded scope."""
    [result] = coverage(store, scope=scope, as_of=as_of)
    return result


def asked_ad_hoc(
    store: Store, programme: Programme, scope: str, as_of: date | None = None
) -> CoverageResult:
    """The program's answer to the settings of a scope, asked without one."""
    asked = programme["scopes"][scope]
    settings = {
        "targets": [iri(programme, one) for one in several(asked.get("targets"))],
        "themes": asked.get("themes"),
        "types": asked.get("types"),
        "organisers": asked.get("organisers"),
        "period": asked.get("period"),
        "within": asked.get("stale_after"),
        "level": asked.get("required_level"),
        "two_way": asked.get("two_way"),
        "units": asked.get("count_units"),
        "as_of": as_of,
    }
    given = {name: value for name, value in settings.items() if value not in (None, [])}
    [result] = coverage(store, of=asked["target_kind"], **given)
    return result


def answers(result: CoverageResult) -> Answers:
    """The rows by their members, each named by its kind and IRI; a period by its label."""
    return {
        _key({member.kind: member.iri for member in row.members}): Answer(
            row.state, row.certain, row.partial, row.inherited
        )
        for row in result.rows
    }


def expected(
    programme: Programme, scope: str, as_of: date | None = None, *, ad_hoc: bool = False
) -> Answers:
    """The oracle's answer, with members named as the program does."""
    asked = programme["scopes"][scope]
    if ad_hoc:
        asked = {**asked, "out_of_scope": []}
    kinds = asked["target_kind"]
    return {
        _key(
            {
                kind: member if kind in PERIODS else iri(programme, member)
                for kind, member in zip(kinds, cell, strict=True)
            }
        ): answer
        for cell, answer in decide(programme, asked, None if ad_hoc else scope, as_of).items()
    }


def _key(members: Mapping[str, str]) -> Cell:
    """A recorded scope has its kinds in no order."""
    return tuple(f"{kind} {name}" for kind, name in sorted(members.items()))
