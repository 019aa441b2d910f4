"""The templates against a second definition, told of positions in the trace and sharing nothing with formulas."""

import importlib.util
from collections.abc import Callable, Sequence
from itertools import product
from pathlib import Path

import pytest

from protocol.order.formats.decl import BINARY, COUNTING, UNARY, read_decl

Says = Callable[[str, int, Sequence[str]], bool]
CONSTRAINTS = [
    *((title, 1, f"{title}[a]") for title in UNARY),
    *((title, number, f"{title}{number}[a]") for title in COUNTING for number in (1, 2, 3)),
    *((title, 1, f"{title}[a, b]") for title in BINARY),
]


@pytest.fixture(scope="module")
def says() -> Says:
    """The second definition, which the benchmark holds other systems to as well."""
    path = Path(__file__).parent.parent / "bench" / "definitions.py"
    specification = importlib.util.spec_from_file_location("definitions", path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    found: Says = module.says
    return found


@pytest.mark.parametrize(("title", "number", "line"), CONSTRAINTS, ids=[line for _, _, line in CONSTRAINTS])
def test_templates_say_what_their_second_definition_says(says: Says, title: str, number: int, line: str) -> None:
    """On every trace up to length five over three letters, verdict and definition agree."""
    constraints = read_decl(line)

    for length in range(6):
        for trace in product("abc", repeat=length):
            assert constraints.judge(trace).ok == says(title, number, trace), trace
