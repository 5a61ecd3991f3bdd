"""A backup that somebody made to do harm, or that was damaged: one clear error, nothing written."""

from __future__ import annotations

import hashlib
import json
import os
import random
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from uegraph.backup import restore, verify
from uegraph.errors import StoreError
from uegraph.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.backup.conftest import Forge

ONE = "graphs/000001.nq"


def refuse(forged: Path, tmp_path: Path, why: str) -> None:
    """The backup is refused, and no file is made, changed or left behind anywhere."""
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(StoreError, match=why) as refused:
        restore(forged, tmp_path / "again")
    assert str(forged) in str(refused.value)
    left = [path for path in tmp_path.rglob("*") if path not in before]
    assert {path.name for path in left} <= {"again", "build.lock", "uegraph-store"}
    with pytest.raises(StoreError, match="There is no graph"):
        open_store(tmp_path / "again")


def graphs(backup: Path) -> list[dict[str, Any]]:
    with zipfile.ZipFile(backup) as archive:
        found: list[dict[str, Any]] = json.loads(archive.read("manifest.json"))["graphs"]
    return found


@pytest.mark.parametrize(
    "name",
    ["../../evil", "/etc/evil", "graphs/../../evil.nq", "C:\\evil", "graphs/evil", ONE + "/x"],
)
def test_no_name_leads_anywhere(name: str, forge: Forge, backup: Path, tmp_path: Path) -> None:
    refuse(forge({name: b"evil"}), tmp_path, "just the files that its manifest lists")
    named = graphs(backup)
    named[0]["file"] = name
    refuse(forge({name: b"evil", ONE: None}, graphs=named), tmp_path, "no proper 'file'")


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"format": "other"}, "not that of a backup"),
        ({"version": 2}, "has the format 2, and this uegraph reads 1: use the version"),
        ({"version": None}, "has the format None"),
        ({"graphs": None}, "no list of graphs"),
        ({"graphs": [7]}, "no list of graphs"),
        ({"graphs": [{}]}, "no proper 'name'"),
        ({"graphs": [], "triples": 0}, "just the files"),
        ({"sources": {}}, "no list of sources"),
        ({"sources": [{"dataset": "d", "file": "f", "sha256": "x"}]}, "no proper 'sha256'"),
        ({"triples": 1}, "contradicts itself"),
    ],
)
def test_a_manifest_that_is_none(
    keys: dict[str, Any], why: str, forge: Forge, tmp_path: Path
) -> None:
    refuse(forge(**keys), tmp_path, why)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"name": "http://e/g> <http://e/x"}, "no proper 'name'"),
        ({"name": "http://e/g/two"}, "names one thing twice"),
        ({"sha256": "0" * 64}, "is not what its manifest says"),
        ({"bytes": 2**60}, "no proper 'bytes'"),
        ({"bytes": 5}, "another size"),
        ({"triples": True}, "no proper 'triples'"),
    ],
)
def test_a_graph_that_is_told_falsely(
    told: dict[str, Any], why: str, forge: Forge, backup: Path, tmp_path: Path
) -> None:
    first, second = graphs(backup)
    refuse(forge(graphs=[first | told, second]), tmp_path, why)


def test_a_manifest_that_is_no_json(forge: Forge, tmp_path: Path) -> None:
    for content in (b"{", b"[" * 100_000, b"\xff", b"[]"):
        refuse(forge({"manifest.json": content}), tmp_path, "manifest is not")
    refuse(forge({"manifest.json": None}), tmp_path, r"no manifest\.json")
    refuse(forge({"manifest.json": b" " * (2**26 + 1)}), tmp_path, "too large")


