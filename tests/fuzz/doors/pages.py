"""Names in every map, in its picture, in a notebook and in the report: they stay texts.

The page of a graph with plain names tells what there may be; one with hostile names has no other
kind of element, attribute, script, style or address.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree, html
from tests.fuzz.payloads import text
from tests.maps import sample

from uegraph import maps
from uegraph.namespaces import ID
from uegraph.report import report
from uegraph.store import Store, open_store, serialise_term

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.fuzz.trap import Trap

COUNT: Final = 24
ASKING: Final[dict[str, dict[str, Any]]] = {
    "around": {"of": sample.body(0)},
    "routes": {"of": sample.body(0), "to": f"{ID}audience/users-1"},
}
"""What some views have to be told."""
NAME: Final = re.compile(
    r"^(<\S+> <\S+(?:prefLabel|altLabel|definition|acronym|section|page)> )(\"[^\"]*\")( )",
    re.MULTILINE,
)


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Draws one of the pages of a graph whose every name is hostile."""
    with sample.store(COUNT) as invented:
        said = invented.dump().decode()

    def graph(named: Callable[[re.Match[str]], str]) -> Store:
        store = open_store(read_only=False)
        store.load_nquads(NAME.sub(named, said).encode())
        return store

    plain = graph(lambda found: found[0])
    known = {view: _content(_page(plain, view)) for view in (*maps.VIEWS, "report")}

    def case(chance: random.Random) -> str:
        view = chance.choice((*maps.VIEWS, "report"))
        store = graph(lambda found: f"{found[1]}{_named(trap, chance)}{found[3]}")
        page = _page(store, view)
        scripts, kinds = _content(page)
        assert scripts == known[view][0], "another script or style"
        assert kinds <= known[view][1] | ALLOWED, sorted(kinds - known[view][1] - ALLOWED)
        if view != "report" and chance.random() < 0.3:
            _check_frame(maps.make(store, view, **ASKING.get(view, {})))
        return page

    return case


DATA: Final = "application/json"
ALLOWED: Final = frozenset(
    f"<{name}>" for name in ("p", "br", "ul", "li", "tr", "td", "th", "span", "text", "title", "g")
)


def _named(trap: Trap, chance: random.Random) -> str:
    return serialise_term(trap.fill(text(chance)) or "x", "string")


def _page(store: Store, view: str) -> str:
    if view == "report":
        return report(store).to_html()
    return maps.make(store, view, **ASKING.get(view, {})).to_html()


def _content(page: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """What a browser would run of a page, and the kinds of element and attribute that it has."""
    tree = html.document_fromstring(page)
    running = [one.text or "" for one in tree.iter("script", "style") if one.get("type") != DATA]
    running += [one.get("content", "") for one in tree.iter("meta")]
    kinds = {f"<{one.tag!s}>" for one in tree.iter(etree.Element)}
    kinds |= {f"@{name!s}" for one in tree.iter(etree.Element) for name in one.attrib}
    for one in tree.iter(etree.Element):
        for name in ("href", "src", "action", "data", "formaction", "srcdoc"):
            address = one.get(name, "")
            assert address.startswith(("#", "data:image/", "http:", "https:")) or not address, (
                address
            )
            assert name == "href" or not address.startswith("http"), (name, address)
    return tuple(running), frozenset(kinds)


def _check_frame(drawn: maps.Map) -> None:
    """A notebook gets one frame that may neither leave nor be the page; the picture is whole."""
    (frame,) = html.fragments_fromstring(drawn._repr_html_())
    assert frame.tag == "iframe"
    assert frame.get("sandbox") == "allow-scripts allow-downloads"
    picture = etree.fromstring(drawn.to_svg().encode(), etree.XMLParser(resolve_entities=False))
    names = {etree.QName(one).localname for one in picture.iter(etree.Element)}
    assert not names & {"script", "foreignObject", "image", "iframe", "animate", "use"}, names
    told = {str(name).lower() for one in picture.iter(etree.Element) for name in one.attrib}
    assert not [name for name in told if name.startswith("on") or name.endswith("href")], told
