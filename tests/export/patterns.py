"""What the W3C says of quality measurements, as shapes and as questions that must find nothing.

The shapes restate the Data Quality Vocabulary (W3C Note, 15 December 2016, sections 4 and 6); the
questions are the integrity constraints of the RDF Data Cube Vocabulary (W3C Recommendation,
16 January 2014, section 11.1) that bear on a cube of measurements.
"""

from __future__ import annotations

from typing import Final

PREFIXES: Final = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix dqv: <http://www.w3.org/ns/dqv#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix qb: <http://purl.org/linked-data/cube#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

SHAPES: Final = (
    PREFIXES
    + """
[] a sh:NodeShape ; sh:targetClass dqv:QualityMeasurement ;
  sh:property [ sh:path dqv:isMeasurementOf ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:class dqv:Metric ] ;
  sh:property [ sh:path dqv:computedOn ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path dqv:value ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:Literal ] ;
  sh:property [ sh:path qb:dataSet ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:class dqv:QualityMeasurementDataset ] ;
  sh:sparql [ sh:message "The value is not of the datatype that the metric expects." ;
    sh:select '''
      SELECT $this WHERE {
        $this <http://www.w3.org/ns/dqv#isMeasurementOf> ?metric ;
          <http://www.w3.org/ns/dqv#value> ?value .
        ?metric <http://www.w3.org/ns/dqv#expectedDataType> ?type .
        FILTER(DATATYPE(?value) != ?type)
      }''' ] .

[] a sh:NodeShape ; sh:targetClass dqv:Metric ;
  sh:property [ sh:path skos:definition ; sh:minCount 1 ; sh:languageIn ( "en" ) ] ;
  sh:property [ sh:path dqv:expectedDataType ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:in ( xsd:double xsd:integer xsd:boolean ) ] ;
  sh:property [ sh:path dqv:inDimension ; sh:minCount 1 ; sh:nodeKind sh:IRI ] .

[] a sh:NodeShape ; sh:targetClass dqv:QualityMeasurementDataset ;
  sh:property [ sh:path qb:structure ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:class qb:DataStructureDefinition ] ;
  sh:property [ sh:path rdfs:label ; sh:minCount 1 ] ;
  sh:property [ sh:path dcterms:date ; sh:maxCount 1 ; sh:datatype xsd:date ] .

[] a sh:NodeShape ; sh:targetClass dqv:QualityAnnotation ;
  sh:property [ sh:path oa:motivatedBy ; sh:hasValue dqv:qualityAssessment ] ;
  sh:property [ sh:path oa:hasTarget ; sh:minCount 1 ; sh:maxCount 1 ; sh:nodeKind sh:IRI ] ;
  sh:property [ sh:path oa:hasBody ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:pattern "^https://w3id.org/uegraph/scheme/coverage-state/" ] ;
  sh:property [ sh:path dcterms:isPartOf ; sh:minCount 1 ; sh:maxCount 1 ;
    sh:class dqv:QualityMeasurementDataset ] .
"""
)

# The vocabulary says that these are dimensions and a measure of a cube; a reader has it at hand.
VOCABULARY: Final = (
    PREFIXES
    + """
dqv:QualityMeasurement rdfs:subClassOf qb:Observation .
dqv:QualityMeasurementDataset rdfs:subClassOf qb:DataSet .
dqv:isMeasurementOf a qb:DimensionProperty . dqv:computedOn a qb:DimensionProperty .
dqv:value a qb:MeasureProperty .
"""
)

_QUERY_PREFIXES: Final = PREFIXES.replace("@prefix", "PREFIX").replace(" .\n", "\n")

CONSTRAINTS: Final = {
    "IC-1 unique data set": """ASK {
      ?obs a qb:Observation .
      FILTER(NOT EXISTS { ?obs qb:dataSet ?one } || EXISTS {
        ?obs qb:dataSet ?one, ?other . FILTER(?one != ?other) }) }""",
    "IC-2 unique structure": """ASK {
      ?set a qb:DataSet .
      FILTER(NOT EXISTS { ?set qb:structure ?one } || EXISTS {
        ?set qb:structure ?one, ?other . FILTER(?one != ?other) }) }""",
    "IC-3 structure includes measure": """ASK {
      ?dsd a qb:DataStructureDefinition .
      FILTER NOT EXISTS { ?dsd qb:component/qb:measure ?property .
        ?property a qb:MeasureProperty } }""",
    "IC-11 all dimensions required": """ASK {
      ?obs qb:dataSet/qb:structure/qb:component/qb:dimension ?dim .
      FILTER NOT EXISTS { ?obs ?dim [] } }""",
    "IC-14 all measures present": """ASK {
      ?obs qb:dataSet/qb:structure/qb:component/qb:measure ?measure .
      FILTER NOT EXISTS { ?obs ?measure [] } }""",
}

# IC-12, no duplicate observations, grouped: as published it compares each with each.
DUPLICATES: Final = (
    _QUERY_PREFIXES
    + """SELECT ?set ?on ?metric WHERE {
      ?obs qb:dataSet ?set ; dqv:computedOn ?on ; dqv:isMeasurementOf ?metric .
    } GROUP BY ?set ?on ?metric HAVING (COUNT(DISTINCT ?obs) > 1)"""
)

# The classes and properties that these vocabularies define, of those that anybody may use here.
PUBLISHED: Final = {
    "http://www.w3.org/ns/dqv#": {
        *("QualityMeasurement", "QualityMeasurementDataset", "QualityAnnotation", "Metric"),
        *("isMeasurementOf", "computedOn", "value", "expectedDataType", "inDimension"),
        *("qualityAssessment", "precision", "hasQualityMeasurement", "hasQualityAnnotation"),
    },
    "http://www.w3.org/2016/05/ldqd#": {"completeness", "timeliness"},
    "http://www.w3.org/ns/oa#": {"hasTarget", "hasBody", "motivatedBy", "classifying"},
    "http://purl.org/linked-data/cube#": {
        *("DataStructureDefinition", "ComponentSpecification", "component", "dimension"),
        *("measure", "order", "dataSet", "structure"),
    },
}


def asked(constraint: str) -> str:
    """A constraint as a whole query."""
    return _QUERY_PREFIXES + CONSTRAINTS[constraint]
