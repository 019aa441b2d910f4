"""Reading and writing take time in proportion to the input, however many of one thing there are in it."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.uncovered

ENOUGH = 15
"""Seconds that a processor works on it, five times what each of these takes; by pairs each would take far longer."""

PRELUDE = f"""
import json, resource
from contextlib import suppress
from protocol.codec import read_lines
from protocol.errors import ProtocolError
from protocol.events import *
from protocol.script import dump_script, load_script
from protocol.stream import Entry, Stream
from protocol.values import *

resource.setrlimit(resource.RLIMIT_CPU, ({ENOUGH}, {ENOUGH}))

def script(**keys):
    with suppress(ProtocolError):
        load_script(json.dumps({{"format": "visit/1", "visit": "x", **keys}}))

def line(**keys):
    opened = {{"type": "record_opened", "visit": "x"}}
    list(read_lines([json.dumps({{"format": "entry/1", "position": 0, "event": opened, **keys}})], name="x"))
"""

MANY = {
    "unknown keys in a line": "line(**{f'key{n}': n for n in range(150_000)})",
    "unknown keys in a step": "script(steps=[{'guest_arrived': {f'key{n}': n for n in range(150_000)}}])",
    "sources of a script": """
script(sources=[{'id': f's{n}', 'title': 't'} for n in range(40_000)],
       steps=[{'guest_arrived': {'sources': [f's{n}']}} for n in range(40_000)])""",
    "ids of sources that are there twice": """
script(sources=[{'id': f's{n // 2}', 'title': 't'} for n in range(60_000)])""",
    "ids of sources that are not there": """
script(sources=[{'id': f's{n}', 'title': 't'} for n in range(40_000)],
       steps=[{'guest_arrived': {'sources': [f'x{n}']}} for n in range(40_000)])""",
    "principals of one name": """
people = tuple(Person(Text.of('A'), office=Text.of(f'o{n}')) for n in range(8_000))
signed = [DocumentSigned(Document(Text.of('t')), (Signatory(each),)) for each in people]
agreed = VisitAgreed(parties=(Party(Side.HOST, principals=people),))
dump_script(Stream.of(RecordOpened('x'), agreed, *signed), to='json')""",
    "ceremonies that nothing closes": """
dump_script(Stream.of(RecordOpened('x'), SigningOpened(), *[TalksOpened()] * 20_000, *[ReceptionClosed()] * 20_000,
                      *[SigningOpened()] * 20_000, *[SigningClosed()] * 20_000), to='json')""",
}


@pytest.mark.parametrize("code", MANY.values(), ids=MANY)
def test_many_of_one_thing(code: str) -> None:
    """None of them is compared with each of the others."""
    called = [sys.executable, "-c", PRELUDE + code]
    run = subprocess.run(called, capture_output=True, text=True, timeout=600, check=False)  # noqa: S603 - our own code

    assert (run.returncode, run.stderr) == (0, "")
