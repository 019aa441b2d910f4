"""Scripts that cannot be read say why, where, and all of it at once; nothing of them is run."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.codec.faults import FaultedError
from protocol.codec.tree import Place, Scalar, Style
from protocol.errors import InvalidValueError, UnreadableError
from protocol.script import dump_script, load_script, read_script
from protocol.script.desk import Desk
from protocol.script.values import ValueShape, read_parts
from protocol.stream import Stream
from protocol.testing import streams
from protocol.testing.words import TRICKY

HEAD = "format: visit/1\nvisit: a\n"


def faults(text: str | bytes) -> list[str]:
    """All faults of a script, as text without its name."""
    with pytest.raises(UnreadableError) as caught:
        load_script(text, name="s")
    return [line.removeprefix("s:") for line in str(caught.value).split("\n")]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "1:1: there is nothing here: a script begins with format: visit/1"),
        ("# nothing\n", "1:1: there is nothing here: a script begins with format: visit/1"),
        ("visit: a\n", "1:1: a script says which format it has: format: visit/1 is missing"),
        ("format: visit/1\n", "1:1: a script needs visit, which is missing"),
        ("format: visit/1\nvisit: ''\n", "2:8: the id of the visit is empty"),
        ("format: visit/2\nvisit: a\n", "1:9: visit/2 is newer than this library reads, visit/1: upgrade state-visit"),
        ("format: entry/1\nvisit: a\n", "1:9: the format is not one of a script: visit/1 is wanted"),
        (
            "format: entry/1\nvisit: a\n",
            "1:9: the format is not one of a script: visit/1 is wanted; this looks like JSON",
        ),
        ("format: [visit/1]\nvisit: a\n", "1:9: the format is not one of a script"),
        ("- a\n", "1:1: a script is written as keys with values, not as a list"),
        ("a\n", "1:1: a script is written as keys with values, not as a single word"),
        ("null\n", "1:1: a script is written as keys with values, not as nothing"),
        (HEAD + "kindd: state\n", "3:1: kindd is no key of a script; did you mean kind?"),
        (HEAD + "kind: stat\n", "3:7: a visit kind cannot be 'stat': one of state, official"),
        (HEAD + "visit: b\n", "3:1: visit is given twice, first in line 2"),
        (
            HEAD + "time_zone: Asia/Almatty\n",
            "3:12: Asia/Almatty is no time zone of the IANA database; did you mean Asia/Almaty?",
        ),
        (HEAD + "time_zone: ../../etc\n", "3:12: ../../etc is no time zone"),
        (HEAD + "time_zone: Oslo\n", "3:12: Oslo is no time zone of the IANA database; did you mean Europe/Oslo?"),
        (HEAD + "time_zone: GMT+6\n", "3:12: GMT+6 is no time zone of the IANA database: it has names such as"),
        (
            HEAD + "time_zone: Oslo\nsteps: [guest_arrived: {at: 2023-04-10T10:30}]\n",
            "4:29: 2023-04-10T10:30:00 has no offset, and the time_zone of the script is not known",
        ),
        (HEAD + "host: {state: Norway}\n", "3:15: a country cannot be 'Norway': its two-letter code of ISO 3166-1"),
        (HEAD + "kind: State Visit\n", "3:7: a visit kind cannot be 'State Visit': one of state, official"),
        (
            HEAD + "dates: [2023-02-31]\n",
            "3:9: a date cannot be '2023-02-31': no calendar or clock shows it; a day such",
        ),
        (HEAD + "dates: [10:30]\n", "3:9: a date cannot be '10:30'"),
        (HEAD + "dates: 2023-04-10\n", "3:8: a list is wanted here, such as [2023-04-10], not a single word"),
        (HEAD + "dates: []\n", "3:8: the first day is wanted here, or the first and the last"),
        (HEAD + "dates: [2023-04-10, 2023-04-09]\n", "3:8: the last day cannot be '2023-04-09'"),
        (HEAD + "host: {side: guest}\n", "3:8: side is no key of host"),
        (HEAD + "host: KZ\n", "3:7: host is written as keys with values, not as a single word"),
        (HEAD + "also: [{state: KZ}]\n", "3:8: a party needs side, which is missing"),
        (
            HEAD + "host: {principals: [{rank: monarch}]}\n",
            "3:21: a person cannot be None: a name or an office is wanted",
        ),
        (HEAD + "host: {principals: ['']}\n", "3:21: words are wanted here, and there are none"),
        (HEAD + "sources: [{id: x, title: T}, {id: x, title: U}]\n", "3:10: two sources have the id x"),
        (HEAD + "opening: [a]\n", "3:10: opening is written as keys with values, not as a list"),
        (HEAD + "opening: {remark: a}\n", "3:11: remark is no key of opening"),
        (HEAD + "steps: a\n", "3:8: a list is wanted here"),
    ],
)
def test_a_header_that_cannot_be_read_says_where(text: str, fault: str) -> None:
    """Whatever is wrong with a header is said with its line and column."""
    assert any(found.startswith(fault) for found in faults(text)), faults(text)


@pytest.mark.parametrize(
    ("step", "fault"),
    [
        ("guest_arived", "4:5: guest_arived is no step; did you mean guest_arrived?"),
        ("zzz", "4:5: zzz is no step; for what has no word there is other_happened"),
        ("record_opened: {visit: b}", "4:5: a record is opened by the header of its script"),
        ("talk", "4:5: talk is no step; did you mean talks?"),
        ("", "4:4: a step is wanted here, such as guest_arrived"),
        ("[a]", "4:5: a step is wanted here"),
        ("{guest_arrived: , talks: }", "4:5: each step is an item of its own, in YAML with a dash before it: guest_a"),
        (
            "{talks: , format: restricted}",
            "4:5: keys of talks stand inside it, in YAML indented further than it: format",
        ),
        ("{a: 1, b: 2}", "4:5: a step is one word with its fields under it, and here are several: a, b"),
        ("guest_arrived: Astana", "4:20: guest_arrived is written as keys with values, not as a single word"),
        (
            "document_signed: A",
            "4:22: document_signed is written as keys with values, not as a single word; the form is {t",
        ),
        (
            "guest_arrived: {place: A, Oslo}",
            "4:31: Oslo is no key of guest_arrived: it has at, until, precision, place",
        ),
        ("march_past_held: {Oslo, at: 10:30}", "4:23: Oslo is no key of march_past_held"),
        ("documents_exchanged: {documents: A}", "4:38: a list is wanted here, such as [A], not a single word"),
        (
            "documents_exchanged: {documents: {title: A}}",
            "4:38: a list is wanted here, such as [one, another], not keys with values",
        ),
        ("guest_arrived: {plac: x}", "4:21: plac is no key of guest_arrived; did you mean place?"),
        ("march_past_held: {zzz: x}", "4:23: zzz is no key of march_past_held: it has at, until"),
        ("place_inaugurated", "4:5: place_inaugurated needs name, which is missing"),
        ("place_inaugurated: {name: }", "4:31: a text is wanted here, and nothing is written"),
        ("place_inaugurated: {name: [a]}", "4:31: a text is wanted here"),
        ("gun_salute_fired: {rounds: '21'}", "4:32: a whole number is wanted here, without quotes"),
        ("gun_salute_fired: {rounds: 2.5}", "4:32: a whole number is wanted here"),
        ("gun_salute_fired: {rounds: " + "9" * 6000 + "}", "4:32: a whole number is wanted here"),
        ("gun_salute_fired: {rounds: 99999999999999999}", "4:32: a whole number is wanted here"),
        ("guest_greeted: {flowers: yes}", "4:30: true or false is wanted here"),
        (
            "anthem_played: {of: gest}",
            "4:25: a side cannot be 'gest': one of host, guest, other is wanted; did you mean guest?",
        ),
        ("guest_arrived: {at: 2023-02-31}", "4:25: a moment cannot be '2023-02-31': no calendar or clock shows it"),
        (
            "guest_arrived: {at: 9:30}",
            "4:25: a moment cannot be '9:30': a time such as 2023-04-10T10:30, 2023-04-10 or 10:30",
        ),
        ("guest_arrived: {at: 25:00}", "4:25: a moment cannot be '25:00'"),
        ("guest_arrived: {at: soon}", "4:25: a moment cannot be 'soon'"),
        ("guest_arrived: {at: [1]}", "4:25: a date-time, a date or a time of day is wanted here"),
        ("guest_arrived: {at: {precision: by}}", "4:25: a moment needs a value"),
        ("guest_arrived: {at: {value: 10:30, precision: bye}}", "4:25: a precision cannot be 'bye'"),
        (
            "guest_arrived: {at: 2023-04-10T10:30}",
            "4:25: 2023-04-10T10:30:00 has no offset, and the script no time_zone: write time_zone: Asia/Almaty",
        ),
        ("guest_arrived: {precision: about}", "4:32: precision says how a time is to be read"),
        ("guest_arrived: {placing: listd}", "4:30: a placing cannot be 'listd'"),
        ("guest_arrived: {sources: [x]}", "4:31: x is the id of no source in the header; give it an id there"),
        ("guest_arrived: {during: talks}", "4:29: there is no talks before this step"),
        ("guest_arrived: {during: zzz}", "4:29: zzz is no step"),
        ("guest_arrived: {during: 9}", "4:29: there is no entry 9: the last is 1"),
        ("entry_corrected: {position: 0, event: {a: b}}", "4:44: a is no step"),
        ("entry_corrected: {position: 0, event: []}", "4:43: a step is wanted here"),
        ("talks: {steps: [guest_arived]}", "4:21: guest_arived is no step"),
        ("talks: {format: x, steps: [guest_arived]}", "4:32: guest_arived is no step"),
        ("visit_agreed: {dates: [x]}", "4:28: a date cannot be 'x': a day such as 2023-04-10 is wanted"),
        ("document_signed: {kind: treaty}", "4:5: document_signed needs title, which is missing"),
        ("other_happened: {title: {}}", "4:29: a text cannot be {}"),
    ],
)
def test_a_step_that_cannot_be_read_says_where(step: str, fault: str) -> None:
    """Whatever is wrong with a step is said with its line and column."""
    found = faults(f"{HEAD}steps:\n  - {step}\n")
    assert any(each.startswith(fault) for each in found), found


@pytest.mark.parametrize(
    ("at", "fault"),
    [
        ("2024-03-31T02:30", "does not exist, for clocks were put forward, in Europe/Oslo: write its offset"),
        ("2024-10-27T02:30", "comes twice, for clocks were put back, in Europe/Oslo: write its offset"),
    ],
)
def test_a_time_that_clocks_did_not_show_once_is_told(at: str, fault: str) -> None:
    """A time without offset that the zone skips or repeats is not guessed."""
    (found,) = faults(f"{HEAD}time_zone: Europe/Oslo\nsteps: [guest_arrived: {{at: {at}}}]\n")
    assert fault in found


def test_a_complete_record_lists_nothing() -> None:
    """A step that is only listed has no place in a complete record."""
    (found,) = faults(f"{HEAD}coverage: complete\nsteps: [guest_arrived: {{placing: listed}}]\n")
    assert "a complete record places every step" in found


def test_a_name_of_two_principals_says_nobody() -> None:
    """A name that two principals bear has to be made clear."""
    parties = "host: {principals: [A]}\nguest: {principals: [{name: A, office: x}]}"
    found = faults(f"{HEAD}{parties}\nsteps: [photograph_taken: {{of: [A]}}]\n")
    assert "A is the name of two principals" in found[0]


def test_sources_that_cannot_be_read_hide_no_other_fault() -> None:
    """Where the sources themselves are at fault, steps are not blamed for naming them."""
    assert len(faults(f"{HEAD}sources: [{{id: x}}]\nsteps: [guest_arrived: {{sources: [x]}}]\n")) == 1


def test_what_a_value_refuses_is_told_where_it_begins() -> None:
    """A value that refuses what is read for it is a fault at the place where it is written."""

    def refuse(_: object) -> object:
        raise InvalidValueError("a thing", "x", "another is wanted")

    desk = Desk()
    with pytest.raises(FaultedError):
        read_parts(desk, Scalar("x", Style.PLAIN, Place(2, 3)), {}, ValueShape("a thing", {}, frozenset(), refuse))
    assert [str(fault) for fault in desk.faults.first] == ["3:4: a thing cannot be 'x': another is wanted"]


def test_all_faults_are_said_at_once() -> None:
    """One reading says everything that is wrong, in the order of the script."""
    found = faults("format: visit/1\nvisit: a\nkind: x\nsteps:\n  - a\n  - guest_arrived: {b: c, at: d}\n")
    assert [each.split(": ")[0] for each in found] == ["3:7", "5:5", "6:21", "6:31"]


def test_many_faults_are_counted() -> None:
    """Beyond fifty, faults are only counted."""
    found = faults(f"{HEAD}steps:\n" + "  - zzz\n" * 1000)
    assert len(found) == 51
    assert found[-1] == " and 950 more, 1000 in all"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [b\n", "this is not YAML"),
        ("a: b: c\n", "1:5: this is not YAML: this colon does not fit: a text with a colon in it needs quotes"),
        ("%YAML 9.1\n---\na\n", "this is not YAML: found incompatible YAML document"),
        ("\tx: y\n", "1:1: this is not YAML: a tab stands here, and YAML is indented by spaces alone: put spaces"),
        ("a:\n  b: c\n\td: e\n", "3:1: this is not YAML: a tab stands here"),
        ("a: @b\n", "1:4: this is not YAML: a text that begins with @ needs quotes"),
        ("steps:\n  - a\n - b\n", "3:2: this is not YAML: what stands here belongs to nothing above it"),
        ('a: "b "c" d"\n', "1:8: this is not YAML: what stands here belongs to nothing above it"),
        ("a: {b: c: d}\n", "1:9: this is not YAML: a comma or } is wanted here"),
        ("a: [b: c: d]\n", "this is not YAML: a comma or ] is wanted here"),
        ("a: - b\n", "1:4: this is not YAML: this dash does not fit: each item of a list stands on a line of its own"),
        ("a: b\nc d\ne: f\n", "2:1: this is not YAML: a colon is missing: a key is followed by a colon and a space"),
        ('a: "b\nc: d\n', "1:4: this is not YAML: the quotes that open here are not closed"),
        ("a: &x 1\n", "1:4: anchors and aliases are not read (&x): write it out"),
        ("a: &x [1]\nb: *x\n", "2:4: anchors and aliases are not read (*x): write it out"),
        ("<<: {a: b}\n", "1:1: merge keys are not read"),
        ("a: !!python/object/apply:os.system [exit]\n", "1:4: tags are not read"),
        ("a: !x b\n", "1:4: tags are not read"),
        ("a: ! b\n", "1:4: tags are not read"),
        ("? [a]\n: b\n", "1:3: a key has to be a word"),
        (HEAD + "---\na: b\n", "3:1: a second document begins here"),
        ("[" * 100_000, "nested deeper than 64 levels"),
        ("- " * 100_000, "1:129: nested deeper than 64 levels"),
        ('{"a": ' * 100_000, "nested deeper than 64 levels"),
        ('{"format": "visit/1", "visit": 5}', "1:32: a text is wanted here, in quotes"),
        ('{"format": "visit/1", "visit": "a", "steps": [1]}', "1:47: 1 is no step"),
        ('{"format": "visit/1", "visit": "a", "visit": "b"}', "1:37: visit is given twice"),
        ('{"format": "visit/1", "visit": NaN}', "1:32: NaN is no JSON"),
        ('{"format": "visit/1", ', "1:23: the text ends here, inside an object"),
        ("a\x00b", "1:2: the character U+0000 has no place in a text"),
        ("a\nb\x1b[1m", "2:2: the character U+001B"),
        ("a\ud800", "1:2: the character U+D800"),
        (b"\xff\xfea\x00", "1:1: this is UTF-16: save it as UTF-8"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "1:1: this is UTF-32: save it as UTF-8"),
        (b"\xfe\xff\x00a", "1:1: this is UTF-16"),
        (b"a\n\xc3\xa9\xff", "2:2: byte 0xFF is not UTF-8"),
        (bytes(range(128, 256)) * 1000, "1:1: byte 0x80 is not UTF-8"),
    ],
)
def test_what_is_no_script_is_told(text: str | bytes, fault: str) -> None:
    """What is not YAML, not JSON, not text, or made to do harm is refused with its place."""
    found = faults(text)
    assert any(fault in each for each in found), found


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing file and a directory are said to be what they are."""
    with pytest.raises(UnreadableError, match="there is no such file"):
        read_script(tmp_path / "none.yaml")
    with pytest.raises(UnreadableError, match="this is a directory"):
        read_script(tmp_path)
    with pytest.raises(UnreadableError, match="this is no name of a file"):
        read_script("a\0b")
    with pytest.raises(UnreadableError, match="cannot be opened"):
        read_script(tmp_path / ("a" * 5000))


