"""Maps of a stakeholder graph, each one HTML file that opens offline, or a picture.

Invariants: the file asks for nothing outside itself; every text reaches the page as text, never as
markup; the same graph gives the same bytes; what is private is absent, not hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from uegraph import files
from uegraph.errors import ParameterError, UnknownNameError
from uegraph.queries import nearest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from uegraph.maps.material import Asked, Material
    from uegraph.maps.scene import Scene, Story
    from uegraph.store import Store

__all__ = ["CHOOSING", "VIEWS", "Map", "draw", "make", "require_view"]

VIEWS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "collaboration": "Who works with whom: bodies, and what links them.",
        "engagement": "Who took part in what: bodies, audiences, activities.",
        "coverage": "Which audience was engaged on which theme, and on which nobody knows of it.",
        "heat": "The state of each audience on each theme, as a table of tiles.",
        "around": "One body or audience and all that is within a few steps of it.",
        "routes": "Who could introduce us to an audience or a body, step by step.",
        "power-interest": "Where stakeholders stand in power and interest, by whose judgement.",
        "places": "How much is on record of each nation and region.",
        "timeline": "When activities were, and who took part.",
    }
)
"""The views, each with what it shows."""

CHOOSING: Final = ("collaboration", "engagement", "around")
"""The views whose kinds of mark can be chosen."""

_HEIGHT: Final = 720
"""How high a map stands in a notebook, in CSS pixels."""


@dataclass(frozen=True, slots=True)
class Map:
    """A map: a scene, and the files it can become.

    Attributes:
        scene: All that it shows.
    """

    scene: Scene

    def to_html(self) -> str:
        """The page, which opens offline in any browser."""
        from uegraph.maps.page import render  # noqa: PLC0415 - not needed for pictures

        return render(self.scene)

    def to_svg(self) -> str:
        """The picture as SVG."""
        from uegraph.maps.picture import to_svg  # noqa: PLC0415 - not needed for the page

        return to_svg(self.scene)

    def to_png(self) -> bytes:
        """The picture as PNG."""
        from uegraph.maps.picture import to_png  # noqa: PLC0415 - as above

        return to_png(self.scene)

    def to_pdf(self) -> bytes:
        """The picture as PDF."""
        from uegraph.maps.picture import to_pdf  # noqa: PLC0415 - as above

        return to_pdf(self.scene)

    def write(self, path: Path | str) -> Path:
        """Writes the page, or the picture where the name ends in .svg, .png or .pdf.

        The file appears complete or not at all.

        Raises:
            ResourceError: The file cannot be written.
        """
        place = Path(path)
        pictures: dict[str, Callable[[], str | bytes]] = {
            ".svg": self.to_svg,
            ".png": self.to_png,
            ".pdf": self.to_pdf,
        }
        content = pictures.get(place.suffix.casefold(), self.to_html)()
        files.write(place, content.encode() if isinstance(content, str) else content)
        return place

    def _repr_html_(self) -> str:
        """The page in a frame of its own, for a notebook."""
        return (
            f'<iframe srcdoc="{escape(self.to_html())}" title="{escape(self.scene.title)}" '
            f'sandbox="allow-scripts allow-downloads" width="100%" height="{_HEIGHT}" '
            'style="border:0"></iframe>'
        )


def make(  # noqa: PLR0913 - what can be asked, each by its name
    store: Store,
    view: str = "collaboration",
    *,
    title: str | None = None,
    of: str | None = None,
    to: str | None = None,
    steps: int = 2,
    kinds: Iterable[str] | None = None,
    public: bool = False,
    stories: Iterable[Story] = (),
    as_of: date | None = None,
) -> Map:
    """The map of a graph.

    Args:
        store: The graph.
        view: One of ``VIEWS``.
        title: The heading; the view's own when left out.
        of: The body or audience that the view ``around`` is about: a name, acronym, slug or IRI.
        to: The audience or body that the view ``routes`` leads to.
        steps: How far ``around`` reaches.
        kinds: The kinds of mark, in the views of ``CHOOSING``; the view's own when left out.
        public: Whether the map is for anybody, so that what is for the team alone is left out.
        stories: Saved views with a sentence each; the view's own when there are none.
        as_of: The day of reference; the last day that the record tells of when left out.

    Raises:
        UnknownNameError: There is no such view, body or audience.
        ParameterError: A view is not told what it has to know.
    """
    from uegraph.maps.material import Asked, Material  # noqa: PLC0415 - heavy

    chosen = None if kinds is None else tuple(kinds)
    asked = Asked(view, title, of, to, steps, chosen, public, tuple(stories), as_of)
    require_view(view)
    return draw(Material(store, public=public, as_of=as_of), asked)


def draw(material: Material, asked: Asked) -> Map:
    """The map of what was read before; for several maps of one graph.

    Raises:
        UnknownNameError: There is no such view, body or audience.
        ParameterError: A view is not told what it has to know.
    """
    from uegraph.maps.receipt import receipt  # noqa: PLC0415 - heavy

    require_view(asked.view)
    if asked.kinds is not None and asked.view not in CHOOSING:
        raise ParameterError(
            f"The view '{asked.view}' has no kinds to choose. Views that have: "
            f"{', '.join(CHOOSING)}."
        )
    module = import_module(f"uegraph.maps.views.{asked.view.replace('-', '_')}")
    made: Scene = module.scene(material, asked)
    return Map(
        replace(
            made,
            title=asked.title or made.title,
            stories=asked.stories or made.stories,
            receipt=(*made.receipt, *receipt(material)),
        )
    )


def require_view(name: str) -> None:
    """Refuses what is no view.

    Raises:
        UnknownNameError: There is no such view; near names are offered.
    """
    if name not in VIEWS:
        near = nearest(name, VIEWS)
        offer = f"Did you mean {' or '.join(near)}?" if near else f"Views: {', '.join(VIEWS)}."
        raise UnknownNameError(f"No view is called '{name}'. {offer}")
