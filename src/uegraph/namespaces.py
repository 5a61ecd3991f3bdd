"""The words of the graph: the only place where an IRI is spelled.

Plain strings, so that importing this module costs nothing and every engine can use it.
"""

from __future__ import annotations

from typing import Final

from uegraph.errors import UnknownNameError

UEG: Final = "https://w3id.org/uegraph/ns#"
SHAPE: Final = "https://w3id.org/uegraph/shapes#"
SCHEME: Final = "https://w3id.org/uegraph/scheme/"
ID: Final = "https://w3id.org/uegraph/id/"

EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES: Final[dict[str, str]] = {
    "adms": "http://www.w3.org/ns/adms#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "id": ID,
    "ldqd": "http://www.w3.org/2016/05/ldqd#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qb": "http://purl.org/linked-data/cube#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "scheme": SCHEME,
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "shp": SHAPE,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spv": "http://completeness.inf.unibz.it/sp-vocab#",
    "time": "http://www.w3.org/2006/time#",
    "ueg": UEG,
    "vann": "http://purl.org/vocab/vann/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

RDF_TYPE: Final = PREFIXES["rdf"] + "type"


def expand(name: str) -> str:
    """The full IRI of a prefixed name.

    >>> expand("ueg:Audience")
    'https://w3id.org/uegraph/ns#Audience'

    Raises:
        UnknownNameError: The prefix is not one of ``PREFIXES``.
    """
    prefix, _, local = name.partition(":")
    if prefix not in PREFIXES:
        raise UnknownNameError(
            f"Unknown prefix '{prefix}:' in '{name}'. Known prefixes: {', '.join(PREFIXES)}."
        )
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """The prefixed name of an IRI, or the IRI itself where no prefix fits.

    The longest namespace that fits is taken.

    >>> shorten("https://w3id.org/uegraph/ns#Audience")
    'ueg:Audience'
    >>> shorten("https://example.org/x")
    'https://example.org/x'
    """
    best = max(
        (pair for pair in PREFIXES.items() if iri.startswith(pair[1])),
        key=lambda pair: len(pair[1]),
        default=None,
    )
    return f"{best[0]}:{iri.removeprefix(best[1])}" if best else iri


def short(iri: str, *, base: str = ID) -> str:
    """An address of the graph as people name it, and as parameters take it.

    >>> short("https://w3id.org/uegraph/id/organisation/ons"), short("ONS")
    ('organisation/ons', 'ONS')

    Args:
        iri: The address; any other text stays as it is.
        base: Where the data's own IRIs begin.
    """
    for start in (base, SCHEME):
        if iri.startswith(start):
            return iri.removeprefix(start)
    return shorten(iri)


def graph_iri(source: str, *, base: str = ID) -> str:
    """The named graph that holds what one source says.

    >>> graph_iri("gss-report-2024")
    'https://w3id.org/uegraph/id/graph/gss-report-2024'
    """
    return f"{base}graph/{source}"
