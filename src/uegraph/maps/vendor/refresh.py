"""Brings the vendored vis-network to the version that npm has now.

Run by a maintainer (``python -m uegraph.maps.vendor.refresh``), never by a user. ``npm pack``
fetches the package; the one file that the map inlines, both licences and the version are kept.
The ``dist`` build is taken because it adds no style sheet to the page, which the page's policy
would refuse.
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

PACKAGE: Final = "vis-network"
KEPT: Final = {
    "dist/vis-network.min.js": "vis-network.min.js",
    "LICENSE-APACHE-2.0": "LICENSE-APACHE-2.0",
    "LICENSE-MIT": "LICENSE-MIT",
}


def refresh(folder: Path) -> str:
    """Fetches the package, puts its files into the folder and returns its version.

    Raises:
        ResourceError: npm is missing or failed, or the package no longer holds a file we keep.
    """
    with tempfile.TemporaryDirectory() as made:
        archive = _fetched(Path(made))
        with tarfile.open(archive) as package:
            contents = {name: _member(package, name) for name in KEPT}
            version = str(json.loads(_member(package, "package.json"))["version"])
    for name, content in contents.items():
        (folder / KEPT[name]).write_bytes(content)
    digest = hashlib.sha256(contents["dist/vis-network.min.js"]).hexdigest()
    (folder / "VERSION").write_text(f"{PACKAGE} {version}\nsha256 {digest}\n", encoding="utf-8")
    return version


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
