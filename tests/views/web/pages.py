"""What a browser makes of a page: its tags, and where they lead."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from starlette.testclient import TestClient


class Page(HTMLParser):
    """Tags with their attributes, and the words between them."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    @property
    def links(self) -> list[str]:
        """Addresses that a person can follow."""
        return [given["href"] for tag, given in self.tags if tag == "a" and "href" in given]

    @property
    def asked(self) -> list[str]:
        """Addresses that the browser asks for by itself."""
        own = ("src", "srcset", "data", "action", "formaction", "xlink:href")
        return [v for tag, given in self.tags for k, v in given.items() if k in own or (k == "href" and tag == "link")]


def page(client: TestClient, path: str, status: int = 200) -> Page:
    answer = client.get(path)
    assert answer.status_code == status, answer.text[-400:]
    return Page(answer.text)


def claims(client: TestClient, asked: str = "") -> list[dict[str, Any]]:
    """Claims by the programming interface."""
    found: list[dict[str, Any]] = client.get(f"/api/claims{asked}").json()["claims"]
    return found


def claim_id(client: TestClient, words: str) -> str:
    return str(next(c["id"] for c in claims(client) if words in c["gist"]))
