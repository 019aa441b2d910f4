"""The check of read models lets good ones through and names what bad ones violate."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

import broken_models as broken
from protocol.store import MemoryModel, SqliteModel
from protocol.testing import check_read_model
from protocol.testing.read_models import READ_MODELS

Factory = Callable[[Callable[[], list[str]]], MemoryModel[list[str]]]


@pytest.mark.parametrize("make", [MemoryModel, broken.Doorway])
def test_a_model_in_memory_is_a_good_one(make: Factory) -> None:
    """It does everything that the port promises, and so does the one whose subclasses are broken."""
    check_read_model(lambda: make(list), note=list.append, notes=list)


def test_a_model_in_a_file_is_a_good_one(tmp_path: Path) -> None:
    """It does everything that the port promises, and leaves no file behind."""
    numbers = count()

    def tables(new: sqlite3.Connection) -> None:
        new.executescript("CREATE TABLE note (text TEXT); CREATE INDEX by_text ON note (text)")

    def note(connection: sqlite3.Connection, text: str) -> None:
        connection.execute("INSERT INTO note VALUES (?)", (text,))

    def notes(connection: sqlite3.Connection) -> Iterator[str]:
        return (text for (text,) in connection.execute("SELECT text FROM note ORDER BY rowid"))

    with ExitStack() as models:
        check_read_model(
            lambda: models.enter_context(SqliteModel(tmp_path / f"{next(numbers)}.db", tables)), note=note, notes=notes
        )
    wanted = {f"{number}.db{end}" for number in range(next(numbers)) for end in ("", "-lock")}
    assert {path.name for path in tmp_path.iterdir()} == wanted


BROKEN: dict[Factory, str] = {
    broken.ForgetsItsPlace: "Entries are applied in order, each once, at once or as they come. But StoreError was",
    broken.WritesThrough: "What was written and the position are kept together: a batch that is cut off leaves nothing",
    broken.UndoesTheBatch: "Where an entry cannot be applied, the model has all before it and nothing of it, and can",
    broken.SkipsInSilence: "An entry that is left out leaves behind which it was and why, and nothing of what was",
    broken.LendsTheDraft: "Who reads while a batch is written sees the model as it was before. But ApplyError",
    broken.OneThread: "A model that is kept up to date in one thread takes in what another appends. But RuntimeError",
    broken.LooksBeforeItLocks: "Where two bring a model up to date at once, each entry is applied once. But after two",
    broken.EmptiesFirst: "While a model is rebuilt it is read as it was; then it is the new one, with what came meanwh",
    broken.SwapsAnyway: "A rebuilding that fails or is cut off leaves the model as it was, and it can go on. But after",
}


@cache
def told(make: Factory) -> tuple[str, ...]:
    """What the check says of a bad model, a line for each claim."""
    with pytest.raises(AssertionError) as error:
        check_read_model(lambda: make(list), note=list.append, notes=list)
    return tuple(str(error.value).splitlines())


@pytest.mark.parametrize(("make", "violated"), BROKEN.items(), ids=lambda each: getattr(each, "__name__", ""))
def test_a_bad_model_is_told_what_it_violates(make: Factory, violated: str) -> None:
    """Each of these has one fault, and the claim that it violates is named with what was found."""
    assert any(line.startswith(f"- {violated}") for line in told(make))


@pytest.mark.parametrize("claim", READ_MODELS, ids=lambda claim: claim.__name__)
def test_every_claim_about_models_is_violated_by_one(claim: Callable[[Any], None]) -> None:
    """A claim that no model violates may be one that finds nothing."""
    assert any(violated.startswith(str(claim.__doc__)[:40]) for violated in BROKEN.values())


def test_only_what_a_model_violates_is_named() -> None:
    """A model that leaves entries out in silence is good in all else."""
    first, *lines = told(broken.SkipsInSilence)

    assert first == "the read model is not what it should be:"
    assert len(lines) == 1
