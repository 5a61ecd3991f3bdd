"""A made-up programme with populations and numbers, as the tables that a team would fill in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from uegraph import ingest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from uegraph.store import Store

TABLES: Final[Mapping[str, str]] = {
    "sources": """\
id,name,url,licence,published
census,Census 2021,https://example.org/census,https://example.org/licence,2022
notes,Our notes,https://example.org/notes,https://example.org/licence,2024-05-01
""",
    "audiences": """\
id,name,broader,characteristic,place,population,population_source,private
residents,Residents,,,,100000,census,
women,Women,residents,sex,,51000,census,
men,Men,residents,sex,,49000,census,
disabled,Disabled people,residents,disability,,18000,census,
deaf,Deaf people,disabled,disability,,1200,census,
blind,Blind people,disabled,disability,,,,
carers,Carers,residents,carers,,9000,,
tenants,Tenants in Wales,,socio-economic background,wales,,,
secret,Secret group,residents,race,,4000,census,true
""",
    "activities": """\
id,name,type,when,status,place,private
forum,Spring forum,event,2023-05-04,held,wales,
survey,Autumn survey,survey,2023-10,held,,
panel,Panel,event,2023-11,held,,
hidden,Secret meeting,event,2023-12,held,,true
tour,Tour,event,2024-01,held,wales|scotland,
""",
    "participations": """\
id,activity,party,role,level,direction,status
forum-women,forum,women,attendee,consult,two-way,attended
forum-men,forum,men,attendee,consult,two-way,attended
forum-disabled,forum,disabled,attendee,consult,two-way,attended
forum-deaf,forum,deaf,attendee,consult,two-way,attended
forum-tenants,forum,tenants,attendee,consult,two-way,attended
forum-secret,forum,secret,attendee,consult,two-way,attended
survey-women,survey,women,respondent,consult,inward,responded
survey-carers,survey,carers,respondent,consult,inward,responded
panel-disabled,panel,disabled,attendee,consult,two-way,attended
panel-carers,panel,carers,attendee,consult,two-way,attended
hidden-disabled,hidden,disabled,attendee,consult,two-way,attended
tour-men,tour,men,attendee,consult,two-way,attended
""",
    "reaches": """\
id,of,kind,value,upper_value,bound
forum-all,forum,attended,120,,exactly
forum-signed,forum,sign-ups,300,,exactly
forum-women-n,forum-women,attended,80,,exactly
forum-men-n,forum-men,attended,40,,exactly
forum-disabled-n,forum-disabled,attended,15,20,range
forum-deaf-n,forum-deaf,attended,4,,exactly
forum-tenants-n,forum-tenants,attended,30,,exactly
forum-secret-n,forum-secret,attended,7654321,,exactly
survey-all,survey,responses,400,,about
survey-women-n,survey-women,responses,250,,at-least
survey-carers-n,survey-carers,responses,30,,exactly
panel-all,panel,attended,60,,exactly
panel-disabled-n,panel-disabled,attended,12,,exactly
panel-carers-n,panel-carers,attended,70,,exactly
hidden-all,hidden,attended,90,,exactly
hidden-disabled-n,hidden-disabled,attended,6543217,,exactly
tour-men-n,tour-men,attended,25,,exactly
""",
}


def write(folder: Path, **changed: str) -> Path:
    """The programme as a folder; tables named are given other text."""
    folder.mkdir(exist_ok=True)
    (folder / "dataset.yml").write_text("name: made\ntitle: A made-up programme\n")
    for name, text in {**TABLES, **changed}.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def store_of(folder: Path, **changed: str) -> Store:
    """The programme in memory."""
    return ingest.build([write(folder, **changed)], ":memory:").store
