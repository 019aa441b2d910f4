"""YAML as a tree with places, read from the events of its parser, so that nothing is resolved, built or run.

Anchors, aliases, merge keys and tags are refused: a record of a visit needs none of them, and each can do harm.
"""

from collections.abc import Iterator
from typing import Any

from protocol.codec.faults import FaultedError, FaultLog
from protocol.codec.tree import Mark, Node, Style, TreeBuilder
from protocol.errors import MissingExtraError
from protocol.script.yaml_words import complaint


def parse_yaml(text: str, faults: FaultLog) -> Node | None:
    """Read one YAML document; None where it could not be read to its end, and then the log says why."""
    builder = TreeBuilder(faults)
    try:
        for event in _events(text, faults):
            _build(event, builder)
    except FaultedError:
        return None
    return builder.root


def _events(text: str, faults: FaultLog) -> Iterator[Any]:
    try:
        import yaml
    except ImportError:
        raise MissingExtraError("reading YAML", "cli") from None
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from yaml.parse(text, Loader=loader)
    except yaml.MarkedYAMLError as problem:
        mark, what = complaint(problem, text)
        raise faults.add(mark.line, mark.column, f"this is not YAML: {what}") from None
    except yaml.YAMLError as problem:
        raise faults.add(1, 1, f"this is not YAML: {problem}") from None


def _build(event: Any, builder: TreeBuilder) -> None:  # noqa: ANN401 - the events of PyYAML have no types worth naming
    mark = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
    match type(event).__name__:
        case "ScalarEvent":
            _refuse_decoration(event, mark, builder)
            builder.scalar(event.value, Style.TEXT if event.style else Style.PLAIN, mark)
        case "DocumentStartEvent" if builder.root is not None:
            raise builder.fault(mark, "a second document begins here: a script is one document")
        case "AliasEvent":
            raise builder.fault(mark, _ALIAS.format("*", event.anchor))
        case "MappingStartEvent" | "SequenceStartEvent" as name:
            _refuse_decoration(event, mark, builder)
            builder.open(mark, mapping=name.startswith("Mapping"))
        case "MappingEndEvent" | "SequenceEndEvent":
            builder.close()
        case _:
            pass


_ALIAS = "anchors and aliases are not read ({}{}): write it out"


def _refuse_decoration(event: Any, mark: Mark, builder: TreeBuilder) -> None:  # noqa: ANN401 - as above
    if event.anchor is not None:
        builder.fault(mark, _ALIAS.format("&", event.anchor))
    if event.tag is not None:
        builder.fault(mark, f"tags are not read, and nothing that they name is run ({event.tag}): leave it out")
    if getattr(event, "value", None) == "<<" and not event.style:
        builder.fault(mark, "merge keys are not read (<<): write it out")
