"""`protocol store`: the entries of a store, whether they are what was kept, and copies of them."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from protocol.cli import options
from protocol.cli.answers import as_line
from protocol.cli.entry import USAGE_ERROR
from protocol.cli.inputs import read_all
from protocol.cli.screen import Screen, printable
from protocol.cli.stores import now, open_store, visit_in
from protocol.cli.writing import Replacement
from protocol.errors import StoreError, UnreadableError, VersionConflictError
from protocol.events import tag
from protocol.store.copying import all_forms, append_stream, export, mask
from protocol.store.following import subscribe
from protocol.store.port import Recorded
from protocol.store.rows import Head
from protocol.store.sql import PAGE
from protocol.store.sqlite import SqliteStore
from protocol.store.verifying import StoreFault, verify

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
in_store = click.argument("store", metavar="STORE")


@click.group("store")
def store_command() -> None:
    """Look after a store of visits: a file, such as visits.db.

    STORE is the file; `visits.db#astana` is one visit in it. Every command that reads scripts reads stores, too.

    \b
    protocol store log visits.db --follow                what is recorded, as it comes
    protocol store head visits.db                        a line to keep elsewhere
    protocol store verify visits.db --anchor 812:5d0c…   whether all that was kept is there, unchanged
    protocol store export visits.db > archive.jsonl
    protocol store export --mask "A. Guest" visits.db -o masked.db
    protocol store import visits.db archive.jsonl visit.yaml
    protocol store backup visits.db copy.db
    """


@store_command.command("log")
@in_store
@click.option("--after", type=click.IntRange(min=0), default=0, help="Only what was kept after this position.")
@click.option("--follow", is_flag=True, help="Go on with what is recorded from now on, until Ctrl-C.")
@as_json
def show_log(*, store: str, after: int, follow: bool, as_json: bool) -> int:
    """List what was recorded, in the order in which it was kept: when, by whom, and what happened."""
    screen, wanted = Screen(), visit_in(store)
    with open_store(store) as kept:
        entries = subscribe(kept, after=after) if follow else kept.read_all(after=after)
        for recorded in entries:
            if wanted in {None, recorded.visit_id}:
                screen.answer(_log_line(recorded, as_json=as_json))
    return 0


def _log_line(recorded: Recorded, *, as_json: bool) -> bytes | str:
    by = recorded.entry.recorded_by or recorded.meta.get("by")
    if as_json:
        return as_line(
            {
                "position": recorded.position,
                "visit": recorded.visit_id,
                "version": recorded.version,
                "id": recorded.id,
                "kept_at": recorded.recorded_at.isoformat(),
                "by": by,
                "type": tag(type(recorded.event)),
                "meta": dict(recorded.meta),
            }
        )
    when = recorded.recorded_at.isoformat(sep=" ", timespec="seconds")
    place = f"{printable(recorded.visit_id)} {recorded.version}"
    who = "" if by is None else f"  by {printable(by)}"
    return f"{recorded.position:>6}  {when}  {place}  {tag(type(recorded.event))}{who}\n"


@store_command.command("head")
@in_store
@as_json
def print_head(*, store: str, as_json: bool) -> int:
    """Print how far a store has grown, as POSITION:HASH.

    Keep the line where whoever can write the store cannot write: with it `verify --anchor` shows later that the store
    still has everything up to this position, unchanged.
    """
    with open_store(store) as kept:
        head = kept.head()
    answer = {"position": head.position, "hash": head.hash.hex()}
    Screen().answer(as_line(answer) if as_json else f"{head}\n")
    return 0


@store_command.command("verify")
@in_store
@click.option("--anchor", "anchors", multiple=True, metavar="POSITION:HASH", help="A head that was kept elsewhere.")
@as_json
def verify_store(*, store: str, anchors: tuple[str, ...], as_json: bool) -> int:
    """Check that all that was kept is there, unchanged, in order and readable; the exit code is 1 if it is not.

    By itself this finds an entry that was altered, or removed from the middle. That the end was cut off, or everything
    written anew, is certain to be found only with an anchor: a line that `store head` printed and that was kept
    elsewhere.
    """
    with open_store(store) as kept:
        found = verify(kept, anchors=[Head.of(anchor) for anchor in anchors])
    answer: dict[str, Any] = {
        "store": kept.name,
        "head": str(found.head),
        "entries": found.entries,
        "visits": found.visits,
        "anchors": len(anchors),
        "faults": [{"position": fault.position, "problem": fault.problem} for fault in found.faults],
    }
    Screen().answer(as_line(answer) if as_json else "".join(f"{line}\n" for line in _verdict_lines(answer)))
    return 1 if found.faults else 0


def _verdict_lines(answer: dict[str, Any]) -> Iterator[str]:
    for fault in answer["faults"]:
        where = "" if fault["position"] is None else f"entry {fault['position']}: "
        yield printable(f"{where}{fault['problem']}")
    state = f"{len(answer['faults'])} faults" if answer["faults"] else "whole"
    size = f"{answer['entries']} entries, {answer['visits']} visits"
    yield f"{printable(answer['store'])}: {state}; {size}; head {answer['head']}"
    if not answer["anchors"]:
        yield "Without an anchor this does not show whether the end was cut off, or everything written anew."


@store_command.command("export")
@in_store
@click.option("-o", "--output", "to", metavar="FILE", help="Where to write; a new store if it ends in .db.")
@click.option("--mask", "names", multiple=True, metavar="NAME", help="Take this person out, into a new store.")
@options.lenient
def export_visits(*, store: str, to: str | None, names: tuple[str, ...], lenient: bool) -> int:
    """Write visits as an archive in JSON Lines, as they were kept, to standard output or a file.

    With --mask the output is a new store in which the fields of a person's name are masked; ids, titles and remarks
    that still have the name are listed, for a person to look at. Its hashes are new ones, and its entries say that it
    is a masked copy.
    """
    screen = Screen()
    with open_store(store) as kept:
        if names:
            if to is None or not to.endswith(".db"):
                raise click.UsageError("--mask writes a new store: name it, as in -o masked.db")
            if Path(to).exists():
                raise StoreError(to, "there is such a file already: a masked copy is a new file")
            forms = all_forms(kept, names)
            with SqliteStore(to, now) as copy:
                screen.complain(*map(str, mask(kept, copy, forms)))
            return 0
        found = export(kept, visit_in(store), lenient=lenient)
        if to is None:
            _write(found, screen.answer, screen)
        else:
            with Replacement(Path(to), (store.partition("#")[0],)) as file:
                _write(found, file.write, screen)
    return 0


def _write(found: Iterator[str | StoreFault], write: Callable[[bytes], None], screen: Screen) -> None:
    """Write the lines, many at once, and tell what was left out."""
    while part := list(islice(found, PAGE)):
        write("".join(f"{line}\n" for line in part if isinstance(line, str)).encode())
        screen.complain(*(f"left out: {fault}" for fault in part if isinstance(fault, StoreFault)))


@store_command.command("import")
@in_store
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def import_visits(*, store: str, files: tuple[str, ...]) -> int:
    """Append visits from scripts and archives to a store, which is made if it is not there.

    A visit goes by the id in its record. Of a visit that the store has in part, the rest is appended; a visit that
    differs from what the store has is refused, and nothing of it is kept. To import a file twice changes nothing.
    """
    screen, code = Screen(), 0
    with open_store(store, to_write=True, may_make=True) as kept:
        for read in read_all(files):
            if isinstance(read.content, UnreadableError):
                code = max(code, screen.complain_of(read.content))
                continue
            try:
                added = append_stream(kept, read.content)
            except VersionConflictError as conflict:
                screen.complain(f"{read.name}: {conflict}")
                code = USAGE_ERROR
            else:
                screen.answer(f"{printable(read.content.visit)}: {added} entries appended\n")
    return code


@store_command.command("backup")
@in_store
@click.argument("file", metavar="FILE")
def back_up(*, store: str, file: str) -> int:
    """Copy a store, as it is at this moment, into a new file, while others go on writing."""
    with open_store(store) as kept:
        if not isinstance(kept, SqliteStore):
            raise click.UsageError("a store on a server is copied by its own tools, such as pg_dump")
        kept.backup(file)
        head = kept.head()
    Screen().answer(f"{printable(file)}: a copy; head {head}\n")
    return 0
