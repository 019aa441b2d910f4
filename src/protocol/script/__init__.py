"""Scripts: visits as people write them, in YAML or JSON, read into streams and written from them."""

from typing import TYPE_CHECKING

from protocol.facades import on_demand

if TYPE_CHECKING:
    from protocol.script.dumping import dump_script
    from protocol.script.loading import load_script, load_steps, read_script
else:
    __getattr__, __dir__ = on_demand(
        __name__, {"dumping": "dump_script", "loading": "load_script load_steps read_script"}
    )

__all__ = ["dump_script", "load_script", "load_steps", "read_script"]
