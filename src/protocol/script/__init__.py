"""Visits as people write them, in YAML or JSON, read into streams and written from them."""

from protocol.script.dumping import dump_script
from protocol.script.loading import load_script, read_script

__all__ = ["dump_script", "load_script", "read_script"]
