"""What a link or a point rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """The passage that a link or a point rests on.

    Attributes:
        source: The source's name.
        section: The heading that the passage stands under.
        paragraph: Its number under that heading, counted from 1.
    """

    source: str
    section: str
    paragraph: int
