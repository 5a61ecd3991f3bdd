"""A made-up harbour: who met the port, who is part of whom, who ended, who asked to be left alone.

Everybody below meets the port over boats. So all pairs have a common contact and a theme, and what
keeps some of them out of the suggestions is what is recorded beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import ingest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from uegraph.store import Store

MEETINGS: Final = {
    "a-trust": ("boats", ["port", "trust"]),
    "a-clinic": ("boats", ["port", "clinic"]),
    "a-youth": ("boats", ["port", "youth"]),
    "a-parks": ("boats", ["port", "parks"]),
    "a-council": ("boats", ["port", "council"]),
    "a-old": ("boats", ["port", "old"]),
    "a-board": ("boats", ["port", "board"]),
    "a-shy": ("boats", ["port", "shy"]),
    "a-secret": ("boats", ["port", "secret"]),
    "b-trust": ("sails", ["trust", "fishers"]),
    "b-clinic": ("", ["clinic", "fishers"]),
    "b-clinic-again": ("", ["clinic", "fishers"]),
    "parks-trust": ("", ["parks", "trust"]),
    "old-trust": ("", ["old", "trust"]),
    "choir": ("song", ["chorus"]),
}
"""The theme and the parties of each activity."""

TABLES: Final[Mapping[str, str]] = {
    "organisations": """\
id,name,type,sector,acronym,unit_of,permission,private
port,Port Authority,public-body,central-government,PA,,given,
trust,Harbour Trust,charity,third-sector,,,,
clinic,Quay Clinic,health-body,health,,,,
council,Town Council,local-authority,local-government,,,,
youth,Youth Team,team,local-government,,council,,
parks,Parks Team,team,local-government,,council,,
old,Old Board,committee,local-government,,,,
board,New Board,committee,local-government,,,,
shy,Shy Society,charity,third-sector,,,withdrawn,
secret,Secret Circle,charity,third-sector,,,,true
chorus,Chorus,charity,third-sector,,,,
lone,Lone Club,charity,third-sector,,,,
""",
    "change_events": """\
id,type,before,after,when
renaming,renamed,old,board,2023-06
""",
    "themes": "id,name,broader\nboats,Boats,\nsails,Sails,boats\nsong,Song,\n",
    "audiences": "id,name,private\nfishers,Fishers,\nguests,Guests,\n",
    "unnamed_parties": "id,name,type\nothers,other departments,department\n",
    "relations": "id,from,type,to\nr-chorus,chorus,represents,guests\n",
    "activities": "id,name,type,when,status,themes\n"
    + "".join(
        f"{name},{name.capitalize()},workshop,2023-05,held,{theme}\n"
        for name, (theme, _) in MEETINGS.items()
    ),
    "participations": "id,activity,party,role,level,direction,status\n"
    + "".join(
        f"{name}-{party},{name},{party},attendee,consult,two-way,attended\n"
        for name, (_, parties) in MEETINGS.items()
        for party in parties
    )
    + "others-there,a-trust,others,attendee,consult,two-way,attended\n",
}


def write(folder: Path, **changed: str) -> Path:
    """The harbour as a folder; tables named are given other text."""
    folder.mkdir(exist_ok=True)
    (folder / "dataset.yml").write_text("name: harbour\ntitle: A made-up harbour\n")
    for name, text in {**TABLES, **changed}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def store_of(folder: Path, **changed: str) -> Store:
    """The harbour in memory."""
    return ingest.build([write(folder, **changed)], ":memory:").store
