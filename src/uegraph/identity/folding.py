"""A name as it is compared: without what people write in different ways.

``Dept. for Culture, Media & Sports (DCMS)`` and ``Department for Culture, Media and Sport`` have
the same words here. What tells bodies apart, such as places and numbers, is kept and set aside.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from uegraph.identity.vocabulary import DIRECTIONS, LONG_NATIONS, NATIONS, NOISE, SAME

_LONGEST: Final = 300  # characters of a name that are compared; longer ones are descriptions
_MOST: Final = 24  # words of it
# Phrases first, in this order; each is one way to write what stands after it.
_PHRASES: Final = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"&", " and "),
        (r"\b(?:her|his) majesty'?s?\b|\bh\.? ?m\.? (?=[a-z])|\bh\.m\.", "hm "),
        (r"\bunited kingdom\b|\bu\.k\.", "uk"),
        # also where "Northern" is misspelt, since Ireland alone is another place
        (r"\bn\w{3,6}rn (?:ireland|irish)\b|\bn\.? ?i\.?(?![\w'])", "northernireland"),
        (r"\bengland\s+and\s+wales\b", "englandandwales"),
        (r"\bgreat britain\b", "uk"),
        (r"\beuropean union\b", "eu"),
        (r"\bno\. ?(?=[0-9])", "number "),
        (r"\bhead ?quarters\b", "hq"),
        (r"\bco-?ordinat", "coordinat"),
    )
)
_ASIDE: Final = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_TAIL: Final = re.compile(
    r"[,;:]?\s*\b(?:part of|formerly|previously|now|then|known as|also known as)\b.*", re.IGNORECASE
)
_ENDS_ASIDE: Final = re.compile(r"[)\]]\W*(?:limited|ltd|plc)?\W*$", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_SHORT_FORM: Final = re.compile(r"[A-Za-z][A-Za-z0-9&.\-]{1,9}")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to read a name.

    Attributes:
        words: Its words that carry meaning, folded, in order.
        nations: The countries that it names.
        directions: The points of the compass that it names.
        numbers: The numbers that it names.
        short: The short form given at its end, folded; empty where there is none.
        initials: The first letters of its words, once without and once with the small words.
        single: The name as a short form, folded, where it may be one itself.
        aside: What else stands in its brackets, folded, such as a chamber of a tribunal.
    """

    words: tuple[str, ...]
    nations: frozenset[str]
    directions: frozenset[str]
    numbers: frozenset[str]
    short: str
    initials: frozenset[str]
    single: str
    aside: frozenset[str]

    @property
    def unplaced(self) -> frozenset[str]:
        """The words without those for countries."""
        return frozenset(word for word in self.words if word not in NATIONS)

    @property
    def text(self) -> str:
        """The words in order, as one text."""
        return " ".join(self.words)


@lru_cache(maxsize=100_000)
def forms(name: str) -> tuple[Form, ...]:
    """The ways to read a name: whole, and each side of a stroke or of brackets alone.

    >>> [form.text for form in forms("Dept. for Culture, Media & Sports (DCMS)")]
    ['department culture media sport']
    >>> forms("OFSTED (Office for Standards in Education)")[1].text
    'office standard education'
    """
    text = " ".join(unicodedata.normalize("NFKC", name[:_LONGEST]).split())
    found: dict[Form, None] = {}
    for part in re.split(r"\s[/|]\s|\s[-\N{EN DASH}]\s(?=[A-Z])", text):
        outside, asides = _TAIL.sub("", _ASIDE.sub(" ", part)).strip(), _ASIDE.findall(part)
        kept = [aside for aside in asides if _tells_apart(aside)]
        last = asides[-1] if asides and _ENDS_ASIDE.search(part) else ""
        short = last if _is_short(last) and last not in kept else ""
        more = " ".join(a for a in asides if a not in kept and not is_short_form(a))
        found[_form(" ".join([outside or part, *kept]), short, more)] = None
        if is_short_form(outside):
            longer = [aside for aside in asides if not _is_short(aside)]
            found.update((_form(aside, outside), None) for aside in longer)
    return tuple(form for form in found if form.words) or (_form(text, ""),)


def fold_short(text: str) -> str:
    """A short form as it is compared: letters and digits only.

    >>> fold_short("GO-Science"), fold_short("D.C.M.S.")
    ('goscience', 'dcms')
    """
    return re.sub(r"[^a-z0-9]", "", _plain(text))


def is_short_form(text: str) -> bool:
    """Whether a text looks like an acronym: one word with capitals inside, or capitals only.

    >>> [is_short_form(text) for text in ("DfE", "DCMS", "Scope", "Northern Ireland")]
    [True, True, False, False]
    """
    capitals = sum(character.isupper() for character in text)
    return _SHORT_FORM.fullmatch(text.strip()) is not None and capitals >= 2


def _is_short(aside: str) -> bool:
    """Whether what stands in brackets is a short form: there a single word such as Ofqual is."""
    return is_short_form(aside) or _SHORT_FORM.fullmatch(aside.strip()) is not None


def _tells_apart(aside: str) -> bool:
    """Whether what stands in brackets is a place or a number, and so part of the name."""
    words = _words(aside)
    return bool(words) and all(w in NATIONS or w in DIRECTIONS or w.isdigit() for w in words)


def _form(text: str, short: str, aside: str = "") -> Form:
    words = _words(text)
    plain: list[str] = _WORD.findall(_plain(text))
    letters = "".join(word[0] for word in plain if word not in NOISE)
    every = "".join(word[0] for word in plain)
    single = is_short_form(text) or (len(plain) == 1 and len(plain[0]) <= 10)
    return Form(
        words=tuple(words),
        nations=frozenset(NATIONS[word] for word in words if word in NATIONS),
        directions=frozenset(DIRECTIONS[word] for word in words if word in DIRECTIONS),
        numbers=frozenset(word for word in words if word.isdigit()),
        short=fold_short(short),
        initials=frozenset(found for found in (letters, every) if len(found) > 1),
        single=fold_short(text) if single else "",
        aside=frozenset(_words(aside)),
    )


def _words(text: str) -> list[str]:
    plain = _plain(text)
    for pattern, instead in _PHRASES:
        plain = pattern.sub(instead, plain)
    found = [_word(word) for word in _WORD.findall(plain)]
    return ([word for word in found if word not in NOISE] or found)[:_MOST]


def _word(word: str) -> str:
    word = word.removesuffix("'s").replace("'", "")
    word = SAME.get(word, word)
    if word in NATIONS:
        return word
    for nation in LONG_NATIONS:
        if OSA.distance(word, nation, score_cutoff=1) <= 1:
            return nation
    singular = _singular(word)
    return SAME.get(singular, singular)


def _singular(word: str) -> str:
    """A word without the ending of its plural, by rules that are applied to all names alike."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _plain(text: str) -> str:
    """Small letters without accents and bent apostrophes."""
    text = text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").casefold()
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
