"""``map``: a map as one HTML file, or as a picture."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from uegraph.cli.options import as_of_option, open_graph, progress, store_option

if TYPE_CHECKING:
    from datetime import date

    from uegraph.maps import Map
    from uegraph.maps.scene import Story

# Spelled here too, as maps are heavy; a test holds them together.
VIEWS: Final = (
    "collaboration", "engagement", "coverage", "heat", "around", "routes", "power-interest",
    "places", "timeline",
)  # fmt: skip
KINDS: Final = (
    "organisation", "unnamed party", "audience", "theme", "activity", "series", "product", "goal",
)  # fmt: skip

_FILE: Final = click.Path(dir_okay=False, path_type=Path)
_LONGEST_STORY: Final = 1 << 20  # bytes; what is cut there is no JSON any more


@click.command("map")
@click.argument(
    "out", required=False, type=click.Path(dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option(
    "--view", type=click.Choice(VIEWS), default=VIEWS[0], show_default=True, metavar="NAME",
    help=f"What it shows: {', '.join(VIEWS)}.",
)  # fmt: skip
@click.option("--of", metavar="NAME", help="With --view around: the body or audience it is about.")
@click.option("--to", metavar="NAME", help="With --view routes: the audience or body to reach.")
@click.option(
    "--steps", type=click.IntRange(1, 3), default=2, show_default=True, metavar="N",
    help="With --view around: how many steps away things are shown.",
)  # fmt: skip
@click.option(
    "-k", "--kind", "kinds", multiple=True, type=click.Choice(KINDS), metavar="KIND",
    help="With --view engagement, around or collaboration: a kind of mark to show; may be given "
    "several times.",
)  # fmt: skip
@click.option("--public", is_flag=True, help="Leave out what is for the team alone.")
@click.option("--title", metavar="TEXT", help="The heading.  [default: the view's own]")
@click.option(
    "--story", type=_FILE, metavar="FILE",
    help="JSON with views to show one after the other, each with a sentence.",
)  # fmt: skip
@as_of_option("The day of reference.  [default: the last day on record]")
@click.option("--png", type=_FILE, metavar="FILE", help="Write the picture as PNG too.")
@click.option("--svg", type=_FILE, metavar="FILE", help="Write the picture as SVG too.")
@click.option("--pdf", type=_FILE, metavar="FILE", help="Write the picture as PDF too.")
@store_option
def map(  # noqa: A001 - the command's name
    out: Path | None,
    view: str,
    of: str | None,
    to: str | None,
    steps: int,
    kinds: tuple[str, ...],
    public: bool,
    title: str | None,
    story: Path | None,
    as_of: date | None,
    png: Path | None,
    svg: Path | None,
    pdf: Path | None,
    store: str | None,
) -> None:
    """Draw a map into one HTML file, or as a picture.

    OUT works offline in any browser: nothing is fetched when it is opened. - writes it to a pipe.
    It may be left out where a picture is asked for. A story is a list such as
    [{"sentence": "This is everything.", "view": ""}, {"sentence": "The ONS.", "view": "f=ons"}]
    whose views are what stands behind # in the page's address.

    Example: uegraph map map.html --view engagement
    """
    pictures = {kind: path for kind, path in (("png", png), ("svg", svg), ("pdf", pdf)) if path}
    if out is None and not pictures:
        raise click.UsageError("Say where to write: OUT.html, or --png, --svg or --pdf.")
    stories = read_story(story) if story else ()
    from uegraph import maps  # noqa: PLC0415 - heavy

    with open_graph(store) as graph, progress() as step:
        step("drawing the map")
        drawn = maps.make(
            graph, view, title=title, of=of, to=to, steps=steps, kinds=kinds or None,
            public=public, stories=stories, as_of=as_of,
        )  # fmt: skip
        step("writing")
        _write(drawn, out, pictures)


def read_story(path: Path) -> tuple[Story, ...]:
    """The views of a story file.

    Raises:
        SourceError: The file is no such list; the message names the place.
    """
    from uegraph.errors import SourceError  # noqa: PLC0415 - not needed for --help
    from uegraph.maps.scene import Story  # noqa: PLC0415 - as above

    try:
        with path.open("rb") as file:
            found: Any = json.loads(file.read(_LONGEST_STORY).decode("utf-8-sig"))
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}.") from error
    except (json.JSONDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SourceError(f"{path} is not JSON: {error}.") from error
    if not isinstance(found, list) or not found:
        raise SourceError(
            f'{path} holds no list of views. Write [{{"sentence": "…", "view": ""}}].'
        )
    for number, item in enumerate(found, 1):
        _refuse(f"{path}, view {number}", item)
    return tuple(Story(item["sentence"], item.get("view", "").removeprefix("#")) for item in found)


def _refuse(place: str, item: Any) -> None:
    """Refuses what is not a sentence and a view."""
    from uegraph.errors import SourceError  # noqa: PLC0415 - as above

    if not isinstance(item, dict):
        raise SourceError(f"{place} is not an object with 'sentence' and 'view'.")
    unknown = sorted(item.keys() - {"sentence", "view"})
    if unknown:
        raise SourceError(f"{place} has an unknown key '{unknown[0]}'. Known: sentence, view.")
    for key in ("sentence", "view"):
        if not isinstance(item.get(key, ""), str):
            raise SourceError(f"{place}: '{key}' is not a text.")
    if not item.get("sentence", "").strip():
        raise SourceError(f"{place} has no sentence.")


def _write(drawn: Map, out: Path | None, pictures: dict[str, Path]) -> None:
    from uegraph import files  # noqa: PLC0415 - not needed for --help
    from uegraph.maps import picture  # noqa: PLC0415 - heavy

    marks = sum(bool(mark.size) for mark in drawn.scene.marks)
    told = f"{marks:,} marks, {len(drawn.scene.links):,} links"
    if out is not None and str(out) == "-":
        click.echo(drawn.to_html(), nl=False)
    elif out is not None:
        files.write(out, drawn.to_html().encode())
    if out is not None:
        click.echo(f"Wrote {out}: {told}.", err=True)
    for kind, path in pictures.items():
        content: str | bytes = getattr(drawn, f"to_{kind}")()
        files.write(path, content.encode() if isinstance(content, str) else content)
        by = f", made by {picture.made_by()}" if kind != "svg" else ""
        click.echo(f"Wrote {path}: {told}{by}.", err=True)
