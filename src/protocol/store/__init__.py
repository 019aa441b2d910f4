"""Stores of visits: the interface that every store implements, and a store in memory.

A store keeps the entries of many visits, in the order in which they were appended, and changes none of them.
`protocol.testing.check_store` tests whether a store of your own implements the interface.
"""

from protocol.store.batches import Batch
from protocol.store.following import subscribe
from protocol.store.memory import MemoryStore
from protocol.store.memory_model import MemoryModel
from protocol.store.port import NEW, Appended, Clock, LiveStore, Recorded, VisitStore
from protocol.store.projecting import ModelWriter, ReadModel, Skipped, project, rebuild
from protocol.store.reading import reaching, stream_of
from protocol.store.sqlite_model import SqliteModel

__all__ = [
    "NEW",
    "Appended",
    "Batch",
    "Clock",
    "LiveStore",
    "MemoryModel",
    "MemoryStore",
    "ModelWriter",
    "ReadModel",
    "Recorded",
    "Skipped",
    "SqliteModel",
    "VisitStore",
    "project",
    "reaching",
    "rebuild",
    "stream_of",
    "subscribe",
]
