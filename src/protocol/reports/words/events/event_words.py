"""The words for one event.

A sentence has both tenses, first of what happened, then of what is planned: "The guest <arrived/will arrive>". A slot
names a field of the event, or the place of the entry or a part of those present, and after a colon the form of its
value: `state` is the state of a side, `of` the same after "of" (with its article, or in the genitive), `leader` the
leader of the side, `at` a place with its preposition; `Teller` explains the others.
"""

import re
from collections.abc import Mapping
from typing import Final

from attrs import field

from protocol.events import Event
from protocol.fields import frozen
from protocol.reports.words.templates import fill


@frozen
class EventWords:
    """What an event is called: as an item of a programme, in a sentence, and as a heading.

    The heading is the item without its optional parts, unless it is given. An event that is a matter of record even in
    a programme has no tenses. `held` is the sentence for a ceremony of which only the opening and closing are reported.
    `press` says that in some languages press services word the sentence differently from ministries.
    """

    item: str
    sentence: str
    heading: str = field()
    held: str | None = None
    press: bool = False

    @heading.default
    def _without_optional_parts(self) -> str:
        return fill(self.item, lambda _: None)


Family = Mapping[type[Event], EventWords]
"""The words for the events of a family."""

_TENSES: Final = re.compile(r"<([^/>]*)/([^>]*)>")


def tenses(sentence: str) -> tuple[str, str]:
    """A sentence in its two tenses, for what happened and for what is planned, as catalogues translate it.

    >>> tenses("The guest <arrived/will arrive>[ {place:at}]")
    ('The guest arrived[ {place:at}]', 'The guest will arrive[ {place:at}]')
    """
    return _TENSES.sub(r"\1", sentence), _TENSES.sub(r"\2", sentence)
