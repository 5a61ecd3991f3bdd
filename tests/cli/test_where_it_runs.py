"""The program takes no code from the folder that it is run in, nor from what it is given."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(sys.executable).with_name("uegraph")
MODULES = ("yaml", "click", "polars", "pyoxigraph", "json", "sitecustomize", "uegraph", "lxml")
SOURCES = sorted((ROOT / "src").rglob("*.py"))


@pytest.mark.skipif(not PROGRAM.exists(), reason="no program beside this Python")
@pytest.mark.parametrize(
    "arguments",
    [("check", "data"), ("sparql", "q.rq", "--store", "graph"), ("build", "data", "--store", "g")],
)
def test_a_module_in_the_folder_is_not_taken(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "dataset.yml").write_text("name: own\ntitle: Own\n")
    (tmp_path / "data" / "audiences.csv").write_text("name\nTenants\n")
    (tmp_path / "q.rq").write_text("ASK { ?s ?p ?o }")
    subprocess.run(
        [PROGRAM, "build", tmp_path / "data", "--store", tmp_path / "graph"],
        capture_output=True, check=True,
    )  # fmt: skip
    for name in MODULES:
        evil = f"import pathlib; pathlib.Path({str(tmp_path / 'ran')!r}).touch()"
        (tmp_path / f"{name}.py").write_text(evil)
    done = subprocess.run(
        [PROGRAM, *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()


# What would read another form of RDF, run a text as a program, or fetch something.
FORBIDDEN = {"eval", "exec", "__import__", "system", "popen", "urlopen", "unsafe_load"}
PICKLING = {"pickle", "shelve", "jsonpickle", "dill"}
RDF = {"N_TRIPLES", "N_QUADS", "TURTLE"}


def named(node: ast.expr) -> str:
    """The last part of a name with dots."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def faults(text: str) -> list[str]:
    """What some source does that none may do."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and named(node.value) == "RdfFormat":
            found += [node.attr] if node.attr not in RDF else []
        elif isinstance(node, ast.Call):
            found += [named(node.func)] if named(node.func) in FORBIDDEN else []
            found += [str(key.arg) for key in node.keywords if key.arg == "shell"]
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name.split(".")[0] for alias in node.names}
            found += sorted((names | {getattr(node, "module", "")}) & PICKLING)
    return found


def test_no_line_runs_texts_or_reads_forms_of_rdf_that_fetch() -> None:
    texts = {path: path.read_text("utf-8") for path in SOURCES}
    assert len(texts) > 300
    assert {str(path): told for path, text in texts.items() if (told := faults(text))} == {}
    whole = "".join(texts.values())
    assert {name for name in RDF if f"RdfFormat.{name}" in whole} == RDF


def test_such_a_line_would_be_found() -> None:
    text = "import pickle\nox.RdfFormat.JSON_LD\nos.system(1)\nrun(1, shell=True)\neval(x)"
    assert sorted(faults(text)) == ["JSON_LD", "eval", "pickle", "shell", "system"]
