"""Train spaCy's small convolutional pipeline on the treebanks of ../shared/data/ud: the peer beside which the encoder's speed is shown.

    python -m training.pipeline WORKFOLDER

Converts the train and dev parts of EWT and GUM (never a test part) and trains with `pipeline.cfg`; WORKFOLDER/out/model-best is
what `python -m benchmarks --peer` takes. About 50 minutes on one core; the seed is fixed in the configuration.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TREEBANKS = ROOT.parent / "shared/data/ud"
SENTENCES_A_DOC = "8"


def spacy(*arguments: str | Path) -> None:
    """Run a command of spaCy's in this Python, on one thread."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-m", "spacy", *map(str, arguments)], check=True, env=environment)


def main(work: Path) -> None:
    """Convert and train."""
    for part in ("train", "dev"):
        (work / part).mkdir(parents=True, exist_ok=True)
        for bank in ("ewt", "gum"):
            file = TREEBANKS / f"{bank}_{part}.conllu"
            spacy("convert", file, work / part, "-c", "conllu", "-n", SENTENCES_A_DOC)
    spacy(
        "train", Path(__file__).with_name("pipeline.cfg"), "--output", work / "out",
        "--paths.train", work / "train", "--paths.dev", work / "dev",
        "--code", Path(__file__).with_name("headlines.py"),
    )  # fmt: skip


if __name__ == "__main__":
    main(Path(sys.argv[1]))
