"""The report as one page: no script, nothing from elsewhere, every text escaped by the template.

A policy in the page allows its own style sheet by its hash and nothing else, so that nothing would
be fetched or run even if a text should ever become markup.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from uegraph.pages import policy, templates
from uegraph.report import charts

if TYPE_CHECKING:
    from uegraph.report.model import Report

_PAGE: Final = Path(__file__).with_name("page")


def to_html(report: Report) -> str:
    """The report as HTML."""
    style = (_PAGE / "report.css").read_text("utf-8")
    engine = templates(_PAGE)
    engine.filters["kind"] = lambda block: type(block).__name__
    engine.filters["state"] = lambda cell: str(cell).partition(",")[0].replace(" ", "-")
    return engine.get_template("report.html").render(
        report=report, style=style, policy=policy(style), charts=charts
    )
