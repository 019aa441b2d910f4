"""The words for one event.

A sentence holds both tenses, what happened before what is planned: "The guest <arrived/will arrive>". A slot names a
field of the event; what follows its colon is the form in which the value is said: `state` is the state of a side as it
stands alone, `of` the same after "of" (with its article, or in the genitive), `leader` who leads the side, `at` a place
with its preposition; `Teller` explains the others where it makes them.
"""

import re
from collections.abc import Mapping
from typing import Final

from protocol.events import Event
from protocol.fields import frozen


@frozen
class EventWords:
    """What an event is called: its heading, its sentence, and where more is known of it its item in a programme.

    `held` is the sentence of a ceremony of which nothing is known but that it was held. An event that is a matter of
    record in a programme too has no tenses. `press` says that press services word the sentence otherwise than
    ministries, in some languages.
    """

    heading: str
    sentence: str
    item: str | None = None
    held: str | None = None
    press: bool = False


Family = Mapping[type[Event], EventWords]
"""The words for the events of a family."""

_TENSES: Final = re.compile(r"<([^/>]*)/([^>]*)>")


def tenses(sentence: str) -> tuple[str, str]:
    """A sentence about what happened, and the same about what is planned: the messages that catalogues translate.

    >>> tenses("The guest <arrived/will arrive>[ {place:at}]")
    ('The guest arrived[ {place:at}]', 'The guest will arrive[ {place:at}]')
    """
    return _TENSES.sub(r"\1", sentence), _TENSES.sub(r"\2", sentence)
