"""Writing what was made as a data set: ``dataset.yml`` and one CSV file a table."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from uegraph import files, shapes
from uegraph.errors import SourceError
from uegraph.ingest.settings import FILE
from uegraph.store.locks import alone

if TYPE_CHECKING:
    from collections.abc import Mapping


def settings_text(settings: Mapping[str, str]) -> bytes:
    """The settings of a data set as its ``dataset.yml``; JSON's texts are YAML's too."""
    lines = (f"{name}: {json.dumps(text, ensure_ascii=False)}\n" for name, text in settings.items())
    return "".join(lines).encode()


def write_folder(folder: Path, contents: Mapping[str, bytes], *, replace: bool) -> bool:
    """Write a data set, whole or not at all.

    Args:
        folder: Where; it is made.
        contents: File names with their bytes.
        replace: Whether a data set that is there and differs may be replaced.

    Returns:
        Whether anything was written: not where the folder holds just this already.

    Raises:
        SourceError: The folder holds other things, or a data set that differs.
        ResourceError: It cannot be written.
    """
    with alone(folder):
        if _is_there(folder, contents, replace=replace):
            return False
        _write(folder, contents)
    return True


def _write(folder: Path, contents: Mapping[str, bytes]) -> None:
    try:
        beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:80]}."))
    except OSError as error:
        raise files.unwritable(folder, error) from error
    try:
        for name, content in contents.items():
            files.write(beside / name, content)
        beside.chmod(0o777 & ~files.umask())
        _exchange(beside, folder)
    except OSError as error:
        raise files.unwritable(folder, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _is_there(folder: Path, contents: Mapping[str, bytes], *, replace: bool) -> bool:
    """Whether a folder holds just this; a folder that must not be replaced is refused."""
    if not folder.exists() and not folder.is_symlink():
        return False
    if not folder.is_dir() or folder.is_symlink():
        raise SourceError(f"{folder} is not a folder. Choose another name.")
    held = {path.name: path for path in folder.iterdir()}
    own = {FILE, *(f"{table}.csv" for table in shapes.tables())}
    other = sorted(name for name, path in held.items() if name not in own or not path.is_file())
    if other:
        raise SourceError(f"{folder} holds other things ({', '.join(other[:3])}). "
                          "Choose an empty folder, or a new name.")  # fmt: skip
    same = {name: path.read_bytes() for name, path in held.items()} == dict(contents)
    if held and not same and not replace:
        raise SourceError(
            f"{folder} holds a data set that differs from what would be written: it was edited, or "
            "made otherwise. Choose a new name, or say --replace to lose what is there."
        )
    return same


def _exchange(beside: Path, folder: Path) -> None:
    """Put a folder in the place of another, which is then deleted."""
    if not folder.exists():
        beside.rename(folder)
        return
    if files.swap(beside, folder):
        return  # the old one lies beside now, and goes with what else is left there
    old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name[:80]}."))
    try:
        folder.rename(old / "old")
        beside.rename(folder)
    except OSError:
        if not folder.exists():
            (old / "old").rename(folder)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
