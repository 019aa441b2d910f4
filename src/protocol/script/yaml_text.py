"""Plain data as YAML that people like to read and that no reader of YAML 1.1 or 1.2 takes for something else."""

import re
from functools import cache
from typing import Any, Final

from protocol.errors import MissingExtraError
from protocol.script.plain import Bare

WIDTH: Final = 120
COMPACT: Final = 90
"""A list or mapping longer than this is written one item a line."""

TEXT: Final = "tag:yaml.org,2002:str"

_NOT_WORDS = re.compile(
    r"[-+]?(?:\.?[0-9]|0[ox]|\.(?:inf|nan))|[=<]|(?:y|n|yes|no|on|off|true|false|null|~)?\Z", re.IGNORECASE
)
_HARMLESS = re.compile(r"[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff]*")


def yaml_text(plain: Any) -> str:  # noqa: ANN401 - plain data of any form
    """Plain data as one YAML document."""
    try:
        dumper = _dumper()
    except ImportError:
        raise MissingExtraError("writing YAML", "cli") from None
    import yaml

    text: str = yaml.dump(plain, Dumper=dumper, sort_keys=False, allow_unicode=True, width=WIDTH)
    return text


def _compact(parts: list[Any]) -> bool:
    """Whether a list or mapping is short and flat enough to stand on one line.

    A time of day keeps it from that: PyYAML puts no word with a colon on such a line without quotes.
    """
    flat = all(isinstance(part.value, str) and (part.tag == TEXT or ":" not in part.value) for part in parts)
    return flat and sum(len(part.value) + 2 for part in parts) < COMPACT


@cache
def _dumper() -> Any:  # noqa: ANN401 - a class of an optional dependency
    import yaml

    class Dumper(yaml.SafeDumper):
        """Indents lists below their key, and writes nothing by reference."""

        def represent(self, data: object) -> None:
            node = self.represent_data(data)
            if isinstance(node, yaml.CollectionNode):
                node.flow_style = False  # a document on one line would be taken for JSON
            self.serialize(node)

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 - as PyYAML has it
            super().increase_indent(flow, indentless=False)

        def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:  # noqa: ANN401, FBT001 - as above
            node = super().represent_mapping(tag, mapping, flow_style)
            node.flow_style = _compact([part for pair in node.value for part in pair])
            for key, steps in node.value:
                if key.value == "steps":
                    steps.flow_style = False  # one step a line, however few
            return node

        def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:  # noqa: ANN401, FBT001 - as above
            node = super().represent_sequence(tag, sequence, flow_style)
            node.flow_style = _compact(node.value)
            return node

        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - as PyYAML has it
            return True

    def write_text(dumper: Dumper, text: str) -> yaml.ScalarNode:
        plain = "'" if _NOT_WORDS.match(text) else None
        style = plain if _HARMLESS.fullmatch(text) else '"'
        return dumper.represent_scalar(TEXT, text, style=style)

    def resolved(dumper: Dumper, text: str) -> str:
        tag: str = dumper.resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call] # the stubs leave it untyped
        return tag

    def write_bare(dumper: Dumper, text: Bare) -> yaml.ScalarNode:
        return dumper.represent_scalar(resolved(dumper, str(text)), str(text))

    Dumper.add_representer(str, write_text)
    Dumper.add_representer(Bare, write_bare)
    return Dumper
