"""Coverage as linked data, in the words of the W3C's Data Quality Vocabulary.

The figures of a scope are quality measurements in a data cube; the state of each target is a
quality annotation whose body is a concept of the scheme of coverage states. Nothing has a blank
node, so that the same answer has the same triples. What is marked private is not there.

References:
    W3C (2016), Data on the Web Best Practices: Data Quality Vocabulary,
    https://www.w3.org/TR/vocab-dqv/, of which 6.1 (measurements), 6.7 (classification) and 6.8
    (derivation). W3C (2014), The RDF Data Cube Vocabulary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph.coverage import shareable
from uegraph.dates import in_words
from uegraph.export.metrics import METRICS, OF_SCOPES, OF_TARGETS
from uegraph.export.names import coverage_iri, resource, target_name
from uegraph.ingest.values import literal
from uegraph.namespaces import EDTF, ID, expand
from uegraph.store import to_turtle

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from uegraph.coverage import CoverageResult, CoverageRow
    from uegraph.export.metrics import Metric, Value

# Subject, predicate and object: prefixed names are made full, the object is a term already.
Triple = tuple[str, str, str]

_COMPONENTS: Final = (
    ("computed-on", "qb:dimension", "dqv:computedOn"),
    ("metric", "qb:dimension", "dqv:isMeasurementOf"),
    ("value", "qb:measure", "dqv:value"),
)


def to_dqv(results: Sequence[CoverageResult], *, base: str = ID) -> str:
    """Coverage as Turtle that any tool for linked data reads: figures, states and evidence.

    Each scope is a `dqv:QualityMeasurementDataset` with a measurement for each figure. Each target
    has a `dqv:QualityAnnotation` with its state, its reason and the participations and statements
    that it rests on, and measurements of how certain and how whole that is.

    Args:
        results: What `coverage` answered.
        base: Where the IRIs of what is made begin.
    """
    return to_turtle(to_dqv_ntriples(results, base=base))


def to_dqv_ntriples(results: Sequence[CoverageResult], *, base: str = ID) -> str:
    """The same as N-Triples in a fixed order, as `Store.put_graph` takes them.

    Args:
        results: What `coverage` answered.
        base: Where the IRIs of what is made begin.
    """
    triples = [*_vocabulary(base)]
    for result in results:
        triples += _figures(result, base)
        for row in result.rows:
            shown = shareable(row)
            if shown:
                triples += _state(result, shown, base)
    return "".join(
        f"<{subject}> <{expand(predicate)}> {told} .\n"
        for subject, predicate, told in sorted(set(triples), key=_for_readers)
    )


def _for_readers(triple: Triple) -> tuple[object, ...]:
    """What a thing is comes first, and a target's state before the measurements below it."""
    subject, predicate, told = triple
    return subject, predicate != "rdf:type", predicate, told


def _vocabulary(base: str) -> Iterator[Triple]:
    """The metrics, and the structure of the cube that their measurements make."""
    structure = f"{base}coverage/structure"
    yield structure, "rdf:type", _named("qb:DataStructureDefinition")
    for order, (name, kind, component) in enumerate(_COMPONENTS, 1):
        iri = f"{structure}/{name}"
        yield structure, "qb:component", f"<{iri}>"
        yield iri, "rdf:type", _named("qb:ComponentSpecification")
        yield iri, kind, _named(component)
        yield iri, "qb:order", _integer(order)
    for metric in METRICS:
        iri = _metric(metric, base)
        yield iri, "rdf:type", _named("dqv:Metric")
        yield iri, "skos:prefLabel", f"{literal(metric.label)}@en"
        yield iri, "skos:definition", f"{literal(metric.definition)}@en"
        yield iri, "dqv:expectedDataType", _named(metric.datatype)
        yield iri, "dqv:inDimension", _named(metric.dimension)
        if metric.about:
            yield iri, "rdfs:seeAlso", _named(metric.about)


def _figures(result: CoverageResult, base: str) -> Iterator[Triple]:
    """The data set of one scope and a measurement for each figure that is known."""
    home = coverage_iri(result, base)
    scope = _scope(result, base)
    yield home, "rdf:type", _named("dqv:QualityMeasurementDataset")
    yield home, "rdfs:label", literal(f"Coverage: {result.name}")
    yield home, "rdfs:comment", literal(_asked(result))
    yield home, "qb:structure", f"<{base}coverage/structure>"
    yield home, "prov:wasDerivedFrom", f"<{scope}>"
    if result.as_of:
        yield home, "dcterms:date", literal(result.as_of.isoformat(), expand("xsd:date"))
    if result.period:
        yield home, "ueg:period", literal(result.period, EDTF)
    for theme in result.asked.themes:
        yield home, "dcterms:subject", f"<{resource(theme, base, 'theme')}>"
    for proof in result.missing:
        yield home, "prov:wasDerivedFrom", f"<{resource(proof.statement, base, 'count')}>"
    if not result.scope:
        yield scope, "rdfs:label", literal(result.name)
    for metric, measure in OF_SCOPES.items():
        yield from _measurement(home, (home, scope), metric, measure(result), base)


