"""A sequence that grows by one without being copied, for models that are folded from very many entries."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Generic, Self, TypeVar, overload

from attrs import frozen

T = TypeVar("T")


# The `frozen` of attrs, because that of `protocol.fields` would copy the list, which is shared on purpose.
# tests/projections/test_series.py holds that no series sees the values of another, not even across threads.
@frozen(eq=False, repr=False)
class Series(Sequence[T], Generic[T]):
    """Values that never change: it reads, compares and hashes like a tuple of them, see `with_one_more`."""

    shared: list[T]
    length: int

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        places = range(self.length)[index]
        if isinstance(places, range):
            return tuple(self.shared[place] for place in places)
        return self.shared[places]

    def __iter__(self) -> Iterator[T]:
        return islice(self.shared, self.length)

    def __len__(self) -> int:
        return self.length

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Series | tuple) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def __reduce__(self) -> tuple[type[Self], tuple[list[T], int]]:
        return type(self), (list(self), len(self))


def with_one_more(values: Sequence[T], value: T) -> Series[T]:
    """A series of some values and one more; the values it is made of stay as they were.

    Series that grew out of one another share a list, and each knows how much of it is its own. So one more value costs
    the same however many there are, where a tuple would be copied each time.

    >>> one = with_one_more((), "a")
    >>> with_one_more(one, "b"), with_one_more(one, "c"), one
    (('a', 'b'), ('a', 'c'), ('a',))
    """
    shared, length = (values.shared, values.length) if isinstance(values, Series) else (list(values), len(values))
    if len(shared) == length:
        shared.append(value)
    if shared[length] is not value:  # another has grown out of it already, perhaps in another thread
        shared = [*values, value]
    return Series(shared, length + 1)
