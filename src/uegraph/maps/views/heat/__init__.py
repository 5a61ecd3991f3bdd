"""Which audiences were engaged on which theme: a tile for each pair, filled as its state is.

Rows with something on record come first, those with the most engaged themes at the top; then those
of which nothing is recorded. Where there are more tiles than a page shows, neither part takes the
room of the other, and what is left out is told with its numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.coverage import coverage
from uegraph.maps.scene import Scene
from uegraph.maps.views import charts
from uegraph.maps.views.heat import rows, tiles, words

if TYPE_CHECKING:
    from uegraph.maps.material import Asked, Material


def scene(material: Material, asked: Asked) -> Scene:
    """Audience by theme, with the state of each pair.

    Args:
        material: What the graph holds.
        asked: What was asked of the map.
    """
    [found] = coverage(material.store, of=["audience", "theme"], as_of=asked.as_of)
    themes = rows.themes(found, material)
    audiences = rows.rows(found, material, themes)
    parts = rows.parts(audiences, len(themes))
    drawn = tiles.Drawn(material, found, themes, parts)
    marks = tuple(drawn.marks())
    counts = rows.counts(found, material)
    return Scene(
        view="heat",
        title=asked.title or "Audiences by theme",
        telling=charts.sentences(words.telling(found, audiences, themes, counts)),
        marks=marks,
        frames=tuple(drawn.frames()),
        stories=asked.stories or words.stories(marks),
        reading=words.READING,
        remarks=charts.sentences(words.remarks(found, parts, themes, material)),
        receipt=tuple(words.receipt(found, parts, counts, len(marks))),
        fixed=True,
        noun="pair",
    )
