"""What the parser of YAML complains of, in words for people who never met it."""

import re
from typing import Any, Final

from protocol.codec.characters import foreign
from protocol.codec.tree import TOO_DEEP, Mark

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
    # Some versions of the parser give up before the tree does.
    (r"nesting depth", TOO_DEEP),
    (r"unexpected end of stream", "the quotes that open here are not closed"),
)
_BEGAN_BEFORE = re.compile(r"could not find expected ':'|unexpected end of stream")


def complaint(problem: Any, text: str) -> tuple[Mark, str]:  # noqa: ANN401 - an exception of an optional dependency
    """Where a text stops being YAML, and what to do about it; what has no words here is told as the parser says it."""
    said = problem.problem or ""
    here, began = problem.problem_mark or problem.context_mark, problem.context_mark
    place = began if began and _BEGAN_BEFORE.search(said) else here
    mark = Mark(place.line + 1, place.column + 1) if place else Mark(1, 1)
    return mark, _told(problem, said, text[place.index : place.index + 1] if place else "") + _odd(text, mark)


def _odd(text: str, mark: Mark) -> str:
    """What stands near the place that is none of the spaces, quotes and dashes of YAML, though it looks like one."""
    lines = text.split("\n")[: mark.line + 1]
    for number in (mark.line, mark.line + 1, mark.line - 1):
        if 0 < number <= len(lines) and (found := foreign(lines[number - 1], letters=False)):
            return found.replace("its character", f"in line {number} character")
    return ""


def _told(problem: Any, said: str, character: str) -> str:  # noqa: ANN401 - as above
    if "that cannot start any token" in said or "tab character" in said:
        return _TAB if character == "\t" else f"a text that begins with {character} needs quotes"
    for pattern, words in _WORDS:
        if re.search(pattern, said):
            return words
    return ", ".join(part for part in (problem.context, said) if part)
