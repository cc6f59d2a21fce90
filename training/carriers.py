"""Make `knowledge/carriers.toml`: words that carry an event only in a certain company (`went off`, `came down`, `put out of action`), mined from training texts.

    python -m training.carriers

A word is listed that carried an event in some text, stands not in knowledge/events.toml, and carries one in at least `SHARE` of its occurrences.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from evaluation.shared import ROOT

from training.told import TRAIN, Told, beside, carried, gold
from twosource.knowledge import lexicon

OUT = ROOT / "src/twosource/knowledge/carriers.toml"
SHARE = 0.03
"""Of the occurrences of a word, in these texts: below it what the word adds is not worth weighing it wherever it stands."""

MINED = ("written", "ruwa", "sentences")
"""Of what was annotated beside the gold: with all of it half as many words again were listed, and fewer events found (composed-dev .670 to .643)."""

Mined = dict[tuple[str, str], Counter[str]]
"""Types of event by lemma and part."""


def mined(read: Iterable[Told]) -> Mined:
    """How often each word that the lexicon of events does not list carries each type."""
    occurs: Counter[tuple[str, str]] = Counter()
    kinds: Mined = defaultdict(Counter)
    for doc, told in read:
        for token in doc:
            occurs[token.lemma_.lower(), lexicon.PARTS.get(token.pos_, "")] += 1
        for token, event in carried(doc, told["events"]):
            key = token.lemma_.lower(), lexicon.PARTS.get(token.pos_, "")
            if key[1] and key[0].isalpha() and not lexicon.listed(*key):
                kinds[key][event["type"]] += 1
    return {key: found for key, found in kinds.items() if found.total() >= SHARE * occurs[key]}


def main() -> None:
    """Mine and write."""
    found = mined([pair for name in TRAIN for pair in gold(name)] + [pair for name in MINED for pair in beside(name)])
    lines = [
        "# Words that carry an event only in a certain company, with the types that they carried, the most frequent first; mined by training/carriers.py",
        "# from twosource's training texts. Which is meant, if any, is judged in the sentence.",
    ]
    for part in ("v", "n"):
        lines.append(f"[{part}]")
        for (lemma, own), kinds in sorted(found.items()):
            if own == part:
                lines.append(f'"{lemma}" = "{" ".join(kind for kind, _ in kinds.most_common())}"')
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(found)} words")


if __name__ == "__main__":
    main()
