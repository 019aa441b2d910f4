"""`check_store` and `check_followers`, which test a store against all claims."""

from protocol.testing.claims import check_claims
from protocol.testing.stores.following import FOLLOWING
from protocol.testing.stores.racing import RACING
from protocol.testing.stores.reading import READING
from protocol.testing.stores.samples import StoreFactory
from protocol.testing.stores.writing import WRITING


def check_store(factory: StoreFactory) -> None:
    """Check everything that `VisitStore` promises; an `AssertionError` lists all claims that the store violates.

    `factory` makes a new, empty store each time it is called; its argument is the clock that the store has to read.

    >>> from protocol.store import MemoryStore
    >>> check_store(MemoryStore)
    """
    check_claims("the store", (*WRITING, *READING, *RACING), factory)


def check_followers(factory: StoreFactory) -> None:
    """Check that a store can be followed by `subscribe`; an `AssertionError` lists all claims that it violates.

    `factory` is that of `check_store`, which a store should pass first.

    >>> from protocol.store import MemoryStore
    >>> check_followers(MemoryStore)
    """
    check_claims("the store", FOLLOWING, factory)
