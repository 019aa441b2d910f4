"""A name has one meaning in the whole tree, and says what it names."""

import ast
import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import get_args

import protocol
from protocol.events import Event

ROOT = Path(__file__).parent.parent
TREES = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "src").rglob("*.py")]
PARTICIPLE = re.compile(r"_?(told|read|shown|done|made|found|sought|known|kept|given|taken|led|[a-z]*[^e]ed)")
VERBS = {"read", "feed", "heed"}
PUBLIC = {"advised", "given", "named", "nested", "observed", "owed", "permitted"}
"""Functions that users call by these names."""


def test_no_two_classes_have_one_name() -> None:
    """Who reads a name in one module knows what it means in another."""
    names = Counter(node.name for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.ClassDef))

    assert [name for name, many in names.items() if many > 1] == []


def test_every_class_that_is_exported_is_in_the_glossary() -> None:
    """With the sentence that its docstring begins with."""
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    packages = [import_module(f"protocol.{found.name}") for found in iter_modules(protocol.__path__) if found.ispkg]
    exported = [getattr(each, name) for each in (protocol, *packages) for name in getattr(each, "__all__", ())]
    classes = {each for each in exported if isinstance(each, type) and each not in get_args(Event)}

    assert len(classes) > 100
    assert [each.__name__ for each in classes if f"| `{each.__name__}` | `protocol" not in glossary] == []


def test_no_function_is_called_by_a_bare_participle() -> None:
    """A function is called by what it does or what it gives, not by what was done to something."""
    functions = [node for tree in TREES for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    values = {"property", "cached_property"}
    called = {each.name for each in functions if not values & {ast.unparse(line) for line in each.decorator_list}}

    assert sorted(name for name in called - VERBS - PUBLIC if PARTICIPLE.fullmatch(name)) == []
