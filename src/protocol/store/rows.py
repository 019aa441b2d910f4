"""What a database keeps of an entry: a row, sealed by a hash over the row and the hash before it.

The hashes make one chain over all rows. `seal` is all that is needed to check it, with any language that has SHA-256.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any, Final, NamedTuple

from protocol.codec.faults import unreadable
from protocol.codec.lines import read_line
from protocol.errors import InvalidValueError, UnreadableEntryError, UnreadableError
from protocol.fields import FrozenDict, frozen
from protocol.store.port import Recorded

COLUMNS: Final = "position, visit, version, id, kept_at, type, line, meta, hash"
"""The columns of a row, in order."""


class Row(NamedTuple):
    """An entry as a database keeps it.

    `visit` and `id` are UTF-8, in which half surrogates stand as they are; `kept_at` is a time in UTC to the
    microsecond, so that its order as text is that of time; `type` is the tag of the event; `line` is the entry as a
    line of an archive; `meta` is an object in JSON; `hash` has 32 bytes.
    """

    position: int
    visit: bytes
    version: int
    id: bytes
    kept_at: str
    type: str
    line: str
    meta: str
    hash: bytes


@frozen
class Head:
    """How far a store has grown: the position and the hash of its last row, by which it can be recognised later.

    >>> str(EMPTY)[:18], Head.of(str(EMPTY)) == EMPTY
    ('0:0000000000000000', True)
    """

    position: int
    hash: bytes

    @classmethod
    def of(cls, given: str) -> "Head":
        """The head that a text such as `12:0f3a…` names."""
        position, _, digest = given.strip().partition(":")
        try:
            head = cls(int(position), bytes.fromhex(digest))
        except ValueError:
            head = None
        if head is None or head.position < 0 or len(head.hash) != len(EMPTY.hash):
            wanted = (
                "a position and 64 hexadecimal digits are wanted, with a colon between, as `store head` prints them"
            )
            raise InvalidValueError("a head", given, wanted)
        return head

    def __str__(self) -> str:
        return f"{self.position}:{self.hash.hex()}"


EMPTY: Final = Head(0, bytes(32))
"""The head of a store that has no rows."""


def seal(  # noqa: PLR0913, PLR0917 - a row has as many columns, in this order
    before: bytes, position: int, visit: bytes, version: int, each: bytes, kept_at: str, kind: str, line: str, meta: str
) -> Row:
    """The row with these columns, sealed after the hash `before`.

    Its hash is SHA-256 over the hash before, a line with position, version, time, type and the lengths in bytes of
    visit, id, line and meta, all parted by spaces, and then these four. With the lengths no two rows are alike.
    """
    words, notes = line.encode(), meta.encode()
    head = f"{position} {version} {kept_at} {kind} {len(visit)} {len(each)} {len(words)} {len(notes)}\n".encode()
    digest = sha256(b"".join((before, head, visit, each, words, notes))).digest()
    return Row(position, visit, version, each, kept_at, kind, line, meta, digest)


def recorded_of(row: Sequence[Any], store: str) -> Recorded:
    """The entry of a row; raises `UnreadableEntryError` if this library cannot read what the row has."""
    position, visit, _, each, kept_at, kind, line, meta, _ = row
    try:
        entry, notes = read_line(line, name=store), _NO_NOTES if meta == "{}" else FrozenDict(json.loads(meta))
        return Recorded(position, text_of(visit), entry, text_of(each), datetime.fromisoformat(kept_at), notes)
    except (ValueError, TypeError) as problem:
        name = f"{store}, position {position}"
        beside = f"what is kept beside its line cannot be read: {problem}"
        faults = problem.faults if isinstance(problem, UnreadableError) else unreadable(name, beside).faults
        text = partial(str, encoding="utf-8", errors="replace")
        raise UnreadableEntryError(name, faults, position, text(visit), text(each), kind) from problem


_NO_NOTES: Final[FrozenDict[str, str]] = FrozenDict()


def bytes_of(text: str) -> bytes:
    """A text as bytes that no database objects to, whatever characters it has."""
    return text.encode("utf-8", "surrogatepass")


def text_of(given: bytes) -> str:
    """The text of `bytes_of`."""
    return given.decode("utf-8", "surrogatepass")


def time_of(moment: datetime) -> str:
    """A moment in UTC, always with microseconds."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def meta_of(meta: Mapping[str, str] | None) -> str:
    """What is kept beside an entry, as JSON in ASCII."""
    return json.dumps(dict(meta)) if meta else "{}"
