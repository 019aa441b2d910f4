"""Reading YAML as a tree of nodes with their places, from the events of a parser, so that nothing in it is run.

Anchors, aliases, merge keys and tags are refused: a record of a visit needs none of them, and each can do harm. The
messages of the parser are reworded for people who do not know YAML.
"""

import re
from collections.abc import Callable
from typing import Any, Final

from protocol.codec.characters import foreign
from protocol.codec.faults import FaultedError, FaultLog
from protocol.codec.tree import TOO_DEEP, Node, Place, Style, TreeBuilder
from protocol.errors import MissingExtraError


def parse_yaml(text: str, faults: FaultLog) -> Node | None:
    """Read one YAML document; None if it could not be read to its end, with the reason in the log."""
    try:
        import yaml
    except ImportError:
        raise MissingExtraError("reading YAML", "cli") from None
    builder = TreeBuilder(faults)
    try:
        _build(getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text).get_event, yaml, builder)
    except FaultedError:
        return None
    except yaml.MarkedYAMLError as problem:
        mark, what = _complaint(problem, text)
        builder.fault(mark, f"this is not YAML: {what}")
        return None
    except yaml.YAMLError as problem:
        faults.add(1, 1, f"this is not YAML: {problem}")
        return None
    return builder.root


def _build(next_event: Callable[[], Any], yaml: Any, builder: TreeBuilder) -> None:  # noqa: ANN401 - a module of an optional dependency, whose events are not typed
    """Pass all events to the builder; the most frequent kinds are tested first."""
    scalar, mapping, sequence = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
    text, plain = Style.TEXT, Style.PLAIN
    ends, last = {yaml.MappingEndEvent, yaml.SequenceEndEvent}, yaml.StreamEndEvent
    while (kind := (event := next_event()).__class__) is not last:
        if kind is scalar:
            if event.anchor or event.tag or event.value == "<<":
                _refuse_decoration(event, builder)
            builder.scalar(event.value, text if event.style else plain, event.start_mark)
        elif kind in ends:
            builder.close()
        elif kind is mapping or kind is sequence:
            if event.anchor or event.tag:
                _refuse_decoration(event, builder)
            builder.open(event.start_mark, mapping=kind is mapping)
        elif kind is yaml.AliasEvent:
            raise builder.fault(event.start_mark, _ALIAS.format("*", event.anchor))
        elif kind is yaml.DocumentStartEvent and builder.root is not None:
            raise builder.fault(event.start_mark, "a second document begins here: a script is one document")


_ALIAS = "anchors and aliases are not read ({}{}): write it out"


def _refuse_decoration(event: Any, builder: TreeBuilder) -> None:  # noqa: ANN401 - as above
    if event.anchor is not None:
        builder.fault(event.start_mark, _ALIAS.format("&", event.anchor))
    if event.tag is not None:
        refused = f"tags are not read, and nothing that they name is run ({event.tag}): leave it out"
        builder.fault(event.start_mark, refused)
    if getattr(event, "value", None) == "<<" and not event.style:
        builder.fault(event.start_mark, "merge keys are not read (<<): write it out")


_TAB: Final = "a tab stands here, and YAML is indented by spaces alone: put spaces"
_WORDS: Final = (
    (
        r"mapping values are not allowed",
        (
            "this colon does not fit: a text with a colon in it needs quotes, "
            "a key a space behind its colon, and keys side by side begin in one column"
        ),
    ),
    (
        r"did not find expected key|expected <block end>|expected '-' indicator",
        (
            "what stands here belongs to nothing above it: keys and dashes side by side begin in one column, "
            "and a text with quotes in it is put in other quotes"
        ),
    ),
    (
        r"sequence entries are not allowed",
        "this dash does not fit: each item of a list stands on a line of its own, all in one column",
    ),
    (r"expected ',' or '}'", "a comma or } is wanted here: a text with a comma, colon or bracket in it needs quotes"),
    (r"expected ',' or ']'", "a comma or ] is wanted here: a text with a comma, colon or bracket in it needs quotes"),
    (r"could not find expected ':'", "a colon is missing: a key is followed by a colon and a space"),
    (r"invalid Unicode character escape", "the code after this backslash is half of a character or none"),
    # Some versions of the parser have a lower limit than the tree.
    (r"nesting depth", TOO_DEEP),
    (r"unexpected end of stream", "the quotes that open here are not closed"),
)
_BEGAN_BEFORE = re.compile(r"could not find expected ':'|unexpected end of stream")


def _complaint(problem: Any, text: str) -> tuple[Place, str]:  # noqa: ANN401 - an exception of an optional dependency
    """The place where a text stops being YAML, and a message: our own, or that of the parser if we have none."""
    said = problem.problem or ""
    here, began = problem.problem_mark or problem.context_mark, problem.context_mark
    place = began if began and _BEGAN_BEFORE.search(said) else here
    mark = Place(place.line, place.column) if place else Place(0, 0)
    return mark, _in_words(problem, said, text[place.index : place.index + 1] if place else "") + _odd(text, mark)


def _odd(text: str, mark: Place) -> str:
    """A note on a character near the place that looks like a space, quote or dash of YAML and is none."""
    line = mark.line + 1
    lines = text.split("\n")[: line + 1]
    for number in (line, line + 1, line - 1):
        if 0 < number <= len(lines) and (found := foreign(lines[number - 1], letters=False)):
            return found.replace("its character", f"in line {number} character")
    return ""


def _in_words(problem: Any, said: str, character: str) -> str:  # noqa: ANN401 - as above
    if "that cannot start any token" in said or "tab character" in said:
        return _TAB if character == "\t" else f"a text that begins with {character} needs quotes"
    for pattern, words in _WORDS:
        if re.search(pattern, said):
            return words
    return ", ".join(part for part in (problem.context, said) if part)
