"""Names of bodies, audiences and themes: invented, each once, and as messy as real ones.

A name follows from a number alone, so that any row can call a body by its name without a list of
all names.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from math import gcd, prod
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

PLACES: Final = (
    "Aberwen", "Brackwater", "Cairnholm", "Dunmarrow", "Eastering", "Fallowford", "Glanrhyd",
    "Harrowmere", "Inverlaith", "Kestrel Bay", "Lindenport", "Marlstone", "Netherfold", "Ormsby",
    "Penrhôs", "Quarrybank", "Ravensholt", "Saltmarsh", "Thornleigh", "Ullscar", "Vennacher",
    "Westerholm", "Ynys Lân", "Ballyfern", "Carrickdoon", "Dyffryn Gwyn", "Łąkowa", "Żabno Street",
    "Café Quarter", "Tŷ Mawr", "Llanfaér", "Oakhanger", "Stonebeck",
)  # fmt: skip
MATTERS: Final = (
    "Housing", "Prices", "Public Health", "Fisheries", "Skills", "Rural Transport", "Migration",
    "Trade", "Land & Soil", "Schools", "Care and Carers", "Energy", "Flood Defence", "Data Ethics",
    "Older People", "Languages", "Justice", "Water Quality", "Town Planning", "Digital Inclusion",
    "Small Business", "Biodiversity", "Heritage", "Wages", "Childcare", "Air Quality", "Waste",
    "Ageing", "Disability Rights", "Local Government", "Crime", "Tourism", "Farming",
    "Mental Health", "Pensions", "Broadband", "Forestry", "Sport",
)  # fmt: skip
FORMS: Final = (
    ("{0} {1} Trust", "charity", "third-sector"),
    ("Department for {1}, {0}", "department", "central-government"),
    ("{0} Council {1} Team", "local-authority", "local-government"),
    ("Institute of {1}, {0}", "learned-society", "academia"),
    ("University of {0}, School of {1}", "university", "academia"),
    ("{0} {1} Forum", "forum", "third-sector"),
    ("{1} Regulation Authority for {0}", "regulator", "regulator"),
    ("{0} Association for {1}", "charity", "third-sector"),
    ("{0} {1} Services Limited", "company", "business"),
    ("{0} {1} Network", "network", "professional-body"),
    ("{0} Health Board, {1}", "health-body", "health"),
    ("Office for {1} in {0}", "executive-agency", "central-government"),
    ("Cymdeithas {1} {0}", "charity", "third-sector"),
    ("Stowarzyszenie Polskie {0} / {1}", "community", "third-sector"),
    ("جمعية {0} / {1}", "community", "third-sector"),
    ("{0} {1} User Group", "user-group", "citizens"),
    ("{0} Chamber of {1}", "company", "business"),
)  # fmt: skip
_GROUPS: Final = ("Young people", "Older people", "Disabled people", "Carers", "Tenants", "Farmers",
                  "Teachers", "Researchers", "Journalists", "Small businesses", "Parents", "Nurses",
                  "Welsh speakers", "Polish speakers", "Job seekers", "Commuters", "Students",
                  "Volunteers", "Patients", "Local planners")  # fmt: skip
_LONG: Final = ", ".join(f"and the Committee on {matter} in {place}"
                         for matter, place in zip(MATTERS[:9], PLACES, strict=False))  # fmt: skip


def _of(number: int, *lists: Sequence[object]) -> tuple[tuple[int, ...], int]:
    """A place in each list, and how often all combinations were used up before."""
    whole = prod(map(len, lists))
    turn, rest = divmod(number, whole)
    rest = rest * _stride(whole) % whole
    places = []
    for each in lists:
        rest, at = divmod(rest, len(each))
        places.append(at)
    return tuple(places), turn


@lru_cache
def _stride(whole: int) -> int:
    """A step that visits every one of so many, neighbours far apart: about the golden section."""
    return next(step for step in range(int(whole * 0.618), whole + 1) if gcd(step, whole) == 1)


def body(number: int) -> tuple[str, str, str]:
    """The name of a body, its type and its sector."""
    (place, matter, form), turn = _of(number, PLACES, MATTERS, FORMS)
    pattern, kind, sector = FORMS[form]
    name = pattern.format(PLACES[place], MATTERS[matter])
    name = f"{name} (Area {turn + 1})" if turn else name
    if number % 211 == 5:  # as long as the name of a joint committee
        name = f"{name}, {_LONG}"
    return name, kind, sector


def acronym(name: str) -> str:
    """The first letters of the words that begin with a capital."""
    plain = unicodedata.normalize("NFD", name)
    return "".join(word[0] for word in plain.replace("(", "").split() if word[0].isupper())[:8]


def audience(number: int) -> str:
    """The name of an audience."""
    (group, place), turn = _of(number, _GROUPS, PLACES)
    name = f"{_GROUPS[group]} in {PLACES[place]}"
    return f"{name}, group {turn + 1}" if turn else name


def theme(number: int) -> str:
    """The name of a theme."""
    turn, at = divmod(number, len(MATTERS))
    return f"{MATTERS[at]} in {PLACES[turn - 1]}" if turn else MATTERS[at]


def respelled(name: str, way: int) -> str:
    """A name as somebody else writes it.

    >>> respelled("Land & Soil Trust", 0), respelled("Institute of Wages, Penrhôs", 4)
    ('Land and Soil Trust (LST)', 'Institute of Wages, Penrhos, The')
    """
    changed = name.replace("&", "and") if "&" in name else name.replace(" and ", " & ")
    if way == 0:
        return f"{changed} ({acronym(name)})"
    if way == 1:
        return f"The {changed}"
    if way == 2:
        return _slipped(changed)
    if way == 3:
        return changed.replace("Department", "Dept").upper()
    bare = unicodedata.normalize("NFD", changed)
    return "".join(c for c in bare if not unicodedata.combining(c)) + ", The"


def _slipped(name: str) -> str:
    """Two letters in the wrong order, in the longest word."""
    word = max(name.split(), key=len)
    at = len(word) // 2
    return name.replace(word, word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :], 1)
