"""What a report says: the right figures, nothing that is private, and something of any graph."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.coverage.programme import store_of
from tests.report import sample
from tests.report.reading import of_model

from uegraph import ingest, resources
from uegraph.coverage import coverage
from uegraph.equality import areas, equality
from uegraph.errors import UnknownNameError
from uegraph.gaps import gaps
from uegraph.metrics import measures
from uegraph.namespaces import ID
from uegraph.report import Report, report
from uegraph.report.model import Figures
from uegraph.report.wording import sentence
from uegraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from uegraph.report.model import Section
    from uegraph.store import Store

DATA = resources.datasets()["gss-2024"]


def section(made: Report, slug: str) -> Section:
    [found] = [part for part in made.sections if part.slug == slug]
    return found


def said(made: Report) -> str:
    """All that is said outside tables."""
    return "\n".join(sorted(of_model(made).texts))


def rows_of(table: str) -> int:
    with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return len(list(csv.DictReader(file)))


def test_the_counts_are_those_of_the_tables(made: Report) -> None:
    [figures] = [b for b in section(made, "covered").blocks if isinstance(b, Figures)]
    found = {item.label: int(item.value.replace(",", "")) for item in figures.items}
    assert found == {
        "Bodies": rows_of("organisations"),
        "Audiences": rows_of("audiences"),
        "Unnamed parties": rows_of("unnamed_parties"),
        "Themes": rows_of("themes"),
        "Activities": rows_of("activities"),
        "Series": rows_of("series"),
        "Participations": rows_of("participations"),
    }
    [sources] = [rows for name, rows in of_model(made).tables.items() if name.endswith(". Sources")]
    assert len(sources) == 1 + rows_of("sources")
    assert sum(int(row[2]) for row in sources[1:]) == rows_of("passages")


def test_each_scope_has_its_states_and_the_sum_is_its_targets(made: Report, graph: Store) -> None:
    tables = of_model(made).tables
    for result in coverage(graph):
        [rows] = [
            found for name, found in tables.items() if f"of \u2018{result.name}\u2019" in name
            and "States" in name
        ]  # fmt: skip
        counts = {row[0].replace(" ", "-"): int(row[1]) for row in rows[1:]}
        shown = {state: n for state, n in result.counts.items() if n and state != "out-of-scope"}
        assert counts == shown
        assert sum(counts.values()) == result.targets


def test_the_gaps_are_those_of_the_ranking(made: Report, graph: Store) -> None:
    tables = of_model(made).tables
    for ranking in gaps(graph):
        found = [rows for name, rows in tables.items()
                 if f"gaps of \u2018{ranking.result.name}\u2019" in name]  # fmt: skip
        if not ranking.rows:
            assert found == []
            continue
        ranks = [int(row[0]) for row in found[0][1:]]
        assert ranks == sorted(ranks)
        text = " ".join(cell for row in found[0] for cell in row)
        for gap in ranking.rows[:10]:
            assert gap.row.label in text
            assert f"Score {gap.score:g}" in text


def test_equality_and_areas_are_those_of_their_views(made: Report, graph: Store) -> None:
    tables = [rows for rows in of_model(made).tables.values() if rows[0][0] == "Characteristic"]
    cells = {row[0].lower(): row[1].partition(",")[0] for rows in tables for row in rows[1:]}
    view = equality(graph)
    assert cells == {one.row.label.lower(): one.row.state.replace("-", " ") for one in view.rows}
    [places] = [rows for rows in of_model(made).tables.values() if rows[0][0] == "Place"]
    for one in areas(graph).rows:
        state = one.row.state.replace("-", " ")
        assert [row for row in places if one.row.label in row[0] and row[2].startswith(state)]


def test_every_measure_is_told(made: Report, graph: Store) -> None:
    text = " ".join(sorted(of_model(made).texts))
    for figure in measures(graph).figures:
        assert sentence(figure.sentence) in text
    assert {figure.measure for figure in measures(graph).figures} >= {"recency", "burden"}


def test_the_map_of_themes_is_that_of_coverage(made: Report, graph: Store) -> None:
    [rows] = [found for name, found in of_model(made).tables.items() if "on each theme" in name]
    [scope] = coverage(graph, scope="audiences")
    [pairs] = coverage(graph, of=("audience", "theme"), period=scope.period, as_of=scope.as_of)
    states = {
        (row["audience_name"], row["theme_name"]): row["state"].replace("-", " ")
        for row in pairs.frame.to_dicts()
    }
    shown = {(row[0], theme): state for row in rows[1:]
             for theme, state in zip(rows[0][1:], row[1:], strict=True)}  # fmt: skip
    assert shown
    assert shown == {pair: states[pair] for pair in shown}
    told = {name for (name, _), state in states.items() if state != "no evidence"}
    assert {row[0] for row in rows[1:]} == told & {row.label for row in scope.rows
                                                   if row.state != "out-of-scope"}  # fmt: skip


def test_power_and_interest_stand_in_a_grid() -> None:
    graph = store_of(
        {
            "organisations": {"near": {}, "far": {}, "judge": {}},
            "assessments": {
                "first": {"assessed": "near", "power": 5, "interest": 5},
                "second": {"assessed": "far", "power": 1, "interest": 4},
            },
        }
    )
    judge = ox.NamedNode(f"{ID}organisation/judge")
    for name in ("first", "second"):
        graph.load_nquads("".join(sample.link(f"assessment/{name}", "ueg:assessedBy", judge)))
    made = report(graph)
    [grid] = [rows for name, rows in of_model(made).tables.items() if "by power" in name]
    assert grid[1:] == (
        ("High power", "Keep satisfied: nobody", "Manage closely: near"),
        ("Low power", "Monitor: nobody", "Keep informed: far"),
    )
    [missed] = [rows for name, rows in of_model(made).tables.items() if "no engagement" in name]
    assert [(row[0], row[3]) for row in missed[1:]] == [
        ("near", "no evidence"),
        ("far", "no evidence"),
    ]


def test_who_is_perhaps_high_is_not_told_as_high() -> None:
    graph = store_of(
        {
            "organisations": {"far": {}, "judge": {}, "other": {}},
            "assessments": {
                "first": {"assessed": "far", "power": 1, "interest": 4},
                "second": {"assessed": "far", "power": 1, "interest": 2},
            },
        }
    )
    for name, body in (("first", "judge"), ("second", "other")):
        by = ox.NamedNode(f"{ID}organisation/{body}")
        graph.load_nquads("".join(sample.link(f"assessment/{name}", "ueg:assessedBy", by)))
    told = said(report(graph))
    assert "1 stakeholder with high power or interest (1 of them only perhaps) has no" in told


def test_an_activity_with_no_known_start_is_not_told_to_lie_within_others() -> None:
    held = {"type": "webinar", "status": "held"}
    days = {"a": held | {"when": "2022-01-05"}, "b": held | {"when": "2023-02-06"}}
    told = said(report(store_of({"activities": days})))
    assert "The activities lie between 5 January 2022 and 6 February 2023." in told
    told = said(report(store_of({"activities": days | {"c": held | {"when": "../2023"}}})))
    assert (
        "The activities with a known start and end lie between 5 January 2022 and 6 February 2023."
    ) in told


def test_a_statement_of_completeness_is_told_with_its_limits() -> None:
    programme = {
        "organisations": {"office": {}},
        "themes": {"ferries": {}},
        "audiences": {"people": {}},
        "scopes": {"everybody": {"target_kind": "audience"}},
        "completeness": {
            "all": {"stated_by": "office", "period": "2023", "when": "2024-01-31",
                    "themes": ["ferries"], "scope": "everybody"},
        },
    }  # fmt: skip
    made = report(store_of(programme))
    [rows] = [found for name, found in of_model(made).tables.items() if "complete" in name]
    assert rows[1:] == (("office", "31 January 2024", "2023", "everybody and ferries"),)


def test_top_cuts_the_lists_and_says_so(graph: Store) -> None:
    short, long = report(graph, top=1), report(graph, top=200)
    assert len(short.to_markdown()) < len(long.to_markdown())
    assert re.search(r"The first 1 of \d+ pairs\.", said(short))
    assert "The first" not in said(long)


def test_one_scope_can_be_asked_for(graph: Store) -> None:
    made = report(graph, scope="equality", title="Only equality")
    assert made.title == "Only equality"
    headings = of_model(made).headings
    assert "Protected characteristics under the Equality Act 2010" in headings
    assert "Organisations outside the ONS" not in headings
    with pytest.raises(UnknownNameError, match="equality"):
        report(graph, scope="equalty")


def test_silence_is_never_told_as_a_no(made: Report) -> None:
    text = made.to_markdown()
    for phrase in ("not reached", "never engaged", "was missed", "excluded", "ignored"):
        assert phrase not in text
    assert "Silence is not a no" in text
    assert "which is not a no" in text


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_what_is_private_is_in_no_form(secretive: Report, form: str) -> None:
    content = {
        "html": lambda: secretive.to_html().encode(),
        "md": lambda: secretive.to_markdown().encode(),
        "docx": lambda: unpacked(secretive.to_docx()),
    }[form]()
    assert len(content) > 10_000
    for word in sample.SECRET.split():
        assert word.encode() not in content
    assert b"secret" not in content.lower()


def unpacked(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(archive.read(name) for name in archive.namelist())


def test_what_was_left_out_as_private_is_counted(secretive: Report, made: Report) -> None:
    text = said(secretive)
    assert (
        "Marked private, and so not named anywhere in this report: 1 activity, 1 audience, 1 body"
        in text
    )
    assert "Nothing is marked private" in said(made)
    # Nobody learns from the counts that more than the public things are there.
    first, second = (
        next(b for b in section(one, "covered").blocks if isinstance(b, Figures))
        for one in (made, secretive)
    )
    before = {item.label: item.value for item in first.items}
    after = {item.label: item.value for item in second.items}
    assert {label: before[label] for label in before if before[label] != after[label]} == {}


@pytest.mark.parametrize("empty", [open_store(read_only=False), store_of({})])
def test_an_empty_graph_gives_a_page_that_says_so(empty: Store) -> None:
    made = report(empty)
    slugs = [part.slug for part in made.sections]
    assert slugs == ["summary", "covered", "coverage", "unknown", "method"]
    text = made.to_markdown()
    assert "no bodies, no audiences and no activities yet" in text
    assert "No coverage scope is recorded" in text
    assert made.to_html().startswith("<!DOCTYPE html>")
    assert made.to_docx()[:2] == b"PK"


def test_a_graph_without_scopes_still_tells_what_it_holds(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for path in DATA.iterdir():
        if path.name != "scopes.csv":
            (folder / path.name).write_bytes(path.read_bytes())
    made = report(ingest.build([folder], ":memory:").store)
    slugs = {part.slug for part in made.sections}
    assert {"covered", "coverage", "gaps", "themes", "equality", "areas", "measures"} <= slugs
    assert "No coverage scope is recorded" in made.to_markdown()
    headings = of_model(made).headings
    assert {"All audiences on record", "All bodies on record"} <= set(headings)


def test_a_scope_without_targets_is_told_as_such() -> None:
    made = report(store_of({"scopes": {"nobody": {"target_kind": "audience"}}}))
    text = made.to_markdown()
    assert "The scopes that are recorded have no targets yet." in text
    assert "No coverage scope is recorded" not in text
    assert "no targets" in text
    assert "<ul>\n</ul>" not in made.to_html()
