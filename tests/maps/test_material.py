"""What maps are made of, held to the triples of a small case and to the tables that are shipped."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from tests.maps import sample

from uegraph import ingest, resources
from uegraph.maps import legend, telling
from uegraph.maps.material import Material, tail
from uegraph.maps.stated import PLAIN, TURNED
from uegraph.network import Evidence
from uegraph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from uegraph.store import Store

GIVEN = Path(__file__).parents[1] / "network" / "given.trig"
DATA = resources.datasets()["gss-2024"]
ID = "https://w3id.org/uegraph/id/"


@pytest.fixture(scope="module")
def small() -> Iterator[Store]:
    quads = ox.Store()
    quads.load(path=str(GIVEN))
    for path in resources.ontology_files():
        if path.parent.name == "concepts":
            quads.load(path=str(path), to_graph=ox.NamedNode("urn:concepts"))
    content = quads.dump(format=ox.RdfFormat.N_QUADS)
    assert content is not None
    with open_store(read_only=False) as opened:
        opened.load_nquads(content)
        yield opened


@pytest.fixture(scope="module")
def case(small: Store) -> Material:
    return Material(small)


@pytest.fixture(scope="module")
def shipped() -> Iterator[Material]:
    with ingest.build([DATA], ":memory:").store as store:
        yield Material(store)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def links(material: Material, kind: str) -> set[tuple[str, str, str]]:
    return {
        (link.start.removeprefix("urn:"), link.said, link.end.removeprefix("urn:"))
        for link in material.links
        if link.kind == kind
    }


# The small case


def test_points_are_those_of_the_case_with_their_kinds(case: Material) -> None:
    found = {iri: kind for iri, (kind, _) in case.points.items() if iri.startswith("urn:")}
    assert found == {
        "urn:act/one": "activity",
        "urn:aud/u": "audience",
        "urn:org/a": "organisation",
        "urn:org/b": "organisation",
        "urn:org/c": "organisation",
        "urn:org/lonely": "organisation",
        "urn:party/x": "unnamed party",
        "urn:prod/p": "product",
        "urn:ser/s": "series",
        "urn:theme/t": "theme",
    }
    assert {kind for kind, _ in case.points.values()} <= set(legend.KINDS)


def test_a_mark_carries_its_names_and_evidence(case: Material) -> None:
    alpha = case.mark("urn:org/a", x=3.0, rank=2)
    assert (alpha.name, alpha.acronym, alpha.kind) == ("Alpha", "ALF", "organisation")
    assert alpha.names == ("Alfa", "The Alphas")
    assert alpha.evidence == (Evidence("The report", "Governance", 1),)
    assert (alpha.x, alpha.rank) == (3.0, 2)
    assert alpha.themes == ("Prices",)  # it leads the theme, and ran a webinar on it


def test_stated_links_are_those_of_the_case(case: Material) -> None:
    assert links(case, "participation") == {
        ("org/a", "organiser", "act/one"),
        ("org/b", "attendee", "act/one"),
        ("org/c", "attendee", "act/one"),
        ("aud/u", "target", "act/one"),
    }
    assert links(case, "belonging") >= {
        ("org/a", "unit of", "org/b"),
        ("party/x", "belongs to", "aud/u"),
        ("act/one", "occurrence of", "ser/s"),
    }
    assert links(case, "relation") == {("org/b", "oversees", "org/c")}
    assert links(case, "theme") == {("org/a", "leads", "theme/t"), ("act/one", "about", "theme/t")}
    assert links(case, "representation") == {("aud/u", "represented by", "org/c")}
    assert links(case, "product") == {("prod/p", "produced by", "org/a")}


def test_a_participation_carries_level_status_and_evidence(case: Material) -> None:
    (found,) = [one for one in case.links if one.kind == "participation" and "org/a" in one.start]
    assert (found.level, found.status) == ("involve", "attended")
    assert found.evidence == (Evidence("The report", "Goal 1", 3),)


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("secret", ["Hush-hush", "Closed-door talk", "told in confidence"])
def test_what_is_private_is_nowhere(small: Store, secret: str, public: bool) -> None:
    material = Material(small, public=public)
    everything = repr((material.points, material.links, [*map(material.mark, material.points)]))
    assert secret not in everything
    for name in ("urn:org/secret", "urn:act/hidden", "urn:part/4", "urn:part/5", "urn:rel/2"):
        assert name not in everything
    with pytest.raises(KeyError):
        material.mark("urn:org/secret")


def test_an_empty_store_gives_nothing() -> None:
    with open_store(read_only=False) as empty:
        material = Material(empty)
        assert not material.points
        assert not material.links
        assert not material.states


def test_where_nothing_is_asked_and_nobody_took_part_there_are_no_states() -> None:
    with open_store(read_only=False) as bare:
        bare.load_nquads(sample.concepts())
        bare.load_nquads(sample.thing(sample.body(0), "org:Organization", "Alone").encode())
        material = Material(bare)
        assert not material.states
        assert "no engagement is on record" in telling.unreached(material)


# The shipped tables


def test_points_are_the_rows_of_the_tables(shipped: Material) -> None:
    for kind, table in {
        "organisation": "organisations",
        "unnamed party": "unnamed_parties",
        "audience": "audiences",
        "theme": "themes",
        "goal": "goals",
        "product": "products",
        "activity": "activities",
        "series": "series",
    }.items():
        found = sorted(name for one, name in shipped.points.values() if one == kind)
        assert found == sorted(row["name"] for row in rows(table)), kind


def test_participations_are_the_rows_of_their_table(shipped: Material) -> None:
    told = {
        (tail(link.statement), tail(link.start), tail(link.end), link.said.replace("-", " "),
         link.level, link.status.replace("-", " "))
        for link in shipped.links
        if link.kind == "participation"
    }  # fmt: skip
    assert told == {
        (row["id"], row["party"], row["activity"], row["role"].replace("-", " "), row["level"],
         row["status"].replace("-", " "))
        for row in rows("participations")
    }  # fmt: skip


def test_relations_and_changes_are_the_rows_of_their_tables(shipped: Material) -> None:
    told = {
        (tail(link.start), link.said, tail(link.end))
        for link in shipped.links
        if link.kind == "relation"
    }
    stated = {(row["from"], row["type"], row["to"]) for row in rows("relations")}
    became = {
        (before, row["type"], after)
        for row in rows("change_events")
        for before in row["before"].split("|")
        for after in row["after"].split("|")
    }
    assert {(a, said.replace(" ", "-"), b) for a, said, b in told} == stated | became


def test_a_part_is_as_old_as_what_it_is_a_part_in(shipped: Material) -> None:
    when = {f"{ID}activity/{row['id']}": row["when"] for row in rows("activities")}
    dated = [link for link in shipped.links if when.get(link.end, "").isdigit()]
    assert dated
    for link in dated:
        if link.kind == "participation":
            assert link.when == when[link.end]
            assert link.first is not None
            assert link.last is not None
            assert link.last - link.first in (364, 365)


def test_every_mark_has_a_state_exactly_where_coverage_asks_for_it(shipped: Material) -> None:
    out = {row["id"] for row in rows("audiences")}
    states = {tail(iri): state for iri, state in shipped.states.items()}
    assert out <= states.keys()
    assert states["charities"] == "engaged"
    assert states["racial-and-ethnic-groups"] == "no evidence"
    assert set(states.values()) <= set(legend.STATES)
    assert shipped.states.keys() == shipped.reasons.keys()
    by_row = {row.target: row for result in shipped.results for row in result.rows}
    for iri, reason in shipped.reasons.items():
        if by_row[iri].state.replace("-", " ") == shipped.states[iri]:
            said = {
                row.reason for result in shipped.results for row in result.rows if row.target == iri
            }
            assert reason in said


def test_editors_judgements_are_told_unless_the_map_is_public(shipped: Material) -> None:
    public = Material(shipped.store, public=True)
    assert any(link.said.endswith("(judged)") for link in shipped.links)
    assert not any(link.said.endswith("(judged)") for link in public.links)
    assert len(public.links) == len(shipped.links)
    assert any(fact == "note" for fact, _ in shipped.mark(f"{ID}goal/collaboration").facts)
    assert not any(fact == "note" for fact, _ in public.mark(f"{ID}goal/collaboration").facts)


def test_each_family_of_links_is_in_the_legend() -> None:
    assert {kind for _, kind, _ in (*PLAIN, *TURNED)} <= set(legend.LINKS)


def test_themes_of_a_body_are_those_of_what_it_took_part_in() -> None:
    with sample.store(40) as store:
        material = Material(store)
        theme = {link.start: link.end for link in material.links if link.said == "about"}
        for body in (sample.body(0), sample.body(3)):
            took = {
                theme[link.end]
                for link in material.links
                if link.start == body and link.kind == "participation"
                and link.status in ("attended", "responded", "took part")
            }  # fmt: skip
            names = tuple(sorted(material.points[iri][1] for iri in took))
            assert material.mark(body).themes == names
