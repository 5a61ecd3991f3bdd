"""What the shipped data say of those whom the report does not name, or names only once.

The report of April 2024 was read for each of them; ``tests/real/test_silence.py`` looks it up.

* Scotland and Northern Ireland are not named at all. "All regions of the UK" and "the devolved
  administrations" name no one nation, and what is held for the whole is no evidence about a part.
* Deaf people are named once: ONS teams were linked with the Royal Association for Deaf People so
  that deaf people are engaged. Who took part is the association, which speaks for them.
* Sexual orientation is not named. Assembly members speak for "a variety" of the groups with a
  protected characteristic; which ones is left open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from uegraph import ingest
from uegraph.coverage import CoverageRow, coverage
from uegraph.resources import datasets

if TYPE_CHECKING:
    from uegraph.store import Store

PERIOD = "2021-02/2024-04"
AUDIENCE = "https://w3id.org/uegraph/id/audience/"
SCHEME = "https://w3id.org/uegraph/scheme/"


@pytest.fixture(scope="module")
def shipped() -> Store:
    return ingest.build([datasets()["gss-2024"]], ":memory:").store


def row(store: Store, scope: str, target: str) -> CoverageRow:
    [result] = coverage(store, scope=scope, targets=[target])
    [found] = result.rows
    return found


def said(found: CoverageRow) -> set[str]:
    """The participations that the state rests on."""
    return {item.participation.rpartition("/")[2] for item in found.evidence}


@pytest.mark.parametrize("nation", ["scotland", "northern-ireland"])
def test_a_nation_that_the_report_does_not_name_is_no_evidence(shipped: Store, nation: str) -> None:
    found = row(shipped, "places", f"{SCHEME}place/{nation}")
    assert (found.state, said(found)) == ("no-evidence", set())


def test_wales_is_engaged_by_what_was_held_there(shipped: Store) -> None:
    found = row(shipped, "places", f"{SCHEME}place/wales")
    assert (found.state, found.certain, found.partial) == ("engaged", True, False)
    assert "p-statswales-redevelopment-statswales-stakeholders" in said(found)


def test_deaf_people_are_represented_and_no_more(shipped: Store) -> None:
    found = row(shipped, "audiences", f"{AUDIENCE}deaf-people")
    assert (found.state, found.certain, found.partial) == ("represented", True, False)
    assert said(found) == {"p-rad-and-social-surveys-link-rad"}
    assert found.chain[1] == "Royal Association for Deaf People"


def test_disabled_people_are_represented_for_a_part_of_them(shipped: Store) -> None:
    found = row(shipped, "equality", f"{AUDIENCE}disabled-people")
    assert (found.state, found.certain, found.partial) == ("represented", True, True)
    assert said(found) == {"p-rad-and-social-surveys-link-rad"}


@pytest.mark.parametrize("scope", ["equality", "audiences"])
def test_sexual_orientation_is_no_evidence(shipped: Store, scope: str) -> None:
    found = row(shipped, scope, f"{AUDIENCE}people-of-each-sexual-orientation")
    assert (found.state, said(found), found.remarks) == ("no-evidence", set(), ())


def test_sexual_orientation_is_no_evidence_as_a_characteristic(shipped: Store) -> None:
    [result] = coverage(shipped, of=["characteristic"], period=PERIOD)
    found = {one.target.rpartition("/")[2]: one for one in result.rows}
    assert (found["sexual-orientation"].state, said(found["sexual-orientation"])) == (
        ("no-evidence", set())
    )
    silent = {slug for slug, one in found.items() if one.state == "no-evidence"}
    assert silent >= {"sexual-orientation", "race", "religion-or-belief", "gender-reassignment"}


def test_no_silence_of_the_report_is_a_gap(shipped: Store) -> None:
    """It says of nobody that they were not engaged, and of nothing that it is all."""
    for result in coverage(shipped):
        assert result.counts["known-gap"] == result.counts["inferred-gap"] == 0


def test_twelve_themes_of_which_four_are_named_are_missing(shipped: Store) -> None:
    [result] = coverage(shipped, of=["audience", "theme"], targets=[f"{AUDIENCE}deaf-people"])
    [missing] = result.missing
    assert (missing.kind, missing.stated, missing.named) == ("theme", 12, 4)
    assert result.targets == 4
