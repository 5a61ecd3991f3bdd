"""Terms as text: the one form in which values enter queries and leave answers.

An answer's cell is kept as the text of its term (``<https://…>``, ``"text"@en``, ``12``), which
is small, is shared between equal cells and forgets nothing; plain Python values and rdflib terms
are made from it when asked for. The empty text is a cell without a value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, Literal

from uegraph.errors import QuerySyntaxError, StoreError
from uegraph.namespaces import EDTF, PREFIXES

if TYPE_CHECKING:
    from rdflib.term import Identifier

Value = str | int | float | Decimal | bool | None
Kind = Literal["iri", "string", "integer", "decimal", "boolean", "date", "edtf"]

_XSD: Final = PREFIXES["xsd"]
_DATATYPES: Final = {
    "integer": f"{_XSD}integer",
    "decimal": f"{_XSD}decimal",
    "boolean": f"{_XSD}boolean",
    "date": f"{_XSD}date",
    "edtf": EDTF,
}
_INTEGERS: Final = frozenset(
    _XSD + name
    for name in (
        *("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"),
        *("nonPositiveInteger", "negativeInteger"),
        *("unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte"),
    )
)
_LONGEST: Final = 1_000
"""Digits of a decimal number; `1e999999999` would fill the memory when written out."""
_FLOATS: Final = frozenset({f"{_XSD}double", f"{_XSD}float"})
# rdflib parses such values at once, in a time quadratic in how deeply they nest.
_MARKUP: Final = frozenset({f"{PREFIXES['rdf']}HTML", f"{PREFIXES['rdf']}XMLLiteral"})
_LONGEST_MARKUP: Final = 10_000
_ESCAPES: Final = {
    "t": "\t",
    "n": "\n",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    '"': '"',
    "'": "'",
    "\\": "\\",
}
_ESCAPED: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_TO_ESCAPE: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
# What may stand in a cell of a server's answer, so that the text of its term is that of one term.
_PARTS: Final = {
    "IRI": re.compile(r'[^\x00-\x20<>"{}|\\^`]*'),
    "blank node": re.compile(r'[^\s<>"]+'),
    "language": re.compile(r"[A-Za-z0-9-]+"),
}
_BARE: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}

# Only Virtuoso still says typed-literal, and it writes truth values as numbers.
_VIRTUOSO_TRUTHS: Final = {"1": "true", "0": "false"}


def serialise_term(value: str | float | Decimal | date, kind: Kind) -> str:
    r"""The SPARQL text of one value, safe to put into a query.

    The engine's own classes write it. Escapes are then lengthened, because rdflib replaces them
    before it reads a query and would take ``\\u0041`` for a letter.

    >>> serialise_term("River trust", "string")
    '"River trust"'
    >>> serialise_term("https://example.org/x", "iri")
    '<https://example.org/x>'
    >>> serialise_term(3, "integer")
    '"3"^^<http://www.w3.org/2001/XMLSchema#integer>'

    Raises:
        QuerySyntaxError: The value is not one of this kind.
    """
    import pyoxigraph as ox  # noqa: PLC0415 - costs 10 ms, and most commands ask no question

    try:
        if kind == "iri":
            return str(ox.NamedNode(str(value)))
        text = _lexical(value, kind)
        if kind == "string":
            return _lengthen(str(ox.Literal(text)))
        return _lengthen(str(ox.Literal(text, datatype=ox.NamedNode(_DATATYPES[kind]))))
    except (ValueError, InvalidOperation) as error:
        # A lone surrogate is a ValueError too, and cannot be printed as it stands.
        raise QuerySyntaxError(f"{value!a} is not a valid {kind}: {error!s}.") from error


def _lexical(value: str | float | Decimal | date, kind: Kind) -> str:
    if kind == "boolean":
        return _boolean(value)
    if isinstance(value, bool) and kind != "string":
        raise ValueError("true and false are of the kind boolean")
    if kind == "integer":
        return str(int(str(value)))
    if kind == "decimal":
        number = Decimal(str(value))
        if not number.is_finite():
            raise ValueError("a decimal is a finite number")
        if max(abs(number.adjusted()), abs(int(number.as_tuple().exponent))) > _LONGEST:
            raise ValueError(f"a decimal has at most {_LONGEST:,} digits")
        return format(number, "f")
    if kind == "date":
        return _date(value)
    return str(value)


def _boolean(value: object) -> str:
    text = str(value).lower()
    if text not in {"true", "false"}:
        raise ValueError("write true or false")
    return text


def _date(value: object) -> str:
    if isinstance(value, datetime):
        raise ValueError("a date has no time of day")  # noqa: TRY004 - one error for all kinds
    text = str(value)
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("write YYYY-MM-DD")
    return date.fromisoformat(text).isoformat()


def _lengthen(text: str) -> str:
    r"""Write ``\uXXXX`` with eight digits, and the u of a literal backslash-u as an escape."""

    def longer(match: re.Match[str]) -> str:
        if match[1]:
            return f"\\U0000{match[1]}"
        return f"\\\\\\U{ord(match[2]):08X}" if match[2] else match[0]

    return re.sub(r"\\(?:u([0-9A-Fa-f]{4})|\\([uU])|.)", longer, text)


def to_value(text: str) -> Value:
    """The plain Python value of a term's text: numbers as numbers, all else as text.

    >>> to_value('<https://example.org/x>'), to_value('"Bath"@en'), to_value("7"), to_value("")
    ('https://example.org/x', 'Bath', 7, None)
    """
    if not text:
        return None
    if text[0] == "<":
        return text if text.startswith("<<") else text[1:-1]
    if text[0] == "_":
        return text
    lexical, datatype, _ = to_literal(text)
    return _number(lexical, datatype) if datatype else lexical


def _number(lexical: str, datatype: str) -> Value:
    """A typed text as a number or truth value, or as it stands where it is none."""
    try:
        if datatype in _INTEGERS and re.fullmatch(r"[+-]?[0-9]+", lexical):
            return int(lexical)
        if datatype == f"{_XSD}decimal" and re.fullmatch(r"[+-]?[0-9.]+", lexical):
            return Decimal(lexical)
        if datatype in _FLOATS:
            return float(lexical)
    except (ValueError, InvalidOperation):
        return lexical
    if datatype == f"{_XSD}boolean" and lexical in {"true", "1", "false", "0"}:
        return lexical in {"true", "1"}
    return lexical


def to_literal(text: str) -> tuple[str, str, str]:
    """A literal's text taken apart: its characters, its datatype, its language."""
    if text[0] != '"':
        if text in {"true", "false"}:
            return text, f"{_XSD}boolean", ""
        name = "double" if "e" in text.lower() else "decimal" if "." in text else "integer"
        return text, _XSD + name, ""
    end = text.rfind('"')
    lexical = text[1:end]
    if "\\" in lexical:
        lexical = _ESCAPED.sub(_unescape, lexical)
    suffix = text[end + 1 :]
    if suffix.startswith("@"):
        return lexical, "", suffix[1:]
    return lexical, suffix[3:-1], ""


