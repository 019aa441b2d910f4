"""Measure the tests: change the code in small ways, one at a time, and see whether they notice.

`python tools/mutation.py [--sample N] [--seed N] [--jobs N] [--write PATH]` takes a sample of the mutants of `order`,
`rules` and `validation`, runs the tests against each in a copy of the sources, and lists those that survived.
"""

import argparse
import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from difflib import unified_diff
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from attrs import frozen

ROOT = Path(__file__).parent.parent
PACKAGES = ("order", "rules", "validation")
TESTS = """\
judging content_rules rule_catalogue planted_faults corpus order_semantics order_language order_decl order_diagrams
order_repairs order_sampling documents downstream_rules examples downstream_pickles reports_assessment
order_questions guidance scanning validation_properties cli_order fuzz_finds"""
"""The test files that reach these packages, the quick ones first."""
TIMEOUT = 600

OPPOSITE: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
NAMES = {"any": "all", "all": "any", "min": "max", "max": "min", "True": "False", "False": "True"}
Change = Callable[[ast.AST], None]


@frozen
class Mutant:
    """One change: the file, the number of the node in it, and which of the changes that fit that node."""

    path: Path
    node: int
    kind: int

    def source(self) -> str:
        """The file with the change."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        node = list(ast.walk(tree))[self.node]
        changes(node)[self.kind](node)
        return ast.unparse(tree)

    def told(self) -> str:
        """The file and the lines that the change replaces."""
        before = ast.unparse(ast.parse(self.path.read_text(encoding="utf-8"))).splitlines()
        lines = list(unified_diff(before, self.source().splitlines(), lineterm="", n=0))[3:]
        return f"{self.path.relative_to(ROOT)}: " + " → ".join(line[1:].strip() for line in lines)


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
        case ast.Return(value=ast.expr()):
            return [lambda it: setattr(it, "value", ast.Constant(None))]
        case ast.Continue():
            return [lambda it: _become(it, ast.Break())]
        case _:
            return []


def _become(node: ast.AST, other: ast.AST) -> None:
    node.__class__ = other.__class__
    node.__dict__ = dict(other.__dict__)


def mutants(package: str) -> Iterator[Mutant]:
    """All mutants of a package; annotations, and what a representation shows, are no behaviour and left alone."""
    for path in sorted((ROOT / "src" / "protocol" / package).glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        left_alone = {id(inner) for each in ast.walk(tree) for note in _annotations(each) for inner in ast.walk(note)}
        for number, node in enumerate(ast.walk(tree)):
            if id(node) not in left_alone:
                yield from (Mutant(path, number, kind) for kind in range(len(changes(node))))


def _annotations(node: ast.AST) -> list[ast.AST]:
    told = (getattr(node, name, None) for name in ("annotation", "returns"))
    shown = [node.value] if isinstance(node, ast.keyword) and node.arg == "repr" else []
    return [each for each in (*told, *shown) if isinstance(each, ast.AST)]


def survives(mutant: Mutant) -> bool:
    """Whether the tests pass on changed code; tests that never end have noticed."""
    return complaint(mutant) is None


def complaint(mutant: Mutant | None) -> str | None:
    """What the tests say against changed code, or with None the code as it is; None where they pass."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "src"
        shutil.copytree(ROOT / "src", copy, ignore=shutil.ignore_patterns("__pycache__", "data"))
        (copy / "protocol/corpus/data").symlink_to(ROOT / "src/protocol/corpus/data")
        if mutant is not None:
            (copy / mutant.path.relative_to(ROOT / "src")).write_text(mutant.source(), encoding="utf-8")
        tests = [str(ROOT / "tests" / f"test_{name}.py") for name in TESTS.split()]
        run = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        surroundings = os.environ | {
            "PYTHONPATH": str(copy),
            "HYPOTHESIS_PROFILE": "quick",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        try:
            ran = subprocess.run(run, cwd=ROOT, env=surroundings, capture_output=True, timeout=TIMEOUT, check=False)  # noqa: S603 - its own tests
        except subprocess.TimeoutExpired:
            return "they never end"
        return None if ran.returncode == 0 else ran.stdout.decode() + ran.stderr.decode()


def main() -> int:
    """Sample, run, and say what survived."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=100, help="mutants of each package")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--package", action="append", choices=PACKAGES, help="only this one; may be given again")
    chosen = parser.parse_args()
    if (said := complaint(None)) is not None:
        print(
            f"{said}\nThe tests do not pass on the code as it is, so they would say nothing of mutants.",
            file=sys.stderr,
        )
        return 1
    for package in chosen.package or PACKAGES:
        every = list(mutants(package))
        sample = Random(chosen.seed).sample(every, min(chosen.sample, len(every)))  # noqa: S311 - by seed, not for secrecy
        with ThreadPoolExecutor(chosen.jobs) as pool:
            survivors = [mutant for mutant, alive in zip(sample, pool.map(survives, sample), strict=True) if alive]
        print(f"{package}: {len(sample) - len(survivors)} of {len(sample)} killed, of {len(every)} in all", flush=True)
        for survivor in survivors:
            print(f"  {survivor.told()}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
