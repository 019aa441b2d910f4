"""The rules of the house: they can be kept, and each of them means something."""

from protocol.events import GuestArrived, GuestDeparted, PhotographTaken, TalksClosed, TalksOpened
from protocol.testing import check_rulebook, given
from timetable import HOUSE


def test_the_rulebook_of_the_house_is_a_good_one() -> None:
    """No rule is dead, no two are in conflict, and ours can be broken without breaking others."""
    assert "OUR01" in check_rulebook(HOUSE).alone


def test_a_photograph_after_the_talks_is_too_late() -> None:
    """The rule of the house finds what it is for."""
    given(GuestArrived(), TalksOpened(), rulebook=HOUSE).when(PhotographTaken()).then("OUR01")


def test_a_photograph_before_the_talks_is_in_time() -> None:
    """The rule of the house finds nothing else."""
    given(GuestArrived(), rulebook=HOUSE).when(PhotographTaken(), TalksOpened(), TalksClosed()).then_nothing()


def test_who_has_arrived_has_to_depart() -> None:
    """The rules that hold everywhere hold here."""
    given(GuestArrived(), rulebook=HOUSE).when(TalksOpened()).then_owed("DEP05")
    given(GuestArrived(), rulebook=HOUSE).when(GuestDeparted()).then_nothing()
