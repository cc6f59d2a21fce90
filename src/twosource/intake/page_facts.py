"""What a page says about itself to machines: JSON-LD (schema.org), OpenGraph and `meta` elements.

An outlet fills these in by program, so they come before anything that is guessed from how a page looks.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from twosource.addresses import is_web
from twosource.intake.publication import day_in
from twosource.intake.report import Metadata

ARTICLES = ("Article", "Posting", "Report", "BackgroundNews")
"""Types of schema.org that are a report end in one of these: NewsArticle, BlogPosting, Report, …"""

DAYS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date", "parsely-pub-date",
    "sailthru.date", "pubdate", "publishdate", "publish-date", "publication_date", "article.published", "date",
)  # fmt: skip
OUTLETS = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
AUTHORS = ("author", "article:author", "parsely-author", "dc.creator", "dcterms.creator", "sailthru.author", "byl")
MOST = 2000
"""Values of JSON-LD looked at."""


def facts(page: Any) -> Metadata:
    """Metadata of a parsed page (an lxml element); what it does not say stays None."""
    linked = _linked(page)
    named = _named(page)
    published = _day(linked.get("datePublished")) or next((d for k in DAYS if (d := _day(named.get(k)))), None)
    canonical = next(iter(page.xpath("//link[@rel='canonical']/@href")), None)
    return Metadata(
        outlet=next((named[k] for k in OUTLETS if named.get(k)), None) or next(_names(linked.get("publisher")), None),
        authors=tuple(dict.fromkeys(_names(linked.get("author"))))
        or next(((named[k],) for k in AUTHORS if named.get(k) and not is_web(named[k])), ()),
        published=published,
        url=next((u for u in (canonical, named.get("og:url"), linked.get("url")) if isinstance(u, str) and is_web(u)), None),
        title=_text(linked.get("headline")) or named.get("og:title"),
        language=_text(linked.get("inLanguage")) or _text(next(iter(page.xpath("/html/@lang")), None)),
    )  # fmt: skip


def _named(page: Any) -> dict[str, str]:
    """Contents of `meta` elements by name, the first of each."""
    found: dict[str, str] = {}
    for element in page.xpath("//meta[@content]"):
        key = element.get("property") or element.get("name") or element.get("itemprop") or ""
        value = " ".join(element.get("content").split())
        if value:
            found.setdefault(key.lower(), value)
    return found


def _linked(page: Any) -> dict[str, Any]:
    """The first object of JSON-LD that is a report, an empty one where there is none."""
    for script in page.xpath("//script[@type='application/ld+json']/text()"):
        try:
            # Not strict: outlets leave line breaks within strings.
            whole = json.loads(str(script), strict=False)
        except (ValueError, RecursionError):
            continue
        for value in _objects(whole):
            kinds = value.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if isinstance(kind, str) and kind.endswith(ARTICLES):
                    return value
    return {}


def _objects(whole: Any) -> Iterator[dict[str, Any]]:
    waiting = [whole]
    for _ in range(MOST):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value[:MOST])
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in value)


def _names(value: Any) -> Iterator[str]:
    """Names of people or bodies, however they are written there."""
    for one in value[:20] if isinstance(value, list) else [value]:
        name = _text(one.get("name") if isinstance(one, dict) else one)
        if name and not is_web(name):
            yield name


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _day(value: Any) -> str | None:
    """An ISO day from what a page gives as a date, None where it is none."""
    if not isinstance(value, str):
        return None
    try:
        return datetime.fromisoformat(value.strip().replace("Z", "+00:00")).date().isoformat()
    except ValueError:
        day = day_in(value)
        return day.isoformat() if day else None
