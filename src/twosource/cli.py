"""The command line: arguments in, exit codes out. What a command does and says is in `doing.py`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from twosource import __version__, doing, threads
from twosource.errors import InputError, TwosourceError
from twosource.progress import progress

app = typer.Typer(
    name="twosource",
    help="Read reports of a war and keep a ledger of what they claim: on whose word, and how many independent sources each claim really has.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 all well; 1 failed; 2 wrong use; 3 something was left out and named; 4 a data file is wrong; 5 no language model; 6 the ledger cannot be used; 7 no such id; 130 stopped by you.",
)

LedgerPlace = Annotated[
    str,
    typer.Argument(metavar="LEDGER", help="The ledger: a file, or postgresql://USER@HOST/NAME."),
]
NewLedger = Annotated[
    str,
    typer.Option(
        "--ledger",
        "-l",
        metavar="LEDGER",
        help="The ledger: a file, or postgresql://USER@HOST/NAME; it is made if it is not there.",
    ),
]
Paths = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH...",
        help="Files or folders of reports, pages, letters, feeds, tables, archives; - is standard input.",
    ),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=0, help="Processes that read; 0 is one for each processor core.")
]
Where = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="local|dask[://HOST:PORT]",
        help="Where reports are read: in processes of this machine, or on the workers of a Dask scheduler; without an address one is started here.",
    ),
]
Columns = Annotated[
    list[str] | None,
    typer.Option(
        "--columns", "-c", metavar="FIELD=HEADING", help="Which column of a table holds what; once for each field."
    ),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as",
        metavar="FORMAT",
        help="What the input is, where its name does not tell: text, json, jsonl, csv, html, mhtml, eml, feed, pdf, docx, warc, wacz.",
    ),
]
LeftOut = 3


def main() -> None:
    """The program. Errors meant for the user are printed as one line; a trace is a fault of ours."""
    threads.one()
    try:
        app()
    except TwosourceError as fault:
        print(f"twosource: {fault.message}", file=sys.stderr)
        sys.exit(fault.exit_code)
    except KeyboardInterrupt:
        print("twosource: stopped; what was taken in is kept", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"twosource {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options of the program itself."""
    del version


@app.command()
def run(
    paths: Paths,
    ledger: NewLedger,
    brief: Annotated[
        Path | None, typer.Option("--brief", "-b", help="Where to write the brief, one HTML file.")
    ] = None,
    jobs: Jobs = 0,
    columns: Columns = None,
    format_: As = None,
    engine: Where = "local",
) -> None:
    """Everything in one go: take in reports, read, link, and write the brief."""
    from twosource.ledger import Ledger

    with doing.engine_of(engine, jobs) as read, Ledger.open(ledger, create=True) as book:
        left_out = doing.take_in(book, paths, read, doing.options_of(columns, format_))
        doing.link(book)
        doing.sum_up(book, brief)
    if left_out:
        raise typer.Exit(LeftOut)


@app.command()
def add(
    ledger: LedgerPlace,
    paths: Paths,
    jobs: Jobs = 0,
    columns: Columns = None,
    format_: As = None,
    engine: Where = "local",
) -> None:
    """Take in and read reports. What the ledger has already is not read again."""
    from twosource.ledger import Ledger

    with doing.engine_of(engine, jobs) as read, Ledger.open(ledger, create=True) as book:
        if doing.take_in(book, paths, read, doing.options_of(columns, format_)):
            raise typer.Exit(LeftOut)


@app.command()
def watch(
    feeds: Annotated[
        list[str], typer.Argument(metavar="FEEDS...", help="Lists of feeds (.opml), or addresses of feeds.")
    ],
    ledger: NewLedger,
    every: Annotated[float, typer.Option(min=1.0, help="Minutes between two looks at a feed.")] = 30.0,
    once: Annotated[bool, typer.Option("--once", help="Look at each feed once and stop.")] = False,
    contact: Annotated[str, typer.Option(help="How the sites can reach you; sent with every question.")] = "",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private networks, such as a server of your own.")
    ] = False,
    jobs: Jobs = 0,
    engine: Where = "local",
) -> None:
    """Follow feeds: take in and read what is new, for as long as it runs; started again, it goes on where it was."""
    from twosource.addresses import is_web
    from twosource.engine.watch import Watch
    from twosource.intake import opml
    from twosource.intake.fetch import Web
    from twosource.ledger import Ledger

    addresses = [a for f in feeds for a in ([f] if is_web(f) else opml.feeds(Path(f)))]
    web = Web(allow_private=allow_private, contact=contact)
    left_out = False
    with doing.engine_of(engine, jobs) as read, Ledger.open(ledger, create=True) as book:
        following = Watch(book, list(dict.fromkeys(addresses)), web, every * 60, read)
        for done in following.rounds(once):
            print(f"{done.asked:,} feeds asked, {done.unchanged:,} unchanged")
            left_out |= doing.tell(done.tally)
            sys.stdout.flush()
    if left_out:
        raise typer.Exit(LeftOut)


