"""Plain data as YAML that is easy to read and means the same to readers of YAML 1.1 and 1.2."""

import re
from functools import cache
from typing import Any, Final

from protocol.errors import MissingExtraError

WIDTH: Final = 120
COMPACT: Final = 90
"""A longer list or mapping is written with one item a line."""

TEXT: Final = "tag:yaml.org,2002:str"

_NOT_WORDS = re.compile(
    r"[-+]?(?:\.?[0-9]|0[ox]|\.(?:inf|nan))|[=<]|(?:y|n|yes|no|on|off|true|false|null|~)?\Z", re.IGNORECASE
)
_HARMLESS = re.compile(
    r"[^\x00-\x1f\x7f-\xa0\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ud800-\udfff\ufeff\ufffe\uffff]*"
)
"""Matches texts without characters that are invisible or that some readers of YAML take for a line end."""


def yaml_text(plain: Any) -> str:  # noqa: ANN401 - plain data of any form
    """Plain data as one YAML document."""
    try:
        dumper = _dumper()
    except ImportError:
        raise MissingExtraError("writing YAML", "cli") from None
    import yaml

    text: str = yaml.dump(plain, Dumper=dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text


def _lay_out(node: Any, *, block: bool) -> None:  # noqa: ANN401 - the nodes of PyYAML have no useful common type
    """Write a short list or mapping without others inside on one line, all others, and steps, with one item a line."""
    if isinstance(node.value, str):
        return
    pairs = [part if isinstance(part, tuple) else (None, part) for part in node.value]
    for key, value in pairs:
        _lay_out(value, block=key is not None and key.value == "steps")
    parts = [part for pair in pairs for part in pair if part is not None]
    flat = all(isinstance(part.value, str) for part in parts)
    node.flow_style = flat and not block and sum(len(part.value) + 2 for part in parts) < COMPACT


def _quotes(text: str) -> str | None:
    """The quotes that a text needs so that no reader takes it for a number, a date or the like."""
    if not _HARMLESS.fullmatch(text):
        return '"'
    return "'" if _NOT_WORDS.match(text) else None


@cache
def _dumper() -> Any:  # noqa: ANN401 - a class of an optional dependency
    import yaml

    class Dumper(yaml.SafeDumper):
        """Writes lists indented under their key, and no anchors or aliases."""

        def represent(self, data: object) -> None:
            node = self.represent_data(data)
            _lay_out(node, block=True)  # a document on one line would be taken for JSON
            self.serialize(node)

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as PyYAML has it
            super().increase_indent(flow, indentless=False)

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as PyYAML has it
            return True

    def write_text(dumper: Dumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar(TEXT, text, style=_quotes(text))

    Dumper.add_representer(str, write_text)
    return Dumper
