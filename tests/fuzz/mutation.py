"""Breaking files at random, the same way for the same seed."""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING

from tests.fuzz.samples import TOKENS, packed, parts, texts, workbooks

if TYPE_CHECKING:
    from collections.abc import Callable


def _flip(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] = chance.randrange(256)


def _delete(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    del data[at : at + chance.randint(1, 60)]


def _repeat(data: bytearray, chance: random.Random) -> None:
    at = chance.randrange(len(data))
    data[at:at] = data[at : at + chance.randint(1, 300)] * chance.choice((1, 2, 40))


def _move(data: bytearray, chance: random.Random) -> None:
    at, length = chance.randrange(len(data)), chance.randint(1, 200)
    piece = data[at : at + length]
    del data[at : at + length]
    to = chance.randint(0, len(data))
    data[to:to] = piece


def _insert(data: bytearray, chance: random.Random) -> None:
    at = chance.randint(0, len(data))
    data[at:at] = chance.choice(TOKENS)


def _number(data: bytearray, chance: random.Random) -> None:
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if digits:
        at = chance.choice(digits)
        data[at : at + 1] = chance.choice((b"0", b"9", b"-", b"99999999", b"1048576", b"."))


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


WAYS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    _flip, _delete, _repeat, _move, _insert, _insert, _number, _number, _cut,
)  # fmt: skip


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Some bytes with a few things wrong."""
    broken = bytearray(data)
    for _ in range(chance.randint(1, 5)):
        if broken:
            chance.choice(WAYS)(broken, chance)
    return bytes(broken)


@cache
def _samples() -> dict[str, tuple[bytes, dict[str, bytes]]]:
    return {name: (data, parts(data)) for name, data in workbooks().items()}


def workbook(seed: int) -> tuple[str, bytes]:
    """A broken workbook: most often in one of its parts, else in the bytes of its archive."""
    chance = random.Random(seed)
    name = chance.choice(sorted(_samples()))
    whole, found = _samples()[name]
    if chance.random() < 0.15:
        return name, mutate(whole, chance)
    # The larger a part, the more there is to break in it; but the small ones count too.
    names = sorted(found)
    part = chance.choices(names, [len(found[key]) ** 0.5 + 1 for key in names])[0]
    return name, packed({**found, part: mutate(found[part], chance)})


def text(seed: int) -> tuple[str, bytes]:
    """A broken text table."""
    chance = random.Random(seed)
    name, data = chance.choice(sorted(texts().items()))
    return name, mutate(data, chance)
