"""The commands about rulebooks: `rules` of a host, `--explain`, `--coverage`, `compare`, `evidence`."""

import json
from pathlib import Path

import click
import pytest

from protocol import COMMON
from protocol.hosts import rulebook_named
from test_cli import ASTANA, Ran, called

FORMS = ("text", "md", "json")


def words(ran: Ran) -> str:
    """What was written, on one line."""
    return " ".join(ran.out.split())


def test_the_rules_of_a_host_on_a_day() -> None:
    """The edition in force then: its own rules first, what it waives, what was seen and is not judged."""
    told = words(called("rules", "kz", "--on", "2010-01-01"))

    assert told.startswith("kz-2006: ")
    assert "In force from 2006-10-12 until 2013-04-18." in told
    assert told.index("KAZ01") < told.index("Of the common rules") < told.index("ARR01")
    assert told.index("Waived of the common rules") < told.index("CER02 The guest's anthem")
    assert "Seen, and not judged" in told


def test_without_a_day_it_is_the_latest_edition() -> None:
    """And an edition can be asked for by its name."""
    assert called("rules", "KZ").out.startswith("kz-2024: ")
    assert called("rules", "kz-2013").out.startswith("kz-2013: ")


def test_the_rules_of_a_kind_of_visit() -> None:
    """Rules that do not speak of such visits are left out."""
    told = called("rules", "ES", "--kind", "working", "--format", "json").objects
    codes = {rule["rule"] for rule in told}

    assert "ESP03" in codes
    assert "ESP08" not in codes


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_is_explained(form: str) -> None:
    """Sentence, sources, evidence with counts over the host's visits, and the visits that keep and break it."""
    told = words(called("rules", "--explain", "kaz05", "--format", form))

    assert "The delegations are presented before the commander of the guard reports." in told
    assert "held 3, broken 0" in told
    assert told.index("delegations presented") < told.index("guard reported")
    if form == "json":
        assert json.loads(told)["title"].startswith("KAZ05")


def test_a_content_rule_is_explained_without_visits() -> None:
    """Its values are beyond what an automaton can show."""
    told = words(called("rules", "--explain", "SIG01"))

    assert "A document is signed once." in told
    assert "The shortest visit" not in told


def test_a_rule_that_others_imply_says_so() -> None:
    """Of the textbook, the first stage asks for more than what it shares with others."""
    told = words(called("rules", "textbook", "--explain", "ARR01"))

    assert "The shortest visit that breaks it and no other rule" in told


def test_which_rules_visits_exercise(tmp_path: Path) -> None:
    """Counts over all files, each by its own rulebook, and the rules that none of them touches."""
    told = words(called("rules", "--coverage", str(ASTANA)))

    assert told.startswith("Rules exercised =============== Visits: 1; 47 of 63 rules were not put to the test: ")
    assert "KAZ05 1 1 0 The delegations are presented" in told
    assert "TXT01 1" in words(called("rules", "--coverage", "--rulebook", "textbook", str(ASTANA)))
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: visit/2", encoding="utf-8")
    assert called("rules", "--coverage", str(broken)).code == 2


@pytest.mark.parametrize("form", FORMS)
def test_two_editions_are_compared(form: str) -> None:
    """What was added, what was dropped, and a visit for each direction."""
    told = words(called("compare", "kz-2006", "kz-2013", "--format", form))

    assert "Kept by kz-2006, a departure from kz-2013" in told
    assert "Kept by kz-2013, a departure from kz-2006" in told
    assert told.index("Added") < told.index("KAZ05") < told.index("Dropped")


def test_the_same_rules_are_said_to_be_the_same() -> None:
    """Nothing tells a rulebook from itself."""
    told = words(called("compare", "kz-2013", "kz-2024"))

    assert "kz-2013 and kz-2024 accept the same orders of steps." in told


def test_the_evidence_for_a_rule_names_the_visits() -> None:
    """On each side, with their sources, and by host."""
    told = words(called("evidence", "CER01"))
    loosely = words(called("evidence", "CER01", "--loosely"))

    assert "Counted strictly: held 12, broken 1, not applicable 75." in told
    assert told.index("Held by") < told.index("Broken by")
    assert "Counted loosely: held 24, broken 1" in loosely
    assert "http" in told


def test_the_evidence_of_one_host() -> None:
    """Only visits to it are counted."""
    assert "visits to Kazakhstan: held 3, broken 0, not applicable 10." in words(
        called("evidence", "KAZ05", "--host", "kz")
    )
    assert "nothing to count" in words(called("evidence", "SIG01"))


def test_what_practice_suggests() -> None:
    """The delegations come first in Astana, and no common rule says so."""
    told = words(called("evidence", "--candidates", "--host", "KZ"))

    assert told.index("No common rule asks for it") < told.index("DelegationsPresented AnthemPlayed 4")
    assert "DelegationsPresented GuardReported 3" in told


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (("rules", "XX"), "two-letter code of ISO 3166-1"),
        (("rules", "IS"), "no rules of Iceland are known, only those of "),
        (("rules", "KZ", "ES"), "one host at a time"),
        (("rules", "--explain", "ABC01"), "no rulebook has a rule ABC01"),
        (("rules", "KZ", "--explain", "ESP01"), "no rulebook has a rule ESP01"),
        (("rules", "--coverage"), "--coverage needs the files"),
        (("rules", "KZ", "--on", "yesterday"), "does not match the format"),
        (("compare", "kz-2013", "kz-1990"), "or the name of a rulebook: common, textbook"),
        (("evidence",), "the code of a rule is wanted, or --candidates"),
        (("evidence", "CER01", "--host", "Kazakhstan"), "did you mean KZ?"),
    ],
)
def test_wrong_usage_is_explained(arguments: tuple[str, ...], wanted: str) -> None:
    """Each message says what was wanted."""
    with pytest.raises(click.UsageError) as refused:
        called(*arguments)

    assert wanted in str(refused.value.format_message())


def test_a_record_is_held_to_its_hosts_rulebook() -> None:
    """Unless another one is asked for; a name that nobody knows is refused with those that there are."""
    (by_host,) = called("check", "--format", "json", ASTANA).objects
    (by_common,) = called("check", "--format", "json", "--rulebook", "common", ASTANA).objects
    script = ASTANA.read_text(encoding="utf-8").replace("kind: official", "kind: official\nrulebook: kz-1990")

    assert (by_host["rulebook"], by_common["rulebook"]) == ("kz-2013", "common")
    assert len(rulebook_named("kz-2013")) > len(COMMON)
    refused = called("check", "-", stdin=script)
    assert refused.code == 2
    assert "its rulebook cannot be 'kz-1990'" in refused.err
