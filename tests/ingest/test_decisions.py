"""Decisions followed: one thing for all that are the same, and nothing left when undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ingest.samples import own

from uegraph import coverage, ingest, queries
from uegraph.errors import InvalidSourceError
from uegraph.ingest.decisions import Decision, contradictions, standing
from uegraph.namespaces import ID, graph_iri

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.errors import Problem

ORGANISATIONS = "id,name,acronym,type,part_of\n"
ACTIVITY = "id,name,type,status,when\nday,Day,event,held,2024-03-01\n"
TAKES_PART = "activity,party,role,level,direction,status\n"
SCOPE = "id,name,target kind\nbodies,Bodies,organisation\n"
HEADER = "one,decision,other,decided_by,when,note\n"


def decided(place: Path, *rows: str) -> Path:
    """A file with decisions."""
    path = place / "uegraph-decisions.csv"
    path.write_text(HEADER + "".join(f"{row},me,2024-05-02,\n" for row in rows), encoding="utf-8")
    return path


def two(place: Path) -> list[Path]:
    """Two teams that know one body under two names, and each a part that it took."""
    known = {
        "ann": "ons,Office for National Statistics,ONS,department,\n",
        "ben": "office,The National Statistics Office,,department,\n",
    }
    return [
        own(
            place / name,
            f"name: {name}\ntitle: {name}\n",
            organisations=ORGANISATIONS + row,
            activities=ACTIVITY,
            participations=f"{TAKES_PART}day,{row.split(',')[0]},attendee,consult,two-way,attended\n",
            scopes=SCOPE,
        )
        for name, row in known.items()
    ]


def told(sources: list[Path], decisions: Path) -> list[Problem]:
    found = ingest.examine(sources, decisions=decisions).problems
    return [problem for problem in found if problem.file == decisions.name]


def test_a_body_that_two_teams_know_counts_once(tmp_path: Path) -> None:
    sources = two(tmp_path)
    (apart,) = coverage.coverage(ingest.build(sources, ":memory:").store, scope="bodies")
    assert len(apart.rows) == 2
    path = decided(tmp_path, "organisation/ons,same,organisation/office")
    built = ingest.build(sources, ":memory:", decisions=path)
    (once,) = coverage.coverage(built.store, scope="bodies")
    assert [(row.target, row.state) for row in once.rows] == [
        (f"{ID}organisation/office", "engaged")
    ]
    # Both said that it took part in the same, which is one participation.
    participants = queries.run(built.store, "engagement/participants", {"activity": "day"})
    assert len(participants) == 1


def test_the_name_of_the_other_is_kept_in_its_own_graph(tmp_path: Path) -> None:
    path = decided(tmp_path, "organisation/ons,same,organisation/office")
    lines = ingest.to_nquads(two(tmp_path), decisions=path).splitlines()
    named = [line for line in lines if f"<{ID}organisation/" in line[:60] and "Label>" in line]
    start = f"<{ID}organisation/office> <http://www.w3.org/2004/02/skos/core#"
    assert named == [
        f'{start}altLabel> "Office for National Statistics" <{graph_iri("ann")}> .',
        f'{start}prefLabel> "The National Statistics Office" <{graph_iri("ben")}> .',
    ]


def test_the_one_with_a_code_stands_for_all(tmp_path: Path) -> None:
    sources = two(tmp_path)
    (sources[0] / "identifiers.csv").write_text(
        "organisation,list,code\nons,gb-gor,D303\n", encoding="utf-8"
    )
    path = decided(tmp_path, "organisation/office,same,organisation/ons")
    lines = ingest.to_nquads(sources, decisions=path)
    assert f'<{ID}organisation/ons> <http://www.w3.org/2004/02/skos/core#prefLabel> "Off' in lines
    assert f"\n<{ID}organisation/office> <" not in lines


def test_the_decision_stands_in_a_graph_of_its_own_as_it_was_taken(tmp_path: Path) -> None:
    path = decided(tmp_path, "organisation/ons,same,organisation/office")
    built = ingest.build(two(tmp_path), ":memory:", decisions=path)
    assert built.graphs[graph_iri("decisions")] == 8  # the day has two ends
    (found,) = queries.run(built.store, "stakeholders/decisions").to_dicts()
    assert found["one_id"] == f"{ID}organisation/ons"
    assert found["other_id"] == f"{ID}organisation/office"
    assert (found["decision"], found["decided_by"], found["when"]) == ("same", "me", "2024-05-02")


def test_undone_the_graph_is_as_it_was_to_the_byte(tmp_path: Path) -> None:
    sources = two(tmp_path)
    before = ingest.build(sources, ":memory:").store.dump()
    path = decided(tmp_path, "organisation/ons,same,organisation/office")
    assert ingest.build(sources, ":memory:", decisions=path).store.dump() != before
    decided(tmp_path)
    assert ingest.build(sources, ":memory:", decisions=path).store.dump() == before


def test_different_and_unsure_leave_two_things(tmp_path: Path) -> None:
    sources = two(tmp_path)
    plain = set(ingest.to_nquads(sources).splitlines())
    for decision in ("different", "unsure"):
        path = decided(tmp_path, f"organisation/ons,{decision},organisation/office")
        assert plain < set(ingest.to_nquads(sources, decisions=path).splitlines())


def test_the_newest_decision_on_a_pair_counts(tmp_path: Path) -> None:
    sources = two(tmp_path)
    path = decided(
        tmp_path,
        "organisation/ons,same,organisation/office",
        "organisation/office,different,organisation/ons",
    )
    assert told(sources, path) == []
    built = ingest.build(sources, ":memory:", decisions=path)
    (found,) = queries.run(built.store, "stakeholders/decisions").to_dicts()
    assert found["decision"] == "different"
    assert len(coverage.coverage(built.store, scope="bodies")[0].rows) == 2


def test_names_do_for_ids(tmp_path: Path) -> None:
    sources = two(tmp_path)
    by_id = decided(tmp_path, "organisation/ons,same,organisation/office")
    expected = ingest.build(sources, ":memory:", decisions=by_id).store.graphs()
    by_name = decided(tmp_path, "ONS,Same,the national statistics office")
    assert ingest.build(sources, ":memory:", decisions=by_name).store.graphs() == expected


def test_things_of_another_base_are_named_by_their_whole_address(tmp_path: Path) -> None:
    base = "https://data.example/id/"
    sources = [
        own(tmp_path / name, f"name: {name}\ntitle: {name}\n{more}",
            organisations=ORGANISATIONS + "ons,Office,,department,\n")
        for name, more in (("ann", ""), ("ben", f"base: {base}\n"))
    ]  # fmt: skip
    path = decided(tmp_path, f"organisation/ons,same,{base}organisation/ons")
    assert told(sources, path) == []
    assert f"\n<{ID}organisation/ons> <" not in ingest.to_nquads(sources, decisions=path)
    path = decided(tmp_path, f"ONS,same,{base}organisation/ons")
    (problem,) = told(sources, path)
    assert (problem.severity, problem.column) == ("warning", "one")


def test_a_decision_on_what_is_not_there_waits(tmp_path: Path) -> None:
    sources = two(tmp_path)
    path = decided(tmp_path, "organisation/ons,same,organisation/office")
    assert [p.severity for p in told(sources[:1], path)] == ["warning"]
    (problem,) = told(sources[:1], path)
    assert (problem.row, problem.column) == (2, "other")
    assert "The decision waits until it is" in problem.remedy
    alone = ingest.to_nquads(sources[:1])
    assert ingest.to_nquads(sources[:1], decisions=path) == alone


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["organisation/ons,same,theme/health"], "'theme/health' is neither the id nor"),
        (["organisation/ons,same,ONS"], "organisation/ons is compared with itself"),
        (["organisation/ons,sane,organisation/office"], "'sane' is not a known identity decision"),
        ([",same,organisation/office"], "the cell is empty"),
    ],
)
def test_what_cannot_be_is_named(tmp_path: Path, rows: list[str], said: str) -> None:
    (problem,) = told(two(tmp_path), decided(tmp_path, *rows))
    assert said in problem.message
    assert problem.row == 2


def test_contradictions_are_named_and_nothing_is_built(tmp_path: Path) -> None:
    names = "".join(f"{x},Body {x},,department,\n" for x in "abc")
    source = own(tmp_path / "d", organisations=ORGANISATIONS + names)
    rows = ["a,same,b", "b,same,c", "c,different,a"]
    path = decided(tmp_path, *rows)
    (problem,) = told([source], path)
    assert (problem.row, problem.severity) == (4, "error")
    assert "organisation/c same as organisation/b same as organisation/a" in problem.message
    with pytest.raises(InvalidSourceError):
        ingest.build([source], ":memory:", decisions=path)


def test_a_thing_that_becomes_part_of_itself_is_named(tmp_path: Path) -> None:
    names = "a,Body a,,department,\nb,Body b,,team,a\n"
    source = own(tmp_path / "d", organisations=ORGANISATIONS + names)
    path = decided(tmp_path, "a,same,b")
    found = ingest.examine([source], decisions=path).problems
    assert "check:circle" in {problem.rule for problem in found}


def test_a_sheet_of_the_data_set_decides_too(tmp_path: Path) -> None:
    names = "a,Body a,,department,\nb,Body b,,department,\n"
    source = own(
        tmp_path / "d", organisations=ORGANISATIONS + names, decisions=HEADER + "a,same,b,me,,\n"
    )
    lines = ingest.to_nquads([source])
    assert f"<{ID}organisation/b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" not in lines
    # The file is newer than any sheet.
    path = decided(tmp_path, "a,different,b")
    assert f"<{ID}organisation/b> <http://www.w3.org" in ingest.to_nquads([source], decisions=path)


def test_a_file_that_is_no_table_of_decisions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(b"\x00\xff not a table")
    with pytest.raises(InvalidSourceError):
        ingest.build(two(tmp_path), ":memory:", decisions=path)
    with pytest.raises(InvalidSourceError):
        ingest.build(two(tmp_path), ":memory:", decisions=tmp_path)


THINGS = st.sampled_from([f"{ID}organisation/{x}" for x in "abcdef"])
DECISIONS = st.lists(
    st.builds(Decision, THINGS, THINGS, st.sampled_from(["same", "different", "unsure"])),
    max_size=10,
)


@given(DECISIONS)
def test_what_is_the_same_has_one_that_stands_for_it(decisions: list[Decision]) -> None:
    """Against joining sets until nothing changes."""
    clusters = [{f"{ID}organisation/{x}"} for x in "abcdef"]
    for decision in decisions:
        if decision.decision == "same":
            joined = [c for c in clusters if c & decision.pair]
            clusters = [c for c in clusters if not c & decision.pair] + [set().union(*joined)]
    expected = {iri: min(c) for c in clusters for iri in c if iri != min(c)}
    assert standing(decisions, frozenset()) == expected
    clashing = [
        d for d in decisions if d.decision == "different" and any(d.pair <= c for c in clusters)
    ]
    assert [d for d, _ in contradictions(decisions)] == clashing
