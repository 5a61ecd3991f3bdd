"""The engines: embedded, an Oxigraph server, and Virtuoso, each started empty on the loopback."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from typing import TYPE_CHECKING, Final

from tests.programs import program
from tests.store.conftest import answers, free_port, oxigraph

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

ENGINES: Final = ("oxigraph", "virtuoso")
_SECONDS: Final = 60
# Whoever reads this can log in to a server that lives for a minute on the loopback address.
_USER: Final = "uegraph"
_PASSWORD: Final = "not secret"

_INI: Final = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
CaseMode = 2
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
ServerThreads = 10
CheckpointInterval = 0
TransactionAfterImageLimit = 2000000000
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 8
[SPARQL]
ResultSetMaxRows = {most}
"""
_RIGHTS: Final = f"""
DB.DBA.USER_CREATE('{_USER}', '{_PASSWORD}');
GRANT SPARQL_UPDATE TO "{_USER}";
DB.DBA.RDF_DEFAULT_USER_PERMS_SET('nobody', 0);
DB.DBA.RDF_DEFAULT_USER_PERMS_SET('{_USER}', 7);
"""
CREDENTIALS: Final = {
    "UEGRAPH_STORE_AUTH": "digest",
    "UEGRAPH_STORE_USER": _USER,
    "UEGRAPH_STORE_PASSWORD": _PASSWORD,
}
"""What the environment has to say to Virtuoso; Oxigraph's server asks for nothing."""


@contextlib.contextmanager
def engine(
    name: str, folder: Path, *, most: int = 10_000_000, buffers: int = 20_000
) -> Iterator[str]:
    """Start a server by its name; its URL as ``--store`` takes it."""
    folder.mkdir(parents=True, exist_ok=True)
    if name == "oxigraph":
        with _oxigraph(folder) as url:
            yield url
        return
    with _virtuoso(folder, most, buffers) as url, environment(CREDENTIALS):
        yield url


@contextlib.contextmanager
def environment(named: Mapping[str, str]) -> Iterator[None]:
    """Set some variables of the environment for a while."""
    before = {name: os.environ.get(name) for name in named}
    os.environ.update(named)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@contextlib.contextmanager
def _oxigraph(folder: Path) -> Iterator[str]:
    port = free_port()
    place = ["--location", str(folder / "data"), "--bind", f"127.0.0.1:{port}"]
    url = f"http://127.0.0.1:{port}"
    with _running([oxigraph(), "serve", *place], f"{url}/query"):
        yield url


@contextlib.contextmanager
def _virtuoso(folder: Path, most: int, buffers: int) -> Iterator[str]:
    server = program("virtuoso-t", "virtuoso-opensource-7-bin")
    client = program("isql-vt", "virtuoso-opensource-7-bin")
    sql, http = free_port(), free_port()
    ini = folder / "virtuoso.ini"
    ini.write_text(
        _INI.format(
            folder=folder, sql=sql, http=http, most=most, buffers=buffers, dirty=buffers * 3 // 4
        ),
        encoding="utf-8",
    )
    url = f"http://127.0.0.1:{http}/sparql-auth"
    with _running([server, "+configfile", str(ini), "+foreground"], url):
        login = [client, f"127.0.0.1:{sql}", "dba", "dba", "ERRORS=STDOUT"]
        said = subprocess.run(
            login, input=_RIGHTS.encode(), stdout=subprocess.PIPE, check=True, timeout=_SECONDS
        ).stdout.decode()
        assert "Error" not in said, said
        yield url


@contextlib.contextmanager
def _running(command: list[str], url: str) -> Iterator[None]:
    """A server that answers, and that is gone afterwards."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            end = time.monotonic() + _SECONDS
            while not answers(url):
                assert process.poll() is None, f"{command[0]} ended with {process.returncode}"
                assert time.monotonic() < end, f"{command[0]} does not answer"
                time.sleep(0.05)
            yield
        finally:
            process.kill()  # what it holds is thrown away
