"""The numbers that shape the ranking: all of them here, all of them open to change.

No number that moves a rank stands anywhere else. A file of settings replaces what it names and
leaves the rest; what is in force can be written down again as such a file.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from uegraph.errors import ParameterError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from uegraph.coverage import State


@dataclass(frozen=True, slots=True)
class Setting:
    """A number of the ranking: what it is when nobody sets it, its bounds, and what it does."""

    default: float
    least: float
    most: float
    meaning: str
    whole: bool = False

    def allows(self, number: float) -> bool:
        """Whether it may be this number."""
        within = math.isfinite(number) and self.least <= number <= self.most
        return within and (not self.whole or number == int(number))

    @property
    def bounds(self) -> str:
        """What it may be, in words."""
        kind = "a whole number" if self.whole else "a number"
        return f"{kind} from {self.least:,.0f} to {self.most:,.0f}"


def _weight(points: float, meaning: str) -> Setting:
    return Setting(points, 0, 100, meaning)


def _count(count: int, least: int, most: int, meaning: str) -> Setting:
    return Setting(count, least, most, meaning, whole=True)


def _share(share: float, meaning: str) -> Setting:
    return Setting(share, 0, 1, meaning)


SETTINGS: Final[Mapping[str, Mapping[str, Setting]]] = MappingProxyType(
    {
        "weights": MappingProxyType(
            {
                "state": _weight(40, "what the state says of the gap; see severity"),
                "equality_duty": _weight(15, "its members share a protected characteristic"),
                "priority": _weight(15, "assessed as powerful, interested, legitimate, urgent"),
                "time_since": _weight(10, "long since the latest engagement; see limits"),
                "population": _weight(5, "many people; see limits"),
                "level_shortfall": _weight(5, "engaged less deeply than required; see limits"),
                "one_way": _weight(4, "told, and never asked"),
                "representation_only": _weight(3, "heard only through a body that represents it"),
                "narrowness": _weight(3, "narrow enough to be approached as it is"),
            }
        ),
        "severity": MappingProxyType(
            {
                "known-gap": _share(1.0, "a source states that it was not engaged"),
                "inferred-gap": _share(0.9, "nothing in a record stated to be complete"),
                "attempted": _share(0.7, "approached, and nothing more"),
                "conflict": _share(0.6, "sources disagree whether it was engaged"),
                "no-evidence": _share(0.5, "nothing recorded, which is not a no"),
                "stale": _share(0.5, "engaged too long ago"),
                "represented": _share(0.4, "only a body that represents it took part"),
                "shallow": _share(0.3, "not as deeply, or only one-way"),
                "planned": _share(0.2, "only a plan"),
            }
        ),
        "limits": MappingProxyType(
            {
                "months": _count(60, 1, 1200, "longer ago than this counts no more"),
                "people": _count(100_000_000, 10, 10**11, "as many count in full"),
                "levels": _count(4, 1, 20, "as many levels short count in full"),
            }
        ),
        "stability": MappingProxyType(
            {
                "draws": _count(1000, 20, 2000, "how often the weights are drawn anew"),
                "spread": _share(0.5, "how far a drawn weight may lie from its own, as a share"),
                "top": _count(10, 1, 1000, "the first so many places are the top of the list"),
                "fragile": _share(0.1, "the share of the list beyond which a band is wide"),
            }
        ),
    }
)

# Less would be shares of 1, of which hundredths tell little apart; more would take much memory.
_LEAST_TOTAL: Final = 2
_MOST_TOTAL: Final = 300


def _defaults(section: str) -> Mapping[str, float]:
    return MappingProxyType({name: setting.default for name, setting in SETTINGS[section].items()})


WEIGHTS: Final = _defaults("weights")
SEVERITY: Final[Mapping[State, float]] = _defaults("severity")  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Weighting:
    """Everything that a ranking is made with, besides the graph.

    Attributes:
        weights: The points that each term gives where it applies in full, from 0 to 100.
        severity: How much of the weight of ``state`` each state gets, from 0 to 1.
        limits: Where the terms that count months, people and levels are full.
        stability: How the test of stability is made, and what it calls fragile.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)
    severity: Mapping[str, float] = field(default_factory=lambda: _defaults("severity"))
    limits: Mapping[str, float] = field(default_factory=lambda: _defaults("limits"))
    stability: Mapping[str, float] = field(default_factory=lambda: _defaults("stability"))

    def changed(self, **sections: Mapping[str, float]) -> Weighting:
        """The same with other numbers for what is named.

        >>> Weighting().changed(weights={"population": 20}).weights["population"]
        20

        Raises:
            UnknownNameError: There is no such setting.
            ParameterError: A number, or the sum of the weights, is out of bounds.
        """
        for section, numbers in sections.items():
            for name, number in numbers.items():
                check(section, name, number)
        merged = {
            section: MappingProxyType({**getattr(self, section), **sections.get(section, {})})
            for section in SETTINGS
        }
        total = sum(merged["weights"].values())
        if total and not _LEAST_TOTAL <= total <= _MOST_TOTAL:
            raise ParameterError(
                f"The weights add up to {total:g}. Give weights that add up to between "
                f"{_LEAST_TOTAL} and {_MOST_TOTAL}, as scores are counted to the hundredth of a "
                "point; those published add up to 100."
            )
        return Weighting(**merged)

    def to_yaml(self) -> str:
        """The settings as a file that can be changed and given back, each with what it means."""
        lines = ["# The settings of the ranking. Leave out what is to stay as it is."]
        for section, settings in SETTINGS.items():
            lines += ["", f"{section}:"]
            pairs = [
                (f"  {name}: {_number(getattr(self, section)[name])}", setting.meaning)
                for name, setting in settings.items()
            ]
            wide = max(len(pair) for pair, _ in pairs)
            lines += [f"{pair:<{wide}}  # {meaning}" for pair, meaning in pairs]
        return "\n".join(lines) + "\n"


def weighting_of(given: Weighting | Mapping[str, float] | None) -> Weighting:
    """The settings to rank with: those given, or the published ones with other weights."""
    return given if isinstance(given, Weighting) else Weighting().changed(weights=given or {})


def check(section: str, name: str, number: float) -> None:
    """Refuse a setting that is not known, or a number that it cannot be.

    Raises:
        UnknownNameError: There is no such setting.
        ParameterError: The number is out of bounds.
    """
    known = SETTINGS[section]
    if name not in known:
        what = {"weights": "term of the ranking"}.get(section, f"setting under '{section}'")
        raise UnknownNameError(f"No {what} is called '{name}'. Known: {', '.join(known)}.")
    if not known[name].allows(number):
        what = {"weights": "weight", "severity": "severity"}.get(section, "number")
        raise ParameterError(f"The {what} of '{name}' is {number:g}. Give {known[name].bounds}.")


def _number(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(float(number))