def _unescape(match: re.Match[str]) -> str:
    if match[3]:
        return _ESCAPES[match[3]]
    return chr(int(match[1] or match[2], 16))


def to_rdflib(text: str) -> Identifier | None:
    """The rdflib term of a term's text; a plain string equals ``rdflib.Literal("…")``.

    Raises:
        StoreError: The term is a quoted triple, which rdflib does not have, or marked-up text that
            would keep it busy.
    """
    from rdflib import BNode, Literal, URIRef  # noqa: PLC0415 - rdflib costs 300 ms

    if not text:
        return None
    if text.startswith("<<"):
        raise StoreError(f"rdflib has no term for the quoted triple {text}. Select its parts.")
    if text[0] == "<":
        return URIRef(text[1:-1])
    if text[0] == "_":
        return BNode(text[2:])
    lexical, datatype, language = to_literal(text)
    if language:
        return Literal(lexical, lang=language.partition("--")[0])
    if datatype in _MARKUP and len(lexical) > _LONGEST_MARKUP:
        raise StoreError(
            f"rdflib reads marked-up text of {len(lexical):,} characters too slowly. Leave out "
            f"values of the datatype {datatype}, or shorten them."
        )
    if datatype:
        return Literal(lexical, datatype=URIRef(datatype), normalize=False)
    return Literal(lexical)


def from_json(cell: Mapping[str, object]) -> str:
    """The term's text of one cell of SPARQL's JSON results, as Oxigraph would write it.

    Raises:
        StoreError: The cell is not one that SPARQL knows.
    """
    kind, value = cell.get("type"), cell.get("value")
    if kind == "triple" and isinstance(value, Mapping):
        parts = (from_json(value[name]) for name in ("subject", "predicate", "object"))
        return f"<<( {' '.join(parts)} )>>"
    if not isinstance(value, str):
        raise StoreError(f"The server answered with a cell that is no RDF term: {cell!r}.")
    if kind == "uri":
        return f"<{_part('IRI', value)}>"
    if kind == "bnode":
        return f"_:{_part('blank node', value)}"
    return _literal_from_json(value, cell)


def _literal_from_json(value: str, cell: Mapping[str, object]) -> str:
    if cell.get("type") == "typed-literal" and cell.get("datatype") == f"{_XSD}boolean":
        value = _VIRTUOSO_TRUTHS.get(value, value)
    quoted = f'"{value.translate(_TO_ESCAPE)}"'
    language, datatype = cell.get("xml:lang"), _part("IRI", str(cell.get("datatype", "")))
    if language:
        direction = cell.get("its:dir")
        tag = f"{language}--{direction}" if direction else str(language)
        return f"{quoted}@{_part('language', tag)}"
    bare = _BARE.get(datatype)
    if bare and bare.fullmatch(value):
        return value
    return f"{quoted}^^<{datatype}>" if datatype not in {"", f"{_XSD}string"} else quoted


def _part(what: str, text: str) -> str:
    """A part of a term that a server named, once it can be nothing else."""
    if not _PARTS[what].fullmatch(text):
        raise StoreError(f"The server answered with {text[:100]!a}, which is no {what}.")
    return text
