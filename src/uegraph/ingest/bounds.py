"""What a number in a row says beside itself, put into the columns that the model has for it.

``over 180`` in the column for the number becomes ``180`` there and ``more-than`` in an empty column
for the bound, before the cells are read: so every other rule about them holds as ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from uegraph import shapes
from uegraph.ingest.amounts import UNKNOWN, Amount, read_amount
from uegraph.ingest.source import Fault
from uegraph.namespaces import expand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from uegraph.shapes import Column

_NUMBERS: Final = frozenset({expand("ueg:value"), expand("ueg:count")})
_UPPER: Final = expand("ueg:upperValue")
_BOUND: Final = expand("ueg:bound")
RULE: Final = "cell:amount"


@dataclass(frozen=True, slots=True)
class Places:
    """Where in a row a number, its bound and its upper end stand.

    Attributes:
        number: The position of the cell with the number.
        bound: That of the bound.
        upper: That of the upper end of a range; ``None`` where the table has none.
        number_needed: Whether every row must have the number.
        bound_needed: Whether every row must have the bound.
    """

    number: int
    bound: int
    upper: int | None
    number_needed: bool
    bound_needed: bool


def places(columns: Sequence[tuple[int, Column]]) -> Places | None:
    """Where a sheet's rows hold amounts, by the properties of its columns; ``None`` if nowhere.

    Args:
        columns: The columns with their positions, as ``Sheet.columns`` has them.
    """
    number = next(((at, col) for at, col in columns if col.path in _NUMBERS), None)
    bound = next(((at, col) for at, col in columns if col.path == _BOUND), None)
    upper = next((at for at, col in columns if col.path == _UPPER), None)
    if number is None or bound is None:
        return None
    needed = bool(number[1].min_count), bool(bound[1].min_count)
    return Places(number[0], bound[0], upper, *needed)


def rewrite(texts: list[str], at: Places) -> tuple[list[str], list[tuple[int, Fault]]]:
    """A row's texts with its amount parted over the columns, and what contradicts it.

    To be called for each row before its cells are read. The list given stays as it is. A number
    that cannot be read is left alone: the reader of its cell says what is wrong with it.

    Args:
        texts: The cells of the row; what it lacks at its end is blank.
        at: What ``places`` found for the row's sheet.

    Returns:
        The texts to read instead, and faults with the position of the cell each is about.
    """
    reach = 1 + max(at.number, at.bound, at.upper or 0)
    texts = [*texts, *[""] * (reach - len(texts))]
    raw = texts[at.number].strip()
    amount = read_amount(raw) if raw else None
    if amount is None or isinstance(amount, Fault):
        return _unread(texts, at, amount)
    if amount.upper is not None and at.upper is None:
        return texts, []  # there is no place for the upper end, which the cell's reader says
    return _parted(texts, at, raw, amount)


def _unread(
    texts: list[str], at: Places, fault: Fault | None
) -> tuple[list[str], list[tuple[int, Fault]]]:
    """Where the number may be missing, one that is not known is missing.

    Where it must be there, its cell is told to be wrong: that is enough, so a bound is filled in.
    """
    if at.number_needed and at.bound_needed and not texts[at.bound].strip():
        return _with(texts, {at.bound: "exactly"}), []
    if fault is None or fault.rule != UNKNOWN or at.number_needed:
        return texts, []
    told = Fault("", f"{fault.message}: read as blank", fault.remedy, UNKNOWN, "warning")
    return _with(texts, {at.number: ""}), [(at.number, told)]


def _parted(
    texts: list[str], at: Places, raw: str, amount: Amount
) -> tuple[list[str], list[tuple[int, Fault]]]:
    changed = {at.number: str(amount.value)}
    faults: list[tuple[int, Fault]] = []
    if amount.note:
        remedy = "Write it into the note, if it matters."
        faults.append((at.number, Fault("", f"'{raw}': {amount.note}", remedy, RULE, "warning")))
    upper = texts[at.upper].strip() if at.upper is not None else ""
    if at.upper is not None and amount.upper is not None:
        if not upper:
            changed[at.upper] = str(amount.upper)
        elif read_amount(upper) != Amount(amount.upper, "exactly"):
            faults.append((at.upper, _contradiction(upper, raw, str(amount.upper))))
    bound = texts[at.bound].strip()
    if not bound:
        changed[at.bound] = _implied(amount, upper, at)
    elif amount.bound != "exactly" and shapes.key(bound) != shapes.key(amount.bound):
        faults.append((at.bound, _contradiction(bound, raw, amount.bound)))
    return _with(texts, changed), faults


def _implied(amount: Amount, upper: str, at: Places) -> str:
    """The bound of a row that names none; a table that may leave it out means ``exactly``."""
    if amount.bound == "exactly" and upper:
        return "range"
    return amount.bound if amount.bound != "exactly" or at.bound_needed else ""


def _contradiction(given: str, raw: str, said: str) -> Fault:
    message = f"'{given[:80]}' contradicts the number '{raw[:80]}', which says '{said}'"
    return Fault(given, message, "Empty this cell, or correct one of the two.", RULE, "error")


def _with(texts: list[str], changed: dict[int, str]) -> list[str]:
    return [changed.get(at, text) for at, text in enumerate(texts)]
