"""robots.txt (RFC 9309): what a site asks visitors like us to leave alone."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from twosource.errors import InputError
from twosource.intake.fetch import Web

LARGEST = 512 * 1024
NAME = "twosource"
NOTHING = ("User-agent: *", "Disallow: /")


class Robots:
    """The wishes of the sites met so far, each asked for once; a site that cannot say them is left alone for now."""

    def __init__(self, web: Web) -> None:
        self._web = web
        self._rules: dict[str, RobotFileParser] = {}

    def allow(self, address: str) -> bool:
        """Whether the page may be fetched."""
        parts = urlsplit(address)
        site = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "", "", ""))
        if site not in self._rules:
            self._rules[site] = self._ask(site)
        return self._rules[site].can_fetch(NAME, address)

    def _ask(self, site: str) -> RobotFileParser:
        rules = RobotFileParser()
        try:
            answer = self._web.get(f"{site}/robots.txt", limit=LARGEST)
        except InputError:
            answer = None
        if answer is None or answer.status >= 500:
            rules.parse(NOTHING)
        else:
            words = answer.data.decode("utf-8", "replace") if answer.status == 200 else ""
            rules.parse(words.splitlines())
        return rules
