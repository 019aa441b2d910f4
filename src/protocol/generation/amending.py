"""Variations of a record: with a correction at its end, or with the visit called off before it begins."""

from random import Random

from protocol.events import FAMILIES, EntryCorrected, EntryRetracted, VisitCancelled
from protocol.events.moved import MOVED
from protocol.generation.leading import happens
from protocol.generation.tables import OFTEN, RARELY, SELDOM, VENUES, WORDS
from protocol.stream import Stream


def amend(random: Random, stream: Stream) -> Stream:
    """The stream; now and then with a correction at its end, or rarely that of the same visit called off.

    One random number decides, and zero leaves the stream unchanged, so that failures shrink to a visit that was held.
    Only a place is corrected, because no rule asks about it.
    """
    fate = 1 - random.random()
    if fate <= RARELY:
        return _called_off(stream)
    return _correct(random, stream) if fate <= RARELY + SELDOM else stream


def _called_off(stream: Stream) -> Stream:
    """A visit that was prepared in the same way, and cancelled instead of held."""
    prepared = [entry for entry in stream[1:] if type(entry.event) in FAMILIES["preparation"]]
    return Stream((stream.entries[0], *prepared)).then(VisitCancelled(WORDS[0]))


def _correct(random: Random, stream: Stream) -> Stream:
    found = [entry.position for entry in stream if "place" in MOVED.get(type(entry.event), {}).values()]
    if not found:
        return stream
    position = found[int(random.random() * len(found))]
    venue = VENUES[int(random.random() * len(VENUES))]
    corrected = stream.then(EntryCorrected(position, place=venue, reason=WORDS[0]))
    withdrawn = EntryRetracted(corrected.entries[-1].position, WORDS[0])
    return corrected.then(withdrawn) if happens(random, OFTEN) else corrected
