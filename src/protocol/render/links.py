"""Where links of a page may lead: to the web and nowhere else."""

from typing import Final
from urllib.parse import quote

_SAFE: Final = ":/?#[]@!$&'()*+,;=%~-._"


def web_address(link: str | None) -> str | None:
    """The address of a link, quoted so that nothing in it can end it early; None if it is not on the web.

    Anything else, such as a script, is printed and not linked.

    >>> web_address("https://example.org/a b")
    'https://example.org/a%20b'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    if link is None or not link.lower().startswith(("https://", "http://")):
        return None
    return quote(link.encode("utf-8", "replace"), safe=_SAFE)
