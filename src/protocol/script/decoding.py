"""From bytes to text, with a clear word on every way in which a file can fail to be text."""

import re
from typing import Final

from protocol.codec.encodings import foreign_encoding
from protocol.codec.faults import FaultLog

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NOTHING: Final = "there is nothing here: a script begins with format: visit/1"


def decoded(given: str | bytes, faults: FaultLog) -> str:
    """The text of a script; raises where it is none, with the fault in the log."""
    text = given if isinstance(given, str) else _from_bytes(given, faults)
    text = text.removeprefix("\ufeff")
    found = _UNPRINTABLE.search(text)
    if found:
        line, column = _place(text[: found.start()])
        raise faults.add(
            line, column, f"the character U+{ord(found[0]):04X} has no place in a text: is this a text file?"
        )
    if not text.strip():
        raise faults.add(1, 1, NOTHING)
    return text


def _from_bytes(given: bytes, faults: FaultLog) -> str:
    if foreign := foreign_encoding(given):
        raise faults.add(1, 1, f"this is {foreign}: save it as UTF-8")
    try:
        return given.decode()
    except UnicodeDecodeError as problem:
        line, column = _place(given[: problem.start].decode())
        message = f"byte 0x{given[problem.start]:02X} is not UTF-8: save the script as UTF-8"
        raise faults.add(line, column, message) from None


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")
