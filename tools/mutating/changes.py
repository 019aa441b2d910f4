"""Mutants: small changes of the code, one at a time, each of which should change what it does."""

import ast
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from difflib import unified_diff
from functools import cache
from pathlib import Path

from attrs import frozen

ROOT = Path(__file__).parent.parent.parent
SOURCES = ROOT / "src"
Change = Callable[[ast.AST], None]

OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
NAMES = {"any": "all", "all": "any", "min": "max", "max": "min"}
ONLY_SPEED = frozenset({"cache_hash", "maxsize"})
"""Keywords that decide how fast something is and not what it does."""


@frozen
class Mutant:
    """One change: the file, the number of the node in it, and which of the changes that fit that node."""

    path: Path
    node: int
    kind: int

    @property
    def module(self) -> str:
        """The file as a module, below the package of all."""
        return str(self.path.relative_to(SOURCES / "protocol").with_suffix("")).replace("/", ".")

    def source(self) -> str:
        """The file with the change."""
        return self._changed()[1]

    def line(self) -> int:
        """The line that is changed."""
        return self._changed()[0]

    def told(self) -> str:
        """The lines that the change replaces, before and after."""
        lines = list(unified_diff(_unparsed(self.path), self.source().splitlines(), lineterm="", n=0))[3:]
        return " → ".join(line[1:].strip() for line in lines if not line.startswith("@@"))

    def _changed(self) -> tuple[int, str]:
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        node = list(ast.walk(tree))[self.node]
        line = getattr(node, "lineno", 0)
        changes(node)[self.kind](node)
        return line, ast.unparse(tree)


@cache
def _unparsed(path: Path) -> list[str]:
    return ast.unparse(ast.parse(path.read_text(encoding="utf-8"))).splitlines()


def changes(node: ast.AST) -> list[Change]:  # noqa: PLR0911 - a table of cases
    """The changes that fit a node."""
    match node:
        case ast.Compare(ops=[op]) if type(op) in OPPOSITE:
            return [lambda it: setattr(it, "ops", [OPPOSITE[type(op)]()])]
        case ast.BoolOp(op=op) | ast.BinOp(op=op) if type(op) in OPPOSITE:
            return [lambda it: setattr(it, "op", OPPOSITE[type(op)]())]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return [lambda it: _become(it, operand)]
        case ast.Constant(value=bool(value)):
            return [lambda it: setattr(it, "value", not value)]
        case ast.Constant(value=int(value)):
            return [lambda it: setattr(it, "value", value + 1)]
        case ast.Name(id=name) if name in NAMES:
            return [lambda it: setattr(it, "id", NAMES[name])]
        case ast.IfExp() | ast.If() | ast.While():
            return [lambda it: setattr(it, "test", ast.UnaryOp(ast.Not(), deepcopy(it.test)))]
        case ast.Return(value=ast.expr() as value) if not _is_none(value):
            return [lambda it: setattr(it, "value", ast.Constant(None))]
        case ast.Continue():
            return [lambda it: _become(it, ast.Break())]
        case _:
            return []


def _is_none(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def _become(node: ast.AST, other: ast.AST) -> None:
    node.__class__ = other.__class__
    node.__dict__ = dict(other.__dict__)


def mutants(package: str, excluded: Iterable[str] = ()) -> Iterator[Mutant]:
    """All mutants of a package but those of the modules excluded; what is no behaviour is left alone."""
    for path in sorted((SOURCES / "protocol" / package).glob("*.py")):
        if path.stem in excluded:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        left_alone = {id(inner) for each in ast.walk(tree) for part in no_behaviour(each) for inner in ast.walk(part)}
        for number, node in enumerate(ast.walk(tree)):
            if id(node) not in left_alone:
                yield from (Mutant(path, number, kind) for kind in range(len(changes(node))))


def no_behaviour(node: ast.AST) -> list[ast.AST]:
    """The parts of a node that are annotations or unions of types, show a value to a programmer, or only save time."""
    match node:
        case ast.FunctionDef(name="__repr__"):
            return [node]
        case ast.keyword(arg=name, value=value) if name == "repr" or name in ONLY_SPEED:
            return [value]
        case ast.Module(body=body):
            return [each for each in body if isinstance(each, ast.Assign) and _is_union(each.value)]
        case _:
            told = (getattr(node, name, None) for name in ("annotation", "returns"))
            return [each for each in told if isinstance(each, ast.AST)]


def _is_union(value: ast.expr) -> bool:
    match value:
        case ast.BinOp(op=ast.BitOr(), left=left, right=right):
            return all(isinstance(each, ast.Name) or _is_union(each) for each in (left, right))
        case _:
            return False
