"""Putting a backup back: all or nothing, and never over a graph that is there unless asked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from uegraph import store
from uegraph.backup.archive import Archive
from uegraph.backup.making import hashes
from uegraph.errors import StoreError
from uegraph.store.folder import has_graph

if TYPE_CHECKING:
    from collections.abc import Callable

    from uegraph.backup.manifest import Manifest
    from uegraph.store import Store


def restore(  # noqa: PLR0913 - each is an option of the command
    backup: Path,
    location: str | Path,
    *,
    replace: bool = False,
    progress: Callable[[str], None] | None = None,
    wait: float = store.WAIT,
    waiting: Callable[[str], None] | None = None,
) -> Manifest:
    """Make a graph again from its backup.

    Everything is held to its hash twice: in the archive before anything is written, and in the new
    graph before it takes its place.

    Args:
        backup: The file that `back_up` wrote.
        location: The folder for the graph, or a server that holds no other graphs.
        replace: Whether a graph that is there may be replaced.
        progress: Told in a few words what is being done.
        wait: Seconds to wait for a build of the same folder.
        waiting: Told once, in a sentence, when that is waited for.

    Raises:
        StoreError: The backup is damaged, the place is taken, or it cannot be written.
    """
    tell = progress or (lambda _: None)
    with Archive(backup) as archive:
        tell("reading the backup")
        _require_sound(archive)
        names = {graph.name for graph in archive.manifest.graphs}
        _refuse_taken(location, names, replace=replace)

        def write(target: Store) -> None:
            if not replace and _is_folder(location) and has_graph(Path(location)):
                raise _taken(location)  # another build was quicker
            for graph in archive.manifest.graphs:
                tell(f"loading {graph.name}")
                target.load_nquads(archive.chunks(graph))
            tell("comparing the new graph with the backup")
            _require_same(target, archive)

        store.build(location, write, wait=wait, waiting=waiting).close()
        return archive.manifest


def _require_sound(archive: Archive) -> None:
    for graph in archive.manifest.graphs:
        if archive.sha256(graph) != graph.sha256:
            raise StoreError(
                f"{archive.path} is damaged: the graph {graph.name} is not what its manifest says. "
                "Nothing was written. Take another backup, or build from the sources."
            )


def _require_same(target: Store, archive: Archive) -> None:
    """The new graph gives the very bytes of the backup, or it is not taken."""
    wanted = {graph.name: graph.sha256 for graph in archive.manifest.graphs}
    found = hashes(target)
    if wrong := sorted(name for name in wanted | found if wanted.get(name) != found.get(name)):
        raise StoreError(
            f"{archive.path} does not give the graph that it promises: {wrong[0]} differs. "
            "Nothing was written. Take another backup, or build from the sources."
        )


def _refuse_taken(location: str | Path, names: set[str], *, replace: bool) -> None:
    if _is_folder(location):
        if has_graph(Path(location)) and not replace:
            raise _taken(location)
        return
    with store.open_store(location) as server:
        held = set(server.graphs())
    if held and not replace:
        raise _taken(location)
    if stray := sorted(held - names):
        raise StoreError(
            f"{location} holds graphs that the backup knows nothing of, such as {stray[0]}. "
            "Restore to a server that is empty, or remove them there."
        )


def _is_folder(location: str | Path) -> bool:
    return "://" not in str(location)


def _taken(location: str | Path) -> StoreError:
    return StoreError(
        f"There is a graph at {location}, and it was left as it is. "
        "Name another place, or say --replace to lose it."
    )
