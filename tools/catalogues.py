"""Write the catalogues of languages from the sources, and compile them: `python tools/catalogues.py [CODE...]`.

What is translated stays; what is new is added without a translation, for a person to fill in; what is no longer said
goes. With `--check` nothing is written, and it is said what is not current or not translated. A code that has no
folder yet gets one. The names of states are those of `tools/states/`, or of CLDR for a language without a table there.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import babel.messages
from attrs import frozen
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po
from state_names import names_in

from protocol.hosts import RULEBOOKS
from protocol.reports.sections.verdicts import RuleStanding
from protocol.reports.words.events import WORDS, tenses
from protocol.reports.words.language import IN_FULL, OF, in_a_sentence
from protocol.reports.words.states import LONG_NAMES
from protocol.reports.words.teller import PRESS
from protocol.reports.words.terms import ACTS, receptions, term, terms
from protocol.reports.words.times import MONTHS, WEEKDAYS
from protocol.rules import EvidenceKind, Fold, Severity
from protocol.validation.compiled.explanations import NEVER_DONE
from protocol.values import Side, VisitKind

SOURCES = Path(__file__).parent.parent / "src" / "protocol"
FOLDERS = SOURCES / "languages"


@frozen(order=True)
class Message:
    """A message of a catalogue: its English, what tells it apart from others like it, its form for several."""

    english: str
    context: str | None = None
    many: str | None = None

    @property
    def id(self) -> str | tuple[str, str]:
        """The message as catalogues know it."""
        return self.english if self.many is None else (self.english, self.many)


def messages() -> Iterator[Message]:
    """All that reports say."""
    for path in (*sorted((SOURCES / "reports").rglob("*.py")), SOURCES / "render" / "words.py"):
        yield from _said_in(path)
    for words in WORDS.values():
        for sentence in filter(None, (words.sentence, words.held)):
            contexts = (None, PRESS) if words.press else (None,)
            yield from (Message(each, context) for each in tenses(sentence) for context in contexts)
        if words.item != words.heading:
            yield Message(words.item)
    yield from (Message(english, context) for context, english in _words())


def _words() -> Iterator[tuple[str, str]]:
    """All words of fixed sets, after what they are among."""
    yield from terms()
    for among, words in {
        "month in a date": MONTHS,
        "weekday": WEEKDAYS,
        "step": [words.heading for words in WORDS.values()],
        "kind of visit": [f"{word} visit" for kind in VisitKind if (word := term(kind))],
        f"kind of visit, {PRESS}": [f"{term(VisitKind.WORKING)} visit"],
        "act of signing": ACTS.values(),
        "reception": receptions(),
        OF: [word for side in Side if (word := term(side))],
        "severity": map(str, Severity),
        "evidence": [kind.value for kind in EvidenceKind],
        "standing of a rule": [standing.value for standing in RuleStanding],
    }.items():
        yield from ((among, word) for word in words)


def _said_in(path: Path) -> Iterator[Message]:
    """What a file says or marks as to be said."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        match getattr(node.func, "attr", getattr(node.func, "id", None)):
            case "say" | "message":
                yield from map(Message, _literals(node.args[0]))
            case "count_message" | "count":
                one, many = (list(_literals(argument)) for argument in node.args[:2])
                yield from (Message(english, many=other) for english, other in zip(one, many, strict=True))
            case "word":
                contexts = [
                    told for keyword in node.keywords if keyword.arg == "among" for told in _literals(keyword.value)
                ]
                yield from (Message(english, context) for context in contexts for english in _literals(node.args[0]))
            case _:
                pass


def _literals(node: ast.expr) -> Iterator[str]:
    """The strings that an expression may give, where it says so."""
    match node:
        case ast.Constant(value=str(told)):
            yield told
        case ast.IfExp(body=one, orelse=other):
            yield from (*_literals(one), *_literals(other))
        case _:
            pass


def sentences() -> Iterator[Message]:
    """All that rules say, and what is said of one that was never kept."""
    yield Message(NEVER_DONE)
    for rule in {rule.code: rule for book in RULEBOOKS.values() for rule in book}.values():
        told = () if isinstance(rule.body, Fold) else (rule.wording, rule.alone)
        yield from map(Message, filter(None, (rule.sentence, rule.hint, *told)))
    for path in sorted((*SOURCES.glob("rules/*.py"), *SOURCES.glob("hosts/*.py"))):
        yield from map(Message, _faults_in(path))


