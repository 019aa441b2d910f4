"""Stores of visits: the interface that every store implements, a store in memory, in a file, and on a server.

A store keeps the entries of many visits, in the order in which they were appended, and changes none of them.
`protocol.testing.check_store` tests whether a store of your own implements the interface.
"""

from typing import TYPE_CHECKING

from protocol.facades import on_demand

if TYPE_CHECKING:
    from protocol.store.batches import Batch
    from protocol.store.following import subscribe
    from protocol.store.memory import MemoryStore
    from protocol.store.memory_model import MemoryModel
    from protocol.store.port import NEW, Appended, Clock, LiveStore, Recorded, VisitStore
    from protocol.store.postgres import PostgresStore
    from protocol.store.projecting import ModelWriter, ReadModel, Skipped, project, rebuild
    from protocol.store.reading import reaching, stream_of
    from protocol.store.rows import Head
    from protocol.store.sqlite import SqliteStore
    from protocol.store.sqlite_model import SqliteModel
else:
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "batches": "Batch",
            "following": "subscribe",
            "memory": "MemoryStore",
            "memory_model": "MemoryModel",
            "port": "NEW Appended Clock LiveStore Recorded VisitStore",
            "postgres": "PostgresStore",
            "projecting": "ModelWriter ReadModel Skipped project rebuild",
            "reading": "reaching stream_of",
            "rows": "Head",
            "sqlite": "SqliteStore",
            "sqlite_model": "SqliteModel",
        },
    )

__all__ = [
    "NEW",
    "Appended",
    "Batch",
    "Clock",
    "Head",
    "LiveStore",
    "MemoryModel",
    "MemoryStore",
    "ModelWriter",
    "PostgresStore",
    "ReadModel",
    "Recorded",
    "Skipped",
    "SqliteModel",
    "SqliteStore",
    "VisitStore",
    "project",
    "reaching",
    "rebuild",
    "stream_of",
    "subscribe",
]
