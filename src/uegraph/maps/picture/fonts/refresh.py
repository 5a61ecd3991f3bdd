"""Brings the fonts of pictures to the version that npm has now.

Run by a maintainer (``python -m uegraph.maps.picture.fonts.refresh``), never by a user. ``npm
pack`` fetches the package; two fonts, their licence and the version are kept, unchanged.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

from uegraph.errors import ResourceError

PACKAGE: Final = "dejavu-fonts-ttf"
KEPT: Final = {
    "ttf/DejaVuSans.ttf": "DejaVuSans.ttf",
    "ttf/DejaVuSans-Bold.ttf": "DejaVuSans-Bold.ttf",
    "LICENSE": "LICENSE-DEJAVU",
}


def refresh(folder: Path) -> str:
    """Fetches the package, puts its files into the folder and returns its version.

    Raises:
        ResourceError: npm is missing or failed, or the package no longer holds a file we keep.
    """
    with tempfile.TemporaryDirectory() as made:
        archive = _fetched(Path(made))
        with tarfile.open(archive) as package:
            contents = {kept: _member(package, name) for name, kept in KEPT.items()}
            version = str(json.loads(_member(package, "package.json"))["version"])
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    note = noted(version, contents)
    (folder / "VERSION").write_text(note, encoding="utf-8")
    return version


def noted(version: str, contents: dict[str, bytes]) -> str:
    """The note of a version: the package, and a digest of each file that is kept."""
    digests = (f"{hashlib.sha256(contents[name]).hexdigest()}  {name}" for name in sorted(contents))
    return "\n".join([f"{PACKAGE} {version}", *digests, ""])


def _fetched(folder: Path) -> Path:
    command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(folder)]
    try:
        subprocess.run(command, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise ResourceError(
            f"npm could not fetch {PACKAGE}: {error}. Install npm, then run this again."
        ) from error
    return next(folder.glob("*.tgz"))


def _member(package: tarfile.TarFile, name: str) -> bytes:
    try:
        stream = package.extractfile(f"package/{name}")
    except KeyError:
        stream = None
    if stream is None:
        raise ResourceError(f"{PACKAGE} no longer holds {name}. Choose its successor in KEPT.")
    return stream.read()


if __name__ == "__main__":
    sys.stdout.write(f"{PACKAGE} {refresh(Path(__file__).resolve().parent)}\n")
