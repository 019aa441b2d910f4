"""Façades that cost nothing: a package lists its names, and the module of a name is loaded when the name is asked for.

A command that prints its version needs no event, and a program that checks visits no searches. A package does it so,
with the same names three times, for type checkers, for Python and for readers; a test holds the three equal:

    if TYPE_CHECKING:
        from protocol.codec.lines import dump_lines, read_lines
    else:
        __getattr__, __dir__ = on_demand(__name__, {"lines": "dump_lines read_lines"})

    __all__ = ["dump_lines", "read_lines"]

Type checkers must not see `__getattr__`: they would take any name for one that the package has.
"""

from collections.abc import Callable, Mapping
from importlib import import_module


def on_demand(package: str, modules: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package, from the names that each of its modules gives it.

    The modules themselves are attributes of the package, too, as they are once they have been imported.
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