def test_ten_megabytes_of_garbage_are_refused() -> None:
    """Garbage is refused, whatever its size."""
    for garbage in ("a: b: c\n" * 1_250_000, "x" * 10_000_000, "{" * 10_000_000, "\x01" * 10_000_000):
        assert faults(garbage)


def read_or_told(text: str | bytes) -> object:
    """The stream, or the faults that say why there is none; any other error would pass through."""
    try:
        return load_script(text)
    except UnreadableError as error:
        return error.faults


@given(st.text(max_size=40) | st.binary(max_size=40))
def test_no_text_makes_the_reader_fail(given_: str | bytes) -> None:
    """Whatever is given, a stream comes out or an error that says why not."""
    assert read_or_told(given_)


@given(streams(longest=3), st.data())
def test_a_script_changed_anywhere_is_read_or_told(stream: Stream, data: st.DataObject) -> None:
    """A script in which a piece was replaced by anything is read, or its faults are told."""
    text = dump_script(stream, to=data.draw(st.sampled_from(("yaml", "json"))))
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 10)))
    changed = text[:start] + data.draw(st.sampled_from(TRICKY) | st.text(max_size=5)) + text[end:]
    assert read_or_told(changed)


WITHOUT_YAML = """
import sys
sys.modules["yaml"] = None
from protocol.errors import MissingExtraError
from protocol.script import dump_script, load_script
stream = load_script('{"format": "visit/1", "visit": "a"}')
assert load_script(dump_script(stream, to="json")) == stream
for use in (lambda: load_script("format: visit/1"), lambda: dump_script(stream)):
    try:
        use()
    except MissingExtraError as error:
        print(error)
"""


