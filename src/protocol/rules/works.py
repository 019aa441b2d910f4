"""Works: the acts, books and reports that rules cite."""

from attrs import field

from protocol.fields import frozen
from protocol.values import Source, Text, as_text


@frozen
class Work:
    """An act, a book or a report; rules cite its articles, paragraphs or pages as they were seen.

    >>> print(Work("Spain, RD 684/2010, Reglamento de Honores Militares", language="es").at("Article 25.3"))
    Spain, RD 684/2010, Reglamento de Honores Militares, Article 25.3
    """

    title: Text = field(converter=as_text)
    url: str | None = None
    language: str | None = None

    def at(self, locator: str) -> Source:
        """A place in the work, by a number that was seen."""
        return Source(self.title, self.url, self.language, locator)

    @property
    def whole(self) -> Source:
        """The work as a whole, if it has no articles or the number of the article was not seen."""
        return Source(self.title, self.url, self.language)
