"""All that chosen claims can be exported as, by the name of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.util import find_spec

from twosource.records import Record
from twosource.views.export import acled, claimreview, contract, ftm, geojson, parquet, prov, sheets
from twosource.views.export.selection import Selection


class File(Record, frozen=True, kw_only=True):
    """A file that can be had: its name, the format it is asked for by, what it is to a browser and to a person, and how it is written."""

    name: str
    format: str
    media: str
    title: str
    write: Callable[[Selection], Iterator[bytes]]
    needs: str | None = None

    @property
    def possible(self) -> bool:
        """Whether what it needs besides is installed."""
        return self.needs is None or find_spec(self.needs) is not None


FILES: tuple[File, ...] = (
    File(name="claims.csv", format="csv", media="text/csv; charset=utf-8", title="a sheet of claims", write=sheets.claims),
    File(name="sources.csv", format="csv", media="text/csv; charset=utf-8", title="a sheet of claims and sources", write=sheets.sources),
    File(name="acled-like.csv", format="acled", media="text/csv; charset=utf-8", title="a sheet like ACLED’s", write=acled.write),
    File(name="claims.geojson", format="geojson", media="application/geo+json", title="GeoJSON", write=geojson.write),
    File(name="claims.zip", format="contract", media="application/zip", title="JSON lines with all that they rest on", write=contract.write),
    File(name="claimreview.jsonld", format="claimreview", media="application/ld+json", title="ClaimReview", write=claimreview.write),
    File(name="claims.prov.json", format="prov", media="application/json", title="W3C PROV", write=prov.write),
    File(name="claims.parquet", format="parquet", media="application/vnd.apache.parquet", title="Parquet", write=parquet.write, needs="pyarrow"),
    File(name="claims.ftm.csv", format="ftm", media="text/csv; charset=utf-8", title="FollowTheMoney statements", write=ftm.write, needs="followthemoney"),
)  # fmt: skip
