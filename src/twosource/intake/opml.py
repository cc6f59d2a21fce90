"""`.opml`: a list of feeds, as readers of feeds export it."""

from __future__ import annotations

from pathlib import Path

from twosource.errors import InputError
from twosource.intake.guard import foreign
from twosource.intake.source import MB

LARGEST = 8 * MB
REMEDY = 'export it from your reader of feeds, or write <outline type="rss" text="Name" xmlUrl="https://…"/>'


def feeds(path: Path) -> list[str]:
    """Addresses of the feeds in the list, each once, in its order.

    Raises:
        InputError: the file is no such list, or there is no feed in it.
    """
    from lxml import etree

    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as fault:
        raise InputError(
            f"cannot be read: {(fault.strerror or str(fault)).lower()}", where=str(path), remedy="check the path"
        ) from fault
    with foreign("a list of feeds", str(path)):
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
        root = etree.fromstring(data, parser) if data.strip() else None
        found = [] if root is None else [str(e.get("xmlUrl") or "").strip() for e in root.iter("outline")]
    addresses = list(dict.fromkeys(a for a in found if a))
    if not addresses:
        raise InputError("there is no feed in it", where=str(path), remedy=REMEDY)
    return addresses