def _faults_in(path: Path) -> Iterator[str]:
    """The messages of content rules: every text with a slot, and whatever is given to `fault`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) == "fault" and node.args:
            yield from _literals(node.args[0])


def states(code: str) -> Iterator[tuple[Message, str]]:
    """The names of states in a language: as they stand alone, after "of", and in full."""
    for country, names in names_in(code).items():
        yield Message(country.name), names.short
        yield Message(in_a_sentence(country), OF), names.genitive
        yield Message(LONG_NAMES.get(country.code, country.name), IN_FULL), names.long


def written(code: str, name: str) -> Catalog:
    """A catalogue as it should be: what the sources say, with the translations that there are."""
    path = FOLDERS / code / f"{name}.po"
    before = read_po(BytesIO(path.read_bytes()), locale=code) if path.exists() else Catalog(locale=code)
    made = Catalog(code, header_comment=f"# The {name} of reports.", fuzzy=False, **_HEADER)
    if name == "states":
        for each, told in states(code):
            made.add(each.id, told, context=each.context)
        return made
    for each in sorted(set(messages() if name == "messages" else sentences()), key=_key):
        known = before.get(each.id, each.context)
        made.add(each.id, known.string if known else None, context=each.context)
    return made


_HEADER = {
    "project": "protocol",
    "version": "1",
    "msgid_bugs_address": "",
    "last_translator": "",
    "language_team": "",
}


def _key(message: Message) -> tuple[str, str]:
    return message.context or "", message.english


def names(code: str) -> tuple[str, ...]:
    """The catalogues of a language; one without `rules.po` quotes the rules in English."""
    return ("messages", "states", *(["rules"] if (FOLDERS / code / "rules.po").exists() else []))


def texts(catalogue: Catalog) -> tuple[bytes, bytes]:
    """A catalogue for people and for machines; with a date of its own, so that the same sources give the same bytes."""
    readable, compiled = BytesIO(), BytesIO()
    catalogue.creation_date = catalogue.revision_date = _DATE
    write_po(readable, catalogue, width=0)
    write_mo(compiled, catalogue)
    return readable.getvalue(), compiled.getvalue()


_DATE = datetime(2023, 4, 10, tzinfo=UTC)


def main() -> int:
    """Write or check the catalogues; 1 where something is not current or not translated."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("codes", nargs="*")
    chosen = parser.parse_args()
    codes = chosen.codes or sorted(path.name for path in FOLDERS.iterdir() if (path / "messages.po").exists())
    wrong = 0
    for code in codes:
        for name in names(code):
            wrong += _checked(code, name) if chosen.check else _stored(code, name)
    return int(wrong > 0)


def _stored(code: str, name: str) -> int:
    catalogue = written(code, name)
    (FOLDERS / code).mkdir(exist_ok=True)
    for ending, text in zip(("po", "mo"), texts(catalogue), strict=True):
        (FOLDERS / code / f"{name}.{ending}").write_bytes(text)
    return 0


def _told(catalogue: Catalog) -> dict[object, object]:
    return {_named(each): _forms(each) for each in catalogue if each.id}


def _untold(catalogue: Catalog) -> dict[object, object]:
    """What is not translated, which is not compiled."""
    return {_named(each): _forms(each) for each in catalogue if each.id and not _translated(each)}


def _named(told: babel.messages.Message) -> tuple[object, object]:
    # Babel reads the context of a compiled message as bytes.
    context = told.context.decode() if isinstance(told.context, bytes) else told.context
    return told.id if isinstance(told.id, str) else tuple(told.id), context


def _forms(told: babel.messages.Message) -> tuple[str, ...]:
    return (told.string or "",) if told.string is None or isinstance(told.string, str) else tuple(told.string)


def _translated(told: babel.messages.Message) -> bool:
    return bool(all(told.string) if told.pluralizable else told.string)


def _checked(code: str, name: str) -> int:
    catalogue = written(code, name)
    missing = [
        each.id for each in catalogue if each.id and not (all(each.string) if each.pluralizable else each.string)
    ]
    readable, compiled = (BytesIO((FOLDERS / code / f"{name}.{ending}").read_bytes()) for ending in ("po", "mo"))
    current = _told(read_po(readable, locale=code)) == _told(catalogue) == _told(read_mo(compiled)) | _untold(catalogue)
    for each in missing:
        print(f"{code}/{name}: not translated: {each}")
    if not current:
        print(f"{code}/{name}: not current; python tools/catalogues.py writes it")
    return len(missing) + (not current)


if __name__ == "__main__":
    sys.exit(main())
