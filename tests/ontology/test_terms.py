"""Every class, property and concept is well described, well named and nobody else's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import (
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    TIME,
    VANN,
    XSD,
    Graph,
    URIRef,
)
from tests.ontology import rules
from tests.ontology.conftest import read

from uegraph.namespaces import ID, PREFIXES, SCHEME, SHAPE, shorten
from uegraph.resources import ontology_files

if TYPE_CHECKING:
    from collections.abc import Callable

KNOWN = (DCAT, DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, TIME, VANN, XSD)
# Vocabularies that rdflib does not carry, with where the terms were looked up.
LISTED = {
    "adms": {"Identifier", "identifier"},  # W3C Note "ADMS" of 2013, sections 5.1.4 and 5.2
    # SEMIC Core Public Event Vocabulary 1.1.0, voc/core-public-event.ttl and its example
    "cv": {
        *("PublicEvent", "Participation", "audience", "eventStatus", "format", "frequency"),
        *("hasParticipant", "hasParticipation", "role"),
    },
    "edtf": {"EDTF"},  # Library of Congress, id.loc.gov/datatypes/edtf
    "spv": {"SPStatement", "subject"},  # Prasojo et al., COOL-WD, 2016, section 3
}


def test_rules_find_nothing_in_the_ontology() -> None:
    whole = read(*ontology_files())
    assert {rule.__name__: rule(whole) for rule in rules.RULES if rule(whole)} == {}
    assert len(rules.terms(whole)) > 90
    assert len(rules.concepts(whole)) > 290


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_each_rule_finds_a_planted_mistake(rule: Callable[[Graph], list[str]]) -> None:
    assert rule(read(Path(__file__).with_name("pitfalls.ttl")))


def external(graph: Graph) -> set[str]:
    """The terms of other vocabularies that stand in the graph."""
    spaces = [p for p in PREFIXES if not PREFIXES[p].startswith((SCHEME, SHAPE, ID))]
    found = {shorten(str(n)) for triple in graph for n in triple if isinstance(n, URIRef)}
    return {name for name in found if name.partition(":")[0] in set(spaces) - {"ueg", "id"}}


def unknown(names: set[str]) -> set[str]:
    carried = {str(space): space for space in KNOWN}
    missing = set()
    for name in names:
        prefix, _, local = name.partition(":")
        space = carried.get(PREFIXES[prefix])
        if local not in space if space is not None else local not in LISTED.get(prefix, ()):
            missing.add(name)
    return missing


def test_every_reused_term_exists_in_its_vocabulary() -> None:
    names = external(read(*ontology_files()))
    assert len(names) > 60
    assert unknown(names) == set()


def test_an_invented_term_would_be_found() -> None:
    assert unknown({"org:Organisation", "cv:Event", "org:Organization"}) == {
        "org:Organisation",
        "cv:Event",
    }
