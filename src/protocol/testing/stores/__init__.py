"""The checks of stores: what every store has to do, wherever it keeps visits."""

from protocol.testing.stores.checking import check_followers, check_store
from protocol.testing.stores.samples import StoreFactory

__all__ = ["StoreFactory", "check_followers", "check_store"]
