"""The shipped graph with things added to it that a report must bear: hostile names, secrets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from uegraph import ingest, resources
from uegraph.coverage import STATES
from uegraph.namespaces import EDTF, ID, SCHEME, expand, graph_iri
from uegraph.report.model import Bar, Bars, Column, Report, Section, Share, Stack, Table

if TYPE_CHECKING:
    from uegraph.store import Store

HOSTILE = {
    "script": "</script><script>alert('x')</script>",
    "image": "<img src=x onerror=alert(1)>",
    "title": "</title></svg><svg onload=alert(1)>",
    "style": "</style><style>*{display:none}</style>",
    "formula": "=cmd|'/c calc'!A0",
    "pipes": "a | b || c \\| d",
    "markdown": "[click](javascript:alert(1)) **bold** `code` <b> ~~x~~ $x$",
    "address": "see http://evil.example/x and www.evil.example",
    "heading": "# not a heading",
    "number": "1. not a list",
    "lines": "one\n\n## two\r\nthree\ttabs",
    "right to left": "\u202eevil\u202c \u200f\u05e9\u05dc\u05d5\u05dd",
    "control": "bell\x07 escape\x1b[31m null-like \x0b end",
    "long": "Longname" * 1250,
    "template": "{{ 7 * 7 }} {% raw %} ${alert(1)}",
    "entity": "&lt;b&gt; &amp; &#x27;",
    "emoji": "🧑‍🤝‍🧑 Families 🏳️‍🌈",
    "blank": " ",
}
SECRET = "Zyxwvut Secret"


def shipped() -> Store:
    """The data set that comes with uegraph, open for more."""
    return ingest.build(list(resources.datasets().values()), ":memory:").store


def hostile() -> Store:
    """The shipped graph where something of each kind has each hostile name."""
    graph = shipped()
    lines: list[str] = []
    for number, name in enumerate(HOSTILE.values()):
        at = f"hostile-{number}"
        lines += _body(at, name)
        lines += _audience(at, name)
        lines += thing("theme", at, name, "ueg:Theme")
        lines += _met(at, name)
        lines += thing("source", at, name, "foaf:Document")
        lines += [
            *link(f"source/{at}", "dcterms:license", ox.NamedNode("javascript:alert(1)")),
            *link(f"source/{at}", "foaf:page", ox.NamedNode("javascript:alert(2)")),
            *thing("scope", at, name, "ueg:CoverageScope"),
            *link(f"scope/{at}", "ueg:targetKind", ox.NamedNode(f"{SCHEME}target-kind/audience")),
            *_counted(at, name, f"series/{at}"),
            *_complete(at, f"organisation/{at}"),
            *_judged(at, f"organisation/{at}"),
        ]
    graph.load_nquads("".join(lines))
    return graph


def secretive() -> Store:
    """The shipped graph with one private thing of each kind, tied to much that is not private."""
    graph = shipped()
    at = "secret"
    lines = [
        *_body(at, f"{SECRET} body"),
        *_audience(at, f"{SECRET} audience"),
        *_met(at, f"{SECRET} meeting"),
        *_counted(at, f"{SECRET} count", f"activity/{at}"),
        *_complete(at, f"organisation/{at}"),
        *_judged(at, f"organisation/{at}"),
        # A body and an audience that all may know met in secret.
        *_part("known-in-secret", "organisation/ons", f"activity/{at}"),
        *_part("public-in-secret", "audience/women-and-men", f"activity/{at}"),
        *_part("secret-in-public", f"organisation/{at}", "activity/cross-government-consultation"),
        *link("audience/women-and-men", "ueg:representedBy", _thing(f"organisation/{at}")),
    ]
    for kind in ("organisation", "audience", "activity", "assessment"):
        lines += link(f"{kind}/{at}", "ueg:private", ox.Literal(True))
    graph.load_nquads("".join(lines))
    return graph


def thing(kind: str, slug: str, name: str, target_class: str) -> list[str]:
    """A thing with a class and a name."""
    return [
        *link(f"{kind}/{slug}", "rdf:type", ox.NamedNode(expand(target_class))),
        *link(f"{kind}/{slug}", "skos:prefLabel", ox.Literal(name)),
    ]


def link(subject: str, link: str, value: ox.NamedNode | ox.Literal) -> list[str]:
    """One statement, as a line of N-Quads."""
    return [f"<{ID}{subject}> <{expand(link)}> {value} <{graph_iri('test')}> .\n"]


def _thing(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{ID}{name}")


def _concept(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{SCHEME}{name}")


def _body(at: str, name: str) -> list[str]:
    return thing("organisation", at, name, "org:Organization")


def _audience(at: str, name: str) -> list[str]:
    return [
        *thing("audience", at, name, "ueg:Audience"),
        *link(f"audience/{at}", "ueg:characteristic", _concept("characteristic/age")),
    ]


def _met(at: str, name: str) -> list[str]:
    """An activity on the theme, at which body and audience were."""
    return [
        *thing("activity", at, name, "ueg:EngagementActivity"),
        *link(f"activity/{at}", "ueg:activityType", _concept("activity-type/event")),
        *link(f"activity/{at}", "ueg:status", _concept("activity-status/held")),
        *link(f"activity/{at}", "dcterms:subject", _thing(f"theme/{at}")),
        *link(f"activity/{at}", "ueg:when", ox.Literal("2023", datatype=ox.NamedNode(EDTF))),
        *_part(f"{at}-body", f"organisation/{at}", f"activity/{at}"),
        *_part(f"{at}-ons", "organisation/ons", f"activity/{at}"),
        *_part(f"{at}-audience", f"audience/{at}", f"activity/{at}"),
    ]


def _part(at: str, party: str, activity: str) -> list[str]:
    name = f"participation/{at}"
    return [
        *link(name, "rdf:type", ox.NamedNode(expand("ueg:Participation"))),
        *link(name, "ueg:party", _thing(party)),
        *link(name, "ueg:activity", _thing(activity)),
        *link(name, "ueg:role", _concept("role/attendee")),
        *link(name, "ueg:status", _concept("participation-status/attended")),
        *link(name, "ueg:level", _concept("level/involve")),
        *link(name, "ueg:direction", _concept("direction/two-way")),
    ]


def _counted(at: str, name: str, within: str) -> list[str]:
    return [
        *thing("count", at, name, "ueg:CountStatement"),
        *link(f"count/{at}", "ueg:countOf", ox.NamedNode(expand("ueg:EngagementActivity"))),
        *link(f"count/{at}", "ueg:countWithin", _thing(within)),
        *link(f"count/{at}", "ueg:count", ox.Literal(12)),
    ]


def _complete(at: str, body: str) -> list[str]:
    name = f"completeness/{at}"
    edtf = ox.NamedNode(EDTF)
    return [
        *link(name, "rdf:type", ox.NamedNode(expand("ueg:CompletenessStatement"))),
        *link(name, "ueg:statedBy", _thing(body)),
        *link(name, "ueg:organiser", _thing(body)),
        *link(name, "ueg:when", ox.Literal("2024", datatype=edtf)),
        *link(name, "ueg:period", ox.Literal("2023", datatype=edtf)),
    ]


def _judged(at: str, body: str) -> list[str]:
    name = f"assessment/{at}"
    return [
        *link(name, "rdf:type", ox.NamedNode(expand("ueg:Assessment"))),
        *link(name, "ueg:assessed", _thing(body)),
        *link(name, "ueg:assessedBy", _thing("organisation/ons")),
        *link(name, "ueg:power", ox.Literal(5)),
        *link(name, "ueg:interest", ox.Literal(5)),
    ]


def gallery() -> Report:
    """A report with every state in every place where a state can be shown."""
    shares = tuple(Share(state, 4) for state in STATES)
    words = [state.replace("-", " ") for state in STATES]
    columns = (Column("State", "state"), Column("Which", "long"))
    listed = Table("Figure 1. Every state", columns, tuple((word, "Somebody") for word in words))
    heat = Table(
        "Table 1. A map of states",
        (Column("Audience"), *(Column(f"Theme {n}", "state") for n in range(3))),
        tuple((f"Audience {word}", word, f"{word}, in part", word) for word in words),
        heat=True,
    )
    bars = tuple(Bar(f"Bar {n}", n / 10, min(1, n / 5), "a text") for n in range(11))
    figures = Table("Figure 2. Bars", (Column("A"), Column("B", "number")), (("Bar", "0"),))
    chart = Bars("Figure 2. Bars", "Sure", "Not sure", bars, figures)
    blocks = (Stack("Figure 1. Every state", shares, listed), heat, chart)
    section = Section("gallery", "Every state", blocks)
    return Report("Every state", "As it is shown", (section,), "a program")


def long_table() -> Report:
    """A report that is one table over several pages, whose rows are high and have marked ends."""
    text = "many words that fill some lines of a column " * 12
    rows = tuple((f"row{n}", f"begin{n} {text} end{n}") for n in range(40))
    columns = (Column("Firsthead"), Column("Secondhead", "long"))
    section = Section("long", "A long table", (Table("Table 1. Long", columns, rows),))
    return Report("A title", "A subtitle", (section,), "a program")


def hold_rows_together(pages: list[str]) -> None:
    """Each row is on one page, and each page with rows has the names of the columns."""
    with_rows = [page for page in pages if "begin" in page]
    assert len(with_rows) >= 3
    assert all("Firsthead" in page and "Secondhead" in page for page in with_rows)
    for number in range(40):
        found = [
            place
            for place, page in enumerate(pages)
            for mark in (f"begin{number}", f"end{number}")
            if mark in page.split()
        ]
        assert len(found) == 2
        assert len(set(found)) == 1, f"row {number} is cut"
