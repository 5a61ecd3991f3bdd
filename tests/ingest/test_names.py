"""Names in place of ids, and ids made of names or of what a row says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.samples import own, table_text

from uegraph import ingest, shapes
from uegraph.ingest.register import made
from uegraph.ingest.values import is_slug
from uegraph.namespaces import ID, expand

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.errors import Problem

ONS = "ons,Office for National Statistics,ONS,The Office|Swyddfa Ystadegau Gwladol,department,"
HEADER = "id,name,acronym,alternative names,type,part of\n"


def only(problems: list[Problem]) -> Problem:
    assert len(problems) == 1, [str(problem) for problem in problems]
    return problems[0]


def part_of(place: Path, written: str, *more: str) -> tuple[list[Problem], set[str]]:
    """What is said of a hub that is part of what is written, and what it is then part of."""
    rows = [f"{ONS}\n", *(f"{row}\n" for row in more), f'hub,Hub,,,hub,"{written}"\n']
    source = own(place, organisations=HEADER + "".join(rows))
    problems = ingest.check([source])
    if problems:
        return problems, set()
    property_iri = expand("org:subOrganizationOf")
    lines = ingest.to_nquads([source]).splitlines()
    return [], {line.split()[2].strip("<>") for line in lines if f"<{property_iri}>" in line}


@pytest.mark.parametrize(
    "written",
    ["ons", "organisation/ons", "Office for National Statistics", "office for national-statistics",
     "ONS", "The Office", "Swyddfa Ystadegau Gwladol"],
)  # fmt: skip
def test_a_row_may_be_called_by_any_of_its_names(written: str, tmp_path: Path) -> None:
    assert part_of(tmp_path, written) == ([], {f"{ID}organisation/ons"})


@pytest.mark.parametrize(
    "written",
    ["Children\u2019s Health and Care", "Childrens health & care", "Children's\u00a0Health & Care",
     "CHILDREN`S HEALTH \u2013 AND \u2013 CARE", "Children's Health\u200b & Care "],
)  # fmt: skip
def test_what_nobody_sees_makes_no_other_name(written: str, tmp_path: Path) -> None:
    row = "chc,Children's Health & Care,,,department,"
    assert part_of(tmp_path, written, row) == ([], {f"{ID}organisation/chc"})


def test_a_near_name_is_offered_and_never_taken(tmp_path: Path) -> None:
    problems, _ = part_of(tmp_path, "Office of National Statistics")
    found = only(problems)
    assert "neither the id nor the name of a row of organisations" in found.message
    assert found.remedy == "Did you mean 'ons'?"


def test_a_name_of_two_rows_asks_which(tmp_path: Path) -> None:
    other = "ohid,Office for Health,,The Office,department,"
    problems, _ = part_of(tmp_path, "The Office", other)
    found = only(problems)
    assert found.message == (
        "'The Office' is the name of 2 rows: organisations.csv, row 2; organisations.csv, row 3"
    )
    assert found.remedy == "Write organisation/ons or organisation/ohid."


def test_an_id_wins_over_a_name(tmp_path: Path) -> None:
    other = "the-office,Other,,,department,"
    assert part_of(tmp_path, "the-office", other)[1] == {f"{ID}organisation/the-office"}


def test_every_concept_may_be_called_by_its_label() -> None:
    """No two labels of a scheme are the same to a reader, and none is another concept's slug."""
    schemes = {c.scheme for t in shapes.tables().values() for c in t.columns if c.scheme}
    assert len(schemes) >= 20
    for scheme in schemes:
        called: dict[str, str] = {}
        for slug, concept in shapes.concepts(scheme).items():
            for name in (slug, concept.label):
                assert called.setdefault(shapes.key(name), slug) == slug, (scheme, name)


def test_a_place_that_comes_with_uegraph_is_called_by_its_name(tmp_path: Path) -> None:
    rows = "id,name,type,place\na,A,Local authority,Northern Ireland\n"
    source = own(tmp_path / "d", organisations=rows)
    assert ingest.check([source]) == []
    assert "/scheme/place/northern-ireland>" in ingest.to_nquads([source])
    assert "/scheme/organisation-type/local-authority>" in ingest.to_nquads([source])


# ids that nobody wrote


def test_a_row_without_an_id_is_known_by_its_name(tmp_path: Path) -> None:
    rows = "name,type,part of\nWelsh Government / Llywodraeth Cymru,devolved-government,\n"
    rows = rows.replace("devolved-government", "department")
    rows += "Môn Hub,hub,Welsh Government / Llywodraeth Cymru\n"
    source = own(tmp_path / "d", organisations=rows)
    assert ingest.check([source]) == []
    nquads = ingest.to_nquads([source])
    whole = f"<{ID}organisation/welsh-government-llywodraeth-cymru>"
    assert f"<{ID}organisation/mon-hub> <{expand('org:subOrganizationOf')}> {whole}" in nquads


@given(st.text(min_size=1, max_size=100).filter(str.strip))
def test_any_name_makes_an_id(name: str) -> None:
    slug = made(name.strip())
    assert is_slug(slug)
    assert len(slug) <= 80
    assert made(name.strip()) == slug


def test_names_in_other_scripts_stay_apart() -> None:
    assert made("東京都") != made("大阪府")
    assert is_slug(made("東京都"))


def test_one_name_for_two_rows_that_differ_is_an_error(tmp_path: Path) -> None:
    rows = "id,name,type\n,Hub,hub\n,Hub,team\n"
    found = only(ingest.check([own(tmp_path / "d", organisations=rows)]))
    assert (found.row, found.column, found.cell) == (3, "name", "B3")
    assert found.message == "the name stands also in row 2, which says otherwise"


def test_a_repeated_row_counts_once_and_is_told(tmp_path: Path) -> None:
    rows = "id,name,type\n,Hub,hub\nons,ONS,team\n,Hub, hub\nons,ONS,team\n"
    source = own(tmp_path / "d", organisations=rows)
    found = ingest.check([source])
    assert [(p.row, p.severity, p.rule) for p in found][:2] == [
        (4, "warning", "table:twice"),
        (5, "warning", "table:twice"),
    ]
    assert found[0].message == "the same row stands also in row 2; it counts once"
    assert ingest.to_nquads([source]).count("organisation/hub> <http://www.w3.org/2004/02") == 1


PARTIES = "id,name,type\nons,Office for National Statistics,department\n"
EVENT = "id,name,type,status\nday,Day,event,held\n"


def participations(*rows: str) -> str:
    return table_text(
        [["activity", "party", "role", "status", "note"], *(r.split(",") for r in rows)]
    )


def test_a_row_without_id_and_name_is_known_by_what_it_says(tmp_path: Path) -> None:
    """Whoever says it and however it is worded: ids or names, with a note or without."""
    rows = participations(
        "day,ons,organiser,attended,",
        "Day,Office for National Statistics,Organiser,Attended,said twice",
        "day,ons,attendee,attended,",
    )
    source = own(tmp_path, organisations=PARTIES, activities=EVENT, participations=rows)
    assert {p.severity for p in ingest.check([source])} <= {"warning"}
    lines = ingest.to_nquads([source]).splitlines()
    a_participation = f"<{expand('ueg:Participation')}>"
    assert len({line.split()[0] for line in lines if a_participation in line}) == 2
