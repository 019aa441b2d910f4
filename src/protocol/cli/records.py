"""The record of one visit as text: what `protocol convert` and `protocol generate` write."""

from typing import Final, Literal

from protocol.codec import dump_lines
from protocol.script import dump_script
from protocol.stream import Stream

RecordForm = Literal["yaml", "json", "jsonl"]
SCRIPTS: Final = ("yaml", "json")
"""The forms of which a file holds one visit."""


def record_text(stream: Stream, form: RecordForm) -> str:
    """A record as a script in YAML or JSON, or as JSON Lines, one entry a line."""
    if form == "jsonl":
        return "".join(f"{line}\n" for line in dump_lines(stream))
    return dump_script(stream, to=form)
