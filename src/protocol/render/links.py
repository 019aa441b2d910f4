"""Where links of a page may lead: to the web and nowhere else."""

from typing import Final
from urllib.parse import quote

_SAFE: Final = ":/?#[]@!$&'()*+,;=%~-._"


def web_address(link: str | None) -> str | None:
    """The address of a link, quoted so that it ends where it ends; None of anything else, such as a script.

    What is no address of the web is printed and not linked.

    >>> web_address("https://example.org/a b")
    'https://example.org/a%20b'
    >>> web_address("javascript:alert(1)") is None
    True
    """
    if link is None or not link.lower().startswith(("https://", "http://")):
        return None
    return quote(link.encode("utf-8", "replace"), safe=_SAFE)