def test_json_needs_no_yaml() -> None:
    """Without the library for YAML, JSON is read and written; what YAML needs is said in one line."""
    done = subprocess.run([sys.executable, "-c", WITHOUT_YAML], capture_output=True, text=True, check=True)  # noqa: S603 - our own words
    assert done.stdout.splitlines() == [
        "reading YAML needs an extra: pip install 'state-visit-protocol[cli]'",
        "writing YAML needs an extra: pip install 'state-visit-protocol[cli]'",
    ]


def test_yaml_is_read_alike_without_its_fast_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the fast parser of YAML is not built, the slow one gives the same stream."""
    yaml = pytest.importorskip("yaml")
    text = f"{HEAD}steps: [guest_arrived: {{place: 'NO'}}]\n"
    fast = load_script(text)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert load_script(text) == fast
    assert faults("a: *b\n") == ["1:4: anchors and aliases are not read (*b): write it out"]


@pytest.mark.parametrize(
    "text",
    [
        *("\tx: y\n", "a: b: c\n", "a: @b\n", "a:\n  - b\n - c\n", "- a\nb: c\n", "a: {b: c: d}\n", "a: [b: c: d]\n"),
        *("a: - b\n", "a: b\nc d\ne: f\n", 'a: "b\nc: d\n', 'a: "b "c" d"\n'),
    ],
)
def test_both_parsers_of_yaml_complain_alike(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong with a text is said in the same words, at the same place, whichever parser found it."""
    yaml = pytest.importorskip("yaml")
    fast = faults(text)
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert faults(text) == fast
