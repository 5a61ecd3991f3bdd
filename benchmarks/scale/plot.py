"""How the cost of each stage grows with the size: a picture of the published lines.

Run with ``python -m benchmarks.scale.plot``; it needs matplotlib (``pip install --group bench``).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Final

from benchmarks.scale.published import Line, read

PLACE: Final = Path(__file__).parents[2] / "docs" / "images" / "benchmarks" / "growth.svg"
# Colours and marks that stay apart for colour-blind readers and in print (Okabe and Ito, 2008).
_COLOURS: Final = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#000000", "#e69f00", "#56b4e9")
_MARKS: Final = "osD^v<>pPX*h"


def draw(lines: list[Line], place: Path) -> None:
    """Writes the picture: triples and the processor's seconds, both by powers of ten."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams.update({"svg.hashsalt": "uegraph", "svg.fonttype": "path", "font.size": 9})
    figure = Figure(figsize=(7.6, 5.2), layout="constrained")
    axes = figure.subplots()
    stages: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        stages[line.stage].append(line)
    for at, (stage, found) in enumerate(stages.items()):
        found.sort(key=lambda line: line.triples)
        axes.plot(
            [line.triples for line in found], [line.cpu for line in found],
            marker=_MARKS[at % len(_MARKS)], color=_COLOURS[at % len(_COLOURS)], label=stage,
            linestyle="-" if at < len(_COLOURS) else "--", linewidth=1.2, markersize=5,
        )  # fmt: skip
    sizes = sorted({line.triples for line in lines})
    least = min(line.cpu for line in lines)
    axes.plot(
        sizes, [least * size / sizes[0] for size in sizes], color="#888888", linestyle=":",
        label="in proportion",
    )  # fmt: skip
    axes.set(xscale="log", yscale="log", xlabel="triples", ylabel="seconds of the processor")
    axes.grid(visible=True, which="major", color="#dddddd", linewidth=0.6)
    figure.legend(loc="outside right upper", frameon=False)
    place.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(place, metadata={"Date": None})


if __name__ == "__main__":
    draw([*read().values()], PLACE)
    print(PLACE)
