"""What every page that uegraph writes has in common: templates that escape, a policy that refuses.

Invariant: a page asks for nothing outside itself, and what its policy does not name by its hash
does not run, even if a text should ever become markup.
"""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from jinja2 import Environment


def templates(folder: Path) -> Environment:
    """The templates of a folder: they escape every text, and fail on a name that is not there."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def policy(style: str, *, scripts: Sequence[str] = (), images: str = "") -> str:
    """The content-security policy of a page with this style and these scripts, and no others.

    Args:
        style: The style sheet.
        scripts: The scripts.
        images: Where images may come from, such as ``data:``; nowhere when left out.
    """
    rules = ["default-src 'none'"]
    if scripts:
        rules.append(f"script-src {' '.join(map(_digest, scripts))}")
    rules.append(f"style-src {_digest(style)}")
    if images:
        rules.append(f"img-src {images}")
    return "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
