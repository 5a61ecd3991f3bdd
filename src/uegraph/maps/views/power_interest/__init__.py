"""Who is judged how powerful and interested, and whether they were engaged: Mendelow's grid.

A place on the grid is an opinion with a name and a date. Whom nobody judged stands outside the
grid, and is never taken for low.

References:
    Mendelow, A. L. (1991), Stakeholder mapping, Proceedings of the Second International Conference
    on Information Systems.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.maps.scene import Scene
from uegraph.maps.views import charts
from uegraph.maps.views.power_interest import words
from uegraph.maps.views.power_interest.grid import Grid
from uegraph.maps.views.power_interest.standings import Standings

if TYPE_CHECKING:
    from uegraph.maps.material import Asked, Material


def scene(material: Material, asked: Asked) -> Scene:
    """The grid of power and interest.

    Args:
        material: What the graph holds.
        asked: What was asked of the map; ``of`` names a topic, a theme or product.

    Raises:
        UnknownNameError: Nothing is called as the topic.
    """
    standings = Standings(material, asked.of, asked.as_of)
    grid = Grid(standings)
    marks = tuple(grid.marks())
    topic = standings.found.topic_name
    return Scene(
        view="power-interest",
        title=asked.title or "Power and interest" + (f": {topic}" if topic else ""),
        telling=charts.sentences(words.telling(standings)),
        marks=marks,
        groups=tuple(grid.groups()),
        frames=tuple(grid.frames()),
        stories=asked.stories or words.stories(standings, marks),
        reading=words.READING,
        remarks=tuple(words.remarks(standings, grid)),
        receipt=tuple(words.receipt(standings, grid)),
        fixed=True,
    )
