"""A file is written whole or not at all, and only where a file may stand."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from uegraph import files
from uegraph.errors import ResourceError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_new_file_is_whole_and_alone(tmp_path: Path) -> None:
    place = tmp_path / "answer.csv"
    place.write_bytes(b"old and longer than the new")
    files.write(place, b"new\n")
    assert place.read_bytes() == b"new\n"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_an_error_leaves_the_old_file_and_nothing_else(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "answer.csv"
    place.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, full)
    with pytest.raises(ResourceError, match="No space left on device"):
        files.write(place, b"new")
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


def test_stopping_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "answer.csv"
    place.write_bytes(b"old")

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        files.write(place, b"new")
    assert place.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
def test_the_permissions_follow_the_umask(mask: int, mode: int, tmp_path: Path) -> None:
    before = os.umask(mask)
    try:
        files.write(tmp_path / "answer.csv", b"new")
        after = os.umask(mask)
    finally:
        os.umask(before)
    assert after == mask
    assert stat.S_IMODE((tmp_path / "answer.csv").stat().st_mode) == mode


def test_a_pipe_and_a_folder_stay_what_they_are(tmp_path: Path) -> None:
    pipe, directory, link = tmp_path / "pipe", tmp_path / "folder", tmp_path / "link"
    os.mkfifo(pipe)
    directory.mkdir()
    link.symlink_to("pipe")
    for place, kind in ((pipe, "a pipe"), (directory, "a folder"), (link, "a pipe")):
        with pytest.raises(ResourceError, match=f"{place.name} is {kind}, not a file"):
            files.write(place, b"new")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert directory.is_dir()
    assert link.is_symlink()
    assert set(tmp_path.iterdir()) == {pipe, directory, link}


def test_a_place_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match="could not be written"):
        files.write(tmp_path / "nowhere" / "answer.csv", b"new")
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(ResourceError, match="could not be written"):
        files.write(tmp_path / "loop", b"new")
