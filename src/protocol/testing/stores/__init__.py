"""The check of stores: what every one has to do, whatever it keeps visits in."""

from protocol.testing.stores.checking import check_store
from protocol.testing.stores.samples import StoreFactory

__all__ = ["StoreFactory", "check_store"]
