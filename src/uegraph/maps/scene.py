"""What a map shows before anybody draws it: marks with places, links, groups, and words on them.

Each view makes a scene; the page, the picture and the table are all made of it, so they cannot
differ. Nothing here knows of browsers or of files.

Two drawn marks that have links to the same mark that is not drawn are linked too: two bodies that
took part in one activity. Such links are derived (``deriving``) wherever they are shown, from what
is shown, so that a filter by time or theme holds for them, and no file holds a million of them.

Invariants: a link's ends are places in ``marks``; a mark's group is a place in ``groups``, and a
group stands before the groups within it; days are ordinals (``date.toordinal``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from uegraph.network import Evidence

MOST: int = 600
"""How many marks a page shows at once; a scene of more shows its groups, which open."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A thing on the map.

    Attributes:
        id: Its IRI, or another text that is its own in the scene.
        kind: What it is, one of ``legend.KINDS``.
        name: Its name.
        x: Where its middle is, in units of the canvas, to the right.
        y: The same, downwards.
        size: Its radius; 0 where it is not drawn, and only links and tables tell of it.
        wide: Half its width where it is a bar or a tile; 0 where it has the shape of its kind.
        high: Half its height where it is a bar or a tile.
        short: What is written beside it; its acronym or name when left out.
        acronym: Its acronym.
        names: Its other names.
        type: Its type, in words.
        sector: Its sector.
        places: The names of the places it is of.
        themes: The names of the themes it has to do with.
        state: Its state of coverage in words, such as ``no evidence``; empty where none was asked.
        reason: Why it has that state, in a sentence.
        rank: How many others it is linked with; the higher, the earlier it is shown and named.
        beyond: How many of its links lead to what this view leaves out.
        when: Its time in words.
        first: The first day on which it can have been; None where open or not known.
        last: The last one.
        facts: What else is known: pairs of a word and a text.
        evidence: The passages it rests on.
        group: The innermost group it lies in; -1 for none.
    """

    id: str
    kind: str
    name: str
    x: float = 0
    y: float = 0
    size: float = 7
    wide: float = 0
    high: float = 0
    short: str = ""
    acronym: str = ""
    names: tuple[str, ...] = ()
    type: str = ""
    sector: str = ""
    places: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    state: str = ""
    reason: str = ""
    rank: int = 0
    beyond: int = 0
    when: str = ""
    first: int | None = None
    last: int | None = None
    facts: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    group: int = -1


@dataclass(frozen=True, slots=True)
class Link:
    """What a source states of two marks, or what follows from what it states.

    Attributes:
        start: The place of the mark it leads from.
        end: The place of the mark it leads to.
        kind: Its family, one of ``legend.LINKS``.
        said: What it says, such as ``member of``.
        stated: Whether a source says so; False where it is derived.
        level: The level of engagement, in words.
        status: What came of it, in words.
        when: Its time in words.
        first: The first day on which it can have held; None where open or not known.
        last: The last one.
        weight: How strong it is, 1 where nothing is counted.
        facts: What else is known of it.
        evidence: The passages it rests on.
        through: The places in ``marks`` of the activities that a derived link rests on.
    """

    start: int
    end: int
    kind: str
    said: str
    stated: bool = True
    level: str = ""
    status: str = ""
    when: str = ""
    first: int | None = None
    last: int | None = None
    weight: int = 1
    facts: tuple[tuple[str, str], ...] = ()
    evidence: tuple[Evidence, ...] = ()
    through: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that lie together, and can be opened.

    Attributes:
        x: The middle of its circle; of its box.
        y: The same, downwards.
        radius: The radius of its circle; 0 where it is a box.
        wide: Half the width of its box.
        high: Half the height of its box.
        name: What it is called.
        parent: The group it lies in, which stands before it; -1 for none.
        heads: The places of its foremost marks, the first one naming it.
        size: How many marks lie in it, also in the groups within.
    """

    x: float
    y: float
    radius: float
    wide: float = 0
    high: float = 0
    name: str = ""
    parent: int = -1
    heads: tuple[int, ...] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """A line, box, circle or word behind the marks: an axis, a band, a quadrant.

    Attributes:
        shape: What it is. A ``line`` runs from (x, y) to (right, bottom); a ``box`` lies between
            them; a ``circle`` has its middle at (x, y) and reaches to ``right`` on the right; a
            ``text`` stands at (x, y).
        x: To the right.
        y: Downwards.
        right: See shape.
        bottom: See shape.
        text: The words of a ``text``, or the title of a box.
        look: ``faint``, ``plain`` or ``strong``; a text also ``title``; a box also ``dashed``.
        align: Where a text stands as seen from (x, y): ``left`` means that it begins there.
    """

    shape: Literal["line", "box", "circle", "text"]
    x: float
    y: float
    right: float = 0
    bottom: float = 0
    text: str = ""
    look: Literal["faint", "plain", "strong", "title", "dashed"] = "plain"
    align: Literal["left", "center", "right"] = "center"


@dataclass(frozen=True, slots=True)
class Story:
    """A saved view with what is said of it in a meeting.

    Attributes:
        sentence: What to say.
        view: The view as the page's address tells it, without the ``#``; empty for the whole.
    """

    sentence: str
    view: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that a page or a picture shows.

    Attributes:
        view: The name of the view.
        title: The heading.
        telling: What the map shows, as paragraphs: who is in the middle, who is not reached, how
            anybody knows.
        marks: The things, in an order that does not change from run to run.
        links: The links.
        groups: Groups of marks; empty where the view has none.
        frames: What is drawn behind the marks.
        stories: Saved views to begin with.
        reading: How to read the picture: a sentence each, for the legend.
        remarks: What the map leaves out or cannot know, a sentence each.
        receipt: Sources, dates and what was left out: pairs of a word and a text.
        fixed: Whether places mean something (an axis, a map), so that nothing may be moved.
        noun: What a mark is called where that is not its kind, such as ``pair``.
    """

    view: str
    title: str
    telling: tuple[str, ...]
    marks: tuple[Mark, ...]
    links: tuple[Link, ...] = ()
    groups: tuple[Group, ...] = ()
    frames: tuple[Frame, ...] = ()
    stories: tuple[Story, ...] = ()
    reading: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    receipt: tuple[tuple[str, str], ...] = ()
    fixed: bool = False
    noun: str = ""
