"""One answer for each visit of all inputs; a visit that cannot be read or answered does not stop the others."""

from collections.abc import Callable, Collection

import click

from protocol.cli.entry import INTERRUPTED, USAGE_ERROR
from protocol.cli.inputs import Read, read_all
from protocol.cli.options import AS_RECORDED, Known
from protocol.cli.screen import Screen
from protocol.cli.writing import UnwrittenError, refuse_own_input
from protocol.errors import MissingExtraError, ProtocolError, UnreadableError
from protocol.fields import frozen
from protocol.stream import Stream


@frozen
class Answer:
    """What a command writes about one visit, as text for people or bytes for programs, and the exit code."""

    text: str | bytes
    code: int = 0


def data(text: str) -> bytes:
    """Text for programs: always in UTF-8, whatever the encoding of the terminal."""
    return text.encode()


def answer_each(
    names: Collection[str],
    answer: Callable[[str, Stream], Answer],
    *,
    lenient: bool = False,
    known: Known = AS_RECORDED,
    head: str | bytes = "",
) -> int:
    """Write the answer to each visit as soon as it is read, so that none is kept, and return the highest exit code.

    `answer` gets the name of the input and the visit, in the state that `known` chooses; if it raises a
    `ProtocolError`, this is reported and the next visit is answered. `head` is written before all answers.
    """
    refuse_own_input(names)
    screen, code = Screen(), 0
    try:
        if head:
            screen.answer(head)
        for read in read_all(names, lenient=lenient):
            code = max(code, _answer_one(read, known, answer, screen))
            screen.advance(read.name)
    except KeyboardInterrupt:
        screen.complain("interrupted")
        raise click.exceptions.Exit(INTERRUPTED) from None
    finally:
        screen.clear()
    return code


def _answer_one(read: Read, known: Known, answer: Callable[[str, Stream], Answer], screen: Screen) -> int:
    if isinstance(read.content, UnreadableError):
        code = screen.complain_of(read.content)
        return 0 if read.forgiven else code
    try:
        given = answer(read.name, known.of(read.content))
    except MissingExtraError:
        raise
    except (ProtocolError, UnwrittenError) as problem:
        screen.complain(f"{read.name}: visit {read.content.visit}: {problem}")
        return USAGE_ERROR
    screen.answer(given.text)
    return given.code
