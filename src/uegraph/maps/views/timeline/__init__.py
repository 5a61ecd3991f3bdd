"""What happened when: activities and series as bars from the first to the last day they can mean.

A date that is not exact is never drawn as if it were: what was some time in a stretch is a thin bar
between brackets, or, where several share the stretch, a tile in a box as long as that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uegraph.maps.scene import Scene
from uegraph.maps.views import charts
from uegraph.maps.views.timeline import drawing, words
from uegraph.maps.views.timeline.lanes import Lanes
from uegraph.maps.views.timeline.reading import Activities

if TYPE_CHECKING:
    from uegraph.maps.material import Asked, Material


def scene(material: Material, asked: Asked) -> Scene:
    """Activities and series over time.

    Args:
        material: What the graph holds.
        asked: What was asked of the map.
    """
    activities = Activities(material)
    lanes = Lanes.of(activities)
    marks = tuple(drawing.marks(lanes))
    return Scene(
        view="timeline",
        title=asked.title or "Activities over time",
        telling=charts.sentences(words.telling(activities)),
        marks=marks,
        groups=tuple(drawing.groups(lanes)),
        frames=tuple(drawing.frames(lanes)),
        stories=asked.stories or words.stories(activities, marks),
        reading=words.READING,
        remarks=tuple(words.remarks(activities)),
        receipt=tuple(words.receipt(activities, marks)),
        fixed=True,
    )
