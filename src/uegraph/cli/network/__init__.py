"""``network``: who works with whom, who bridges, where it would break, whom to bring together."""

from __future__ import annotations

from typing import Final

import click

from uegraph.cli.later import Later

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "summary": ("summary", "Sum the network up: how large, how dense, how far, how sure."),
    "central": ("central", "Rank who is at the centre, by the measure that you name."),
    "brokers": ("brokers", "Say who links those who would not be linked without them."),
    "communities": ("communities", "Find the groups that work together, and name them."),
    "cut-points": ("cut_points", "Say who would lose contact with whom if one body left."),
    "suggest": ("suggest", "Suggest who should talk, and who could bring two sides together."),
    "routes": ("routes", "Find warm introductions to somebody who was not reached."),
    "compare": ("compare", "Compare two periods: links made, lost and revived, and who moved."),
    "export": ("export", "Write the network for other tools: GraphML, GEXF, CSV."),
}


@click.group(cls=Later, table=COMMANDS, package="uegraph.cli.network")
def network() -> None:
    """Say who works with whom, who bridges, where it would break and whom to bring together.

    Two bodies are linked where both have a part in the same activity (derived), and where a source
    says so (stated). What nobody recorded is not in it: no link means no recorded link.

    Example: uegraph network summary
    """
