"""Small programmes of engagement as plain dictionaries, and their way into a store.

A programme is what a test or the oracle reads; the store holds the same as triples. Slugs stand
for IRIs; every key that is left out is blank.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

import pyoxigraph as ox

from uegraph import resources
from uegraph.dates import interval
from uegraph.namespaces import EDTF, ID, PREFIXES, SCHEME, expand, graph_iri
from uegraph.store import Store, open_store

Programme = Mapping[str, Any]

KINDS: Final = {
    "audiences": ("audience", "ueg:Audience"),
    "organisations": ("organisation", "org:Organization"),
    "places": ("place", "ueg:Place"),
    "unnamed": ("party", "ueg:UnnamedParty"),
    "themes": ("theme", "ueg:Theme"),
    "activities": ("activity", "ueg:EngagementActivity"),
    "participations": ("participation", "ueg:Participation"),
    "scopes": ("scope", "ueg:CoverageScope"),
    "non_engagements": ("non-engagement", "ueg:NonEngagementStatement"),
    "completeness": ("completeness", "ueg:CompletenessStatement"),
    "changes": ("change", "org:ChangeEvent"),
    "sources": ("source", "foaf:Document"),
    "passages": ("passage", "ueg:Passage"),
    "assessments": ("assessment", "ueg:Assessment"),
    "goals": ("goal", "ueg:Goal"),
    "relations": ("relation", "ueg:Relation"),
}

# key of a programme -> property, and what its values are: a table, a scheme, or a datatype
PROPERTIES: Final = {
    "broader": ("skos:broader", "same"),
    "represented_by": ("ueg:representedBy", "organisations"),
    "belongs_to": ("ueg:belongsTo", "audiences"),
    "unit_of": ("org:unitOf", "organisations"),
    "member_of": ("org:memberOf", "organisations"),
    "from": ("ueg:from", "any"),
    "to": ("ueg:to", "any"),
    "relation_type": ("ueg:relationType", "scheme:relation-type"),
    "goals": ("ueg:contributesTo", "goals"),
    "sector": ("ueg:sector", "scheme:sector"),
    "permission": ("ueg:permission", "scheme:permission"),
    "part_of": ("org:subOrganizationOf", "organisations"),
    "places": ("dcterms:spatial", "places"),
    "themes": ("dcterms:subject", "themes"),
    "within": ("dcterms:isPartOf", "activities"),
    "occurrence_of": ("ueg:occurrenceOf", "activities"),
    "activity": ("ueg:activity", "activities"),
    "party": ("ueg:party", "any"),
    "target": ("ueg:target", "any"),
    "targets": ("ueg:target", "any"),
    "out_of_scope": ("ueg:outOfScope", "any"),
    "scope": ("ueg:scope", "scopes"),
    "organisers": ("ueg:organiser", "organisations"),
    "stated_by": ("ueg:statedBy", "organisations"),
    "before": ("org:originalOrganization", "organisations"),
    "after": ("org:resultingOrganization", "organisations"),
    "evidence": ("dcterms:source", "passages"),
    "source": ("dcterms:isPartOf", "sources"),
    "assessed": ("ueg:assessed", "any"),
    "topic": ("ueg:topic", "themes"),
    "type": ("ueg:activityType", "scheme:activity-type"),
    "types": ("ueg:countsActivityType", "scheme:activity-type"),
    "role": ("ueg:role", "scheme:role"),
    "level": ("ueg:level", "scheme:level"),
    "required_level": ("ueg:requiredLevel", "scheme:level"),
    "direction": ("ueg:direction", "scheme:direction"),
    "outcome": ("ueg:status", "scheme:participation-status"),
    "status": ("ueg:status", "scheme:activity-status"),
    "target_kind": ("ueg:targetKind", "scheme:target-kind"),
    "characteristic": ("ueg:characteristic", "scheme:characteristic"),
    "two_way": ("ueg:requiresTwoWay", "xsd:boolean"),
    "count_units": ("ueg:countsUnits", "xsd:boolean"),
    "stale_after": ("ueg:staleAfterMonths", "xsd:integer"),
    "population": ("ueg:population", "xsd:integer"),
    "paragraph": ("ueg:paragraph", "xsd:integer"),
    "power": ("ueg:power", "xsd:integer"),
    "interest": ("ueg:interest", "xsd:integer"),
    "private": ("ueg:private", "xsd:boolean"),
    "section": ("ueg:section", "xsd:string"),
    "reason": ("ueg:reason", "xsd:string"),
    "name": ("skos:prefLabel", "xsd:string"),
    "when": ("ueg:when", "edtf"),
    "issued": ("dcterms:issued", "edtf"),
    "period": ("ueg:period", "edtf"),
}


def iri(programme: Programme, slug: str) -> str:
    """The IRI of a slug of a programme; a place of the shipped scheme where it has none.

    A slug such as ``characteristic/age`` is a concept of that scheme.
    """
    if "/" in slug:
        return f"{SCHEME}{slug}"
    for table, (kind, _) in KINDS.items():
        if slug in programme.get(table, {}):
            return f"{ID}{kind}/{slug}"
    return f"{SCHEME}place/{slug}"


def store_of(programme: Programme, *, shuffled: int | None = None) -> Store:
    """A store that holds a programme, the concepts that states hang on, and nothing else."""
    lines = list(dict.fromkeys([*_concepts(), *_quads(programme)]))
    if shuffled is not None:
        random.Random(shuffled).shuffle(lines)
    store = open_store(read_only=False)
    store.load_nquads("".join(lines))
    return store


@cache
def _concepts() -> tuple[str, ...]:
    wanted = (
        *("level", "direction", "role", "participation-status", "activity-status"),
        *("activity-type", "characteristic", "target-kind", "place"),
        *("relation-type", "sector", "permission"),
    )
    files = {path.stem: path for path in resources.ontology_files()}
    return tuple(
        f"{quad.triple} <{graph_iri('ontology')}> .\n"
        for name in wanted
        for quad in ox.parse(path=str(files[name]))
    )


def _quads(programme: Programme) -> list[str]:
    triples = []
    for table, (_, target_class) in KINDS.items():
        for slug, details in programme.get(table, {}).items():
            subject = f"<{iri(programme, slug)}>"
            triples.append(f"{subject} <{PREFIXES['rdf']}type> <{expand(target_class)}>")
            told = {"name": slug} | details if table != "participations" else details
            for key, value in told.items():
                name, values = PROPERTIES[key]
                many = value if isinstance(value, (list, tuple, set, frozenset)) else [value]
                for one in many:
                    if one is not None:
                        term = _term(programme, one, values)
                        triples.append(f"{subject} <{expand(name)}> {term}")
                if key in ("when", "issued") and value:
                    triples += _bounds(subject, value)
    return [f"{triple} <{graph_iri('test')}> .\n" for triple in triples]


def _term(programme: Programme, value: object, values: str) -> str:
    if values.startswith("scheme:"):
        return f"<{expand(values)}/{value}>"
    if values == "edtf":
        return f'"{value}"^^<{EDTF}>'
    if values.startswith("xsd:"):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        return f'"{text}"^^<{expand(values)}>'
    return f"<{iri(programme, str(value))}>"


def _bounds(subject: str, text: str) -> Sequence[str]:
    found = interval(text)
    days = [("ueg:earliest", found.earliest), ("ueg:latest", found.latest)]
    return [
        f'{subject} <{expand(name)}> "{day.isoformat()}"^^<{expand("xsd:date")}>'
        for name, day in days
        if day
    ]
