"""What is written is written whole or not at all, and nothing of anybody's is lost."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from tests.imports.samples import run

from uegraph import files
from uegraph.errors import ResourceError, SourceError

if TYPE_CHECKING:
    from pathlib import Path


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_writing_twice_gives_the_same_bytes_and_touches_nothing(tmp_path: Path) -> None:
    done, folder = run(tmp_path), tmp_path / "made"
    assert done.write(folder)
    before = held(folder)
    assert before == done.files
    inode = folder.stat().st_ino
    assert not run(tmp_path).write(folder)
    assert (held(folder), folder.stat().st_ino) == (before, inode)


def test_an_edited_data_set_is_not_lost_unless_asked(tmp_path: Path) -> None:
    done, folder = run(tmp_path), tmp_path / "made"
    done.write(folder)
    (folder / "activities.csv").write_text("id,name\nmine,Mine\n", encoding="utf-8")
    before = held(folder)
    with pytest.raises(SourceError, match="edited"):
        done.write(folder)
    assert held(folder) == before
    assert done.write(folder, replace=True)
    assert held(folder) == done.files


@pytest.mark.parametrize("other", ["notes.txt", "workbook.xlsx", ".git/config"])
def test_a_folder_with_other_things_is_refused_whatever_is_asked(
    tmp_path: Path, other: str
) -> None:
    done, folder = run(tmp_path), tmp_path / "made"
    path = folder / other
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    for replace in (False, True):
        with pytest.raises(SourceError, match="holds other things"):
            done.write(folder, replace=replace)
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_empty_folder_is_taken_and_a_file_or_link_is_not(tmp_path: Path) -> None:
    done = run(tmp_path)
    (tmp_path / "empty").mkdir()
    assert done.write(tmp_path / "empty")
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "empty")
    (tmp_path / "nowhere").symlink_to(tmp_path / "none")
    for name in ("file", "link", "nowhere"):
        with pytest.raises(SourceError, match="is not a folder"):
            done.write(tmp_path / name, replace=True)
    with pytest.raises(ResourceError, match="could not be written"):
        done.write(tmp_path / "none" / "made")


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done, folder = run(tmp_path), tmp_path / "made"
    done.write(folder)
    (folder / "places.csv").write_text("id,name,broader\n", encoding="utf-8")
    before, beside = held(folder), set(os.listdir(tmp_path))  # noqa: PTH208 - hidden ones count

    def full(path: Path, content: bytes) -> None:
        raise ResourceError(f"{path} could not be written: No space left on device. {len(content)}")

    monkeypatch.setattr(files, "write", full)
    for target in (folder, tmp_path / "new"):
        with pytest.raises(ResourceError, match="No space left"):
            done.write(target, replace=True)
    assert held(folder) == before
    assert set(os.listdir(tmp_path)) == beside  # noqa: PTH208 - as above
