"""The façades: what `import protocol` gives and what it leaves alone, and which names packages have on demand."""

import ast
import inspect
import json
import subprocess
import sys
from importlib import import_module
from importlib.metadata import files, version
from itertools import pairwise
from pathlib import Path
from pkgutil import iter_modules, walk_packages

import pytest

import protocol

EDGES = {"cattrs", "click", "hypothesis", "json", "logging", "pathlib", "sqlite3", "yaml", "zoneinfo"}
LOADS = """
import sys
before = set(sys.modules)
{code}
print("\\n".join(set(sys.modules) - before))
"""
EVERYTHING = "from protocol import *"
ROOT = Path(protocol.__file__).parent
FACADES = {
    ".".join(("protocol", *path.parent.relative_to(ROOT).parts)): path
    for path in ROOT.rglob("__init__.py")
    if "on_demand(" in path.read_text(encoding="utf-8")
}
DISTRIBUTION = "state-visit-protocol"


def loaded(code: str) -> set[str]:
    """The modules that a piece of code loads, in a fresh interpreter."""
    given = [sys.executable, "-I", "-c", LOADS.format(code=code)]
    return set(subprocess.run(given, capture_output=True, text=True, timeout=600, check=True).stdout.split())  # noqa: S603 - our own code


def test_importing_the_library_loads_no_edge() -> None:
    """Nothing is loaded that reads, writes, prints or logs, and no package of the edge, though every name is used."""
    modules = loaded(EVERYTHING)

    assert "protocol.validation.checking" in modules
    assert modules & EDGES == set()
    packages = {name.split(".")[1] for name in modules if name.startswith("protocol.")}
    assert packages & {"cli", "codec", "corpus", "exchange", "render", "script", "store", "testing"} == set()


@pytest.mark.parametrize(
    ("code", "spared"),
    [
        ("import protocol", {"attrs", "protocol.errors"}),
        ("from protocol.cli import main; main.__doc__", {"attrs", "click", "protocol.errors"}),
        (
            "from protocol import COMMON, Stream, check",
            {"protocol.guidance", "protocol.visit", "protocol.order.searching.joint", "cattrs"},
        ),
        ("from protocol.store import NEW, MemoryStore; MemoryStore", {"sqlite3", "psycopg", "protocol.store.sql"}),
        ("from protocol.store import SqliteStore, PostgresStore", {"psycopg"}),
        ("from protocol.script import load_script", {"cattrs", "protocol.validation", "protocol.codec.lines"}),
        (
            "from protocol.hosts import RULEBOOKS; RULEBOOKS['kz-2013']; list(RULEBOOKS)",
            {"protocol.hosts.france", "protocol.hosts.vienna", "protocol.validation"},
        ),
    ],
)
def test_what_is_not_used_is_not_loaded(code: str, spared: set[str]) -> None:
    """A package loads the module of a name when the name is asked for: a program waits for what it uses alone."""
    assert loaded(code) & spared == set()


def imported(nodes: list[ast.stmt]) -> dict[str, str]:
    """The names that statements import, each with the module that it is from."""
    return {
        alias.asname or alias.name: node.module
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module is not None
        for alias in node.names
    }


@pytest.mark.parametrize("package", FACADES)
def test_a_facade_has_the_names_that_it_lists(package: str) -> None:
    """What type checkers are shown, what Python finds and what is listed are the same."""
    facade = import_module(package)
    checked = ast.parse(FACADES[package].read_text(encoding="utf-8")).body
    (hidden,) = (node for node in checked if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
    (call,) = (node for node in ast.walk(hidden) if isinstance(node, ast.Call))
    found = {
        name: f"{package}.{module}"
        for module, names in ast.literal_eval(call.args[1]).items()
        for name in names.split()
    }

    assert found == imported(hidden.body)
    assert set(found) <= set(facade.__all__) <= set(dir(facade))
    assert all(getattr(facade, name) is getattr(import_module(module), name) for name, module in found.items())
    with pytest.raises(AttributeError, match="Invented"):
        _ = facade.Invented


def test_type_checkers_are_asked_about_names_that_no_facade_has() -> None:
    """Each façade is among the mistakes that users make, which `make types` shows to two type checkers."""
    mistakes = Path(__file__).parent.parent / "typing_tests" / "mistakes.py"

    shown = [
        line.split(".Invented")[0] for line in mistakes.read_text(encoding="utf-8").splitlines() if ".Invented" in line
    ]
    assert sorted(shown) == sorted(FACADES)


def test_the_names_of_the_library_are_sorted() -> None:
    """Every public name of the façade is listed once, in the order in which a linter sorts them."""
    assert all(_as_linters_sort(one) < _as_linters_sort(other) for one, other in pairwise(protocol.__all__))


def _as_linters_sort(name: str) -> tuple[int, str]:
    """Constants first, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)


def test_every_name_of_the_library_is_documented() -> None:
    """Whoever asks for help on a name gets a sentence."""
    named = [getattr(protocol, name) for name in protocol.__all__]

    assert [each for each in named if callable(each) and not inspect.getdoc(each)] == []


def test_the_package_is_ours() -> None:
    """Another distribution installs a package `protocol` too: the one imported here is of this distribution."""
    here = Path(protocol.__file__).resolve()

    assert here in _installed()
    assert protocol.COMMON.name == "common"


def _installed() -> set[Path]:
    """The files of the distribution, or where it is installed for editing, those of the folder it points to."""
    found = {Path(str(file.locate())).resolve() for file in files(DISTRIBUTION) or ()}
    pointers = {path for path in found if path.name == "direct_url.json"}
    for pointer in pointers:
        pointed = json.loads(pointer.read_text(encoding="utf-8"))
        if pointed.get("dir_info", {}).get("editable"):
            root = Path(pointed["url"].removeprefix("file://"))
            found |= {path.resolve() for path in (root / "src" / "protocol").rglob("*.py")}
    return found


def test_the_version_is_that_of_the_changelog() -> None:
    """The newest entry of the changelog tells of the version that is installed."""
    changes = (Path(__file__).parent.parent / "CHANGELOG.md").read_text(encoding="utf-8")

    assert f"\n## [{version(DISTRIBUTION)}]" in changes
    assert changes.index(f"\n## [{version(DISTRIBUTION)}]") == changes.index("\n## [")


def test_no_package_exports_a_name_of_its_own_submodule() -> None:
    """`package.name` is one thing: what a package exports never hides a module of that name, nor is hidden by it."""
    found = walk_packages(protocol.__path__, "protocol.")
    packages = [protocol, *(import_module(each.name) for each in found if each.ispkg)]
    hidden = {
        package.__name__: names
        for package in packages
        if (names := {each.name for each in iter_modules(package.__path__)} & set(getattr(package, "__all__", ())))
    }

    assert hidden == {}
