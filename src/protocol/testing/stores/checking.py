"""The one door to the claims about stores."""

from protocol.testing.claims import check_claims
from protocol.testing.stores.racing import RACING
from protocol.testing.stores.reading import READING
from protocol.testing.stores.samples import StoreFactory
from protocol.testing.stores.writing import WRITING


def check_store(factory: StoreFactory) -> None:
    """Hold a store to everything that `VisitStore` promises; an `AssertionError` names all that it violates.

    `factory` makes a store of which nobody has kept anything yet, each time that it is called; it is given the clock
    that the store is to read.

    >>> from protocol.store import MemoryStore
    >>> check_store(MemoryStore)
    """
    check_claims("the store", (*WRITING, *READING, *RACING), factory)
