"""The documents are complete and current; that their blocks run is seen to by the root's conftest."""

import doctest
import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import pytest

import protocol
from protocol.events import BY_TAG, RecordOpened, tag
from protocol.script.header import KEYS
from protocol.script.steps import RESERVED

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
MODULES = sorted(
    found.name for found in walk_packages(protocol.__path__, "protocol.") if not found.name.endswith("__main__")
)


@pytest.mark.parametrize("name", ["protocol", *MODULES])
def test_the_examples_in_docstrings_hold(name: str) -> None:
    """What a docstring shows is what happens."""
    assert doctest.testmod(import_module(name), optionflags=doctest.ELLIPSIS).failed == 0


def test_some_docstrings_have_examples() -> None:
    """The test above is not one of nothing: the doors of the library show how they are used."""
    finder = doctest.DocTestFinder()
    shown = {found.name for name in MODULES for found in finder.find(import_module(name)) if found.examples}

    assert {
        "protocol.validation.checking.check",
        "protocol.validation.monitor.Monitor",
        "protocol.guidance.permitted",
        "protocol.stream.Stream",
        "protocol.visit.folding.replay",
        "protocol.script.loading.load_script",
        "protocol.script.dumping.dump_script",
    } <= shown


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    """A link inside the documents leads to a file that is there, and to a heading that is in it."""
    for target, heading in LINK.findall(page.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        file = page.parent / target if target else page
        assert file.exists(), target
        assert not heading or heading in anchors(file), f"{target}#{heading}"


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are usually made."""
    headings = re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_page_is_linked_from_another(page: Path) -> None:
    """A page to which nothing leads is not read."""
    others = (other for other in PAGES if other != page)
    linked = {
        (other.parent / target).resolve()
        for other in others
        for target, _ in LINK.findall(other.read_text(encoding="utf-8"))
        if target and "://" not in target
    }

    assert page.name == "README.md" or page.resolve() in linked


def test_every_step_and_key_of_a_script_is_in_its_reference() -> None:
    """What a script may say can be looked up."""
    page = (ROOT / "docs" / "reference" / "script.md").read_text(encoding="utf-8")
    steps = {tag(event) for event in BY_TAG.values() if event is not RecordOpened}

    missing = {word for word in (*steps, *KEYS, *RESERVED) if f"`{word}`" not in page}
    assert missing == set()


def test_every_layer_is_explained() -> None:
    """The page on architecture names every package of the library."""
    page = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
    layers = {name.split(".")[1] for name in MODULES}

    assert {layer for layer in layers if f"`{layer}`" not in page} == set()


def test_what_a_page_on_the_engine_names_is_where_it_says() -> None:
    """Each class and function is named with its module, and is there."""
    page = (ROOT / "docs" / "explanation" / "how-checking-works.md").read_text(encoding="utf-8")
    named = re.findall(r"`([A-Za-z]\w+)(?:\.\w+)?` \(`(protocol[\w.]+)`\)", page)

    assert len(named) > 20
    assert [name for name, module in named if not hasattr(import_module(module), name)] == []
