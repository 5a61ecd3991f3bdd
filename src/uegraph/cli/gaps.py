"""``coverage`` and ``gaps``: whom have we engaged, and whom missed?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from uegraph.cli.answers import print_rows
from uegraph.cli.options import Command, format_option, open_graph, store_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from uegraph.coverage import Coverage