@app.command()
def link(
    ledger: Annotated[
        str | None,
        typer.Argument(metavar="[LEDGER]", help="The ledger: a file, or postgresql://USER@HOST/NAME."),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="Instead of a ledger: an export folder with reports, statements, voices, events."),
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="With --from: the folder to write the whole export to.")
    ] = None,
) -> None:
    """Make the claims anew from all readings and decisions: copies, stories, voices, sources, conflicts."""
    if ledger is not None and source is None and out is None:
        from twosource.ledger import Ledger

        with Ledger.open(ledger) as book:
            doing.link(book)
    elif ledger is None and source is not None and out is not None:
        doing.link_folder(source, out)
    else:
        raise typer.BadParameter("give a ledger, or a folder with --from and one with --out")


@app.command()
def brief(
    ledger: LedgerPlace,
    out: Annotated[Path, typer.Option("--out", "-o", help="Where to write it.")] = Path("brief.html"),
    title: Annotated[str, typer.Option(help="The heading of the page.")] = "What is claimed, and on whose word",
) -> None:
    """Write the brief: one HTML page that needs no network, reads on a phone and prints."""
    from twosource.ledger import Ledger
    from twosource.views.brief import render

    with Ledger.open(ledger) as book:
        doing.link_if_needed(book)
        doing.write(out, render(book.holdings(), title))


@app.command()
def export(
    ledger: LedgerPlace,
    out: Annotated[Path, typer.Option("--out", "-o", help="The folder to write to.")],
    format_: Annotated[
        Literal["jsonl", "csv", "acled", "geojson", "contract", "claimreview", "prov", "parquet", "ftm"],
        typer.Option("--format", "-f", help="What to write."),
    ] = "jsonl",
    select: Annotated[
        str, typer.Option(help="Which claims: what stands behind ? in the address of the page Claims.")
    ] = "",
    text: Annotated[bool, typer.Option("--text/--no-text", help="With or without words of the reports.")] = True,
    names: Annotated[
        bool, typer.Option("--names/--no-names", help="With names of victims and private persons, or blacked out.")
    ] = True,
) -> None:
    """Write all that the ledger holds as JSON lines, or chosen claims in a format that other programs read."""
    from twosource.ledger import Ledger

    with Ledger.open(ledger) as book:
        doing.link_if_needed(book)
        if format_ == "jsonl":
            if select or not (text and names):
                raise typer.BadParameter("jsonl is the whole ledger as it stands; for a part of it choose contract")
            from twosource.views.export import jsonl

            doing.told(lambda: jsonl.write(book.holdings(), out), out)
            print(f"{out} written")
        else:
            doing.export(book, format_, out, select, text=text, names=names)


@app.command()
def show(
    ledger: LedgerPlace,
    id_: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]", help="A claim, voice, event, statement, report or story; the beginning of an id is enough."
        ),
    ] = None,
    most: Annotated[int, typer.Option(help="Without ID: how many claims.")] = 20,
) -> None:
    """Show one thing with its sentences and the reasons for its number; without ID, the claims with the most sources."""
    from rich.console import Console

    from twosource.ledger import Ledger
    from twosource.views import terminal
    from twosource.views.index import Index

    console = Console(highlight=False, soft_wrap=not sys.stdout.isatty())
    with Ledger.open(ledger) as book:
        doing.link_if_needed(book)
        index = Index(book.holdings())
    for line in terminal.show(index, id_) if id_ else terminal.ledger(index, most):
        console.print(line)


@app.command()
def search(
    ledger: LedgerPlace,
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS...", help='All must occur; "in quotation marks" in this order; tank* is a beginning.'
        ),
    ],
    most: Annotated[int, typer.Option(help="How many.")] = 20,
) -> None:
    """Find reports, claims and voices by words, best first."""
    from twosource.ledger import Ledger

    with Ledger.open(ledger) as book:
        found = book.search(" ".join(f'"{w}"' if " " in w else w for w in words), most)
    for hit in found:
        print(f"{hit.kind:<7}{hit.id}  {hit.title}")
        if hit.excerpt and hit.kind == "report":
            print(f"       {hit.excerpt}")
    if not found:
        print("nothing found", file=sys.stderr)


