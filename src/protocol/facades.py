"""Lazy packages: a package lists its names, and the module of a name is loaded when the name is first used.

A command that prints its version needs no events, and a program that checks visits needs no searches. A package lists
its names three times, for type checkers, for Python and for readers; a test checks that the three lists are equal:

    if TYPE_CHECKING:
        from protocol.codec.lines import dump_lines, read_lines
    else:
        __getattr__, __dir__ = on_demand(__name__, {"lines": "dump_lines read_lines"})

    __all__ = ["dump_lines", "read_lines"]

Type checkers must not see `__getattr__`: with it they would accept names that do not exist.
"""

from collections.abc import Callable, Mapping
from importlib import import_module


def on_demand(package: str, modules: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package whose modules define the given names.

    The modules are attributes of the package as well, as if they had been imported.
    """
    where = {name: f"{package}.{module}" for module, names in modules.items() for name in names.split()}

    def load(name: str) -> object:
        itself = import_module(package)
        if name in modules:
            return import_module(f"{package}.{name}")
        if name not in where:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name, obj=itself)
        found = vars(itself)[name] = getattr(import_module(where[name]), name)
        return found

    return load, lambda: sorted({*vars(import_module(package)), *where})