def _state(result: CoverageResult, row: CoverageRow, base: str) -> Iterator[Triple]:
    """What is said of one target: its state, why, on what evidence, and how sure that is."""
    home = coverage_iri(result, base)
    members = [resource(member.iri, base, member.kind) for member in row.members]
    iri = f"{home}/{target_name(members)}"
    target = members[0]
    if len(members) > 1:
        target = f"{base}coverage/target/{target_name(members)}"
        yield from _collection(target, row.label, members)
    yield iri, "rdf:type", _named("dqv:QualityAnnotation")
    yield iri, "rdfs:label", literal(f"{row.label}: {row.state.replace('-', ' ')}")
    yield iri, "rdfs:comment", literal(row.reason)
    yield iri, "dcterms:isPartOf", f"<{home}>"
    yield iri, "oa:hasTarget", f"<{target}>"
    yield iri, "oa:hasBody", _named(f"scheme:coverage-state/{row.state}")
    yield iri, "oa:motivatedBy", _named("dqv:qualityAssessment")
    yield iri, "oa:motivatedBy", _named("oa:classifying")
    for source in _sources(result, row, base):
        yield iri, "prov:wasDerivedFrom", f"<{source}>"
    if row.state != "out-of-scope":
        for metric, measure in OF_TARGETS.items():
            yield from _measurement(iri, (home, target), metric, measure(row), base)


def _collection(iri: str, label: str, members: Sequence[str]) -> Iterator[Triple]:
    yield iri, "rdf:type", _named("prov:Collection")
    yield iri, "rdfs:label", literal(label)
    for member in members:
        yield iri, "prov:hadMember", f"<{member}>"


def _sources(result: CoverageResult, row: CoverageRow, base: str) -> Iterator[str]:
    """What a state rests on: for a target left out, the scope; else what bears on it."""
    if row.state == "out-of-scope":
        yield _scope(result, base)
        return
    for item in row.evidence:
        yield resource(item.participation, base, "participation")
    for stated in row.statements:
        yield resource(stated.statement, base, "statement")


def _measurement(
    iri: str, places: tuple[str, str], metric: Metric, value: Value, base: str
) -> Iterator[Triple]:
    """One value of one metric, computed on a scope or target; none where it is not known."""
    if value is None:
        return
    home, computed_on = places
    name = f"{iri}/{metric.name}"
    yield name, "rdf:type", _named("dqv:QualityMeasurement")
    yield name, "qb:dataSet", f"<{home}>"
    yield name, "dqv:computedOn", f"<{computed_on}>"
    yield name, "dqv:isMeasurementOf", f"<{_metric(metric, base)}>"
    yield name, "dqv:value", literal(_written(value), expand(metric.datatype))


def _written(value: float) -> str:
    return str(value).lower() if isinstance(value, bool) else repr(value)


def _scope(result: CoverageResult, base: str) -> str:
    """The scope as recorded; for a question asked on the spot, an IRI of its own."""
    if result.scope:
        return resource(result.scope, base, "scope")
    return f"{coverage_iri(result, base)}/scope"


def _asked(result: CoverageResult) -> str:
    """What counts as engaged here, for people."""
    asked = result.asked
    told = [f"Engaged is what reached the level '{result.required_level}' or above"]
    told += ["two-way"] if asked.two_way else []
    told += [f"in {in_words(result.period)}"] if result.period else []
    told += [f"in the last {asked.stale_after} months"] if asked.stale_after is not None else []
    told += [f"as of {in_words(str(result.as_of))}" if result.as_of else "as of no known day"]
    units = " Units count for their whole." if asked.units else ""
    return f"{', '.join(told)}.{units}"


def _metric(metric: Metric, base: str) -> str:
    return f"{base}metric/{metric.name}"


def _named(name: str) -> str:
    return f"<{expand(name)}>"


def _integer(number: int) -> str:
    return literal(str(number), expand("xsd:integer"))
