"""What is really drawn on the canvas, wherever it looks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.maps.browser import scenes
from tests.maps.browser.opened import PIXELS

from uegraph.maps.palette import LIGHT

if TYPE_CHECKING:
    from tests.maps.browser.conftest import Show

pytestmark = pytest.mark.browser


def test_marks_far_from_the_origin_are_drawn_with_the_first_picture_of_them(show: Show) -> None:
    scene = scenes.scene(40)
    moved = [replace(mark, x=mark.x + 50_000, group=-1) for mark in scene.marks[:20]]
    marks = (*moved, *(replace(mark, group=-1) for mark in scene.marks[20:]))
    opened = show(replace(scene, groups=(), marks=marks))
    blue = ",".join(str(int(LIGHT["organisation"][at : at + 2], 16)) for at in (1, 3, 5))
    opened.run(
        """at => new Promise((drawn) => {
            uegraph.canvas.network().once("afterDrawing", () => setTimeout(drawn));
            uegraph.canvas.network().moveTo({ position: at, scale: 1, animation: false });
        })""",
        {"x": moved[0].x, "y": moved[0].y},
    )
    assert opened.run(PIXELS).get(blue, 0) > 20
