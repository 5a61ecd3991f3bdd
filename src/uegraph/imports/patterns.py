"""Words and patterns that a mapping looks for in values.

Patterns are run by an engine that takes a time linear in the text, whatever the pattern says, so
that neither a mapping nor a cell can keep the program busy.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from uegraph.errors import UegraphError

MAX_PATTERN: Final = 300
MAX_TEXT: Final = 10_000
MAX_PATTERNS: Final = 20  # of one step; each is tried on every value
MAX_WORDS: Final = 1_000  # looked for together; each is tried at every place of a value


class PatternError(UegraphError):
    """A regular expression of a mapping cannot be used."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression, in the syntax that polars takes from Rust.

    Attributes:
        text: The expression.
        group: Which group is taken: 1, or 0 where it has none.
    """

    text: str
    group: int

    def find(self, value: str) -> str | None:
        """The part of a value that the pattern takes, or ``None`` where it does not fit."""
        return _find(self.text, self.group, value[:MAX_TEXT])

    def remove(self, value: str) -> str:
        """A value without what the pattern fits; what is too long is left as it is, to be told."""
        return _remove(self.text, value) if len(value) <= MAX_TEXT else value


def read_pattern(text: str) -> Pattern:
    """A pattern, once it is known that it can be run.

    Raises:
        PatternError: It is too long, too large, or no regular expression.
    """
    import polars as pl  # noqa: PLC0415 - 150 ms, and few mappings have patterns

    if len(text) > MAX_PATTERN:
        raise PatternError(f"the pattern has more than {MAX_PATTERN} characters. Shorten it.")
    try:
        groups = pl.Series([""]).str.extract_groups(f"(?:{text})()")
        pl.Series([""]).str.extract(text, 0)
    except pl.exceptions.PolarsError as error:
        lines = [line for line in str(error).splitlines() if line.startswith("error: ")]
        said = lines[0].removeprefix("error: ") if lines else "it is too large"
        raise PatternError(
            f"the pattern cannot be read: {said}. "
            r"Write such as '\((\w+)\)', which takes what stands in brackets."
        ) from error
    return Pattern(text, 1 if len(groups.struct.fields) > 1 else 0)


@lru_cache(maxsize=4_096)
def _find(pattern: str, group: int, value: str) -> str | None:
    import polars as pl  # noqa: PLC0415 - as above

    found: str | None = pl.Series([value]).str.extract(pattern, group)[0]
    return found


@lru_cache(maxsize=4_096)
def _remove(pattern: str, value: str) -> str:
    import polars as pl  # noqa: PLC0415 - as above

    left: str = pl.Series([value]).str.replace_all(pattern, "")[0]
    return left


@dataclass(frozen=True, slots=True)
class Words:
    """Words that a value may hold, in any case; one that ends in ``*`` may go on.

    >>> words = read_words(["universi*", "lab"])
    >>> [words.stand_in(name) for name in ("Università di Roma", "Accountability Lab", "Labaly T.")]
    [True, True, False]
    """

    finder: re.Pattern[str]

    def stand_in(self, value: str) -> bool:
        """Whether a value holds one of the words."""
        return self.finder.search(value[:MAX_TEXT].casefold()) is not None


def read_words(words: list[str]) -> Words:
    """Words to look for; scripts that put no space between words are found anywhere.

    Raises:
        PatternError: They are too many.
    """
    if len(words) > MAX_WORDS:
        raise PatternError(f"there are more than {MAX_WORDS:,} words. Keep the most telling ones.")
    found = [_finder(word.strip().casefold()) for word in words if word.strip(" *")]
    return Words(re.compile("|".join(found) or r"(?!)"))


def _finder(word: str) -> str:
    """A word to the letter, so that the search is linear whatever stands in it."""
    if word[:1] >= "\u2e80":
        return re.escape(word)
    if word.endswith("*"):
        return rf"(?<!\w){re.escape(word[:-1])}"
    return rf"(?<!\w){re.escape(word)}(?!\w)"
