"""What the fuzzers look for, on inputs that anybody can run: examples, damaged at random, and what was found so far."""

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parent
SCRIPTS = [path.read_bytes() for path in sorted((ROOT.parent / "examples").glob("*.yaml"))]
ARCHIVES = [path.read_bytes() for path in sorted((ROOT / "golden").glob("astana*.jsonl"))]
BITS = [
    b"\n",
    b" ",
    b":",
    b"-",
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b"'",
    b"#",
    b"&",
    b"*",
    b"!",
    b"\0",
    b"\xff",
    b"\\ud800",
    b"9" * 30,
]

Judge = Callable[[bytes], None]
judge_script: Judge = runpy.run_path(str(ROOT / "fuzz" / "fuzz_script.py"))["judge"]
judge_archive: Judge = runpy.run_path(str(ROOT / "fuzz" / "fuzz_codec.py"))["judge"]


@st.composite
def damaged(draw: st.DrawFn, wholes: list[bytes]) -> bytes:
    """An input with a part cut out, or put in the place of another, and a few bytes between."""
    whole = draw(st.sampled_from(wholes))
    places = st.integers(0, len(whole))
    start, end, other = sorted((draw(places), draw(places), draw(places)))
    between = b"".join(draw(st.lists(st.sampled_from(BITS), max_size=3)))
    return whole[:start] + between + whole[draw(st.sampled_from([end, other])) :]


@given(damaged(SCRIPTS))
def test_a_damaged_script_is_read_or_refused(given_: bytes) -> None:
    """It never fails in another way, and what is read of it is written and read as the same."""
    judge_script(given_)


@given(damaged(ARCHIVES))
def test_a_damaged_archive_is_read_or_refused(given_: bytes) -> None:
    """As with scripts, strictly and leniently."""
    judge_archive(given_)


@given(st.binary(max_size=200))
def test_noise_is_refused(noise: bytes) -> None:
    """Bytes that mean nothing are refused as what they are."""
    judge_script(noise)
    judge_archive(noise)


@pytest.mark.parametrize(
    "script",
    [
        b"format: visit/1\nvisit: x\nopening: {during: 0}\n",
        b"format: visit/1\nvisit: x\nsteps: [{talks: {steps: [talks, {talks: {steps: []}}]}}]\n",
        b"format: visit/1\nvisit: '-'\nremark: ['=', '0o7', '~', 'NO', '1_000', '12:30:00', ' ', '\\u2028']\n",
        '{"format": "visit/1", "visit": "\\ud83d\\ude00", "remark": "\u2028\\u0085\\t"}'.encode(),
        b"format: visit/1\nvisit: x\ntime_zone: Asia/Almaty\nsteps: [guest_arrived: {at: 2024-03-01T00:30}]\n",
        b"format: visit/1\nvisit: x\ntime_zone: ../etc/passwd\n",
        b"? [a, b]\n: c\n",
        b"--- \n--- \n",
        b"%YAML 9.9\n---\nformat: visit/1\n",
        b"\xef\xbb\xbfformat: visit/1\nvisit: x\n",
        b"\xef\xbb\xbf\xef\xbb\xbfformat: visit/1\nvisit: x\n",
    ],
)
def test_inputs_that_look_for_trouble(script: bytes) -> None:
    """Corners of YAML, of JSON and of the script itself that break readers."""
    judge_script(script)
