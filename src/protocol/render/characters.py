"""Text of unknown origin: made safe for terminals and files, and measured."""

import re
import unicodedata
from typing import Final

_UNSAFE: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SPACES: Final = re.compile(r"[ \t\n\r\v\f\x85\u2028\u2029]+")


def clean(text: str) -> str:
    r"""Words on one line, without what could steer a terminal, turn the reading direction or not be written at all.

    >>> clean("Joint\nStatement \x1b[31m")
    'Joint Statement \ufffd[31m'
    """
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", _SPACES.sub(" ", text))


def writable(text: str) -> str:
    """Words that can be encoded: halves of surrogate pairs, which JSON can hold, become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def columns(text: str) -> int:
    r"""How many columns of a terminal a text takes: East Asian characters two, combining marks none.

    >>> columns("北京"), columns("Astana"), columns("e\u0301")
    (4, 6, 1)
    """
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
