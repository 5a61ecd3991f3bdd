"""Backups: archives that were damaged, or made to write where they should not or without end."""

from __future__ import annotations

import io
import json
import stat
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

from tests.fuzz.mutation import mutate
from tests.fuzz.payloads import text

from uegraph.backup import back_up, restore, verify
from uegraph.store import build, open_store

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.fuzz.trap import Trap

LINES: Final = "".join(
    f'<http://e/s{at}> <http://e/p> "{at}" <http://e/g/{at % 3}> .\n' for at in range(60)
).encode()
NAMES: Final = (
    "../../outside/ran", "MARK", "graphs/../../outside/ran", "graphs/000001.nq/", "/etc/x",
    "C:\\x", "graphs\\000001.nq", "graphs/000001.nq\x00.txt", "graphs/" + "a" * 300, "-rf", ".",
    "..", "", "CON", "manifest.json/x", "GRAPHS/000001.NQ", "graphs/000001.nq ",
    "./graphs/000001.nq",
)  # fmt: skip
VALUES: Final[tuple[object, ...]] = (
    None, True, -1, 0, 2**70, 1.5, "", "x", [], {}, [[]], "../../outside/ran",
    "http://e/> <http://e/x", "file://SECRET", "URL", "a" * 64, "\ud800",
)  # fmt: skip


def door(trap: Trap) -> Callable[[random.Random], str]:
    """Verifies and restores an archive that is not what it should be."""
    home = trap.outside.parent
    build(home / "graph", LINES).close()
    back_up(home / "graph", home / "backup.zip")
    whole = (home / "backup.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}

    def case(chance: random.Random) -> str:
        path = trap.place / "backup.zip"
        data = mutate(whole, chance) if chance.random() < 0.3 else _forged(trap, held, chance)
        path.write_bytes(data)
        told = str(verify(path))
        restore(path, trap.place / "again")
        with open_store(trap.place / "again") as store:
            said = store.dump()
        assert said == LINES_SORTED, "what was restored is not what was backed up"
        left = {entry.name for entry in trap.place.iterdir()}
        assert left <= {"backup.zip", "again"}, left
        return told

    return case


LINES_SORTED: Final = b"".join(sorted(LINES.splitlines(keepends=True)))


def _forged(trap: Trap, held: dict[str, bytes], chance: random.Random) -> bytes:
    """The archive packed again, with members and a manifest that somebody changed."""
    parts = dict(held)
    manifest = json.loads(parts["manifest.json"])
    if chance.random() < 0.5:
        _change(manifest, chance)
    parts["manifest.json"] = trap.fill(json.dumps(manifest)).encode()
    if chance.random() < 0.4:
        name = chance.choice(sorted(parts))
        parts[name] = chance.choice(
            (b"", mutate(parts[name], chance), b" " * (80 << 20), b"{" * 9_999)
        )
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # of names that stand twice
        for name, content in parts.items():
            archive.writestr(_entry(name, chance), content)
        if chance.random() < 0.4:
            entry = _entry(trap.fill(chance.choice((*NAMES, *parts, text(chance)))), chance)
            archive.writestr(entry, str(trap.secret))
    return out.getvalue()


def _entry(name: str, chance: random.Random) -> zipfile.ZipInfo:
    """An entry, now and then one that says it is a link, a folder or a device."""
    entry = zipfile.ZipInfo(name or "x")
    kinds = (stat.S_IFLNK, stat.S_IFDIR, stat.S_IFCHR, stat.S_IFIFO)
    if chance.random() < 0.1:
        entry.external_attr = (chance.choice(kinds) | 0o777) << 16
    return entry


def _change(said: Any, chance: random.Random) -> None:
    """Put something else in the place of a value of the manifest, or a further one in it."""
    while isinstance(said, dict | list) and said:
        key = chance.choice(sorted(said) if isinstance(said, dict) else list(range(len(said))))
        if not isinstance(said[key], dict | list) or chance.random() < 0.3:
            said[key] = chance.choice(VALUES)
            return
        said = said[key]
