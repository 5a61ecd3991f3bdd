"""``power-interest``: what a reader sees, in every form, over a data set with several assessors."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = "=cmd()|'</script>\u202e | pipe"
TABLES = {
    "dataset.yml": "name: harbour\ntitle: Harbour plan\n",
    "organisations.csv": f"""id,name,type,private
council,Harbour Council,local-authority,
agency,Coast Agency,public-body,
port,Port Authority,company,
works,"{HOSTILE}",company,
spies,Secret Service,company,true
""",
    "audiences.csv": "id,name\nresidents,Residents\n",
    "themes.csv": "id,name\nplan,Harbour plan\nnoise,Noise\n",
    "activities.csv": "id,name,type,when,themes,status\n"
    "hearing,Public hearing,meeting,2024-03-05,plan,held\n",
    "participations.csv": "id,activity,party,role,level,direction,status\n"
    "p1,hearing,residents,attendee,consult,two-way,attended\n",
    "assessments.csv": "id,stakeholder,topic,power,interest,legitimacy,urgency,assessed_by,when,"
    """private
a1,port,plan,5,5,4,2,council,2024-01,
a2,port,plan,1,4,,,agency,2024-02,
a3,works,plan,5,1,2,2,council,2023,
a4,works,plan,4,2,2,2,council,2024-04,
a5,residents,plan,2,5,5,3,council,2024-01,
a6,spies,plan,5,5,5,5,council,2024-01,
a7,agency,noise,5,5,5,5,council,2024-01,true
a8,agency,noise,1,1,1,1,council,2025,
""",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("harbour")
    (place / "data").mkdir()
    for name, text in TABLES.items():
        (place / "data" / name).write_text(text, encoding="utf-8")
    done = run(place, "build", "data", "--store", "graph")
    assert done.returncode == 0, done.stderr
    return place


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "uegraph", *arguments],
        cwd=folder,
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )


def asked(folder: Path, *options: str) -> str:
    done = run(folder, "power-interest", "--store", "graph", *options)
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(folder: Path, *options: str) -> dict[str, dict[str, Any]]:
    found = json.loads(asked(folder, "--json", *options))
    return {row["stakeholder"]: row for row in found}


def test_json_has_every_figure_and_who_gave_it(folder: Path) -> None:
    found = rows(folder)
    port = found["Port Authority"]
    assert port["quadrant"] == ["manage closely", "keep informed"]
    assert (port["power"], port["interest"], port["urgency"]) == ("1 to 5", "4 to 5", "2")
    assert port["split"] is True
    assert port["salience"] == ["dominant", "discretionary"]
    assert port["judgements"] == [
        "Coast Agency: power 1, interest 4 (February 2024)",
        "Harbour Council: power 5, interest 5, legitimacy 4, urgency 2 (January 2024)",
    ]
    assert (port["state"], port["unengaged"]) == ("no evidence", True)
    assert found["Residents"]["state"] == "engaged"
    assert found["Residents"]["topic"] == "Harbour plan"
    assert found["Coast Agency"]["prominence"] == "not high"


def test_the_page_says_how_to_read_it_and_what_it_leaves_out(folder: Path) -> None:
    page = asked(folder)
    head = page.partition("\n\n")[0].splitlines()
    assert head[0] == "Power and interest: 5 assessments by 2 bodies of 4 stakeholders."
    assert "exactly 3 leaves it open" in head[1]
    assert "  Keep informed: Residents on Harbour plan." in head
    assert "  Manage closely: nobody for certain." in head
    assert "  Open, or the assessors differ: Port Authority on Harbour plan." in head
    [listed] = [line for line in head if "nothing recorded engaged them" in line]
    assert "Port Authority on Harbour plan (no evidence)" in listed
    assert "Residents" not in listed
    assert "  No evidence is not a no: it may only not be written down." in head
    assert "  Not assessed: 1 of 5 organisations, 0 of 1 audience." in head
    assert "  Assessments left out: 1 judged anew since, 2 marked private." in head
    assert "The assessors differ: Coast Agency says keep informed" in page


def test_options_narrow_and_move_the_cut(folder: Path) -> None:
    assert set(rows(folder, "--topic", "Noise")) == {"Coast Agency"}
    assert "Coast Agency" not in rows(folder, "--as-of", "2024-12-31")
    assert rows(folder, "--salience-cut", "2.5")["Residents"]["salience"] == ["dependent"]
    assert rows(folder, "--cut", "1.5")["Residents"]["quadrant"] == ["manage closely"]
    assert rows(folder, "--topic", "plan", "--as-of", "2023-12-31").keys() == {HOSTILE}


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_no_form_names_what_is_private_and_all_of_them_are_tame(folder: Path, form: str) -> None:
    text = asked(folder, "-f", form)
    assert "Secret Service" not in text
    assert "spies" not in text
    if form == "csv":
        [row] = [row for row in csv.DictReader(io.StringIO(text)) if "cmd" in row["stakeholder"]]
        assert row["stakeholder"].startswith("'=")
    if form == "md":
        table = [line for line in text.splitlines() if line.startswith("|")]
        assert len({line.replace("\\|", "").count("|") for line in table}) == 1
        assert text.count("</script>") == text.count("\\</script>") == 1
    if form == "table":
        assert "\u202e" not in text


def test_without_assessments_it_says_what_to_do(tmp_path: Path) -> None:
    done = run(tmp_path, "power-interest")
    assert done.returncode == 0
    assert "nobody is placed" in done.stdout
    assert "Not assessed: 43 of 43 organisations" in done.stdout
    assert "table 'assessments'" in done.stderr
    assert json.loads(run(tmp_path, "power-interest", "-f", "json").stdout) == []


def test_a_topic_nobody_is_assessed_on_says_how_many_others_there_are(folder: Path) -> None:
    done = run(folder, "power-interest", "--store", "graph", "--topic", "Noise",
               "--as-of", "2024-12-31")  # fmt: skip
    assert done.returncode == 0
    assert "None of 7 assessments answers this question." in done.stderr
    assert "1 made after that day, 5 on another topic or on none, 1 marked private" in done.stdout


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (["--topic", "nois"], 2, "Did you mean noise"),
        (["--as-of", "yesterday"], 2, "is not a day"),
        (["--cut", "9"], 2, "1<=x<=5"),
        (["--cut", "nan"], 3, "from 1 to 5"),
        (["--topic", "organisation/port"], 3, "is no theme or product"),
    ],
)
def test_bad_input_is_one_sentence(folder: Path, options: list[str], code: int, told: str) -> None:
    done = run(folder, "power-interest", "--store", "graph", *options)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
