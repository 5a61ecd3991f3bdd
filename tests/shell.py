"""Runs a line as a reader of the help or the documentation would type it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def run(line: str, folder: Path, *, expected: int = 0) -> None:
    """A line of shell that must end with a code, and never with a traceback."""
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=folder,
        env={"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == expected, f"{line}\n{done.stdout}\n{done.stderr}"
    assert "Traceback" not in done.stderr
