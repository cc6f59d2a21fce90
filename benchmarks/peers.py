"""Parts of twosource beside what a user would pick instead, on the same texts. `benchmarks/requirements.txt` installs the peers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from benchmarks.timing import Ratio, ratio
from twosource import language
from twosource.intake import html
from twosource.intake.report import Metadata
from twosource.linking import copies
from twosource.linking.texts import Text
from twosource.reading import dates
from twosource.records import Report

FEW = 60
"""Reports that the slow peers are given."""

PAGES = 40


def rows(reports: Sequence[Report]) -> Iterator[tuple[str, Ratio | str]]:
    """Name and ratio of each pair, or what is missing for it."""
    for name, needs, pair in (
        ("copies / datasketch's MinHash LSH (candidates only)", "datasketch", _copies),
        ("time expressions / dateparser's search", "dateparser", _dates),
        ("a page to a report / trafilatura alone", "trafilatura", _pages),
    ):
        yield name, pair(reports) if find_spec(needs) else f"{needs} is not installed"


def _copies(reports: Sequence[Report]) -> Ratio:
    from datasketch import MinHash, MinHashLSH

    def ours() -> int:
        return len(copies.compare({r.id: Text.of(r) for r in reports}))

    def theirs() -> int:
        index = MinHashLSH(threshold=0.4, num_perm=128)
        found = 0
        for report in reports:
            words = report.text.lower().split()
            sketch = MinHash(num_perm=128)
            sketch.update_batch([" ".join(words[at : at + 4]).encode() for at in range(max(1, len(words) - 3))])
            found += len(index.query(sketch))
            index.insert(report.id, sketch)
        return found

    return ratio(ours, theirs)


def _dates(reports: Sequence[Report]) -> Ratio:
    from dateparser.search import search_dates

    some = reports[:FEW]
    docs = list(language.parse_many(r.text for r in some))
    return ratio(
        lambda: [dates.find(doc, r.published) for doc, r in zip(docs, some, strict=True)],
        lambda: [search_dates(r.text, languages=["en"]) for r in some],
    )


def _pages(reports: Sequence[Report]) -> Ratio:
    import trafilatura

    pages = [_page(r).encode() for r in reports[:PAGES]]
    return ratio(
        lambda: [html.report(p, Metadata(), "given", "page") for p in pages],
        lambda: [trafilatura.extract(p.decode(), fast=True, include_comments=False) for p in pages],
    )


def _page(report: Report) -> str:
    links = "".join(f"<li><a href='/{n}'>Story {n} of the day</a></li>" for n in range(60))
    body = "".join(f"<p>{line}</p>" for line in report.text.split("\n\n"))
    return f"<!DOCTYPE html><html><head><title>News</title></head><body><nav><ul>{links}</ul></nav><main><article>{body}</article></main><aside><ul>{links}</ul></aside></body></html>"
