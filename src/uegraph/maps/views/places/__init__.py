"""Where engagement was: the nations and regions of the United Kingdom as a map of equal tiles.

A tile is as large for the smallest as for the largest, so that no place is overlooked. Nations and
regions are known by their codes, whatever they are called. Where none of them is on record, the
places that are stand in a plain grid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.maps.scene import Scene
from uegraph.maps.views import charts
from uegraph.maps.views.places import words
from uegraph.maps.views.places.cards import Cards
from uegraph.maps.views.places.reading import Places

if TYPE_CHECKING:
    from uegraph.maps.material import Asked, Material


def scene(material: Material, asked: Asked) -> Scene:
    """Nations, regions and other places, each with its state and with what is recorded there.

    Args:
        material: What the graph holds.
        asked: What was asked of the map.
    """
    cards = Cards(Places(material))
    marks = tuple(cards.marks())
    plain = "Places on record" if not cards.twelve else "Nations and regions"
    return Scene(
        view="places",
        title=asked.title or plain,
        telling=charts.sentences(words.telling(cards)),
        marks=marks,
        groups=tuple(cards.groups()),
        frames=tuple(cards.frames()),
        stories=asked.stories or words.stories(marks),
        reading=words.READING if cards.twelve else words.PLAIN,
        remarks=charts.sentences(words.remarks(cards)),
        receipt=tuple(words.receipt(cards, marks)),
        fixed=True,
    )
