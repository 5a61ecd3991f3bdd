"""The report as one page: no script, nothing from elsewhere, every text escaped by the template.

A policy in the page allows its own style sheet by its hash and nothing else, so that nothing would
be fetched or run even if a text should ever become markup.
"""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph.report import charts

if TYPE_CHECKING:
    from uegraph.report.model import Report

_PAGE: Final = Path(__file__).with_name("page")


def to_html(report: Report) -> str:
    """The report as HTML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy

    style = (_PAGE / "report.css").read_text("utf-8")
    engine = Environment(
        loader=FileSystemLoader(_PAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    engine.filters["kind"] = lambda block: type(block).__name__
    engine.filters["state"] = lambda cell: str(cell).partition(",")[0].replace(" ", "-")
    return engine.get_template("report.html").render(
        report=report, style=style, policy=policy(style), charts=charts
    )


def policy(style: str) -> str:
    """The content-security policy of a page with this style and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
