"""What each stage costs beside the language model alone, which is the floor of reading."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

from benchmarks.timing import Ratio, ratio
from twosource import language
from twosource.ledger import Ledger
from twosource.linking import link
from twosource.reading.read import read_many
from twosource.records import Reading, Report
from twosource.views.brief import render


def rows(reports: Sequence[Report]) -> Iterator[tuple[str, Ratio]]:
    """Name and ratio of each pair."""
    readings: list[Reading] = list(read_many(reports))

    def model() -> int:
        return sum(len(doc) for doc in language.parse_many(r.text for r in reports))

    yield "reading / its language model alone", ratio(lambda: list(read_many(reports)), model)
    yield "linking / its language model alone", ratio(lambda: link(reports, readings), model)
    with tempfile.TemporaryDirectory() as folder:
        numbers = count()

        def kept() -> Ledger:
            with Ledger.open(Path(folder) / f"{next(numbers)}.db", create=True) as book:
                book.add(list(zip(reports, readings, strict=True)), 1)
                book.replace_links(links, "")
            return book

        links = link(reports, readings)
        yield "keeping in the ledger / its language model alone", ratio(kept, model)
        with Ledger.open(Path(folder) / "0.db") as book:
            holdings = book.holdings()
    yield "writing the brief / its language model alone", ratio(lambda: render(holdings), model)
