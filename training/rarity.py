"""Make `knowledge/word_rarity.json.gz`: in how many of a hundred thousand news texts a word stands.

    python -m training.rarity

Counted over the texts in ../shared/data (RUWA, PolNeAR's train part, ECB+, TimeBank): counts alone, no text. A shipped table, so that no weight depends on
what a ledger holds.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

from twosource.linking.folding import words_of

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared/data"
OUT = ROOT / "src/twosource/knowledge/word_rarity.json.gz"
FILES = ("ruwa/*.jsonl", "polnear/train*.jsonl", "stories/*.jsonl", "timex/timebank.jsonl", "geo/*.jsonl")
FEWEST = 4


def main() -> None:
    """Count and write."""
    seen: Counter[str] = Counter()
    texts = 0
    for pattern in FILES:
        for path in sorted(DATA.glob(pattern)):
            for line in path.read_text(encoding="utf-8").split("\n"):
                if not line.strip():
                    continue
                text = json.loads(line).get("text")
                if text:
                    texts += 1
                    seen.update({word for word, _, _ in words_of(text)})
    table = {
        word: round(100_000 * n / texts)
        for word, n in sorted(seen.items())
        if n >= FEWEST and 100_000 * n / texts >= 20
    }
    origin = f"Share of {texts} news texts (RUWA, PolNeAR train, ECB+, TimeBank, LGL, GeoWebNews) with each word; counts only"
    with gzip.GzipFile(OUT, "wb", mtime=0) as file:
        file.write(json.dumps({"origin": origin, "of": 100_000, "words": table}, separators=(",", ":")).encode())
    print(f"{texts} texts, {len(table)} words, {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
