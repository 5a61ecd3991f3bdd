"""All views of a graph at once, and a page that leads to them.

The page needs no script: names, sentences and pictures, each picture in the page itself.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph import files
from uegraph.maps import VIEWS, draw, palette
from uegraph.maps.material import Asked, Material
from uegraph.maps.views.routes import to_first
from uegraph.maps.wording import visible
from uegraph.pages import policy, templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from uegraph.maps import Map
    from uegraph.store import Store

_PAGE: Final = Path(__file__).with_name("page")
INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True)
class Entry:
    """A view as the page tells of it.

    Attributes:
        name: The name of the view.
        title: The heading of its map.
        about: What it shows, in a sentence.
        said: The first paragraph of what it tells.
        file: The file with the map.
        picture: Its picture, as an address that holds it.
    """

    name: str
    title: str
    about: str
    said: str
    file: str
    picture: str


def write_overview(
    store: Store,
    folder: Path,
    *,
    wanted: Sequence[str] = (),
    more: Sequence[tuple[str, str]] = (),
    step: Callable[[str], None] = lambda _: None,
) -> list[str]:
    """Writes the map of every view and a page that leads to them; returns the names of the files.

    Args:
        store: The graph.
        folder: Where to write.
        wanted: Whom routes should lead to, by IRI; the first with a route on record is taken.
        more: Other files to lead to: name and what it is.
        step: Told what is being done.
    """
    material = Material(store)
    entries, written = [], []
    for asked in questions(material, wanted):
        step(f"drawing the map {asked.view}")
        drawn = draw(material, asked)
        file = f"map-{asked.view}.html"
        files.write(folder / file, drawn.to_html().encode())
        entries.append(_entry(drawn, asked.view, file))
        written.append(file)
    files.write(folder / INDEX, index(entries, more).encode())
    return [INDEX, *written]


def questions(material: Material, wanted: Sequence[str] = ()) -> Iterator[Asked]:
    """What each view is asked; those that need a name are left out where there is none."""
    net = material.network
    best = int(net.degree.argmax()) if len(net) else -1
    of = net.points["iri"][best] if best >= 0 else None
    to = to_first(material, wanted)
    for view in VIEWS:
        if (view != "around" or of) and (view != "routes" or to):
            yield Asked(
                view, of=of if view == "around" else None, to=to if view == "routes" else None
            )


def index(entries: Sequence[Entry], more: Sequence[tuple[str, str]] = ()) -> str:
    """The page that leads to the maps."""
    style = palette.css() + (_PAGE / "index.css").read_text("utf-8")
    engine = templates(_PAGE)
    engine.filters["visible"] = visible
    return engine.get_template(INDEX).render(
        entries=entries, more=more, style=style, policy=policy(style, images="data:")
    )


def _entry(drawn: Map, view: str, file: str) -> Entry:
    scene = drawn.scene
    picture = base64.b64encode(drawn.to_svg().encode()).decode()
    return Entry(
        name=view,
        title=scene.title,
        about=VIEWS[view],
        said=next(iter(scene.telling), ""),
        file=file,
        picture=f"data:image/svg+xml;base64,{picture}",
    )
