"""Recognising files in UTF-16 and UTF-32, which are not read, by the mark that they begin with."""

import codecs
from typing import Final

_MARKS: Final = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def foreign_encoding(given: bytes) -> str | None:
    """The encoding of bytes that begin with the mark of UTF-16 or UTF-32, else None.

    >>> foreign_encoding("a".encode("utf-16"))
    'UTF-16'
    """
    return next((name for mark, name in _MARKS if given.startswith(mark)), None)
