"""Stores of visits: the interface that every store implements, and a store in memory.

A store keeps the entries of many visits, in the order in which they were appended, and changes none of them.
`protocol.testing.check_store` tests whether a store of your own implements the interface.
"""

from protocol.store.batches import Batch
from protocol.store.memory import MemoryStore
from protocol.store.port import NEW, Appended, Clock, Recorded, VisitStore
from protocol.store.reading import reaching, stream_of

__all__ = [
    "NEW",
    "Appended",
    "Batch",
    "Clock",
    "MemoryStore",
    "Recorded",
    "VisitStore",
    "reaching",
    "stream_of",
]
