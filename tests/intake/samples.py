"""One small, sound file of each format, all telling the same short report; written for the tests."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage

HEADLINE = "Bridge shelled at dawn"
LEAD = "Shells fell on the bridge at dawn on Tuesday and the road to the north was cut, the mayor of the town said."
MORE = "Nobody was hurt, he added, but the market stayed closed and the buses to the villages did not leave all day."
LAST = "The army said that it had not fired on the bridge, and that it would look into what had happened there."
BODY = (LEAD, MORE, LAST)
HEAD = "<meta property='og:site_name' content='River Post'><meta property='article:published_time' content='2021-05-04T23:30:00-04:00'>"
NAV = "<nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"


def page(head: str = HEAD, headline: str = HEADLINE, body: tuple[str, ...] = BODY) -> bytes:
    paragraphs = "".join(f"<p>{words}</p>" for words in body)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{headline}</title>{head}</head><body>{NAV}<article><h1>{headline}</h1>"
        f"{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def rss() -> bytes:
    body = "".join(f"&lt;p&gt;{words}&lt;/p&gt;" for words in BODY)
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>River Post</title><link>https://post.example/</link>
<item><title>{HEADLINE}</title><link>https://post.example/bridge</link><guid isPermaLink="false">post-1</guid>
<pubDate>Tue, 04 May 2021 23:30:00 -0400</pubDate><dc:creator>Ana Ruiz</dc:creator><description>{body}</description></item>
<item><title>Second</title><link>https://post.example/second</link><description>{LEAD}</description></item>
</channel></rss>""".encode()


def atom() -> bytes:
    return f"""<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>River Post</title><id>urn:post</id><updated>2021-05-04T20:00:00Z</updated>
<entry><title>{HEADLINE}</title><id>urn:post:1</id><link href="https://post.example/bridge"/><updated>2021-05-04T23:30:00-04:00</updated>
<author><name>Ana Ruiz</name></author><content type="html">&lt;p&gt;{"&lt;/p&gt;&lt;p&gt;".join(BODY)}&lt;/p&gt;</content></entry></feed>""".encode()


def letter(html: bool = False, attached: tuple[str, bytes] | None = None) -> bytes:
    message = EmailMessage()
    message["From"] = "Harbour Press Office <press@harbour.example>"
    message["To"] = "desk@news.example"
    message["Subject"] = HEADLINE
    message["Date"] = "Tue, 04 May 2021 23:30:00 -0400"
    wrapped = "\n".join(LEAD[at : at + 60] for at in range(0, len(LEAD), 60)).replace("\n ", " \n")
    message.set_content(f"{wrapped}\n\n{MORE}\n\n{LAST}\n\n> an older letter\n-- \nPress office, phone 1234\n")
    if html:
        message.set_content(f"<p>{LEAD}</p><p>{MORE}</p>", subtype="html")
    if attached:
        message.add_attachment(attached[1], maintype="application", subtype="octet-stream", filename=attached[0])
    return message.as_bytes()


def mhtml() -> bytes:
    return (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://post.example/bridge\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        b"Content-Location: https://post.example/bridge\r\n\r\n" + page() + b"\r\n--b--\r\n"
    )


def pdf(paragraphs: tuple[str, ...] = (HEADLINE, *BODY), pages: int = 1, width: int = 60) -> bytes:
    """A PDF file made by hand: lines broken to `width` characters, a running head on each page."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for number in range(1, pages + 1):
        lines = ["River Post daily", ""] if pages > 2 else []
        for words in paragraphs:
            lines += [*_broken(words, width), ""]
        lines.append(f"Page {number} of {pages}" if pages > 2 else "")
        shown = "".join(f"({line}) Tj 0 -14 Td\n" if line else "0 -14 Td\n" for line in lines)
        stream = f"BT /F1 11 Tf 60 760 Td\n{shown}ET".encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream")
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Contents %d 0 R >>"
            % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1, table, len(objects) + 1, len(out),
    )  # fmt: skip


def docx(paragraphs: tuple[str, ...] = (HEADLINE, *BODY)) -> bytes:
    from docx import Document

    document = Document()
    document.core_properties.author = "Ana Ruiz"
    for words in paragraphs:
        document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def warc(pages: tuple[tuple[str, bytes], ...] | None = None, packed: bool = True) -> bytes:
    """A web archive made by hand: each page, and a picture after it."""
    out = b""
    for address, data in pages or (
        ("https://post.example/bridge", page()),
        ("https://post.example/", b"<html><p>x</p></html>"),
    ):
        for where, kind, body in (
            (address, "text/html; charset=utf-8", data),
            (address + "/p.png", "image/png", b"PNG"),
        ):
            answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {where}\r\nWARC-Date: 2021-05-05T08:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:0>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
            )
            record = head.encode() + answer + b"\r\n\r\n"
            out += gzip.compress(record, mtime=0) if packed else record
    return out


def wacz() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/data.warc.gz", warc())
    return out.getvalue()


def csv() -> bytes:
    text = "\n\n".join(BODY).replace('"', '""')
    return f'Headline,Body,Source,Date\n{HEADLINE},"{text}",River Post,4 May 2021\nSecond,"{LEAD}",River Post,2021-05-05\n'.encode()


def opml(*addresses: str) -> bytes:
    rows = "".join(f'<outline type="rss" text="River Post" xmlUrl="{a}"/>' for a in addresses)
    return (
        f'<?xml version="1.0"?><opml version="2.0"><body><outline text="News">{rows}</outline></body></opml>'.encode()
    )


def every() -> dict[str, bytes]:
    """A sound file of each format by its name."""
    return {
        "a.txt": "\n\n".join((HEADLINE, *BODY)).encode(),
        "a.jsonl": b'{"text": "Shells fell on the bridge at dawn."}\n{"text": "More.", "published": "2021-05-04"}\n',
        "a.json": b'[{"text": "Shells fell on the bridge at dawn.", "author": ["Ana Ruiz"]}]',
        "a.csv": csv(),
        "a.html": page(),
        "a.mhtml": mhtml(),
        "a.eml": letter(),
        "a.rss": rss(),
        "a.atom": atom(),
        "a.pdf": pdf(),
        "a.docx": docx(),
        "a.warc": warc(packed=False),
        "b.warc.gz": warc(),
        "a.wacz": wacz(),
    }


def _broken(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def bomb(size: int = 1 << 30) -> bytes:
    """`size` zeros as gzip, a thousandth as long."""
    out = io.BytesIO()
    with gzip.GzipFile(fileobj=out, mode="wb", compresslevel=9) as packed:
        for _ in range(size >> 20):
            packed.write(bytes(1 << 20))
    return out.getvalue()