@app.command()
def decide(
    ledger: LedgerPlace,
    a: Annotated[str, typer.Argument(metavar="ID", help="An event or a voice.")],
    b: Annotated[str, typer.Argument(metavar="ID", help="Another of the same kind.")],
    judgement: Annotated[
        Literal["same", "different", "undo"], typer.Argument(help="What they are; undo takes your word back.")
    ],
    why: Annotated[str, typer.Option(help="Your reason, kept with the decision.")] = "",
    by: Annotated[str, typer.Option(help="Your name, kept with the decision.", envvar="USER")] = "",
) -> None:
    """Overrule a merge or a separation: say that two events or two voices are the same, or different. It is kept, and can be undone."""
    from twosource.ledger import Ledger
    from twosource.ledger.decisions import decision

    with Ledger.open(ledger) as book:
        book.decide(decision(book.holdings(), a, b, None if judgement == "undo" else judgement, by, why))
        doing.link(book)


@app.command()
def serve(
    ledger: LedgerPlace,
    host: Annotated[
        str, typer.Option(help="The address to listen on; this one is reached from this machine only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8000,
    users: Annotated[
        Path | None,
        typer.Option(help="A file of accounts, made by: twosource user FILE NAME. One has to sign in then."),
    ] = None,
    name: Annotated[
        list[str] | None, typer.Option(help="A name by which this server is asked, such as desk.example.org.")
    ] = None,
) -> None:
    """Open the workplace on a ledger: a web page to read, judge and hand on what it holds. Stop it with Ctrl-C."""
    from twosource.ledger import Ledger
    from twosource.views import web

    with Ledger.open(ledger) as book:
        doing.link_if_needed(book)
        accounts = doing.accounts_of(users) if users is not None else None
        web.serve(
            web.Desk(book, patience=2.0), host, port, lambda words: print(words, file=sys.stderr), accounts, name or ()
        )


@app.command()
def user(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file of accounts; it is made if it is not there.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose account.")],
    role: Annotated[
        Literal["viewer", "analyst", "admin"],
        typer.Option(help="viewer reads, analyst also decides, admin also sees to accounts."),
    ] = "analyst",
    remove: Annotated[bool, typer.Option("--remove", help="Take the account away.")] = False,
) -> None:
    """Make an account for `serve --users`, or give one another role and password, which is asked for, or read from standard input."""
    from twosource.views.web.accounts import Accounts

    accounts = Accounts(file)
    if remove:
        accounts.remove(name)
        print(f"{name} is gone from {file}")
        return
    given = (
        typer.prompt("Password", hide_input=True, confirmation_prompt=True)
        if sys.stdin.isatty()
        else sys.stdin.readline().rstrip("\n")
    )
    accounts.put(name, role, given)
    print(f"{name} may sign in as {role}: {file}")


@app.command()
def check(ledger: LedgerPlace) -> None:
    """Prove the ledger: every span is its words, every text is the one taken in, every name leads somewhere."""
    from twosource.ledger import Ledger
    from twosource.ledger.check import check as prove

    with Ledger.open(ledger) as book:
        faults = 0
        for line in prove(book):
            faults += 1
            print(line)
        if faults:
            print(f"twosource: {faults} faults in {book.where}", file=sys.stderr)
            raise typer.Exit(6)
        older = (
            "" if book.is_linked() else "; its claims are older than its reports, make them anew with: twosource link"
        )
        print(f"{book.where}: sound, {book.count():,} reports{older}")


@app.command()
def copy(
    ledger: LedgerPlace,
    to: Annotated[
        str,
        typer.Argument(metavar="TO", help="An empty place: a file, or postgresql://USER@HOST/NAME."),
    ],
) -> None:
    """Copy a whole ledger: from a file to a server where many work on it, or back."""
    from twosource.ledger import Ledger
    from twosource.ledger.copying import copy as copied

    with Ledger.open(ledger) as source, Ledger.open(to, create=True) as target:
        with progress("copying", source.count()) as watch:
            copied(source, target, watch)
        print(f"{target.where}: {target.count():,} reports")


@app.command()
def parse(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text file; - reads standard input.")],
) -> None:
    """Print sentences, tags, lemmas, trees and names of a text as CoNLL-U."""
    from twosource import language
    from twosource.intake.decode import text_of
    from twosource.language.conllu import conllu

    try:
        data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as fault:
        raise InputError(f"cannot be read: {fault.strerror}", where=str(file), remedy="check the path") from fault
    for line in conllu(language.parse(text_of(data, str(file)))):
        print(line)
