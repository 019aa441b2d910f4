"""The check of read models: what each has to do, whatever it keeps."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from itertools import count
from typing import Any, Final, Generic, TypeVar

from protocol.errors import ApplyError, StoreError
from protocol.events import Event
from protocol.fields import frozen
from protocol.store import MemoryStore, ReadModel, Recorded, Skipped, VisitStore, project, rebuild
from protocol.testing.claims import Claim, check_claims, hold
from protocol.testing.stores.following import Quiet
from protocol.testing.stores.racing import at_once
from protocol.testing.stores.samples import BATCH, store_with

T = TypeVar("T")
_MOST: Final = 200
"""More entries than any of these claims has: a model that asks for so many asks for some again and again."""
_ROUNDS: Final = 5
_POISON: Final = 3
"""The position of the entry that cannot be applied."""


class _CutError(BaseException):
    """What ends a program in the middle of its work, as an interrupt from the keyboard does."""


@frozen
class _Case(Generic[T]):
    """A kind of model, and how notes are written to it and read from it."""

    factory: Callable[[], ReadModel[T]]
    note: Callable[[T, str], object]
    notes: Callable[[T], Iterable[str]]

    def read(self, model: ReadModel[T]) -> list[str]:
        """The notes that a model has."""
        with model.reading() as thing:
            return list(self.notes(thing))

    def noting(self, raised: BaseException | None = None, prefix: str = "") -> Callable[[T, Recorded], None]:
        """An `apply` that notes the id of each entry; after that of the poisoned one it raises an error, if given."""
        applied = count(1)

        def apply(thing: T, recorded: Recorded) -> None:
            if next(applied) > _MOST:
                raise StoreError("the model", "it asked for the same entries again and again")
            self.note(thing, f"{prefix}{recorded.id}")
            if raised is not None and recorded.position == _POISON:
                raise raised

        return apply

    def has(self, model: ReadModel[T], notes: list[str], position: int, when: str) -> None:
        """Require that a model has these notes and this position."""
        found, reached = self.read(model), model.position
        hold(found == notes, f"{when} the notes of entries were {found} where {notes} were wanted")
        hold(reached == position, f"{when} the position was {reached} where {position} was wanted")


def check_read_model(
    factory: Callable[[], ReadModel[T]], *, note: Callable[[T, str], object], notes: Callable[[T], Iterable[str]]
) -> None:
    """Check everything that `ReadModel` promises; an `AssertionError` lists all claims that the model violates.

    `factory` makes a new, empty model each time it is called; `note` writes a text into the thing that it keeps, and
    `notes` reads these texts in the order in which they were written.

    >>> from protocol.store import MemoryModel
    >>> check_read_model(lambda: MemoryModel(list), note=list.append, notes=list)
    """
    check_claims("the read model", READ_MODELS, _Case(factory, note, notes))


def each_once(case: _Case[T]) -> None:
    """Entries are applied in order, each once, at once or as they come."""
    store, model, apply = _store(), case.factory(), case.noting()
    for version in (0, 3, 6):
        project(store, model, apply)
        project(store, model, apply)
        case.has(model, _ids(store), version + 1, "after projecting twice")
        store.append("a", BATCH, expected=version)


def together(case: _Case[T]) -> None:
    """What was written and the position are kept together: a batch that is cut off leaves nothing of both."""
    store, model = _store(), case.factory()
    project(store, model, case.noting())
    store.append("a", BATCH, expected=0)
    with suppress(_CutError):
        project(store, model, case.noting(_CutError()))
    case.has(model, _ids(store)[:1], 1, "after a batch that was cut off")
    project(store, model, case.noting())
    case.has(model, _ids(store), 4, "after the same batch again")


def stops(case: _Case[T]) -> None:
    """Where an entry cannot be applied, the model has all before it and nothing of it, and can go on."""
    store, model = _store(BATCH), case.factory()
    try:
        project(store, model, case.noting(KeyError("kz")))
    except ApplyError as error:
        found = (error.position, error.visit_id, error.event, error.problem)
        hold(found == (_POISON, "a", "GuestDeparted", "KeyError: 'kz'"), f"the error told {found}")
    case.has(model, _ids(store)[: _POISON - 1], _POISON - 1, "after an entry that failed")
    project(store, model, case.noting())
    case.has(model, _ids(store), 4, "after the same again, when it was mended,")


def skips(case: _Case[T]) -> None:
    """An entry that is left out leaves behind which it was and why, and nothing of what was written of it."""
    store, model = _store(BATCH), case.factory()
    project(store, model, case.noting(KeyError("kz")), on_error="skip")
    ids = _ids(store)
    case.has(model, [*ids[: _POISON - 1], *ids[_POISON:]], 4, "after an entry was left out")
    wanted = (Skipped(_POISON, "a", ids[_POISON - 1], "GuestDeparted", "KeyError: 'kz'"),)
    hold(model.skipped == wanted, f"as left out were kept {model.skipped}")


def whole_batches(case: _Case[T]) -> None:
    """Who reads while a batch is written sees the model as it was before."""
    store, model, apply = _store(BATCH), case.factory(), case.noting()

    def looking(thing: T, recorded: Recorded) -> None:
        apply(thing, recorded)
        found = case.read(model)
        hold(not found, f"after {recorded.id} of the first batch a reader saw {found}")

    project(store, model, looking)


def goes_on(case: _Case[T]) -> None:
    """A model that is kept up to date in one thread takes in what another appends."""
    store, model, apply, quiet = _store(), case.factory(), case.noting(), Quiet()
    project(store, model, apply)
    quiet.writers = ["a"]

    def live() -> tuple[Recorded, ...]:
        try:
            project(store, model, lambda thing, recorded: apply(thing, quiet.came(recorded)), stop=quiet)
        finally:
            quiet.waiting.set()
        return ()

    at_once([partial(live), partial(quiet.append, store, "a", BATCH)])
    case.has(model, _ids(store), 4, "when it was stopped")


def once_by_two(case: _Case[T]) -> None:
    """Where two bring a model up to date at once, each entry is applied once."""
    store, model, apply = _store(), case.factory(), case.noting()

    def bring() -> int:
        return project(store, model, apply)

    for number in range(_ROUNDS):
        at_once([bring, bring])
        case.has(model, _ids(store), 1 + number * len(BATCH), "after two projected at once")
        store.append("a", BATCH, expected=number * len(BATCH))


def rebuilds(case: _Case[T]) -> None:
    """While a model is rebuilt it is read as it was; then it is the new one, with what came meanwhile."""
    store, model, seen = _store(BATCH), case.factory(), list[list[str]]()
    project(store, model, case.noting(KeyError("kz")), on_error="skip")
    before = case.read(model)

    def progress(position: int, _: int) -> None:
        seen.append(case.read(model))
        if position == 4:  # noqa: PLR2004 - what is there at first
            store.append("a", BATCH, expected=3)

    rebuild(store, model, case.noting(prefix="new "), progress=progress)
    hold(
        all(found == before for found in seen), f"while it was rebuilt were read {seen} where {before} was the old one"
    )
    case.has(model, [f"new {each}" for each in _ids(store)], 7, "after it was rebuilt")
    hold(not model.skipped, f"after it was rebuilt as left out were kept {model.skipped}")


def cut_rebuilding(case: _Case[T]) -> None:
    """A rebuilding that fails or is cut off leaves the model as it was, and it can go on."""
    store, model = _store(BATCH), case.factory()
    project(store, model, case.noting(KeyError("kz")), on_error="skip")
    before, skipped = case.read(model), model.skipped
    store.append("a", BATCH, expected=3)
    for reason in (_CutError(), KeyError("kz")):
        with suppress(_CutError, ApplyError):
            rebuild(store, model, case.noting(reason, "new "))
        case.has(model, before, 4, "after a rebuilding that was cut off")
        hold(model.skipped == skipped, f"after a rebuilding that was cut off as left out were kept {model.skipped}")
    project(store, model, case.noting())
    case.has(model, [*before, *_ids(store)[4:]], 7, "when it went on")


def _store(events: Iterable[Event] = ()) -> VisitStore:
    store = store_with(MemoryStore, "a")
    store.append("a", events, expected=0)
    return store


def _ids(store: VisitStore) -> list[str]:
    return [recorded.id for recorded in store.read_all()]


READ_MODELS: Final[tuple[Claim[_Case[Any]], ...]] = (
    each_once,
    together,
    stops,
    skips,
    whole_batches,
    goes_on,
    once_by_two,
    rebuilds,
    cut_rebuilding,
)
"""THE list of claims about read models."""
