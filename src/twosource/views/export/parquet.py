"""Claims as Parquet, for who analyses them; it needs pyarrow, which is as large as all the rest and so is asked for by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from twosource.extras import extra
from twosource.views.export.selection import Selection
from twosource.views.rows import Row


def write(selection: Selection) -> Iterator[bytes]:
    """One row a claim; lists stay lists and days are days.

    Raises:
        TwosourceError: pyarrow is not there.
    """
    arrow, files = (extra(m, "Parquet needs pyarrow", "pip install pyarrow") for m in ("pyarrow", "pyarrow.parquet"))
    table = arrow.Table.from_pylist([_row(selection, row) for row in selection.rows], schema=_schema(arrow))
    sink = arrow.BufferOutputStream()
    files.write_table(table, sink, compression="zstd")
    yield sink.getvalue().to_pybytes()


def _schema(arrow: Any) -> Any:
    text, texts, whole, day, number, truth = (
        arrow.string(),
        arrow.list_(arrow.string()),
        arrow.int32(),
        arrow.date32(),
        arrow.float64(),
        arrow.bool_(),
    )
    return arrow.schema([
        ("id", text), ("claim", text), ("type", text), ("stage", text), ("sources_min", whole), ("sources_max", whole), ("opposed", truth), ("in_conflict", truth), ("credibility", whole),
        ("first_day", day), ("last_day", day), ("place", text), ("country", text), ("latitude", number), ("longitude", number), ("place_is", text), ("sides", texts), ("voices", texts),
        ("outlets", texts), ("reports", whole), ("first_reported", day), ("last_reported", day), ("why", texts),
    ])  # fmt: skip


def _row(selection: Selection, row: Row) -> dict[str, Any]:
    claim, place, when, shown = row.claim, row.place, row.period, selection.shown
    return {
        "id": claim.id, "claim": shown(claim.gist), "type": claim.type, "stage": row.stage or None, "sources_min": claim.sources_min, "sources_max": claim.sources_max,
        "opposed": claim.opposed, "in_conflict": bool(claim.conflicts), "credibility": claim.credibility, "first_day": when and when.first, "last_day": when and when.last,
        "place": row.where or None, "country": place and place.country, "latitude": place and place.lat, "longitude": place and place.lon, "place_is": place and place.level,
        "sides": list(row.sides), "voices": [shown(label) for _, label in row.voices], "outlets": list(row.outlets), "reports": row.reports, "first_reported": row.first,
        "last_reported": row.last, "why": [shown(w) for w in claim.why],
    }  # fmt: skip
