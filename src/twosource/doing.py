"""What the commands do and say, once their arguments are understood: calls, progress, one line for what became of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from twosource.errors import InputError, TwosourceError
from twosource.progress import progress

if TYPE_CHECKING:
    from twosource.engine.local import Engine
    from twosource.engine.steps import Tally
    from twosource.intake import Options
    from twosource.ledger import Ledger
    from twosource.views.web.accounts import Accounts


def options_of(columns: list[str] | None, format_: str | None) -> Options:
    """What the user says of the input as a whole."""
    from twosource.intake import Options, formats

    if format_ is not None:
        formats.named(format_)  # told at once, not with each file
    pairs = [column.partition("=") for column in columns or ()]
    if any(not ours or not heading for ours, _, heading in pairs):
        raise typer.BadParameter("write --columns FIELD=HEADING, such as --columns text=Body")
    return Options(columns={ours.strip(): heading.strip() for ours, _, heading in pairs}, format=format_)


@contextmanager
def engine_of(words: str, jobs: int) -> Iterator[Engine]:
    """Where reports are read: `local`, `dask` or `dask://HOST:PORT`."""
    from twosource.engine import cluster, local

    kind, apart, address = words.partition("://")
    if kind not in ("local", "dask") or (apart and (kind == "local" or ":" not in address)):
        raise typer.BadParameter("write --engine local, --engine dask or --engine dask://HOST:PORT")
    if kind == "local":
        yield local.on(jobs or local.cores())
        return
    with cluster.started(address or None, jobs or local.cores()) as engine:
        yield engine


def take_in(book: Ledger, paths: list[Path], engine: Engine, options: Options) -> bool:
    """Take in and read, and say what became of it; whether something was left out."""
    from twosource.engine import steps
    from twosource.intake import expected

    with progress("reading", expected(paths, options)) as watch:
        tally = steps.add(book, paths, engine, watch, options)
    return tell(tally)


def tell(tally: Tally) -> bool:
    """Say what became of the input; whether something was left out."""
    from twosource.intake import languages

    for fault in tally.left_out:
        print(f"left out: {fault.message}", file=sys.stderr)
    anew = f", {tally.reread:,} read anew" if tally.reread else ""
    print(f"{tally.added:,} reports taken in, {tally.known:,} known already{anew}, {len(tally.left_out):,} left out")
    if tally.not_read:
        which = ", ".join(f"{count:,} in {languages.name_of(code)}" for code, count in tally.not_read)
        print(f"kept, but not read, for they are not in English: {which}")
    return bool(tally.left_out)


def link(book: Ledger) -> None:
    """Make the claims anew, and say where that was not needed."""
    from twosource.engine import steps

    with progress("linking", None):
        made = steps.link(book)
    if not made:
        print("the claims are up to date")


def link_if_needed(book: Ledger) -> None:
    """Make the claims anew where they are older than the reports, without a word."""
    from twosource.engine import steps

    steps.link(book)


def sum_up(book: Ledger, brief_path: Path | None) -> None:
    """Say what the ledger holds, and write the brief if one was asked for."""
    holdings = book.holdings()
    claims = holdings.links.claims
    print(
        f"{len(claims):,} claims from {len(holdings.reports):,} reports, {sum(c.sources_min >= 2 for c in claims):,} with two or more independent sources"
    )
    if brief_path is not None:
        from twosource.views.brief import render

        write(brief_path, render(holdings))


def link_folder(source: Path, out: Path) -> None:
    """Link the readings of an export folder and write the whole export."""
    from twosource import linking
    from twosource.intake import export_folder
    from twosource.records import Holdings
    from twosource.views.export import jsonl

    reports, readings = export_folder.load(source)
    links = linking.link(reports, readings)
    told(lambda: jsonl.write(Holdings(reports=reports, readings=readings, links=links), out), out)
    print(f"{out} written: {len(links.claims):,} claims from {len(reports):,} reports")


def export(book: Ledger, format_: str, out: Path, select: str, *, text: bool, names: bool) -> None:
    """Write chosen claims in a format that other programs read."""
    from starlette.datastructures import QueryParams

    from twosource.views.export.formats import FILES
    from twosource.views.export.selection import Options, Selection
    from twosource.views.web.choice import Choice
    from twosource.views.web.claims import chosen
    from twosource.views.web.desk import Desk

    state = Desk(book).now()
    rows = chosen(state, Choice.of(QueryParams(select.lstrip("?")))).rows
    selection = Selection(state.index, rows, Options(text=text, names=names), state.marks)
    told(lambda: out.mkdir(parents=True, exist_ok=True), out)
    file = next(file for file in FILES if file.format == format_)
    path, data = out / file.name, b"".join(file.write(selection))
    told(lambda: path.write_bytes(data), path)
    print(f"{path} written: {len(rows):,} claims")


def accounts_of(file: Path) -> Accounts:
    """The accounts of a file that has some."""
    from twosource.views.web.accounts import Accounts

    found = Accounts(file)
    if not found.all():
        raise InputError(
            "there are no accounts in it", where=str(file), remedy=f"make one: twosource user {file} NAME --role admin"
        )
    return found


def write(path: Path, text: str) -> None:
    """Write a text and say so."""
    told(lambda: path.write_text(text, encoding="utf-8"), path)
    print(f"{path} written")


def told(do: Callable[[], object], path: Path) -> None:
    """Do it, and name the place where the system refuses."""
    try:
        do()
    except OSError as fault:
        raise TwosourceError(
            f"cannot be written: {(fault.strerror or str(fault)).lower()}",
            where=str(path),
            remedy="see to its folder and rights",
        ) from fault
