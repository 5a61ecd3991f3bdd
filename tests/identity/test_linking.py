"""Names of a list, linked to the bodies of a graph."""

from __future__ import annotations

from tests.identity.graphs import bodies, graph

from uegraph.identity import Link, link

REGISTER = {
    "organisation/gcs": ["Government Communication Service"],
    "organisation/gchq": ["Government Communications Headquarters"],
    "organisation/dcms": ["Department for Culture, Media and Sport"],
    "organisation/ddcms": ["Department for Digital, Culture, Media & Sport"],
    "organisation/dluhc": ["Department for Levelling Up, Housing and Communities"],
    "organisation/mhclg": ["Ministry of Housing, Communities and Local Government"],
    "organisation/gca": ["Government Commercial Agency"],
    "organisation/groceries": ["Groceries Code Adjudicator"],
    "organisation/orr": ["Office of Rail and Road"],
    "organisation/old-orr": ["Office of Rail Regulation"],
    "organisation/bce": ["Boundary Commission for England"],
    "organisation/bcw": ["Boundary Commission for Wales"],
}
ACRONYMS = {
    "organisation/gchq": "GCHQ",
    "organisation/dcms": "DCMS",
    "organisation/dluhc": "DLUHC",
    "organisation/gca": "GCA",
    "organisation/groceries": "GCA",
    "organisation/orr": "ORR",
    "organisation/old-orr": "ORR",
}
BECAME = {
    "organisation/ddcms": "organisation/dcms",
    "organisation/dluhc": "organisation/mhclg",
    "organisation/old-orr": "organisation/orr",
}


def linked(name: str) -> Link:
    (found,) = link([name], graph(REGISTER, acronyms=ACRONYMS, became=BECAME))
    return found


def slug(found: Link) -> str:
    assert found.best is not None
    return found.best.party.iri.rpartition("/")[2]


def test_near_misses_find_the_body_meant() -> None:
    assert slug(linked("Government Communications Service")) == "gcs"
    assert slug(linked("Department for Culture, Media and Sports (DCMS)")) == "dcms"
    assert slug(linked("Department for Digital, Culture, Media and Sport")) == "ddcms"


def test_an_old_name_finds_the_old_body_and_what_it_became() -> None:
    found = linked("DLUHC")
    assert (slug(found), found.outcome) == ("dluhc", "found")
    assert found.best is not None
    assert found.best.after == ("Ministry of Housing, Communities and Local Government",)


def test_an_acronym_of_two_live_bodies_leaves_open_which() -> None:
    found = linked("GCA")
    assert found.outcome == "unsure"
    assert found.runner_up is not None


def test_of_a_body_and_its_predecessor_the_live_one_is_meant() -> None:
    found = linked("ORR")
    assert (slug(found), found.outcome) == ("orr", "found")
    assert slug(linked("Office of Rail Regulation")) == "old-orr"


def test_a_name_without_the_country_is_nobodys_where_there_are_several() -> None:
    assert linked("Boundary Commission").outcome != "found"
    alone = graph(bodies("Boundary Commission for England", "Royal Mint", "Tate"))
    assert link(["Boundary Commission"], alone)[0].outcome == "found"


def test_a_name_of_none_is_linked_to_none() -> None:
    for name in ("University of Manchester", "stakeholders", "", "  ", "(", "Government", "!?"):
        assert linked(name).outcome == "none", name


def test_a_long_text_is_no_trouble() -> None:
    assert linked("Government Communication " * 10_000).outcome == "none"


def test_an_empty_register_has_nothing() -> None:
    (found,) = link(["Tate"], graph({}))
    assert (found.outcome, found.best, found.runner_up) == ("none", None, None)