def swapped(content: bytes, told: list[dict[str, Any]]) -> dict[str, Any]:
    """A manifest that is right about a first graph of other content."""
    told[0] |= {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    return {"members": {ONE: content}, "graphs": told}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"<http://e/s> <http://e/p> <http://e/o> <http://e/g/two> .\n", "differs"),
        (b"<http://e/s> <http://e/p> <http://e/o> .\n", "."),
        (b"this is no RDF\n", "."),
        (b"<http://e/s> <http://e/p> _:b <http://e/g/one> .\n", "."),
        (b"", "differs"),
    ],
)
def test_a_graph_that_is_another_than_it_says(
    content: bytes, why: str, forge: Forge, backup: Path, tmp_path: Path
) -> None:
    forged = forge(**swapped(content, graphs(backup)))
    with pytest.raises(StoreError, match=why):
        restore(forged, tmp_path / "again")
    with pytest.raises(StoreError, match="There is no graph"):
        open_store(tmp_path / "again")
    assert not list((tmp_path / "again").glob("g-*"))


def test_a_bomb_is_not_unpacked(forge: Forge, backup: Path, tmp_path: Path) -> None:
    line = b"<http://e/s> <http://e/p> <http://e/o> <http://e/g/one> .\n"
    bomb = line * (80 * 2**20 // len(line))
    forged = forge(**swapped(bomb, graphs(backup)))
    assert forged.stat().st_size < len(bomb) / 200
    refuse(forged, tmp_path, "far more than a graph of its size")


def test_parts_that_lie_over_each_other(backup: Path, tmp_path: Path) -> None:
    """The central directory names the same packed bytes twice, as in the bombs of D. Fifield."""
    told = graphs(backup)
    told.append(told[0] | {"name": "http://e/g/zero", "file": "graphs/000009.nq"})
    with zipfile.ZipFile(backup) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        held = {name: archive.read(name) for name in archive.namelist()}
    manifest |= {"graphs": told, "triples": sum(one["triples"] for one in told)}
    forged = tmp_path / "forged.zip"
    with zipfile.ZipFile(forged, "w") as archive:
        archive.writestr(ONE, os.urandom(5000).hex() + held[ONE].decode())
        archive.writestr("graphs/000002.nq", held["graphs/000002.nq"])
        first, size = archive.getinfo(ONE), archive.getinfo(ONE).file_size
        for one in told:
            if one["sha256"] == told[0]["sha256"]:
                one["bytes"] = size
        archive.writestr("manifest.json", json.dumps(manifest))
        twin = zipfile.ZipInfo("graphs/000009.nq")
        twin.header_offset, twin.CRC = first.header_offset, first.CRC
        twin.file_size = twin.compress_size = size
        archive.filelist.append(twin)
    refuse(forged, tmp_path, "overlap|damaged")


def test_a_member_named_twice(backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(ONE, b"evil")
    refuse(backup, tmp_path, "just the files")


def test_files_that_are_no_backup(tmp_path: Path) -> None:
    other = tmp_path / "other.zip"
    for content in (
        b"",
        b"PK",
        b"thesis",
        b"PK\x05\x06" + b"\0" * 18,
        b"PK\x05\x06" + b"\xff" * 18,
    ):
        other.write_bytes(content)
        refuse(other, tmp_path, "cannot be read as a backup")
    other.unlink()
    os.mkfifo(other)
    refuse(other, tmp_path, "it is not a file")
    refuse(tmp_path, tmp_path, "it is not a file")


def test_every_cut_and_many_changes_of_bytes_are_found(backup: Path, tmp_path: Path) -> None:
    chance = random.Random(2026)
    whole = backup.read_bytes()
    broken = tmp_path / "broken.zip"
    known = verify(backup).sha256
    refused = 0
    for _ in range(300):
        data = bytearray(whole)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        else:
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        broken.write_bytes(data)
        try:
            found = verify(broken)
        except StoreError:
            refused += 1
            continue
        # What nothing rests on, such as an entry's rights, may change; the graphs may not.
        refused += not found.sound
        assert not found.sound or found.sha256 == known
    assert refused > 200


def test_an_encrypted_archive_is_refused(forge: Forge, tmp_path: Path) -> None:
    forged = forge()
    data = bytearray(forged.read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(mark)
        while place >= 0:
            data[place + at] |= 1
            place = data.find(mark, place + 4)
    forged.write_bytes(data)
    refuse(forged, tmp_path, "damaged|encrypted")


def test_a_link_is_followed_like_any_file(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "link.zip").symlink_to(backup)
    assert verify(tmp_path / "link.zip").sound
