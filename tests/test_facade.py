"""The façade: what `import protocol` gives, and what it leaves alone."""

import inspect
import json
import subprocess
import sys
from importlib import import_module
from importlib.metadata import files, version
from pathlib import Path
from pkgutil import iter_modules, walk_packages
from types import ModuleType

import protocol

EDGES = {"cattrs", "click", "hypothesis", "json", "logging", "pathlib", "sqlite3", "yaml", "zoneinfo"}
LOADS = """
import sys
before = set(sys.modules)
import protocol
print("\\n".join(set(sys.modules) - before))
"""
DISTRIBUTION = "state-visit-protocol"


def loaded() -> set[str]:
    """The modules that importing the library loads, in a fresh interpreter."""
    run = subprocess.run([sys.executable, "-I", "-c", LOADS], capture_output=True, text=True, timeout=600, check=True)  # noqa: S603 - our own code
    return set(run.stdout.split())


def test_importing_the_library_loads_no_edge() -> None:
    """Nothing is loaded that reads, writes, prints or logs, and no package of the edge."""
    modules = loaded()

    assert "protocol.validation.checking" in modules
    assert modules & EDGES == set()
    packages = {name.split(".")[1] for name in modules if name.startswith("protocol.")}
    assert packages & {"cli", "codec", "corpus", "exchange", "render", "script", "store", "testing"} == set()


def test_the_names_of_the_library_are_sorted_and_complete() -> None:
    """Every public name of the façade is listed once, in the order in which a linter sorts them."""
    public = {
        name for name, value in vars(protocol).items() if not name.startswith("_") and not isinstance(value, ModuleType)
    }

    assert set(protocol.__all__) == public
    assert len(protocol.__all__) == len(public)
    assert protocol.__all__ == sorted(protocol.__all__, key=_as_linters_sort)


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
