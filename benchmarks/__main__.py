"""`python -m benchmarks [--reports N] [--sizes N,N,…]`: each stage and peer as a ratio within one run, then how cost grows."""

from __future__ import annotations

import argparse

from benchmarks import growth, peers, stages, texts


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--reports", type=int, default=200, help="how many reports the ratios are taken on")
    parser.add_argument("--sizes", default="500,1000,2000", help="how many reports growth is measured at")
    given = parser.parse_args()
    reports = texts.varied(given.reports)
    print(f"| on {len(reports)} reports, seconds of the processor | ratio (least–most of 5 turns) |\n|---|---|")
    for name, ratio in (*stages.rows(reports), *peers.rows(reports)):
        print(f"| {name} | {ratio} |", flush=True)
    print("\n| reports | step | seconds of the processor | peak MB |\n|---|---|---|---|")
    for row in growth.measured([int(size) for size in given.sizes.split(",")]):
        print(f"| {row.reports:,} | {row.step} | {row.seconds:.1f} | {row.peak_mb or '–'} |", flush=True)


if __name__ == "__main__":
    main()
