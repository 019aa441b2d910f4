"""What grows without being copied is a sequence like any other, which never changes."""

import pickle
from copy import deepcopy
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.projections.series import Series, with_one_more


@given(st.lists(st.integers(0, 3)), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 3))))
def test_whatever_grows_out_of_a_series_leaves_it_as_it_was(first: list[int], steps: list[tuple[int, int]]) -> None:
    """Of many that grew out of one another in any order, each has what it was made of and one more."""
    made: list[tuple[Series[int] | tuple[int, ...], tuple[int, ...]]] = [(tuple(first), tuple(first))]
    for place, value in steps:
        series, wanted = made[place % len(made)]
        made.append((with_one_more(series, value), (*wanted, value)))

    for series, wanted in made:
        assert (tuple(series), len(series)) == (wanted, len(wanted))
        assert (hash(series), repr(series)) == (hash(wanted), repr(wanted))
        assert series == wanted
        assert wanted == series


def test_a_series_is_read_like_a_tuple() -> None:
    """By places from either end and by slices, within its own length; it travels, and is copied."""
    short = with_one_more((), "a")
    longer = with_one_more(short, "b")

    assert (short[0], short[-1], short[:], longer[-1], longer[::-1]) == ("a", "a", ("a",), "b", ("b", "a"))
    with pytest.raises(IndexError):
        short[1]
    assert short not in (["a"], longer)
    assert pickle.loads(pickle.dumps(short)) == deepcopy(short) == ("a",)  # noqa: S301 - it is our own


def test_threads_that_go_on_from_one_series_do_not_meet() -> None:
    """Each gets its own value, whoever comes first."""
    start, barrier = with_one_more((), (0, 0)), Barrier(4)
    found = dict[int, Series[tuple[int, int]]]()

    def go(number: int) -> None:
        barrier.wait()
        series = start
        for value in range(1_000):
            series = with_one_more(series, (number, value))
        found[number] = series

    threads = [Thread(target=go, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert all(tuple(found[number])[1:] == tuple((number, value) for value in range(1_000)) for number in range(4))
