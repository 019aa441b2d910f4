"""Entries as JSON Lines and back, and the faults of inputs that cannot be read."""

from typing import TYPE_CHECKING

from protocol.facades import on_demand

if TYPE_CHECKING:
    from protocol.codec.converter import make_converter
    from protocol.codec.entries import dump_entry, load_entry
    from protocol.codec.faults import InputFault
    from protocol.codec.lines import dump_lines, read_lines
else:
    __getattr__, __dir__ = on_demand(
        __name__,
        {
            "converter": "make_converter",
            "entries": "dump_entry load_entry",
            "faults": "InputFault",
            "lines": "dump_lines read_lines",
        },
    )

__all__ = [
    "InputFault",
    "dump_entry",
    "dump_lines",
    "load_entry",
    "make_converter",
    "read_lines",
]
